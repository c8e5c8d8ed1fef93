"""Whether two texts speak of the same things: words by dictionary form, compound part, derivation or synonym.

A claim's every word of substance must be met by one of its source. Words of no substance of their own
("få", "omkring", "samlet") need not be: they are listed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from index import thesaurus
from index.compounds import known_words, part_terms
from index.danish import STOPWORDS, WORD, is_stopword, stem, unfold
from index.expand import Synonyms, as_synonyms

# What any text about a meeting may say without adding to what happened.
LIGHT = frozenset(
    stem(word)
    for word in """
    møde mødet punkt dagsorden dagsordenspunkt referat referatet fremgå fremgår nævne nævnt oplyse oplyst oplyser stå
    vedrøre handle angå omhandle gælde dreje betyde medføre indebære ske sket foregå finde findes sted
    få fået give gives gav giver tage tager tog taget bruge bruges lave laves laver lade bede bedt blive gøre gjort komme
    sige sagde sagt sagts forblive bestå træffe traf truffet kommer kom gå går holde ligge ligger se set sætte sat stille stillet føre ført høre skulle ville
    sådan derfor dermed desuden derudover samtidig endvidere ligeledes dog imidlertid altså fremover fortsat stadig
    allerede herefter derefter efterfølgende siden nuværende aktuel konkret konkrete nærmere forskellig bestemt
    samlet samlede samlede tilsammen total i_alt typisk generelt særlig især primært overordnet eksempel blandt
    del dele form måde sag sagen sager emne spørgsmål forhold område ting person personer
    ny nye nyt tidligere kommende gammel god stor lille mange antal beløb sum svare svarer udgøre udgør lyde lyder
    gennemsnit snit gennemsnitlig cirka omtrent omkring knap godt små hel hele fuld
    først første anden tredje sidst sidste senere
    fald forbindelse henhold hensyn baggrund grund årsag skyldes skyldte fordi begrunde begrundelse begrundet følge
    ønske mål formål hensigt planlagt planlægge plan
    have har haft kunne bør burde må måtte
    dag uge måned år år årlig årligt kvartal tidspunkt tid periode dato frist kl klokken
    kr krone kroner procent pct mio million millioner mia tusind
    ingen intet ingenting aldrig hverken næppe nej
    imod for mod to tre fire fem seks syv otte ni ti elleve tolv begge
    """.split()
)
# Families of words that say the same in minutes, whatever their word class.
_FAMILIES = (
    "koste udgift pris omkostning bekoste beløbe udgøre afholde dyr kr kroner",
    "starte begynde påbegynde opstart igangsætte iværksætte indlede træde kraft åbne begyndelse start gang",
    "slutte ophøre afslutte udløbe ende færdig færdiggøre afsluttet udgang udløb",
    "vare varighed løbe strække længde varer",
    "forventet vente forvente formode anslå skønne skøn estimere vurdere beregne ventes forventning",
    "stige vokse øge forøge stigning vækst øget tiltage højere flere forhøje hæve",
    "falde sænke mindske reducere nedgang formindske lavere færre nedsætte reduktion aftage",
    "mangle savne ubesat mangel ledig vakant",
    "vælge udpege valg udpegning udnævne",
    "deltage deltager deltagelse medvirke tilstede fremmøde repræsentere",
    "fraværende afbud udeblive forhindret fravær",
    "foreslå forslag indstille indstilling anbefale anbefaling opfordre lægge udkast oplæg",
    "beslutte beslutning vedtage godkende godkendelse tiltræde bevilge tilslutte vedtagelse enig enighed aftale",
    "afvise afvisning forkaste afslå afslag nedstemme godkende imødekomme",
    "udsætte udskyde udsættelse vente genoptage udsat",
    "drøfte drøftelse diskutere tale diskussion debat",
    "efterretning orientering orientere notere underrette",
    "tildele fordele fordeling afsætte bevilge uddele tilskud støtte bevilling tildeling",
    "udarbejde lave skrive udvikle udforme forfatte lave",
    "ansætte ansættelse rekruttere stilling ansat bemande bemanding medarbejder bemandet",
    "bemærke sige udtale oplyse pege mene fremhæve påpege understrege bemærkning kommentere fortælle udtrykke",
    "præsentere gennemgå fremlægge orientere redegøre forelægge fortælle vise",
    "årsag skyldes grund fordi begrunde forklare",
    "borger patient indbygger menneske person deltager beboer bruger",
    "ældre senior olding gammel",
    "honorere honorar betale betaling løn aflønne",
    "besøg besøge visit",
    "lukke lukning nedlægge ophør nedlukning",
    "bygge opføre anlægge byggeri anlæg etablere opførelse konstruere",
    "ombygge ombygning renovere renovering istandsætte",
    "købe køb erhverve anskaffe indkøb",
    "leje udleje lejeaftale lejemål",
    "tilbagebetale betale tilbage returnere",
    "finansiere finansiering dække betale bekoste",
    "sparet spare besparelse",
    "anvende bruge benytte forbrug brug anvendelse forbruge",
    "overføre flytte rykke videreføre overførsel",
    "fortsætte videreføre forlænge forlængelse fortsættelse blive",
    "oprette etablere nedsætte danne skabe oprettelse nedsættelse",
    "ændre ændring justere rette revidere tilpasse ændret revideret",
    "kommune kommunal", "region regional", "klynge sundhedsklynge",
    "medlem deltager", "læge praktiserende",
    "formand formandskab forperson formandspost", "ordstyrer mødeleder dirigent leder lede",
    "projektleder leder ansvarlig",
    "hjælpe støtte bistå hjælp", "samarbejde sammen fælles samarbejdsaftale",
    "undersøge undersøgelse analysere afdække rundspørge spørge",
    "evaluere evaluering vurdering vurdere", "status opgørelse",
    "sende sendes fremsende udsende", "frist senest deadline",
    "kræve krav betingelse forudsætning forudsætte", "vilkår betingelse",
    "overskud mindreforbrug", "underskud merforbrug overskridelse",
    "høring høringssvar høre", "pårørende familie",
    "ulykke uheld", "tilskud støtte bidrag medfinansiering bidrage",
    "tilslutte bakke støtte enig tilslutning opbakning", "modsætte uenig imod afvise",
    "afprøve afprøvning forsøg teste pilotprojekt prøve forsøgsordning",
    "kørsel transport køre transportere befordring", "adresse base placeret placere ligge",
    "licens abonnement", "erfaring resultat udbytte",
    "beboer borger", "forebygge forebyggelse undgå forhindre", "indlæggelse indlægge hospitalsindlæggelse",
    "genindlægge genindlæggelse", "udskrive udskrivning udskrivelse udskreven", "sygehus hospital",
    "match matche koble parre", "venteliste vente kø", "ensom ensomhed alene",
    "skole folkeskole", "gebyr takst", "leverandør firma virksomhed selskab",
    "åben åbent holde", "kilometer km", "meter m", "pr per om hver",
    "stemme afstemning stemmer", "indgå indgår indgåelse med medtage omfatte inkludere dække rumme tage",
    "udbud udbyde", "tid længe",
)  # fmt: skip


@lru_cache(maxsize=1)
def _families() -> dict[str, frozenset[int]]:
    table: dict[str, set[int]] = {}
    for number, family in enumerate(_FAMILIES):
        for word in family.split():
            table.setdefault(stem(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in table.items()}


@lru_cache(maxsize=1)
def _synonyms() -> Synonyms:
    return as_synonyms(thesaurus.load([thesaurus.BUNDLED]))


_PHRASES = (
    (
        re.compile(r"\b(?:havde|har) (?:sendt|meldt) afbud\b|\b(?:sendte|meldte) afbud\b", re.IGNORECASE),
        "var fraværende med afbud",
    ),
    (re.compile(r"\b(?:kan|kunne|vil|ville) ikke tilslutte sig\b", re.IGNORECASE), "er uenig i"),
    (
        re.compile(r"\b(?:deltog|deltager) ikke\b|\b(?:var ikke|ikke var) til stede\b", re.IGNORECASE),
        "var fraværende",
    ),
    (re.compile(r"\b(?:sagde|siger) nej til at\b", re.IGNORECASE), "afviste at"),
    (re.compile(r"\b(?:sagde|siger) nej til\b", re.IGNORECASE), "afviste"),
    (re.compile(r"\btakke(?:de|t|r)? nej\b", re.IGNORECASE), "sagt nej"),
    (re.compile(r"\b(?:sagde|siger) ja til\b", re.IGNORECASE), "godkendte"),
    (re.compile(r"\b(?:kom|er|blev) ikke med(?=[,.]|$)", re.IGNORECASE), "er ikke medtaget"),
)


def reworded(text: str) -> str:
    """A claim with fixed phrases of speech in the words that minutes use for them."""
    for phrase, plain in _PHRASES:
        text = phrase.sub(plain, text)
    return text


_TELLING = frozenset({"nået"})  # a stop word in a search, but not here: "9 mål er nået"


def substance(text: str) -> list[str]:
    """The words of a text that say what it is about, lower-cased, in order; numbers left out."""
    found = []
    for match in WORD.finditer(text):
        word = match.group()
        if word[0].isalpha() and len(word) > 1 and (not is_stopword(word) or unfold(word) in _TELLING):
            found.append(unfold(word))
    return list(dict.fromkeys(found))


@lru_cache(maxsize=1 << 16)
def forms(word: str) -> frozenset[str]:
    """Every term that stands for a word: its own and, of a compound, its parts'."""
    own = stem(word)
    parts = part_terms(word) if len(word) > 5 else ()
    return frozenset((own, *(part for part in parts if len(part) > 2)))


