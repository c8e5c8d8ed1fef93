"""What an ingest knows of the meetings in the store, found by file, by content and by meeting."""

from __future__ import annotations

from collections.abc import Iterable

from index.catalogue_rows import Entry


class Known:
    """The catalogue's entries, kept up to date through one ingest; no look-up grows with them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_path: dict[str, Entry] = {}
        self._by_digest: dict[str, Entry] = {}
        self._by_id: dict[str, dict[str, Entry]] = {}
        for entry in entries:
            self.put(entry)

    def put(self, entry: Entry) -> None:
        """Add the entry of a file, in place of the one it had."""
        before = self._by_path.get(entry.path)
        if before:
            del self._by_id[before.id][before.path]
        self._by_path[entry.path] = self._by_digest[entry.digest] = entry
        self._by_id.setdefault(entry.id, {})[entry.path] = entry

    def of_path(self, path: str) -> Entry | None:
        """What came from a file."""
        return self._by_path.get(path)

    def of_digest(self, digest: str) -> Entry | None:
        """The last entry with this content, also where its file has changed since."""
        return self._by_digest.get(digest)

    def of_meeting(self, meeting_id: str) -> list[Entry]:
        """The entries under a meeting's id."""
        return list(self._by_id.get(meeting_id, {}).values())
