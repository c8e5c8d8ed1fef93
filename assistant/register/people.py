"""Who was there, who was not, who led the meeting, and whether a certain person took part."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from assistant.cite import Statement, heading_source, label
from assistant.enquiry import Enquiry, Reply, refusal
from assistant.question import is_yesno, normal
from assistant.register import which
from assistant.register.asking import (
    ABSENT,
    ALL,
    CHAIR,
    COUNTS,
    COUNTS_THINGS,
    EITHER,
    FORMAN,
    HEAD,
    PRESENT,
    SITS,
    STAND_IN,
    THINGS,
    TOOK_PART,
    UNDER_ITEM,
    WAS,
    WHICH_ORGANISATIONS,
)
from assistant.register.attendance import (
    STATES,
    away_lines,
    described,
    group_stems,
    in_the_chair,
    leaders,
    of_people,
    once,
    shown,
    source,
)
from assistant.register.person import led, was_there
from assistant.register.which import Chosen
from assistant.register.words import GENERAL, another_gathering, beside_header, bodies, own_words, respelled
from assistant.types import Status
from index.danish import content_words, stem, unfold
from index.types import AgendaItem, Attendance, Meeting

_THROUGHOUT = re.compile(r"\b(?:hele (?:mødet|vejen|tiden)|(?:under|ved|på) alle (?:punkter|sager))\b")
_LENIENT = 0.5
_STRICT = 0.7
_MANY = 60
_FOUND = 8  # so many meetings of the first items are looked at


def answer(enquiry: Enquiry) -> Reply | None:
    """Who led, attended or missed a meeting; None when the question asks for none of it."""
    text = respelled(enquiry.text)
    if another_gathering(text) or STAND_IN.search(text):
        return None
    chair, absent = bool(CHAIR.search(text)), bool(ABSENT.search(text))
    sits = bool(SITS.search(text))
    present = (sits or bool(PRESENT.search(text))) and not absent
    if (absent or present) and COUNTS_THINGS.search(text) and beside_header(enquiry, own_words(enquiry)):
        return None
    topic = own_words(enquiry)
    if ALL.search(text):
        return _everyone(enquiry, topic)
    either = EITHER.match(text)
    if either:
        return _one(enquiry, topic, either["who"], either["what"])
    one = WAS.match(text) or (TOOK_PART.match(text) if which.names_meeting(enquiry) else None)
    if one and not (chair or absent or present):
        return _one(enquiry, topic, one["who"], one["what"])
    head = None if chair or absent or present else HEAD.search(text)
    if head and (not head["of"] or bodies(enquiry)):
        return _heads(enquiry, [word for word in topic if unfold(word) not in head["what"]], head["what"])
    if not (chair or absent or present) or (present and UNDER_ITEM.search(text)):
        return None
    meetings: list[Chosen | None] = [
        Chosen(enquiry.searcher.item(key.id, None)[0], False) for key in which.several(enquiry)
    ]
    meetings = meetings or [which.choose(enquiry, topic) or _by_group(enquiry, topic)]
    replies = []
    for chosen in meetings:
        if chosen is None:
            return which.unsettled(enquiry) if not topic else None
        rest = [word for word in topic if not of_people(word, chosen.meeting)]
        if not _fits(enquiry, chosen, rest, _STRICT if present or chair else _LENIENT):
            return None
        if chair and is_yesno(text):
            return led(enquiry, chosen.meeting)
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
        statements += leaders(chosen.meeting) or (
            in_the_chair(chosen.meeting) if FORMAN.search(enquiry.text) else []
        )
        missing += [] if statements else ["hvem der ledede mødet"]
    if absent:
        away = _absent(enquiry, chosen, rest)
        if not away and rest and THINGS.search(enquiry.text):
            return None
        away = away or away_lines(chosen.meeting)
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
    where = label(chosen.meeting, None)
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
    """The only meeting named, where the question's own words are people's organisations in it; of a question
    that names none, the only one of those found of which that holds."""
    keys = which.named(enquiry)
    if not topic or not keys:
        return None
    if not which.names_meeting(enquiry):
        ids = dict.fromkeys(item.meeting_id for item in enquiry.ranking.items)
        met = [enquiry.searcher.item(name, None)[0] for name in list(ids)[:_FOUND]]
        fit = [meeting for meeting in met if all(of_people(word, meeting) for word in topic)]
        return Chosen(fit[0], False) if len(fit) == 1 else None
    if len({key.body for key in keys}) > 1:
        return None
    meeting, _ = enquiry.searcher.item(keys[0].id, None)
    if all(of_people(word, meeting) for word in topic):
        return Chosen(meeting, len(keys) == 1)
    return None


def _absent(enquiry: Enquiry, chosen: Chosen, rest: Sequence[str]) -> list[Statement]:
    meeting = chosen.meeting
    away = [person for person in meeting.attendance if person.status != "deltager"]
    if _THROUGHOUT.search(enquiry.text):
        times = Counter(person.name for person in away)
        away = [person for person in away if times[person.name] == max(times.values())]
    item = chosen.item if enquiry.ranking.hints.items else _of_matter(enquiry, chosen, rest)
    if item is not None:
        there = [person for person in away if person.item == item.number]
        if there:
            return _lines(enquiry, meeting, there, "var fraværende")
    return _lines(enquiry, meeting, away, "var fraværende")


def _of_matter(enquiry: Enquiry, chosen: Chosen, rest: Sequence[str]) -> AgendaItem | None:
    """The chosen item where the words of a matter (`rest`) are its title's or its text's."""
    item = chosen.item
    if item is None or not rest:
        return None
    titled = which.titled(enquiry, item.title, rest) >= _LENIENT
    return item if titled or which.holds(enquiry, chosen.meeting, item, rest) >= _LENIENT else None


def _present(enquiry: Enquiry, meeting: Meeting) -> list[Statement]:
    people = [person for person in meeting.attendance if person.status == "deltager"]
    if len(people) < 2:
        return []  # a chair or a guest alone is no list of participants
    wanted = WHICH_ORGANISATIONS.search(enquiry.text)
    if wanted:
        return _organisations(meeting, people, wanted["what"])
    if away := _only_away(enquiry, meeting):
        return [Statement(f"{described(p)} {STATES[p.status]}.", (source(meeting, p),)) for p in away[:_MANY]]
    return _lines(enquiry, meeting, people, "deltog")


def _only_away(enquiry: Enquiry, meeting: Meeting) -> list[Attendance]:
    """The people of a group or organisation that the question names, where all of them are absent."""
    asked = _asked_groups(enquiry)
    scored = [(len(asked & group_stems(person)), person) for person in meeting.attendance]
    best = max((score for score, _ in scored), default=0)
    found = once([person for score, person in scored if score == best])
    return found if best and all(person.status != "deltager" for person in found) else []


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
        Statement(name, (source(meeting, person),), list_line=len(first) > 1)
        for name, person in first.items()
    ]


def _lines(enquiry: Enquiry, meeting: Meeting, people: Sequence[Attendance], verb: str) -> list[Statement]:
    listed = once(_of_group(enquiry, people))[:_MANY]
    if not listed:
        return []
    lines = [
        Statement(shown(meeting, person), (source(meeting, person),), list_line=len(listed) > 1)
        for person in listed
    ]
    if COUNTS.search(enquiry.text):
        noun = "person" if len(listed) == 1 else "personer"
        sources = (source(meeting, listed[0]),)
        return [Statement(f"{len(listed)} {noun} {verb}:", sources), *lines]
    return lines


def _of_group(enquiry: Enquiry, people: Sequence[Attendance]) -> list[Attendance]:
    """Only those of an organisation, group or role that the question names, where it names one."""
    if SITS.search(enquiry.text):
        sitting = [p for p in people if p.group and normal(p.group) in enquiry.text]
        people = sitting or people
    asked = _asked_groups(enquiry)
    scored = [(len(asked & group_stems(person)), person) for person in people]
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


def _everyone(enquiry: Enquiry, topic: Sequence[str]) -> Reply | None:
    """Whether anybody is named as absent from the meeting that the question is about."""
    chosen = which.choose(enquiry, topic)
    if chosen is None or not _fits(enquiry, chosen, topic, _LENIENT):
        return None
    away = once([person for person in chosen.meeting.attendance if person.status != "deltager"])
    if not away:
        return None
    lines = [Statement(f"{described(p)} {STATES[p.status]}.", (source(chosen.meeting, p),)) for p in away]
    return Reply([replace(lines[0], text=f"Nej, {lines[0].text}"), *lines[1:]])


def _heads(enquiry: Enquiry, topic: Sequence[str], what: str) -> Reply | None:
    """Who is called chair on the lists of the meeting named, or of the one before."""
    chosen = which.choose(enquiry, ())
    if chosen is None or not {stem(word) for word in topic} <= _where_stems(chosen.meeting):
        return None
    called = re.compile(
        r"formand|forperson" if what == "formandskabet" else rf"\b{what.removesuffix('en')}\b"
    )
    found = once([p for p in chosen.meeting.attendance if called.search(normal(f"{p.role} {p.group}"))])
    many = len(found) > 1
    lines = [
        Statement(described(person), (source(chosen.meeting, person),), list_line=many) for person in found
    ]
    return _reply(chosen, lines, ()) if lines else None


def _where_stems(meeting: Meeting) -> set[str]:
    """The words that tell where a meeting was held, and whose it was."""
    return {stem(word) for word in content_words(f"{meeting.place or ''} {meeting.organisation}")}


def _one(enquiry: Enquiry, topic: Sequence[str], who: str, what: str) -> Reply | None:
    """Whether a person or an organisation was at the meeting that the question is about."""
    names = [word for word in content_words(who) if word[0].isalpha()]
    if not names:
        return None
    rest = [word for word in topic if unfold(word) not in {unfold(name) for name in names}]
    chosen = which.choose(enquiry, rest) or _by_group(enquiry, topic)
    if chosen is None or not _fits(enquiry, chosen, rest, _LENIENT):
        return None
    return was_there(enquiry, chosen.meeting, names, what)
