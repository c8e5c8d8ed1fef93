"""The table of contents of minutes, and the forms in which an item's number is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from index.headings import is_meta, label_of
from index.lines import Line, key, next_filled

# A title may open with a number of its own ("2. behandling", "10-årsplan"), a range or amount may not.
TITLE = r"(?:[^\s\d\-–—.,]|\d{1,4}(?:-[a-zæøå]|\.\s[a-zæøå])).*"
WORD = r"(?:dagsordenens\s+|dagsordens?|møde)?punkt"
COLON = re.compile(
    rf"^{WORD}\s*(?:nr\.?\s*)?(?:(\d{{1,3}})(?:\.(\d{{1,2}})|\s?([a-h])\b)?)?\s*:\s*(?P<title>\S.*)?$",
    re.IGNORECASE,
)
LOOSE = re.compile(
    rf"^(?:{WORD}|pkt\.?)\s*(?:nr\.?\s*)?(\d{{1,3}})(?:\s*[.:)]\s*|\s+[-–—·•|]\s+|\s+)({TITLE})$",
    re.IGNORECASE,
)
PARTED = re.compile(rf"^(\d{{1,3}})\s?(?:[a-h]|\.\d{{1,2}})[.):]?\s+({TITLE})$")
NUMBERED = re.compile(rf"^(\d{{1,3}})(?:[.):]\s*|\s+[-–—·•|]\s+|\s+)({TITLE})$")
# "Sag nr. 3 Budget": a case is headed, where a sentence may as well begin "Sag 3 blev udsat".
CASE = re.compile(
    rf"^(?:Sag|SAG|Emne|EMNE|Nr\.)\s*(?:nr\.?\s*)?(\d{{1,3}})\s*[.:)–·•|-]?\s+(?=[A-ZÆØÅ\"»”§])({TITLE})$"
)
# "Nr. 12 a - Havnen": a case that was put in after the agenda had been numbered.
INSERTED = re.compile(
    rf"^(?:{WORD}|pkt\.?|sag|nr\.)\s*(?:nr\.?\s*)?(\d{{1,3}})\s?([a-h])\s*[.:)–·•|-]+\s+({TITLE})$",
    re.IGNORECASE,
)
# "Ad 3. Budget", "Ad pkt. 3b": what was said to an item of the agenda that stands before.
ANSWER = re.compile(
    rf"^ad\.?\s*(?:{WORD}|pkt\.?)?\s*(?:nr\.?\s*)?(\d{{1,3}})(?:\.(\d{{1,2}})|\s?([a-h])(?![\w]))?"
    rf"\s*[.:)–-]*\s*(?P<title>(?<=[\s.:)–-]){TITLE})?$",
    re.IGNORECASE,
)
# A line of nothing but dots or strokes is a rule, no entry; three dots after a sentence are no leader.
LEADER = re.compile(
    r"^(?![\s._…]*$).*(?:(?:\.{4,}|…{2,}|(?<=\s)(?:\.{3}|…)|(?:\. ){3,}|_{3,})\s*\d{0,4}"
    r"|(?:\.{3}|…)\s*\d{1,4})\s*$"
)
PAGE = re.compile(r"(?:\s*(?:\.{2,}|…+|(?:\. ){2,}|_{3,}|\t)\s*\d{0,4}|\s+\d{1,3})\s*$")
_CONTENTS = re.compile(
    r"^(?:indholdsfortegnelse|indhold|dagsorden|dagsordenspunkter|oversigt|punkter|sagsliste|sagsoversigt"
    r"|punkter på dagsordenen|mødepunkter|følgende punkter behandles)\s*:?$",
    re.IGNORECASE,
)
_LETTERED = re.compile(r"^[a-h][.)]\s+\S")
# What an agenda says beside a title, and its heading need not: "(O/D: 20 min.)", "Tilføjet: …".
_BESIDE = re.compile(
    r"^(?:tilføjet|tilføjelse|nyt\s+punkt|ekstra(?:\s+punkt)?)\s*:\s*(?=\S)"
    r"|\s*\((?:[A-ZÆØÅ](?:\s?/\s?[A-ZÆØÅ])*\s*[:,;]?\s*)?(?:ca\.\s*)?\d{1,3}\s*min(?:utter)?\.?\)\s*$",
    re.IGNORECASE,
)
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents: titles by comparison key, and the lines (first, last) it stands on.

    `numbered` has the titles as written by number, where the table numbers them.
    """

    titles: frozenset[str]
    first: int
    last: int
    numbered: Mapping[int, str] = field(default_factory=dict)

    def has(self, title: str) -> bool:
        """Whether `title` is in the table, which may cut long titles short."""
        wanted = key(title)
        if wanted in self.titles:
            return True
        return len(wanted) >= 12 and any(
            len(known) >= 12 and (wanted.startswith(known) or known.startswith(wanted))
            for known in self.titles
        )

    def goes_on(self, title: str, more: str) -> bool:
        """Whether an entry has `more` after `title`; the table may cut it short."""
        begun, whole = key(title), key(f"{title} {more}")
        if begun in self.titles:
            return False
        longer = [known for known in self.titles if len(known) > len(begun) and known.startswith(begun)]
        return any(known.startswith(whole) or whole.startswith(known) for known in longer)


NO_CONTENTS = Contents(frozenset(), -1, -1)


