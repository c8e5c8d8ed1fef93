"""Who is said to have come in another's place: beside the one who stayed away, or in a sentence."""

from __future__ import annotations

import re

from index.lines import Line
from index.names import NAME
from index.person import STAND_IN, Person, read_person

_CAME = r"(?:deltager|deltog|mødte|møder|mødt)"
_ROLE = r"(?:[a-zæøå][\w-]*\s+){0,4}"  # "sundhedschef", "leder af hjemmeplejen"
_NOT_CALLED = r"(?!\s+(?:var|blev|er)\s+(?:ind)?kaldt)"  # who was called in need not have come
_PARTY = r"(?:\s*\([^()]{1,40}\))?"
_BEFORE = re.compile(r",\s|:\s")
_EMPTY = re.compile(r"\s*\([\s;,–-]*\)")
_LEFT_DOT = re.compile(r"(?<=[^\s.])\.\s*\.\s*$")
_FOR = re.compile(
    rf"^(?:stedfortræder|suppleant)\s+for\s+(?P<whom>{NAME})\s*:\s*(?P<who>{NAME}{_PARTY})", re.IGNORECASE
)
_INSTEAD = re.compile(
    rf"(?<=\()(?P<inside>{NAME}(?:,\s[^()]{{2,80}}?)?),?\s+{_CAME}\s+i\s+stedet(?=\s*\))"
    rf"|(?P<who>{NAME}{_PARTY})\s+{_CAME}\s+(?:i\s+stedet|som\s+(?:stedfortræder|suppleant|afløser))\b(?!\s+for)"
    rf"|(?P<instead>{NAME}{_PARTY})\s+{_CAME}\s+som\s+(?:suppleant|stedfortræder)\b(?:\s+for\s+(?P<whom>{NAME}))?"
    rf"|\b[Ss]om\s+(?:suppleant|stedfortræder)\s+{_CAME}\s+(?:[a-zæøå]\S*\s+){{0,3}}(?P<named>{NAME}{_PARTY})"
    rf"|\b[Ii]\s+stedet\s+(?:for\s+\w+\s+)?{_CAME}\s+(?P<came>{_ROLE}{NAME}{_PARTY})"
    rf"|\b(?P<away>[Aa]fbud|fravær\w*|forfald)\s*[;,–-]\s*(?P<after>{NAME})\s+{_CAME}\b"
    rf"|\b(?P<gone>[Aa]fbud|fravær\w*|forfald)\s*[;,:–-]?\s*\(?(?:[Ss]tedfortræder|suppleant|afløser)(?:\s+er|\s+var)?\s*:?\s+"
    rf"(?P<other>{_ROLE}{NAME}{_PARTY}){_NOT_CALLED}"
    rf"|\s[–-]\s(?P<called>{NAME})\s+(?:stedfortræder|suppleant)(?=\s*(?:$|[,;)]))"
    rf"|[–,;(-]\s*(?:[Ss]tedfortræder|[Ss]uppleant)(?:en)?\s+(?P<deputed>{_ROLE}{NAME}{_PARTY})\s+{_CAME}\b"
    rf"|(?<!uden )(?<!ingen )\b[Ss]tedfortræder\s*:\s*"
    rf"(?P<deputy>{_ROLE}{NAME}{_PARTY}(?:,\s[^(),]{{2,60}}(?=\)))?)"
)
_CAME_INSTEAD = ("inside", "who", "instead", "named", "came", "after", "other", "called", "deputed", "deputy")


def stood_in(line: Line) -> list[Person]:
    """The people whom a line names as come in another's place."""
    text = line.clean
    if match := _FOR.match(text):
        person = read_person(match["who"])
        return [_standing_in(person, match["whom"])] if person else []
    found: list[Person] = []
    for match in _INSTEAD.finditer(text):
        said = next(filter(None, match.group(*_CAME_INSTEAD)))
        if person := read_person(said):
            before = text[: match.start()].rstrip(" (,:;.–-")
            before = match["whom"] or before
            away = next(filter(None, map(read_person, (before, *_BEFORE.split(before)[-1:]))), None)
            found.append(_standing_in(person, away.name if away else ""))
    return found


def _standing_in(person: Person, whom: str) -> Person:
    """The person, with the one who stayed away in the role."""
    if not whom or whom == person.name:
        return person
    return Person(person.name, role_instead(person, whom), person.organisation)


def role_instead(person: Person, whom: str) -> str:
    """The person's role with the one whose place they took: "chef (på vegne af Anne Bro)"."""
    beside = f"{STAND_IN} {whom}"
    return f"{person.role} ({beside})" if person.role else beside


def without_stand_ins(text: str) -> str:
    """A line without what it says of those who came in another's place."""
    if _FOR.match(text):
        return ""
    kept = _INSTEAD.sub(lambda match: match["away"] or match["gone"] or "", text)
    return _LEFT_DOT.sub("", _EMPTY.sub("", kept)).strip()
