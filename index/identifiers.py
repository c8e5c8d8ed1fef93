"""Numbers and addresses that point to a private person: CPR numbers, phones, e-mails, bank accounts."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_INVISIBLE = "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
_HIDES = re.compile(_INVISIBLE)
_SPACE = "[ \u00a0\u2007\u2009\u202f]"
_DASH = "[-\u2010-\u2015\u2212]"
_MARK = r"[*_]{0,3}"
# The first digit comes before what must not stand in front of it: a search for a digit is fast.
_FIRST = r"\d(?<!\d\d)(?<!\d[.,/:–—-]\d)(?<![^\W\d_]\d)"
_AFTER = r"(?!\d)(?![.,/:–—-]\d)"


def _joined(unseen: str) -> re.Pattern[str]:
    """Six digits and four, with a dash, spaces or nothing between; `unseen` may stand among them."""
    two, four = unseen.join([r"\d"] * 2), unseen.join([r"\d"] * 4)
    return re.compile(
        rf"(?P<day>{_FIRST}{unseen}\d){unseen}(?P<month>{two}){unseen}(?P<year>{two})"
        rf"(?P<sep>{_MARK}{_SPACE}{{0,2}}(?:{_DASH}{_SPACE}{{0,2}}\n?)?{_MARK}|{unseen})(?P<tail>{four}){_AFTER}"
    )


_PLAIN, _VEILED = _joined(""), _joined(f"{_INVISIBLE}*")
_GAP = rf"(?:{_SPACE}|{_DASH}|[./])"
_SPREAD = re.compile(
    rf"(?P<day>{_FIRST}\d){_GAP}(?P<month>\d\d){_GAP}(?P<year>\d\d)"
    rf"(?P<sep>{_SPACE}?{_DASH}?{_SPACE}?)(?P<tail>\d{{4}}){_AFTER}"
)
_NAMED = re.compile(r"(?:\bcpr|person-?(?:nr|nummer)|\bfødt\b|\bfødselsdato)", re.IGNORECASE)
_OTHER_ID = re.compile(
    r"(?:\b(?:sags?|dok(?:ument)?|brev|journal|j\.?|esdh|acadre|faktura|ordre|bilags?|reg\.?|ean|cvr|se|p|kle"
    r"|bfe|matr(?:ikel)?|isbn|issn|doi|gln|iban|tlf|telefon|mobil|fax|mob|ring(?:\s+på)?|emn|id|løbe|serie|polic"
    r"|ejendoms?|projekt|kunde)[\s.-]{0,2}(?:id|nr|nummer|numre|kode)?|\w*konto(?:\s?(?:nr|nummer))?|\w+(?:nr|nummer))"
    r"\b[\s.:#(-]{0,4}(?:\+45\s?|(?<=\D)\d{4}[\s-]{1,2})?$",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"\s?(?:kr\b|kroner|mio\b|mia\b|dkk|eur|€|%|pct|procent|m2|m²|m3|kwh|mwh|ton|stk|km\b|kvm|timer|,-)",
    re.IGNORECASE,
)
_NUMBER_BEFORE = re.compile(r"\d[\d.,]*[ \u00a0\t|;]+[-+]?$")
_NUMBER_AFTER = re.compile(r"[ \u00a0\t|;]+[-+]?\d")
_CURRENCY_BEFORE = re.compile(r"(?:kr\.?|dkk|eur|€)\s?$", re.IGNORECASE)


def find_cpr(text: str) -> list[tuple[int, int]]:
    """The spans of CPR numbers, in order, none overlapping another.

    "ddmmyy-nnnn" with a dash, a space or nothing between, and fully spaced ("dd mm yy nnnn"); the day
    must exist in the century that the seventh digit gives, and lie in the past. The check digit is not
    required, for newer numbers lack it; but where the digits may as well be something else (a labelled
    id, an amount, a row of figures) it decides.
    """
    found: list[tuple[int, int]] = []
    if len(text) < 10:
        return found
    for match in (_VEILED if _HIDES.search(text) else _PLAIN).finditer(text):
        if _is_cpr(text, match, spread=False):
            found.append(match.span())
    for match in _SPREAD.finditer(text):
        if all(match.end() <= a or b <= match.start() for a, b in found) and _is_cpr(
            text, match, spread=True
        ):
            found.append(match.span())
    return sorted(found)


def _is_cpr(text: str, match: re.Match[str], *, spread: bool) -> bool:
    numbers = [_plain(match[name]) for name in ("day", "month", "year", "tail")]
    if not _born(*numbers):
        return False
    before = text[max(0, match.start() - 40) : match.start()].split("\n")[-1]
    after = text[match.end() : match.end() + 12]
    if _NAMED.search(before):
        return True
    checked = _checks("".join(numbers))
    if spread:
        return checked and not _NUMBER_BEFORE.search(before) and not _NUMBER_AFTER.match(after)
    dashed = bool(re.search(_DASH, match["sep"]))
    if _OTHER_ID.search(before):
        return dashed and checked
    if dashed:
        return True
    if _UNIT.match(after) or _CURRENCY_BEFORE.search(before):
        return False
    if not re.search(_SPACE, match["sep"]):
        return True
    in_row = _NUMBER_BEFORE.search(before) or _NUMBER_AFTER.match(after)
    like_year = numbers[3][:2] in ("19", "20")
    return checked or not (in_row or like_year)


def _plain(digits: str) -> str:
    return "".join(str(int(char)) for char in digits if char.isdigit())


def _born(day: str, month: str, year: str, tail: str) -> bool:
    """Whether the first six digits are a day in the past, in the century that the seventh digit says."""
    short, seventh = int(year), int(tail[0])
    if seventh <= 3:
        full = 1900 + short
    elif seventh in (4, 9):
        full = (2000 if short <= 36 else 1900) + short
    else:
        full = (2000 if short <= 57 else 1800) + short
    if not 1 <= int(month) <= 12 or not 1 <= int(day) <= monthrange(full, int(month))[1]:
        return False
    return date(full, int(month), int(day)) <= date.today()


def _checks(number: str) -> bool:
    """Whether the ten digits pass modulus 11."""
    return sum(int(d) * w for d, w in zip(number, (4, 3, 2, 7, 6, 5, 4, 3, 2, 1), strict=True)) % 11 == 0


@dataclass(frozen=True, slots=True)
class Private:
    """Something private in text: `kind` is "telefon", "e-mail" or "konto"."""

    kind: str
    start: int
    end: int


_PROVIDERS = (
    r"(?:g(?:oogle)?mail|hotmail|outlook|live|msn|yahoo|icloud|me|mac|aol|gmx|proton(?:mail)?|tutanota|jubii|ofir"
    r"|mail|(?:mail|post|wanadoo|vip)\.tele|tele|stofanet|tdcadsl|adslhome|webspeed|youmail|youseepost|yousee|privat"
    r"|profibermail|fibermail|energimail|waoomail|email|sol|get2net|post|dlgmail|km-bb|mailme|hafnet|live)"
)
_EMAIL = re.compile(r"(?<![\w.+@-])[\w.+-]{1,64}@(?P<domain>(?:[\w-]{1,63}\.){1,4}[A-Za-z]{2,24})(?![\w@-])")
_CONSUMER = re.compile(rf"{_PROVIDERS}\.(?:com|dk|net|me|co\.uk|de|se|no|org)", re.IGNORECASE)
_PHONE = re.compile(
    rf"[\d+](?<![\d.,/+-].)(?:(?:(?<=\+)|(?<=0)0)45{_SPACE}?\d)?"
    rf"(?:(?<=\d)\d{_SPACE}?\d\d{_SPACE}?\d\d{_SPACE}?\d\d|(?<=\d)\d{{3}}{_SPACE}\d{{4}})(?![\d/-]|[.,]\d)"
)
_LABEL = re.compile(
    r"(?:\b(?:private?\s+)?(?:mobil|hjemme)?(?:tlf|telefon(?:nr|nummer)?|mobil(?:nr|nummer)?|mob|tel)"
    r"\b\.?\s*(?:nr|nummer)?\.?\s*:?\s*|\bring(?:\s+(?:til|på))?\s+)$",
    re.IGNORECASE,
)
_PERSONAL_LABEL = re.compile(r"privat|mobil|hjemme|\bmob\b", re.IGNORECASE)
_OFFICIAL = re.compile(
    r"kommune|region|borgerservice|forvaltning|sekretariat|hovednummer|reception|vagt|akut|center|afdeling|kontor"
    r"|omstilling|hotline|sygehus|hospital|klinik|politi|sag|dok|emn|brev|cvr|ean|journal|bilag|konto|faktura",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"[A-ZÆØÅ][a-zæøåéü]+(?:[ -][A-ZÆØÅ](?:[a-zæøåéü]+|\.))*[ -][A-ZÆØÅ][a-zæøåéü]+\W{0,4}(?:på\s+|\(?)?$"
)
_ACCOUNT = re.compile(
    r"(?:\bDK\d{2}(?:\s?\d{4}){3}\s?\d{2}\b)"
    r"|(?:\breg\.?\s?(?:nr|nummer)?\.?:?\s?(?P<reg>\d{4})\b[\s,;/.-]{0,4}(?:og\s+)?(?:konto(?:\s?(?:nr|nummer))?\.?:?\s?)?"
    r"(?P<account>\d{3}[\d ]{3,9}\d))(?!\d)"
    r"|(?:\bkonto(?:\s?(?:nr|nummer))?\.?:?\s?\d{4}[\s-]{1,2}\d{6,10})(?!\d)",
    re.IGNORECASE,
)


def find_private(text: str) -> list[Private]:
    """Private phone numbers, e-mail addresses and bank accounts in `text`, in order, none overlapping.

    An address is private at a consumer provider; a phone number is when it is labelled as private or
    mobile, or stands right after a person's name; an office's own numbers and addresses are not.
    """
    found: list[Private] = [Private("konto", *m.span()) for m in _ACCOUNT.finditer(text)]
    for candidate in (*_emails(text), *_phones(text)):
        if all(candidate.end <= other.start or other.end <= candidate.start for other in found):
            found.append(candidate)
    return sorted(found, key=lambda entry: entry.start)


def _emails(text: str) -> Iterator[Private]:
    if "@" in text:
        for match in _EMAIL.finditer(text):
            if _CONSUMER.fullmatch(match["domain"]):
                yield Private("e-mail", *match.span())


def _phones(text: str) -> Iterator[Private]:
    for match in _PHONE.finditer(text):
        near = text[max(0, match.start() - 90) : match.start()].split("\n")[-1]
        found = _LABEL.search(near)
        label = found[0] if found else ""
        before = near[: len(near) - len(label)][-60:]
        if _OFFICIAL.search(before) and not re.search(r"privat|hjemme", f"{before} {label}", re.IGNORECASE):
            continue
        spaced = bool(re.search(_SPACE, match[0])) or match[0].startswith(("+", "00"))
        after_name = bool(_NAME.search(before)) and (label or spaced)
        if _PERSONAL_LABEL.search(label) or after_name:
            yield Private("telefon", *match.span())
