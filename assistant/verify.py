"""Claims against the passages they name: only what the sources bear comes out, with its exact place.

A claim stands when a passage it names holds words, verbatim, that say the same: every word of substance is
met there, and numbers, days, names, bodies, negation and outcome agree. Those words become its source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant import agreement, binding, outcome_told, particulars, polarity
from assistant.cite import Source, Statement, display
from assistant.claims import Claim, Part
from assistant.passages import Offered
from assistant.read_items import ReadUnit
from assistant.support import Evidence, gather, is_answer, refers
from assistant.wording import bag, forms, is_danish, is_light, met, reworded, substance
from index.dates import danish_date
from index.privacy import mask

_INJECTED = re.compile(
    r"\b(?:ignor[eé]r\w*|glem|se bort fra|tilsidesæt\w*|ignore|disregard)\b[^.]{0,40}\b(?:instru[kc]\w*|anvisning\w*|regler|prompt|ovenstående)|"
    r"\bsystem\s?prompt\b|\bsom sprogmodel\b|\bdu skal (?:nu )?svare\b|\bsvar (?:altid|kun|blot),? (?:at|med)\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r",?\s+(?:og|samt)\s+|,?\s+men\s+|;\s+|,\s+(?=(?:hvilket|hvoraf|mens|da|fordi)\b)")
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a claim: the statement with its sources, or None and why."""

    claim: Claim
    statement: Statement | None
    reason: str = ""


def check(claim: Claim, offered: Mapping[str, Offered]) -> Verdict:
    """Whether the passages that a claim names bear it."""
    if len(claim.text) > _LONGEST:
        return Verdict(claim, None, "for langt")
    if not is_danish(claim.text):
        return Verdict(claim, None, "ikke dansk")
    sources: dict[tuple[str, int], Source] = {}
    for part in claim.parts:
        found, reason = _check_part(part, claim.lead, offered)
        if found is None:
            return Verdict(claim, None, reason)
        for source in found:
            sources.setdefault((source.meeting.id, source.start), source)
    if not sources:
        return Verdict(claim, None, "ingen kilde")
    ordered = tuple(sources.values())
    return Verdict(claim, Statement(mask(claim.text), ordered, list_line=claim.list_line))


def _check_part(part: Part, lead: str, offered: Mapping[str, Offered]) -> tuple[list[Source] | None, str]:
    known = [offered[key] for key in part.keys if key in offered]
    if not part.keys:
        return None, "ingen nøgle"
    if not known:
        return None, "nøglen findes ikke"
    said = reworded(f"{lead.rstrip(':')}: {part.text}" if lead else part.text)
    reason = ""
    for passage in known:
        for text in dict.fromkeys((said, reworded(part.text))) if lead and not _asserts(lead) else (said,):
            found, why = _supported(text, part.quotes, passage)
            if found:
                return [_source(passage, unit) for unit in found], ""
            reason = reason or why
    return None, reason


def _asserts(lead: str) -> bool:
    """Whether a lead-in says something of its own: a number, a name or an outcome."""
    facts = particulars.read(lead)
    return bool(facts.numbers or facts.days or facts.names or outcome_told.outcomes(lead))


def _supported(text: str, quotes: Sequence[str], passage: Offered) -> tuple[list[ReadUnit] | None, str]:
    evidence = list(gather(passage))
    for quote in quotes or ():
        evidence = [e for e in evidence if _holds_quote(e, quote, passage)]
        if not evidence:
            return None, "citatet står ikke i uddraget"
    for inner in re.findall(r"[»“„\"]([^»«“”„\"]{4,})[«”“\"]", text):
        if not any(_plain(inner) in _plain(e.text + " " + e.near) for e in evidence):
            return None, "citatet står ikke i uddraget"
    if any(len(e.units) == 1 and polarity.miscounted(text, e.text) for e in evidence):
        return None, "benægtelsen er en anden"
    found, reason = _one(text, evidence, passage)
    if found:
        return found, ""
    for first, second in _halves(text):
        one, _ = _one(first, evidence, passage)
        if not one:
            continue
        other, _ = _one(second, evidence, passage)
        if other:
            return [*one, *(unit for unit in other if unit not in one)], ""
    return None, reason


