"""The bundled thesaurus and phrases, and a file of one's own, as the terms that search works with.

To find the terms of a hundred thousand words takes longer than all else at a start. They are kept in a file
of the store's folder, under a digest of the dictionaries and of the code that reads them; whoever finds
another digest there, or cannot read it, makes them anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from index import phrases, thesaurus
from index.danish import terms
from index.expand import Synonyms, as_synonyms
from index.phrases import Phrase, Phrases

KEPT = "dictionaries.tsv"
_READ_BY = ("danish.py", "dates.py", "dictionaries.py", "expand.py", "phrases.py", "thesaurus.py")
_BUNDLED = (thesaurus.BUNDLED, phrases.BUNDLED, Path(str(files("index"))) / "data" / "irregular.tsv")

Dictionaries = tuple[Synonyms, Phrases]

_loaded: dict[str, Dictionaries] = {}


def load(folder: Path, extra: Path | None = None) -> Dictionaries:
    """Synonyms and phrases, out of `folder` where they are kept there. Raises MinutesError for a bad file."""
    digest = _digest(extra)
    if digest not in _loaded:
        _loaded[digest] = _read(folder / KEPT, digest) or _make(folder / KEPT, digest, extra)
    return _loaded[digest]


def bundled_synonyms(extra: Path | None = None) -> Synonyms:
    """The bundled thesaurus by term, with a file of one's own. Raises MinutesError for a bad file."""
    return as_synonyms(_thesaurus(extra))


def bundled_phrases(extra: Path | None = None) -> Phrases:
    """The bundled phrases, the thesaurus's synonyms of several words and a file of one's own.

    Raises MinutesError for a bad file.
    """
    table = thesaurus.load([phrases.BUNDLED, *([extra] if extra else [])])
    count = cache(lambda said: len(terms(said)))
    forward = [(said, word) for said, meant in table.items() for word in meant]
    back = [(said, word) for word, others in _thesaurus(extra).items() for said in others if count(said) > 1]
    return phrases.as_phrases([*forward, *back])


def _thesaurus(extra: Path | None) -> dict[str, tuple[str, ...]]:
    return thesaurus.load([thesaurus.BUNDLED, *([extra] if extra else [])])


def _digest(extra: Path | None) -> str:
    found = sha256(f"{version('simplemma')} {version('snowballstemmer')}".encode())
    code = [Path(__file__).with_name(name) for name in _READ_BY]
    for path in (*_BUNDLED, *code, *([extra] if extra else [])):
        with suppress(OSError):  # reading it again will tell
            found.update(sha256(path.read_bytes()).digest())
    return found.hexdigest()


def _make(path: Path, digest: str, extra: Path | None) -> Dictionaries:
    made = as_synonyms(_thesaurus(extra)), bundled_phrases(extra)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):  # kept only to save time
        draft.write_text("\n".join((digest, *_lines(*made))), encoding="utf-8")
        draft.replace(path)
    return made


def _lines(synonyms: Synonyms, said: Phrases) -> Iterator[str]:
    """A line a word ("term, synonyms") and a line a phrase ("its rarest term, all, span, meanings")."""
    for term, others in synonyms.items():
        yield "\t".join((term, *map(" ".join, others)))
    yield ""
    for term, several in said.by_term.items():
        for phrase in several:
            key = " ".join(sorted(phrase.key))
            yield "\t".join((term, key, str(phrase.span), *map(" ".join, phrase.meant)))


def _read(path: Path, digest: str) -> Dictionaries | None:
    try:
        found, *lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return None
    if found != digest:
        return None
    middle = lines.index("")
    synonyms = {}
    for line in lines[:middle]:
        term, *others = line.split("\t")
        synonyms[term] = tuple([tuple(other.split(" ")) for other in others])
    by_term: dict[str, list[Phrase]] = {}
    for line in lines[middle + 1 :]:
        term, key, span, *meant = line.split("\t")
        phrase = Phrase(frozenset(key.split(" ")), int(span), tuple([tuple(m.split(" ")) for m in meant]))
        by_term.setdefault(term, []).append(phrase)
    return synonyms, Phrases({term: tuple(several) for term, several in by_term.items()})
