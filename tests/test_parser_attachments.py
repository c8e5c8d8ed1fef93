"""Attachments in the forms that lists of documents take, and the numbers of cases and documents."""

from __future__ import annotations

import pytest
from parser_checks import HEADER, read_items, read_whole


def attachments(body: str) -> list[tuple[str, str | None]]:
    item = read_items(f"2. Bådehuset\n{body}\n\n3. Eventuelt\nIntet.").items[1]
    return [(entry.title, entry.doc_id) for entry in item.attachments]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Beslutning\nGodkendt.\n\nBilag: 2.1 Tegning. 2.2 Budget. 2.3 Svar fra roklubben i\nAaby.",
            [("2.1 Tegning", None), ("2.2 Budget", None), ("2.3 Svar fra roklubben i Aaby", None)],
        ),
        (
            "Beslutning\nGodkendt.\nBilag\n512-2025-4410 Notat om molen\n512-2025-4411 Høringssvar",
            [("Notat om molen", "512-2025-4410"), ("Høringssvar", "512-2025-4411")],
        ),
        (
            "v/ Anne Lund\nBilag 2.1: Udkast til plan\nBilag 2.2: Notat\nBaggrund:\nMolen er gammel.\n"
            "Beslutning\nGodkendt.",
            [("Bilag 2.1: Udkast til plan", None), ("Bilag 2.2: Notat", None)],
        ),
        ("Bilag 2.1: Planen blev gennemgået af havnechefen.\nBeslutning\nGodkendt.", []),
    ],
)
def test_lists_of_documents(body: str, expected: list[tuple[str, str | None]]) -> None:
    assert attachments(body) == expected


def test_a_list_in_the_head_is_given_to_the_items_that_name_its_numbers() -> None:
    text = HEADER + (
        "Bilagsoversigt:\nBilag 1\tTegning\nBilag 2\tBudget\nBilag 2a\tSvar fra klubben\n\n"
        "1. Molen\nBilag 1\n\nMolen er gammel.\nBeslutning\nGodkendt.\n\n"
        "2. Kranen\nBilag 2 og 2a\n\nKranen er ny.\nBeslutning\nGodkendt.\n\n3. Eventuelt\nIntet.\n"
    )
    given = [[entry.title for entry in item.attachments] for item in read_whole(text).items]
    assert given == [["Bilag 1 Tegning"], ["Bilag 2 Budget", "Bilag 2a Svar fra klubben"], []]


@pytest.mark.parametrize(
    "data",
    [
        "Sagsnr.: 512-2025-118          Dok.nr.: 512-2025-772          Åbent",
        "Sag 512-2025-118\nDok. 512-2025-772\nInitialer: ABC\nÅbent",
    ],
)
def test_numbers_of_case_and_document(data: str) -> None:
    item = read_items(f"2. Bådehuset\n\n{data}\nBeslutning\nGodkendt.\n\n3. Eventuelt\nIntet.").items[1]
    assert (item.case_id, item.doc_id) == ("512-2025-118", "512-2025-772")
