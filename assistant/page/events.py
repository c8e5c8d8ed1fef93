"""What the page's script sends with an event, read with suspicion; files that it is given to save."""

from __future__ import annotations

import json
from base64 import b64encode
from secrets import token_hex
from typing import Any

import gradio as gr

# Events that show their own waiting and are no part of any API.
QUIET: dict[str, Any] = {
    "show_progress": "hidden",
    "api_visibility": "private",
    "trigger_mode": "multiple",
}


def text_of(event: gr.EventData, name: str, longest: int = 1000) -> str:
    """A text that the script sends; "" for anything else."""
    value = _data(event).get(name)
    return value[:longest] if isinstance(value, str) else ""


def number_of(event: gr.EventData, name: str) -> int:
    """A whole number that the script sends, as a number or in digits; -1 for anything else."""
    value = _data(event).get(name)
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else -1


def _data(event: gr.EventData) -> dict[str, Any]:
    return event._data if isinstance(event._data, dict) else {}


def as_download(name: str, kind: str, data: bytes) -> str:
    """A file as the script takes it; the token makes the same file twice two downloads."""
    body = b64encode(data).decode()
    return json.dumps({"name": name, "type": kind, "data": body, "token": token_hex(4)})
