"""The same futures in plain Python, with the measures by numpy-financial and by pyxirr.

``python -m tests.benchmarks.peers 20 3``: futures, repetitions. Prints one JSON object: processor seconds per future
of each.
Both get the drawn figures for nothing and skip summaries, verdict and half of the measures, which the engine's time
contains. Each of their figures is held against the engine's before the clock starts.
"""

from __future__ import annotations

import json
import math
import sys
import time
from collections.abc import Callable, Sequence
from itertools import accumulate

import numpy as np
import numpy_financial
import pyxirr

from roitool.evaluate.engine import Engine
from roitool.measures.irr_columns import LOWEST_PER_YEAR
from roitool.sampling.draws import Sampling
from tests.benchmarks.plain import one_future
from tests.benchmarks.reference import HURDLE_RATE, reference_scenario

MOST = 0.9
"""Of the rates, at least so many are held against the engine's."""

MONTHLY = (1 + HURDLE_RATE) ** (1 / 12) - 1

Figures = dict[str, float]
Measures = Callable[[list[float]], tuple[float, float, float]]


def measure(count: int, repetitions: int) -> dict[str, float]:
    """Return what the first futures of the reference work take each peer."""
    figures = drawn_figures(count)
    require_agreement(figures, by_numpy_financial)
    require_agreement(figures, by_pyxirr)
    return {
        "numpy_financial": seconds_per_future(figures, by_numpy_financial, repetitions),
        "pyxirr": seconds_per_future(figures, by_pyxirr, repetitions),
    }


def drawn_figures(count: int) -> list[Figures]:
    """Return the value of every figure in each of the first futures."""
    scenario = reference_scenario()
    futures = Sampling(scenario).chunk(0, 1)
    values = futures.values([*scenario.inputs, *scenario.candidates[0].inputs])
    return [{name: float(column[future]) for name, column in values.items()} for future in range(count)]


def by_numpy_financial(flow: list[float]) -> tuple[float, float, float]:
    """Return NPV, IRR per month and MIRR per month."""
    return (
        float(numpy_financial.npv(MONTHLY, flow)),
        float(numpy_financial.irr(flow)),
        float(numpy_financial.mirr(flow, MONTHLY, MONTHLY)),
    )


def by_pyxirr(flow: list[float]) -> tuple[float, float, float]:
    """Return NPV, IRR per month and MIRR per month."""
    return pyxirr.npv(MONTHLY, flow), pyxirr.irr(flow) or math.nan, pyxirr.mirr(flow, MONTHLY, MONTHLY) or math.nan


def measured(figures: Figures, measures: Measures) -> tuple[float, ...]:
    """Calculate one future: NPV, IRR, MIRR, payback, discounted payback, advantage and lowest balance."""
    future = one_future(figures)
    discounted = [amount * (1 + HURDLE_RATE) ** (-month / 12) for month, amount in enumerate(future.flow)]
    paybacks = first_return(future.flow), first_return(discounted)
    return *measures(future.flow), *paybacks, future.advantage, future.lowest_balance


def first_return(flow: Sequence[float]) -> float:
    """Return the month in which the money is back, in proportion between two months; inf where it never is."""
    before = 0.0
    for month, total in enumerate(accumulate(flow)):
        if before < 0 <= total:
            return month - 1 + before / (before - total)
        before = total
    return math.inf if before < 0 else 0.0


def seconds_per_future(figures: list[Figures], measures: Measures, repetitions: int) -> float:
    """Return the time of the fastest repetition, divided by the futures."""
    times = []
    for _ in range(repetitions):
        begin = time.process_time()
        for future in figures:
            measured(future, measures)
        times.append(time.process_time() - begin)
    return min(times) / len(figures)


def require_agreement(figures: list[Figures], measures: Measures) -> None:
    """Refuse to time a peer that calculates something else; money to nine digits of the largest amount."""
    outcome = Engine(reference_scenario()).chunk(0, 1).candidates[0]
    (way,) = outcome.ways
    engine = np.stack([outcome.npv, way.advantage, way.survival.lowest])[:, : len(figures)]
    rates = np.stack([outcome.irr, outcome.mirr])[:, : len(figures)]
    paybacks = np.stack([outcome.payback, outcome.discounted_payback])[:, : len(figures)]
    npv, irr, mirr, payback, discounted, advantage, lowest = np.array(
        [measured(future, measures) for future in figures]
    ).T
    np.testing.assert_allclose([npv, advantage, lowest], engine, rtol=1e-9, atol=1e-9 * np.abs(engine).max())
    found = (1 + np.stack([irr, mirr])) ** 12 - 1
    # A last tax bill gives nearly every future a second, meaningless rate near -90 %, which now and then is the one
    # that a peer comes upon; the engine does not count those.
    counted = found[0] >= LOWEST_PER_YEAR
    if counted.mean() < MOST:
        raise AssertionError(f"only {counted.sum()} rates of {counted.size} can be compared")
    np.testing.assert_allclose(found[:, counted], rates[:, counted], rtol=1e-8, atol=1e-8)
    np.testing.assert_allclose(np.stack([payback, discounted]) / 12, paybacks, rtol=1e-8, atol=1e-8)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(*map(int, sys.argv[1:3]))))
