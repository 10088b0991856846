"""The generated scenarios use everything there is, and the second implementation keeps its own books on them."""

from __future__ import annotations

import math
import random
from itertools import pairwise
from typing import TYPE_CHECKING, get_args

import pytest

from roitool.scenario.check import check
from roitool.scenario.quantities import Quantity
from tests.second.draws import base_values, random_uniforms, random_values
from tests.second.generator import random_scenario
from tests.second.model import OneFuture, decide_one_future
from tests.second.regimes import regime_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roitool.scenario.candidate import Candidate
    from roitool.scenario.scenario import Scenario

SEEDS = range(200)


def test_a_seed_always_gives_the_same_scenario() -> None:
    assert random_scenario(7) == random_scenario(7)
    assert random_scenario(7) != random_scenario(8)


def test_every_generated_scenario_makes_sense() -> None:
    errors = [(seed, p) for seed in SEEDS for p in check(random_scenario(seed)) if p.severity == "error"]
    assert errors == []


def test_between_them_the_scenarios_use_everything_a_scenario_can_have() -> None:
    used = {trait for seed in SEEDS for trait in traits(random_scenario(seed))}
    kinds = {f"quantity {kind.model_fields['kind'].default}" for kind in get_args(get_args(Quantity)[0])}
    assert kinds <= used
    assert used - kinds == {
        "averts",
        "borrowing rate",
        "carry forward",
        "cash floor",
        "chosen cash",
        "chosen loan",
        "copied candidate",
        "correlation",
        "credit line",
        "derived of candidate",
        "derived shared",
        "event once",
        "event that stops",
        "event with index",
        "event yearly",
        "failure",
        "fiscal life",
        "horizon of 1 year",
        "horizon of 20 years",
        "line investment",
        "line one_off",
        "line revenue",
        "line running_cost",
        "line saving",
        "line with index",
        "loan annuity",
        "loan linear",
        "loan with fee",
        "loan with grace",
        "no carry forward",
        "no deduction",
        "no finance",
        "nothing line",
        "nothing line with dates",
        "opening losses",
        "other investments",
        "overrun",
        "overruns False",
        "overruns True",
        "own start",
        "own time of one_off",
        "own time of running_cost",
        "per month",
        "per quarter",
        "per year",
        "ramp",
        "real rate",
        "regime flat",
        "regime nl-2026",
        "regime none",
        "residual",
        "two investments in different months",
        "vat False",
        "vat True",
        "zero rate",
    }


def test_between_them_the_futures_end_in_every_way() -> None:
    met = {outcome for seed in SEEDS[:60] for _, one in futures(seed) for outcome in outcomes(one)}
    assert met == {
        "closed at the horizon",
        "deduction lost",
        "deduction won",
        "dips",
        "ended beyond the horizon",
        "ended within the horizon",
        "event",
        "irr multiple",
        "irr none",
        "irr unique",
        "life ends within the horizon",
        "live only beyond the horizon",
        "loan worth more than cash",
        "loss without tax",
        "never paid back",
        "only by selling",
        "paid back",
        "short by the candidate",
        "short without",
        "tax paid",
        "vat",
    }


@pytest.mark.parametrize("first", range(0, 100, 25))
def test_the_books_close_in_every_future(first: int) -> None:
    """What was spent is depreciated, written off or came back; loans end at zero; the bank balance adds up."""
    for seed in range(first, first + 25):
        for candidate, one in futures(seed):
            invested = sum(-sum(one.lines[line.id]) for line in candidate.lines if line.kind == "investment")
            back = sum(one.lines["residual"]) + sum(one.lines["recovered"])
            gone = sum(one.depreciation_by_year) + sum(one.write_off_by_year)
            if not (one.failed and one.ending_month > one.timeline.months):
                assert gone == pytest.approx(invested - back, rel=1e-9, abs=1e-6)
            assert sum(one.vat) == pytest.approx(0, abs=1e-6)
            for paid in one.paid.values():
                added = [after - before for after, before in zip(paid.balance, one.without, strict=True)]
                steps = [added[0], *(after - before for before, after in pairwise(added))]
                assert steps == pytest.approx(paid.owner_cash_flow, rel=1e-9, abs=1e-4)
                assert paid.loan.balance[-1] == pytest.approx(0, abs=1e-6)
                assert sum(paid.loan.draws) == pytest.approx(sum(paid.loan.repayments), rel=1e-9, abs=1e-6)


def futures(seed: int) -> Iterator[tuple[Candidate, OneFuture]]:
    """Yield every candidate's base case and one drawn future."""
    scenario = random_scenario(seed)
    rng = random.Random(seed)  # noqa: S311 - nothing secret hangs on it
    regime = regime_of(scenario.regime)
    for candidate in scenario.candidates:
        base = base_values(scenario, candidate)
        yield candidate, decide_one_future(scenario, regime, candidate.id, base, None)
        values, uniforms = random_values(scenario, candidate, rng), random_uniforms(scenario, candidate, rng)
        yield candidate, decide_one_future(scenario, regime, candidate.id, values, uniforms)


