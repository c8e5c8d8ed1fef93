"""A question's words with everything else the minutes may call them.

Each content word becomes one group of variants: the word itself, corrected spellings, synonyms from
the thesaurus, the parts of a compound and the parts' synonyms. The best variant of a group counts,
not their sum: a synonym is another word for the same thing, not more evidence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice, product

from index.compounds import split
from index.danish import content_words, known, number_terms, stem, terms, unfold
from index.lexical_query import Group, Variant
from index.phrases import Phrase, Phrases
from index.spelling import Vocabulary, completions, corrections

Synonyms = Mapping[str, tuple[tuple[str, ...], ...]]
"""Stem of a headword -> the terms of each of its synonyms."""

NO_PHRASES = Phrases()

_MOST_PART_PAIRS = 12
_LEAST_CLIPPED = 4  # letters
_CLIPPED = re.compile("[^aeiouyæøå]{2}$")
_MOST_VARIANTS = 24  # more cost time and found nothing more


@dataclass(frozen=True, slots=True)
class ExpansionWeights:
    """What a variant counts beside the word itself (1.0)."""

    spelling: float = 0.85
    synonym: float = 0.6
    parts: float = 0.4
    date: float = 1.0
    phrase: float = 0.6


DEFAULT_WEIGHTS = ExpansionWeights()


def as_synonyms(thesaurus: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """A thesaurus of written words as one of terms, read both ways: an everyday word that stands among a
    headword's synonyms brings that headword, after its own synonyms. Headwords with the same stem are joined.
    What is said in several words of which one carries a topic ("stå for") is left to the phrases.
    """
    once = cache(_once)
    pairs = [
        (own, once(synonym))
        for headword, synonyms in thesaurus.items()
        if len(own := once(headword)) > 1 or " " not in headword
        for synonym in synonyms
    ]
    table: dict[str, dict[tuple[str, ...], None]] = {}
    for one, other in (*pairs, *((said, own) for own, said in pairs)):
        if len(one) == 1 and other and one != other:
            table.setdefault(one[0], {})[other] = None
    return {word: tuple(others) for word, others in table.items()}


def with_abbreviations(synonyms: Synonyms, explained: Iterable[tuple[str, str]]) -> Synonyms:
    """Synonyms joined with abbreviations (short form, its words), these first: they are the minutes' own."""
    words: dict[str, dict[str, None]] = {}
    for short, long in explained:
        words.setdefault(short, {})[long] = None
    own = as_synonyms({short: tuple(longs) for short, longs in words.items()})
    joined = {term: tuple(dict.fromkeys((*said, *synonyms.get(term, ())))) for term, said in own.items()}
    return {**synonyms, **joined}


def _once(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(terms(text)))


def groups(
    question: str,
    synonyms: Synonyms,
    frequency: Callable[[str], int],
    vocabulary: Vocabulary,
    weights: ExpansionWeights = DEFAULT_WEIGHTS,
    phrases: Phrases = NO_PHRASES,
    of_word: Callable[[str], Group] | None = None,
) -> list[Group]:
    """One group of variants for each content word, date and amount of a question.

    `frequency` says how many items hold a term; a word that none holds is looked for under other
    spellings, and variants that none holds are left out. Where the question says one of the `phrases`,
    what that means stands for each of its words. `of_word` is `word_group` where that is kept for the words
    of earlier questions.
    """
    of_word = of_word or (lambda word: word_group(word, synonyms, frequency, vocabulary, weights))
    asked = [word for word in content_words(question) if not _said_as_number(word, frequency)]
    result = {stem(word): of_word(word) for word in asked}
    for phrase in phrases.said_in(question):
        _add(result, phrase, frequency, weights)
    dates = [(Variant((term,), weights.date),) for term in number_terms(question)]
    return [group for group in (*result.values(), *dates) if group]


def _add(
    result: dict[str, Group], phrase: Phrase, frequency: Callable[[str], int], weights: ExpansionWeights
) -> None:
    """What a phrase means stands for each of its words, or for itself where all of them are small words.

    One group in place of the words' several found less: the words then no longer count by themselves.
    """
    meant = tuple(Variant(said, weights.phrase) for said in phrase.meant if all(map(frequency, said)))
    places = [term for term in result if term in phrase.key]
    for place in places:
        if result[place]:
            result[place] = (*result[place], *(variant for variant in meant if variant not in result[place]))
    if not places and meant:
        result[" ".join(sorted(phrase.key))] = meant


def word_group(
    word: str,
    synonyms: Synonyms,
    frequency: Callable[[str], int],
    vocabulary: Vocabulary,
    weights: ExpansionWeights = DEFAULT_WEIGHTS,
) -> Group:
    """One content word with everything else that the minutes may call it."""
    if not word[0].isalpha():
        return (Variant((word,), 1.0),)
    term = stem(word)
    found: dict[tuple[str, ...], float] = {(term,): 1.0}
    bases = [(term, 1.0)]
    if not frequency(term) and term not in synonyms:
        meant = _meant(word, vocabulary, frequency)
        bases += [(other, weights.spelling) for other in meant if other != term]
    for base, weight in bases:
        found.setdefault((base,), weight)
        for said in synonyms.get(base, ()):
            found.setdefault(said, weight * weights.synonym)
    for said in _part_variants(word, synonyms):
        found.setdefault(said, weights.parts)
    variants = (
        Variant(said, weight)
        for said, weight in found.items()
        if said == (term,) or all(frequency(part) for part in said)
    )
    return tuple(islice(variants, _MOST_VARIANTS))


def _said_as_number(word: str, frequency: Callable[[str], int]) -> bool:
    """Whether a number that no item writes so is looked for as a day or an amount: "13/11"."""
    return word[0].isdigit() and not frequency(word) and bool(number_terms(word))


def _meant(word: str, vocabulary: Vocabulary, frequency: Callable[[str], int]) -> list[str]:
    """Corpus terms that a word which none holds may stand for: it is clipped, or misspelt. Only what ends in
    two consonants, as nearly all clipped words do, is first taken for clipped."""
    plain = unfold(word)
    longer = completions(word, vocabulary) if len(plain) >= _LEAST_CLIPPED and not known(plain) else []
    if longer and _CLIPPED.search(plain):
        return longer
    return corrections(word, vocabulary, frequency) or longer


def _part_variants(word: str, synonyms: Synonyms) -> list[tuple[str, ...]]:
    """A compound said with its parts, each part by itself or by a synonym of one word."""
    parts = [stem(part) for part in split(word)]
    if not 2 <= len(parts) <= 3:
        return []
    said = [[part, *(s[0] for s in synonyms.get(part, ())[:4] if len(s) == 1)] for part in parts]
    return [tuple(combination) for combination in product(*said)][:_MOST_PART_PAIRS]
