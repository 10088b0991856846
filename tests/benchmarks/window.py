"""Time from the last key to the new answer on screen: ``python -m tests.benchmarks.window EXAMPLE [TIMES]``.

An example at 10 240 futures. Of each part the median in milliseconds, as JSON: `key` is the time that a key keeps the
window busy, `engine` that until the worker has its first answer, `draw` what the window spends on showing it, and
`whole` all of it. `gap` is the longest time, the median over all answers, in which the window took in no event.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "scenarios" / "examples"


def main(example: str, times: int) -> None:
    """Measure, and print the medians."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
        sys.stdout.write(json.dumps(measure(example, times)) + "\n")


def measure(example: str, times: int) -> dict[str, float]:
    """Return by part the median over so many answers."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - after the environment is set
    from PySide6.QtTest import QTest  # noqa: PLC0415 - as above
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - as above

    from ui.main_window import MainWindow  # noqa: PLC0415 - as above
    from ui.theme import load_fonts  # noqa: PLC0415 - as above

    QApplication([])
    load_fonts()
    window = MainWindow(EXAMPLES / f"{example}.roi.json")
    window.resize(1360, 820)
    window.show()
    _until(lambda: window.workspace is not None and window.workspace.answer.drawn)
    workspace = window.workspace
    begun, ended = _clocked(window._runner)
    ticks: list[float] = []
    pulse = QTimer(interval=10)
    pulse.timeout.connect(lambda: ticks.append(time.perf_counter()))
    field = workspace.figures.rows[0].fields[1]
    field.setFocus()
    parts: dict[str, list[float]] = {"key": [], "engine": [], "draw": [], "whole": [], "gap": []}
    for turn in range(2 * times):
        field.selectAll()
        QTest.keyClicks(field, "3")
        ticks.clear()
        pressed = time.perf_counter()
        QTest.keyClick(field, str(turn % 10))
        busy = time.perf_counter() - pressed
        _wait_for(workspace.answering.answered)
        _until(lambda: workspace.state.state == "current" and workspace.answer.drawn)
        shown = time.perf_counter()
        if turn < times:
            times_of_parts = (busy, ended[-1] - begun[-1], shown - ended[-1], shown - pressed)
            for name, seconds in zip(("key", "engine", "draw", "whole"), times_of_parts, strict=True):
                parts[name].append(seconds)
            if turn == times - 1:
                # Looking whether the window lives costs a little of what the others measure.
                pulse.start()
        else:
            moments = [pressed, *ticks, shown]
            parts["gap"].append(max(after - before for before, after in pairwise(moments)))
    if window.document is not None:
        window.document.mark_saved(window.document.path)
    window.close()
    return {name: round(1e3 * statistics.median(values), 1) for name, values in parts.items()}


def _wait_for(signal):
    """Let the window live as it does for a person: asleep while nothing happens, not asking again and again."""
    from PySide6.QtCore import QEventLoop  # noqa: PLC0415 - after the environment is set

    loop = QEventLoop()
    signal.connect(loop.quit)
    loop.exec()
    signal.disconnect(loop.quit)


def _until(done):
    from PySide6.QtCore import QEventLoop, QTimer  # noqa: PLC0415 - after the environment is set

    loop, look = QEventLoop(), QTimer(interval=1)
    look.timeout.connect(lambda: loop.quit() if done() else None)
    look.start()
    loop.exec()


def _clocked(runner):
    """Return the lists that the moments go to at which runs begin, and answers are heard of in the window."""
    from ui.runner import Finished  # noqa: PLC0415 - after the environment is set

    begun, ended = [], []
    start = runner.start

    def started(*asked):
        begun.append(time.perf_counter())
        return start(*asked)

    def arrived(event):
        if isinstance(event, Finished):
            ended.append(time.perf_counter())

    runner.start = started
    runner.event.connect(arrived)
    return begun, ended


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 40)
