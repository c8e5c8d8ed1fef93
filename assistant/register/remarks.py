"""What a meeting's lists remark of people: who stood in for whom, who came late, left early or joined by
screen, who took the minutes, and why somebody was away."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.cite import Source, Statement, ended, label, sentence
from assistant.enquiry import Enquiry, Reply
from assistant.register import which
from assistant.register.asking import CHAIR
from assistant.register.attendance import leaders, line_of, once, source
from assistant.register.words import another_gathering, beside_header, own_words
from index.danish import content_words, stem, unfold
from index.names import NAME
from index.types import Attendance, Meeting

_STANDS_IN = (
    r"(?:stedfortræder\w*|suppleant\w*|afløs\w*|vikar\w*|i stedet(?: for)?|på vegne af|erstat\w+|ind for)"
)
_ASKS_STAND_IN = re.compile(
    rf"\bhvem\b.*\b{_STANDS_IN}\b|\b(?:var|er|fik|havde|mødte|kom|deltog)\b.*\b{_STANDS_IN}\b"
)
_SAYS_STAND_IN = re.compile(rf"\b{_STANDS_IN}\b|\bi stedet\b", re.IGNORECASE)
_ASKS = r"\b(?:hvem|hvilke\w*|nogen|var der|hvornår|hvor længe)\b.*"
# What is asked, and what a line of the lists must then say.
_REMARKS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(
            rf"{_ASKS}\b(?:kom (?:for sent|senere|sent|først|til undervejs)|ankom|forsinke\w*|dukkede (?:først )?op)\b"
        ),
        re.compile(
            r"\b(?:kom|ankom|mødte)\b|\bfra (?:kl|punkt|pkt|sag)\b|\bfra \d{1,2}[.:]\d\d", re.IGNORECASE
        ),
    ),
    (
        re.compile(
            rf"{_ASKS}\b(?:gik (?:før|tidligt|tidligere|hjem|midt|undervejs|kl)|forlod|måtte gå|tog (?:tidligt |før )?hjem|(?:gik|tog) \w+ \w+ hjem)\b|"
            r"\bhvornår (?:gik|forlod|tog)\b"
        ),
        re.compile(r"\b(?:gik|forlod|måtte gå)\b|\b(?:ind)?til (?:kl|og med)\b", re.IGNORECASE),
    ),
    (
        re.compile(rf"{_ASKS}\b(?:teams|online|skærm\w*|videolink|virtuelt|digitalt)\b"),
        re.compile(r"\b(?:teams|online|skærm|video\w*|virtuel\w*|digital\w*)\b", re.IGNORECASE),
    ),
)
_ASKS_SCRIBE = re.compile(
    r"\bhvem (?:tog|skrev|førte|lavede|har skrevet|har taget|har lavet|har ført|var|er|stod for) (?:\w+ ){0,2}?"
    r"(?:referat(?:et)?|referent(?:en)?|mødesekretær|protokol(?:len)?|protokolfører(?:en)?|noter(?:ne)?)\b|\breferent på\b"
)
# A header's own line for it, where no list names the person: "Skrevet af: …", "Referent ….. …".
_SCRIBE_LINE = re.compile(
    r"^\W*(?:(?:referent|protokolfører)\b|ref\.|(?:referat(?:et)?|noter(?:ne)?)?\s*(?:skrevet|udarbejdet|ført) af\b)"
    r"[ \t.:|…]*(?=[A-ZÆØÅ])[^\n|]+?(?=\s*(?:\||$)|(?<=\w\w)\.\s+[A-ZÆØÅ])",
    re.IGNORECASE | re.MULTILINE,
)
# The same at the end of the minutes.
_SIGNED = re.compile(
    r"\b(?:Ref(?:erent)?\.?|Protokolfører|(?:Referat(?:et)? (?:er )?)?(?:skrevet|udarbejdet|ført) af|(?:Som|som) referent)[ \t]*:?[ \t]+"
    rf"{NAME}(?=[ \t]*(?:[.,(/]|$))",
    re.MULTILINE,
)
_LAST = 2
_ASKS_STAY = re.compile(
    r"\bhvor længe\b.*\b(?:med|til stede|tilstede|deltog|blev)\b|\bhvornår (?:kom|ankom|gik|forlod|tog|mødte)\b"
)
_TWO = re.compile(r"\b(?:og|samt) (?:\w+ )?hv\w+")  # the lists answer one part of such a question
_SAYS_STAY = re.compile(
    r"\b(?:kom|ankom|gik|forlod)\b|\b(?:ind)?til (?:og med |kl|punkt|pkt|sag|ad)|\bfra (?:kl|punkt|pkt|sag|ad)|\bkun (?:under|ad|sag|punkt|pkt|første)",
    re.IGNORECASE,
)
_SCRIBE = re.compile(r"\bref(?:erent\w*|erat\w*)?\b\.?|\bprotokolfører\b", re.IGNORECASE)
_ASKS_WHY = re.compile(
    r"\bhvorfor\b.*\b(?:ikke (?:\w+ )?(?:med|til stede|tilstede|mødt)|afbud|fravær\w*|væk|udeble\w*|deltog (?:[\w-]+ )*ikke|manglede)\b"
)
_REASON = re.compile(
    r"\((?P<in>[^()]*[a-zæøå]{3}[^()]*)\)|\s[-–]\s(?P<after>[a-zæøå][^()]*)$|\b(?:på grund af|pga\.?)\s"
)
_ASKING = frozenset(
    stem(word)
    for word in """stedfortræder stedfortrædere suppleant suppleanter afløser afløste afløse vikar vegne erstatning erstattede ind
    kom sent senere først ankom forsinket forsinkede dukkede op gik tidligt tidligere hjem forlod gå undervejs teams online skærm
    skærmen virtuelt digitalt videolink tog skrev førte skrevet lavede lavet ført noter noterne protokolfører referent referenten mødesekretær protokol protokollen hvorfor
    væk manglede før forlod forlade mødte deltog""".split()
)
_MOST = 12
_FULL = 2  # words that make a full name


def answer(enquiry: Enquiry) -> Reply | None:
    """The lines of a meeting's lists that say what is asked of its people; None where none does."""
    text = enquiry.text
    if another_gathering(text):
        return None
    if _ASKS_STAND_IN.search(text):
        return _of_person(enquiry, _SAYS_STAND_IN)
    if _ASKS_WHY.search(text):
        return _of_person(enquiry, _REASON, away=True)
    if _ASKS_SCRIBE.search(text):
        told = _all(enquiry, _SCRIBE, of_role=True) or _scribe(enquiry)
        return _with_chair(enquiry, told) if told and CHAIR.search(text) else told
    if _ASKS_STAY.search(text) and not _TWO.search(text) and (told := _of_person(enquiry, _SAYS_STAY)):
        return told
    for asks, says in _REMARKS:
        if asks.search(text):
            return _all(enquiry, says)
    return None


