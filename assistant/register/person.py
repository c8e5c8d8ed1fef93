"""One person or organisation and one meeting: whether they took part, and whether they led it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.distance import OSA

from assistant.cite import Statement, ended, label
from assistant.enquiry import Enquiry, Reply, hint
from assistant.read_items import term_set
from assistant.register.attendance import STATES, described, leaders, once, shown, source
from assistant.register.words import GENERAL
from index.danish import content_words, stem, unfold
from index.types import Attendance, Meeting


def led(enquiry: Enquiry, meeting: Meeting) -> Reply | None:
    """Whether the person named led the meeting."""
    chairs = [person for person in meeting.attendance if person.chair]
    asked = {stem(word) for word in content_words(enquiry.question.text)}
    named = [p for p in meeting.attendance if {stem(word) for word in content_words(p.name)} <= asked]
    if not chairs or not named:
        return None
    word = "Ja" if named[0] in chairs else "Nej"
    return Reply([replace(line, text=f"{word}. {line.text}") for line in leaders(meeting)[:1]])


def was_there(enquiry: Enquiry, meeting: Meeting, names: Sequence[str], what: str) -> Reply | None:
    """Whether one person, or anybody of an organisation, took part: yes or no where the lists say so."""
    found = _sought(enquiry, meeting, names)
    listed = [p for p in meeting.attendance if p.status == "deltager"]
    if not found:
        if len(listed) < 2 or not _is_full_name(enquiry.question.text, names):
            return None
        said = f"Personen står hverken som deltager eller fraværende på mødet ({label(meeting, None)})."
        return hint([Statement(said, (source(meeting, listed[0]),))])
    there = [person for person in found if person.status == "deltager"]
    about_absence = bool(re.search(r"fraværende|afbud|ikke", what))
    word = "Ja" if bool(there) != about_absence else "Nej"
    lines = [Statement(_told(meeting, person), (source(meeting, person),)) for person in there or found]
    if " eller " in what:
        return Reply(lines)
    return Reply([replace(lines[0], text=f"{word}, {lines[0].text}"), *lines[1:]])


def _told(meeting: Meeting, person: Attendance) -> str:
    """That a person took part or not; by their whole line where that tells more of it."""
    line = shown(meeting, person)
    return f"{line} {STATES[person.status]}." if line == described(person) else ended(line)


def _sought(enquiry: Enquiry, meeting: Meeting, names: Sequence[str]) -> list[Attendance]:
    """The person of that name, else the people whom an organisation or a role describes in full."""
    person = next((p for p in meeting.attendance if _same(p.name, " ".join(names))), None)
    if person and len(names) > 1:
        return [person]
    asked = {stem(name) for name in names} - GENERAL
    scored = [(len(asked & term_set(p.organisation)), p) for p in meeting.attendance]
    best = max((score for score, _ in scored), default=0)
    return once([p for score, p in scored if best and score == best])


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
