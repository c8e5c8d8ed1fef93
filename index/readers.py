"""Files to text: the one module that knows which formats there are.

txt and md are taken as they stand, in whatever encoding; pdf, docx and html each have a module of
their own that gives their text in reading order, a paragraph a line.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from index.errors import ReadError
from index.types import Document

MOST_BYTES = 50_000_000
MOST_CHARACTERS = 20_000_000

Extract = Callable[[bytes, str], tuple[str, tuple[int, ...]]]
"""(file's bytes, file name) -> (text, offsets at which pages begin)."""


def read(path: Path) -> Document:
    """The text of a file. Raises ReadError, naming the file, when it gives none."""
    name = path.name
    if not path.exists():
        raise ReadError(f"{name}: filen findes ikke.", source=name)
    if path.is_dir():
        raise ReadError(f"{name} er en mappe, ikke en fil.", source=name)
    extract = _EXTRACT.get(path.suffix.lower())
    if extract is None:
        known = ", ".join(sorted(SUFFIXES))
        raise ReadError(f"{name}: filtypen kendes ikke (kun {known} kan læses).", source=name)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ReadError(f"{name}: filen er for stor (over {MOST_BYTES // 1_000_000} MB).", source=name)
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(f"{name}: filen kan ikke læses ({error.strerror}).", source=name) from error
    if not data.strip():
        raise ReadError(f"{name}: filen er tom.", source=name)
    text, pages = extract(data, name)
    if not text.strip():
        raise ReadError(f"{name}: filen indeholder ingen tekst.", source=name)
    if len(text) > MOST_CHARACTERS:
        raise ReadError(f"{name}: teksten er for lang.", source=name)
    return Document(name, text, hashlib.sha256(data).hexdigest(), pages)


def _plain(data: bytes, name: str) -> tuple[str, tuple[int, ...]]:
    text = decode(data, name)
    return text.replace("\r\n", "\n").replace("\r", "\n"), ()


def decode(data: bytes, name: str) -> str:
    """Bytes as text: UTF-8, UTF-16 or an eight-bit Western encoding. Raises ReadError for binary data."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _checked(data.decode("utf-16", errors="replace"), name)
    try:
        return _checked(data.decode("utf-8-sig"), name)
    except UnicodeDecodeError:
        pass
    zeros = data[:4000].count(0)
    if zeros > len(data[:4000]) // 4:
        return _checked(
            data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", errors="replace"), name
        )
    return _checked(data.decode("cp1252", errors="replace"), name)


def _checked(text: str, name: str) -> str:
    sample = text[:20_000]
    odd = sum(
        1 for c in sample if (c < " " and c not in "\t\n\r\f\v") or c == "\ufffd" or "\x7f" <= c < "\xa0"
    )
    if odd > max(3, len(sample) // 100):
        raise ReadError(f"{name}: filen er ikke tekst (binære data).", source=name)
    return text


def _pdf(data: bytes, name: str) -> tuple[str, tuple[int, ...]]:
    from index.readers_pdf import extract

    return extract(data, name)


def _docx(data: bytes, name: str) -> tuple[str, tuple[int, ...]]:
    from index.readers_docx import extract

    return extract(data, name)


def _html(data: bytes, name: str) -> tuple[str, tuple[int, ...]]:
    from index.readers_html import extract

    return extract(decode(data, name), name)


_EXTRACT: dict[str, Extract] = {
    ".txt": _plain,
    ".md": _plain,
    ".pdf": _pdf,
    ".docx": _docx,
    ".html": _html,
    ".htm": _html,
}
SUFFIXES = frozenset(_EXTRACT)
