"""Follow-up questions: what they take over from the earlier questions of the conversation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.danish import content_words, stem, unfold

_REFERS = re.compile(
    r"^\W*(?:og|men|hvad med|hvad så|hvorfor det|hvornår det|jamen|ok|okay|så)\b|"
    r"\b(?:det|den|de|dem|dette|denne|disse|der|han|hun|hans|hendes|deres|sagen|punktet|beslutningen|beløbet|pengene|"
    r"forslaget|projektet|mødet|samme|også|hertil|heraf|her)\b"
)
_MANY = 6
_FEW = 3
# Words that say what was asked, not what it was about.
_ASKING = frozenset(
    stem(word)
    for word in """besluttede besluttet beslutning blev godkendt godkendte vedtog vedtaget drøftede drøftet indstillede
    koster kostede koste mange meget hvem hvor hvornår hvorfor hvilke hvad deltog fraværende afbud ordstyrer bilag
    sagde mente skete gjorde handlede handler beløb pris penge dato stemte stod står hedder navn""".split()
)


def carried_words(question: str, history: Sequence[str]) -> str:
    """The topic words of the earlier questions that a follow-up lacks; "" for a question of its own.

    A question with words enough and none that points back is a change of subject. "nulstil" in the
    history forgets what stands before it.
    """
    earlier = _since_reset(history)
    if not earlier or not _points_back(question):
        return ""
    own = {stem(word) for word in content_words(question)}
    carried = _topic(earlier[-1], own)
    if len(carried) < 2 and len(earlier) > 1:
        carried = [*_topic(earlier[-2], own), *carried]
    return " ".join(dict.fromkeys(carried))


def _topic(question: str, own: set[str]) -> list[str]:
    return [word for word in content_words(question) if stem(word) not in own | _ASKING]


def _since_reset(history: Sequence[str]) -> list[str]:
    earlier = list(history)
    for place in range(len(earlier) - 1, -1, -1):
        if unfold(earlier[place]).strip(" .!") == "nulstil":
            return earlier[place + 1 :]
    return earlier


def _points_back(question: str) -> bool:
    telling = [word for word in content_words(question) if word[0].isalpha() and len(word) > 3]
    return len(telling) < _FEW or (len(telling) < _MANY and bool(_REFERS.search(unfold(question))))
