"""What is no question to the minutes: greetings, thanks, insults, nothing at all."""

from __future__ import annotations

import re

from assistant.question import normal

_GREETING = re.compile(
    r"(?:hej|hejsa|hallo|goddag|godmorgen|dav|davs|hi|hello|mojn)(?: (?:der|med dig|igen|du))?"
)
_THANKS = re.compile(
    r"(?:mange |tusind )?tak(?: for (?:hjælpen|det|svaret))?|super|fint|godt|perfekt|ok|okay|fedt|thanks|thank you"
)
_HELP = re.compile(
    r"hjælp|help|hvad kan du(?: hjælpe med| svare på)?|hvem er du|hvad er du|hvordan virker (?:det|du)|hvad kan jeg spørge (?:dig )?om"
)
_INSULT = re.compile(
    r"(?:du|i) er (?:\w+ ){0,3}(?:idiot\w*|dum\w*|ubrugelig\w*|lort\w*|elendig\w*|dårlig\w*|tåbelig\w*)|(?:fuck|skrid|hold kæft|lort|idiot|luk røven)(?: \w+){0,2}"
)


def reply(text: str) -> str | None:
    """One Danish line for what is no question; None for what may be one."""
    words = re.sub(r"[^\w\s]|_", " ", normal(text))
    words = " ".join(words.split())
    if not words:
        return "Skriv et spørgsmål om referaterne."
    if _GREETING.fullmatch(words):
        return "Hej. Stil et spørgsmål om det, der står i referaterne."
    if _THANKS.fullmatch(words):
        return "Selv tak. Stil gerne et nyt spørgsmål om referaterne."
    if _HELP.fullmatch(words):
        return (
            "Jeg svarer på spørgsmål ud fra referaterne, fx hvad der blev besluttet om en sag, hvem der deltog i et "
            "møde, eller hvilke bilag der hører til et punkt. Hvert udsagn har sin kilde."
        )
    if _INSULT.fullmatch(words):
        return "Det beklager jeg. Prøv at stille spørgsmålet om referaterne på en anden måde."
    return None
