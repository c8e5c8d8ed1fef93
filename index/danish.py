"""Danish words as search terms: folding, stems, numbers and dates.

A term is what the lexical index stores and what a question is turned into. Words are lower-cased,
spelled with æ, ø, å whichever way they were typed ("boern", "børn") and brought to their dictionary
form (simplemma, our own table first; Snowball's stem for words that neither knows). Numbers and dates
get one canonical spelling each, so that "1,3 mio. kr." meets "1.300.000 kr." and "24/10 2024" meets
"24. oktober 2024".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from unicodedata import normalize

import simplemma
import snowballstemmer
from simplemma.strategies import DictionaryLookupStrategy

from index.data_lines import data_lines
from index.dates import find_amounts, find_dates, plain
from index.paragraphs import whole_words

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,:/-]\d+)*|[^\W_]+", re.UNICODE)
_ACCENTS = str.maketrans("éèêëáàâäãóòôöõúùûüíìîïñçß", "eeeeaaaæaooøøouuuyiiiincs")

STOPWORDS = frozenset(
    """
    af alle alt anden andet andre at bare begge ben blandt blev blevet blive bliver burde bør da de dem
    den denne der deres det dets dette dig din dine disse dit dog du efter egen eller en end endnu ene
    enten er et fik for foran fordi forud fra frem få får gennem går gør gøre ham han hans har havde have
    heller hende hendes her hos hun hvad hvem hver hvert hvilke hvilken hvilket hvis hvor hvordan hvorfor
    hvornår hvorhen hvorledes hvorvidt hvormed hvoraf hvortil hvortil i ifølge igen igennem ikke ind inden
    indenfor ja jeg jer jeres jo kan kom komme kommer kun kunne lige man med meget mellem men mens mere
    mig min mindre mine mit mod må måtte ned nej noget nogen nogle nok nu når nået næste næsten og også
    om omkring op os over overfor på samme samt selv selvom siden sig sin sine sit skal skulle som så
    sådan sådanne således særlig til tilbage træde ud uden under undtagen var ved vi via vil ville vores
    vore være været hen hinanden henholdsvis hhv jf ift ifht iht ihht iflg mht mhp
    pga pba ifm ifbm fsva vha bl fx eks evt dvs osv mv mm mfl
    vedr vedrørende angående ca cirka pr ad à a
    """.split()
)


_SHORTEST_PART = 3
_DICTIONARY = DictionaryLookupStrategy()
_DIGRAPH = re.compile("ae|(?<!beb)oe")


@lru_cache(maxsize=1 << 18)
def unfold(word: str) -> str:
    """A word in lower case with æ, ø, å restored from ae, oe, aa and other accents taken off.

    Words that end in one with those letters side by side ("beboer", "cykelbroen") keep them.
    """
    word = word.lower().translate(_ACCENTS).replace("aa", "å")
    first = min((at for at in (word.find("ae"), word.find("oe")) if at >= 0), default=-1)
    if first < 0 or known(word) or _ends_in_known(word, first):
        return word
    return _DIGRAPH.sub(lambda pair: "æ" if pair.group() == "ae" else "ø", word)


def _ends_in_known(word: str, by: int) -> bool:
    """Whether a word is a compound whose last part, begun at `by` or before, is in the dictionary."""
    return any(known(word[start:]) and _is_head(word[:start]) for start in range(_SHORTEST_PART, by + 1))


def loose(word: str) -> str:
    """The spelling of one who has no æ, ø, å on the keyboard and may type either a/o or ae/oe/aa."""
    return unfold(word).replace("æ", "a").replace("ø", "o").replace("å", "a")


@cache
def _irregular() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in data_lines("irregular.tsv"):
        lemma, forms = line.split("\t")
        for form in (lemma, *forms.split()):
            table.setdefault(form, lemma)
    return table


@lru_cache(maxsize=1 << 18)
def stem(word: str) -> str:
    """The term of one word: its dictionary form, or a stem where no dictionary knows it.

    A compound that no dictionary knows is joined over the forms of its last part, as Danish inflects it.
    """
    plain_word = unfold(word)
    if len(plain_word) <= 3:
        return _irregular().get(plain_word, plain_word)
    return (
        _lemma(plain_word)
        or (plain_word.endswith("s") and _lemma(plain_word[:-1]))
        or str(_stemmer().stemWord(plain_word))
    )


def _lemma(word: str) -> str | None:
    if known(word):
        return _dictionary_form(word)
    for start in range(_SHORTEST_PART, len(word) - _SHORTEST_PART):
        if known(word[start:]) and _is_head(word[:start]):
            return word[:start] + _dictionary_form(word[start:])
    return None


def _is_head(head: str) -> bool:
    """Whether something can be the first part of a compound: a known word, maybe with a linking letter."""
    return known(head) or (len(head) > _SHORTEST_PART and head[-1] in "se" and known(head[:-1]))


def known(word: str) -> bool:
    """Whether a dictionary knows a word (as `unfold` gives it)."""
    return word in _irregular() or _entry(word) is not None


@lru_cache(maxsize=1 << 16)
def _entry(word: str) -> str | None:
    """What the large dictionary leads a word to: what `simplemma.lemmatize` does first, without what that
    does on the way. None for a word that it does not know; kept, for many words end alike."""
    return _DICTIONARY.get_lemma(normalize("NFC", word), "da")


def _dictionary_form(word: str) -> str:
    if word in _irregular():
        return _irregular()[word]
    # Twice: the dictionary leads some definite plurals to the indefinite one and no further.
    once = _looked_up(word)
    twice = _looked_up(once)
    return twice if len(twice) > _SHORTEST_PART else once


def _looked_up(word: str) -> str:
    """The dictionary's form, nouns and adjectives before imperatives, which minutes hardly use.

    Or "skat" would be the verb "skatte", "billig" "billige" and "analyser" "analysere".
    """
    found = ((word.isalpha() and _entry(word)) or str(simplemma.lemmatize(word, "da"))).lower()
    if len(found) <= len(word) or not found.startswith(word) or word.endswith("gør"):
        return found
    if word.endswith("er"):
        for noun in (word[:-1], word[:-2], word[:-3]):
            if len(noun) > _SHORTEST_PART and _entry(noun) is not None:
                return noun
    return word


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("danish")


def is_stopword(word: str) -> bool:
    """Whether a word carries no topic: articles, prepositions, question words, auxiliary verbs."""
    return unfold(word) in STOPWORDS


def words(text: str) -> Iterator[re.Match[str]]:
    """The words and numbers of a text with their places."""
    return WORD.finditer(text)


def terms(text: str) -> list[str]:
    """All index terms of a text, stop words left out; dates and numbers as canonical terms besides."""
    result = [term for word in WORD.findall(whole_words(text)) if (term := word_term(word))]
    result.extend(number_terms(text))
    return result


@lru_cache(maxsize=1 << 18)
def word_term(word: str) -> str:
    """The term of a word or number as written; "" for a stop word."""
    if not word[0].isalpha():
        return word
    return "" if unfold(word) in STOPWORDS else stem(word)


def number_terms(text: str) -> list[str]:
    """Canonical terms for dates ("dato:10-24", "dato:2024-10-24") and amounts of four digits or more."""
    result = []
    for found in find_dates(text):
        result.append(f"dato:{found.month:02}-{found.day:02}")
        if found.year:
            result.append(f"dato:{found.year}-{found.month:02}-{found.day:02}")
    for amount in find_amounts(text):
        if amount.unit or (amount.value >= 1000 and not 1900 <= amount.value < 2100):
            result.append(f"tal:{plain(amount.value)}")
    return result


def content_words(text: str) -> list[str]:
    """The words and numbers of a text that carry its topic, as written, in order, without repeats."""
    return list(_content_words(text))


@lru_cache(maxsize=1 << 12)
def _content_words(text: str) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for match in WORD.finditer(text):
        word = match.group()
        if word[0].isalpha() and (len(word) < 2 or is_stopword(word)):
            continue
        seen.setdefault(stem(word) if word[0].isalpha() else word, word)
    return tuple(seen.values())
