"""What the chat's screen says besides the answers: its tools, the welcome, the empty source panel, notices."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from assistant.page.answers import spoken
from assistant.page.chat import examples
from assistant.page.talk import Talk
from index.dates import danish_date

if TYPE_CHECKING:
    from assistant.page.blocks import Parts

TOOLS = """<div class="ref-toolbar">
<button type="button" class="ref-quiet" data-act="fresh">Ny samtale</button>
<details class="ref-menu" id="ref-earlier"><summary class="ref-quiet">Tidligere<span class="ref-wide">&nbsp;samtaler</span></summary>
<div class="ref-menu-body"><div id="ref-kept"></div>
<p class="ref-hint">Samtalerne ligger kun i din egen browser.</p></div></details>
<details class="ref-menu" id="ref-save"><summary class="ref-quiet">Gem<span class="ref-wide">&nbsp;samtalen</span></summary>
<div class="ref-menu-body"><button type="button" class="ref-link" data-act="export" data-kind="docx">Word (.docx)</button>
<button type="button" class="ref-link" data-act="export" data-kind="md">Markdown (.md)</button></div></details>
</div>"""


def hero(parts: Parts) -> str:
    """What stands in an empty conversation: examples to ask, or where minutes come from."""
    asked = "".join(
        f'<li><button type="button" class="ref-example" data-act="example" data-text="{escape(text)}">'
        f"{escape(text)}</button></li>"
        for text in examples(parts.assistant)
    )
    if not asked:
        return (
            '<div class="ref-hero"><h2>Der er ingen referater endnu</h2>'
            "<p>Læs dem ind med <code>python -m index MAPPE</code> eller under Tilføj referater.</p></div>"
        )
    return (
        '<div class="ref-hero"><h2>Hvad vil du vide?</h2>'
        "<p>Svaret er referaternes egne ord. Hvert udsagn har et nummer, som åbner det præcise sted.</p>"
        f'<ul class="ref-examples" aria-label="Eksempler">{asked}</ul></div>'
    )


def empty_panel(parts: Parts) -> str:
    """The panel before any source is opened: what it is for, and the newest meetings."""
    newest = "".join(
        f'<li><button type="button" class="ref-link" data-act="meeting" data-meeting="{escape(entry.id)}" '
        f'data-ordinal="">{escape(entry.body)}</button>'
        f'<span class="ref-age">{danish_date(entry.date)}</span></li>'
        for entry in parts.library.entries()[:6]
    )
    listed = f'<h3>Nyeste møder</h3><ul class="ref-newest">{newest}</ul>' if newest else ""
    return (
        '<div class="ref-nothing"><h2>Kilden</h2>'
        "<p>Tryk på et nummer i et svar, så vises punktet her med de citerede ord markeret.</p>"
        f"{listed}</div>"
    )


def spoken_state(talk: Talk) -> str:
    """What a screen reader is told: once when the search begins, once when the answer is there."""
    if not talk.turns:
        return '<div role="status" aria-live="polite"></div>'
    turn = talk.turns[-1]
    words = "Leder i referaterne."
    if turn.state == "failed":
        words = turn.error
    elif turn.state == "stopped":
        words = "Stoppet."
    elif turn.state == "done" and turn.answer:
        words = spoken(turn.answer)
    return f'<div role="status" aria-live="polite">{escape(words)}</div>'


def editing_note(turn: int, turns: int) -> str:
    """What asking a question anew does to the conversation."""
    after = turns - turn - 1
    lost = " Svaret erstattes." if not after else " Svaret og det, der kommer efter, erstattes."
    return (
        f'<p class="ref-notice">Du retter spørgsmål {turn + 1}.{lost} '
        '<button type="button" class="ref-link" data-act="cancel-edit">Fortryd</button></p>'
    )
