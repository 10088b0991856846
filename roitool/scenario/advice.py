"""What a good adviser would say of a scenario that can be calculated: what is usually forgotten, and what too rosy is.

Nothing in here refuses. Advice comes only once nothing else is wrong, and each rule keeps silent where it cannot be
sure: one that cries wolf is read no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.errors import Problem
from roitool.scenario.advice_benefits import benefit_advice
from roitool.scenario.advice_costs import cost_advice
from roitool.scenario.advice_evidence import guesses_without_range, promises_without_range, quote_advice
from roitool.scenario.advice_reference import reference_advice
from roitool.scenario.base_figures import base_value
from roitool.scenario.candidate_figures import candidate_figures
from roitool.scenario.data import effective_regime
from roitool.scenario.scenario import nominal_hurdle_rate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from roitool.scenario.candidate import Candidate
    from roitool.scenario.scenario import Scenario

_IN_EUROS = frozenset({"NL", "BE", "DE"})


def advice(scenario: Scenario, each: Sequence[Mapping[str, float]]) -> Iterator[Problem]:
    """Yield what an adviser would say, at places from the top of the document.

    Parameters
    ----------
    scenario
        One of which `check` has found no error.
    each
        The base case of every candidate.
    """
    yield from _currency(scenario)
    yield from _hurdle_rate(scenario)
    yield from quote_advice(scenario)
    # What is said of a shared figure is the same for every candidate that uses it.
    told = set()
    for position, (candidate, base) in enumerate(zip(scenario.candidates, each, strict=True)):
        figures = candidate_figures(scenario, position, base)
        within = [
            *cost_advice(candidate, figures),
            *reference_advice(candidate, figures),
            *_wish_before_live(scenario, candidate, base),
        ]
        for problem in (
            *(problem.below("candidates", position) for problem in within),
            *benefit_advice(candidate, ("candidates", position), figures),
            *guesses_without_range(candidate, figures),
            *promises_without_range(candidate, figures),
        ):
            if (problem.place, problem.code) not in told:
                told.add((problem.place, problem.code))
                yield problem


def _currency(scenario: Scenario) -> Iterator[Problem]:
    """Tell of another currency than that of the tax rules: their amounts are taken as they are, in euros."""
    rules = effective_regime(scenario.regime)
    if rules.country in _IN_EUROS and scenario.currency != "EUR":
        values = {"found": scenario.currency, "regime": rules.id}
        yield Problem(("currency",), "currency_of_regime", values, "warning")


def _hurdle_rate(scenario: Scenario) -> Iterator[Problem]:
    """Tell of a hurdle rate below zero: money later would be worth more than money now."""
    rate = nominal_hurdle_rate(scenario)
    if rate < 0:
        yield Problem(("hurdle_rate",), "hurdle_rate_negative", {"found": rate}, "warning")


def _wish_before_live(scenario: Scenario, candidate: Candidate, base: Mapping[str, float]) -> Iterator[Problem]:
    """Tell of a payback wish that ends before half the effect is there: not this project is slow, the wish is.

    Before go-live nothing comes in but perhaps a grant; over the ramp it is half of the whole on average.
    """
    go_live, ramp = base_value(candidate.timing.go_live_month, base), base_value(candidate.timing.ramp_months, base)
    if go_live is None or ramp is None or go_live >= 12 * scenario.horizon_years:
        return
    wished, works = 12 * scenario.thresholds.payback_years, go_live + ramp / 2
    if wished < works:
        values = {"found": round(works, 1), "bound": wished}
        yield Problem(("timing", "go_live_month"), "wish_before_live", values, "warning")
