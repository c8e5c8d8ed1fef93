"""Danish words as search terms: folding, stems, numbers and dates.

A term is what the lexical index stores and what a question is turned into. Words are lower-cased,
spelled with æ, ø, å whichever way they were typed ("boern", "børn"), joined over irregular forms
and stemmed (Snowball). Numbers and dates get one canonical spelling each, so that "1,3 mio. kr."
meets "1.300.000 kr." and "24/10 2024" meets "24. oktober 2024".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

import snowballstemmer

from index.dates import find_amounts, find_dates, plain

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
    vore være været hen hinanden henholdsvis hhv jf ift mht mhp pga pba ifm ifbm bl fx eks evt osv mv mm
    vedr vedrørende angående ca cirka pr ad à a
    """.split()
)


_SHORT_TAILS = frozenset(("barn", "mand", "bog", "hånd"))


def unfold(word: str) -> str:
    """A word in lower case with æ, ø, å restored from ae, oe, aa and other accents taken off."""
    word = word.lower().translate(_ACCENTS)
    return word.replace("ae", "æ").replace("oe", "ø").replace("aa", "å")


def loose(word: str) -> str:
    """The spelling of one who has no æ, ø, å on the keyboard and may type either a/o or ae/oe/aa."""
    return unfold(word).replace("æ", "a").replace("ø", "o").replace("å", "a")


@cache
def _irregular() -> dict[str, str]:
    lines = files("index").joinpath("data/irregular.tsv").read_text(encoding="utf-8").splitlines()
    table: dict[str, str] = {}
    for line in lines:
        if line and not line.startswith("#"):
            lemma, forms = line.split("\t")
            for form in (lemma, *forms.split()):
                table.setdefault(unfold(form), unfold(lemma))
    return table


def _irregular_tail(word: str) -> str:
    """A compound whose last part is irregular, with that part's lemma: "plejebørn" -> "plejebarn"."""
    table = _irregular()
    for length in range(min(10, len(word) - 3), 3, -1):
        lemma = table.get(word[-length:])
        if lemma and (length > 4 or lemma in _SHORT_TAILS):
            return word[:-length] + lemma
    return word


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("danish")


@lru_cache(maxsize=1 << 18)
def stem(word: str) -> str:
    """The term of one word; the same for all its forms as far as rules and the table of irregulars reach."""
    plain_word = unfold(word)
    lemma = _irregular().get(plain_word) or _irregular_tail(plain_word)
    if lemma == plain_word and len(lemma) > 6 and lemma.endswith("ede"):
        lemma = lemma[:-2]  # the stemmer leaves "beslutted" of "besluttede" beside "beslut" of "beslutte"
    if len(lemma) > 6 and lemma.endswith(("alt", "elt", "ært", "ilt")):
        lemma = lemma[:-1]  # "regionalt" is "regional", as "regionale" is
    if len(lemma) > 4 and lemma.endswith(("ig", "ige", "igt")):
        return lemma.removesuffix("e").removesuffix("t")  # or "billig" would be a "bil", "ledig" a "leder"
    return str(_stemmer().stemWord(lemma)) if len(lemma) > 3 else lemma


def is_stopword(word: str) -> bool:
    """Whether a word carries no topic: articles, prepositions, question words, auxiliary verbs."""
    return unfold(word) in STOPWORDS


def words(text: str) -> Iterator[re.Match[str]]:
    """The words and numbers of a text with their places."""
    return WORD.finditer(text)


def terms(text: str) -> list[str]:
    """All index terms of a text, stop words left out; dates and numbers as canonical terms besides."""
    result = [
        stem(match.group()) if match.group()[0].isalpha() else match.group()
        for match in WORD.finditer(text)
        if not (match.group()[0].isalpha() and unfold(match.group()) in STOPWORDS)
    ]
    result.extend(number_terms(text))
    return result


def number_terms(text: str) -> list[str]:
    """Canonical terms for dates ("dato:10-24", "dato:2024-10-24") and amounts of four digits or more."""
    if not any(character.isdigit() for character in text):
        return []
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
    seen: dict[str, str] = {}
    for match in WORD.finditer(text):
        word = match.group()
        if word[0].isalpha() and (len(word) < 2 or is_stopword(word)):
            continue
        seen.setdefault(stem(word) if word[0].isalpha() else word, word)
    return list(seen.values())
