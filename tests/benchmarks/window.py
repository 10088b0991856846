"""Time from the last key to the new answer on screen: ``python -m tests.benchmarks.window [TIMES]``.

The first example at 10 240 futures. Of each part the median in milliseconds, as JSON: `key` is the time that a key
keeps the window busy, `engine` that of the worker, `draw` what the window spends on showing the answer, and `whole`
all of it with the pause that waits for the next key.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time


def main(times: int) -> None:
    """Measure, and print the medians."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
        sys.stdout.write(json.dumps(measure(times)) + "\n")


def measure(times: int) -> dict[str, float]:
    """Return by part the median over so many answers."""
    from PySide6.QtTest import QTest  # noqa: PLC0415 - after the environment is set
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - as above

    from ui.main_window import MainWindow  # noqa: PLC0415 - as above
    from ui.theme import load_fonts  # noqa: PLC0415 - as above

    app = QApplication([])
    load_fonts()
    window = MainWindow()
    window.resize(1360, 820)
    window.show()

    def until(done):
        while not done():
            app.processEvents()

    until(lambda: window.workspace is not None and window.workspace.answer.drawn)
    workspace = window.workspace
    begun, ended = _clocked(workspace.answering._runner)
    field = workspace.figures.rows[0].fields[1]
    field.setFocus()
    parts = {"key": [], "engine": [], "draw": [], "whole": []}
    for turn in range(times):
        field.selectAll()
        QTest.keyClicks(field, "3")
        pressed = time.perf_counter()
        QTest.keyClick(field, str(turn % 10))
        parts["key"].append(time.perf_counter() - pressed)
        until(lambda: workspace.state.state == "current" and workspace.answer.drawn)
        shown = time.perf_counter()
        parts["engine"].append(ended[-1] - begun[-1])
        parts["draw"].append(shown - ended[-1])
        parts["whole"].append(shown - pressed)
    window.document.mark_saved(window.document.path)
    window.close()
    return {name: round(1e3 * statistics.median(values), 1) for name, values in parts.items()}


def _clocked(runner):
    """Return the lists that the moments go to at which runs begin, and are heard of in the window."""
    begun, ended = [], []
    start = runner.start

    def started(scenario):
        begun.append(time.perf_counter())
        return start(scenario)

    runner.start = started
    runner._arrived.connect(lambda _: ended.append(time.perf_counter()))
    return begun, ended


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
