"""What logs, calendars of one line and the end of minutes tell, and a decision that changes a proposal."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant import Assistant, Status

MINUTES = {
    "laug": (
        "Tovlauget\nReferat\n\nDato: 12. marts 2024 kl. 15.00 - 17.30\nSted: Tovhuset, lokale 4\n\n"
        "Deltagere\nIda Holm\nBo Lund\nEva Brink – kun pkt. 2\n\n"
        "1. Opfølgning på opgaver\n\nNr. | Opgave | Ansvarlig | Frist\n"
        "A-4 | Tjære købes | Bo Lund | 3. april\n"
        "A-5 | Spil smøres | Ida Holm | 9. maj\n\nBeslutning\nGodkendt. A-5 er forsinket.\n\n"
        "2. Tidsplan for molen\n\nTrin | Plan (vinter) | Nu\nPælene rammes | 2. april | 14. juni\n"
        "Stenene lægges | 5. maj | 20. juli\n\nBeslutning\nTil efterretning.\n\n"
        "3. Overskud fra loppemarkedet\n\nIndstilling\nBestyrelsen indstiller, at\n"
        "- 9.000 kr. af overskuddet overføres til jollen\n\n"
        "Beslutning\nDer overføres 4.000 kr. og ikke 9.000 kr., da resten går til tov.\n\n"
        "4. Vagtskure\n\nLauget har før sagt nej. Bylauget besluttede den 4. januar 2024 med 9 stemmer mod 6,"
        " at skurene skal males. I 4 skure passede malingen ikke med planen.\n\n"
        "Beslutning\nTil efterretning.\n\n"
        "5. Årshjul 2025\n\n- Møder: 4/2, 15/4, 10/6, 16/9 og 2/12, alle tirsdage\n"
        "- Junimødet holdes på kajen\n\n"
        "6. Brandslukker\n\nIndstilling\nBestyrelsen indstiller,\nat brandslukkeren købes.\n\n"
        "Beslutning\nUdsat. Eva Brink ville først se prisen.\n\n"
        "7. Eventuelt\n\nBo Lund takkede for kaffen.\nMødet slut kl. 17.30. Ref.: Rie Stald\n"
    ),
}


@pytest.fixture(scope="module")
def rope(assistant_on: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return assistant_on(MINUTES)


@pytest.mark.parametrize(
    ("question", "held", "not_held"),
    [
        ("Hvem er ansvarlig for A-4, og hvad er fristen?", ["Bo Lund", "3. april"], "9. maj"),
        ("Hvad er fristen for A-5?", ["9. maj", "forsinket"], "3. april"),
        ("Hvornår rammes pælene efter den nye tidsplan?", ["14. juni"], "2. april"),
        ("Hvor meget af overskuddet overføres til jollen?", ["4.000 kr."], "indstiller"),
        ("Med hvilke stemmetal besluttede Bylauget, at skurene skal males?", ["9 stemmer mod 6"], "kaffen"),
        ("Hvilke datoer er der møder i 2025?", ["4/2, 15/4, 10/6"], "kaffen"),
        ("blev brandslukkeren til køb godkendt eller ej", ["Udsat"], "kaffen"),
        ("i hvor mange skure passede malingen ikke med planen", ["4 skure"], "Afbud"),
        ("Hvem deltog kun i punkt 2?", ["Eva Brink"], "Bo Lund"),
        ("Hvem skrev referatet af mødet i Tovlauget den 12. marts 2024?", ["Rie Stald"], "kaffen"),
        ("hvornår startede + sluttede mødet i tovlauget 12 marts 2024", ["15.00 - 17.30"], "kaffen"),
    ],
)
def test_it_is_told(rope: Assistant, question: str, held: list[str], not_held: str) -> None:
    answer = rope.ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    assert all(words in answer.text for words in held), answer.text
    assert not_held not in answer.text


def test_a_number_of_no_row_is_none(rope: Assistant) -> None:
    assert rope.ask("Hvem er ansvarlig for A-9?").metadata.get("engine") != "coded"
