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
    r"|der (?:blev|er|var)(?: \w+)? (?:truffet beslutning|(?:fuld |bred )?enighed|opbakning)\b"
    r"|(?:[a-zæøå]*(?:udvalget|rådet|klyngen|gruppen|bestyrelsen|forummet|forum|mødet)|medlemmerne|parterne) "
    r"(?:besluttede|vedtog|godkendte|tiltrådte|tog \w+ til efterretning|aftalte|tilsluttede|var enige?t?"
    r"|blev enige?t?|udtaler sig)\b"
    r"|følgende \w+ (?:blev|er) (?:vedtaget|besluttet|aftalt|godkendt)\b"
    r"|(?:indstillingen|forslaget|orienteringen|dagsordenen|referatet|\w*(?:planen|regnskabet|budgettet)|punktet"
    r"|sagen)(?: fra \S+ \S+| og \w+)? (?:blev|er|bliver)(?: \w+)?"
    r" (?:godkendt|tiltrådt|vedtaget|taget til|udsat|udskudt|afvist|forkastet)\b"
    r"|(?:godkendt|vedtaget|tiltrådt|drøftet|udsat|taget til efterretning|til efterretning)\b[^,]{0,60}\.?$)",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"^(?:[-–•*·▪o]\s|\d{1,2}[.)]\s|[a-h][.)]\s)")
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
        if section.kind != "tekst" or section.heading:
            result.append(section)
        else:
            result += _cut(text, section)
    return result


def _cut(text: str, section: Section) -> list[Section]:
    told: list[tuple[int, bool]] = []
    within = False
    for start, end in paragraphs(text, section.body, section.end):
        words = clean(text[start:end])
        decides = bool(_DECIDES.match(words)) or (within and bool(_ENTRY.match(words)))
        decides = decides or bool(told and told[-1][1] and _VOTES.match(words))
        within = decides and (words.endswith((":", " at")) or bool(_ENTRY.match(words)))
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
