"""Candidates in the first futures of an answer: what comes of each, and what was drawn for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from roitool.evaluate.drawn import DrawnFigure, drawn_figures
from roitool.evaluate.engine import Engine
from roitool.evaluate.evaluation import Evaluation
from roitool.evaluate.memory import Memory
from roitool.evaluate.outcomes import CandidateOutcome
from roitool.measures.estimates import FEWEST_BLOCKS
from roitool.monitor import Monitor
from roitool.sampling.streams import BLOCK

FIRST_FUTURES = FEWEST_BLOCKS * BLOCK
"""As many as an error takes."""


def in_first_futures(
    evaluation: Evaluation, positions: Iterable[int], monitor: Monitor, memory: Memory
) -> Iterator[tuple[CandidateOutcome, list[DrawnFigure]]]:
    """Yield what comes of candidates in the first 10 240 futures, and what differs there from future to future.

    Parameters
    ----------
    evaluation
        Its scenario is what is looked into: the owner's, or as such projects usually go.
    positions
        Of the candidates.
    monitor
        Asked whether to stop, before each part of the calculation.
    memory
        What the evaluation left in this thread: its futures need not be drawn again.

    Raises
    ------
    Cancelled
        Somebody asked the monitor to stop.
    """
    scenario = evaluation.scenario
    monitor.check()
    engine = Engine(scenario, memory=memory)
    futures = engine.sampling.chunk(0, FEWEST_BLOCKS)
    with memory.workspace.lending():
        company = engine.model.company(futures, memory.workspace)
        for position in positions:
            monitor.check()
            with memory.workspace.lending():
                outcome, flows = engine.outcome_and_flows(position, company)
                monitor.check()
                found = outcome, list(drawn_figures(scenario, position, futures, flows))
            yield found
