"""What drives a candidate, against sums that can be done by hand."""

from __future__ import annotations

import numpy as np
import pytest

from roitool.evaluate import evaluate
from roitool.evaluate.drivers import drivers
from tests.builder import line, monthly, scenario_of

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
