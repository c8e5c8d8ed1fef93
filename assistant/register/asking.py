"""What questions about the people of a meeting look like, and what of them is asked."""

from __future__ import annotations

import re

from assistant.register.words import MEETING

CHAIR = re.compile(
    r"\b(?:ordstyrer|mødeleder|dirigent)\w*|\b(?:hvem|hvilken \w+)\s+(?:ledede|styrede|var leder af|stod for ledelsen af)"
    rf"\s+(?:selve\s+)?{MEETING}\b|\bhvem (?:havde|førte|styrede) ordet\b"
)
PERSONS = r"(?:personer|medlemmer|deltagere|direktører|politikere|repræsentanter|kommuner|borgmestre|parter)"
AWAY = (
    r"(?:fraværende|afbud|fravær|udeble\w*|manglede\w*|meldt fra|meldte fra|blev væk|udeblevet|dukkede ikke op|forfald|"
    r"(?:ikke|ej) (?:til stede|tilstede|mødte?|med|kom(?= (?:med )?(?:til|på))|kunne (?:komme|deltage|møde|være med))|kunne ikke (?:komme|deltage|møde|være med))"
)
ABSENT = re.compile(
    rf"\b(?:hvem|hvilke\w*|hvor mange|nogen|var der|er der|hvis|nævn|navnene?|angiv)\b.*\b{AWAY}\b|^\W*(?:afbud|fravær\w*|fraværende)\b|\bhvem var syg\w*\b|"
    rf"\b(?:hvem|hvilke {PERSONS})\b.*\b(?:deltog|deltager|mødte|kom|var)\b(?:\s+\w+){{0,2}}\s+ikke\b"
)
PRESENT = re.compile(
    r"\b(?:hvem|hvilke\w*|hvor mange|hvor stort? \w*fremmøde)\b.*\b(?:deltog|deltager|deltagere|til stede|tilstede|mødte op|mødte frem|"
    rf"fremmødt\w*|repræsenter\w+|var med (?:på|til|i|fra)|med til {MEETING}|sad med|sad (?:til|omkring) bords?|"
    rf"var (?:på|til) {MEETING})\b|\bhvem (?:var|mødte|sad) (?:der\s+)?(?:på|til|i|med|fra)\b|\bdeltagerliste\w*\b|"
    rf"\bdeltagere\s+(?:på|i|til|ved)\b.*\b{MEETING}\b|^\W*deltagere\W*"
)
SITS = re.compile(r"\bhvem (?:sidder|sad|er med|var med|er medlem\w*|er en del) (?:med )?(?:i|af)\b")
STAND_IN = re.compile(r"\b(?:på vegne|i stedet for|stedfortræder\w*|suppleant\w*|afløs\w*|vikar\w*)\b")
UNDER_ITEM = re.compile(r"\b(?:under|ved) (?:behandling\w* af )?(?:dagsordens)?punkt\w*\b(?! \d)")
WAS = re.compile(
    r"^\W*(?:og\s+|men\s+)?(?:deltog|deltager|var|mødte|kom|er|meldte|havde|sad)\s+(?P<who>.+?)\s+"
    r"(?P<what>(?:også |selv |ikke )?(?:til stede|tilstede|med (?:på|til|i|ved|omkring|den|d)\b|med(?=\W*$)|deltager\b|fraværende|afbud|op\b|frem\b|repræsentere\w*)|(?:i|på|til|ved)\s+\w*møde\w*)"
)
TOOK_PART = re.compile(
    r"^\W*(?:og\s+|men\s+)?(?:deltog|deltager)\s+(?P<who>.+?)\s+(?P<what>(?:i|på|til|ved|den|d)\b.+)"
)
STATE = r"(?:til stede|tilstede|med|mødt|afbud|fraværende|ikke(?: \w+)?)"
EITHER = re.compile(
    rf"^\W*(?!hvem|hvilke|hvor|nævn|navne|angiv)(?:var |er |havde )?(?P<who>.+?)\s+(?P<what>{STATE} eller {STATE})\b"
)
ALL = re.compile(
    r"^\W*(?:var|er|deltog|mødte|kom)\s+alle\b(?:\s+\w+){0,4}?\s+(?:til stede|tilstede|med|frem|op|fremmødt\w*|på mødet)\b"
)
HEAD = re.compile(
    r"\bhvem (?:er|var) (?:\w+ ){0,2}?(?P<what>(?:med|næst|vice)?(?:formand|forperson)(?:en)?|(?:vice)?borgmester(?:en)?|formandskabet)\b(?P<of> for )?"
)
FORMAN = re.compile(r"\b(?:formand|forperson)\w*")  # where a question takes it that the chair led the meeting
# "Hvilke afdelinger er ikke med i …" asks of things, not of people.
THINGS = re.compile(rf"\bhvilke(?! (?:\w+ )?{PERSONS})\b")
COUNTS = re.compile(r"\bhvor mange\b|\bhvor stort? \w*fremmøde\b")
# "I hvor mange planer passede tallet ikke med …", "hvor mange manglede medicin": of things as well.
COUNTS_THINGS = re.compile(
    rf"\bhvor mange (?:manglede|(?!{PERSONS}|af\b|der\b|var\b|er\b|blev\b|havde\b|meldte\b|mødte\b|kom\b|deltog\b|udeblev|fra\b|ikke\b|{AWAY})\w+ )"
)
WHICH_ORGANISATIONS = re.compile(
    r"\bhvilke (?P<what>kommuner|organisationer|parter|myndigheder|foreninger|regioner|sygehuse|hospitaler)\b"
)
