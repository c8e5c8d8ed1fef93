"""The words of a question that are about meetings in general, and those that are its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import OSA

from assistant.enquiry import Enquiry
from index.danish import content_words, known, stem, unfold
from index.hasty import named_in_full
from index.scope import body_words

# A meeting by any of its everyday names; "temamøde", "dialogmøde" and the like are other gatherings.
MEETING = (
    r"(?:(?:byråds|udvalgs|klynge|sundhedsklynge|forums?|råds|regionsråds|bestyrelses|direktions|økonomiudvalgs)?"
    r"møde(?:t|r|rne|s|ts)?|sammenkomst\w*)"
)
_ANOTHER = re.compile(
    r"\b(?:næste|kommende|forrige|foregående|tidligere)\s+(?:\w+\s+)?møde\w*|"
    r"\b(?:seminar|workshop|kursus|kurser|konference|temadag|stormøde|borgerhøring)\w*|"
    r"\b(?!(?:byråds|udvalgs|klynge|sundhedsklynge|forums?|råds|regionsråds|bestyrelses|direktions|økonomiudvalgs)møde)"
    r"\w{3,}møde(?:t|r|rne|s|ts)?\b"
)
_ASKED = {
    word: word
    for word in """fraværende ordstyrer mødeleder deltagere deltager tilstede repræsenteret udvalgsmøde udvalgsmødet byrådsmøde
    byrådsmødet klyngemøde klyngemødet""".split()
}
_KIND = re.compile(
    r"(?:forum|udvalg|råd|nævn|klyng|styrelse|direktion|niveau|bestyrelse|komite|kommission|gruppe)"
)
_MEETING_OF = re.compile(
    r"\b(?P<body>\w*(?:råd|forum|bestyrelse|nævn|udvalg|klynge))(?:s|et|ets|en|ens|et s)?møde\w*"
)
_MEMBERS = re.compile(r"\b(?P<of>\w{3,}?)s?politiker\w*")
_LONG = 6  # letters: a slip in a shorter word may be another word
_PLAIN = frozenset(stem(word) for word in "udvalg klynge råd forum lokal by kommunal".split())
GENERAL = frozenset(
    stem(word)
    for word in """nr hele hel helt møde mødet møder mødes mødtes holdt afholdt afholdes holde holdes begyndte begynder begynde starte starter
    startede slut sluttede slutter slutte pkt samles samledes fagfolk fagfolkene politiker politikere politikerne
    folkevalgte direktørerne lokalpolitikere borgmestre bygning bygningen adresse adressen rum rummet sal salen by
    tid tiden ugedag klokkeslæt tidspunkt tidspunktet tidsrum sat traf truffet ældst ældste tidligst første slags nogen
    mødetid mødetidspunkt mødetidspunktet mødested mødestedet mødelokale mødedato mødedag talsmand talsfolk talspersoner
    tidspkt ende endte varede vare sted hvornår klokken dag dato deltage deltog deltager deltagere deltagelse mødte stede
    tilstede afbud fravær fraværende ordstyrer mødeleder mødeledelse dirigent leder ledede styrede styre ordet
    referat referater referatet referaterne bilag bilaget bilagene vedlagt vedhæftet vedhæfte vedlagte dokument
    dokumenter fil filer punkt punktet punkter punkterne dagsorden dagsordenen dagsordenspunkt sag sagen sager udvalg
    udvalget klynge klyngen forum kl tidspunkt lokale melde meldte meldt udeblev udeblevet person personer folk medlem
    medlemmer medlemmerne liste listen navn navne navnet deltagerliste antal stod står stå begge beslutning
    beslutninger besluttet besluttede beslutte truffet træffe afgørelse afgørelser vedtaget vedtog vedtage godkendt
    godkendte godkende behandlet behandlede behandle behandling drøftet drøftede drøfte drøftelse orienteret
    orientere orientering taget tage tog emne emner hed hedder handle handlede handler vises se nævnt nævnes nævne
    fortæl give giv oversigt overblik fremgår seneste senest sidste nyeste nylig første gang gange periode perioden perioder
    året år måned kommune kommunen region regionen repræsenteret repræsenterede repræsentant repræsentanter
    dukkede faglig fagligt strategisk politisk niveau direktørforum chefforum formandskab
    organisation organisationer kommuner sad sidde sat bord bordet program programmet
    mandag tirsdag onsdag torsdag fredag lørdag søndag forår foråret sommer sommeren efterår efteråret vinter vinteren
    mange alle hver hvert alt nogen noget intet ingen venligst gerne egentlig faktisk overhovedet ske sket skete sker
    høre hører hørte ligge ligger lå finde findes fandtes vide ved vise viser stå hænde foregå foregik være udsat
    vedhæftning vedhæftninger vedhæftningen vedhæftningerne filen filerne dokumentet dokumenterne chefer
    cheferne lederne sidst side nævn angiv oplist mødedeltagere mødedeltager fremmøde fremmødte fremmødt
    haft udskudt afvist afviste sendt tilbage efterretning halvår kvartal januar februar marts april maj
    juni juli august september oktober november december""".split()
)


def respelled(text: str) -> str:
    """A question with slips in the words that ask about people mended: "fraværnde", "ordstyer"."""
    return re.sub(r"[^\W\d_]{5,}", lambda match: _ASKED.get(match[0]) or _nearest(match[0]), text)


def _nearest(word: str) -> str:
    if known(word):  # "deltaget" is no slip for "deltager"
        return word
    for meant in _ASKED:
        if len(meant) > 6 and OSA.distance(word, meant, score_cutoff=1) == 1 and not meant.startswith(word):
            return meant
    return word


def another_gathering(text: str) -> bool:
    """Whether a question (as `normal` gives it) is about a gathering other than the minutes' own meeting."""
    return bool(_ANOTHER.search(text))


