"""Ask in Danish about public meeting minutes; every statement of the answer carries its source.

from assistant import Assistant
assistant = Assistant.from_minutes(["referater/"], store="lager")
answer = assistant.ask("Hvad blev der besluttet om klyngemidlerne?")
"""

from assistant.assistant import Assistant
from assistant.types import Answer, Citation, Status
from index.errors import MinutesError
from index.types import Filters, Meeting, Passage

__all__ = ["Answer", "Assistant", "Citation", "Filters", "Meeting", "MinutesError", "Passage", "Status"]