def traits(scenario: Scenario) -> Iterator[str]:
    """Yield a name for everything that the scenario makes use of."""
    company, figures = scenario.company, [*scenario.inputs, *(i for c in scenario.candidates for i in c.inputs)]
    yield from (f"quantity {figure.quantity.kind}" for figure in figures)
    yield f"regime {scenario.regime.id}"
    if scenario.regime.id == "flat":
        yield "carry forward" if scenario.regime.loss_carry_forward else "no carry forward"
    yield from _named(
        {
            "real rate": not isinstance(scenario.hurdle_rate, float),
            "zero rate": scenario.hurdle_rate == 0,
            "horizon of 1 year": scenario.horizon_years == 1,
            "horizon of 20 years": scenario.horizon_years == 20,
            "correlation": scenario.correlations,
            "derived shared": scenario.derived,
            "credit line": company.credit_line != "0",
            "cash floor": company.cash_floor,
            "opening losses": company.opening_losses != "0",
            "other investments": company.other_investments,
            "borrowing rate": company.borrowing_rate,
            "nothing line": scenario.do_nothing.lines,
            "nothing line with dates": any(line.start != "0" and line.end for line in scenario.do_nothing.lines),
            "copied candidate": any(candidate.id == "copy_of_first" for candidate in scenario.candidates),
        }
    )
    for candidate in scenario.candidates:
        yield from _candidate_traits(candidate)


def outcomes(one: OneFuture) -> Iterator[str]:
    """Yield a name for everything that happened in the future."""
    months, ways = one.timeline.months, one.paid.values()
    effect = any(any(flow) for name, flow in one.lines.items() if name.startswith(("saving", "revenue")))
    selling = [month for month, amount in enumerate(one.lines["residual"]) if amount]
    yield f"irr {one.irr.status}"
    yield "never paid back" if math.isinf(one.payback) else "paid back"
    yield from _named(
        {
            "ended within the horizon": one.failed and one.ending_month <= months,
            "ended beyond the horizon": one.failed and one.ending_month > months,
            "live only beyond the horizon": not one.failed and not effect and not any(one.depreciation_by_year),
            "life ends within the horizon": selling and selling[0] < months,
            "closed at the horizon": selling and selling[-1] == months,
            "event": any(any(flow) for name, flow in one.lines.items() if name.startswith("mishap")),
            "deduction won": max(one.deduction_by_year) > 0,
            "deduction lost": min(one.deduction_by_year) < 0,
            "loss without tax": any(r < 0 and t == 0 for r, t in zip(one.result_by_year, one.tax_by_year, strict=True)),
            "tax paid": sum(one.tax_by_year) > 0,
            "vat": any(one.vat),
            "dips": one.dips > 0,
            "only by selling": one.only_by_selling,
            "loan worth more than cash": any(paid.advantage > 0 for paid in ways),
            "short without": one.first_short_month_without < math.inf,
            "short by the candidate": any(p.first_short_month < one.first_short_month_without for p in ways),
        }
    )


def _candidate_traits(candidate: Candidate) -> Iterator[str]:
    lines, loans = candidate.lines, [way for way in candidate.ways_of_paying if way.kind == "loan"]
    investments = [line for line in lines if line.kind == "investment"]
    lumps = [line for line in lines if line.kind in {"investment", "one_off"}]
    yield f"chosen {next(way.kind for way in candidate.ways_of_paying if way.id == candidate.paid_by)}"
    yield from (f"line {line.kind}" for line in lines)
    yield from (f"per {line.per}" for line in lines if line not in lumps)
    yield from (f"vat {line.vat}" for line in lumps)
    yield from (f"overruns {line.overruns}" for line in lumps)
    yield from (f"own time of {line.kind}" for line in lines if getattr(line, "own_time", False))
    yield from (f"loan {loan.repayment}" for loan in loans)
    yield from (f"event {event.how_often}" for event in candidate.events)
    yield from _named(
        {
            "averts": candidate.averts,
            "overrun": candidate.overrun,
            "failure": candidate.failure,
            "derived of candidate": candidate.derived,
            "ramp": candidate.timing.ramp_months != "0",
            "residual": any(line.residual_share != "0" for line in investments),
            "fiscal life": any(line.fiscal_life_years for line in investments),
            "no deduction": any(not line.deductible for line in investments),
            "no finance": any(not line.financeable for line in investments),
            "two investments in different months": len({line.month for line in investments}) > 1,
            "line with index": any(getattr(line, "grows_with", None) for line in lines),
            "own start": any(line.kind == "running_cost" and line.start for line in lines),
            "loan with grace": any(loan.grace_months for loan in loans),
            "loan with fee": any(loan.fee != "0" for loan in loans),
            "event that stops": any(event.stops_months != "0" for event in candidate.events),
            "event with index": any(event.grows_with for event in candidate.events),
        }
    )


def _named(holds: dict[str, object]) -> Iterator[str]:
    return (name for name, does in holds.items() if does)
