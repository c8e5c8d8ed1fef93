"""Follow-up questions made to stand alone, from the earlier questions of the conversation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.danish import content_words, stem, unfold
from index.search import Searcher

_REFERS = re.compile(
    r"^\W*(?:og|men|hvad med|hvad så|hvorfor det|hvornår det|jamen|ok|okay|så)\b|"
    r"\b(?:det|den|de|dem|dette|denne|disse|der|han|hun|hans|hendes|deres|sagen|punktet|beslutningen|beløbet|pengene|"
    r"forslaget|projektet|mødet|samme|også|hertil|heraf|her)\b"
)
_FEW = 4


def stand_alone(question: str, history: Sequence[str], searcher: Searcher) -> str:
    """The question with what it takes over from the last ones: their words that it lacks.

    A question of its own, with words enough and none that points back, is left as it is: a change of
    subject. "nulstil" in the history forgets what stands before it.
    """
    earlier = list(history)
    for place, line in enumerate(earlier):
        if unfold(line).strip(" .!") == "nulstil":
            earlier = earlier[place + 1 :]
            break
    if not earlier or not _points_back(question, searcher):
        return question
    own = {stem(word) for word in content_words(question)}
    carried = [word for word in content_words(earlier[-1]) if stem(word) not in own]
    if len(carried) < 2 and len(earlier) > 1:
        carried = [*content_words(earlier[-2]), *carried]
    return f"{question.rstrip()} {' '.join(dict.fromkeys(carried))}" if carried else question


def _points_back(question: str, searcher: Searcher) -> bool:
    normal = unfold(question)
    telling = [word for word in content_words(question) if word[0].isalpha() and len(word) > 3]
    return (bool(_REFERS.search(normal)) and len(telling) < 2 * _FEW) or len(telling) < _FEW - 1
