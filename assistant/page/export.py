"""A conversation as a document: Markdown or DOCX, every answer with its citations and their exact words."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

from assistant.page.answers import STATUS_WORDS, where
from assistant.page.talk import Talk, Turn
from assistant.types import Citation
from index.dates import danish_date

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!~])")
# What XML cannot hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def as_markdown(talk: Talk, today: date) -> str:
    """The conversation as Markdown; citations are footnote-like lists under each answer."""
    parts = [f"# Samtale med referaterne\n\nGemt {danish_date(today)}.\n"]
    for turn in _finished(talk):
        parts.append(f"## {_plain(turn.question)}\n")
        if turn.answer is None:
            parts.append(f"{_plain(turn.error or 'Intet svar.')}\n")
            continue
        parts.append(f"**{STATUS_WORDS[turn.answer.status]}**\n")
        parts.append("\n".join(_line(line) for line in turn.answer.text.split("\n")) + "\n")
        for citation in turn.answer.citations:
            quote = _plain(" ".join(citation.quote.split()))
            parts.append(f"{citation.number}. {_plain(_reference(citation))}  \n   > {quote}\n")
    return "\n".join(parts)


def _line(line: str) -> str:
    bullet = "- " if line.startswith("- ") else ""
    return bullet + _plain(line.removeprefix("- "), keep_numbers=True)


def _plain(text: str, *, keep_numbers: bool = False) -> str:
    """Text that Markdown shows as it stands; "[3]" stays a citation's number."""
    escaped = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    # A line that begins like a list, a rule or a heading is none.
    escaped = re.sub(r"^(\d+)([.)])", r"\1\\\2", re.sub(r"^([-+=])", r"\\\1", escaped))
    return re.sub(r"\\\[(\d+)\\\]", r"[\1]", escaped) if keep_numbers else escaped


def _reference(citation: Citation) -> str:
    title = f" ({citation.item_title})" if citation.item_title else ""
    return f"{citation.label}{title}, {where(citation)}, {citation.source}"


def as_docx(talk: Talk, today: date) -> bytes:
    """The conversation as a Word document."""
    from docx import Document
    from docx.shared import Pt

    document = Document()
    document.core_properties.title = "Samtale med referaterne"
    document.core_properties.author = ""
    document.core_properties.language = "da-DK"
    document.styles["Normal"].font.size = Pt(11)
    document.add_heading("Samtale med referaterne", 0)
    document.add_paragraph(f"Gemt {danish_date(today)}.")
    for turn in _finished(talk):
        document.add_heading(_clean(turn.question), 1)
        if turn.answer is None:
            document.add_paragraph(_clean(turn.error or "Intet svar."))
            continue
        document.add_paragraph().add_run(STATUS_WORDS[turn.answer.status]).bold = True
        for line in turn.answer.text.split("\n"):
            if line.strip():
                style = "List Bullet" if line.startswith("- ") else None
                document.add_paragraph(_clean(line.removeprefix("- ")), style)
        for citation in turn.answer.citations:
            entry = document.add_paragraph(f"[{citation.number}] {_clean(_reference(citation))}")
            entry.paragraph_format.space_after = Pt(0)
            quote = document.add_paragraph(style="Quote")
            quote.add_run(f"»{_clean(' '.join(citation.quote.split()))}«")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _finished(talk: Talk) -> list[Turn]:
    return [turn for turn in talk.turns if turn.state != "open"]


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)


def file_name(talk: Talk, suffix: str) -> str:
    """ "samtale-2024-10-24-klyngemidler.md": the day and the first words of the first question."""
    first = talk.turns[0].question if talk.turns else ""
    slug = "-".join(re.findall(r"[a-zæøå0-9]+", first.lower())[:6])
    return f"samtale-{talk.began.date().isoformat()}{'-' + slug if slug else ''}.{suffix}"
