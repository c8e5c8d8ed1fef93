"""A Danish question: what kind of answer it asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from index.danish import unfold
from index.hasty import written_out


class Kind(StrEnum):
    """What an answer must hold."""

    PERSON = "person"
    DATE = "date"
    PLACE = "place"
    AMOUNT = "amount"
    COUNT = "count"
    DURATION = "duration"
    LIST = "list"
    REASON = "reason"
    DECISION = "decision"
    RECOMMENDATION = "recommendation"
    YESNO = "yesno"
    ATTENDANCE = "attendance"
    ABSENCE = "absence"
    CHAIR = "chair"
    ATTACHMENT = "attachment"
    WHEN_WHERE = "when_where"
    AGENDA = "agenda"
    ITEM = "item"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Question:
    """A question written in full where it was typed in haste, its kind, and any further kinds that a second
    half asks for."""

    text: str
    kind: Kind
    also: tuple[Kind, ...] = ()

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The main kind and the others."""
        return (self.kind, *self.also)


_MEETING = r"(?:møde|mødet|mødets|møderne|udvalgsmøde\w*|byrådsmøde\w*|klyngemøde\w*|sammenkomst\w*)"
_SUMS = r"\w*(?:pris|udgift|gebyr|takst|husleje|leje|forbrug|beløb|honorar|tilskud|omkostning|indtægt|kontingent|løn|vederlag|regning)(?:en|et|er|erne|s|ens|ets)?"
# First match wins; more telling patterns stand before more general ones. Written for unfolded, lower-case text.
_PATTERNS: tuple[tuple[Kind, str], ...] = (
    (
        Kind.CHAIR,
        r"\b(?:ordstyrer|mødeleder|dirigent)\w*|\b(?:hvem|hvilken \w+) (?:ledede|styrede|var leder af) (?:selve )?"
        + _MEETING,
    ),
    (
        Kind.ABSENCE,
        r"\b(?:hvem|hvilke\w*|hvor mange|nogen|var der)\b.*\b(?:fraværende|afbud|udeble\w*|manglede|meldt fra|meldte fra|blev væk|ikke (?:til stede|tilstede|mødt|med til))\b|^\W*(?:afbud|fravær\w*)\b",
    ),
    (
        Kind.ATTENDANCE,
        r"\b(?:hvem|hvilke (?:personer|medlemmer|direktører|deltagere|repræsentanter|kommuner)|hvor mange)\b.*\b(?:deltog|deltager|deltagere|til stede|tilstede|med til "
        + _MEETING
        + r"|mødte op|sad med|var med (?:på|til)|fremmødt\w*|repræsenter\w+)\b|\bdeltagerliste\b|\bhvem var (?:med|der)\b|\bhvem (?:sad|mødte)\b",
    ),
    (
        Kind.ATTACHMENT,
        r"\b(?:bilag|bilagene|bilaget|vedhæft\w*|vedlagt\w*|dokumenter?)\b.*\?*$",
    ),
    (
        Kind.AGENDA,
        r"\b(?:hvad|hvilke (?:punkter|emner|sager|ting))\b.*\b(?:stod på dagsordenen|var på dagsordenen|på dagsordenen|på programmet)\b|\bdagsorden(?:en)? for mødet\b",
    ),
    (
        Kind.WHEN_WHERE,
        r"\b(?:hvor|hvornår|hvad tid|hvilket? (?:tidspunkt|tidsrum|klokkeslæt|sted|lokale|dag|dato)|hvilken dag|hvor henne)\b[^,]*\b(?:blev|er|var|fandt|begyndte|startede|holdt\w*|afholdt\w*|mødtes)\b[^,]*\b"
        + _MEETING
        + r"\b(?:[^,]*\b(?:holdt|afholdt|sted|startede|begyndte|placeret)\b)?|\b(?:hvor|hvornår) (?:mødtes|holdt|afholdt)\b|\bmødested\w*|\bmødetid\w*",
    ),
    (
        Kind.ITEM,
        r"\bhvilket (?:dagsorden)?s?punkt\b|\bhvilket (?:\w+ )?møde\b|\bhvilket referat\b|\bhvilken (?:klynge|forvaltning)\b.*\b(?:drøft|behandl)\w*|\bhvor i (?:referat|papir|dagsorden|materiale)\w*|\bhvornår (?:var det\b.*\b|\w+ (?:\w+ ){0,6}?)(?:snakkede|talte|drøftede|behandlede|diskuterede)\b",
    ),
    (
        Kind.REASON,
        r"\bhvorfor\b|\b(?:af|med) hvilken (?:grund|årsag)\b|\bhvad (?:er|var|skyldes|skyldtes) (?:grunden|årsagen|begrundelsen|baggrunden)\b|\bhvad skyld\w+\b|\bårsag\w*\b|\bbegrundelse\w*\b|\bhvad fik \w+.* til at\b|\bhvordan kan det være\b|\bmed hvilken begrundelse\b",
    ),
    (
        Kind.RECOMMENDATION,
        r"\b(?:hvad|hvilke\w*)\b.*\b(?:indstill\w+|indstilling\w*|lagt op til|lægges op til|foreslå\w*|foreslog)\b|\bindstilling\w*\b|\bhvad ville \w+ have\b",
    ),
    (
        Kind.DURATION,
        r"\bhvor (?:længe|hurtigt(?! (?:\w+ ){0,2}kør\w+)|lang (?:en )?\w*(?:tid|frist|periode)\w*|mange (?:\w*dage|uger|måneder|år|timer|minutter|døgn))\b|\bhvor lang(?:t)?\b.*\b\w*(?:tiden?|fristen?|perioden?|forløbet)\b|\bhvad (?:er|var) (?:\w+ ){0,3}\w*(?:varighed\w*|løbetid\w*|sagsbehandlingstid\w*)",
    ),
    (
        Kind.AMOUNT,
        r"\bhvor (?:mange penge|meget|dyrt?|stort? (?:et |en )?(?:beløb|budget|overskud|underskud|tilskud|del|andel|bevilling|besparelse|udgift|sum|pulje)\w*|høj\w*|lang\w*)\b|\bhvad (?:\w+ ){0,4}?(?:koste\w*|betale[rs]?|betalte\w*)\b|\bhvad (?:er|var|bliver|blev) (?!(?:der )?(?:besluttet|vedtaget|aftalt|bestemt|drøftet) (?:om|vedr\w*|omkring)\b)(?:[\w-]+ ){0,3}?(?:"
        + _SUMS
        + r")\b|\bhvor (?:dyb|bred|tyk|tung)\w*|\bhvad (?:bliver prisen|er prisen|er beløbet|var beløbet|lyder \w+ på|beløber)\b|\b(?:beløb\w*|pris(?:en)?|udgift(?:en)?|budget(?:tet)?|overskud(?:det)?|sats(?:en)?|takst(?:en)?)\b.*\bhvor\b|\bhvilke[nt]? (?:[\w-]+ )?(?:sum|"
        + _SUMS
        + r")\b|\bhvad (?:[\w-]+ ){1,9}?i (?:\w*løn|honorar|vederlag|husleje|leje|bøde)\b|\bhvad tager (?:[\w-]+ ){1,5}?for\b|\bhvad (?:gav|giver) (?:[\w-]+ ){1,5}?for (?:at|den|det|\w+(?:en|et))\b|\bhvad (?:får|fik) (?:[\w-]+ ){1,6}?(?:udbetalt|for (?:sin|sit|sine|at))\b|\bhvor stor[te]?\b|\bhvor (?:små?|lille)\b|\bhvad er (?:budget|prisen|beløbet)\w*",
    ),
    (
        Kind.COUNT,
        r"\bhvor (?:mange|ofte|tit|gamle?|gammelt?)\b|\bhvilket antal\b|\bantallet af\b|\bhvor stor en (?:procentdel|andel)\b|\bhvor mange gange\b",
    ),
    (
        Kind.DATE,
        r"\bhvornår\b|\bhvilken (?:dato|dag|ugedag|uge|måned|årstid|periode|frist)\b|\bhvilket (?:\w*år|tidspunkt|årstal|kvartal)\b|(?<!, )\bhvilke (?:dage|uger|måneder|år)\b|\b(?:hvad kl|kl\.? hvad)\b|\bfra hvornår\b|\bsenest hvornår\b|\bhvad er (?:fristen|datoen|deadline)\b|\binden hvilken\b|\bdeadline\b|\bhvad tid\b|\bhvilke datoer\b|\bhvor (?:snart|hurtigt)\b",
    ),
    (
        Kind.PERSON,
        r"\bhvem\b|\bhvis (?!der|det|man|vi|de|en|et)\w+ (?:er|var)\b|\bhvilken (?:person|direktør|borgmester|medarbejder|leder|chef|projektleder|læge|formand|politiker|konsulent|kommune|afdeling|organisation|virksomhed|leverandør|\w*firma|rådgiver|part|aktør|ansat|\w*chef|entreprenør|dommer|borger|oplægsholder|advokat|arkitekt|operatør|bygherre|ejer)\b|\bhvilket (?:\w*firma|selskab|hospital|sygehus|parti|medlem|byrådsmedlem)\b|\bhvad hedder\b",
    ),
    (
        Kind.PLACE,
        r"\bhvor(?: henne|hen|i)?\b(?! (?:mange|meget|stor\w*|lang\w*|længe|høj\w*|dyr\w*|ofte|tit|gam\w+))|\bhvilken (?:adresse|by|skole|sal)\b|\bhvilket (?:sted|lokale|plejehjem|plejecenter)\b|\bpå hvilken adresse\b",
    ),
    (
        Kind.DECISION,
        r"\b(?:hvad|hvordan)\b.*\b(?:beslut\w+|besluttede|afgjor\w+|vedtag\w*|vedtog|godkend\w+|udfald\w*|resultat\w*|konklu\w+|endte|enden på|blev der sagt ja til|nåede|svarede|sagde|mente|ville|bestemt\w*|bestemte|aftalt\w*|afgørelse\w*|enige? om)\b|\bhvad blev (?:resultatet|udfaldet|det til|enden|der besluttet|konklusionen)\b|\bhvilken? (?:\w+ )?(?:\w*beslutning|\w*afgørelse|konklusion|udfald|resultat)\w*|\bhvilken \w+ blev (?:det|valgt|besluttet|vedtaget)|\bhvad gjorde\b|\bhvordan gik det\b|\bhvad skete der med\b|\bbeslutning(?:en)? om\b",
    ),
    (Kind.LIST, r"\b(?:hvilke|hvad er de|nævn|hvad for nogle|hvilke af|list)\b"),
    (
        Kind.YESNO,
        r"^\W*(?:og |men )?(?:er|var|blev|bliver|har|havde|kan|kunne|skal|skulle|vil|ville|må|måtte|fik|får|gik|går|kom|kommer|besluttede|godkendte|vedtog|sagde|deltog|deltager|findes|fandtes|stemte|støtter|støttede|bakkede|ønsker|ønskede|afviste|anbefalede|har man|tog|gav|giver|gælder|koster|kostede|betaler|betalte|bruger|brugte|holder|holdt|mødte|ligger|stod|står|passer|behøver|burde|bør|drøftede|udsatte|indstillede|nåede|tilsluttede|flytter|lukker|lukkede|åbner|åbnede|starter|startede|søger|søgte|slipper|slap|mangler|manglede|ved|vidste|siger|tror|indgår|indgik|forventer|forventes|afholdes|støttes)\b",
    ),
)
# A question without a question word names the thing that it asks for: "klub Søstjernen antal børn".
_ASKING = re.compile(r"\bhv(?:a[dm]?|em|is|or\w*|ilk\w*)\b")
_NAMED: tuple[tuple[Kind, str], ...] = (
    (Kind.COUNT, r"\bantal\w*\b"),
    (Kind.AMOUNT, r"\b(?:" + _SUMS + r"|procent|pct)\b"),
    (Kind.DATE, r"\b(?:dato(?:en|er)?|\w*frist(?:en)?|tidspunkt(?:et)?|starter kl)\b"),
    (Kind.LIST, r"\bnavne(?:ne)?\b"),
    (Kind.PERSON, r"\bnavn(?:et)?\b"),
)
_YESNO = re.compile(dict(_PATTERNS)[Kind.YESNO])
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)
_NAMED_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _NAMED)
_SECOND = re.compile(
    r"\b(?:og|samt)\s+(?=(?:hvor|hvem|hvad|hvilk|hvorn|hvorfor|i hvilk|på hvilk|af hvilk)\w*)"
)


