"""What decides between candidates: all drivers of one, break-evens, and the same questions put to other libraries.

``python -m tests.benchmarks.deciding 9 99``: repetitions, and how many figures of each candidate at most. Prints one
JSON object: processor seconds of the fastest repetition of each, and how far the answers lie apart.

SALib tells shares of the variance by RBD-FAST (Tarantola, Gatelli & Mara 2006; Plischke 2010), the quickest of its
methods for futures that are there already; Sobol', Morris and FAST take samples of their own. What a figure is worth
comes from a cubic spline that scipy fits to the futures, as Strong, Oakley & Brennan (2014) have it done. Both get the
values of the figures, as ours do here, and as many fits for their errors as ours has. The answers are held against each
other before the clock starts.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from SALib.analyze import rbd_fast
from scipy.interpolate import make_lsq_spline

from roitool.decision.information import Choice
from roitool.decision.variance import first_order
from roitool.evaluate import evaluate
from roitool.evaluate.breakeven import break_evens
from roitool.evaluate.drawn import uncertain_figures
from roitool.evaluate.drivers import drivers
from roitool.evaluate.first_futures import in_first_futures
from roitool.evaluate.memory import Memory
from roitool.evaluate.outcomes import as_paid
from roitool.monitor import Monitor
from roitool.scenario.data import example_bytes
from roitool.scenario.file import scenario_from_bytes
from tests.benchmarks.reference import reference_scenario

PARTS = 10
"""Fits for an error, beside the one of all futures."""

MOST_APART = 0.05
"""Of the variance, or of what knowing everything is worth: further apart it is not the same question."""

Column = NDArray[np.float64]


def measure(repetitions: int, most: int) -> dict[str, float]:
    """Return what the drivers of the reference work, break-evens, and the peers take for so many figures."""
    return of_drivers(repetitions, most) | of_break_evens(max(1, repetitions // 3), most)


def of_drivers(repetitions: int, most: int) -> dict[str, float]:
    """Return what the drivers of the reference work take, and the peers with the same futures."""
    scenario, memory = reference_scenario(), Memory()
    evaluation = evaluate(scenario, settle=False, memory=memory)
    ((outcome, drawn),) = in_first_futures(evaluation, (0,), Monitor(), memory)
    x, gain = np.column_stack([figure.values for figure in drawn[:most]]), as_paid(scenario.candidates[0], outcome)
    choice = Choice.between(np.column_stack([np.zeros(gain.size), gain]))
    return {
        "drivers": seconds(lambda: drivers(evaluation, 0, memory=memory), repetitions),
        "shares_apart": apart(shares(x, outcome.npv), shares_by_salib(x, outcome.npv)),
        "shares": seconds(lambda: shares(x, outcome.npv), repetitions),
        "shares_salib": seconds(lambda: shares_by_salib(x, outcome.npv), repetitions),
        "worths_apart": apart(worths(x, choice), worths_by_spline(x, gain), choice.evpi().value),
        "worths": seconds(lambda: worths(x, choice), repetitions),
        "worths_spline": seconds(lambda: worths_by_spline(x, gain), repetitions),
    }


def of_break_evens(repetitions: int, most: int) -> dict[str, float]:
    """Return what the break-evens of three candidates take."""
    scenario, memory = scenario_from_bytes(example_bytes("three-candidates")), Memory()
    evaluate(scenario, settle=False, memory=memory)
    positions = range(len(scenario.candidates))
    every = [[place for place, _ in uncertain_figures(scenario, position)][:most] for position in positions]

    def of_all() -> None:
        for position, places in enumerate(every):
            break_evens(scenario, position, places, memory=memory)

    return {"break_evens": seconds(of_all, repetitions)}


def shares(x: Column, npv: Column) -> Column:
    """Return the share of each figure, which is sorted here too."""
    return np.array([first_order(each, npv).value for each in x.T])


def shares_by_salib(x: Column, npv: Column) -> Column:
    """Return the same by SALib."""
    number = x.shape[1]
    problem = {"num_vars": number, "names": [str(at) for at in range(number)], "bounds": [[0.0, 1.0]] * number}
    found = rbd_fast.analyze(problem, x, npv, num_resamples=PARTS, seed=1)
    return np.array(found["S1"])


def worths(x: Column, choice: Choice) -> Column:
    """Return what each figure is worth, sorted here too."""
    return np.array([choice.evppi(each).value for each in x.T])


def worths_by_spline(x: Column, gain: Column) -> Column:
    """Return the same by a spline of scipy that bends at seven values, without bias and with an error as ours has."""
    parts = np.arange(gain.size) * PARTS // gain.size
    found = []
    for figure in x.T:
        order = np.argsort(figure)
        ascending, gains, of = figure[order], gain[order], parts[order]
        whole = by_spline(ascending, gains)
        without = np.array([by_spline(ascending[of != part], gains[of != part]) for part in range(PARTS)])
        found.append(max(0.0, PARTS * whole - (PARTS - 1) * without.mean()))
    return np.array(found)


def by_spline(ascending: Column, gains: Column) -> float:
    """Return what a figure is worth to a choice between something and nothing."""
    bends = np.quantile(ascending, np.arange(1, 8) / 8)
    knots = np.concatenate([ascending[[0] * 4], bends, ascending[[-1] * 4]])
    fitted = make_lsq_spline(ascending, gains, knots, k=3)(ascending)
    return float(np.maximum(fitted, 0.0).mean() - max(fitted.mean(), 0.0))


def apart(own: Column, other: Column, whole: float = 1.0) -> float:
    """Return how far two answers lie apart at most, as a part of the whole; refuse what is another question."""
    found = float(np.abs(own - other).max()) / whole
    if not found <= MOST_APART:
        raise AssertionError(f"the answers of two libraries lie {found:.3f} of the whole apart")
    return found


def seconds(calculate: Callable[[], object], repetitions: int) -> float:
    """Return the time of the fastest repetition."""
    times = []
    for _ in range(repetitions):
        begin = time.process_time()
        calculate()
        times.append(time.process_time() - begin)
    return min(times)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(*map(int, sys.argv[1:3]))))
