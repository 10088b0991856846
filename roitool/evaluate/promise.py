"""How far it is from a supplier's promise to how such projects usually go."""

from __future__ import annotations

import math
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Literal

from roitool.evaluate.evaluation import CandidateAnswer
from roitool.evaluate.views import Views, evaluate_views
from roitool.measures import Estimate
from roitool.monitor import Monitor
from roitool.scenario.quote import LeftOutCost, Quote, left_out_costs
from roitool.scenario.scenario import Scenario

Stage = Literal["promise", "left_out", "plan", "inside", "outside"]


@dataclass(frozen=True, slots=True)
class Distance:
    """One line of the way down from the promise.

    Attributes
    ----------
    stage
        ``promise``: price over yearly saving. ``left_out``: with what the quote leaves out. ``plan``: with the time
        until it works, and tax, if nothing goes wrong. ``inside``, ``outside``: over all futures, with the promised
        figures, and as such projects usually go.
    payback_months
        Of the median future in the last two; infinite where the money does not come back within the horizon.
    mean_npv, chance_in_time
        Of the views, and the plan's own net present value without an error; None where there is none.
    """

    stage: Stage
    payback_months: float
    mean_npv: Estimate | None = None
    chance_in_time: float | None = None


@dataclass(frozen=True, slots=True)
class HeldAgainst:
    """A promise beside what is known of such projects, and both views; `position` is that of its candidate."""

    position: int
    quote: Quote
    left_out: tuple[LeftOutCost, ...]
    distances: tuple[Distance, ...]
    views: Views


def held_against_the_light(
    scenario: Scenario, position: int, quote: Quote, monitor: Monitor | None = None, executor: Executor | None = None
) -> HeldAgainst:
    """Return how far a candidate made by :func:`roitool.scenario.quote.held_against` is from its quote.

    Raises
    ------
    ScenarioError
        With every problem that keeps either view from being decided.
    Cancelled
        Somebody asked the monitor to stop.
    """
    views = evaluate_views(scenario, monitor=monitor, executor=executor)
    inside, outside = views.inside.candidates[position], views.outside.candidates[position]
    left_out = left_out_costs(scenario, position)
    once = sum(cost.amount for cost in left_out if not cost.yearly)
    yearly = sum(cost.amount for cost in left_out if cost.yearly)
    whole = Quote(quote.price + once, quote.saving, quote.running + yearly)
    distances = (
        Distance("promise", quote.rebuilt_months),
        Distance("left_out", whole.rebuilt_months),
        Distance("plan", 12 * inside.base.payback, Estimate(inside.base.npv, 0.0, 1)),
        _over_all("inside", inside),
        _over_all("outside", outside),
    )
    return HeldAgainst(position, quote, left_out, distances, views)


def _over_all(stage: Stage, answer: CandidateAnswer) -> Distance:
    median = answer.payback.quantiles.quantiles[50].value
    months = 12 * median if math.isfinite(median) else math.inf
    return Distance(stage, months, answer.npv.mean, answer.payback.within_limit.value)
