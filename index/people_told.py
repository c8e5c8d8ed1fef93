"""Who a running sentence says was away, stepped in or chaired, and one entry of the people of a meeting."""

from __future__ import annotations

import re
from dataclasses import replace

from index.lines import Line
from index.name_lists import split_names
from index.names import NAME, is_name
from index.people_instead import role_instead, stood_in
from index.people_labels import INLINE
from index.person import Person, read_person
from index.types import Attendance

_FROM = re.compile(
    r"^(?i:fra)\s+(?P<organisation>[A-ZÆØÅ].*)$"
    r"|^(?P<named>[A-ZÆØÅ][\w .-]*\sKommune|Region\s[A-ZÆØÅ]\w+|\S.*(?:hospital|sygehus)(?:et)?"
    r"|[A-ZÆØÅ]\S+\s(?:Hospital|Sygehus)|\w*(?:[Hh]ospital|[Ss]ygehus|[Pp]sykiatri)\w*(?:\s(?:i|og|[A-ZÆØÅ][\w-]+))+)$"
)
_STEPS_IN = re.compile(
    rf"(?P<who>{NAME})\s+(?:deltager|deltog|mødte|møder|var med|er med)\b(?:\s+\w+)?\s+"
    rf"(?:på vegne af|i stedet for|som (?:stedfortræder|suppleant|afløser) for|for)\s+(?P<whom>{NAME})"
)
_STOP = re.compile(r"(?<=[a-zæøåé]{3})\.\s+(?=[A-ZÆØÅ])")  # after it no name goes on
_SENT = re.compile(rf"\b[Aa]fbud fra\s+(?P<names>{NAME}(?:(?:\s*,\s*|\s+og\s+|\s+samt\s+){NAME})*)")
_LIST = rf"{NAME}(?:\s*\([^()]{{1,60}}\))?(?:(?:\s*,\s*|\s+og\s+|\s+samt\s+){NAME}(?:\s*\([^()]{{1,60}}\))?)*"
_EXCEPT = re.compile(
    rf"\b(?:[Aa]lle|[Ss]amtlige)\b[^.:]{{0,40}}\b(?:mødte?|til\s?stede|deltog|fremmødte?)\b[^.:]{{0,20}}"
    rf"\b(?:undtagen|på\s+nær|bortset\s+fra|med\s+undtagelse\s+af)\s+(?P<names>{_LIST})"
)
_REPORTED = re.compile(
    rf"(?P<who>{_LIST})(?:,\s+(?:der|som))?\s+(?:har|havde)?\s*(?:meldt|meldte|melder|sendt|sendte)\s+afbud|"
    rf"(?P<absent>{_LIST})(?:\s+og\s+[^.,]{{3,40}})?\s+"
    r"(?:(?:er|var)\s+(?:fraværende|ikke til ?stede)\b|deltog\s+ikke(?=\s*(?:\.|$)|\s+(?:i|på)\s+mødet))"
)
_CHAIRS = re.compile(
    rf"(?P<who>{NAME})\s+(?:er|var|blev|fungerede|vælges|valgtes)\b(?:\s+valgt)?(?:\s+(?:som|til))?\s+"
    r"(?:mødeleder|ordstyrer|dirigent)\b"
)
# Without one of these no sentence says who was away, stepped in or chaired: most lines need no closer look.
_TELLING = (
    *("afbud", "fravær", "forfald", "til stede", "tilstede", "deltog ikke", "undtage", "på nær"),
    *("bortset fra", "stedfortræder", "suppleant", "afløser", "i stedet", "på vegne af"),
    *("mødeleder", "ordstyrer", "dirigent"),
)


def told_on(line: Line, item: int | None) -> list[Attendance]:
    """The people whom a running sentence reports as absent, stepping in or chairing."""
    said = line.clean.casefold()
    if len(said) > 3000 or not any(words in said for words in _TELLING) or INLINE.match(line.clean):
        return []
    line = replace(line, clean=_STOP.sub(".\n", line.clean))
    found: list[Attendance] = []
    for match in _STEPS_IN.finditer(line.clean):
        whom = Person(match["whom"].rstrip("."))
        if not is_name(whom.name):
            continue
        who = read_person(match["who"]) or Person(match["who"])
        who = replace(who, role=role_instead(who, whom.name))
        found.append(attending(who, "deltager", *_span(line), "", item))
        found.append(attending(whom, "fraværende", *_span(line), "", item))
    found += sent_on(line, item)
    found += stood_in_on(line, item)
    for match in _EXCEPT.finditer(line.clean):
        status = "afbud" if "afbud" in line.clean[match.end() :] else "fraværende"
        found += _named(match["names"], status, line, item)
    for match in _REPORTED.finditer(line.clean):
        names = match["who"] or match["absent"]
        found += _named(names, "afbud" if match["who"] else "fraværende", line, item)
    for match in _CHAIRS.finditer(line.clean):
        if person := read_person(match["who"]):
            found.append(attending(person, "deltager", *_span(line), "", item, chair=True))
    return found


def _named(names: str, status: str, line: Line, item: int | None) -> list[Attendance]:
    """The people of a list of names that stands in a sentence of the line."""
    people = (read_person(names[a:b]) for a, b in split_names(names))
    return [attending(person, status, *_span(line), "", item) for person in people if person]


def stood_in_on(line: Line, item: int | None) -> list[Attendance]:
    """Who is said to have come in another's place."""
    return [attending(person, "deltager", *_span(line), "", item) for person in stood_in(line)]


def sent_on(line: Line, item: int | None) -> list[Attendance]:
    """The people of whom a sentence on the line says that they sent apologies."""
    return [
        entry
        for match in _SENT.finditer(line.clean)
        if not INLINE.match(line.clean[match.start() :]) or match.start()
        for entry in _named(match["names"], "afbud", line, item)
    ]


def _span(line: Line) -> tuple[int, int]:
    return line.start, line.end


def attending(
    person: Person, status: str, start: int, end: int, group: str, item: int | None, *, chair: bool = False
) -> Attendance:
    """An entry for a person read in `start:end`, whose organisation may be that of the group they are in."""
    organisation = person.organisation
    if not organisation and (match := _FROM.match(group)):
        organisation = match["organisation"] or match["named"]
    return Attendance(
        name=person.name,
        status=status if status == "afbud" else person.absent or status,
        start=start,
        end=end,
        role=person.role,
        organisation=organisation,
        group=group,
        chair=chair or person.chair,
        item=item,
    )
