"""What turns a statement round or takes it back: negation, opposites, proposals, wishes, conditions, bounds.

A claim may leave out much of its source, but nothing of this: "ikke" lost or added, a proposal told as a
decision, "højst" told as "mindst" each make another statement of the same words.
"""

from __future__ import annotations

import re

from assistant.sentences import sentences
from assistant.wording import bag, forms, is_light, met, substance
from index.danish import stem, unfold

_NEGATION = re.compile(
    r"\b(?:ikke|ej|ingen|intet|ingenting|aldrig|hverken|næppe|uden|undlod|undlade\w*|undlader|nej|nægte\w*|udgå\w*|udgik|udeblev|"
    r"afvis\w*|forkast\w*|afslog|afslå\w*|afslag|nedstem\w*|modsætte\w*|modsatte|uenig\w*|ufinansieret|u(?:besat|besatte|ændret|løst|afklaret)|"
    r"kasser\w*|beklag\w*|kritiser\w*|protester\w*|utilfreds\w*|stoppe\w*|droppe\w*|opgive\w*|fravalgt\w*|fravælge\w*|imod(?! at)|ophæve\w*|annuller\w*|frafald\w*|savne\w*|mangl\w*|bortfald\w*)\b",
    re.IGNORECASE,
)
_PLAIN_NEGATION = re.compile(r"\b(?:ikke|ej|ingen|intet|aldrig|hverken|næppe|uden)\b", re.IGNORECASE)
_NOT_BEFORE = re.compile(r"\bikke\b(?=[^.]*\b(?:før|inden|førend)\b)", re.IGNORECASE)
_VOTES = re.compile(r"\b\d+ (?:stem\w+ )?(?:imod|mod|for)\b", re.IGNORECASE)  # counted elsewhere
_NOT_ONLY = re.compile(
    r"\bikke (?:kun|alene|blot|bare|mindst|desto mindre)\b|\buden for\b|\bingen undtagelse\b", re.IGNORECASE
)
_CLAUSE = re.compile(
    r"[,;:!?()–](?!\d)|\.(?=\s|$)|\s-\s|\b(?:men|mens|hvorimod|dog|hvorefter)\b|\bog\b(?=\s+(?:at|blev|er|var|har|skal|kan|vil|ikke|to|der|\d+|(?:beklag|støtt|ønsk|men|anbefal|godkend|afvis|indstill|bemærk|oplys)er|[a-zæøå]+(?:ede|ste|kte|gte|ndte|ldte|rte)|får|fik|bør|gav|tog|lod|bad|drog)\b)"
)

OPPOSITES = tuple(
    tuple(frozenset(stem(word) for word in side.split()) for side in line.split("|"))
    for line in """
    stige vokse øge forøge hæve stigning forhøje|falde sænke mindske reducere fald nedgang reduktion nedsat
    flere|færre
    mere|mindre
    højere|lavere
    længere|kortere
    hurtigere|langsommere
    bedre|dårligere værre
    ældst|yngst
    størst|mindst
    først|sidst
    åbne åben åbning|lukke lukning lukket
    overskud mindreforbrug|underskud merforbrug
    indtægt|udgift
    ansætte ansættelse|afskedige fyre afskedigelse
    oprette oprettelse etablere|nedlægge nedlæggelse
    før inden|efter
    offentlig|privat
    købe køb|sælge salg
    enkeltrettet|dobbeltrettet
    indlægge indlæggelse|udskrive udskrivning udskrivelse
    fortsætte videreføre forlænge|stoppe ophøre afvikle
    begynde starte|slutte ophøre afslutte
    halvårlig|årlig kvartalsvis månedlig
    daglig|ugentlig månedlig
    døgn|dag nat
    formiddag|eftermiddag aften
    lørdag|søndag
    sommer|vinter
    forår|efterår
    nord|syd
    øst|vest
    mand|kvinde
    mandlig|kvindelig
    barn|voksen
    ung|ældre
    fast vedvarende permanent|midlertidig
    frivillig|tvungen obligatorisk
    gratis|betalt
    enig enighed|uenig uenighed
    """.strip().splitlines()
)  # fmt: skip

