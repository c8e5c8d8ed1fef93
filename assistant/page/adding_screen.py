"""The screen for new minutes: choose, see what was read, add, undo, remove."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import gradio as gr

from assistant import MinutesError
from assistant.page import feedback, uploads
from assistant.page.events import QUIET, as_download, text_of
from assistant.page.sources import notice
from assistant.page.uploads import Added, Preview
from index.dates import danish_date
from index.readers import SUFFIXES

if TYPE_CHECKING:
    from assistant.page.blocks import Parts

_REFUSED = "Der kan ikke tilføjes referater herfra: siden vises for andre end denne maskine."
_KINDS = ", ".join(sorted(suffix.lstrip(".") for suffix in SUFFIXES))


def build(parts: Parts, bridge: gr.HTML, download: gr.Textbox, gate: gr.HTML, page: gr.Blocks) -> None:
    """The tab, wired. The style sheet takes it away from those who may not add; every event checks that again."""
    # Inside the tab: Gradio counts whatever stands between tabs as one of them.
    with gr.Tab("Tilføj", id="adding"), gr.Column(elem_id="ref-adding"):
        read, done = gr.State([]), gr.State(None)
        gr.HTML(
            f"<h2>Tilføj referater</h2><p class='ref-hint'>Filerne læses først, så du kan se, hvad der er i "
            f"dem. Intet tilføjes, før du siger til. Formater: {_KINDS}. De bliver på denne maskine.</p>",
            apply_default_css=False,
        )
        with gr.Row():
            files = gr.File(
                label="Slip filer her",
                file_count="multiple",
                file_types=sorted(SUFFIXES),
                height=150,
                elem_id="ref-drop",
                scale=3,
            )
            folder = gr.UploadButton(
                "Vælg en mappe", file_count="directory", elem_id="ref-folder", scale=1, min_width=140
            )
        table = gr.HTML("", elem_id="ref-read", apply_default_css=False)
        with gr.Row():
            confirm = gr.Button("Tilføj", variant="primary", visible="hidden", elem_id="ref-add")
            cancel = gr.Button("Fortryd valget", visible="hidden", elem_id="ref-cancel")
            undo = gr.Button("Fortryd tilføjelsen", visible="hidden", elem_id="ref-undo")
        gr.HTML("<h3>Referater i lageret</h3>", apply_default_css=False)
        held = gr.HTML("", elem_id="ref-held", apply_default_css=False)
        gr.HTML(
            '<h3>Tilbagemeldinger</h3><p class="ref-hint">Det, brugerne har sagt om svar, ligger i lagerets '
            "mappe. Hent det som spørgsmål, der kan efterprøves og komme med i en evaluering.</p>"
            '<button type="button" class="ref-quiet" data-act="feedback">Hent som JSONL</button>',
            apply_default_css=False,
        )
    screen = [table, confirm, cancel, undo, read, files]

    def look(chosen: Any, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        yield from _look(parts, _paths(chosen), request)

    def add(entries: list[Preview], request: gr.Request) -> Iterator[tuple[Any, ...]]:
        yield from _add(parts, entries, request)

    def forget(entries: list[Preview]) -> tuple[Any, ...]:
        uploads.discard([entry.path for entry in entries])
        return "", *_buttons(), [], None

    def take_back(added: Added | None, request: gr.Request) -> tuple[Any, ...]:
        if not added or not _may(parts, request):
            return notice(_REFUSED), gr.update(visible="hidden"), _held(parts)
        try:
            count = uploads.undo(added, parts.assistant)
        except MinutesError as error:
            return notice(str(error)), gr.update(), _held(parts)
        told = "1 referat er taget ud igen." if count == 1 else f"{count} referater er taget ud igen."
        return _told(told), gr.update(visible="hidden"), _held(parts)

    def removed(event: gr.EventData, request: gr.Request) -> tuple[str, str]:
        if not _may(parts, request):
            return notice(_REFUSED), ""
        try:
            count = parts.assistant.remove([text_of(event, "meeting")])
        except MinutesError as error:
            return notice(str(error)), _held(parts)
        return _told("Mødet er slettet helt." if count else "Mødet var allerede væk."), _held(parts)

    def saved(request: gr.Request) -> str:
        if not _may(parts, request):
            return ""
        import json

        lines = [json.dumps(entry, ensure_ascii=False) for entry in feedback.candidates(parts.folder)]
        return as_download("tilbagemeldinger.jsonl", "application/jsonl", "\n".join([*lines, ""]).encode())

    def opened(request: gr.Request) -> tuple[str, str]:
        if _may(parts, request):
            return "", _held(parts)
        return '<span data-forbidden="adding"></span>', notice(_REFUSED)

    files.upload(look, [files], screen, **QUIET)
    folder.upload(look, [folder], screen, **QUIET)
    confirm.click(add, [read], [*screen, done, held], concurrency_limit=1, **QUIET)
    cancel.click(forget, [read], screen, **QUIET)
    undo.click(take_back, [done], [table, undo, held], **QUIET)
    bridge.remove(removed, None, [table, held], **QUIET)
    bridge.feedback(saved, None, [download], **QUIET)
    page.load(opened, None, [gate, held], **QUIET)


def _may(parts: Parts, request: gr.Request) -> bool:
    client = request.client.host if request.client else None
    headers = {name.lower(): value for name, value in dict(request.headers).items()}
    return parts.access.may_add(headers, client)


def _paths(chosen: Any) -> list[Path]:
    given = chosen if isinstance(chosen, list) else [chosen] if chosen else []
    return [path for path in map(Path, given) if path.suffix.lower() in SUFFIXES]


def _seen(shown: bool) -> Literal[True, "hidden"]:
    """Hidden, not taken away: a part that Gradio puts in again makes it draw the tab twice."""
    return True if shown else "hidden"


def _buttons(*, ready: int = 0, undo: bool = False) -> tuple[Any, ...]:
    words = "Tilføj 1 referat" if ready == 1 else f"Tilføj {ready} referater"
    return (
        gr.update(visible=_seen(ready > 0), value=words),
        gr.update(visible=_seen(ready > 0)),
        gr.update(visible=_seen(undo)),
    )


def _look(parts: Parts, paths: Sequence[Path], request: gr.Request) -> Iterator[tuple[Any, ...]]:
    if not _may(parts, request):
        uploads.discard(paths)
        yield notice(_REFUSED), *_buttons(), [], None
        return
    if not paths:
        yield notice(f"Der var ingen referater i det, du valgte. Formater: {_KINDS}."), *_buttons(), [], None
        return
    entries: list[Preview] = []
    try:
        for entries in uploads.previews(paths, parts.assistant):
            yield _table(entries, len(paths)), *_buttons(), entries, gr.skip()
    except MinutesError as error:
        uploads.discard(paths)
        yield notice(str(error)), *_buttons(), [], None
        return
    ready = sum(1 for entry in entries if not entry.error)
    yield _table(entries, len(paths)), *_buttons(ready=ready), entries, None


def _add(parts: Parts, entries: list[Preview], request: gr.Request) -> Iterator[tuple[Any, ...]]:
    if not _may(parts, request):
        yield notice(_REFUSED), *_buttons(), [], None, None, ""
        return
    good = [entry for entry in entries if not entry.error]
    added: Added | None = None
    try:
        for step in uploads.add(good, parts.assistant, parts.folder):
            if isinstance(step, Added):
                added = step
                continue
            done, name = step
            told = f"{done} af {len(good)} læst ind" + (f": {escape(name)} …" if name else " …")
            yield _progress(told, done, len(good)), *_buttons(), entries, None, None, gr.skip()
    except MinutesError as error:
        yield notice(str(error)), *_buttons(ready=len(good)), entries, None, None, gr.skip()
        return
    uploads.discard([entry.path for entry in entries])
    html = _report(added) if added else ""
    yield html, *_buttons(undo=bool(added and added.paths)), [], None, added, _held(parts)


def _told(text: str) -> str:
    return f'<p class="ref-notice ref-good" role="status">{escape(text)}</p>'


def _progress(text: str, done: int, total: int) -> str:
    return (
        f'<p class="ref-hint" role="status">{text}</p>'
        f'<progress max="{total}" value="{done}" aria-label="Fremskridt"></progress>'
    )


def _report(added: Added) -> str:
    report = added.report
    parts = [
        (len(report.added), "tilføjet", "tilføjet"),
        (len(report.replaced), "erstattet", "erstattet"),
        (len(report.unchanged), "var der i forvejen", "var der i forvejen"),
        (len(report.superseded), "er nu en ældre udgave", "er nu ældre udgaver"),
    ]
    told = ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in parts if count)
    failed = "".join(notice(failure.message) for failure in report.failed)
    return (_told(f"Færdig: {told}.") if told else "") + failed


def _table(entries: Sequence[Preview], total: int) -> str:
    rows = "".join(_read_row(entry) for entry in entries)
    told = (
        f"{len(entries)} filer læst" if len(entries) == total else f"Læser {len(entries)} af {total} filer …"
    )
    return (
        f'<p class="ref-count" role="status">{told}</p><table class="ref-decisions"><caption class="ref-sr">'
        f"Hvad der blev læst</caption><thead><tr><th scope='col'>Fil</th><th scope='col'>Møde</th>"
        f"<th scope='col'>Punkter</th><th scope='col'>Beslutninger</th><th scope='col'>Lukkede</th>"
        f"<th scope='col'>CPR-numre</th><th scope='col'>Bemærk</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def _read_row(entry: Preview) -> str:
    name = f'<td data-label="Fil">{escape(entry.name)}</td>'
    if entry.error:
        return f'<tr class="ref-bad">{name}<td colspan="6" data-label="Fejl">{escape(entry.error)}</td></tr>'
    day = danish_date(entry.date) if entry.date else ""
    notes = []
    if entry.known:
        notes.append("mødet findes; dette bliver den nyeste udgave")
    if entry.closed:
        notes.append("af lukkede punkter tages kun nummer og titel med")
    if entry.cpr or entry.private:
        notes.append("personlige numre sløres")
    return (
        f'<tr>{name}<td data-label="Møde">{escape(entry.body)}, {day}</td>'
        f'<td data-label="Punkter">{entry.items}</td><td data-label="Beslutninger">{entry.decisions}</td>'
        f'<td data-label="Lukkede">{entry.closed}</td><td data-label="CPR-numre">{entry.cpr}</td>'
        f'<td data-label="Bemærk">{escape("; ".join(notes))}</td></tr>'
    )


_LISTED = 200


def _held(parts: Parts) -> str:
    entries = parts.assistant.store.catalogue.entries()
    lines = "".join(
        f"<li><span>{danish_date(entry.date)} · {escape(entry.body)}"
        f'<span class="ref-age">{escape(entry.source)}{" · ældre udgave" if entry.superseded_by else ""}</span></span>'
        f'<button type="button" class="ref-quiet ref-danger" data-act="remove" data-meeting="{escape(entry.id)}" '
        f'aria-label="Slet {escape(entry.body)} {danish_date(entry.date)}">Slet</button></li>'
        for entry in entries[:_LISTED]
    )
    more = (
        f'<p class="ref-hint">De {_LISTED} nyeste af {len(entries)} vises.</p>'
        if len(entries) > _LISTED
        else ""
    )
    return f'<ul class="ref-held">{lines}</ul>{more}' if lines else '<p class="ref-hint">Ingen endnu.</p>'
