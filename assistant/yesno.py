"""Yes or no, where the sources bear it; a false premise is corrected by the words that contradict it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import decided
from assistant.cite import Statement
from assistant.decided import quoted
from assistant.evidence import Piece, by_title
from assistant.outcome import Outcome, read_outcome
from assistant.question import Kind, Question, is_yesno, normal
from assistant.read_items import term_set
from index.danish import content_words, stem
from index.dates import find_amounts, plain

_APPROVE = re.compile(
    r"\b(?:godkend\w*|vedt(?:og|aget|aget|ages|agne)|sagde \w* ?ja|sagt ja|ja til|tiltråd\w*|tilslutte\w* sig|bevilge\w*|bevilling\w* givet|støttede|bakke\w* op)\b"
)
_REJECT = re.compile(
    r"\b(?:afvis\w*|forkast\w*|nej til|sagde \w* ?nej|sagt nej|afslog\w*|afslag\w*|nedstem\w*)\b"
)
_POSTPONE = re.compile(r"\b(?:udsat\w*|udsætte\w*|udsatte\w*|udskudt\w*|udskyde\w*|udskød\w*)\b")
_NOTE = re.compile(r"\btaget? til (?:efterretning|orientering)|\btog\b.*\btil (?:efterretning|orientering)")
_SEND_BACK = re.compile(r"\bsend\w* tilbage|\btilbagesend\w*")
_DECIDE = re.compile(r"\b(?:beslutte\w*|besluttet|truffet (?:en )?beslutning|traf\w* (?:en )?beslutning)\b")
_NEGATED = re.compile(r"\b(?:ikke|ingen|intet|aldrig|hverken|nej|uden at|undlod|ej)\b", re.IGNORECASE)
_UNSURE = re.compile(
    r"\b(?:hvis|såfremt|eventuel\w*|måske|muligvis|formentlig\w*|forventes|overveje\w*|drøfte\w*|foreslå\w*|ønske\w*|bør|kunne|"
    r"delvis\w*|dog|men|medmindre|undtagen|både|enten|vurdere\w*|undersøge\w*)\b",
    re.IGNORECASE,
)
_CLASSES: tuple[tuple[re.Pattern[str], frozenset[Outcome], frozenset[Outcome]], ...] = (
    (
        _POSTPONE,
        frozenset({Outcome.POSTPONED}),
        frozenset({Outcome.APPROVED, Outcome.REJECTED, Outcome.NOTED}),
    ),
    (
        _SEND_BACK,
        frozenset({Outcome.SENT_BACK}),
        frozenset({Outcome.APPROVED, Outcome.REJECTED, Outcome.NOTED}),
    ),
    (
        _REJECT,
        frozenset({Outcome.REJECTED}),
        frozenset({Outcome.APPROVED, Outcome.POSTPONED, Outcome.SENT_BACK}),
    ),
    (_NOTE, frozenset({Outcome.NOTED}), frozenset({Outcome.REJECTED, Outcome.POSTPONED, Outcome.SENT_BACK})),
    (
        _APPROVE,
        frozenset({Outcome.APPROVED}),
        frozenset({Outcome.REJECTED, Outcome.POSTPONED, Outcome.SENT_BACK, Outcome.NOT_DECIDED}),
    ),
    (
        _DECIDE,
        frozenset({Outcome.APPROVED, Outcome.REJECTED}),
        frozenset({Outcome.NOT_DECIDED, Outcome.POSTPONED, Outcome.SENT_BACK}),
    ),
)
_ABOUT = 0.6  # share of a question's own words that an item must hold for its outcome to be the answer
_INSIDE = 0.6  # share of them that one sentence must hold, the rest standing in title and body
_LONGEST = 40  # words; a longer sentence says too many things to be a yes to one of them
# The outcome that a question takes for granted: "hvorfor afviste …", "hvornår blev … godkendt".
_TAKEN = re.compile(
    r"\b(?:hvorfor|hvornår|hvem)\b\s+(?:blev\b.*|(?:afviste|forkastede|afslog|godkendte|vedtog|udsatte|udskød|tiltrådte)\b)"
)
_INSTEAD = re.compile(r"\bi stedet\b", re.IGNORECASE)  # such a sentence decides another thing than was asked
_NUMBER = re.compile(r"(\d[\d.]*(?:,\d+)?)\s+(\w{2,})")


def answer(question: Question, pieces: Sequence[Piece]) -> list[Statement]:
    """The statements that answer a yes/no question, out of pieces sorted best first; [] where the
    question is none or the evidence is better quoted without a yes or no."""
    text = normal(question.text)
    if question.kind not in (Kind.YESNO, Kind.DECISION) or not is_yesno(text) or not pieces:
        return []
    for pattern, same, other in _CLASSES:
        if pattern.search(text):
            return _outcome(text, pieces, pattern, same, other)
    return _stated(text, pieces[0])


def premise(question: Question, pieces: Sequence[Piece]) -> list[Statement]:
    """What the minutes say instead, for a question that takes for granted an outcome that they contradict
    ("Hvorfor blev X afvist?" of a thing approved); [] for any other question."""
    text = normal(question.text)
    if question.kind not in (Kind.REASON, Kind.PERSON, Kind.DATE) or is_yesno(text) or not pieces:
        return []
    taken = _TAKEN.search(text)
    found = taken and next((c for c in _CLASSES if c[0].search(taken[0])), None)
    if not found:
        return []
    pattern, same, other = found
    best = by_title(pieces)
    topic = [stem(word) for word in content_words(pattern.sub(" ", text)) if word[0].isalpha()]
    topic = [term for term in topic if term not in term_set(best.meeting.body)]
    if _share(topic, best.item.title) < _ABOUT:
        return []
    units = decided.decision_units(best.meeting, best.item)
    outcomes = {read_outcome(best.meeting.text[unit.start : unit.end]) for _, unit in units}
    if outcomes & same or not outcomes & other:
        return []
    told = decided.brief(best.meeting, best.item, topic)
    return [Statement(f"Referatet siger noget andet, end spørgsmålet går ud fra: {told.text}", told.sources)]


def _outcome(
    text: str,
    pieces: Sequence[Piece],
    pattern: re.Pattern[str],
    same: frozenset[Outcome],
    other: frozenset[Outcome],
) -> list[Statement]:
    """Yes or no from what became of the item; its decision's words without either where it is neither."""
    best = by_title(pieces)
    meeting, item = best.meeting, best.item
    scores = {(p.unit.start, p.unit.end): p.score for p in pieces if p.item is item}
    statements = decided.decision(meeting, item, scores)
    topic = [stem(word) for word in content_words(pattern.sub(" ", text)) if word[0].isalpha()]
    told = {place: _share(topic, line.text) for place, line in enumerate(statements)}
    held = _share(topic, f"{item.title} {meeting.body} {' '.join(line.text for line in statements)}")
    outcomes = {
        place: read_outcome(words)
        for place, line in enumerate(statements)
        if not _INSTEAD.search(words := _decision_words(line))
    }
    own = [term for term in topic if term not in term_set(f"{meeting.body} {meeting.organisation}")]
    if len(own) == 1 and not _share(own, item.title):
        return []  # the item is about something else, whatever it says of this
    telling = [place for place, one in outcomes.items() if one in same | other]
    if not telling or held < _ABOUT:
        return statements
    nearest = max(told[place] for place in telling)
    chosen = [place for place in telling if told[place] >= nearest - 1e-9]
    word = _word({outcomes[place] for place in chosen}, same, other, negated=bool(_NEGATED.search(text)))
    if not word:
        return statements
    first = statements[chosen[0]]
    rest = [line for place, line in enumerate(statements) if place != chosen[0]]
    return [Statement(f"{word}. {first.text}", first.sources), *rest]


