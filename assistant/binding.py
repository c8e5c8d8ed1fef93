"""Whether the particulars of a claim go with the same words as in its source, on the same side and in order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import particulars
from assistant.particulars import Particulars, bare_name
from assistant.wording import bag, is_light, met, substance

_OF_PAIR = re.compile(r"(\d[\d.]*)\s+(?:ud\s+)?af\s+(?:de\s+)?(\d[\d.]*)")
_RANGE = re.compile(r"\bfra\s+(\d[\d.,]*)(?:[^.;]{0,25}?)\s+til\s+(\d[\d.,]*)")
_VOTES = re.compile(r"(\d+|\w+)\s+(?:\w+\s+)?stem(?:te|mer|t)\s+(?:var\s+)?(for|imod|mod)", re.IGNORECASE)


def bound_right(claim: Particulars, source: Particulars) -> bool:
    """Whether each number and name of the claim goes with the same words as in the source.

    Where the source gives several of a kind ("A 600.000 kr. og B 800.000 kr."), the words round one in the
    claim must not be those that stand round another.
    """
    for claim_places, source_places in (
        (_number_places(claim), _number_places(source)),
        ([(bare_name(n), at) for n, at in claim.names], [(bare_name(n), at) for n, at in source.names]),
    ):
        if len({value for value, _ in source_places}) > 1 and not all(
            _goes_with(claim, source, value, at, claim_places, source_places) for value, at in claim_places
        ):
            return False
    return _pairs_agree(claim.text, source.text)


def _number_places(text: Particulars) -> list[tuple[str, int]]:
    places = [(f"{number.value.normalize():f}", number.start) for number in text.numbers]
    return places + [(f"d{day.day}-{day.month}", day.start) for day in text.days]


def _goes_with(
    claim: Particulars,
    source: Particulars,
    value: str,
    at: int,
    claim_places: Sequence[tuple[str, int]],
    source_places: Sequence[tuple[str, int]],
) -> bool:
    claim_spans, source_spans = particulars.segments(claim.text), particulars.segments(source.text)
    own = particulars.segment_of(claim_spans, at)
    beside = {other for other, place in claim_places if own[0] <= place < own[1]}
    beside |= {bare_name(word) for word in re.findall(r"\w+", claim.text[slice(*own)])}
    words = [
        word for word in substance(claim.text[slice(*own)]) if not is_light(word) and bare_name(word) != value
    ]
    if not words:
        return True
    best_own, best_other = 0, 0
    anchored: dict[tuple[int, int], set[str]] = {}
    for other, place in source_places:
        anchored.setdefault(particulars.segment_of(source_spans, place), set()).add(other)
    for span, held in anchored.items():
        terms = bag(source.text[slice(*_with_subject(source.text, source_spans, span))])
        overlap = sum(met(word, terms) for word in words)
        if value in held:
            best_own = max(best_own, overlap)
        elif not held <= beside:
            best_other = max(best_other, overlap)
    return best_own >= best_other


def _with_subject(text: str, spans: Sequence[tuple[int, int]], span: tuple[int, int]) -> tuple[int, int]:
    """A segment that begins with its verb ("… og holdes over to dage") with the one before it."""
    place = spans.index(span) if span in spans else 0
    begins_with_verb = re.match(
        r"\s*(?:[a-zæøå]+(?:er|es|ede|te|tes)|får|fik|var|har|skal|kan|vil)\b", text[span[0] :]
    )
    return (spans[place - 1][0], span[1]) if place and begins_with_verb else span


def _pairs_agree(claim: str, source: str) -> bool:
    """ "11 ud af 48", "fra 19 til 31" and "11 stemte imod" keep their order and their sides."""
    for pattern in (_OF_PAIR, _RANGE):
        for first, second in pattern.findall(source):
            said = pattern.findall(claim)
            if any(set(pair) == {first, second} and pair != (first, second) for pair in said):
                return False
            here = re.findall(r"\d[\d.]*", claim)
            if (
                pattern is _OF_PAIR
                and second in here
                and first not in here
                and not re.search(r"\b(?:i alt|alle|samtlige|ud af|mål|ud)\b", claim)
            ):
                return False
    sides = {number.lower(): side[-3:] for number, side in _VOTES.findall(source)}
    sides |= {n: s[-3:] for n, s in re.findall(r"(\d+)\s+(for|imod|mod)\b", source)} if sides else {}
    return all(sides.get(number.lower(), side[-3:]) == side[-3:] for number, side in _VOTES.findall(claim))


def order_agrees(claim: str, source: str, names: Sequence[str]) -> bool:
    """Whether two names keep their order; they may change it where one text is passive and the other not."""
    plain_claim, plain_source = claim.lower(), source.lower()
    firsts = [name.lower() for name in dict.fromkeys(names) if name.lower() in plain_source]
    if len(firsts) < 2:
        return True
    said = sorted(firsts, key=plain_claim.index)
    stood = sorted(firsts, key=plain_source.index)
    return said == stood or _passive(claim) != _passive(source) or not _relates(source)


def _passive(text: str) -> bool:
    return bool(re.search(r"\b(?:blev|bliver|er blevet|\w{4,}es)\b.*\baf\b", text))


def _relates(text: str) -> bool:
    """Whether the text says something of one name in relation to another."""
    return bool(
        re.search(
            r"\b(?:på vegne af|i stedet for|afløs\w*|erstat\w*|efterfølge\w*|fra\b.*\btil|sammen med|i forhold til|"
            r"end|over for|overfor|til|stedfortræder|suppleant|mens)\b",
            text,
        )
    )
