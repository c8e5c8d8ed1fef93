"""A store on disk: the catalogue and the two projections made from it, kept in step.

    catalogue.sqlite    the truth            lexical/    tantivy, made from the catalogue
    writer.lock         one writer           vectors/    Chroma, made from the catalogue
    dictionaries.tsv    the bundled dictionaries as terms

Whoever opens a store brings projections that are behind up to the catalogue's generation, and makes
those anew that are missing or broken. Writing needs the lock; a reader that finds it taken reads what
is there and catches up later.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from index import dictionaries, phrases
from index.catalogue import Catalogue
from index.catalogue_reader import Changes
from index.embedding import Encoder, load_encoder
from index.errors import BrokenProjectionError, StoreBusyError, StoreError
from index.expand import with_abbreviations
from index.lexical import Lexical
from index.rerank import Reranker
from index.search import DEFAULT_WEIGHTS, Searcher, SearchWeights
from index.types import Chunk, Meeting
from index.vectors import Vectors

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Places:
    """Where a store's parts are: a folder, and other places for the catalogue and the vectors if given."""

    folder: Path
    catalogue_url: str | None = None
    chroma_url: str | None = None

    @property
    def catalogue(self) -> Path | str:
        """The SQLite file or the database URL."""
        return self.catalogue_url or self.folder / "catalogue.sqlite"

    @property
    def lexical(self) -> Path:
        """The folder of the word index."""
        return self.folder / "lexical"

    @property
    def vectors(self) -> Path | str:
        """The folder or URL of the Chroma collection."""
        return self.chroma_url or self.folder / "vectors"


class Store:
    """An open store. Not safe for two threads writing; reading is."""

    def __init__(self, places: Places, encoder: Encoder, say: Say) -> None:
        self.places = places
        self.encoder = encoder
        self.say = say
        places.folder.mkdir(parents=True, exist_ok=True)
        self.catalogue = Catalogue.open(places.catalogue)
        self.lexical = Lexical.open(places.lexical)
        self.vectors = Vectors.open(places.vectors, encoder.name)

    def close(self) -> None:
        """Let go of the database and the vectors."""
        self.catalogue.close()
        self.vectors.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the store's writer lock. Raises StoreBusyError when another process holds it."""
        busy = "En anden proces er ved at skrive i lageret. Vent, til den er færdig, og prøv igen."
        try:
            with (
                FileLock(self.places.folder / "writer.lock", timeout=0),
                self.catalogue.sole_writer() as sole,
            ):
                if not sole:
                    raise StoreBusyError(busy)
                yield
        except Timeout as error:
            raise StoreBusyError(busy) from error

    def follow(self) -> None:
        """See what other processes have written since, and bring this machine's word index up to it.

        The word index belongs to the folder, the catalogue and the vectors may be shared: so this needs
        the folder's lock alone, and waits for nobody.
        """
        self.lexical.reload()
        self.vectors.refresh()
        changes = self.catalogue.changes_since(self.lexical.generation)
        if self.lexical.generation != changes.generation:
            with suppress(Timeout), FileLock(self.places.folder / "writer.lock", timeout=0):
                self._apply_lexical(changes)

    def catch_up(self) -> None:
        """Bring both projections to the catalogue's generation; call it inside `writing`."""
        self.vectors.attach()
        if self.catalogue.lacks_abbreviations:
            self.catalogue.find_abbreviations()
        for name, at, apply in (
            ("ordindekset", self.lexical.generation, self._apply_lexical),
            ("vektorlageret", self.vectors.generation, self._apply_vectors),
        ):
            changes = self.catalogue.changes_since(at)
            if at == changes.generation:
                continue
            if at > changes.generation:
                self.say(f"{name} passer ikke til kataloget og bygges igen.")
                self._clear(name)
                changes = self.catalogue.changes_since(0)
            try:
                apply(changes)
            except BrokenProjectionError:
                self.say(f"{name} er i stykker og bygges igen.")
                apply(self.catalogue.changes_since(0))

    def behind(self, now: int | None = None) -> bool:
        """Whether a projection lacks something that the catalogue holds; `now` is the catalogue's generation
        where that has just been asked for."""
        now = self.catalogue.generation() if now is None else now
        return self.vectors.outdated or self.lexical.generation != now or self.vectors.generation != now

    def rebuild(self) -> None:
        """Make both projections anew; call it inside `writing`."""
        for name in ("ordindekset", "vektorlageret"):
            self._clear(name)
        self.catch_up()

    def erase(self) -> None:
        """Overwrite what was deleted, in every file of the store; call it inside `writing`."""
        self.catalogue.erase()
        # Both engines keep deleted documents in their files until some later merge: make them anew.
        self.lexical.close()
        shutil.rmtree(self.places.lexical)
        self.lexical = Lexical.open(self.places.lexical)
        self.vectors.erase()
        self.catch_up()

    def searcher(
        self,
        extra_thesaurus: Path | None = None,
        weights: SearchWeights = DEFAULT_WEIGHTS,
        reranker: Reranker | None = None,
    ) -> Searcher:
        """Search over this store."""
        explained = self.catalogue.abbreviations()
        bundled, said = dictionaries.load(self.places.folder, extra_thesaurus)
        synonyms = with_abbreviations(bundled, explained)
        abbreviated = phrases.as_phrases((long, short) for short, long in explained)
        said = phrases.joined(abbreviated, said)
        parts = (self.catalogue, self.lexical, self.vectors, self.encoder)
        return Searcher(*parts, synonyms, weights, said, reranker)

    def _clear(self, name: str) -> None:
        if name == "vektorlageret":
            self.vectors.clear()
        else:
            self.lexical.clear()

    def _apply_lexical(self, changes: Changes) -> None:
        added = (
            (meeting, chunks, self.catalogue.notes_of(meeting.id))
            for meeting, chunks in self._meetings(changes.added)
        )
        self.lexical.apply(changes.removed, added, changes.generation)

    def _apply_vectors(self, changes: Changes) -> None:
        added = (
            (meeting, chunks, self.encoder.encode_passages([f"{c.context}\n{c.text}" for c in chunks]))
            for meeting, chunks in self._meetings(changes.added)
        )
        self.vectors.apply(changes.removed, added, changes.generation)

    def _meetings(self, ids: tuple[str, ...]) -> Iterator[tuple[Meeting, list[Chunk]]]:
        for meeting_id in ids:
            yield self.catalogue.meeting(meeting_id), self.catalogue.chunks_of(meeting_id)


def default_store() -> Path:
    """The store's folder where none is named: REFERAT_STORE, else the user's data folder."""
    from platformdirs import user_data_path

    named = os.environ.get("REFERAT_STORE")
    return Path(named) if named else user_data_path("referatassistent") / "lager"


def open_store(
    places: Places, *, encoder: str | None = None, must_exist: bool = False, say: Say = lambda _line: None
) -> Store:
    """Open a store and bring its projections up to date where the writer lock is free.

    Raises StoreError when `must_exist` and nothing is there; StoreMismatchError when it was built with
    another encoder.
    """
    if must_exist and isinstance(places.catalogue, Path) and not places.catalogue.exists():
        raise StoreError(f"Der er intet lager i {places.folder}. Byg det med: python -m index MAPPE")
    store = Store(places, load_encoder(encoder), say)
    if store.behind() or store.catalogue.lacks_abbreviations:
        try:
            with store.writing():
                say("Søgeindekset er bagud og bringes ajour.")
                store.catch_up()
        except StoreBusyError:
            say("En anden proces skriver i lageret; der svares ud fra det, der allerede er på plads.")
    return store
