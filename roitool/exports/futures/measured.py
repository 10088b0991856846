"""What is told of a candidate in each future, by the names that other programs read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from roitool.cashflow.bank import NEVER_SHORT, Survival
from roitool.cashflow.risks import struck
from roitool.evaluate.outcomes import CandidateOutcome, WayOutcome

Values = NDArray[Any]
"""One value for each future: a number, or whether something holds; shape (futures,)."""

Unit = Literal["money", "share/year", "year", "month", "ratio", "0/1", "unit", "code"]
"""What a number counts: the scenario's currency, a rate per year, years or months from the decision, no or yes …"""


@dataclass(frozen=True, slots=True)
class OneCandidate:
    """What a candidate comes to in some futures, and over how many years."""

    outcome: CandidateOutcome
    horizon_years: int


@dataclass(frozen=True, slots=True)
class OneWay:
    """A way of paying of a candidate."""

    project: CandidateOutcome
    way: WayOutcome


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is told.

    Attributes
    ----------
    values
        From what a candidate, a way or a fleet comes to, to one value for each future.
    complete
        Whether every future has a finite number, whatever the scenario; elsewhere inf is *never*, and nan is *none*.
    """

    unit: Unit
    values: Callable[[Any], Values]
    complete: bool = True


def _month(survival: Survival) -> Values:
    first = survival.first_short
    return np.where(first < NEVER_SHORT, first, np.inf)


OF_CANDIDATE: Mapping[str, Measure] = MappingProxyType(
    {
        "npv": Measure("money", lambda each: each.outcome.npv),
        "irr": Measure("share/year", lambda each: each.outcome.irr, complete=False),
        "irr_status": Measure("code", lambda each: each.outcome.irr_status),
        "mirr": Measure("share/year", lambda each: each.outcome.mirr, complete=False),
        "paid_back": Measure("0/1", lambda each: np.isfinite(each.outcome.payback)),
        "payback": Measure("year", lambda each: each.outcome.payback, complete=False),
        "payback_capped": Measure("year", lambda each: np.minimum(each.outcome.payback, each.horizon_years)),
        "payback_by_selling": Measure("0/1", lambda each: each.outcome.only_by_selling),
        "dips_again": Measure("0/1", lambda each: each.outcome.dips_again),
        "discounted_payback": Measure("year", lambda each: each.outcome.discounted_payback, complete=False),
        "profitability_index": Measure("ratio", lambda each: each.outcome.profitability_index, complete=False),
        "return_on_investment": Measure("ratio", lambda each: each.outcome.return_on_investment, complete=False),
        "equivalent_annuity": Measure("money", lambda each: each.outcome.equivalent_annuity),
        "investment": Measure("money", lambda each: each.outcome.investment),
        "stopped": Measure("0/1", lambda each: each.outcome.stopped),
        "failed": Measure("0/1", lambda each: each.outcome.failed),
        "struck": Measure("0/1", lambda each: struck(each.outcome.happened, each.outcome.failed.size)),
        "lowest_without": Measure("money", lambda each: each.outcome.without.lowest),
        "short_without": Measure("0/1", lambda each: each.outcome.without.short),
        "first_short_without": Measure("month", lambda each: _month(each.outcome.without), complete=False),
    }
)
"""Of :class:`OneCandidate`, as bought for cash, and of the company without it in the same survival window."""

OF_WAY: Mapping[str, Measure] = MappingProxyType(
    {
        "advantage": Measure("money", lambda each: each.way.advantage),
        "npv_as_paid": Measure("money", lambda each: each.project.npv + each.way.advantage),
        "lowest": Measure("money", lambda each: each.way.survival.lowest),
        "short": Measure("0/1", lambda each: each.way.survival.short),
        "added_short": Measure("0/1", lambda each: each.way.survival.first_short < each.project.without.first_short),
        "first_short": Measure("month", lambda each: _month(each.way.survival), complete=False),
        "peak_funding": Measure("money", lambda each: each.way.peak_funding),
        "worst_cover": Measure("ratio", lambda each: each.way.worst_cover, complete=False),
    }
)
"""Of :class:`OneWay`."""

OF_FLEET: Mapping[str, Measure] = MappingProxyType(
    {
        "deepest": Measure("money", lambda each: each.deepest),
        "back_years": Measure("year", lambda each: each.back_month / 12, complete=False),
        "most_in_field": Measure("unit", lambda each: each.most_in_field),
        "contract_value": Measure("money", lambda each: each.contract_value),
        "acquisition": Measure("money", lambda each: each.acquisition),
    }
)
"""Of a :class:`roitool.evaluate.outcomes.FleetOutcome`."""
