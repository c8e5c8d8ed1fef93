"""Which lines of the minutes are the headings of agenda items.

Every line that may be one is scored by what stands around it, and the best chain of numbers wins: a
"Punkt 2: Godkendt" inside a decision breaks the count and has nothing of a heading about it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from index.agenda_parts import part_lines
from index.contents import (
    ANSWER,
    CASE,
    COLON,
    INSERTED,
    LEADER,
    LOOSE,
    NUMBERED,
    PAGE,
    WORD,
    Contents,
    find_contents,
)
from index.headings import OPENNESS, asks, is_closed, is_meta, label_of
from index.lines import Line, is_row, key, next_filled


@dataclass(frozen=True, slots=True)
class Heading:
    """An item's heading: lines `first` to `last` inclusive; `number` is None for an un-numbered one.

    A page's own "fold dette punkt ind" before the heading counts as part of it. `closed` says that a mark
    before the title ("3 (Lukket) …", "Lukket punkt 3: …") closes the item. `body` is the offset at which the
    item's text begins where that is not the end of line `last`: on the heading's own line in a table.
    """

    first: int
    last: int
    number: int | None
    title: str
    closed: bool = False
    body: int | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line that may head an item; `part` orders sub-items: 2 for "Punkt 4.2" and "Punkt 4b".

    `marked` says that the heading says whether the item is open, which may lend it a colon.
    """

    index: int
    number: int | None
    title: str
    base: float
    part: int = 0
    closed: bool = False
    marked: bool = False


