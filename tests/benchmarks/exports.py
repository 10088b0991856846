"""What it takes to make a file of an answer, in a process of its own.

``python -m tests.benchmarks.exports 5``: repetitions. Prints one JSON object with the seconds of the fastest of each.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace

from roitool.evaluate import evaluate
from roitool.exports.order import Order
from roitool.exports.report import report
from roitool.exports.workbook import workbook
from roitool.scenario.data import example_bytes
from roitool.scenario.editing import replaced
from roitool.scenario.file import scenario_from_bytes
from roitool.wording.words import Words

_YEARS = 10


def measure(repetitions: int) -> dict[str, float]:
    """Return what a workbook of three candidates over ten years takes, and a report on the first of them."""
    scenario = replaced(scenario_from_bytes(example_bytes("three-candidates")), ("horizon_years",), _YEARS)
    evaluation = evaluate(scenario)
    order = Order(evaluation, tuple(range(len(evaluation.candidates))), Words("nl"), dt.date(2026, 11, 27))
    makers: dict[str, Callable[[], bytes]] = {
        "workbook": lambda: workbook(order),
        "report": lambda: report(replace(order, positions=(0,))),
    }
    return {name: min(_taken(make) for _ in range(repetitions)) for name, make in makers.items()}


def _taken(make: Callable[[], bytes]) -> float:
    begin = time.perf_counter()
    make()
    return time.perf_counter() - begin


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(int(sys.argv[1]))))
