"""What an item without a heading for its decision says was decided: those paragraphs as sections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.lines import clean
from index.paragraphs import paragraphs
from index.types import Section

_DECIDES = re.compile(
    r"^(?:på den baggrund |herefter |derfor )?(?:"
    r"det (?:blev|er|bliver|besluttes)(?: \w+){0,2} (?:besluttet|aftalt|vedtaget|godkendt)\b"
    r"|(?:yderligere|endvidere|desuden|herudover) (?:besluttede|vedtog|godkendte) \w+\b"
    r"|vi (?:besluttede|aftalte|blev enige om)\b|(?:besluttet|aftalt),? at\b"
    r"|der (?:blev|er|var)(?: \w+)? (?:truffet beslutning|(?:fuld |bred )?enighed|opbakning)\b"
    r"|(?:[a-zæøå]*(?:udvalget|rådet|klyngen|gruppen|bestyrelsen|forummet|forum|mødet)|medlemmerne|parterne) "
    r"(?:besluttede|vedtog|godkendte|tiltrådte|tog \w+ til efterretning|aftalte|tilsluttede|udsatte"
    r"|udskød|afviste|var enige?t?|blev enige?t?|udtaler sig)\b"
    r"|følgende \w+ (?:blev|er) (?:vedtaget|besluttet|aftalt|godkendt)\b"
    r"|(?!referatet (?:er|blev|bliver) godkendt (?:digitalt|elektronisk|pr|per|via|af|den)\b)"
    r"[a-zæøå-]+(?:en|et|ne)(?: \d{4}(?:-\d{2,4})?)?(?: fra \S+ \S+| og \w+)?"
    r"(?: (?:blev|er|bliver)(?: \w+)?)?"
    r" (?:godkendt|tiltrådt|vedtaget|taget til|udsat|udskudt|afvist|forkastet)\b"
    r"|(?:godkendt|vedtaget|tiltrådt|udsat|udskudt|taget til efterretning)\.(?=\s)"
    r"|(?:godkendt|vedtaget|tiltrådt|drøftet|udsat|taget til efterretning|til efterretning)\b[^,]{0,60}\.?$)",
    re.IGNORECASE,
)
# What a sentence in the midst of a paragraph begins with where it says what was decided.
_SAYS = re.compile(
    r"(?:besluttet|beslutning|konklusion|aftalt|vedtaget)\s*:\s"
    r"|ingen beslutning\b|aftalt,? at\b"
    r"|(?:punktet|sagen|emnet) (?:kommer|tages|sættes|drøftes) (?:på |op )?igen\b"
    r"|(?:[a-zæøå]+(?:en|et)\s+(?:blev\s+|er\s+)?)?taget til efterretning\b"
    r"|(?:[a-zæøå]*(?:udvalget|rådet|klyngen|gruppen|bestyrelsen|forummet|forum)|mødet|vi)"
    r" (?:besluttede|vedtog|godkendte|tiltrådte|aftalte|tilsluttede sig|udsatte|udskød|afviste"
    r"|blev enige?t? om|tog \w+ til efterretning)\b(?! i (?:19|20)\d\d)"
    r"|(?:indstillingen|forslaget|punktet|sagen|orienteringen) blev (?:godkendt|tiltrådt|vedtaget"
    r"|udsat|udskudt|afvist|forkastet)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[^\W\d][.!?])\s+(?=[A-ZÆØÅ])")
_ENTRY = re.compile(r"^(?:[-–•*·▪o]\s|\d{1,2}[.)]\s|[a-h][.)]\s|at\s)")
_VOTES = re.compile(
    r"^\([A-ZÆØÅ]\)|^(?:for|imod)\s+stemte\b|^\S.{0,80}\b(?:stemte|undlod|tog\s+forbehold|ønskede\s+(?:til)?ført)\b",
    re.IGNORECASE,
)


def split_outcomes(text: str, sections: Sequence[Section]) -> list[Section]:
    """`sections` with each paragraph of plain text that states a decision as a section of its own.

    Only where the item has no section that tells what was decided. Where a paragraph leads into a list, the
    list is part of it.
    """
    if any(section.kind == "beslutning" for section in sections):
        return list(sections)
    result: list[Section] = []
    for section in sections:
        if section.kind == "tekst" and not section.heading:
            result += _cut(text, section)
        elif section.kind == "indstilling" and not section.heading:
            result += _answered(text, section)
        else:
            result.append(section)
    return result


def states_one(text: str, section: Section) -> bool:
    """Whether a paragraph or sentence of the section says what was decided."""
    return any(
        _DECIDES.match(clean(text[start:end]))
        or _SAYS.match(text, start, end)
        or _sentence(text, start, end) is not None
        for start, end in paragraphs(text, section.body, section.end)
    )


def _answered(text: str, section: Section) -> list[Section]:
    """A recommendation told in running text, and what was decided on it from there on."""
    for match in _SENTENCE.finditer(text, section.body, section.end):
        if _SAYS.match(text, match.end(), section.end):
            at = match.end()
            return [replace(section, end=at), Section("beslutning", "", at, at, section.end)]
    return [section]


def _sentence(text: str, start: int, end: int) -> int | None:
    """Where a sentence within a paragraph says what was decided, or None."""
    found = (match.end() for match in _SENTENCE.finditer(text, start, end))
    return next((at for at in found if _SAYS.match(text, at, end)), None)


def _cut(text: str, section: Section) -> list[Section]:
    told: list[tuple[int, bool]] = []
    within = False
    for start, end in paragraphs(text, section.body, section.end):
        words = clean(text[start:end])
        decides = bool(_DECIDES.match(words)) or (within and bool(_ENTRY.match(words)))
        decides = decides or bool(told and told[-1][1] and _VOTES.match(words))
        if not decides and (at := _sentence(text, start, end)) is not None:
            told.append((text.rfind("\n", section.body, start) + 1 or start, False))
            told.append((at, True))
            within = False
            continue
        within = decides and (words.endswith((":", " at", ",")) or bool(_ENTRY.match(words)))
        told.append((text.rfind("\n", section.body, start) + 1 or start, decides))
    parts: list[Section] = []
    for start, decides in told:
        kind = "beslutning" if decides else "tekst"
        if parts and parts[-1].kind == kind:
            continue
        if parts:
            parts[-1] = replace(parts[-1], end=start)
            parts.append(Section(kind, "", start, start, section.end))
        else:
            parts.append(replace(section, kind=kind))
    return parts or [section]
