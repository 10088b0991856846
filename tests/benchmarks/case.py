"""One size of the reference work in a process of its own, so that its time and its memory are its own.

``python -m tests.benchmarks.case 102400 2 3 risks``: futures, workers, repetitions, extras of the reference work.
Prints one JSON object: seconds of the fastest repetition by the clock and of this process's processor, and the peak
memory of the largest process in MiB.
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import sys
import time
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import nullcontext

from roitool.evaluate import evaluate
from roitool.scenario.scenario import MIN_FUTURES
from tests.benchmarks.reference import reference_scenario

RSS_UNITS_PER_MIB = 1024 * 1024 if sys.platform == "darwin" else 1024


def measure(futures: int, workers: int, repetitions: int, *extras: str) -> dict[str, float]:
    """Return what one size takes, of the reference work with some extras."""
    scenario = reference_scenario(*extras)
    with pool(workers) as executor:
        # Tables are built and workers started before the clock runs: what is timed is a program in use.
        evaluate(scenario, min(futures, 16 * MIN_FUTURES), executor=executor)
        clock, processor = [], []
        for _ in range(repetitions):
            begin = time.perf_counter(), time.process_time()
            evaluate(scenario, futures, executor=executor)
            clock.append(time.perf_counter() - begin[0])
            processor.append(time.process_time() - begin[1])
    peaks = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {"seconds": min(clock), "processor": min(processor), "mebibytes": max(peaks) / RSS_UNITS_PER_MIB}


def pool(workers: int) -> Executor | nullcontext[None]:
    """Return an executor for several workers, and none for one: then the calculation runs here."""
    if workers == 1:
        return nullcontext()
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(*map(int, sys.argv[1:4]), *sys.argv[4:])))
