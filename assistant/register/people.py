"""Who was there, who was not, who led the meeting, and whether a certain person took part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.distance import OSA

from assistant.cite import Source, Statement, heading_source
from assistant.enquiry import Enquiry, Reply, hint, refusal
from assistant.evidence import term_set
from assistant.question import is_yesno, normal
from assistant.register import which
from assistant.register.which import Chosen
from assistant.register.words import GENERAL, MEETING, another_gathering, bodies, own_words
from assistant.types import Status
from index.danish import content_words, stem, unfold
from index.dates import danish_date
from index.types import AgendaItem, Attendance, Meeting

_CHAIR = re.compile(
    r"\b(?:ordstyrer|mødeleder|dirigent)\w*|\b(?:hvem|hvilken \w+)\s+(?:ledede|styrede|var leder af|stod for ledelsen af)"
    rf"\s+(?:selve\s+)?{MEETING}\b|\bhvem (?:havde|førte) ordet\b"
)
_AWAY = r"(?:fraværende|afbud|fravær|udeble\w*|manglede\w*|meldt fra|meldte fra|blev væk|udeblevet|dukkede ikke op|(?:ikke|ej) (?:til stede|tilstede|mødt|med))"
_ABSENT = re.compile(
    rf"\b(?:hvem|hvilke\w*|hvor mange|nogen|var der|er der|hvis)\b.*\b{_AWAY}\b|^\W*(?:afbud|fravær\w*|fraværende)\b|"
    rf"\bhvem\b.*\b(?:deltog|deltager|mødte|kom|var)\b(?:\s+\w+){{0,2}}\s+ikke\b"
)
_PRESENT = re.compile(
    r"\b(?:hvem|hvilke\w*|hvor mange|hvor stort? \w*fremmøde)\b.*\b(?:deltog|deltager|deltagere|til stede|tilstede|mødte op|mødte frem|"
    rf"fremmødt\w*|repræsenter\w+|var med (?:på|til|i|fra)|med til {MEETING}|sad med|sad (?:til|omkring) bords?|"
    rf"var (?:på|til) {MEETING})\b|\bhvem (?:var|mødte|sad) (?:der\s+)?(?:på|til|i|med|fra)\b|\bdeltagerliste\w*\b|"
    rf"\bdeltagere\s+(?:på|i|til|ved)\b.*\b{MEETING}\b|^\W*deltagere\W*"
)
_SITS = re.compile(r"\bhvem (?:sidder|sad|er med|var med|er medlem\w*|er en del) (?:med )?(?:i|af)\b")
_STAND_IN = re.compile(r"\b(?:på vegne|i stedet for|stedfortræder\w*|suppleant\w*|afløs\w*|vikar\w*)\b")
_UNDER_ITEM = re.compile(r"\b(?:under|ved) (?:behandling\w* af )?(?:dagsordens)?punkt\w*\b(?! \d)")
_WAS = re.compile(
    r"^\W*(?:og\s+|men\s+)?(?:deltog|deltager|var|mødte|kom|er|meldte|havde|sad)\s+(?P<who>.+?)\s+"
    r"(?P<what>(?:også |selv |ikke )?(?:til stede|tilstede|med (?:på|til|i|ved|omkring)|deltager\b|fraværende|afbud|op\b|frem\b|repræsentere\w*)|(?:i|på|til|ved)\s+\w*møde\w*)"
)
_COUNTS = re.compile(r"\bhvor mange\b|\bhvor stort? \w*fremmøde\b")
_WHICH_ORGANISATIONS = re.compile(
    r"\bhvilke (?P<what>kommuner|organisationer|parter|myndigheder|foreninger|regioner|sygehuse|hospitaler)\b"
)
_LENIENT = 0.5
_STRICT = 0.7
_MANY = 60
_STATES = {"deltager": "deltog", "afbud": "meldte afbud", "fraværende": "var fraværende"}


def answer(enquiry: Enquiry) -> Reply | None:
    """Who led, attended or missed a meeting; None when the question asks for none of it."""
    text = enquiry.text
    if another_gathering(text) or _STAND_IN.search(text):
        return None
    chair, absent = bool(_CHAIR.search(text)), bool(_ABSENT.search(text))
    sits = bool(_SITS.search(text))
    present = (sits or bool(_PRESENT.search(text))) and not absent
    topic = own_words(enquiry)
    one = _WAS.match(text)
    if one and not (chair or absent or present):
        return _was_there(enquiry, topic, one["who"], one["what"])
    if not (chair or absent or present) or (present and _UNDER_ITEM.search(text)):
        return None
    meetings: list[Chosen | None] = [
        Chosen(enquiry.searcher.item(key.id, None)[0], False) for key in which.several(enquiry)
    ]
    meetings = meetings or [which.choose(enquiry, topic) or _by_group(enquiry, topic)]
    replies = []
    for chosen in meetings:
        if chosen is None:
            return which.unsettled(enquiry) if not topic else None
        rest = [word for word in topic if not _of_people(word, chosen.meeting)]
        if not _fits(enquiry, chosen, rest, _STRICT if present or chair else _LENIENT):
            return None
        if chair and is_yesno(text):
            return _led(enquiry, chosen.meeting)
        asked = (chair, absent, present)
        replies.append(_told(enquiry, chosen, rest, asked))
    return _together(replies)


def _told(
    enquiry: Enquiry, chosen: Chosen, rest: Sequence[str], asked: tuple[bool, bool, bool]
) -> Reply | None:
    """What one meeting's lists say of the things asked: who chaired, who was absent, who was present."""
    chair, absent, present = asked
    statements: list[Statement] = []
    missing: list[str] = []
    if chair:
        statements += _chair(chosen.meeting)
        missing += [] if statements else ["hvem der ledede mødet"]
    if absent:
        away = _absent(enquiry, chosen, rest)
        statements += away
        missing += [] if away else ["noget om afbud eller fravær"]
    if present:
        there = _present(enquiry, chosen.meeting)
        if not there:
            return None
        statements += there
    return _reply(chosen, statements, missing)