def find_contents(lines: list[Line]) -> Contents:
    """The table of contents: what follows its heading, or a run of lines with dotted leaders."""
    opening = next((i for i, line in enumerate(lines[:400]) if _CONTENTS.match(line.clean)), None)
    if opening is None:
        opening = next((i - 1 for i, line in enumerate(lines[:400]) if LEADER.search(line.clean)), None)
    if opening is None:
        opening = _unheaded(lines)
    if opening is None:
        return NO_CONTENTS
    entries, last = _entries(lines, opening + 1)
    plain = [_strip_number(PAGE.sub("", entry)) for entry in entries]
    titles = frozenset(key(title) for name in plain for title in (name, _BESIDE.sub("", name))) - {""}
    numbered = {number: title for entry in entries for number, title in _numbered(PAGE.sub("", entry))}
    return Contents(titles, opening, last, numbered) if titles else NO_CONTENTS


def _unheaded(lines: list[Line]) -> int | None:
    """The line before a table without a heading: titles counted from 1, nothing between, each found again."""
    titles = [_numbered(PAGE.sub("", line.clean)) if line.clean[:1].isdigit() else [] for line in lines]
    for i in range(min(200, len(lines))):
        if not titles[i] or titles[i][0][0] != 1:
            continue
        run = [titles[i][0]]
        end = i
        while (after := next_filled(lines, end)) is not None and titles[after][:1]:
            if titles[after][0][0] != len(run) + 1:
                break
            run.append(titles[after][0])
            end = after
        later = {(number, key(title)) for found in titles[end + 1 :] for number, title in found}
        told = sum((number, key(title)) in later for number, title in run)
        return i - 1 if len(run) >= _FEWEST and told > 0.7 * len(run) else None
    return None


def _entries(lines: list[Line], first: int) -> tuple[list[str], int]:
    """The entries from line `first` on, and the line of the last one.

    A table with leaders ends at the last of them; one without ends where its numbers start over.
    """
    dotted = [i for i in range(first, min(first + 400, len(lines))) if LEADER.search(lines[i].clean)]
    if dotted:
        return _dotted_entries(lines, first, dotted)
    entries: list[str] = []
    last, expected = first - 1, 0
    for i in range(first, min(first + 600, len(lines))):
        text = lines[i].clean
        match = COLON.match(text) or LOOSE.match(text) or NUMBERED.match(text) or PARTED.match(text)
        if not text:
            continue
        if not match:
            if entries and _LETTERED.match(text):
                last = i
                continue
            if entries and i == last + 1 and label_of(lines[i]) is None and not is_meta(lines[i]):
                entries[-1] = f"{entries[-1]} {text}"
                last = i
                continue
            break
        number = int(match[1]) if match[1] else expected
        if number < expected - bool(PARTED.match(text)):
            break
        found = _in_columns(text, number, bool(lines[i].cells))
        expected = number + len(found)
        entries += found
        last = i
    return [part for entry in entries for part in _run_on(entry)], last


def _run_on(entry: str) -> list[str]:
    """The entries that were written one after the other and broken for width: "1. Takst 2. Havn 3." "Fyr"."""
    match = NUMBERED.match(entry)
    return _in_columns(entry, int(match[1]), False) if match else [entry]


def _in_columns(text: str, number: int, gaps: bool) -> list[str]:
    """The entries that a line of the table holds, which counts on from `number` where it is set in columns.

    Columns have a gap or a mark between them; single blanks do where the line counts at least three entries.
    """
    cuts: list[re.Match[str]] = []
    while cut := _next_entry(number + len(cuts) + 1).search(text, cuts[-1].end() if cuts else 0):
        cuts.append(cut)
    if not cuts or not (gaps or len(cuts) > 1 or any(cut["gap"].strip() for cut in cuts)):
        return [text]
    bounds = zip(
        [0, *(c.start("number") for c in cuts)], [*(c.start() for c in cuts), len(text)], strict=True
    )
    return [text[a:b] for a, b in bounds]


@lru_cache(maxsize=256)
def _next_entry(number: int) -> re.Pattern[str]:
    return re.compile(rf"(?<=\S)(?P<gap>\s*[·•|;,/]\s*|\s+)(?P<number>{number}[.):]?\s+(?=[A-ZÆØÅ\"»”§]))")


def _dotted_entries(lines: list[Line], first: int, dotted: list[int]) -> tuple[list[str], int]:
    entries: list[str] = []
    kept = ""
    last = dotted[0]
    for i in dotted:
        if i - last > 12:
            break
        last = i
    # An entry without leaders is one that was cut at the margin: "… hold 4 (kl. 15:40 – 15:<tab>8".
    for i in range(first, last + 1):
        text = lines[i].clean
        if not text:
            continue
        if COLON.match(text) or NUMBERED.match(text):
            kept = ""  # what stands before is a column's head, or was cut
        raw_end = bool(LEADER.search(text)) or bool(re.search(r"\s\d{1,4}$", text))
        kept = f"{kept} {text}".strip()
        if raw_end:
            entries.append(kept)
            kept = ""
    return entries, last


def _numbered(entry: str) -> list[tuple[int, str]]:
    match = COLON.match(entry) or LOOSE.match(entry) or NUMBERED.match(entry)
    title = _strip_number(entry)
    return [(int(match[1]), title)] if match and match[1] and title else []


def _strip_number(entry: str) -> str:
    if match := COLON.match(entry):
        return match["title"] or ""
    match = LOOSE.match(entry) or NUMBERED.match(entry) or PARTED.match(entry)
    return match[2] if match else entry
