"""An answer as notebooks show it: HTML and Markdown, every word of the minutes as it stands in them."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.types import Answer, Citation

STATUS_WORDS = {"answered": "Besvaret", "nearest": "Nærmeste steder", "not_found": "Ikke i referaterne"}
_CITED = re.compile(r"\[(\d+)\]")
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|!~$])")
_LINE_MARK = re.compile(r"^(?=[-+=])|^(\d+)(?=[.)])")


def as_html(answer: Answer) -> str:
    """The answer, its status, and its citations to open, each with its exact words. Nothing is loaded."""
    status = STATUS_WORDS[answer.status]
    parts = [f'<p style="margin:0 0 .3em;opacity:.7">{status}</p>', *_html_lines(answer.text)]
    for citation in answer.citations:
        parts.append(
            f'<details style="margin:.2em 0"><summary>[{citation.number}] {escape(citation.label)}</summary>'
            f'<blockquote style="margin:.3em 1em">{escape(" ".join(citation.quote.split()))}'
            f'<br><small style="opacity:.7">{escape(_where(citation))}</small></blockquote></details>'
        )
    return f'<div style="max-width:46em;line-height:1.5">{"".join(parts)}</div>'


def _html_lines(text: str) -> list[str]:
    html, in_list = [], False
    for line in filter(str.strip, text.split("\n")):
        is_line = line.startswith("- ")
        if is_line != in_list:
            html.append("<ul>" if is_line else "</ul>")
            in_list = is_line
        words = _CITED.sub(r"<sup>[\1]</sup>", escape(line.removeprefix("- ")))
        html.append(f"<li>{words}</li>" if is_line else f"<p>{words}</p>")
    return [*html, "</ul>"] if in_list else html


def as_markdown(answer: Answer) -> str:
    """The answer, its status, and its citations, each with its exact words."""
    lines = [f"*{STATUS_WORDS[answer.status]}*", ""]
    for line in filter(str.strip, answer.text.split("\n")):
        is_line = line.startswith("- ")
        shown = re.sub(r"\\\[(\d+)\\\]", r"[\1]", _plain(line.removeprefix("- ")))
        lines += [f"- {shown}"] if is_line else [shown, ""]
    for citation in answer.citations:
        lines += ["", f"**[{citation.number}]** {_plain(citation.label)} ({_plain(_where(citation))})  "]
        lines += [f"> {_plain(' '.join(citation.quote.split()))}"]
    return "\n".join(lines).rstrip() + "\n"


def _where(citation: Citation) -> str:
    page = f", side {citation.page}" if citation.page else ""
    return f"{citation.section}{page}, {citation.source}"


def _plain(text: str) -> str:
    """Text that Markdown shows as it stands."""
    escaped = _MARKS.sub(r"\\\1", text)
    return _LINE_MARK.sub(lambda match: f"{match[1]}\\" if match[1] else "\\", escaped)
