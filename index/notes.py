"""The public text of an item as a note on it is written from, and how it is told from another."""

from __future__ import annotations

from hashlib import sha256

from index.privacy import public_text
from index.types import AgendaItem, Meeting


def item_text(meeting: Meeting, item: AgendaItem) -> str:
    """What a note is written from: the item's public text, white space evened out."""
    return "\n".join(
        " ".join(line.split()) for line in public_text(meeting, item).splitlines() if line.strip()
    )


def item_digest(meeting: Meeting, item: AgendaItem) -> str:
    """The SHA-256 of that text, in hexadecimal."""
    return sha256(item_text(meeting, item).encode()).hexdigest()