def _together(replies: Sequence[Reply | None]) -> Reply | None:
    given = [reply for reply in replies if reply]
    if len(given) < 2:
        return given[0] if given and len(replies) == 1 else None
    answered = [reply for reply in given if reply.status is Status.ANSWERED]
    return Reply([line for reply in answered for line in reply.statements]) if answered else given[0]


def _reply(chosen: Chosen, statements: list[Statement], missing: Sequence[str]) -> Reply | None:
    where = f"{chosen.meeting.body}, {danish_date(chosen.meeting.date)}"
    if not statements:
        known = chosen.meeting.attendance or any(item.kind == "deltagere" for item in chosen.meeting.items)
        said = f"Referatet af mødet ({where}) siger ikke {' eller '.join(missing)}."
        return refusal(said.replace("siger ikke noget", "siger intet")) if known or chosen.exact else None
    if not chosen.exact:
        meeting, item = chosen.meeting, chosen.item
        source = heading_source(meeting, item) if item else statements[0].sources[0]
        lines = [replace(line, list_line=True) for line in statements]
        statements = [Statement(f"{where}:", (source,)), *lines]
    return Reply(statements)


def _fits(enquiry: Enquiry, chosen: Chosen, rest: Sequence[str], least: float) -> bool:
    """Whether what the question says beside meeting and people is what the chosen item is about."""
    if not rest or enquiry.ranking.hints.items:
        return True
    if chosen.item is None:
        return False
    if which.titled(enquiry, chosen.item.title, rest) >= least:
        return True
    # Absence is noted under every item: the meeting must be right, the item hardly matters.
    return least < _STRICT and (
        chosen.exact or which.holds(enquiry, chosen.meeting, chosen.item, rest) >= least
    )


def _by_group(enquiry: Enquiry, topic: Sequence[str]) -> Chosen | None:
    """The only meeting named, where the question's own words are people's organisations in it."""
    keys = which.named(enquiry)
    if not topic or not keys or not which.names_meeting(enquiry):
        return None
    if len({key.body for key in keys}) > 1:
        return None
    meeting, _ = enquiry.searcher.item(keys[0].id, None)
    if all(_of_people(word, meeting) for word in topic):
        return Chosen(meeting, len(keys) == 1)
    return None


