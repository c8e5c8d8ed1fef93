"""The Danish prompt texts, one file each, and how they are filled in.

A file holds what the model is told to be, a line of three dashes, and what it is asked. `{{name}}` is a
variable; each must be supplied, and nothing else may be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_VARIABLE = re.compile(r"\{\{(\w+)\}\}")


class PromptError(Exception):
    """A prompt that does not exist, or that is not given exactly the variables it names."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt text: `system` is who the model is, `user` what it is asked."""

    name: str
    system: str
    user: str

    @property
    def variables(self) -> frozenset[str]:
        """The variables that the text names."""
        return frozenset(_VARIABLE.findall(self.system) + _VARIABLE.findall(self.user))

    def fill(self, **values: object) -> tuple[str, str]:
        """(system, user) with every variable in place; values are put in as they are, braces and all.

        Raises PromptError for a variable that is missing or unknown.
        """
        missing, unknown = self.variables - values.keys(), values.keys() - self.variables
        if missing or unknown:
            what = ", ".join(sorted(missing)) or ", ".join(sorted(unknown))
            raise PromptError(f"prompt {self.name}: {'missing' if missing else 'unknown'} variable: {what}")

        def put(text: str) -> str:
            return _VARIABLE.sub(lambda match: str(values[match[1]]), text)

        return put(self.system), put(self.user)


@cache
def load(name: str) -> Prompt:
    """The prompt of that name. Raises PromptError when there is none or it has not both parts."""
    file = files("prompts").joinpath(f"{name}.txt")
    if not file.is_file():
        raise PromptError(f"there is no prompt {name}")
    system, dashes, user = file.read_text(encoding="utf-8").partition("\n---\n")
    if not dashes:
        raise PromptError(f"prompt {name}: no line of three dashes")
    return Prompt(name, system.strip(), user.strip())


def names() -> list[str]:
    """The names of all prompts."""
    return sorted(file.name[:-4] for file in files("prompts").iterdir() if file.name.endswith(".txt"))
