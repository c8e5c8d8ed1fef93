"""HTML to text in document order: headings and paragraphs a line each, lists with marks, tables as rows."""

from __future__ import annotations

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString

from index.agenda_tables import agenda_lines
from index.errors import ReadError
from index.fact_tables import fact_lines

MOST_ELEMENTS = 300_000
_DEEPEST = 200
_DROPPED = (
    "script",
    "style",
    "nav",
    "noscript",
    "template",
    "svg",
    "head",
    "iframe",
    "form",
    "button",
    "footer",
)
_BLOCKS = frozenset(
    """p div section article main header h1 h2 h3 h4 h5 h6 ul ol li table tr dl dt dd blockquote pre address
    figure figcaption hr body details summary fieldset""".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def extract(source: str, name: str) -> tuple[str, tuple[int, ...]]:
    """The text; a web page has no pages of its own. Raises ReadError, naming the file."""
    try:
        soup = BeautifulSoup(source, "lxml")
    except Exception as error:  # lxml's errors for hopeless input share no base class
        raise ReadError(f"{name}: HTML-filen kan ikke læses.", source=name) from error
    if len(soup.find_all(True, limit=MOST_ELEMENTS + 1)) > MOST_ELEMENTS:
        raise ReadError(f"{name}: HTML-filen har for mange elementer.", source=name)
    for tag in soup.find_all(_DROPPED):
        tag.decompose()
    writer = _Writer()
    writer.block(soup.body or soup, 0)
    return writer.text(), ()


class _Writer:
    """Collects lines; `_line` is the one being written."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line = ""

    def text(self) -> str:
        self.end()
        lines: list[str] = []
        for line in self._lines:
            if line or (lines and lines[-1]):
                lines.append(line)
        return "\n".join(lines).strip("\n") + "\n"

    def end(self) -> None:
        line = " ".join(self._line.split(" ")).strip()
        if line:
            self._lines.append(line)
        self._line = ""

    def gap(self) -> None:
        self.end()
        self._lines.append("")

    def block(self, tag: Tag | BeautifulSoup, depth: int) -> None:
        for child in tag.children:
            if isinstance(child, Comment):
                continue
            if isinstance(child, NavigableString):
                words = " ".join(str(child).split())
                lead = " " if self._line and str(child)[:1].isspace() else ""
                tail = " " if str(child)[-1:].isspace() and words else ""
                self._line += f"{lead}{words}{tail}"
            elif isinstance(child, Tag):
                self._element(child, depth + 1)

    def _element(self, tag: Tag, depth: int) -> None:
        if depth > _DEEPEST:
            self._line += " ".join(tag.get_text(" ").split())
        elif tag.name == "br":
            self.end()
        elif tag.name == "table":
            self._table(tag, depth)
        elif tag.name in ("ul", "ol"):
            self._list(tag, depth)
        elif tag.name in _BLOCKS:
            self.gap() if tag.name in _HEADINGS or tag.name == "p" else self.end()
            self.block(tag, depth)
            self.gap() if tag.name in _HEADINGS or tag.name == "p" else self.end()
        else:
            self.block(tag, depth)

    def _list(self, tag: Tag, depth: int) -> None:
        self.end()
        start = str(tag.get("start") or "1")
        number = int(start) if start.isdigit() else 1
        for item in tag.find_all("li", recursive=False):
            self.end()
            self._line = f"{number}. " if tag.name == "ol" else "- "
            number += 1
            self.block(item, depth + 1)
            self.end()
        self.gap()

    def _table(self, tag: Tag, depth: int) -> None:
        self.gap()
        rows = [
            row.find_all(("th", "td"), recursive=False)
            for row in tag.find_all("tr")
            if row.find_parent("table") is tag
        ]
        if tag.find(("table", *_HEADINGS)) is not None:
            for cell in (cell for row in rows for cell in row):
                self.block(cell, depth + 1)
                self.gap()
            return
        cells = [[_paragraphs(cell) for cell in row] for row in rows]
        items = agenda_lines(cells) or fact_lines(cells)
        if items is not None:
            self._lines += items
        else:
            lines = ("\t".join(" ".join(cell.get_text(" ").split()) for cell in row) for row in rows)
            self._lines += [line for line in lines if line.strip()]
        self.gap()


def _paragraphs(cell: Tag) -> str:
    """A cell's text, a line a paragraph or list entry."""
    writer = _Writer()
    writer.block(cell, 0)
    return "\n".join(line for line in writer.text().split("\n") if line.strip())