def normal(text: str) -> str:
    """A text as the patterns see it: lower case, single blanks, æ, ø, å restored word by word, "pkt."
    written out."""
    words = re.sub(r"[^\W\d_]+", lambda word: unfold(word.group()), " ".join(text.split()))
    words = re.sub(r"\bm\.? (?=(?:til|for|på|ved|i)\b)", "med ", words)
    return re.sub(r"\bpkt\b\.?", "punkt", words)


def is_yesno(text: str) -> bool:
    """Whether a question (as `normal` gives it) begins as one that yes or no answers."""
    return bool(_YESNO.search(text))


def understand(text: str) -> Question:
    """A question written in full, and its kind; a second half ("… og hvem …") adds a further kind."""
    text = written_out(text)
    halves = _SECOND.split(normal(text))
    kinds = [_kind(half) for half in halves]
    first = kinds[0]
    if first is Kind.FACT and len(kinds) > 1:
        return Question(text, kinds[1], tuple(k for k in kinds[2:] if k is not kinds[1]))
    return Question(text, first, tuple(dict.fromkeys(kind for kind in kinds[1:] if kind is not first)))


def _kind(words: str) -> Kind:
    for kind, pattern in _COMPILED:
        if pattern.search(words):
            return kind
    if _ASKING.search(words):
        return Kind.FACT
    return next((kind for kind, pattern in _NAMED_COMPILED if pattern.search(words)), Kind.FACT)