def _halves(text: str) -> Iterator[tuple[str, str]]:
    """A claim cut in two at a conjunction; the second half takes over the first's subject."""
    for match in _JOINT.finditer(text):
        first, second = text[: match.start()], text[match.end() :]
        if len(first.split()) < 3 or len(second.split()) < 2:
            continue
        subject = _subject(first)
        starts_with_verb = bool(
            re.match(
                r"(?:\w+(?:ede|te|er|r|es|ev|ik|og|ar|ød|od)|får|fik|traf|så|sagde|lagde|gjorde)\b", second
            )
        )
        yield first, f"{subject} {second}" if subject and starts_with_verb else second


def _subject(text: str) -> str:
    """The words before the first verb of a sentence, roughly: those that hold its subject."""
    words = text.split()
    for place, word in enumerate(words[:8]):
        if place and re.fullmatch(
            r"(?:er|var|blev|bliver|har|havde|får|fik|skal|kan|vil|\w+(?:ede|ster|erer|ter|ger|der|ler|ner|ser|mer|ver|ker|ste|ldte|ndte|tog))",
            word,
        ):
            return " ".join(words[:place])
    return ""


def _one(text: str, evidence: Sequence[Evidence], passage: Offered) -> tuple[list[ReadUnit] | None, str]:
    """The units of the first evidence that bears the whole text, the closest first."""
    facts = particulars.read(text)
    words = [word for word in substance(text) if not is_light(word)]
    ranked = sorted(evidence, key=lambda e: -_share(words, bag(e.text)))
    if any(_says_otherwise(facts.text, words, single) for single in ranked if len(single.units) == 1):
        return None, "benægtelsen er en anden"
    reason = "står ikke i uddraget"
    for place, candidate in enumerate(ranked):
        why = _objection(facts, words, candidate, passage)
        if not why:
            return list(candidate.units), ""
        if place == 0:
            reason = why
    return None, reason


def _says_otherwise(text: str, words: Sequence[str], evidence: Evidence) -> bool:
    """Whether a unit with all the claim's words says the contrary: then no other may bear the claim."""
    return (
        bool(words)
        and not evidence.recommended
        and all(forms(word) & bag(evidence.text) for word in words)
        and not polarity.agrees(text, evidence.text)
    )


def _share(words: Sequence[str], terms: frozenset[str]) -> float:
    return sum(bool(forms(word) & terms) for word in words) / (len(words) or 1)


def _objection(
    claim: particulars.Particulars, words: Sequence[str], evidence: Evidence, passage: Offered
) -> str:
    """Why this evidence does not bear the claim; "" when it does."""
    if _INJECTED.search(evidence.text):
        return "kilden er en opfordring til modellen"
    meeting, item = passage.meeting, passage.item
    source = particulars.read(f"{evidence.text} | {evidence.near}" if evidence.near else evidence.text)
    place = f"{meeting.body} {meeting.organisation} {meeting.title}"
    around = _names_around(f"{item.title} {place} {evidence.before}")
    own, near = bag(evidence.text), bag(f"{evidence.near} {item.title} {evidence.before}")
    title = particulars.read(f"{item.title} {meeting.body}")
    if not agreement.numbers_agree(claim, source, title):
        return "tallet står ikke i kilden"
    if not agreement.days_agree(claim, source, title, meeting.date):
        return "datoen står ikke i kilden"
    if not claim.items <= source.items | {item.number or -1}:
        return "punktet passer ikke"
    if not agreement.names_agree(claim, source, around, own | near):
        return "navnet står ikke i kilden"
    if not agreement.body_agrees(claim, source, place, title):
        return "et andet udvalg"
    words = [word for word in words if particulars.bare_name(word) not in around]
    where = bag(f"{place} {danish_date(meeting.date)}")
    return _unmet(claim, words, evidence, own, near, where) or _turned_round(
        claim, source, evidence, own | near, all(forms(word) & own for word in words)
    )


