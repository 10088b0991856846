"""Projects whose truth is known, to hold the intervals of the measures against.

Small ones calculate their outcome directly from the drawn figures, so that thousands of runs are cheap. Their truth
comes from 25 million futures drawn in another way: twelve Latin hypercubes of two million strata, from numpy's own
generator. Whole scenarios, the examples and random ones, go through the engine, and their truth comes from 2 million
or one million futures of a seed that is not tried. Against a run of ten blocks of 1 024 both are nearly exact; what is
left of their error is told.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from roitool.evaluate.engine import Engine
from roitool.sampling.streams import BLOCK, CHUNK_BLOCKS, uniforms
from roitool.sampling.tables import sampler
from roitool.scenario.data import example_bytes
from roitool.scenario.file import scenario_from_bytes
from roitool.scenario.quantities import BaseQuantity, Discrete, Lognormal, Normal, Overrun, Range
from roitool.scenario.scenario import Scenario
from tests.second.generator import random_scenario

Row = NDArray[np.float64]
Uniform = Callable[[str], Row]
Value = Callable[[str, BaseQuantity], Row]
Outcome = Callable[[Value, Uniform], tuple[Row, Row]]
"""From the drawn figures to what is spent and what is saved a year."""

BLOCKS = 10
LONG_STRATA, LONG_RUNS = 2**21, 12
LONG_CHUNKS, LONG_SEED = 250, 2**40
RANDOM, RANDOM_SEEDS, RANDOM_CHUNKS = range(20), 100, 120
ANNUITY, LIMIT_YEARS, HORIZON_YEARS = 5.0, 3.0, 8.0


@dataclass(frozen=True)
class Outcomes:
    """What comes out in each future; what becomes of the bank balance only where there is a company."""

    npv: Row
    payback: Row
    lowest_with: Row | None = None
    lowest_without: Row | None = None
    shorter: NDArray[np.bool_] | None = None


@dataclass(frozen=True)
class Project:
    """A project.

    Attributes
    ----------
    run
        Its outcomes in the futures of a seed.
    long
        Its outcomes in many more futures, in parts that are independent of each other and of every seed.
    """

    name: str
    what: str
    run: Callable[[int], Outcomes]
    long: Callable[[], list[Outcomes]]


def small_projects() -> list[Project]:
    """Return projects of a few figures, some of them as ill-natured as a project can be."""
    direct = {
        _several: "several figures, none of which dominates",
        _alone: "one range, nothing else uncertain",
        _alone_with_tail: "one lognormal figure, nothing else uncertain",
        _nearly_alone: "one range and a little noise",
        _failing: "12 % complete failure, an overrun with a Pareto tail, a range",
        _separate: "separate values only: a discrete figure, a chance, a failure",
        _rare_event: "an event of 0.4 % and two ranges, added up",
    }
    return [_direct(outcome, what) for outcome, what in direct.items()]


EXAMPLES = {
    "welding-cobot": 0,
    "machine-sensors": 0,
    "mes-with-interfaces": 0,
    "robot-rented-or-bought": 0,
    "three-candidates": 2,
    "uptime-contract": 0,
}
"""The examples that ship with the program, and which of their candidates; the first two of three are tried alone."""


def example_projects() -> list[Project]:
    """Return the examples, named after the candidate."""
    scenarios = [scenario_from_bytes(example_bytes(name)) for name in EXAMPLES]
    chosen = zip(scenarios, EXAMPLES.values(), strict=True)
    return [_whole(scenario.candidates[which].id, scenario, which, LONG_CHUNKS) for scenario, which in chosen]


def random_projects() -> list[Project]:
    """Return the first candidates of random scenarios."""
    return [_whole(f"random {number}", random_scenario(number), 0, RANDOM_CHUNKS) for number in RANDOM]


def _several(value: Value, _uniform: Uniform) -> tuple[Row, Row]:
    spent = value("price", Range(low=30_000.0, likely=35_000.0, high=50_000.0))
    hours = value("hours", Range(low=200.0, likely=400.0, high=700.0))
    hourly = value("hourly", Range(low=30.0, likely=40.0, high=45.0))
    return spent, hours * hourly - value("upkeep", Range(low=1_000.0, likely=2_000.0, high=4_000.0))


SAVING = Range(low=8_000.0, likely=14_000.0, high=24_000.0)


def _alone(value: Value, _uniform: Uniform) -> tuple[Row, Row]:
    saved = value("saving", SAVING)
    return np.full_like(saved, 60_000.0), saved


def _alone_with_tail(value: Value, _uniform: Uniform) -> tuple[Row, Row]:
    saved = value("saving", Lognormal(average=16_000.0, deviation=8_000.0))
    return np.full_like(saved, 60_000.0), saved


def _nearly_alone(value: Value, _uniform: Uniform) -> tuple[Row, Row]:
    spent = value("noise", Normal(average=60_000.0, deviation=200.0))
    return spent, value("saving", SAVING)


TAIL = {"tail_probability": 0.18, "tail_minimum": 0.5, "tail_alpha": 1.5, "cap": 5.0}


def _failing(value: Value, uniform: Uniform) -> tuple[Row, Row]:
    overrun = value("overrun", Overrun(body_low=-0.1, body_likely=0.05, body_high=0.3, **TAIL))
    return 40_000.0 * (1.0 + overrun), np.where(uniform("failure") < 0.12, 0.0, value("saving", SAVING))


def _separate(value: Value, uniform: Uniform) -> tuple[Row, Row]:
    four = Discrete(values=(0.0, 5_000.0, 10_000.0, 20_000.0), probabilities=(0.13, 0.27, 0.4, 0.2))
    saved = value("saving", four) + 5_000.0 * (uniform("extra") < 0.35)
    return np.full_like(saved, 40_000.0), np.where(uniform("failure") < 0.07, 0.0, saved)


def _rare_event(value: Value, uniform: Uniform) -> tuple[Row, Row]:
    spent = value("price", Range(low=30_000.0, likely=35_000.0, high=50_000.0))
    return spent + 150_000.0 * (uniform("event") < 0.004), value("saving", SAVING)


def _direct(outcome: Outcome, what: str) -> Project:
    def found(uniform: Uniform) -> Outcomes:
        def value(key: str, quantity: BaseQuantity) -> Row:
            return sampler(quantity)(uniform(key))

        spent, saved = outcome(value, uniform)
        with np.errstate(divide="ignore"):
            payback = spent / saved
        payback[payback > HORIZON_YEARS] = math.inf
        return Outcomes(ANNUITY * saved - spent, payback)

    def run(seed: int) -> Outcomes:
        return found(lambda key: uniforms(seed, key, 0, BLOCKS))

    def hypercube(number: int) -> Outcomes:
        draw = np.random.default_rng([2026, number])
        return found(lambda _key: (draw.permutation(LONG_STRATA) + draw.random(LONG_STRATA)) / LONG_STRATA)

    name = outcome.__name__.strip("_").replace("_", " ")
    return Project(name, what, run, lambda: [hypercube(number) for number in range(LONG_RUNS)])


def _whole(name: str, scenario: Scenario, which: int, long_chunks: int) -> Project:
    def engine(seed: int) -> Engine:
        return Engine(scenario.model_copy(update={"seed": seed}))

    def run(seed: int) -> Outcomes:
        return _of_engine(engine(seed), which, 0, BLOCKS)

    def long() -> list[Outcomes]:
        of_seed = engine(LONG_SEED)
        chunks = [_of_engine(of_seed, which, number, CHUNK_BLOCKS) for number in range(long_chunks)]
        together = -(-len(chunks) // LONG_RUNS)
        return [_joined(chunks[first : first + together]) for first in range(0, len(chunks), together)]

    return Project(name, "through the whole engine", run, long)


def _of_engine(engine: Engine, which: int, number: int, blocks: int) -> Outcomes:
    outcome = engine.outcome(which, engine.model.company(engine.sampling.chunk(number, blocks)))
    assert outcome.npv.size == blocks * BLOCK
    survival, without = outcome.ways[0].survival, outcome.without
    shorter = survival.first_short < without.first_short
    return Outcomes(outcome.npv, outcome.payback, survival.lowest, without.lowest, shorter)


def _joined(parts: list[Outcomes]) -> Outcomes:
    names = ("npv", "payback", "lowest_with", "lowest_without", "shorter")
    return Outcomes(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))
