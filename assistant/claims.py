"""A language model's draft into claims: sentences and list lines, each with the passage keys it names.

A key stands in square brackets, with or without the words it leans on: "[K7Q]", "[K7Q: »de ordene«]". A
sentence that names no key shares that of the next one in its paragraph. Whatever else stands in brackets
like a reference ("[1]", "[Kilde 2]") counts as a key that does not exist.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.sentences import sentences

_QUOTE = r"[\"“”»«„]"
_KEY = r"[A-Z]\d[A-Z]"
_REFERENCE = re.compile(
    rf"\s*[\[(【]\s*\^?(?:(?i:uddrag|kilde|nøgle|punkt|se|ref)\b\.?:?\s*)?"
    rf"(?P<keys>{_KEY}(?:\s*(?:[,;&+]|og)\s*{_KEY})*|\^?\d{{1,3}}(?:\s*,\s*\d{{1,3}})*|(?<=\[)[A-Za-zÆØÅæøå]{{0,9}}[ _-]?\d{{1,4}}[A-Za-z]?)"
    rf"(?:\s*[:,–-]?\s*{_QUOTE}(?P<quote>[^\]】]*?){_QUOTE})?\s*[\])】]",
)
_ROUND_NUMBER = re.compile(r"\s*\(\d{1,3}(?:\s*,\s*\d{1,3})*\)")
_STOP = re.compile(rf"([.!?…:]+{_QUOTE}?)((?:\s*§\d+§)+)")
_PLACED = re.compile(r"\s*§(\d+)§")
_BULLET = re.compile(
    r"^\s*(?:[-–•*·]|\d{1,2}[.)](?!\s*(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)))\s+"
)
_DRESS = re.compile(r"^\s*(?:#{1,6}\s+|>\s*)|\*\*|__|`+", re.MULTILINE)
_THOUGHTS = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_CODE = re.compile(r"^\s*(?:```|[{\[]\s*[\"{\[]|<\w+[^>]*>\s*<)|\"\s*:\s*[\[{\"]")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a claim with the keys that stand behind it and the words it says it quotes."""

    text: str
    keys: tuple[str, ...]
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence or list line as it would be shown, without keys; `parts` are checked one by one.

    `lead` is the line that leads into a list line, "" elsewhere; `own_keys` is False for a claim that has
    its keys from the next one, or none.
    """

    text: str
    parts: tuple[Part, ...]
    list_line: bool = False
    lead: str = ""
    own_keys: bool = True


def is_code(draft: str) -> bool:
    """Whether a draft is JSON, a table of code or markup where sentences were asked for."""
    return bool(_CODE.search(_THOUGHTS.sub("", draft)))


def read_draft(draft: str, *, complete: bool = True) -> list[Claim]:
    """All claims of a draft in order.

    With `complete` False the draft is still being written: its last sentence is left out, and so are
    those before it that may yet get their key from it.
    """
    claims = _read(_THOUGHTS.sub("", draft))
    if complete:
        return claims
    settled = claims[:-1]
    while settled and not settled[-1].own_keys:
        settled.pop()
    return settled


def _read(text: str) -> list[Claim]:
    claims: list[Claim] = []
    lead = ""
    for line in text.splitlines():
        bare = _DRESS.sub("", line).strip()
        if not bare:
            lead = ""
            continue
        bullet = bool(_BULLET.match(bare))
        marked, references = _lifted(_BULLET.sub("", bare) if bullet else bare)
        if not bullet:
            lead = ""
        if not re.search(r"\w", _PLACED.sub("", marked)):
            claims = _given(claims, references)
            continue
        found = list(_claims(marked, references, bullet, lead if bullet else ""))
        if not bullet and found and found[-1].text.endswith(":"):
            lead = found.pop().text
        claims += found
    return claims


def _lifted(line: str) -> tuple[str, list[tuple[tuple[str, ...], str]]]:
    """The line with each reference replaced by "§n§", set before the full stop, and the references."""
    references: list[tuple[tuple[str, ...], str]] = []

    def lift(match: re.Match[str]) -> str:
        if _ROUND_NUMBER.fullmatch(match.group()):
            return match.group()
        keys = tuple(re.findall(rf"{_KEY}|\d+|[A-Za-zÆØÅæøå][\w -]*", match["keys"]))
        references.append((keys, match["quote"] or ""))
        return f" §{len(references) - 1}§"

    return _STOP.sub(r"\2\1", _REFERENCE.sub(lift, line)), references


def _claims(
    marked: str, references: list[tuple[tuple[str, ...], str]], bullet: bool, lead: str
) -> Iterator[Claim]:
    spans = [(0, len(marked))] if bullet else sentences(marked, 0, len(marked))
    pieces = [_parts(marked[start:end], references) for start, end in spans]
    own_keys = [any(part.keys for part in parts) for parts in pieces]
    following: tuple[str, ...] = ()
    for place in range(len(pieces) - 1, -1, -1):
        own_here = tuple(key for part in pieces[place] for key in part.keys)
        if not own_here:
            pieces[place] = tuple(Part(part.text, following, part.quotes) for part in pieces[place])
        following = own_here or following
    for (start, end), parts, own in zip(spans, pieces, own_keys, strict=True):
        text = _tidy(_PLACED.sub("", marked[start:end]))
        if re.search(r"\w", text):
            yield Claim(text, parts, bullet, lead, own)


def _parts(sentence: str, references: list[tuple[tuple[str, ...], str]]) -> tuple[Part, ...]:
    """The sentence cut behind each run of references; words behind the last one belong to it."""
    parts: list[Part] = []
    position = 0
    for match in re.finditer(r"(?:\s*§\d+§)+", sentence):
        text = _tidy(sentence[position : match.start()])
        numbers = [int(number) for number in re.findall(r"§(\d+)§", match.group())]
        keys = tuple(key for number in numbers for key in references[number][0])
        quotes = tuple(references[number][1] for number in numbers if references[number][1])
        if re.search(r"\w", text):
            parts.append(Part(text, keys, quotes))
        elif parts:
            parts[-1] = Part(parts[-1].text, (*parts[-1].keys, *keys), (*parts[-1].quotes, *quotes))
        position = match.end()
    rest = _tidy(sentence[position:])
    if re.search(r"\w", rest):
        if parts and len(rest.split()) < 3:
            parts[-1] = Part(f"{parts[-1].text} {rest}", parts[-1].keys, parts[-1].quotes)
        else:
            parts.append(Part(rest, parts[-1].keys if parts else ()))
    return tuple(parts)


def _given(claims: list[Claim], references: list[tuple[tuple[str, ...], str]]) -> list[Claim]:
    """The claims, the last one with the references of a line of its own if it has none."""
    if not claims or not references or any(part.keys for part in claims[-1].parts):
        return claims
    keys = tuple(key for found, _ in references for key in found)
    quotes = tuple(quote for _, quote in references if quote)
    last = claims[-1]
    parts = tuple(Part(part.text, keys, quotes) for part in last.parts)
    return [*claims[:-1], Claim(last.text, parts, last.list_line, last.lead)]


def _tidy(text: str) -> str:
    plain = re.sub(r"\s+([.,;:!?])", r"\1", " ".join(text.split())).strip()
    return re.sub(r"(?<!\.)\.\.$", ".", plain)
