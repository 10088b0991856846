"""Time from the command to the window and to the first answer: ``python -m tests.benchmarks.start [TIMES]``.

Each start is a fresh process without a display. Medians in milliseconds, as JSON: `window` until the window has been
painted, `answer` until the answer on the first example stands there, `pictures` until they do too; `click` from a click
on that example on the page to begin on, once everything behind that page is loaded, until its whole answer is there.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EXAMPLE = "welding-cobot"
FILE = Path(__file__).parents[2] / "scenarios" / "examples" / f"{EXAMPLE}.roi.json"


def measure(times: int) -> dict[str, float]:
    """Return by part the median over so many starts."""
    found: list[dict[str, float]] = []
    with tempfile.TemporaryDirectory() as home:
        folders = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), home)
        env = os.environ | folders | {"QT_QPA_PLATFORM": "offscreen"}
        for _ in range(times):
            moments: dict[str, float] = {}
            for way in ("file", "page"):
                command = [sys.executable, "-m", "tests.benchmarks.start", way, str(time.time())]
                done = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True)
                moments |= json.loads(done.stdout)
            found.append(moments)
    return {name: round(1e3 * statistics.median(each[name] for each in found), 1) for name in found[0]}


def started(way: str, begun: float) -> None:
    """Run the program, and print how long after it was asked for, in seconds, everything was there."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - part of what is timed

    from ui import main_window  # noqa: PLC0415 - as above
    from ui.app import main  # noqa: PLC0415 - as above

    moments: dict[str, float] = {}

    class Watched(main_window.MainWindow):
        """Notes when it was painted first, and looks from then on what is there."""

        def paintEvent(self, event):  # noqa: N802 - Qt's name
            super().paintEvent(event)
            if "window" not in moments:
                moments["window"] = time.time() - begun
                self.look = QTimer(self, interval=2)
                self.look.timeout.connect(self.note)
                self.look.start()

        def note(self):
            if way == "page" and "asked" not in moments and self._runner is not None and self._runner.can_draw:
                moments["asked"] = time.time()
                self.open_example(EXAMPLE)
            workspace = self.workspace
            if workspace is None or workspace.state.state != "current":
                return
            moments.setdefault("answer", time.time() - begun)
            if workspace.answer.drawn:
                moments["pictures"] = time.time() - begun
                self.look.stop()
                self.close()

    main_window.MainWindow = Watched
    main([str(FILE)] if way == "file" else [])
    told = {"click": begun + moments["pictures"] - moments["asked"]} if way == "page" else moments
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    if len(sys.argv) == 3:
        started(sys.argv[1], float(sys.argv[2]))
    else:
        sys.stdout.write(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 5)) + "\n")