def _of_people(word: str, meeting: Meeting) -> bool:
    """Whether a word is part of a name, role, organisation or group on the meeting's lists."""
    return any(stem(word) in _stems(person) for person in meeting.attendance)


def _stems(person: Attendance) -> frozenset[str]:
    return term_set(f"{person.name} {person.role} {person.organisation} {person.group}")


def _chair(meeting: Meeting) -> list[Statement]:
    return [
        Statement(f"Ordstyrer: {_described(person)}.", (_source(meeting, person),))
        for person in _once([person for person in meeting.attendance if person.chair])
    ]


def _led(enquiry: Enquiry, meeting: Meeting) -> Reply | None:
    """Whether the person named led the meeting."""
    chairs = [person for person in meeting.attendance if person.chair]
    asked = {stem(word) for word in content_words(enquiry.question.text)}
    named = [p for p in meeting.attendance if {stem(word) for word in content_words(p.name)} <= asked]
    if not chairs or not named:
        return None
    word = "Ja" if named[0] in chairs else "Nej"
    return Reply([replace(line, text=f"{word}. {line.text}") for line in _chair(meeting)[:1]])


def _absent(enquiry: Enquiry, chosen: Chosen, rest: Sequence[str]) -> list[Statement]:
    meeting = chosen.meeting
    away = [person for person in meeting.attendance if person.status != "deltager"]
    item = chosen.item if rest or enquiry.ranking.hints.items else None
    if item is not None:
        there = [person for person in away if person.item == item.number]
        if there:
            return _lines(enquiry, meeting, there, "var fraværende")
    return _lines(enquiry, meeting, away, "var fraværende")


def _present(enquiry: Enquiry, meeting: Meeting) -> list[Statement]:
    people = [person for person in meeting.attendance if person.status == "deltager"]
    if len(people) < 2:
        return []  # a chair or a guest alone is no list of participants
    wanted = _WHICH_ORGANISATIONS.search(enquiry.text)
    if wanted:
        return _organisations(meeting, people, wanted["what"])
    return _lines(enquiry, meeting, people, "deltog")


def _organisations(meeting: Meeting, people: Sequence[Attendance], what: str) -> list[Statement]:
    """Each organisation that took part once, with one of its people as the source."""
    only = {"kommuner": "kommune", "regioner": "region", "sygehuse": "sygehus", "hospitaler": "hospital"}.get(
        what, ""
    )
    first: dict[str, Attendance] = {}
    for person in people:
        if person.organisation and only in unfold(person.organisation):
            first.setdefault(person.organisation, person)
    return [
        Statement(name, (_source(meeting, person),), list_line=len(first) > 1)
        for name, person in first.items()
    ]


def _lines(enquiry: Enquiry, meeting: Meeting, people: Sequence[Attendance], verb: str) -> list[Statement]:
    listed = _once(_of_group(enquiry, people))[:_MANY]
    if not listed:
        return []
    lines = [
        Statement(_described(person), (_source(meeting, person),), list_line=len(listed) > 1)
        for person in listed
    ]
    if _COUNTS.search(enquiry.text):
        noun = "person" if len(listed) == 1 else "personer"
        sources = (_source(meeting, listed[0]),)
        return [Statement(f"{len(listed)} {noun} {verb}:", sources), *lines]
    return lines


def _of_group(enquiry: Enquiry, people: Sequence[Attendance]) -> list[Attendance]:
    """Only those of an organisation, group or role that the question names, where it names one."""
    if _SITS.search(enquiry.text):
        sitting = [p for p in people if p.group and normal(p.group) in enquiry.text]
        people = sitting or people
    asked = _asked_groups(enquiry)
    scored = [(len(asked & _group_stems(person)), person) for person in people]
    best = max((score for score, _ in scored), default=0)
    return [person for score, person in scored if score == best]


