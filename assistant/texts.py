"""The Danish sentences that users read when the sources do not speak for themselves."""

from __future__ import annotations

from collections.abc import Mapping

from index.dates import danish_date
from index.scope import MeetingKey


def not_found(searched: Mapping[str, MeetingKey]) -> str:
    """The refusal: says what was searched and cites nothing."""
    days = sorted(key.date for key in searched.values())
    if not days:
        return "Det står ikke i referaterne. Der er ingen møder at søge i med det valgte udsnit."
    if len(days) == 1:
        return f"Det står ikke i referaterne. Der er søgt i 1 møde fra {danish_date(days[0])}."
    return (
        f"Det står ikke i referaterne. Der er søgt i {len(days)} møder "
        f"fra {danish_date(days[0])} til {danish_date(days[-1])}."
    )


def nearest_intro() -> str:
    """What stands before the closest passages when none of them answers."""
    return "Referaterne svarer ikke direkte på spørgsmålet. De nærmeste steder er:"


def empty_question() -> str:
    """The reply to an empty question."""
    return "Skriv et spørgsmål om referaterne."


def model_failed(reason: str) -> str:
    """What stands before the answer without a model when the model did not answer."""
    return f"{reason} Her er svaret uden sprogmodel."


def model_unsupported() -> str:
    """What stands before the answer without a model when too little of a draft is borne by the sources."""
    return "Sprogmodellens svar er ikke belagt i referaterne. Her er svaret uden sprogmodel."


def model_found_nothing() -> str:
    """What stands before the nearest passages when the model says that the answer is not in them."""
    return "Sprogmodellen fandt ikke svaret i referaterne. Her er de nærmeste ord."


def unsupported(sentence: str) -> str:
    """A sentence of a draft that is not borne by the sources, as shown struck."""
    return f"Ikke belagt i referaterne: ~~{sentence}~~"


def forgotten() -> str:
    """The reply to "nulstil"."""
    return "Samtalen er nulstillet. Stil et nyt spørgsmål om referaterne."


def in_danish(language: str) -> str:
    """The note under an answer to a question in another language, which is named in Danish ("engelsk")."""
    return f"(Spørgsmålet er på {language}; svaret gives på dansk med referaternes egne ord.)"