def bag(text: str) -> frozenset[str]:
    """The terms of a text, those of no substance included."""
    return frozenset(
        term
        for match in WORD.finditer(text)
        if match.group()[0].isalpha()
        for term in forms(unfold(match.group()))
    )


def is_light(word: str) -> bool:
    """Whether a word adds nothing to what is claimed."""
    return unfold(word) not in _TELLING and (unfold(word) in STOPWORDS or stem(word) in LIGHT)


def met(word: str, source: frozenset[str], *, broadly: bool = True) -> bool:
    """Whether `source` (a `bag`) says what `word` says; `broadly` lets the thesaurus' synonyms count."""
    own = stem(word)
    if own in source or _derived(own, source):
        return True
    if re.fullmatch(r"u\w{3,}(?:t|te|ede)", word) and (
        stem(word[1:]) in source or _derived(stem(word[1:]), source)
    ):
        return True  # "ubrugte midler" for money that was not used
    families = _families().get(own, frozenset())
    if families and any(families & _families().get(term, frozenset()) for term in source):
        return True
    if broadly and any(len(said) == 1 and said[0] in source for said in _synonyms().get(own, ())):
        return True
    parts = [part for part in part_terms(word) if len(part) > 2] if len(word) > 5 else []
    return len(parts) > 1 and all(_plainly_met(part, source) for part in parts)


