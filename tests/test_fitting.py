"""What tells that a passage holds the kind of thing that is asked for."""

import pytest

from assistant.expected import fits
from assistant.figures import figures
from assistant.question import Kind
from assistant.who import firms, municipalities, people, perhaps_people


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Støtte gives efter §§ 95 og 96 i serviceloven.", []),
        ("Se bilag 2 og 3 til punkt 8.", []),
        ("Ejeren af Birkelunden 36, 2345 Nordby, har klaget.", []),
        ("Sagen om Møllevej 12A blev udsat i 2024.", []),
        ("Elever i 8. klasse får 25 timer om ugen.", ["25"]),
        ("Politikken for 2023-2026 har tre dele.", []),
        ("Der er 16 børn på hold 4.", ["16"]),
        ("Prisen er 1,2 mio. kr. for 400.000 m³ jord.", ["1200000", "400000"]),
        ("Mødet den 3. maj 2024 kl. 14.30 havde 12 deltagere.", ["12"]),
        ("I Nordby stemte 20 % for.", ["20"]),
    ],
)
def test_numbers_that_count_are_told_from_those_that_name(text: str, numbers: list[str]) -> None:
    assert [str(int(figure.value)) for figure in figures(text)] == numbers


def test_people_are_told_from_places_and_organisations() -> None:
    text = "Borgmester Anna Holm bød velkommen på Nordby Sygehus; Mehmet Yildiz-Dahl (Ø) stemte imod."
    assert people(text) == ("Anna Holm", "Mehmet Yildiz-Dahl")
    assert people("Mødet holdes på Martin Hansens Vej 6 i Nordby Kommune.") == ()
    assert perhaps_people("Punktet blev indledt af Ziggy Overgård fra klyngen.") == ("Ziggy Overgård",)
    assert perhaps_people("Det Nye hus åbner i maj.") == ()


def test_firms_and_municipalities_are_found() -> None:
    assert firms("Opgaven blev vundet af Bølge & Krog og Nordby Forsyning A/S.") == (
        "Bølge & Krog",
        "Nordby Forsyning A/S",
    )
    assert firms("Sagen har været i høring på Hundekrogen 4.") == ()
    assert municipalities("Aarhus, Ringkøbing-Skjern og Nordby deltager.") == ("Aarhus", "Ringkøbing-Skjern")


@pytest.mark.parametrize(
    ("kind", "question", "fitting", "other"),
    [
        (
            Kind.PERSON,
            "Hvad hedder ejeren af Møllevej 12?",
            "Ejeren, Hanne Krogh, har søgt.",
            "Ejeren af Møllevej 12 har søgt Teknisk Forvaltning.",
        ),
        (
            Kind.PERSON,
            "Hvilken leverandør skal opstille tanken?",
            "Tanken opstilles af Gasværk Nord A/S.",
            "Tanken opstilles på Møllevej 16.",
        ),
        (
            Kind.PERSON,
            "Hvilken kommune står for forsøget?",
            "Forsøget ledes af Viborg.",
            "Forsøget begynder i maj.",
        ),
        (
            Kind.COUNT,
            "Hvor mange heste skal gå på ridebanen?",
            "Der må gå 14 heste på banen.",
            "Ridebanen kræver tilladelse efter § 35, stk. 1, og koster 2 mio. kr.",
        ),
        (
            Kind.COUNT,
            "Hvor ofte mødes styregruppen?",
            "Styregruppen mødes to gange om året.",
            "Styregruppen har 8 medlemmer.",
        ),
        (
            Kind.AMOUNT,
            "Hvad koster broen?",
            "Broen koster 4,5 mio. kr.",
            "Broen fra 1974 er på 40 meter.",
        ),
        (
            Kind.ATTENDANCE,
            "Hvor mange deltog i borgermødet?",
            "Der kom 60 borgere.",
            "Borgermødet blev holdt i borgerhuset.",
        ),
        (
            Kind.FACT,
            "Hvad er mailadressen på sekretariatet?",
            "Skriv til klyngen@nordby.example.",
            "Sekretariatet sender dagsordenen ud.",
        ),
        (
            Kind.REASON,
            "Hvorfor blev mødet aflyst?",
            "Mødet aflyses, da der er for få sager.",
            "Mødet aflyses.",
        ),
    ],
)
def test_what_holds_the_thing_asked_for_fits_and_what_does_not_fits_less(
    kind: Kind, question: str, fitting: str, other: str
) -> None:
    assert fits(kind, fitting, question) >= 0.6
    assert fits(kind, other, question) <= 0.4
