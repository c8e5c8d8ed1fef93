"""The top of minutes as lines that each say one thing: labels with values, no words of a web page's own."""

from __future__ import annotations

import re
from dataclasses import replace

from index.header_when import is_labelled, is_time_label
from index.headings import label_of
from index.lines import Line
from index.people_table import heads_people

_LEADERS = re.compile(r"^(?P<label>[A-ZÆØÅ][^.:|]{1,30}?(?:\.?nr)?)[ .]*\s?\.{4,}\s*:?\s*(?=\S)")
# Between the steps stands a mark, or what a page reader says of the picture of an arrow.
_CRUMBS = re.compile(r"\s(?:>|›|»|→|&gt;)(?:\s|$)|(?<=[a-zæøå\d])pil\s?(?=[A-ZÆØÅ])|\spil\s(?=[A-ZÆØÅ])")
_HIDDEN = re.compile(r"(?<=[a-zæøå])Til forsiden$")
_PIPES = re.compile(r"(?<=\S)\s\|\s(?=\S)")
_HOME = re.compile(r"^(?:forside|hjem|startside|du\s+er\s+her|you\s+are\s+here)\b", re.IGNORECASE)
_BUTTON = (
    r"(?:(?:gå|spring|hop)\s+(?:direkte\s+)?til\s+(?:hoved)?indhold(?:et)?|søg|menu|læs\s+(?:siden\s+)?(?:op|højt)"
    r"|(?:få\s+siden\s+)?oplæs(?:t|ning)|lyt(?:\s+til\s+siden)?|english|udskriv(?:\s+siden?)?|print(?:\s+siden?)?"
    r"|del(?:\s+(?:på\s+\w+|siden))?|abonn[ée]r(?:\s+på\s+\w+)?|log\s+(?:ind|på)|kontakt(?:\s+os)?|forside"
    r"|(?:hent|download|gem)(?:\s+som)?(?:\s+pdf)?"
    r"|(?:skjul|vis|fold)\s+(?:alle\s+punkter|alle|alt)(?:\s+ud)?|tilbage"
    r"|se\s+(?:alle|flere)\s+(?:dagsord(?:e)?ner|referater|møder)(?:\s+og\s+\w+)?(?:\s+(?:fra|i|for|på)\s.{2,40})?"
    r"|til\s+toppen|cookies|presse|job|selvbetjening|mit\s+\w+|du\s+er\s+her|you\s+are\s+here)"
)
_BUTTONS = re.compile(rf"{_BUTTON}(?:[\s|·•/,–-]+{_BUTTON})*\W*", re.IGNORECASE)
# What a page reader says of the picture at the top: "Aaby Kommunes logo, link til forsiden".
_LOGO = re.compile(
    r"^(?P<whose>\S.{2,50}?)(?:s|'s)?\s+logo(?:\s*(?:[,–-]|\b(?:link|til)\b).{0,40})?$", re.IGNORECASE
)
_PARTS = re.compile(r"(?<=\S)\s[·•|]\s(?=\S)")
_LETTERS = re.compile(r"(?:[^\W\d_-] ?-? )*[^\W\d_]")
_PAGED = re.compile(r"(?:\s\d{1,3}\s?\(\d{1,3}\)|\bside\s+\d{1,3}.{0,10})$", re.IGNORECASE)
_FORUM = re.compile(r"(?:udvalg|(?:møde)?forum|organ|gremium|råd)\s*:?", re.IGNORECASE)
_OPEN = re.compile(r"(?:\b(?:og|i|for|af|om|ved|på|med)|[,/-])$")
_MANY_PIPES = 3


def said_at_top(lines: list[Line]) -> list[Line]:
    """The filled lines without navigation, where others are left; rows of a label and its value as such."""
    told = _joined([_as_labelled(replace(line, clean=_HIDDEN.sub("", line.clean))) for line in lines])
    return [line for line in told if not is_navigation(line.clean)] or told


def _joined(lines: list[Line]) -> list[Line]:
    """The lines, a label for the body that stands alone as one with the name below it."""
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        named = line.clean[:1].isupper() and ":" not in line.clean and not is_time_label(line.clean)
        if before and named and is_forum_label(before.clean):
            joined[-1] = replace(line, clean=f"{before.clean.rstrip(' :')}: {line.clean}", cells=())
        else:
            joined.append(line)
    return joined