def _plainly_met(term: str, source: frozenset[str]) -> bool:
    if term in source or term in LIGHT or _derived(term, source):
        return True
    families = _families().get(term, frozenset())
    return bool(families) and any(families & _families().get(other, frozenset()) for other in source)


_ENDINGS = re.compile(
    r"(?:erne|ernes|ende|inger?|ningen?|ninger|elsen?|elser|eren?|erer|eret|ering(?:en|er)?|ation(?:en|er)?|het|hed(?:en)?|else|"
    r"ede|ets?|ens?|es|te|er|en|et|ig|lig|isk|sk|e|s|r|t)$"
)


@lru_cache(maxsize=1 << 16)
def _root(term: str) -> str:
    for _ in range(2):
        shorter = _ENDINGS.sub("", term)
        if len(shorter) < 4:
            break
        term = shorter
    return term


def _derived(term: str, source: Iterable[str]) -> bool:
    """Whether a source word is made from the same root: "honorere", "honorering"."""
    if len(term) < 5:
        return False
    root = _root(term)
    return any(len(other) > 4 and _root(other) == root for other in source)


def is_danish(text: str) -> bool:
    """Whether a sentence is written in Danish rather than in a language near it or far from it."""
    written = [match.group() for match in WORD.finditer(text) if match.group()[0].isalpha()]
    words = [word.lower() for word in written if word[0].islower()] or [word.lower() for word in written]
    foreign = sum(word in _FOREIGN for word in words)
    danish = sum(word in STOPWORDS or word in _OWN for word in words)
    known = sum(unfold(word) in known_words() or word in STOPWORDS for word in words)
    return bool(words) and foreign <= danish / 3 and (known >= 0.4 * len(words) or len(words) < 4)


_OWN = frozenset("blev bliver ikke og også på af til fra kr".split())
# Words of everyday use in other languages that are none in Danish.
_FOREIGN = frozenset(
    """the and of was were is are has been that this with which would should by it
    och att är inte som_ ett också efter skulle_ detta när vid eller_ från
    av ikkje ble ein eit vart dei kva hva noe
    und der_ das ist nicht wurde mit von für auf eine zu
    le la les des est une pour dans sur avec que
    el los las una para con por fue""".split()
)
