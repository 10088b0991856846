"""Time the engine on the reference work beside plain Python with numpy-financial and pyxirr; deciding; window; files.

``python3 dev.py bench`` runs all of it in some minutes; with ``--quick`` it only sees whether everything still works.
Each number is the fastest of several repetitions, in a process that does nothing else. Times of one future are the
processor's, times of whole runs the clock's. Ratios come first: they hold from machine to machine, times do not.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

TARGETS = {
    "numpy_financial": 1_500.0,
    "pyxirr": 40.0,
    "per_future": 6e-6,
    "extra": 1.5e-6,
    "10_240": 0.060,
    "million": 6.0,
    "million_two_workers": 3.5,
    "mebibytes": 200.0,
    "drivers": 0.040,
    "break_evens": 1.0,
    "key": 0.100,
    "draw": 0.015,
    "gap": 0.100,
    "window": 0.4,
    "answer": 1.5,
    "click": 1.0,
    "workbook": 2.0,
    "report": 2.0,
    "import": 1.0,
}

EXTRAS = {
    "risks": "with failure and a yearly event",
    "volatility": "with months that vary",
    "fleet": "with products under contract",
}

SMALL, MIDDLE, MILLION = 10_240, 102_400, 1_000_448
"""Futures, in whole blocks of 1 024."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; a target is a most, or for ratios a least."""

    what: str
    value: str
    target: str = ""
    met: bool | None = None


def main(arguments: list[str]) -> None:
    """Measure, and print the table."""
    quick = "--quick" in arguments
    say(machine())
    say("")
    say(f"| {'reference work':<52} | {'measured':>12} | {'target':>10} |        |")
    say(f"|{'-' * 54}|{'-' * 13}:|{'-' * 11}:|--------|")
    for row in quick_rows() if quick else rows():
        verdict = "" if row.met is None else "met" if row.met else "missed"
        say(f"| {row.what:<52} | {row.value:>12} | {row.target:>10} | {verdict:<6} |")


def rows() -> Iterator[Row]:
    """Yield every line of the table, ratios first, each measured in a process of its own."""
    peers = result("peers", 50, 9)
    middle = result("case", MIDDLE, 1, 9)
    yield from ratios(peers, middle["processor"] / MIDDLE)
    yield per_future("one future", middle["processor"] / MIDDLE, TARGETS["per_future"])
    for name, label in EXTRAS.items():
        found = result("case", MIDDLE, 1, 9, name)["processor"] / MIDDLE
        most = None if name == "risks" else middle["processor"] / MIDDLE + TARGETS["extra"]
        yield per_future(f"one future, {label}", found, most)
    small = result("case", SMALL, 1, 30)
    yield seconds("10 240 futures, one worker", small["seconds"], TARGETS["10_240"])
    yield seconds("102 400 futures, one worker", middle["seconds"])
    million = result("case", MILLION, 1, 3)
    yield seconds("1 000 448 futures, one worker", million["seconds"], TARGETS["million"])
    two = {futures: result("case", futures, 2, times) for futures, times in ((SMALL, 30), (MIDDLE, 9), (MILLION, 3))}
    yield seconds("10 240 futures, two workers", two[SMALL]["seconds"])
    yield seconds("102 400 futures, two workers", two[MIDDLE]["seconds"])
    yield seconds("1 000 448 futures, two workers", two[MILLION]["seconds"], TARGETS["million_two_workers"])
    for label, found in (("10 240", small), ("102 400", middle), ("1 000 448", million)):
        yield memory(f"{label} futures, peak memory", found["mebibytes"])
    yield memory("1 000 448 futures, peak memory of one of two workers", two[MILLION]["mebibytes"])
    yield from deciding(result("deciding", 9, 99))
    yield from window_rows()
    yield from files(result("exports", 7))
    yield from back_rows()


def window_rows() -> Iterator[Row]:
    """Yield what somebody waits for in the window: its start, and the answer to a key."""
    start = result("start", 7)
    yield _waiting("from the command to the window", start["window"], "window")
    yield _waiting("from the command to an example's answer", start["answer"], "answer")
    yield _waiting("from the command to its pictures too", start["pictures"])
    yield _waiting("from a click on an example to all of that", start["click"], "click")
    for example, label in (("welding-cobot", "one candidate"), ("three-candidates", "three candidates")):
        found = result("window", example, 40)
        yield _waiting(f"from a key to the answer drawn, {label}", found["whole"], "key")
        yield _waiting("of that the engine", found["engine"])
        yield _waiting("of that the drawing", found["draw"], "draw")
        yield _waiting("longest while in which the window is deaf", found["gap"], "gap")


