"""Candidates and doing nothing held against each other in the same futures: which one."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np

from roitool.cashflow.arrays import Row
from roitool.decision.comparison import Pair, pairs, regrets
from roitool.decision.information import evpi
from roitool.errors import ScenarioError
from roitool.evaluate.engine import Engine
from roitool.evaluate.evaluation import Evaluation
from roitool.evaluate.memory import Memory
from roitool.evaluate.outcomes import as_paid
from roitool.evaluate.run import block_count, calculated, chunk_sizes, problems_of
from roitool.measures import Estimate, InternalRate, Summary, internal_rate
from roitool.monitor import Monitor
from roitool.sampling.draws import BaseCase
from roitool.sampling.streams import BLOCK
from roitool.scenario.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Increment:
    """What the dearer of two candidates adds to the cheaper one, if nothing goes wrong.

    Attributes
    ----------
    dearer, cheaper
        Positions of the candidates.
    investment
        How much more is put in, money.
    rate
        What the difference of their project cash flows brings, per year.
    """

    dearer: int
    cheaper: int
    investment: float
    rate: InternalRate


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every choice, each candidate paid in its chosen way; choice 0 is doing nothing, the candidates follow.

    Attributes
    ----------
    evaluation
        The answers on all candidates.
    pairs
        Every two choices, by their net present value as paid.
    regrets
        Of every choice.
    worth
        What it is worth to know everything before one is chosen, money.
    increments
        Every two candidates that take different investments.
    """

    evaluation: Evaluation
    pairs: tuple[Pair, ...]
    regrets: tuple[Summary, ...]
    worth: Estimate
    increments: tuple[Increment, ...]


def compare(
    scenario: Scenario,
    trials: int | None = None,
    monitor: Monitor | None = None,
    executor: Executor | None = None,
    memory: Memory | None = None,
) -> Comparison:
    """Decide every candidate, and hold all choices against each other.

    Parameters
    ----------
    trials, monitor, executor, memory
        As :func:`roitool.evaluate.evaluate` takes them.

    Raises
    ------
    ScenarioError
        With every problem that keeps it from being decided.
    Cancelled
        Somebody asked the monitor to stop.
    """
    found = problems_of(scenario)
    if errors := [problem for problem in found if problem.severity == "error"]:
        raise ScenarioError(errors)
    engine = Engine(scenario, memory=memory)
    blocks = block_count(scenario.futures if trials is None else trials)
    evaluation, outcomes = calculated(engine, blocks, found, monitor or Monitor(), executor)
    columns = [as_paid(*each) for each in zip(scenario.candidates, outcomes, strict=True)]
    return _comparison(engine, evaluation, columns)


def compare_answered(
    evaluation: Evaluation, monitor: Monitor | None = None, memory: Memory | None = None
) -> Comparison:
    """Hold all choices against each other in the futures in which they have been decided already.

    Parameters
    ----------
    evaluation
        An answer on all candidates.
    monitor
        Asked whether to stop, before each candidate.
    memory
        What the evaluation left in this thread.

    Raises
    ------
    Cancelled
        Somebody asked the monitor to stop.
    """
    monitor, memory = monitor or Monitor(), memory or Memory()
    candidates = evaluation.scenario.candidates
    engine = Engine(evaluation.scenario, memory=memory)
    parts: list[list[Row]] = [[] for _ in candidates]
    for number, blocks in enumerate(chunk_sizes(evaluation.provenance.futures // BLOCK)):
        with memory.workspace.lending():
            company = engine.model.company(engine.sampling.chunk(number, blocks), memory.workspace)
            for position, candidate in enumerate(candidates):
                monitor.check()
                with memory.workspace.lending():
                    parts[position].append(as_paid(candidate, engine.outcome(position, company)))
    return _comparison(engine, evaluation, [np.concatenate(each) for each in parts])


def _comparison(engine: Engine, evaluation: Evaluation, columns: Sequence[Row]) -> Comparison:
    benefits = np.column_stack([np.zeros(evaluation.provenance.futures), *columns])
    return Comparison(evaluation, pairs(benefits), regrets(benefits), evpi(benefits), _increments(engine, evaluation))


def _increments(engine: Engine, evaluation: Evaluation) -> tuple[Increment, ...]:
    company = engine.model.company(BaseCase())
    flows = [engine.model.flows(position, company).project[:, 0].copy() for position in engine.positions]
    invested = [answer.base.investment for answer in evaluation.candidates]
    order = sorted(range(len(flows)), key=lambda position: invested[position])
    return tuple(
        Increment(
            dearer, cheaper, invested[dearer] - invested[cheaper], internal_rate(flows[dearer] - flows[cheaper], 12)
        )
        for at, cheaper in enumerate(order)
        for dearer in order[at + 1 :]
        if invested[dearer] > invested[cheaper]
    )