def _of_person(enquiry: Enquiry, says: re.Pattern[str], *, away: bool = False) -> Reply | None:
    """What the lists say of the person whom a question names, in the meetings that it may be about."""
    asked = {unfold(word) for word in content_words(enquiry.question.text)}
    for key in which.subject_of(enquiry):
        meeting, _ = enquiry.searcher.item(key.id, None)
        for person in meeting.attendance:
            if away and person.status == "deltager":
                continue
            line = _line(meeting, person, says)
            if line and _names_in(line.text, asked):
                return Reply([line])
    return None


def _names_in(line: str, asked: set[str]) -> bool:
    """Whether a line holds a name that a question names, by two of its words at least."""
    return len({unfold(w) for w in re.findall(r"\b[A-ZÆØÅ][\w-]+", line)} & asked) >= _FULL


def _all(enquiry: Enquiry, says: re.Pattern[str], *, of_role: bool = False) -> Reply | None:
    """The people of the meeting asked about of whom a remark is made, in their role or anywhere."""
    topic = beside_header(enquiry, [word for word in own_words(enquiry) if stem(word) not in _ASKING])
    chosen = which.choose(enquiry, ()) if which.names_meeting(enquiry) or enquiry.focus else None
    if chosen is None:
        return None
    meeting = chosen.meeting
    told = [line for person in once(meeting.attendance) if (line := _line(meeting, person, says, of_role))]
    told = list({line.sources: line for line in told}.values())
    fit = [line for line in told if all(_said_in(word, line) for word in topic)]
    if not fit:
        return None
    lines = [replace(line, list_line=len(fit) > 1) for line in fit[:_MOST]]
    if not chosen.exact:
        where = f"{label(meeting, None)}:"
        lines = [Statement(where, (which.day_source(meeting),)), *(replace(x, list_line=True) for x in lines)]
    return Reply(lines)


def _scribe(enquiry: Enquiry) -> Reply | None:
    """The line of the header that tells who wrote the minutes of the meeting asked about."""
    topic = [word for word in own_words(enquiry) if stem(word) not in _ASKING]
    if not (which.names_meeting(enquiry) or enquiry.focus) or beside_header(enquiry, topic):
        return None
    chosen = which.choose(enquiry, ())
    match = _SCRIBE_LINE.search(chosen.meeting.text, 0, chosen.meeting.header_end) if chosen else None
    if chosen and match is None:
        return _signed(chosen.meeting)
    if chosen is None or match is None:
        return None
    start = match.start() + len(match[0]) - len(match[0].lstrip(" \t-–•*"))
    return Reply([sentence(chosen.meeting, None, "stamdata", start, match.end())])


def _signed(meeting: Meeting) -> Reply | None:
    """Who wrote the minutes, as their last items tell it: "Ref.: Ida Lund", a person's name and no more."""
    for item in [item for item in meeting.items if not item.closed][-_LAST:]:
        for section in item.sections:
            if match := _SIGNED.search(meeting.text, section.body, section.end):
                return Reply([sentence(meeting, item, section.kind, *match.span())])
    return None


def _with_chair(enquiry: Enquiry, told: Reply) -> Reply:
    """What is told of who wrote the minutes, and who led that meeting."""
    meeting = next(source.meeting for line in told.statements for source in line.sources)
    return replace(told, statements=[*leaders(meeting), *told.statements])


def _said_in(word: str, line: Statement) -> bool:
    return stem(word) in {stem(other) for other in content_words(line.text)}


def _line(
    meeting: Meeting, person: Attendance, says: re.Pattern[str], of_role: bool = False
) -> Statement | None:
    """The line on which a person stands, where it says something; None where it does not. What runs into
    the next person's line is left out."""
    if of_role and not says.search(person.role):
        return None
    place = source(meeting, person)
    for start, end in _own_lines(meeting, person):
        words = line_of(meeting, replace(person, start=start, end=end))
        if says.search(words):
            return Statement(ended(words), (Source(meeting, place.item, place.section, start, end),))
    return None


def _own_lines(meeting: Meeting, person: Attendance) -> list[tuple[int, int]]:
    """The spans of the lines that a person's span holds; one span where a line goes on in the next."""
    text = meeting.text[person.start : person.end]
    breaks = [match.start() for match in re.finditer(r"\n(?=\s*[A-ZÆØÅ])", text)]
    starts = [person.start, *(person.start + at + 1 for at in breaks)]
    ends = [*(person.start + at for at in breaks), person.end]
    return list(zip(starts, ends, strict=True))
