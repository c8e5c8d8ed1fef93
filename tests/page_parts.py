"""What the page's tests share: minutes full of markup, a citation, a conversation."""

from __future__ import annotations

from assistant.page.talk import Talk
from assistant.types import Answer, Citation, Status
from index.parser import parse
from index.types import Document, Meeting

EVIL = """REFERAT Byråd <img src=x onerror=alert(1)> d. 01-02-2024

Mødedato 2024-02-01 kl. 10:00

Punkt 1: <script>alert(1)</script> [klik](javascript:alert(2))

Beslutning

Det blev besluttet at vise <svg onload=alert(3)> og "citater" & mere,
![x](data:text/html,hej) ${1+1} {{value}}.
"""
QUESTION = 'Hvad med <img src=x onerror=alert(4)> og [her](javascript:alert(5)) "?'
FORBIDDEN = ("<script", "<img", "<svg", "<b>", "<a ", "<iframe", "onerror=alert(4)>")


def evil_meeting() -> Meeting:
    return parse(Document("<b>ond</b>.txt", EVIL, "0"))


def cite(meeting: Meeting, words: str, number: int = 1, ordinal: int | None = 0) -> Citation:
    start = meeting.text.index(words)
    item = None if ordinal is None else meeting.items[ordinal]
    return Citation(
        number,
        meeting.body,
        meeting.date,
        item.number if item else None,
        item.title if item else "",
        "beslutning",
        words,
        meeting.source,
        start,
        start + len(words),
        f"{meeting.body}, punkt 1",
        meeting.id,
        ordinal,
        2,
    )


def evil_talk() -> Talk:
    meeting = evil_meeting()
    answer = Answer(
        "Se <svg onload=alert(3)> [1] og [7]\n- en linje [1]",
        Status.ANSWERED,
        [cite(meeting, "<svg onload=alert(3)>")],
        QUESTION,
        {"kind": "decision"},
    )
    talk = Talk().asked(QUESTION).last(answer=answer, state="done")
    return talk.asked("Og så?").last(state="failed", error="Fejl <b>")
