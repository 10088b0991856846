"""A workbook in which every best estimate was typed over, read back: ``python -m tests.benchmarks.back EXAMPLE TIMES``.

Prints one JSON object: seconds of the first time, in which the library that reads workbooks is loaded, and of the
fastest one after it.
"""

from __future__ import annotations

import json
import sys
import time

from roitool.scenario.data import example_bytes
from roitool.scenario.file import scenario_from_bytes
from tests.imports.sheets import HEADING, Finance, exported, review


def measure(example: str, times: int) -> dict[str, float]:
    """Return what it takes to hold the workbook of an example against its scenario."""
    scenario = scenario_from_bytes(example_bytes(example))
    finance = Finance(exported(scenario))
    for row in finance.sheet.iter_rows(min_row=HEADING + 1, min_col=4, max_col=4):
        if isinstance(row[0].value, int | float):
            row[0].value *= 1.01
    data = finance.saved
    found = []
    for _ in range(times + 1):
        begun = time.perf_counter()
        came = review(data, scenario)
        found.append(time.perf_counter() - begun)
    assert len(came.changes) + len(came.not_taken) > 20
    return {"first": found[0], "seconds": min(found[1:])}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
