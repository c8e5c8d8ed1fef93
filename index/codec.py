"""Frozen dataclasses to JSON and back, exactly: what comes out equals what went in."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Reader = Callable[[Any], Any]


def encode(value: object) -> str:
    """A dataclass (of dataclasses, tuples, dates and plain values) as JSON."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def decode(kind: type[T], text: str) -> T:
    """The dataclass that `encode` wrote."""
    read = _reader(kind) or _same  # type: ignore[arg-type]
    value: T = read(json.loads(text))
    return value


def last_field(kind: type, name: str, text: str) -> Any:
    """The last field of the dataclass that `encode` wrote, as plain JSON and without reading the others."""
    assert fields(kind)[-1].name == name
    mark = f',"{name}":'  # not within a string: quotes are escaped there
    return json.loads(text[text.rindex(mark) + len(mark) : -1])


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(entry) for entry in value]
    return value.isoformat() if isinstance(value, date) else value


@cache
def _reader(kind: Any) -> Reader | None:
    """What turns a JSON value into `kind`, made once a type; None where the value stays as it is."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _reader(next(part for part in get_args(kind) if part is not type(None)))
    if origin is tuple:
        return _tuple_reader(get_args(kind))
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    return (lambda value: None if value is None else date.fromisoformat(value)) if kind is date else None


def _tuple_reader(parts: tuple[Any, ...]) -> Reader:
    if len(parts) == 2 and parts[1] is Ellipsis:
        read = _reader(parts[0])
        if read is None:
            return lambda value: None if value is None else tuple(value)
        return lambda value: None if value is None else tuple([read(entry) for entry in value])
    each = [_reader(part) or _same for part in parts]
    return lambda value: (
        None if value is None else tuple([r(entry) for r, entry in zip(each, value, strict=True)])
    )


def _dataclass_reader(kind: Any) -> Reader:
    hints = get_type_hints(kind)
    changed = [(name, read) for name, hint in hints.items() if (read := _reader(hint)) is not None]

    def read_fields(value: Any) -> Any:
        if value is None:
            return None
        for name, read in changed:
            if name in value:
                value[name] = read(value[name])
        return kind(**value)

    return read_fields


def _same(value: Any) -> Any:
    return value
