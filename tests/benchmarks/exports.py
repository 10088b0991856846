"""What it takes to make a file of an answer, in a process of its own.

``python -m tests.benchmarks.exports 5``: repetitions. Prints one JSON object with the seconds of the fastest.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import time

from roitool.evaluate import evaluate
from roitool.exports.order import Order
from roitool.exports.workbook import workbook
from roitool.scenario.data import example_bytes
from roitool.scenario.editing import replaced
from roitool.scenario.file import scenario_from_bytes
from roitool.wording.words import Words

_YEARS = 10


def measure(repetitions: int) -> dict[str, float]:
    """Return what a workbook takes, of an example with three candidates, over ten years."""
    scenario = replaced(scenario_from_bytes(example_bytes("three-candidates")), ("horizon_years",), _YEARS)
    evaluation = evaluate(scenario)
    order = Order(evaluation, tuple(range(len(evaluation.candidates))), Words("nl"), dt.date(2026, 11, 27))
    taken = []
    for _ in range(repetitions):
        begin = time.perf_counter()
        workbook(order)
        taken.append(time.perf_counter() - begin)
    return {"workbook": min(taken)}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(int(sys.argv[1]))))
