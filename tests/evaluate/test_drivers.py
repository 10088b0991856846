"""What drives a candidate, against sums that can be done by hand."""

from __future__ import annotations

import numpy as np
import pytest

from roitool.cashflow.model import CashFlowModel
from roitool.evaluate import Memory, evaluate
from roitool.evaluate.drivers import drivers
from roitool.evaluate.finding_out import finding_out
from roitool.evaluate.memory import MOST_OUTCOMES, Outcomes
from roitool.evaluate.why import why
from tests.builder import line, monthly, scenario_of
from tests.second.generator import random_scenario

SEVERAL = next(seed for seed in range(60) if sum(map(bool, (c.events for c in random_scenario(seed).candidates))) > 1)
"""Of a scenario with several candidates that events happen to."""

WIDE = {"kind": "uniform", "minimum": 0.0, "maximum": 300.0}
NARROW = {"kind": "uniform", "minimum": 100.0, "maximum": 200.0}
WIDEST = {"kind": "uniform", "minimum": 0.0, "maximum": 400.0}
FIGURES = {"wide": WIDE, "narrow": NARROW, "widest": WIDEST}
LINES = (line("investment", "12100"), monthly("saving", "wide + narrow + widest"))


def driven(*lines, figures):
    """Return what drives a candidate, and its drivers by the id of the figure."""
    scenario = scenario_of(*lines, figures=figures)
    found = drivers(evaluate(scenario, settle=False), 0)
    names = [figure.id for figure in scenario.candidates[0].inputs]
    return found, {names[each.place[-1]]: each for each in found.drivers}


def test_the_shares_of_what_is_added_up_go_with_the_variances_and_come_to_one():
    _, named = driven(*LINES, figures=FIGURES)
    variances = {"wide": 300**2 / 12, "narrow": 100**2 / 12, "widest": 400**2 / 12}
    for name, variance in variances.items():
        share = named[name].share
        assert share.value == pytest.approx(variance / sum(variances.values()), abs=4 * share.se + 2e-3)
    assert list(named) == ["widest", "wide", "narrow"]
    assert sum(each.share.value for each in named.values()) == pytest.approx(1.0, abs=0.01)


def test_no_figure_is_worth_more_than_knowing_everything():
    found, named = driven(*LINES, figures=FIGURES)
    for each in named.values():
        assert 0.0 <= each.worth.value <= found.worth.value + 4 * np.hypot(each.worth.se, found.worth.se)
    assert named["widest"].worth.value > named["narrow"].worth.value > 0.0


def test_the_order_of_the_figures_changes_nothing():
    _, named = driven(*LINES, figures=FIGURES)
    _, turned = driven(*LINES, figures=dict(reversed(FIGURES.items())))
    for name, each in named.items():
        assert (turned[name].share, turned[name].worth) == (each.share, each.worth)
        assert turned[name].correlation == each.correlation


def test_a_figure_that_cannot_move_the_outcome_accounts_for_nothing_and_is_not_worth_knowing():
    _, named = driven(line("investment", "3700"), monthly("saving", "wide + 0 * narrow"), figures=FIGURES)
    idle = named["narrow"]
    assert idle.share.value == pytest.approx(0.0, abs=4 * idle.share.se)
    assert idle.worth.value <= 2 * idle.worth.se


def test_an_outcome_that_is_the_same_in_all_futures_has_no_drivers():
    found, named = driven(line("investment", "100 + 0 * wide"), monthly("saving", "50"), figures=FIGURES)
    assert named == {}
    assert (found.worth.value, found.worth.se) == (0.0, 0.0)


def test_many_futures_at_a_bound_change_nothing_about_what_is_told():
    """Of a normal figure cut off at its mean the variance is 1/2 - 1/(2 pi) of the whole one."""
    _, clipped = driven(
        line("investment", "3600"),
        monthly("saving", "wide + max(0, factor)"),
        figures={"wide": WIDE, "factor": {"kind": "normal", "average": 0.0, "deviation": 100.0}},
    )
    variance = 100**2 * (1 / 2 - 1 / (2 * np.pi))
    share = clipped["factor"].share
    assert share.value == pytest.approx(variance / (variance + 300**2 / 12), abs=4 * share.se)


@pytest.mark.parametrize("asked", [drivers, why, lambda evaluation, _, **more: finding_out(evaluation, **more)])
def test_what_the_run_left_is_not_calculated_once_more_and_tells_the_same(asked, monkeypatch):
    scenario, memory = random_scenario(SEVERAL), Memory()
    evaluation = evaluate(scenario, settle=False, memory=memory)
    afresh = asked(evaluation, 0)
    monkeypatch.setattr(CashFlowModel, "flows", None)
    assert repr(asked(evaluation, 0, memory=memory)) == repr(afresh)


def test_of_another_scenario_nothing_is_taken_over():
    one, other = (scenario_of(*LINES, figures=FIGURES | {"wide": wide}) for wide in (WIDE, NARROW))
    memory = Memory()
    before, after = (evaluate(each, settle=False, memory=memory) for each in (one, other))
    for evaluation in (before, after, before):
        assert repr(drivers(evaluation, 0, memory=memory)) == repr(drivers(evaluation, 0))


def test_of_many_candidates_what_came_of_the_last_ones_is_kept():
    scenario = scenario_of(*LINES, figures=FIGURES)
    outcomes = Outcomes()
    found = [object() for _ in range(MOST_OUTCOMES + 2)]
    for position, outcome in enumerate(found):
        outcomes.keep(scenario, position, outcome)
    kept = [outcomes.of(scenario, position) for position in range(len(found))]
    assert kept == [None, None, *found[2:]]
