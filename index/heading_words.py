"""The words that head a section of Danish minutes, by the kind of section that each of them opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Label:
    """What a heading line says.

    `minor` words need context. `days` are the dates in the heading, `owner` is it where it names whose
    decision or recommendation follows ("Byrådets beslutning"). `phrase` says that the heading is the
    beginning of what it heads ("Det blev aftalt, at:").
    """

    kind: str
    minor: bool = False
    days: tuple[date, ...] = ()
    owner: str = ""
    phrase: bool = False


_MAJOR = {
    "deltagere": "deltagere|deltager|mødedeltagere|deltagende|til stede|tilstede|tilstedeværende|fremmødte"
    "|gæster|øvrige deltagere|inviterede gæster|desuden deltog|andre deltagere|følgende deltog"
    "|i mødet deltog|medlemmer til stede|deltagerliste|deltagerkreds",
    "resumé": "resume|sagsresume|kort resume|sammenfatning|sammendrag|resume af sagen|indledning og resume"
    "|sagens kerne|sagen i hovedtræk|sagen i korte træk|sagen i korthed|sagen kort fortalt"
    "|sagens hovedindhold",
    "sagsfremstilling": "sagsfremstilling|sagsfremstillinger|fremstilling|sagsbeskrivelse|sagsbehandling"
    "|supplerende sagsfremstilling|supplerende sagsbeskrivelse|ny sagsfremstilling|uddybende sagsfremstilling"
    "|sagens indhold|beskrivelse af sagen|sagsoplysning|sagsoplysninger|sagsredegørelse",
    "økonomi": "økonomiske konsekvenser|økonomi|økonomiske forhold|økonomi og finansiering"
    "|økonomi og personale|økonomiske og personalemæssige konsekvenser|bevillingsmæssige konsekvenser"
    "|økonomisk konsekvens"
    "|økonomiske og bevillingsmæssige konsekvenser|konsekvenser for økonomien|økonomiske bemærkninger",
    "lovgrundlag": "lovgrundlag|retsgrundlag|hjemmel|juridisk grundlag|lov og retsgrundlag|lovhjemmel"
    "|lovgivning|det retlige grundlag|retsgrundlag mv|juridiske forhold",
    "tidsplan": "tidsplan|tidsplan for sagen|tids og procesplan|tidsplan og proces|tidsramme|procesplan",
    "kommunikation": "kommunikation|information|kommunikation og information|kommunikationsplan",
    "konsekvenser": "øvrige konsekvenser|konsekvenser|andre konsekvenser|personalemæssige konsekvenser"
    "|miljømæssige konsekvenser|miljøkonsekvenser|sundhedsmæssige konsekvenser|klimakonsekvenser"
    "|konsekvenser for miljøet|organisatoriske konsekvenser|klima og miljømæssige konsekvenser"
    "|konsekvenser for klima og miljø|bæredygtighed|tværgående konsekvenser",
    "høring": "høring|dialog høring|dialog og høring|høring og dialog"
    "|høringer|høring og inddragelse|høringssvar|udtalelser|inddragelse|borgerinddragelse"
    "|inddragelse og høring|høring og borgerinddragelse",
    "indstilling": "indstilling|indstillinger|indstilling og proces|forslag til beslutning"
    "|beslutningsforslag|indstilling til beslutning|indstilling og anbefaling"
    "|indstilling til udvalget|indstilling til mødet"
    "|forslag til afgørelse|forslag til vedtagelse|forslag til konklusion",
    "beslutning": "beslutning|beslutninger|vedtagelse|vedtagelser|beslutningsreferat|beslutning og referat"
    "|konklusion og beslutning|drøftelse og beslutning|beslutninger og aftaler|beslutning fra mødet"
    "|mødets beslutning|beslutning truffet|beslutning og opfølgning|referat og beslutning|afgørelse"
    "|endelig beslutning|beslutninger truffet på mødet|indstilling og beslutning|forslag og beslutning"
    "|indstillinger og beslutninger|anbefaling og beslutning",
    "stamdata": "journalnummer|journalnr|sagsnummer|sagsnr|punkttype|sagstype",
    "tekst": "direktørpåtegning|påtegning|kommentarer|kommentarer fra mødet|kommentarer og spørgsmål"
    "|spørgsmål og kommentarer|spørgsmål og svar|fra snakken|snakken|snak|bemærkninger fra mødet"
    "|bemærkninger på mødet",
    "tidligere beslutninger": "tidligere beslutninger|tidligere beslutning|sagens forløb|historik"
    "|sagsforløb|tidligere behandling|tidligere behandlinger|beslutningshistorik|behandlingsforløb"
    "|sagens tidligere forløb|sagens tidligere behandling|beslutningshistorie|tidligere politisk behandling",
    "sagsgang": "sagsprocedure|sagsgang|beslutningskompetence|kompetence|behandlingsplan|politisk behandling"
    "|sagen afgøres i|den politiske behandling|videre behandling|procedure|politisk proces",
    "fraværende": "fraværende|afbud|fravær|afbud fra|meldt afbud|fraværende medlemmer|ikke til stede"
    "|ikke deltagende|ikke mødt|deltog ikke|forhindret"
    "|ikke tilstede|afbud og fravær|afbud og fraværende|fraværende med afbud|der var afbud fra"
    "|fraværende uden afbud|afbud meldt",
    "bilag": "bilag|bilagsliste|bilagsfortegnelse|bilagsoversigt|bilag til sagen|bilag til punktet"
    "|vedlagte bilag|vedhæftede filer|vedhæftninger|vedhæftet|bilag til dagsordenen|offentlige bilag"
    "|bilag til mødet|bilag til referatet|mødets bilag"
    "|bilag åbne|åbne bilag|lukkede bilag|bilag uden offentlighed|bilag på sagen",
}
_MINOR = {
    "resumé": "kort fortalt|introduktion|indledning|motivering|sagen kort|kort om sagen"
    "|hvorfor sagen fremlægges|beslutningstema|tema|anledning|formål med punktet",
    "sagsfremstilling": "baggrund|sagens baggrund|baggrund for sagen|indhold|punktets indhold|præsentation"
    "|oplæg|beskrivelse|redegørelse|sag|sagen|øvrige forhold|vurdering"
    "|administrationens vurdering|forvaltningens vurdering|administrationens bemærkninger"
    "|forvaltningens bemærkninger|supplerende oplysninger|supplerende bemærkninger|bemærkninger|formål"
    "|uddybning|sagen uddybet|uddybende beskrivelse|nærmere om sagen|mere om sagen|derfor er sagen på"
    "|derfor er punktet på|det handler sagen om|hvad handler sagen om|hvorfor er sagen på",
    "økonomi": "finansiering|økonomisk overblik",
    "tidsplan": "videre proces|den videre proces|proces|det videre forløb|videre forløb|næste skridt",
    "indstilling": "anbefaling|forslag|administrationen foreslår|forvaltningen foreslår"
    "|sekretariatet foreslår|administrationen indstiller|forvaltningen indstiller|sekretariatet indstiller"
    "|direktionen indstiller|det indstilles|det anbefales|administrationens anbefaling"
    "|forvaltningens anbefaling|indstillet|anbefalinger|foreslået|anbefalet|det blev indstillet"
    "|administrationen anbefaler|forvaltningen anbefaler|sekretariatet anbefaler|formandskabet foreslår"
    "|formandskabet indstiller|formandskabet anbefaler|direktionen foreslår|direktionen anbefaler",
    "beslutning": "konklusion|referat|konklusioner|opsummering|mødets konklusion|udvalgets drøftelse"
    "|referat af punktet|referat af mødet|beslutninger og konklusioner|konklusion og aftaler|aftaler"
    "|opsamling|drøftelse|drøftelser|opfølgning|aftalt|det blev aftalt|det blev besluttet|besluttet"
    "|referat fra mødet|referat af drøftelsen|konklusion og opfølgning|aftaler og opfølgning"
    "|aftaler og ansvarlige|aftale|vi aftalte|vedtaget|diskussion|debat|konklusion og næste skridt"
    "|behandling|behandling på mødet|drøftelse på mødet|drøftelsen|drøftelsen på mødet"
    "|fra drøftelsen|debatten"
    "|det aftalte vi|det besluttede vi|det blev vi enige om|vi blev enige om|det endte vi med|vi besluttede"
    "|hvad aftalte vi|hvad blev aftalt|hvad besluttede vi|hvad blev besluttet|aftalt på mødet"
    "|besluttet på mødet|udfald",
    "høring": "partshøring|naboorientering",
    "bilag": "vedlagt|links|baggrundsmateriale|materiale|filer|dokumenter|filer til mødet|tilhørende filer",
}
VOCABULARY: dict[str, Label] = {
    word: Label(kind, minor)
    for words_by_kind, minor in ((_MAJOR, False), (_MINOR, True))
    for kind, words in words_by_kind.items()
    for word in words.split("|")
}
# "O:", "D:", "B:" on lines of their own: the account, what was said, what was decided.
LETTERS: dict[str, Label] = {
    "O:": Label("sagsfremstilling"),
    "D:": Label("tekst"),
    "B:": Label("beslutning"),
}
