"""Sets of random candidates: the engine against the second implementation."""

from __future__ import annotations

import random

import numpy as np
import pytest

from roitool.cashflow.bank import bank_outcome, survival_window, survival_without
from roitool.cashflow.cover import worst_cover
from roitool.cashflow.model import CashFlowModel
from roitool.cashflow.together import averts_together, set_flows, shared_interfaces
from roitool.cashflow.ways import advantage
from roitool.evaluate.engine import Engine
from roitool.measures import npv, paid_back
from roitool.sampling.draws import BaseCase
from roitool.sampling.tables import sampler
from roitool.scenario.data import effective_regime
from tests.second.draws import base_values, company_streams, overrun_as_drawn, risk_streams
from tests.second.seen import SEEDS, seen_scenario
from tests.second.together import decide_set

RELATIVE = 1e-9
GROUP = 45


def with_several(seeds: range) -> list[int]:
    """Return the seeds of scenarios with more than one candidate."""
    return [seed for seed in seeds if len(seen_scenario(seed).candidates) > 1]


def members_of(seed: int, scenario) -> list[int]:
    """Return the positions of a set of at least two, in any order."""
    rng = random.Random(seed)  # noqa: S311 - nothing secret hangs on it
    positions = list(range(len(scenario.candidates)))
    return rng.sample(positions, rng.randint(2, len(positions)))


def seen_by(scenario, candidate, futures, future: int) -> dict[str, float]:
    """Return the figures of one candidate in a future, its overrun as its interfaces make it."""
    columns = {**futures.values(scenario.inputs), **futures.values(candidate.inputs)}
    if (overrun := overrun_as_drawn(scenario, candidate)) is not None:
        columns[overrun.id] = sampler(overrun.quantity)(futures.uniform(overrun.stream))
    return {name: at(column, future) for name, column in columns.items()}


def at(column, future: int) -> float:
    return float(column if np.ndim(column) == 0 else column[future])


@pytest.mark.parametrize("first", range(0, len(SEEDS), GROUP))
def test_a_set_of_both_agrees_to_nine_digits(first):
    for seed in with_several(SEEDS[first : first + GROUP]):
        engine = Engine(seen_scenario(seed))
        scenario, futures = engine.scenario, engine.sampling.chunk(0, 1)
        positions, regime = members_of(seed, scenario), effective_regime(scenario.regime)
        members = [scenario.candidates[position] for position in positions]
        ids = [candidate.id for candidate in members]
        found = _calculated(engine, positions, futures)
        rng = random.Random(seed)  # noqa: S311 - nothing secret hangs on it
        streams = {key for candidate in members for key in risk_streams(scenario, candidate)}
        looked_at = {rng.randrange(futures.count) for _ in range(3)}
        uniforms = {key: futures.uniform(key) for key in streams}
        normals = {key: futures.normal(key) for key in company_streams(scenario)}
        for future in looked_at:
            values = {candidate.id: seen_by(scenario, candidate, futures, future) for candidate in members}
            drawn = {key: numbers[future] for key, numbers in uniforms.items()}
            normal = {key: numbers[future] for key, numbers in normals.items()}
            _agrees(decide_set(scenario, regime, ids, values, drawn, normal), found, future)
        values = {candidate.id: base_values(scenario, candidate) for candidate in members}
        _agrees(decide_set(scenario, regime, ids, values, None), _calculated(engine, positions, BaseCase()), 0)


def test_the_sets_share_what_a_set_can_share():
    """Enough of them share interfaces, avert the same line, and live under a deduction on the total of a year."""
    shared = averted = deducted = 0
    for seed in with_several(SEEDS):
        model = CashFlowModel(seen_scenario(seed))
        positions = members_of(seed, model.scenario)
        shared += bool(shared_interfaces(model, positions))
        averted += averts_together(model, positions)
        deducted += model.setting.regime.investment_deduction is not None
    assert min(shared, averted, deducted) >= 20


def _calculated(engine, positions, futures):
    company = engine.model.company(futures)
    flows = set_flows(engine.model, positions, company)
    calendar = engine.setting.calendar
    window = survival_window((flows.way,), calendar)
    months = frozenset(range(calendar.months + 1))
    bank = bank_outcome(flows.owner_before_tax, flows.way, company.course, window, calendar, months)
    return {
        "flows": flows,
        "npv": npv(engine.monthly_rate, flows.project),
        "payback": paid_back(flows.project).periods / 12,
        "advantage": advantage(flows.way, flows.borrowing_factor, engine.setting.hurdle_rate, calendar),
        "window": np.broadcast_to(window, futures.count),
        "bank": bank,
        "without": survival_without(company.course, window, futures.count),
        "balance": [bank.course.shown[month] for month in sorted(months)],
        "cover": worst_cover(flows.operating, flows.way, company.course, calendar),
    }


def _agrees(one, found, future):
    scale = RELATIVE * max(1.0, *map(abs, one.project_cash_flow), abs(one.balance[-1]), abs(one.without[-1]))

    def same(calculated, expected, unit=scale):
        np.testing.assert_allclose(calculated, expected, rtol=RELATIVE, atol=unit)

    flows, bank = found["flows"], found["bank"]
    same(flows.project[:, future], one.project_cash_flow)
    same([part[:, future] for part in flows.deductions], one.deductions_by_year)
    same(found["npv"][future], one.npv)
    same(found["payback"][future], one.payback, RELATIVE)
    same(at(found["advantage"], future), one.advantage)
    same([balance[future] for balance in found["balance"]], one.balance)
    assert found["window"][future] == one.window
    for survival, month in ((bank.survival, one.first_short_month), (found["without"], one.first_short_month_without)):
        assert (float(survival.first_short[future]) if survival.short[future] else np.inf) == month
    same(bank.survival.lowest[future], one.lowest_balance)
    same(bank.peak_funding[future], one.peak_funding)
    np.testing.assert_allclose(found["cover"][future], one.worst_dscr, rtol=1e-8, atol=1e-8)