def back_rows() -> Iterator[Row]:
    """Yield what it takes to hold a workbook that came back against its scenario."""
    back = result("back", "three-candidates", 9)
    yield seconds("a workbook of three candidates, read back", back["seconds"], TARGETS["import"])
    yield seconds("the first one, the reader loaded too", back["first"])


def quick_rows() -> Iterator[Row]:
    """Yield a few lines from the least work there is, done here; their times mean nothing."""
    case, peers, decide, exports = (
        importlib.import_module(f"tests.benchmarks.{name}").measure for name in ("case", "peers", "deciding", "exports")
    )
    found = case(SMALL, 1, 1, "risks")
    yield from ratios(peers(2, 1), found["processor"] / SMALL)
    yield per_future("one future, with failure and a yearly event", found["processor"] / SMALL, TARGETS["per_future"])
    yield seconds("10 240 futures, one worker", found["seconds"], TARGETS["10_240"])
    yield memory("10 240 futures, peak memory", found["mebibytes"])
    yield from deciding(decide(1, 2))
    yield from files(exports(1))


def deciding(found: dict[str, float]) -> Iterator[Row]:
    """Yield what the pages that decide between candidates take, and how others fare with the same futures."""
    peers = {"shares": ("salib", "SALib, shares of the variance"), "worths": ("spline", "a spline, value of knowing")}
    for own, (peer, name) in peers.items():
        yield Row(f"times as fast as {name}", f"{found[f'{own}_{peer}'] / found[own]:,.1f} ×")
        yield Row("the two answers lie apart at most", f"{100 * found[f'{own}_apart']:.1f} %")
    yield seconds("all drivers, 30 figures, after the run", found["drivers"], TARGETS["drivers"])
    yield seconds("break-evens of three candidates, all figures", found["break_evens"], TARGETS["break_evens"])


def files(found: dict[str, float]) -> Iterator[Row]:
    """Yield what a file of an answer takes."""
    yield seconds("a workbook, three candidates, ten years", found["workbook"], TARGETS["workbook"])
    yield seconds("a report, one candidate, four pages", found["report"], TARGETS["report"])


def ratios(peers: dict[str, float], own: float) -> Iterator[Row]:
    """Yield how many times as fast the engine is as each peer."""
    for key, name in (("numpy_financial", "numpy-financial"), ("pyxirr", "pyxirr")):
        ratio = peers[key] / own
        least = TARGETS[key]
        yield Row(f"times as fast as plain Python with {name}", f"{ratio:,.0f} ×", f"≥ {least:,.0f} ×", ratio >= least)
    for key, name in (("numpy_financial", "numpy-financial"), ("pyxirr", "pyxirr")):
        yield per_future(f"one future in plain Python with {name}", peers[key])


def per_future(what: str, found: float, most: float | None = None) -> Row:
    """Return the line of a time per future, in microseconds."""
    return _row(what, found * 1e6, None if most is None else most * 1e6, "µs", 1)


def seconds(what: str, found: float, most: float | None = None) -> Row:
    """Return the line of a whole run, in milliseconds up to a second."""
    unit, factor, digits = ("ms", 1e3, 0) if (most or found) < 1 else ("s", 1.0, 2)
    return _row(what, found * factor, None if most is None else most * factor, unit, digits)


def _waiting(what: str, milliseconds: float, target: str | None = None) -> Row:
    return seconds(what, milliseconds / 1e3, None if target is None else TARGETS[target])


def memory(what: str, found: float) -> Row:
    """Return the line of a peak of memory."""
    return _row(what, found, TARGETS["mebibytes"], "MiB", 0)


def _row(what: str, found: float, most: float | None, unit: str, digits: int) -> Row:
    value = f"{found:,.{digits}f} {unit}"
    return Row(what, value) if most is None else Row(what, value, f"≤ {most:.3g} {unit}", found <= most)


def result(module: str, *arguments: int | str) -> dict[str, float]:
    """Run a module of this folder in a fresh process, with one thread for the matrix library, and return its answer."""
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", *map(str, arguments)]
    env = os.environ | dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    done = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout))


def machine() -> str:
    """Return what the times depend on."""
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("numpy", "scipy"))
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{cores} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}, {versions}"


def say(line: str) -> None:
    """Write a line at once: the whole table takes minutes."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
