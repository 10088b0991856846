"""Whether the figures of a scenario make sense: everything that does not, told at once, and never refused here.

A scenario with such problems can be opened, edited and saved; only its calculation is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.errors import Place, Problem, ScenarioError
from roitool.scenario.advice import advice
from roitool.scenario.base_figures import base_figures, base_value
from roitool.scenario.check_correlations import correlation_problems
from roitool.scenario.check_extremes import extreme_problems
from roitool.scenario.check_financing import financing_problems
from roitool.scenario.check_formulas import formula_problems
from roitool.scenario.check_integration import integration_problems
from roitool.scenario.check_lines import beyond_horizon, line_problems
from roitool.scenario.check_names import name_problems
from roitool.scenario.check_reference import reference_problems
from roitool.scenario.data import effective_regime, regime
from roitool.scenario.lines import Benefit
from roitool.scenario.scenario import NamedRegime, Scenario, nominal_hurdle_rate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import BaseModel

    from roitool.scenario.candidate import Candidate
    from roitool.scenario.inputs import Input
    from roitool.scenario.regime import Regime

RISK_FREE_ENOUGH = 0.15
"""Nominal hurdle rate above which a premium for risk is suspected."""

WIDE = 0.2
"""Standard deviation over mean from which an input counts as a wide range."""


def check(scenario: Scenario) -> tuple[Problem, ...]:
    """Return every error and warning about the figures, in the order of the document; never raises.

    What an adviser would say comes along once there is no error: of half a scenario much seems to be forgotten.
    The codes and what each carries are listed in ``docs/file-format.md``.
    """
    rules, regime_problems = _regime(scenario)
    shared = base_figures(scenario)
    each = [base_figures(candidate, shared) for candidate in scenario.candidates]
    problems = [
        *_quantities(scenario),
        *formula_problems(scenario, shared, each),
        *extreme_problems(scenario),
        *name_problems(scenario),
        *correlation_problems(scenario),
        *regime_problems,
        *_company(scenario, shared),
        *_risk_counted_twice(scenario),
    ]
    for position, (candidate, figures) in enumerate(zip(scenario.candidates, each, strict=True)):
        found = [
            *_candidate(candidate, figures, 12 * scenario.horizon_years),
            *line_problems(scenario, rules, candidate, figures),
            *integration_problems(scenario, candidate),
            *financing_problems(candidate, figures, 12 * scenario.horizon_years),
            *reference_problems(scenario, candidate),
        ]
        problems += [problem.below("candidates", position) for problem in found]
    if not scenario.candidates:
        problems.append(Problem(("candidates",), "no_candidates"))
    if not any(problem.severity == "error" for problem in problems):
        problems += advice(scenario, each)
    return tuple(sorted(problems, key=lambda problem: _position(scenario, problem.place)))


def _quantities(scenario: Scenario) -> Iterator[Problem]:
    yield from _quantities_of(scenario.inputs)
    for position, candidate in enumerate(scenario.candidates):
        yield from (problem.below("candidates", position) for problem in _quantities_of(candidate.inputs))


def _quantities_of(inputs: tuple[Input, ...]) -> Iterator[Problem]:
    for position, item in enumerate(inputs):
        for problem in item.quantity.problems():
            yield problem.below("inputs", position, "quantity")


def _regime(scenario: Scenario) -> tuple[Regime | None, tuple[Problem, ...]]:
    """Return the tax rules that are chosen, None where they cannot be read, and what is wrong with the choice."""
    choice = scenario.regime
    try:
        rules = effective_regime(choice)
        untaxed = isinstance(choice, NamedRegime) and choice.rate is not None and not regime(choice.id).taxes
    except ScenarioError as error:
        return None, error.problems
    if untaxed:
        return rules, (Problem(("regime", "rate"), "rate_without_tax", {"found": choice.rate, "regime": rules.id}),)
    return rules, ()


def _company(scenario: Scenario, shared: Mapping[str, float]) -> Iterator[Problem]:
    company = scenario.company
    opening, credit = base_value(company.opening_cash, shared), base_value(company.credit_line, shared)
    floor = base_value(company.wages_per_month if company.cash_floor is None else company.cash_floor, shared)
    if opening is not None and credit is not None and floor is not None and opening < floor - credit:
        yield Problem(("company", "opening_cash"), "already_short", {"found": opening, "bound": floor - credit})
    for position, commitment in enumerate(company.commitments):
        found = beyond_horizon(commitment.month, shared, 12 * scenario.horizon_years)
        yield from (problem.below("company", "commitments", position) for problem in found)


def _risk_counted_twice(scenario: Scenario) -> Iterator[Problem]:
    rate = nominal_hurdle_rate(scenario)
    if rate <= RISK_FREE_ENOUGH:
        return
    inputs = [*scenario.inputs, *(item for candidate in scenario.candidates for item in candidate.inputs)]
    wide = tuple(item.id for item in inputs if _is_wide(item))
    if wide:
        yield Problem(
            ("hurdle_rate",),
            "risk_counted_twice",
            {"found": rate, "bound": RISK_FREE_ENOUGH, "inputs": wide},
            "warning",
        )


def _is_wide(item: Input) -> bool:
    quantity = item.quantity
    if any(problem.severity == "error" for problem in quantity.problems()):
        return False
    return quantity.sd() > WIDE * abs(quantity.mean())


def _candidate(candidate: Candidate, figures: Mapping[str, float], horizon: int) -> Iterator[Problem]:
    overrun = figures.get(candidate.overrun or "", 0.0)
    if overrun < -1:
        yield Problem(("overrun",), "overrun_below_minus_one", {"found": overrun, "bound": -1.0})
    if candidate.stop_loss is not None and candidate.overrun is None:
        yield Problem(("stop_loss",), "stop_loss_without_overrun", severity="warning")
    benefits = any(isinstance(line, Benefit) for line in candidate.lines)
    if benefits and base_value(candidate.timing.ramp_months, {}) == 0:
        yield Problem(("timing", "ramp_months"), "ramp_missing", severity="warning")
    go_live = base_value(candidate.timing.go_live_month, figures)
    if go_live is not None and go_live >= horizon:
        values = {"found": go_live, "bound": horizon}
        yield Problem(("timing", "go_live_month"), "never_live", values, "warning")
    if candidate.failure is None:
        yield Problem(("failure",), "failure_missing", severity="warning")


def _position(scenario: Scenario, place: Place) -> tuple[int, ...]:
    """Return a place as positions all the way down, so that places sort in the order of the document."""
    here: BaseModel | tuple[object, ...] | object = scenario
    positions = []
    for part in place:
        if isinstance(part, int):
            positions.append(part)
            here = here[part] if isinstance(here, tuple) and part < len(here) else None
        else:
            fields = list(getattr(type(here), "model_fields", ()))
            positions.append(fields.index(part) if part in fields else len(fields))
            here = getattr(here, part, None)
    return tuple(positions)