_ALONE = re.compile(
    rf"^(?:{WORD}|pkt\.?|sag)\s*(?:(?:nr\.?|nummer)\s*:?\s*)?(\d{{1,3}})\s*[.:\-–—]?$", re.IGNORECASE
)
_MARKED = re.compile(
    rf"^(?P<before>(?:åbent?|lukket|fortroligt?)\s+)?(?P<word>(?:{WORD}|pkt\.?|sag)\s*(?:nr\.?\s*)?\d{{1,3}})"
    r"(?P<after>\s*[-–.]?\s*(?:\((?:åbent?|lukket|fortroligt?)(?:\s+(?:punkt|sag))?\)"
    r"|(?:åbent?|lukket|fortroligt?)(?:\s+(?:punkt|sag))?(?=\s*:)))?",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\båbent?\b", re.IGNORECASE)
_ONLY_OPENNESS = re.compile(
    r"^[-–—(\s]*(?:åbent?|lukket|fortroligt?)(?:\s+(?:punkt|sag))?[)\s:]*$", re.IGNORECASE
)
# "2  Kort over molen (pkt. 3)": a line of a list that says to which item each of its papers belongs.
_BELONGS = re.compile(r"\((?:til\s+)?(?:pkt\.?|punkt|sag|ad)\s*\d{1,3}\)\s*$", re.IGNORECASE)
_GLUED = re.compile(r"^(\d{1,3})(?=[A-ZÆØÅ][a-zæøå]|[A-ZÆØÅ]{2,}\b|[\"»§])")
_BULLET = re.compile(r"^[•·▪]\s+(?P<entry>\d{1,3}\.\s.+)$")
FOLD = re.compile(r"^fold\s+(?:dette\s+)?punkt(?:et)?\s+(?:ind|ud)$", re.IGNORECASE)
_OUTCOME = re.compile(
    r"^(?:ikke\s+)?(?:godkendt|godkendes|anbefales|anbefalet|taget|tages|tiltrådt|tiltrædes|tiltrådtes|udsat"
    r"|udsættes|drøftet|drøftes|vedtaget|vedtages|bortfaldt|bortfalder|udgår|udgik|forkastet|afvist|sendes"
    r"|oversendes|indstilles|indstillet|efterretning|til efterretning|blev|er|om|og|på|i|fra|til|samt|som)\b",
    re.IGNORECASE,
)
_LAST = re.compile(r"^(?:eventuelt|evt)\b\.?$", re.IGNORECASE)  # it heads nothing but an item
_SHORTENED = re.compile(
    r"(?:\b(?:evt|mv|mm|vedr|osv|kl|inkl|ekskl|[a-zæøå]{1,2}\.[a-zæøå]{1,3})|\.\.)\.$", re.IGNORECASE
)


def find_headings(lines: list[Line]) -> tuple[list[Heading], Contents]:
    """The items' headings in order, and the table of contents. No heading: an empty list."""
    contents = find_contents(lines)
    parts = part_lines(lines) - set(range(contents.first, contents.last + 1))
    worded = [c for i in range(len(lines)) if (c := _worded(lines, i))]
    chosen, value = _choose(lines, worded, contents, parts)
    numbered = [c for i in range(len(lines)) if (c := _numbered(lines, i))]
    answers = [c for i in range(len(lines)) if (c := _answer(lines, i))]
    glued = [c for i in range(len(lines)) if (c := _glued(lines, i))]
    points = [c for i in range(len(lines)) if (c := _point(lines, i))]
    for others in (numbered, answers, glued, points):
        chain, worth = _choose(lines, others, contents, parts)
        if worth > value:
            chosen, value = chain, worth
    stops = [*(_first_line(lines, c) for c in chosen[1:]), len(lines)]
    return [_complete(lines, c, contents, stop) for c, stop in zip(chosen, stops, strict=False)], contents


def _worded(lines: list[Line], index: int) -> _Candidate | None:
    """The line as a heading with the word "Punkt" or "Pkt", or None."""
    text = lines[index].clean
    if not text or text[0] not in "PpDdMmSENLlFfÅå" or LEADER.search(text):
        return None
    mark = _MARKED.match(text)
    if mark and (mark["before"] or mark["after"]):
        plain = f"{mark['word']}{text[mark.end() :]}"
        found = _worded_plain(plain, index)
        return replace(found, closed=not _OPEN.search(mark[0]), marked=True) if found else None
    return _worded_plain(text, index)


def _worded_plain(text: str, index: int) -> _Candidate | None:
    if match := COLON.match(text):
        title = match["title"] or ""
        if match[1] is None:
            return _Candidate(index, None, title, 2.0) if title else None
        part = int(match[2]) if match[2] else ord(match[3].lower()) - ord("a") + 1 if match[3] else 0
        return _Candidate(index, int(match[1]), title, 2.0, part)
    if match := _ALONE.match(text):
        return _Candidate(index, int(match[1]), "", 0.5)
    if match := INSERTED.match(text):
        return _Candidate(index, int(match[1]), match[3], 0.0, ord(match[2].lower()) - ord("a") + 1)
    if match := LOOSE.match(text) or CASE.match(text):
        return _Candidate(index, int(match[1]), match[2], 0.0)
    return None


def _answer(lines: list[Line], index: int) -> _Candidate | None:
    """The line as a heading of what was said to an item ("Ad 3. Budget"), or None."""
    text = lines[index].clean
    match = ANSWER.match(text) if text[:2].casefold() == "ad" and len(text) < 200 else None
    if not match:
        return None
    part = int(match[2]) if match[2] else ord(match[3].lower()) - ord("a") + 1 if match[3] else 0
    return _Candidate(index, int(match[1]), match["title"] or "", -1.0, part)


def _numbered(lines: list[Line], index: int) -> _Candidate | None:
    """The line as a heading that is only a number and a title, or None."""
    text = lines[index].clean
    if not text or not text[0].isdigit() or len(text) > 300 or LEADER.search(text) or is_row(lines[index]):
        return None
    if _BELONGS.search(text):
        return None
    if match := OPENNESS.match(text):
        return _Candidate(index, int(match["number"]), text[match.end() :], 1.5, closed=is_closed(match))
    match = NUMBERED.match(text)
    if not match or not (match[2][0].isupper() or match[2][0] in '§"”»' or match[2][0].isdigit()):
        return None
    return _Candidate(index, int(match[1]), match[2], -1.5)


def _glued(lines: list[Line], index: int) -> _Candidate | None:
    """The line as a heading whose number a page reader wrote with the title ("12Budget"), or None."""
    match = _GLUED.match(lines[index].clean)
    if not match:
        return None
    apart = replace(lines[index], clean=f"{match[1]} {lines[index].clean[match.end() :]}")
    found = _numbered([apart], 0)
    return replace(found, index=index, base=max(found.base, 0.0)) if found else None


def _point(lines: list[Line], index: int) -> _Candidate | None:
    """The line as a point of a web page's list with the item's text below it ("• 12. Budget"), or None."""
    match = _BULLET.match(lines[index].clean)
    if not match or not (found := _numbered([replace(lines[index], clean=match["entry"])], 0)):
        return None
    after = next_filled(lines, index)
    listed = after is None or _BULLET.match(lines[after].clean)
    return None if listed else replace(found, index=index)


def _choose(
    lines: list[Line], candidates: list[_Candidate], contents: Contents, parts: frozenset[int]
) -> tuple[list[_Candidate], float]:
    """The candidates that are headings, and the worth of their chain of numbers.

    The best-scoring chain, and what has no number but looks like a heading among them.
    """
    candidates = [c for c in candidates if not contents.first <= c.index <= contents.last]
    candidates = _drop_listing(lines, candidates)
    colons = any(c.base == 2.0 and c.number is not None and not c.marked for c in candidates)
    listed = {c.index for c in candidates if c.number is not None and c.title and contents.has(c.title)}
    telling = len(listed) > max(1, len(contents.titles) // 2)
    scored: list[tuple[_Candidate, float]] = []
    for candidate in candidates:
        score = _score(lines, candidate, parts)
        if candidate.index in listed:
            score += 3.0
        elif telling and candidate.number is not None:
            score -= 1.5
        if colons and candidate.base < 2.0:
            score -= 2.0
        scored.append((candidate, score))
    chain, value = _best_chain([(c, s) for c, s in scored if c.number is not None], parts)
    if not chain or (len(chain) == 1 and _is_no_first(chain[0])):
        return [], 0.0
    loose = [c for c, s in scored if c.number is None and s > 0 and len(c.title) < 120]
    return sorted(chain + loose, key=lambda c: c.index), value


def _is_no_first(candidate: _Candidate) -> bool:
    """Whether an item cannot be all of a meeting: it is closed or the last one, and numbered so."""
    told = candidate.closed or _LAST.match(candidate.title)
    return bool(told) and (candidate.number or 0) > 1


def _drop_listing(lines: list[Line], candidates: list[_Candidate]) -> list[_Candidate]:
    """Without those that only announce a later heading: same number and title, nothing in between."""
    later: set[tuple[int | None, str]] = set()
    kept: list[_Candidate] = []
    following: int | None = None
    for candidate in reversed(candidates):
        name = (candidate.number, key(PAGE.sub("", candidate.title))[:40])
        empty = following is not None and next_filled(lines, candidate.index) == following
        following = candidate.index
        if not (empty and name in later):
            kept.append(candidate)
        later.add(name)
    return kept[::-1]


def _score(lines: list[Line], candidate: _Candidate, parts: frozenset[int]) -> float:
    """How much the line looks like an item's heading; positive is yes."""
    line, title = lines[candidate.index], candidate.title
    score = candidate.base + (1.5 if line.level else 0.5 if line.bold else 0.0)
    score += _surroundings(lines, candidate.index, parts)
    if _OUTCOME.match(title):
        score -= 3.0
    if _LAST.match(title):
        score += 2.0
    if title[:1].islower():
        score -= 1.0
    if title.endswith((".", ",", ";")) and not _SHORTENED.search(title):
        score -= 2.0
    return score - (2.0 if len(title) > 250 else 0.0)


def _surroundings(lines: list[Line], index: int, parts: frozenset[int]) -> float:
    score = 0.0
    before = lines[index - 1].clean if index and index - 1 not in parts else ""
    if not before:
        score += 0.5
    elif before == "|":
        score -= 4.0
    elif FOLD.match(before):
        score += 3.0
    elif before[-1] not in ".:!?)" and not is_meta(lines[index - 1]):
        score -= 1.0
    filled_before = next(
        (lines[i].clean for i in range(index - 1, max(index - 4, -1), -1) if lines[i].clean), ""
    )
    if not before and FOLD.match(filled_before):
        score += 3.0
    after = next_filled(lines, index)
    for _ in range(2):
        if after is None or COLON.match(lines[after].clean):
            break
        if is_meta(lines[after]) or label_of(lines[after]) or asks(lines[after]):
            return score + 2.0
        after = next_filled(lines, after)
    return score


def _best_chain(
    scored: list[tuple[_Candidate, float]], parts: frozenset[int]
) -> tuple[list[_Candidate], float]:
    """The chain with the highest sum of scores and steps: one up is best, a fall in number costs.

    It costs nothing where one of `parts`, lines that head a part of the agenda, lies between.
    """
    best: dict[tuple[int, int, int], tuple[float, int]] = {}
    back: list[int] = []
    for position, (candidate, score) in enumerate(scored):
        place = (sum(part < candidate.index for part in parts), candidate.number or 0, candidate.part)
        total, previous = (1.0 if place[1] == 1 else 0.3), -1
        for other, (value, where) in best.items():
            if value + 1.0 <= total:
                continue
            over = place[1] == 1 and place[0] > other[0]
            step = 1.0 if over else _step(other[1:], place[1:])
            if value + step > total:
                total, previous = value + step, where
        total += score
        back.append(previous)
        if place not in best or total > best[place][0]:
            best[place] = (total, position)
    if not best:
        return [], 0.0
    value, position = max(best.values())
    if value <= 1.0:
        return [], 0.0
    chain: list[_Candidate] = []
    while position >= 0:
        chain.append(scored[position][0])
        position = back[position]
    return _without_repeats(chain[::-1]), value


def _step(before: tuple[int, int], after: tuple[int, int]) -> float:
    """What it is worth that a heading numbered `after` follows one numbered `before`."""
    if after[0] == before[0] + 1 or (after[0] == before[0] and after[1] == before[1] + 1):
        return 1.0
    return 0.3 if after > before else -2.5


def _without_repeats(chain: list[_Candidate]) -> list[_Candidate]:
    """Without a heading that a later page repeats: same number and title as the one before."""
    kept: list[_Candidate] = []
    for candidate in chain:
        before = kept[-1] if kept else None
        same = before and (before.number, before.part) == (candidate.number, candidate.part)
        if not (same and before and candidate.title and key(before.title) == key(candidate.title)):
            kept.append(candidate)
    return kept


def _complete(lines: list[Line], candidate: _Candidate, contents: Contents, stop: int) -> Heading:
    """The heading with its whole title, which may stand on the next line or run over onto it.

    The next heading is on line `stop`.
    """
    first, last, title = _first_line(lines, candidate), candidate.index, _PAGE_ONLY.sub("", candidate.title)
    following = next_filled(lines, candidate.index) or stop
    if title and _ONLY_OPENNESS.match(title) and following == candidate.index + 1 < stop:
        below = lines[following]
        if not (is_meta(below) or label_of(below) or below.clean.endswith((".", ":", ";", ","))):
            closed, title = candidate.closed or not _OPEN.search(title), ""
            candidate = replace(candidate, title=title, closed=closed)
    if not title:
        listed = contents.numbered.get(candidate.number or -1, "") if contents.last < first else ""
        if listed and not _is_titled(lines, candidate.index, min(following, stop), listed, contents):
            return Heading(first, last, candidate.number, listed, candidate.closed)
        if following < stop and label_of(lines[following]) is None and not is_meta(lines[following]):
            return Heading(first, following, candidate.number, lines[following].clean, candidate.closed)
        return Heading(first, last, candidate.number, "", candidate.closed)
    for i in range(candidate.index + 1, min(candidate.index + 4, stop)):
        if not _runs_over(lines, i, title, contents):
            break
        title, last = f"{title} {lines[i].clean}", i
    return Heading(first, last, candidate.number, title, candidate.closed)


def _is_titled(lines: list[Line], index: int, below: int, listed: str, contents: Contents) -> bool:
    """Whether the line `below` the number on line `index` is the title, which the agenda calls `listed`.

    The two may differ in words where the line stands right below the number and heads what follows.
    """
    if below >= len(lines) or label_of(lines[below]) or is_meta(lines[below]):
        return False
    text = lines[below].clean
    if contents.has(text):
        return True
    if below != index + 1 or len(text) > 150 or text.endswith((".", ",", ";", ":")):
        return False
    after = lines[below + 1] if below + 1 < len(lines) else None
    heads = after is not None and (is_meta(after) or label_of(after) is not None)
    words, others = set(key(listed).split()), set(key(text).split())
    return text.isupper() or heads or 2 * len(words & others) >= min(len(words), len(others))


def _first_line(lines: list[Line], candidate: _Candidate) -> int:
    """The line of a "fold dette punkt ind" right before the heading, else the heading's own."""
    for i in range(candidate.index - 1, max(candidate.index - 4, -1), -1):
        if lines[i].clean:
            return i if FOLD.match(lines[i].clean) else candidate.index
    return candidate.index


_PAGE_ONLY = re.compile(r"\s*(?:\.{3,}|…{2,})\s*\d{0,4}$")


def _runs_over(lines: list[Line], index: int, title: str, contents: Contents) -> bool:
    """Whether line `index` is the rest of a heading that was broken for width."""
    line = lines[index]
    text = line.clean
    if not text or len(text) > 120 or text == "|" or line.level or is_meta(line):
        return False
    if contents.goes_on(title, text):
        return True
    if label_of(line):
        return False
    if text[0] in "-•–*" or text.endswith((".", ":")) or NUMBERED.match(text):
        return False
    after = lines[index + 1] if index + 1 < len(lines) else None
    closes = after is None or not after.clean or label_of(after) is not None or is_meta(after)
    return len(title) >= 50 and closes and key(title) not in contents.titles
