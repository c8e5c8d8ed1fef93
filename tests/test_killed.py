"""kill -9 at random moments of a real ingest: nothing half, nothing twice, nothing lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from conftest import CORPUS

KILLS = 30


def test_a_killed_ingest_leaves_every_committed_meeting_whole(tmp_path: Path) -> None:
    script = Path(__file__).parent / "ingest_until_killed.py"
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "lager"), str(CORPUS), str(KILLS), "7"],
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    assert told["problems"] == []
    assert told["kills"] == KILLS
    assert told["seen"] > 0