def _decision_words(line: Statement) -> str:
    """What a statement quotes from the decision, without the recommendation beside it."""
    return " ".join(
        source.meeting.text[source.start : source.end]
        for source in line.sources
        if source.section == "beslutning"
    )


def _share(topic: Sequence[str], text: str) -> float:
    return sum(term in term_set(text) for term in topic) / len(topic) if topic else 1.0


def _word(
    outcomes: set[Outcome], same: frozenset[Outcome], other: frozenset[Outcome], *, negated: bool
) -> str:
    """ "Ja" ("Jo" to "blev det ikke …?") or "Nej" where all outcomes point one way, else ""."""
    if not outcomes or (outcomes & same and outcomes & other):
        return ""
    if outcomes & same:
        return "Jo" if negated else "Ja"
    return "Nej"


def _stated(text: str, best: Piece) -> list[Statement]:
    """Yes or no from one sentence that says what is asked in the same words, or with another number."""
    said = best.text
    if _UNSURE.search(said) or _NEGATED.search(text) or len(said.split()) > _LONGEST:
        return []
    topic = [stem(word) for word in content_words(text) if word[0].isalpha()]
    own = term_set(said)
    around = own | term_set(f"{best.item.title} {best.meeting.body} {best.meeting.organisation}")
    if not topic or any(term not in around for term in topic):
        return []
    if sum(term in own for term in topic) < _INSIDE * len(topic):
        return []
    asked, told = dict(_units_of(text)), dict(_units_of(said))
    if any(unit in told and told[unit] != number for unit, number in asked.items()):
        word = "Nej"
    elif {plain(a.value) for a in find_amounts(text)} - {plain(a.value) for a in find_amounts(said)}:
        return []
    else:
        word = "Nej" if _NEGATED.search(said) else "Ja"
    line = quoted(best.meeting, best.item, best.section, best.unit)
    return [Statement(f"{word}. {line.text}", line.sources)]


def _units_of(text: str) -> list[tuple[str, str]]:
    """What is counted in a text, with its number: "6,4 kilometer" is ("kilometer", "6,4")."""
    return [(stem(unit), number) for number, unit in _NUMBER.findall(text.lower())]
