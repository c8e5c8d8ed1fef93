"""The words of a question that are about meetings in general, and those that are its own."""

from __future__ import annotations

import re

from assistant.enquiry import Enquiry
from index.danish import content_words, stem
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
_KIND = re.compile(r"(?:forum|udvalg|råd|nævn|klyng|styrelse|direktion|niveau|bestyrelse|komite|kommission)")
GENERAL = frozenset(
    stem(word)
    for word in """møde mødet møder mødes mødtes holdt afholdt afholdes holde holdes begyndte begynder begynde starte starter
    startede slut sluttede slutter slutte pkt samles samledes fagfolk fagfolkene politiker politikere politikerne
    folkevalgte direktørerne lokalpolitikere borgmestre bygning bygningen adresse adressen rum rummet sal salen by
    tid tiden ugedag klokkeslæt tidspunkt tidspunktet traf truffet ældst ældste tidligst første slags nogen
    mødetid mødetidspunkt mødetidspunktet mødested mødestedet mødelokale mødedato mødedag talsmand talsfolk talspersoner
    ende endte varede vare sted hvornår klokken dag dato deltage deltog deltager deltagere deltagelse mødte stede
    tilstede afbud fravær fraværende ordstyrer mødeleder mødeledelse dirigent leder ledede styrede styre ordet
    referat referater referatet referaterne bilag bilaget bilagene vedlagt vedhæftet vedhæfte vedlagte dokument
    dokumenter fil filer punkt punktet punkter punkterne dagsorden dagsordenen dagsordenspunkt sag sagen sager udvalg
    udvalget klynge klyngen forum kl tidspunkt lokale melde meldte meldt udeblev udeblevet person personer folk medlem
    medlemmer medlemmerne liste listen navn navne navnet deltagerliste antal stod står stå begge beslutning
    beslutninger besluttet besluttede beslutte truffet træffe afgørelse afgørelser vedtaget vedtog vedtage godkendt
    godkendte godkende behandlet behandlede behandle behandling drøftet drøftede drøfte drøftelse orienteret
    orientere orientering taget tage tog emne emner hed hedder handle handlede handler vises se nævnt nævnes nævne
    fortæl give giv oversigt fremgår seneste senest sidste nyeste nylig første gang gange periode perioden perioder
    året år måned kommune kommunen region regionen repræsenteret repræsenterede repræsentant repræsentanter
    dukkede faglig fagligt strategisk politisk niveau direktørforum chefforum formandskab
    organisation organisationer kommuner sad sidde sat bord bordet program programmet
    mandag tirsdag onsdag torsdag fredag lørdag søndag forår foråret sommer sommeren efterår efteråret vinter vinteren
    mange alle hver hvert alt nogen noget intet ingen venligst gerne egentlig faktisk overhovedet ske sket skete sker
    høre hører hørte ligge ligger lå finde findes fandtes vide ved vise viser stå hænde foregå foregik være udsat
    udskudt afvist afviste sendt tilbage efterretning halvår kvartal januar februar marts april maj juni juli august september oktober november december""".split()
)


def another_gathering(text: str) -> bool:
    """Whether a question (as `normal` gives it) is about a gathering other than the minutes' own meeting."""
    return bool(_ANOTHER.search(text))


def bodies(enquiry: Enquiry) -> frozenset[str]:
    """The bodies that a question names. A place alone ("Midt") names one only where the question has no
    other words of its own; with the kind of body ("klynge Midt", "direktørforum") it always does."""
    asked = set(body_words(enquiry.question.text))
    hinted = {body: asked & set(body_words(body)) for body, _ in enquiry.ranking.hints.bodies}
    sure = frozenset(body for body, words in hinted.items() if any(_KIND.search(word) for word in words))
    if sure:
        return sure
    return frozenset(hinted) if not _own(enquiry, frozenset(hinted)) else frozenset()


def own_words(enquiry: Enquiry) -> list[str]:
    """The content words of a question that neither name a meeting nor ask about meetings in general."""
    return _own(enquiry, bodies(enquiry))


def _own(enquiry: Enquiry, named: frozenset[str]) -> list[str]:
    known = set(GENERAL)
    for body in named:
        known |= set(body_words(body))
    for name in {key.organisation for key in enquiry.meetings.values()}:
        known |= set(body_words(name))
    return [
        word
        for word in content_words(enquiry.question.text)
        if word[0].isalpha() and stem(word) not in known and not _within(word, known)
    ]


def _within(word: str, known: set[str]) -> bool:
    parts = body_words(word)
    return bool(parts) and set(parts) <= known
