"""What the thesaurus does not cover: the words of a corpus that have no everyday word beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from index.danish import is_stopword, stem, unfold, words
from index.expand import Synonyms

_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a corpus's vocabulary a thesaurus covers.

    `covered` and `total` count different words (all forms of a word are one); `missing` are the words not
    covered with the number of texts that hold them, most frequent first.
    """

    covered: int
    total: int
    missing: tuple[tuple[str, int], ...]


def coverage(texts: Iterable[str], synonyms: Synonyms) -> Coverage:
    """Compare the words of texts with a thesaurus by term (`index.expand.as_synonyms`).

    Stop words, numbers and words of three letters or fewer are left out. A word is shown in its most
    frequent form.
    """
    forms: dict[str, Counter[str]] = {}
    for text in texts:
        for word in {unfold(match.group()) for match in words(text)}:
            if len(word) >= _SHORTEST and word.isalpha() and not is_stopword(word):
                forms.setdefault(stem(word), Counter())[word] += 1
    missing = [
        (counts.most_common(1)[0][0], counts.total())
        for term, counts in forms.items()
        if term not in synonyms
    ]
    missing.sort(key=lambda pair: (-pair[1], pair[0]))
    return Coverage(len(forms) - len(missing), len(forms), tuple(missing))