def bodies(enquiry: Enquiry) -> frozenset[str]:
    """The bodies that a question names. A place alone ("Midt") names one only where the question has no
    other words of its own; with the kind of body ("klynge Midt", "direktørforum") it always does. What a
    follow-up takes over names one too, where no answer before says which meeting is meant."""
    asked = set(body_words(bodies_in_full(enquiry)))
    if not enquiry.focus:
        asked |= {group[0].terms[0] for group in enquiry.ranking.groups}
    called = [body for body, _ in enquiry.ranking.hints.bodies] or _called(enquiry)
    hinted = {body: (asked | _written_out(enquiry)) & set(body_words(body)) for body in called}
    sure = frozenset(body for body, words in hinted.items() if any(_KIND.search(word) for word in words))
    if sure:
        return sure
    loose = frozenset(body for body, words in hinted.items() if words)
    return loose if not _own(enquiry, loose) else frozenset()


def bodies_in_full(enquiry: Enquiry) -> str:
    """The question with the bodies that it names short, or with a slip, named as the store names them."""
    return _in_full(enquiry.question.text, enquiry.bodies)


@lru_cache(maxsize=256)
def _in_full(text: str, bodies: tuple[str, ...]) -> str:
    """A text with bodies named by their initials named in full, and a slip of one letter in a long
    word of a body's name mended. Kept, for each part of the register asks for it."""
    names = _long_words(bodies)

    def mended(match: re.Match[str]) -> str:
        word = unfold(match[0])
        if len(word) <= _LONG or known(word):
            return match[0]
        near = [own for base, own in names.items() if _slip(word, own) or _slip(stem(word), base)]
        return near[0] if len(near) == 1 else match[0]

    return re.sub(r"[^\W\d_]+", mended, named_in_full(text, frozenset(bodies)))


@lru_cache(maxsize=8)
def _long_words(bodies: tuple[str, ...]) -> dict[str, str]:
    """The long words of bodies' names by their stems."""
    words = {unfold(word) for body in bodies for word in re.findall(r"[^\W\d_]+", body)}
    return {stem(word): word for word in words if len(word) > _LONG}


def _slip(word: str, own: str) -> bool:
    return OSA.distance(word, own, score_cutoff=1) <= 1


def _written_out(enquiry: Enquiry) -> set[str]:
    """The stems of the bodies that a question names inside a longer word: "byrådsmødet" has "byråd",
    "kulturpolitikerne" has "kultur" and "udvalg"."""
    text = enquiry.text
    found = [match["body"] for match in _MEETING_OF.finditer(text)]
    found += [f"{match['of']} udvalg" for match in _MEMBERS.finditer(text)]
    return set(body_words(" ".join(found)))


def _called(enquiry: Enquiry) -> list[str]:
    """The body, where there is only one, that a question names inside a longer word."""
    written = _written_out(enquiry)
    telling = {word for word in written if word not in _PLAIN}
    names = enquiry.bodies
    found = [name for name in names if telling & set(body_words(name))]
    if not found:  # "Politisk Forum", of which there is one
        asked = _pairs(body_words(bodies_in_full(enquiry)))
        found = [name for name in names if asked & _pairs(body_words(name))]
    if not found:  # "Underarbejdsgruppen", "samarbejdsforum": a kind of body that only one is called
        kinds = {word for word in body_words(bodies_in_full(enquiry)) if _KIND.search(word)} - _PLAIN
        found = [name for name in names if kinds & set(body_words(name))]
    return found if len(found) == 1 else []


def _pairs(words: Sequence[str]) -> set[tuple[str, str]]:
    return set(pairwise(words))


def beside_header(enquiry: Enquiry, words: Sequence[str]) -> list[str]:
    """Those of some words that are in the name of no body that a question names, or that met on a day that
    it names: in full or by its initials, a slip of one letter in a long one allowed."""
    names = {*bodies(enquiry), *enquiry.organisations}
    if enquiry.ranking.hints.days:
        days = {(month, day) for _, month, day in enquiry.ranking.hints.days}
        names |= {k.body for k in enquiry.meetings.values() if (k.date.month, k.date.day) in days}
    held = {word for name in names for word in body_words(name)}
    return [word for word in words if not _held(enquiry, word, held)]


def _held(enquiry: Enquiry, word: str, held: set[str]) -> bool:
    full = body_words(_in_full(word, enquiry.bodies))
    slips = len(word) > _LONG and not known(unfold(word))
    return bool(full) and all(
        part in held or (slips and any(_slip(part, own) for own in held)) for part in full
    )


def own_words(enquiry: Enquiry) -> list[str]:
    """The content words of a question that neither name a meeting nor ask about meetings in general."""
    return _own(enquiry, bodies(enquiry))


def _own(enquiry: Enquiry, named: frozenset[str]) -> list[str]:
    known = set(GENERAL)
    for body in named:
        known |= set(body_words(body))
    for name in enquiry.organisations:
        known |= set(body_words(name))
    return [
        word
        for word in content_words(enquiry.question.text)
        if word[0].isalpha()
        and stem(word) not in known
        and not _within(word, known)
        and stem(respelled(unfold(word))) not in known
        and not _names(word, named)
    ]


def _names(word: str, named: frozenset[str]) -> bool:
    """Whether a word stands for a body that is named: "byrådsmødet", "kulturpolitikerne"."""
    plain = unfold(word)
    return bool(named) and bool(_MEETING_OF.fullmatch(plain) or _MEMBERS.fullmatch(plain))


def _within(word: str, known: set[str]) -> bool:
    parts = body_words(word)
    return bool(parts) and set(parts) <= known
