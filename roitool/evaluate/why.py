"""Why a verdict is what it is: the figure that moves each tested number most, looked for once the answer is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from roitool.cashflow.arrays import Row
from roitool.decision.strongest import correlations, ranks, strongest
from roitool.decision.verdict import Question
from roitool.errors import Place
from roitool.evaluate.drawn import What, ranks_of
from roitool.evaluate.evaluation import Evaluation
from roitool.evaluate.first_futures import FIRST_FUTURES, in_first_futures
from roitool.evaluate.memory import Memory
from roitool.measures import Estimate
from roitool.monitor import Monitor


@dataclass(frozen=True, slots=True)
class Mover:
    """Something drawn that goes together with a tested number.

    Attributes
    ----------
    place
        Of the figure; of a failure or an event, the place of its chance.
    what
        A figure that somebody stated, whether it never works, or how often an event happens.
    correlation
        Spearman's rank correlation with the outcome in the same future: the net present value, the time until it is
        paid back, or the lowest bank balance.
    """

    place: Place
    what: What
    correlation: Estimate


@dataclass(frozen=True, slots=True)
class Why:
    """What moves the tested numbers of a candidate, paid in its chosen way.

    Attributes
    ----------
    movers
        By question: what moves it most, followed by what cannot be told from that. Nothing stands out where there is
        none.
    futures
        How many, the first ones, were looked at.
    """

    candidate: str
    movers: Mapping[Question, tuple[Mover, ...]]
    futures: int


def why(evaluation: Evaluation, position: int, monitor: Monitor | None = None, memory: Memory | None = None) -> Why:
    """Look for what moves the answer on one candidate, in the first 10 240 futures.

    Parameters
    ----------
    evaluation
        Its scenario is what is looked into: the owner's, or as such projects usually go.
    position
        Of the candidate.
    monitor
        Asked whether to stop, before each part of the calculation.
    memory
        What the evaluation left in this thread: its futures need not be drawn again.

    Raises
    ------
    Cancelled
        Somebody asked the monitor to stop.
    """
    candidate = evaluation.scenario.candidates[position]
    ((outcome, drawn),) = in_first_futures(evaluation, (position,), monitor or Monitor(), memory or Memory())
    figures = ranks_of(drawn)

    def movers(values: Row) -> tuple[Mover, ...]:
        found = correlations(figures, ranks(values))
        named = () if found is None else strongest(found)
        return tuple(Mover(drawn[at].place, drawn[at].what, found.of(at)) for at in named if found is not None)

    way = outcome.ways[[each.id for each in candidate.ways_of_paying].index(candidate.paid_by)]
    brings, lowest = movers(outcome.npv), movers(way.survival.lowest)
    as_paid = movers(outcome.npv + way.advantage) if way.advantage.any() else brings
    return Why(
        candidate.id,
        {
            Question.MEAN_NPV: brings,
            Question.CHANCE_NPV: brings,
            Question.MEAN_NPV_AS_PAID: as_paid,
            Question.CHANCE_NPV_AS_PAID: as_paid,
            Question.CHANCE_PAYBACK: movers(outcome.payback),
            Question.ADDED_SHORT: lowest,
            Question.DEEPEST_BALANCE: lowest,
        },
        FIRST_FUTURES,
    )
