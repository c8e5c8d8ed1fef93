"""The gate with Danish stemming switched off, for test_gate.py: its exit status is this script's.

python tests/degraded_gate.py GATES
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from eval.__main__ import main
from index import danish


def unstemmed(word: str) -> str:
    """A word as it is written."""
    return word.lower()


def degrade() -> None:
    """Put `unstemmed` wherever the product uses `stem`."""
    stem = danish.stem
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] in ("index", "assistant") and getattr(module, "stem", None) is stem:
            module.stem = unstemmed  # type: ignore[attr-defined]


if __name__ == "__main__":
    degrade()
    sys.exit(main(["gate", "--gates", sys.argv[1]]))
