"""A report as a list of blocks, written as one self-contained HTML file or as Markdown."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1-3."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; columns of figures are set to the right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """A picture (PNG bytes) with its file name and what it shows in words."""

    name: str
    png: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class Fold:
    """Something to open: its title, and lines of (what, text)."""

    title: str
    lines: tuple[tuple[str, str], ...]


Block = Heading | Text | Grid | Plot | Fold

_STYLE = """
:root{color-scheme:light;--ink:#1c2430;--soft:#5b6675;--line:#d9dee5;--tint:#f4f6f9;--blue:#1f5fa8}
*{box-sizing:border-box}
body{font:15px/1.55 system-ui,"Segoe UI",sans-serif;color:var(--ink);background:#fff;margin:0 auto;
max-width:74rem;padding:1.5rem 1.25rem 4rem}
h1{font-size:1.7rem;margin:.2rem 0 .4rem}h2{font-size:1.25rem;margin:2.2rem 0 .6rem;padding-bottom:.25rem;
border-bottom:2px solid var(--line)}h3{font-size:1.02rem;margin:1.4rem 0 .4rem}
p{margin:.4rem 0;max-width:52rem}
.scroll{overflow-x:auto}table{border-collapse:collapse;font-size:.84rem;font-variant-numeric:tabular-nums}
th,td{padding:.3rem .55rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
td.n,th.n{text-align:right;white-space:nowrap}th{background:var(--tint);position:sticky;top:0}
img{max-width:100%;height:auto;display:block;margin:.6rem 0}
details{border:1px solid var(--line);border-radius:6px;margin:.35rem 0;background:#fff}
summary{cursor:pointer;padding:.45rem .7rem}details[open] summary{background:var(--tint)}
dl{display:grid;grid-template-columns:9rem 1fr;gap:.3rem .8rem;margin:.6rem .8rem .8rem}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}
@media(max-width:40rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}
""".strip()


def as_html(title: str, blocks: Sequence[Block]) -> str:
    """One HTML page that needs nothing beside it."""
    body = "\n".join(_html(block) for block in blocks)
    return (
        f'<!doctype html>\n<html lang="da"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style></head><body>\n{body}\n</body></html>\n"
    )


def _html(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"<h{level}>{escape(text)}</h{level}>"
        case Text(text):
            return f"<p>{escape(text)}</p>"
        case Grid(head, rows):
            plain = _plain_columns(rows)
            cells = "".join(_cell("th", text, plain[i]) for i, text in enumerate(head))
            lines = "".join(
                "<tr>" + "".join(_cell("td", text, plain[i]) for i, text in enumerate(row)) + "</tr>"
                for row in rows
            )
            table = f"<table><thead><tr>{cells}</tr></thead><tbody>{lines}</tbody></table>"
            return f'<div class="scroll">{table}</div>'
        case Plot(_, png, alt):
            data = base64.b64encode(png).decode("ascii")
            return f'<img alt="{escape(alt)}" src="data:image/png;base64,{data}">'
        case Fold(title, lines):
            inner = "".join(f"<dt>{escape(what)}</dt><dd>{escape(text)}</dd>" for what, text in lines)
            return f"<details><summary>{escape(title)}</summary><dl>{inner}</dl></details>"


def _plain_columns(rows: Sequence[Sequence[str]]) -> dict[int, bool]:
    """Which columns hold words: those with a cell that neither is a dash nor begins with a digit or sign."""
    width = max((len(row) for row in rows), default=0)
    return {i: any(row[i][:1] not in "0123456789–-+" for row in rows if row[i]) for i in range(width)}


def _cell(tag: str, text: str, plain: bool) -> str:
    return f"<{tag}>{escape(text)}</{tag}>" if plain else f'<{tag} class="n">{escape(text)}</{tag}>'


def as_markdown(blocks: Sequence[Block], plots: str) -> str:
    """Markdown; its pictures are files in the folder named `plots`."""
    return "\n\n".join(_markdown(block, plots) for block in blocks) + "\n"


def _markdown(block: Block, plots: str) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {text}"
        case Text(text):
            return text
        case Grid(head, rows):
            lines = [head, tuple("---" for _ in head), *rows]
            return "\n".join("| " + " | ".join(_flat(cell) for cell in line) + " |" for line in lines)
        case Plot(name, _, alt):
            return f"![{alt}]({plots}/{name}.png)"
        case Fold(title, lines):
            return "\n".join(
                [f"**{_flat(title)}**", "", *(f"- {what}: {_flat(text)}" for what, text in lines)]
            )


def _flat(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def write(title: str, blocks: Sequence[Block], folder: Path, name: str = "rapport") -> list[Path]:
    """Write both forms and the Markdown's pictures; the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = folder / "figurer"
    for block in blocks:
        if isinstance(block, Plot):
            pictures.mkdir(exist_ok=True)
            (pictures / f"{block.name}.png").write_bytes(block.png)
    html, markdown = folder / f"{name}.html", folder / f"{name}.md"
    html.write_text(as_html(title, blocks), encoding="utf-8")
    markdown.write_text(as_markdown(blocks, pictures.name), encoding="utf-8")
    return [html, markdown]