# (name, what marks it in a source, what must then stand in the claim)
_MARKS: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = (
    (
        "forslag",
        re.compile(
            r"\b(?:indstil(?:les|ler|lede)|foreslå\w*|foreslog|lægge[rs]? op til|anbefal\w*)\b|\b\w*(?:forslaget|udkastet) (?:giver|\w+er)\b",
            re.I,
        ),
        re.compile(
            r"\b(?:indstil\w*|foreslå\w*|foreslog|forslag\w*|\w*udkast\w*|læg\w+ (?:der )?op til|anbefal\w*|oplæg\w*|ansøg\w*|ville|"
            r"beslut\w*|godkend\w*|vedt\w+|tilt\w+|afvis\w*|udsat\w*|udsæt\w*|drøft\w*|reviderede?|tilslut\w+)\b",
            re.I,
        ),
    ),
    (
        "ønske",
        re.compile(r"\b(?:ønske(?:r|de|s)?|håbe\w*|opfordre\w*|bad om|beder om|ville gerne|vil gerne|efterlys\w*)\b", re.I),
        re.compile(r"\b(?:ønske\w*|håb\w*|opfordr\w*|bad|beder|bedt|gerne|efterlys\w*|vil|ville|mener|mente|krav|krævede)\b", re.I),
    ),
    (
        "forventning",
        re.compile(r"\b(?:(?<!ikke )vente[rst]\b|ventet|forvent\w*|anslå\w*|anslået|skønne\w*|planlagt|planlægges|påregnes)\b", re.I),
        re.compile(
            r"\b(?:vente\w*|forvent\w*|anslå\w*|skøn\w*|estimer\w*|plan\w*|vil|skal|ville|skulle|bør|kan|cirka|ca\.?|omkring|udsigt|"
            r"beregn\w*|vurder\w*|påregn\w*|mål\w*|frist)\b",
            re.I,
        ),
    ),
    (
        "mulighed",
        re.compile(r"\b(?:kan|kunne|bør|burde|måske|muligvis|eventuel\w*|overveje\w*|vil tage stilling|måtte)\b(?! ikke)", re.I),
        re.compile(
            r"\b(?:kan|kunne|bør|burde|måske|mulig\w*|eventuel\w*|hvis|såfremt|overvej\w*|vil|ville|skal|skulle|må|måtte|åben for|evt\.?|mener|mente|"
            r"peger|pegede|ønsk\w*|adgang|lov|tilbyd\w*|forslag\w*|foreslå\w*|kapacitet|plads)\b",
            re.I,
        ),
    ),
    (
        "betingelse",
        re.compile(r"\b(?:hvis|såfremt|forudsat|forudsætning\w*|betinge\w*|medmindre|eventuelt?)\b", re.I),
        re.compile(r"\b(?:hvis|såfremt|forudsat|forudsætning\w*|betinge\w*|medmindre|eventuel\w*|når|krav|kræver|først)\b", re.I),
    ),
)  # fmt: skip
_WHOLE = (
    re.compile(r"\b(?:alle|samtlige|enstemmig\w*|enig\w*|hele)\b", re.I),
    re.compile(r"\b(?:kun|alene|udelukkende|blot)\b", re.I),
    re.compile(r"\b(?:flertal\w*)\b", re.I),
    re.compile(r"\b(?:altid|hver gang|permanent\w*)\b", re.I),
    re.compile(r"\b(?:straks|øjeblikkeligt?|omgående|med det samme)\b", re.I),
    re.compile(r"\b(?:halvdel\w*|fordoble\w*|dobbel\w*|tredjedel\w*|fjerdedel\w*)\b", re.I),
)


