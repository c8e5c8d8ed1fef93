"""Every error that the package raises on purpose.

    MinutesError                 caught by the command line and the page; its text is one Danish sentence
    ├── ReadError                a file that gives no text: missing, empty, binary, scanned, unknown format
    ├── ParseError               a text that is not minutes: no item heading, no date
    ├── DuplicateError           the same minutes under two names
    ├── StoreError               a store that cannot be opened, read or written
    │   ├── StoreBusyError       another process is writing to it
    │   ├── BrokenProjectionError a search projection that its engine cannot change
    │   ├── UnknownMeetingError  a meeting that is not, or no longer, in the store
    │   └── StoreMismatchError   built with another encoder, schema or setting
    ├── EncoderError             an embedding model or cross-encoder that cannot be loaded
    ├── ModelError               a language model that does not answer, or not to the end
    └── QueryError               a question or filter that cannot be understood

`source` names the file that the error is about, or is None.
"""

from __future__ import annotations


class MinutesError(Exception):
    """Base of all errors raised on purpose; `str(error)` is one clear Danish sentence."""

    def __init__(self, message: str, *, source: str | None = None) -> None:
        super().__init__(message)
        self.source = source


class ReadError(MinutesError):
    """A file that gives no text."""


class ParseError(MinutesError):
    """A text that is not minutes."""


class DuplicateError(MinutesError):
    """The same minutes under two names."""


class StoreError(MinutesError):
    """A store that cannot be opened, read or written."""


class StoreBusyError(StoreError):
    """Another process is writing to the store."""


class BrokenProjectionError(StoreError):
    """A search projection that its engine cannot change any more; it is to be made anew."""


class UnknownMeetingError(StoreError):
    """A meeting that is not, or no longer, in the store."""


class StoreMismatchError(StoreError):
    """A store built with another encoder, schema or setting."""


class EncoderError(MinutesError):
    """An embedding model that cannot be loaded."""


class ModelError(MinutesError):
    """A language model that does not answer, or not to the end."""


class QueryError(MinutesError):
    """A question or a filter that cannot be understood."""


def reason(error: BaseException) -> str:
    """What a library's error says in one line: the first of its message, else its type's name."""
    return next(iter(str(error).splitlines()), type(error).__name__)
