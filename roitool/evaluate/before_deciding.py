"""What is most worth finding out before a verdict, from the futures that the verdict comes from."""

from __future__ import annotations

import numpy as np

from roitool.decision.information import Choice
from roitool.evaluate.drawn import drawn_inputs
from roitool.evaluate.engine import Engine
from roitool.evaluate.first_futures import FIRST_FUTURES
from roitool.evaluate.learning import Lesson, first_lesson
from roitool.evaluate.outcomes import CandidateOutcome, as_paid
from roitool.measures.estimates import FEWEST_BLOCKS
from roitool.scenario.learning import ways_of_learning, with_assumed


def to_find_out(engine: Engine, position: int, found: CandidateOutcome) -> Lesson | None:
    """Return what leaves most after its cost, of the figures of a candidate; None where nothing is worth its cost.

    Whether it fails and what happens to it cannot be found out beforehand: that is not looked at.

    Parameters
    ----------
    position
        Of the candidate.
    found
        The candidate in all futures, in their order; the first 10 240 are looked at.
    """
    scenario = engine.scenario
    paid = as_paid(scenario.candidates[position], found)[:FIRST_FUTURES].copy()
    futures = engine.sampling.chunk(0, FEWEST_BLOCKS)
    drawn = {figure.place: figure for figure in drawn_inputs(scenario, position, futures)}
    investment = float(found.investment[:FIRST_FUTURES].mean())
    ways = with_assumed(ways_of_learning(scenario, position), drawn, investment)
    return first_lesson(ways, drawn, Choice.between(np.column_stack([np.zeros(FIRST_FUTURES), paid])))
