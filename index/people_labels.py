"""The labels of lists of people: what a line says of those that follow it, on it or below it."""

from __future__ import annotations

import re
from dataclasses import replace

from index.first_names import is_first_name
from index.headings import label_of
from index.lines import Line
from index.names import strip_bullet
from index.person import read_person

_WHO = (
    r"(?:øvrige\s+)?(?:(?:møde)?deltagere|mødte|fremmødte)|medlem(?:mer)?|(?:medlemmer\s+)?til\s?stede|tilstedeværende|fremmødte"
    r"|mødte?|deltog|fra\s+[^:,.]{3,40}\sdeltog|i\s+mødet\s+deltog(?:\s+\d+[^:]{0,40})?|desuden\s+deltog"
    r"|endvidere\s+deltog|øvrige|(?:inviterede\s+)?gæst(?:er)?|inviterede|tilforordnede|observatør(?:er)?"
    r"|repræsentant(?:er)?(?=\s+f)|udpeget(?=\s+af\s)|(?:fra\s+)?(?:sekretariat(?:et)?|administration(?:en)?"
    r"|forvaltning(?:en)?|direktion(?:en)?|embeds(?:folk|mænd|værk(?:et)?)|(?:adm|admin|forvaltn|sekr|dir)\.?)|inviteret"
    r"|hvem\s+(?:var\s+(?:med|der|til\s?stede)|deltog|mødte)|med(?:\s+(?:på|til)\s+mødet|(?=\s*:))"
    r"|(?:fremmødte|tilstedeværende|deltagende|mødte)\s+medlemmer|(?:medlemmer|følgende),?(?:\s+der)?\s+(?:deltog|mødte|var\s+til\s?stede)"
    r"|(?:på|via|over)\s+(?:skærm(?:en)?|teams|video|zoom|telefon(?:en)?|link)|fysisk\s+(?:til\s?stede|fremmødte?)"
)
_NOT_THERE = (
    r"(?:(?:medlemmer|følgende),?\s+(?:der\s+)?(?:havde\s+)?)?(?:meldte?\s+)?afbud"
    r"|(?:medlemmer|følgende),?(?:\s+der)?\s+(?:ikke\s+(?:deltog|mødte)|var\s+fraværende)|ikke\s+med|fraværende\s+medlemmer|meldt\s+fra|forfald|udeble(?:vet?|vne)(?:\s+(?:med|uden)\s+afbud)?"
    r"|fravær(?:ende)?(?:\s+(?:med|uden)\s+[a-zæøå ]{3,30})?"
    r"|ikke\s+(?:til\s?stede|deltagende|mødt)|deltog\s+ikke|forhindret"
)
_ITEM = r"(?:enkelte\s+)?(?:punkt|pkt|sag|emne|dagsordens?punkt|ad\b)"
INLINE = re.compile(
    rf"^(?P<label>(?:{_WHO}|{_NOT_THERE}))(?:\s+(?:(?:fra|for|af|udpeget\s+af)\s+(?P<from_whom>[^:,]{{2,50}})"
    rf"|(?:fra|med\s+afbud|uden\s+afbud|i\s+(?:mødet|rummet|lokalet|salen)|meldt)|(?:under|til|ved)\s+{_ITEM}[^:]{{1,20}}"
    r"|\([^():]{2,40}\)))?"
    r"\s*:\s*(?=\S)|^(?P<from>afbud) fra\s+",
    re.IGNORECASE,
)
_HEADS = re.compile(
    rf"^(?P<label>(?:{_WHO}|{_NOT_THERE}))(?:\s+(?:(?:fra|for|af|udpeget\s+af)\s+(?P<from_whom>[^:,.]{{2,50}})|med\s+afbud|i\s+mødet"
    rf"|(?:under|til|ved)\s+{_ITEM}[^:]{{1,20}}))?\s*\??\s*(?P<colon>:)?$",
    re.IGNORECASE,
)
_RECORDS = re.compile(
    r"^(?:referent(?:er)?|ref\.?|sekretær|protokolfører|pennefører|(?:ned)?skrevet\s+af"
    r"|(?:referat|noter)(?:\s+(?:af|ved))?)\s*:\s*(?=\S)",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"\W*(?:(?:luk|åbn|vis|skjul|fold)\s+alle\s+punkter\b.*|indhold(?:sfortegnelse)?(?:\s+side)?\W*)$",
    re.IGNORECASE,
)
_JOINING = re.compile(
    r"^(?:øvrige|fra\s|(?:inviterede\s+)?gæst|inviteret|desuden|endvidere|tilforordnede|observatør|sekretariat"
    r"|administration|forvaltning|embeds|adm(?:in)?\b|forvaltn|sekr|dir\b)",
    re.IGNORECASE,
)
_COLUMNS = re.compile(r"\s*\|\s*|\t+|\s{3,}")
_COLUMN = re.compile(
    r"^(?:navn|titel|funktion|rolle|stilling|organisation|arbejdssted|parti|e-?mail|repræsenterer)$",
    re.IGNORECASE,
)
AWAY = re.compile(r"\b(?:afbud|fravær|ikke|forhindre[td]|meldt\s+fra|forfald|udeble)", re.IGNORECASE)
CHAIR_LABEL = re.compile(
    r"^\|?\s*(?:ordstyrer|mødeleder|dirigent|mødeledelse)(?:\s*/\s*\w+)?\s*[:|]\s*(?=\S)", re.IGNORECASE
)