def is_navigation(text: str) -> bool:
    """Whether a line is a web page's own: the way there ("Forside > Politik > Møder") or its buttons."""
    crumbs = len(_CRUMBS.findall(text))
    if crumbs > 1 or (_HOME.match(text) and (crumbs or text.count(" / ") > 1)):
        return True
    if not re.search(r"^\||\d", text) and len(_PIPES.findall(text)) >= _MANY_PIPES:
        return True
    return bool(_BUTTONS.fullmatch(text) or _LOGO.match(text))


def is_forum_label(text: str) -> bool:
    """Whether a line is no more than the word before the name of the body ("UDVALG")."""
    return bool(_FORUM.fullmatch(text))


def is_paged(text: str) -> bool:
    """Whether a line ends with the page's number, as a head that is printed on every page does."""
    return bool(_PAGED.search(text))


def steps_to_page(lines: list[Line]) -> list[str]:
    """The steps of the ways to the page that the first lines tell."""
    ways = [_LOGO.sub(r"\g<whose>", line.clean) for line in lines[:10] if is_navigation(line.clean)]
    return [step.strip() for way in ways for step in re.split(rf"{_CRUMBS.pattern}|{_PIPES.pattern}", way)]


def naming_lines(top: list[Line]) -> list[Line]:
    """The lines that may name the body: those before the people, two things on a line as two lines."""
    end = next((i for i, line in enumerate(top) if _heads_people(line)), len(top))
    named: list[Line] = []
    for line in _whole(top[:end] or top):
        words = _unspaced(line)
        if words:
            named.append(replace(line, clean=words))
        elif len(line.cells) == 2 and not (
            is_labelled(line.clean) or is_paged(line.clean) or ":" in line.clean
        ):
            named += [replace(line, clean=cell, cells=()) for cell in line.cells]
        else:
            named.append(line)
    return named


def _whole(lines: list[Line]) -> list[Line]:
    """The lines, a name that is broken for width as one line."""
    whole: list[Line] = []
    for line in lines:
        before = whole[-1] if whole else None
        goes_on = before is not None and line.start == before.end + 1 and line.clean[:1].islower()
        if before and goes_on and _OPEN.search(before.clean) and not is_time_label(line.clean):
            whole[-1] = replace(before, end=line.end, clean=f"{before.clean} {line.clean}".rstrip("."))
        else:
            whole.append(line)
    return whole


def parts_apart(lines: list[Line]) -> list[Line]:
    """The lines, those with dots between their parts ("Region Nord · Havnerådet") as one line a part."""
    return [
        replace(line, clean=part, cells=())
        for line in lines
        for part in ([line.clean] if is_paged(line.clean) else _PARTS.split(line.clean))
    ]


def _heads_people(line: Line) -> bool:
    label = label_of(line, plain=True)
    return bool(label and label.kind in ("deltagere", "fraværende")) or heads_people(line)


def _unspaced(line: Line) -> str:
    """The words of a line set with a blank between its letters ("R Å D E T   F O R   H A V N E N"), or ""."""
    words = line.cells or (line.clean,)
    wide = len(line.clean) > 10 and all(_LETTERS.fullmatch(word) for word in words)
    return " ".join(word.replace(" ", "") for word in words) if wide else ""


def _as_labelled(line: Line) -> Line:
    """A row of a label and its value as "Label: value": two cells of a table, or dots or blanks between."""
    if leaders := _LEADERS.match(line.clean):
        value = line.clean[leaders.end() :]
        return replace(line, clean=f"{leaders['label'].strip()}: {value}", cells=())
    cells = [cell.strip() for cell in line.clean.strip("| ").split("|")]
    if line.clean.startswith("|") and len(cells) == 2:
        return replace(line, clean=f"{cells[0].rstrip(':')}: {cells[1]}")
    if len(line.cells) == 2 and (is_time_label(line.cells[0]) or is_forum_label(line.cells[0])):
        return replace(line, clean=f"{line.cells[0].rstrip(':')}: {line.cells[1]}", cells=())
    return line