def _names_around(text: str) -> frozenset[str]:
    """The words of the meeting's name and the item's title, as names are compared."""
    found = {particulars.bare_name(word) for word in re.findall(r"[^\W_][\w-]*", text)}
    return frozenset(found | {piece for word in found for piece in word.split("-")})


def _unmet(
    claim: particulars.Particulars,
    words: Sequence[str],
    evidence: Evidence,
    own: frozenset[str],
    near: frozenset[str],
    where: frozenset[str],
) -> str:
    """Which word of the claim the source does not meet, or why those met are too few; "" when all is well.

    The item's title and the lead-in may give a claim its topic, not its decision; the lines of a list
    taken together must hold the words themselves.
    """
    whole_list = len(evidence.units) > 1 and not is_answer(evidence)
    borne = {word for word in words if (forms(word) & own if whole_list else met(word, own))}
    for word in words:
        if outcome_told.outcomes(word):
            continue  # that is `outcome_told.outcome_agrees`' business
        if word not in borne and not met(word, near, broadly=False) and not forms(word) & where:
            return f"»{word}« står ikke i kilden"
    if words and not claim.numbers and not borne and not is_answer(evidence):
        return "står ikke i uddraget"
    if len(borne) < len(words) and "besluttet" in outcome_told.outcomes(claim.text) and not refers(evidence):
        return "står ikke i beslutningen"
    return ""


def _turned_round(
    claim: particulars.Particulars,
    source: particulars.Particulars,
    evidence: Evidence,
    terms: frozenset[str],
    taken_over: bool,
) -> str:
    if not outcome_told.outcome_agrees(
        claim.text,
        evidence.text,
        evidence.section,
        recommended=evidence.recommended,
        word_for_word=taken_over,
    ):
        return "udfaldet er et andet"
    if (
        evidence.recommended
        and not outcome_told.outcomes(claim.text) & {"indstillet"}
        and not re.search(
            r"\b(?:forslag\w*|foreslå\w*|udkast\w*|oplæg\w*|skal tage stilling)\b", claim.text, re.IGNORECASE
        )
    ):
        return "det er en indstilling"
    if not _polarity(claim.text, source.text, evidence):
        return "benægtelsen er en anden"
    mark = polarity.dropped_mark(claim.text, evidence.text if not evidence.recommended else "")
    if mark:
        return f"forbeholdet ({mark}) mangler"
    if polarity.turned(bag(claim.text), terms):
        return "det modsatte står i kilden"
    if polarity.overstated(claim.text, source.text):
        return "mere end kilden siger"
    if not binding.bound_right(claim, source):
        return "hører til noget andet i kilden"
    if not binding.order_agrees(claim.text, source.text, [name for name, _ in claim.names]):
        return "navnene er byttet om"
    return ""


def _polarity(claim: str, source: str, evidence: Evidence) -> bool:
    """Negation agrees; what was not approved must be told as not approved."""
    if not is_answer(evidence):
        return polarity.agrees(claim, source)
    stood = outcome_told.outcomes(evidence.text)
    if "besluttet" in stood and not polarity.negative(evidence.text):
        return polarity.agrees(claim, evidence.near)
    if not stood:
        return polarity.agrees(claim, source)
    return bool(stood & outcome_told.outcomes(claim)) and _told_as(claim) == _told_as(evidence.text)


def _told_as(text: str) -> bool:
    """Whether the clause of a text that tells the outcome is negative."""
    return any(
        polarity.negative(clause) for clause in polarity.clauses(text) if outcome_told.outcomes(clause)
    )


def _holds_quote(evidence: Evidence, quote: str, passage: Offered) -> bool:
    """Whether the words that the model quotes stand in the evidence, one after the other."""
    spans = [(unit.unit.start, unit.unit.end) for unit in evidence.units]
    return any(_plain(quote) in _plain(passage.meeting.text[a:b]) for a, b in spans) or _plain(
        quote
    ) in _plain(evidence.text)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", display(text).lower()).split())


def _source(passage: Offered, unit: ReadUnit) -> Source:
    return Source(passage.meeting, passage.item, unit.section.kind, unit.unit.mark, unit.unit.end)