def clauses(text: str) -> list[str]:
    """A sentence in its clauses, cut at commas and the like and at "men", "mens"."""
    return [piece.strip() for piece in _CLAUSE.split(text) if piece and re.search(r"\w", piece)]


def negative(clause: str) -> bool:
    """Whether a clause says that something is not so; two negations cancel out."""
    text = _VOTES.sub(" ", _NOT_ONLY.sub(" ", _NOT_BEFORE.sub(" ", unfolded(clause))))
    return len(_NEGATION.findall(text)) % 2 == 1


def miscounted(claim: str, source: str) -> bool:
    """Whether a claim that takes over nearly all words of a sentence has more or fewer negations."""
    taken = set(substance(claim))
    for start, end in sentences(source, 0, len(source)):
        sentence = source[start:end]
        words = substance(sentence)
        copied = len(words) > 2 and sum(word in taken for word in words) >= 0.8 * len(words)
        if copied and len(_PLAIN_NEGATION.findall(claim)) != len(_PLAIN_NEGATION.findall(sentence)):
            return True
    return False


def negations(text: str) -> int:
    """How many negations a text holds."""
    return len(_NEGATION.findall(_VOTES.sub(" ", _NOT_ONLY.sub(" ", _NOT_BEFORE.sub(" ", unfolded(text))))))


def unfolded(text: str) -> str:
    """The text with its words in the spelling that the patterns here know."""
    return re.sub(r"[^\W\d_]+", lambda match: unfold(match.group()), text)


def dropped_mark(claim: str, source: str) -> str | None:
    """The name of a mark that the claim's part of the source bears and the claim leaves out, or None."""
    leant_on = leaning(claim, source)
    for name, marks, needed in _MARKS:
        where = source if name == "betingelse" else leant_on
        if marks.search(where) and not needed.search(claim):
            return name
    return None


def leaning(claim: str, source: str) -> str:
    """The clauses of the source that say what the claim says, those that lead into an "at" included."""
    stood = clauses(source)
    terms = [bag(clause) for clause in stood]
    kept: set[int] = set()
    for clause in clauses(claim):
        words = [word for word in substance(clause) if not is_light(word)]
        scores = [sum(met(word, found) for word in words) for found in terms]
        best = max(scores, default=0)
        kept |= {place for place, score in enumerate(scores) if score and score == best}
    kept |= {place - 1 for place in kept if place and re.match(r"(?:at|til at|om)\b", stood[place])}
    return " , ".join(stood[place] for place in sorted(kept))


def turned(claim: frozenset[str], source: frozenset[str]) -> bool:
    """Whether the claim's terms hold the opposite of a word of the source that they lack themselves."""
    for sides in OPPOSITES:
        for side in sides:
            for word in side & claim:
                if (
                    word not in source
                    and not side & source
                    and any(other & source for other in sides if other is not side)
                ):
                    return True
    return False


def overstated(claim: str, source: str) -> bool:
    """Whether the claim says "alle", "kun", "enstemmigt" or the like and the source does not."""
    return any(pattern.search(claim) and not pattern.search(source) for pattern in _WHOLE)


def agrees(claim: str, source: str) -> bool:
    """Whether each clause of the claim is as negative as the clause of the source closest to it."""
    stood = [(bag(clause), negative(clause)) for clause in clauses(source)]
    if negations(claim) and not negations(source):
        return False
    for clause in clauses(claim):
        words = [word for word in substance(clause) if not is_light(word)]
        scores = [
            sum(1 if forms(word) & terms else 0.5 * met(word, terms) for word in words) for terms, _ in stood
        ]
        best = max(scores, default=0.0)
        if negative(clause):
            if not any(
                denied and (score >= min(best, 1.0)) for (_, denied), score in zip(stood, scores, strict=True)
            ):
                return False
        elif best > 0 and all(
            denied for (_, denied), score in zip(stood, scores, strict=True) if score >= best
        ):
            return False
    return True