_FROM_GROUP = re.compile(r"^(?:repræsentanter\s+)?fra\s+[^:,.]{3,50}:?$", re.IGNORECASE)
# "Formand: Anne Lund" names the one person of that position.
POSITION = re.compile(
    r"^(?P<role>(?:næst|med|vice|regional\s+|kommunal\s+)?(?:formand|forkvinde|forperson|formandskab))\s*:\s*(?=\S)",
    re.IGNORECASE,
)


def as_labelled(line: Line) -> Line:
    """A label with blanks before its people ("Afbud      Anne Lund") or a list's mark before it, as plain."""
    if line.clean[:1] in "•*·▪-" and _HEADS.match(bare := strip_bullet(line.clean)):
        return replace(line, clean=bare)
    if len(line.cells) != 2 or line.cells[0].endswith(":"):
        return line
    told = replace(line, clean=f"{line.cells[0]}: {line.cells[1]}")
    plain = _HEADS.match(line.cells[1]) or _COLUMN.match(line.cells[1])
    return told if not plain and (INLINE.match(told.clean) or CHAIR_LABEL.match(told.clean)) else line


def heads_plainly(text: str) -> bool:
    """Whether the words are a label of a list of people and nothing more."""
    return bool(_HEADS.match(text))


def heads_group(line: Line, entry: Line | None) -> str:
    """The group that a line heads outside any list ("Fra kommunerne"), where a list of people comes next."""
    if entry is None or not _FROM_GROUP.match(line.clean):
        return ""
    person = read_person(entry.clean)
    known = person is not None and is_first_name(person.name.split()[0])
    return line.clean.rstrip(" :") if known and len(entry.clean) < 160 else ""


def heads_list(text: str, line: Line, within: str) -> tuple[str, str] | None:
    """The status and the group of the list that the line heads; `within` is that of the list it stands in."""
    label = label_of(line, plain=True)
    match = _HEADS.match(line.clean)
    if label and label.kind in ("deltagere", "fraværende"):
        away = label.kind == "fraværende"
        return status_of(line.clean) if away else "deltager", "" if away else _group_named(line.clean)
    columns = _COLUMNS.split(text[line.start : line.end].strip(" \t|"))
    if len(columns) > 1 and all(_HEADS.match(column) or _COLUMN.match(column) for column in columns):
        match = _HEADS.match(columns[0])
    if not match or (within == "deltager" and not AWAY.search(match["label"]) and not match["from_whom"]):
        return None
    away = bool(AWAY.search(match["label"]))
    if match["from_whom"] and not away:
        return "deltager", f"Fra {match['from_whom']}"
    if within and not away and not _JOINING.match(match["label"]):
        return None
    return status_of(match["label"]) if away else "deltager", _group_named(match["label"])


def _group_named(label: str) -> str:
    """The label as a group's name where it is one ("Gæster"), "" for plain participants."""
    label = re.sub(r"^(fra\s.*?)\s+deltog$", r"\1", label.rstrip(" :"), flags=re.IGNORECASE)
    return label if _JOINING.match(label) else ""


def inline_status(line: Line) -> tuple[str, str]:
    """The status and the group of the people after a label on their own line."""
    match = INLINE.match(line.clean)
    label = match[0] if match else ""
    if AWAY.search(label):
        return status_of(label), ""
    if match and match["from_whom"]:
        return "deltager", f"Fra {match['from_whom']}"
    return "deltager", _group_named(match["label"]) if match and match["label"] else ""


def ends_list(line: Line, status: str) -> bool:
    """Whether the line ends a list of people: another fact of the meeting, or any section's heading."""
    if _RECORDS.match(line.clean) or _CONTENTS.match(line.clean) or label_of(line, plain=True):
        return True
    return (
        bool(status) and re.match(r"møde|sted(?!fortræder)|dato|tid", line.clean, re.IGNORECASE) is not None
    )


def status_of(heading: str) -> str:
    """ "afbud" or "fraværende", as the heading of a list of absentees says."""
    said = heading.casefold()
    told = "meldt fra" in said or ("afbud" in said and "uden afbud" not in said)
    return "afbud" if told else "fraværende"
