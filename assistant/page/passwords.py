"""Users and their hashed passwords in a file: one "name:scrypt$n$r$p$salt$hash" a line.

Hashes are scrypt's (RFC 7914) with a salt of its own for each user; a password stands nowhere.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from pathlib import Path
from threading import Lock

from index.errors import MinutesError

_N, _R, _P = 2**14, 8, 1
_MEMORY = 64 * 2**20
SHORTEST = 10


def line(name: str, password: str) -> str:
    """The file's line for a user. Raises MinutesError for an unusable name or too short a password."""
    if not re.fullmatch(r"[\w.@-]{1,64}", name):
        raise MinutesError("Brugernavnet må kun have bogstaver, tal, punktum, bindestreg og @.")
    if len(password) < SHORTEST:
        raise MinutesError(f"Adgangskoden skal have mindst {SHORTEST} tegn.")
    salt = secrets.token_bytes(16)
    digest = _hash(password, salt, _N, _R, _P)
    return f"{name}:scrypt${_N}${_R}${_P}${b64encode(salt).decode()}${b64encode(digest).decode()}"


class Users:
    """The users of one file; checking takes the same time for a known name and an unknown one."""

    def __init__(self, users: dict[str, tuple[int, int, int, bytes, bytes]]) -> None:
        self._users = users
        self._nobody = (_N, _R, _P, secrets.token_bytes(16), b"")
        # One at a time: each check takes 16 MB and a tenth of a second of one core.
        self._lock = Lock()

    @classmethod
    def read(cls, path: Path) -> Users:
        """Read the file. Raises MinutesError when it is missing, empty or has a line that is none."""
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise MinutesError(f"{path}: brugerfilen kan ikke læses.") from error
        users = {}
        for number, raw in enumerate(text.splitlines(), 1):
            if not raw.strip() or raw.startswith("#"):
                continue
            name, _, rest = raw.strip().partition(":")
            users[name] = _read(rest, f"{path.name}, linje {number}")
        if not users:
            raise MinutesError(f"{path}: der er ingen brugere i filen.")
        return cls(users)

    def __len__(self) -> int:
        return len(self._users)

    def check(self, name: str, password: str) -> bool:
        """Whether this is the user's password."""
        n, r, p, salt, digest = self._users.get(name.strip(), self._nobody)
        with self._lock:
            given = _hash(password[:1000], salt, n, r, p)
        return hmac.compare_digest(given, digest)


def _hash(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=n, r=r, p=p, maxmem=_MEMORY, dklen=32)


def _read(text: str, place: str) -> tuple[int, int, int, bytes, bytes]:
    kind, *rest = text.split("$")
    try:
        n, r, p = (int(part) for part in rest[:3])
        salt, digest = (b64decode(part, validate=True) for part in rest[3:])
        if kind != "scrypt" or len(digest) != 32 or len(salt) < 8:
            raise ValueError(kind)
        hashlib.scrypt(b"", salt=salt, n=n, r=r, p=p, maxmem=_MEMORY, dklen=32)
    except (ValueError, NotBase64) as error:
        raise MinutesError(
            f"{place}: linjen er ikke lavet med python -m assistant.page user NAVN."
        ) from error
    return n, r, p, salt, digest
