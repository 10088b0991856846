"""Candidates in the first futures of an answer: what comes of each, and what was drawn for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from roitool.evaluate.drawn import DrawnFigure, drawn_figures
from roitool.evaluate.engine import Engine
from roitool.evaluate.evaluation import Evaluation
from roitool.evaluate.gathering import gathered
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
        What the evaluation left in this thread: what came of its candidates, and the numbers drawn for them.

    Raises
    ------
    Cancelled
        Somebody asked the monitor to stop.
    """
    scenario, company = evaluation.scenario, None
    monitor.check()
    engine = Engine(scenario, memory=memory)
    futures = engine.sampling.chunk(0, FEWEST_BLOCKS)
    with memory.workspace.lending():
        for position in positions:
            monitor.check()
            outcome = memory.outcomes.of(scenario, position)
            if outcome is None:
                company = company or engine.model.company(futures, memory.workspace)
                with memory.workspace.lending():
                    # Copied: it is kept for longer than the room that it is calculated in.
                    outcome = gathered((engine.outcome(position, company),), FIRST_FUTURES)
                memory.outcomes.keep(scenario, position, outcome)
            monitor.check()
            yield outcome, list(drawn_figures(scenario, position, futures, outcome))
