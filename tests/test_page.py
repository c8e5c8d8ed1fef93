"""The page without a browser: safe HTML, conversations, sources, registers, exports."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from conftest import CORPUS
from docx import Document as Word
from hypothesis import given
from hypothesis import strategies as st
from page_parts import EVIL, FORBIDDEN, QUESTION, evil_meeting, evil_talk

import app
from assistant import Assistant, Status
from assistant.outcome import Outcome
from assistant.page import decisions, export, feedback, meetings, sources, strings
from assistant.page.answers import body_html, spoken, turns_html
from assistant.page.chat import Chat, examples
from assistant.page.library import DecisionRow, Library, meeting_row, read_period
from assistant.page.marked import Mark, item_body
from assistant.page.security import Meter
from assistant.page.talk import Talk, from_json, to_json
from index.errors import MinutesError
from index.parser import parse
from index.readers import read

TODAY = date(2025, 3, 1)


def chat_of(assistant: Assistant, folder: Path, rate: float = 1000) -> Chat:
    return Chat(assistant, Meter(rate), folder)


def asked(assistant: Assistant, folder: Path, question: str) -> Talk:
    *_, talk = chat_of(assistant, folder).ask(Talk(), question, "a")
    return talk


# --- safe HTML -------------------------------------------------------------------------------------


def evil_htmls() -> dict[str, str]:
    meeting = evil_meeting()
    item = meeting.items[0]
    row = meeting_row(meeting)
    limit = decisions.DecisionFilter(text="vise")
    return {
        "item": item_body(meeting, item, [Mark(EVIL.index("<svg"), EVIL.index("<svg") + 9, 1, True)]),
        "header": item_body(meeting, None),
        "turns": turns_html(evil_talk(), 0, 2, TODAY),
        "meeting": meetings.meeting_html(meeting, TODAY),
        "item view": meetings.item_html(meeting, item, TODAY),
        "list": meetings.list_html([row], meetings.MeetingFilter(text="klik"), {row.id: {0}}, 0, TODAY),
        "table": decisions.table_html(row.decisions, limit, 0),
        "timeline": decisions.timeline_html(row.decisions, "<svg onload=alert(3)>"),
    }


@pytest.mark.parametrize("name", sorted(evil_htmls()))
def test_words_of_the_minutes_are_never_markup(name: str) -> None:
    html = evil_htmls()[name]
    assert "alert" in html or name == "header"
    for tag in FORBIDDEN:
        assert tag not in html
    assert re.search(r'(?:href|src)="?\s*(?:javascript|data):', html) is None
    # What is between tags says what the minutes say: nothing was thrown away to be safe.
    shown = unescape(re.sub(r"<[^>]*>", " ", re.sub(r"</?mark[^>]*>", "", html)))
    assert name != "item" or "<svg onload=alert(3)>" in " ".join(shown.split())


@given(st.text(alphabet="<>&\"'`={}$[]() abcæ/:;!-", max_size=60))
def test_any_question_stays_text(question: str) -> None:
    html = turns_html(Talk().asked(question), 0, 1, TODAY)
    allowed = {"div", "h2", "p", "button", "span"}
    assert set(re.findall(r"</?([a-z0-9]+)", html)) <= allowed
    assert unescape(re.search(r"</h2><p>(.*?)</p>", html, re.DOTALL)[1]) == question  # type: ignore[index]


def test_a_number_without_a_citation_is_no_button() -> None:
    html = turns_html(evil_talk(), 0, 1, TODAY)
    assert html.count('class="ref-cite"') == 2
    assert "[7]" in html
    assert body_html("Se [1]", 0, {}) == '<div class="ref-text"><p>Se [1]</p></div>'


def test_closed_items_show_no_text() -> None:
    meeting = parse(read(CORPUS / "lindoe-sundheds-og-omsorgsudvalget-2024-08-20.txt"))
    closed = next(item for item in meeting.items if item.closed)
    shown = item_body(meeting, closed) + meetings.item_html(meeting, closed, TODAY)
    assert "95.000" not in shown + meetings.meeting_html(meeting, TODAY)
    assert "lukket" in shown
    assert all(row.ordinal != closed.ordinal for row in meeting_row(meeting).decisions)


def test_tables_stay_tables() -> None:
    found = 0
    for path in sorted(CORPUS.iterdir()):
        meeting = parse(read(path))
        for item in meeting.items:
            if item.tables and not item.closed:
                html = item_body(meeting, item)
                assert html.count("<table>") == len(item.tables)
                found += 1
    assert found


# --- answers and sources ---------------------------------------------------------------------------


def test_an_answer_shows_status_age_and_citation_buttons(shipped: Assistant, tmp_path: Path) -> None:
    talk = asked(shipped, tmp_path, "Hvem er projektleder for opfølgende hjemmebesøg?")
    html = turns_html(talk, 0, 1, TODAY)
    assert "Besvaret" in html
    assert "12 måneder gammelt" in html
    assert 'data-act="source" data-turn="0" data-number="1"' in html
    assert spoken(talk.turns[0].answer).startswith("Besvaret. ")  # type: ignore[arg-type]


def test_every_mark_is_the_quote(shipped: Assistant, tmp_path: Path) -> None:
    talk = asked(shipped, tmp_path, "Hvor mange borgere bruger varmtvandsbassinet om ugen?")
    answer = talk.turns[0].answer
    assert answer
    for citation in answer.citations:
        html = sources.panel(shipped, answer.citations, citation.number, 0, TODAY)
        marked = re.findall(r'<mark class="ref-active"[^>]*>([^<]*)<', html)
        assert " ".join(unescape("".join(marked)).split()) == " ".join(citation.quote.split())


def test_a_link_opens_the_same_place_later(shipped: Assistant, tmp_path: Path) -> None:
    talk = asked(shipped, tmp_path, "Hvem er projektleder for opfølgende hjemmebesøg?")
    citation = talk.turns[0].answer.citations[0]  # type: ignore[union-attr]
    place = sources.place_of(citation)
    assert sources.read_place(str(place)) == place
    html = sources.linked_panel(shipped, str(place), TODAY)
    assert citation.quote in unescape(" ".join(re.findall(r"<mark[^>]*>([^<]*)<", html)))
    assert sources.CHANGED not in html


def test_a_link_finds_words_that_have_moved_and_marks_none_that_are_gone(shipped: Assistant) -> None:
    answer = shipped.ask("Hvem er projektleder for opfølgende hjemmebesøg?")
    cited = answer.citations[0]
    meeting, item = shipped.item(cited.meeting_id, cited.ordinal)
    assert item
    moved = replace(
        sources.place_of(cited), start=item.start + 1, end=item.start + 1 + cited.end - cited.start
    )
    assert sources.found_again(meeting, item, moved) == sources.place_of(cited)
    assert sources.CHANGED in sources.linked_panel(shipped, str(moved), TODAY)
    gone = sources.linked_panel(shipped, str(replace(moved, check="00000000")), TODAY)
    assert sources.LOST in gone
    assert "<mark" not in gone


@pytest.mark.parametrize(
    "link", ["", "x", "a:b:c:d:e", "intet:0:1:2:abcd1234", "x:0:-1:2:ab", f"{'x' * 900}:0:1:2:a"]
)
def test_a_link_to_nothing_says_so(shipped: Assistant, link: str) -> None:
    assert sources.GONE in sources.linked_panel(shipped, link, TODAY)


def test_a_link_opens_no_closed_item(shipped: Assistant) -> None:
    for meeting in shipped.meetings():
        for item in meeting.items:
            if item.closed:
                html = sources.linked_panel(
                    shipped, f"{meeting.id}:{item.ordinal}:{item.start}:{item.end}:", TODAY
                )
                assert sources.GONE in html


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2025, 2, 28), "1 dag gammelt"),
        (date(2025, 3, 1), "fra i dag"),
        (date(2024, 10, 1), "5 måneder gammelt"),
        (date(2022, 1, 1), "3 år gammelt"),
        (date(2025, 4, 1), "fremtidigt møde"),
    ],
)
def test_age(day: date, words: str) -> None:
    assert sources.age(day, TODAY) == words


# --- asking ----------------------------------------------------------------------------------------


def test_a_question_goes_through_its_states(shipped: Assistant, tmp_path: Path) -> None:
    steps = list(
        chat_of(shipped, tmp_path).ask(Talk(), " Hvem er projektleder for opfølgende hjemmebesøg? ", "a")
    )
    assert steps[0].turns[0].state == "open"
    assert steps[0].turns[0].answer is None
    assert steps[-1].turns[0].state == "done"
    assert not list(chat_of(shipped, tmp_path).ask(Talk(), "  ", "a"))


def test_what_was_stopped_or_overtaken_shows_nothing_more(shipped: Assistant, tmp_path: Path) -> None:
    chat = chat_of(shipped, tmp_path)
    running = chat.ask(Talk(), "klyngemidler", "a")
    opened = next(running)
    assert list(chat.ask(opened, "klyngemidler", "a")) == []
    assert chat.stop(opened).turns[0].state == "stopped"
    assert list(running) == []
    *_, again = chat.ask(chat.stop(opened).upto(0), "klyngemidler", "a")
    assert again.turns[0].state == "done"
    assert chat.stop(again) == again


def test_errors_become_one_danish_sentence(shipped: Assistant, tmp_path: Path) -> None:
    *_, talk = chat_of(shipped, tmp_path).ask(Talk(), "klyngemidler", "a", since="i går")
    assert talk.turns[0].state == "failed"
    assert "er ikke en dato" in turns_html(talk, 0, 1, TODAY)


def test_asking_too_often_is_told(shipped: Assistant, tmp_path: Path) -> None:
    chat = chat_of(shipped, tmp_path, rate=1)
    *_, first = chat.ask(Talk(), "klyngemidler", "a")
    *_, second = chat.ask(first, "klyngemidler", "a")
    *_, other = chat.ask(Talk(), "klyngemidler", "b")
    assert [first.turns[0].state, second.turns[1].state, other.turns[0].state] == ["done", "failed", "done"]
    assert "Vent" in second.turns[1].error


def test_examples_come_from_the_minutes_and_are_answered(shipped: Assistant) -> None:
    questions = examples(shipped)
    assert 2 <= len(questions) <= 4
    for question in questions:
        assert shipped.ask(question).status is Status.ANSWERED, question


@pytest.mark.parametrize(
    ("since", "until", "period"),
    [
        ("", "", (None, None)),
        ("2024", "", (date(2024, 1, 1), None)),
        ("oktober 2024", "maj 2025", (date(2024, 10, 1), date(2025, 5, 31))),
        ("24-10-2024", "2024-10-24", (date(2024, 10, 24), date(2024, 10, 24))),
    ],
)
def test_periods_are_read_as_people_type_them(since: str, until: str, period: tuple[date, date]) -> None:
    assert read_period(since, until) == period


def test_a_period_that_is_none() -> None:
    with pytest.raises(MinutesError, match="ikke en dato"):
        read_period("i går", "")
    with pytest.raises(MinutesError, match="slutter"):
        read_period("2025", "2024")


# --- conversations ---------------------------------------------------------------------------------


def test_a_conversation_survives_the_browser(shipped: Assistant, tmp_path: Path) -> None:
    talk = asked(shipped, tmp_path, "Hvor mange borgere bruger varmtvandsbassinet om ugen?")
    again = from_json(to_json(talk))
    assert again
    assert again.id == talk.id
    assert again.turns[0].answer
    assert again.turns[0].answer.citations == talk.turns[0].answer.citations  # type: ignore[union-attr]
    assert to_json(again) == to_json(talk)


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.pop("turns"),
        lambda d: d.update(began="i går"),
        lambda d: d.update(id=7),
        lambda d: d["turns"][0].update(question=["x"]),
        lambda d: d["turns"][0].update(state="open"),
        lambda d: d["turns"][0]["answer"].update(status="sandt"),
        lambda d: d["turns"][0]["answer"]["citations"][0].update(start=-1),
        lambda d: d["turns"][0]["answer"]["citations"][0].update(number=True),
        lambda d: d["turns"][0]["answer"]["citations"][0].pop("quote"),
    ],
)
def test_what_is_no_conversation_is_refused(change: object) -> None:
    data = json.loads(to_json(evil_talk()))
    change(data)  # type: ignore[operator]
    assert from_json(json.dumps(data)) is None


@pytest.mark.parametrize("text", [None, "", "{", "[]", "null", "7", '{"turns": 3}', "x" * 500_000])
def test_rubbish_is_no_conversation(text: str | None) -> None:
    assert from_json(text) is None


# --- exports ---------------------------------------------------------------------------------------


def test_markdown_holds_the_citations_and_no_live_markup() -> None:
    text = export.as_markdown(evil_talk(), TODAY)
    assert r"\<svg onload=alert(3)\>" in text
    assert "[1]" in text
    assert not re.search(r"(?<!\\)[<\[](?!\d+\])", text)
    assert "side 2" in text


def test_docx_holds_the_citations() -> None:
    data = export.as_docx(evil_talk(), TODAY)
    text = "\n".join(p.text for p in Word(io.BytesIO(data)).paragraphs)
    assert QUESTION in text
    assert "»<svg onload=alert(3)>«" in text
    assert "[1] Byråd" in text


def test_the_file_is_named_by_its_question() -> None:
    name = export.file_name(Talk().asked("Hvad blev besluttet om klyngemidler/../x?"), "md")
    assert re.fullmatch(r"samtale-\d{4}-\d\d-\d\d-[a-zæøå0-9-]+\.md", name)


# --- registers -------------------------------------------------------------------------------------


def test_the_register_lists_every_meeting_that_counts(shipped: Assistant) -> None:
    rows = Library(shipped).meetings()
    assert [row.id for row in rows] == [meeting.id for meeting in shipped.meetings()]
    assert all(row.items for row in rows)


def test_the_register_follows_the_store(shipped: Assistant, tmp_path: Path) -> None:
    assistant = Assistant.from_minutes([CORPUS / "lindoe-byraad-2024-09-10.txt"], tmp_path / "lager")
    library = Library(assistant)
    assert len(library.meetings()) == 1
    assistant.add([CORPUS / "nordsund-faglig-2024-05-22.md"])
    assert len(library.meetings()) == 2
    assert assistant.remove([row.id for row in library.meetings()]) == 2
    assert library.meetings() == []
    assert "ref-empty" in decisions.table_html(library.decisions(), decisions.DecisionFilter(), 0)
    assert examples(assistant) == []
    assistant.close()


def test_meetings_are_filtered(shipped: Assistant) -> None:
    rows = Library(shipped).meetings()
    only = meetings.MeetingFilter(body="Byråd")
    assert {row.body for row in meetings.chosen(rows, only)} == {"Byråd"}
    late = meetings.MeetingFilter(since=date(2025, 1, 1))
    assert all(row.date.year == 2025 for row in meetings.chosen(rows, late))
    assert meetings.chosen(rows, meetings.MeetingFilter(level="byråd")) != rows
    words = meetings.chosen(rows, meetings.MeetingFilter(text="varmtvandsbassinet"))
    assert 0 < len(words) < len(rows)
    assert meetings.chosen(rows, meetings.MeetingFilter(text="xyzzy")) == []


def test_decisions_are_searched_and_sorted(shipped: Assistant) -> None:
    rows = Library(shipped).decisions()
    found = decisions.chosen(rows, decisions.DecisionFilter(text="klyngemidlerne"))
    assert found
    assert all("klyngemid" in row.words for row in found)
    assert [row.date for row in found] == sorted((row.date for row in found), reverse=True)
    by_body = decisions.chosen(rows, decisions.DecisionFilter(sort="body", rising=True))
    assert [row.body.casefold() for row in by_body] == sorted(row.body.casefold() for row in rows)
    one = decisions.chosen(rows, decisions.DecisionFilter(outcome=Outcome.POSTPONED.value))
    assert one
    assert all(Outcome.POSTPONED in row.outcomes for row in one)


def test_every_decision_row_is_a_span_of_its_meeting(shipped: Assistant) -> None:
    rows = Library(shipped).decisions()
    assert len(rows) > 20
    for row in rows:
        meeting, item = shipped.item(row.meeting_id, row.ordinal)
        assert item
        assert item.start <= row.start < row.end <= item.end
        assert row.text.split()[0] in meeting.text[row.start : row.end]


def test_csv_is_whole_and_safe_to_open() -> None:
    evil = DecisionRow("m", 0, TODAY, "=1+1", 3, '@x; "y"', (Outcome.APPROVED,), "-2\nlinje", "", 0, 1, "")
    lines = list(csv.reader(io.StringIO(decisions.as_csv([evil]).lstrip("\ufeff")), delimiter=";"))
    assert lines[0][0] == "dato"
    assert lines[1] == ["2025-03-01", "'=1+1", "3", '\'@x; "y"', "godkendt", "'-2\nlinje", "", "m"]


def test_the_timeline_has_a_dot_for_each_decision(shipped: Assistant) -> None:
    rows = decisions.chosen(Library(shipped).decisions(), decisions.DecisionFilter(text="klyngemidler"))
    html = decisions.timeline_html(rows, "klyngemidler")
    assert html.count('data-act="meeting"') == len(rows)
    assert all(0 <= float(share) <= 100 for share in re.findall(r"left:([\d.]+)%", html))
    assert decisions.timeline_html(rows, " ") == ""
    assert decisions.timeline_html(rows[:1], "x").count('data-act="meeting"') == 1


# --- feedback --------------------------------------------------------------------------------------


def test_feedback_becomes_candidate_questions(shipped: Assistant, tmp_path: Path) -> None:
    chat = chat_of(shipped, tmp_path)
    *_, talk = chat.ask(Talk(), "Hvem er projektleder for opfølgende hjemmebesøg?", "a")
    talk = chat.judge(talk, 0, "up")
    talk = chat.judge(talk, 0, "up", "Fint. Mit CPR-nummer er 010203-1234.")
    assert talk.turns[0].verdict == "up"
    assert chat.judge(talk, 0, "up").turns[0].verdict == ""
    assert chat.judge(talk, 9, "up") == talk
    assert chat.judge(talk, 0, "måske") == talk
    (entry,) = feedback.candidates(tmp_path)
    assert entry["gold"] == [{"doc": "fjordby-direktoerforum-2024-03-14.txt", "item": 4}]
    assert entry["kind"] == "person"
    assert "010203" not in (tmp_path / feedback.FILE).read_text(encoding="utf-8")
    assert "Fint." in entry["comment"]
    assert (tmp_path / feedback.FILE).stat().st_mode & 0o077 == 0


def test_a_cut_off_line_of_feedback_is_left_out(shipped: Assistant, tmp_path: Path) -> None:
    answer = shipped.ask("klyngemidler")
    feedback.keep(tmp_path, answer, "down", "forkert", ("Og før?",))
    with (tmp_path / feedback.FILE).open("a", encoding="utf-8") as file:
        file.write('{"question": "halv')
    (entry,) = feedback.candidates(tmp_path)
    assert entry["gold"] == []
    assert entry["kind"] == "followup"


# --- the command -----------------------------------------------------------------------------------


def test_starting_without_a_store_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["--store", str(tmp_path / "intet")]) == 2
    assert "Der er intet lager" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["--port", "0"], ["--questions-a-minute", "0"], ["--auth", "/findes/ikke"]]
)
def test_bad_settings_are_one_sentence(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(arguments) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_gradios_words_have_their_danish() -> None:
    import gradio

    bundles = Path(gradio.__file__).parent / "templates" / "frontend" / "assets"
    english = "".join(path.read_text(encoding="utf-8") for path in bundles.glob("core-*.js"))
    for key in strings.STRINGS:
        assert re.search(rf"\b{key.partition('.')[2]}:`", english), key