def _asked_groups(enquiry: Enquiry) -> set[str]:
    words = {stem(word) for word in content_words(enquiry.question.text)} - GENERAL
    for body in bodies(enquiry):
        words -= {stem(word) for word in content_words(body)}
    if re.search(r"\bkommunerne|kommunale\b", enquiry.text):
        words.add(stem("kommunerne"))
    if re.search(r"\bregionen|regionale\b", enquiry.text):
        words.add(stem("region"))
    return words


def _group_stems(person: Attendance) -> frozenset[str]:
    return term_set(f"{person.organisation} {person.group} {person.role}")


def _was_there(enquiry: Enquiry, topic: Sequence[str], who: str, what: str) -> Reply | None:
    """Whether one person, or anybody of an organisation, took part: yes or no where the lists say so."""
    names = [word for word in content_words(who) if word[0].isalpha()]
    if not names:
        return None
    rest = [word for word in topic if unfold(word) not in {unfold(name) for name in names}]
    chosen = which.choose(enquiry, rest) or _by_group(enquiry, topic)
    if chosen is None or not _fits(enquiry, chosen, rest, _LENIENT):
        return None
    meeting = chosen.meeting
    found = _sought(enquiry, meeting, names)
    listed = [p for p in meeting.attendance if p.status == "deltager"]
    if not found:
        if len(listed) < 2 or not _is_full_name(enquiry.question.text, names):
            return None
        said = f"Personen står hverken som deltager eller fraværende på mødet ({meeting.body}, {danish_date(meeting.date)})."
        return hint([Statement(said, (_source(meeting, listed[0]),))])
    there = [person for person in found if person.status == "deltager"]
    about_absence = bool(re.search(r"fraværende|afbud|ikke", what))
    word = "Ja" if bool(there) != about_absence else "Nej"
    shown = there or found
    lines = [
        Statement(f"{_described(person)} {_STATES[person.status]}.", (_source(meeting, person),))
        for person in shown
    ]
    return Reply([replace(lines[0], text=f"{word}, {lines[0].text}"), *lines[1:]])


def _sought(enquiry: Enquiry, meeting: Meeting, names: Sequence[str]) -> list[Attendance]:
    """The person of that name, else the people whom an organisation or a role describes in full."""
    person = next((p for p in meeting.attendance if _same(p.name, " ".join(names))), None)
    if person and len(names) > 1:
        return [person]
    asked = {stem(name) for name in names} - GENERAL
    scored = [(len(asked & term_set(p.organisation)), p) for p in meeting.attendance]
    best = max((score for score, _ in scored), default=0)
    return _once([p for score, p in scored if best and score == best])


def _is_full_name(question: str, names: Sequence[str]) -> bool:
    """Whether the words look like a person's name: two or more, and every one with a capital."""
    written = {unfold(word): word for word in re.findall(r"[^\W\d_]+", question)}
    return len(names) > 1 and all(written.get(unfold(name), name)[0].isupper() for name in names)


def _same(name: str, asked: str) -> bool:
    """Whether the asked name is that person's: all its words stand in it, a letter wrong in a long one."""
    own = [unfold(word) for word in re.findall(r"[^\W\d_]+", name)]
    words = [unfold(word) for word in re.findall(r"[^\W\d_]+", asked)]
    return all(
        any(word == part or (len(part) > 4 and OSA.distance(word, part, score_cutoff=1) <= 1) for part in own)
        for word in words
    )


def _once(people: Sequence[Attendance]) -> list[Attendance]:
    return list({person.name: person for person in reversed(people)}.values())[::-1]


def _described(person: Attendance) -> str:
    details = ", ".join(part for part in (person.role, person.organisation) if part)
    if not details and person.group.startswith("Fra "):
        details = person.group[4:]
    return f"{person.name} ({details})" if details else person.name


def _source(meeting: Meeting, person: Attendance) -> Source:
    item = _holder(meeting, person)
    section = (
        next((s.kind for s in item.sections if s.start <= person.start < s.end), "") if item else "stamdata"
    )
    return Source(meeting, item, section or "deltagere", person.start, person.end)


def _holder(meeting: Meeting, person: Attendance) -> AgendaItem | None:
    return next((i for i in meeting.items if i.start <= person.start < i.end), None)
