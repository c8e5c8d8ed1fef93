"""Minutes that do not number their items plainly: titles alone, Roman numbers, table rows, no headings."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parser_checks import check_meeting, document

from index.parser import parse
from index.types import Meeting

HEADER = """Referat fra møde i Handicaprådet
Dato: 6. maj 2024 kl. 9.00 – 11.00
Sted: Rådhuset, lokale 3
Deltagere:
Lone Krag, Ældre Sagen (formand)
Bent Aaby, Region Midtland
Afbud: Ole Bach

"""
OPENING, LIFT = "Dagsordenen blev godkendt.", "Elevatoren har været ude af drift i 3 uger."
TITLES = ["Godkendelse af dagsorden", "Elevatoren på stationen", "Eventuelt"]
BODIES = [OPENING, LIFT, "Ingen bemærkninger."]


def _set(form: str, *, gap: str = "\n", numbers: tuple[str, ...] = ("1", "2", "3")) -> str:
    parts = [
        form.format(n=n, title=title) + gap + body + "\n"
        for n, title, body in zip(numbers, TITLES, BODIES, strict=True)
    ]
    return HEADER + "\n".join(parts)


def _table(row: str, head: str = "") -> str:
    return (
        HEADER
        + head
        + "".join(
            row.format(n=n, title=title, body=body) + "\n"
            for n, (title, body) in enumerate(zip(TITLES, BODIES, strict=True), 1)
        )
    )


LAYOUTS = {
    "titles": (_set("{title}"), False),
    "titles apart": (_set("{title}", gap="\n\n"), False),
    "colon": (_set("{title}:"), False),
    "markdown": (_set("## {title}", gap="\n\n"), False),
    "bold": (_set("**{title}**"), False),
    "agenda before": (
        HEADER + "Dagsorden:\n" + "\n".join(TITLES) + "\n\n" + _set("{title}")[len(HEADER) :],
        False,
    ),
    "sections": (_set("{title}", gap="\n\nBeslutning\n"), False),
    "windows line": (_set("{title}").replace("Dato: 6.", "Dato:\u00a06."), False),
    "letters": (_set("{n}. {title}", numbers=("A", "B", "C")), False),
    "Roman": (_set("{n}. {title}", numbers=("I", "II", "III")), True),
    "parenthesis": (_set("{n}) {title}"), True),
    "space before dot": (_set("{n} . {title}"), True),
    "agenda's item": (_set("Dagsordenens punkt {n}: {title}"), True),
    "ad": (_set("Ad {n}) {title}"), True),
    "tabs": (_table("{n}\t{title}\t{body}\tLone", "Nr.\tEmne\tReferat\tAnsvarlig\n"), True),
    "bars": (
        _table("| {n} | {title} | {body} | Lone |", "| Nr. | Emne | Referat | Hvem |\n|---|---|---|---|\n"),
        True,
    ),
}


def _titles(meeting: Meeting) -> list[str]:
    return [item.title for item in meeting.items]


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_gives_the_same_items_and_header(name: str) -> None:
    text, numbered = LAYOUTS[name]
    meeting = parse(document(text))
    check_meeting(meeting, text)
    assert _titles(meeting) == TITLES
    assert [item.number for item in meeting.items] == ([1, 2, 3] if numbered else [None] * 3)
    for item, body in zip(meeting.items, BODIES, strict=True):
        assert body in "".join(text[s.body : s.end] for s in item.sections)
    assert (meeting.body, meeting.start_time, meeting.end_time) == ("Handicaprådet", "09:00", "11:00")
    assert meeting.place == "Rådhuset, lokale 3"
    assert [(p.name, p.status) for p in meeting.attendance] == [
        ("Lone Krag", "deltager"),
        ("Bent Aaby", "deltager"),
        ("Ole Bach", "afbud"),
    ]


def test_minutes_without_headings_are_one_item() -> None:
    told = "Gruppen gennemgik de tre indkøb. Det blev besluttet at udskyde opstarten til 1. maj.\n"
    text = "Notat fra møde i Styregruppen\nDen 12. marts 2024 kl. 10-11 på rådhuset\n\n" + told
    meeting = parse(document(text))
    check_meeting(meeting, text)
    assert [(item.number, text[item.start : item.end]) for item in meeting.items] == [(None, told)]


def test_parts_of_an_item_keep_their_letter_apart_and_a_list_is_no_heading() -> None:
    text = HEADER + (
        "1. Velkomst\nFormanden bød velkommen.\n\n2a. Handleplan\nDen følges:\n1. Træning\n2. Kost\n\n"
        "2b. Klyngemidler\nDer er 1,8 mio. kr.\n\n3. Eventuelt\nIntet.\n"
    )
    meeting = parse(document(text))
    check_meeting(meeting, text)
    assert [(i.number, i.title) for i in meeting.items] == [
        (1, "Velkomst"),
        (2, "Handleplan"),
        (2, "Klyngemidler"),
        (3, "Eventuelt"),
    ]


def test_a_closed_item_without_colon_is_closed() -> None:
    text = HEADER + (
        "1. Åbent Lægedækning\nBrevid: 11\nBeslutning\nTaget til efterretning.\n\n"
        "2. Lukket Ansættelse\nBrevid: 12\nBeslutning\nGodkendt.\n"
    )
    meeting = parse(document(text))
    assert [(item.title, item.closed) for item in meeting.items] == [
        ("Lægedækning", False),
        ("Ansættelse", True),
    ]


words = st.sampled_from(["Budget", "Træning", "Nye boliger", "Vinterdrift", "Flere hænder", "Cykelstier"])


@settings(max_examples=60, deadline=None)
@given(
    titles=st.lists(words, min_size=2, max_size=6, unique=True),
    form=st.sampled_from(
        ["{t}", "{t}:", "**{t}**", "## {t}", "{n}. {t}", "{n}) {t}", "Pkt. {n}: {t}", "Ad {n}. {t}"]
    ),
    label=st.sampled_from(["", "Beslutning:\n", "Konklusion: ", "Sagsfremstilling\n", "**Beslutning:** "]),
    gap=st.sampled_from(["\n", "\n\n"]),
)
def test_generated_agendas_keep_titles_and_all_text(
    titles: list[str], form: str, label: str, gap: str
) -> None:
    told = [f"Udvalget hørte om sag {n} og var enigt i planen." for n in range(len(titles))]
    text = HEADER + "\n".join(
        f"{form.format(n=n + 1, t=title)}{gap}{label}{told[n]}\n" for n, title in enumerate(titles)
    )
    meeting = parse(document(text))
    check_meeting(meeting, text)
    assert _titles(meeting) == titles
    for item, said in zip(meeting.items, told, strict=True):
        assert said in text[item.start : item.end]
    assert all(one.end == other.start for one, other in pairwise(meeting.items))
