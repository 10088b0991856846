"""On whose word an answer rests, against sums that can be done by hand."""

from __future__ import annotations

import pytest

from roitool.evaluate import evaluate
from roitool.evaluate.drawn import uncertain_figures
from roitool.evaluate.drivers import drivers
from roitool.evaluate.matters import matters
from roitool.evaluate.sources import sources
from roitool.evaluate.tornado import tornado
from roitool.scenario.data import example_bytes
from roitool.scenario.editing import replaced
from roitool.scenario.file import scenario_from_bytes
from tests.builder import line, monthly, scenario_of

WIDE = {"kind": "uniform", "minimum": 0.0, "maximum": 300.0}
NARROW = {"kind": "uniform", "minimum": 100.0, "maximum": 200.0}
FIGURES = {"promised": WIDE, "guessed": NARROW, "also_guessed": NARROW, "failing": 0.3}
LINES = (line("investment", "3000"), monthly("saving", "promised + guessed + also_guessed"))


def found(by=None, **choices):
    """Return what rests on whom; `by` names who says the figures, a guess where it is left out."""
    scenario = scenario_of(*LINES, figures=FIGURES, **choices)
    for at, item in enumerate(scenario.candidates[0].inputs):
        said = (by or {}).get(item.id, "guess")
        scenario = replaced(scenario, ("candidates", 0, "inputs", at, "evidence", "by"), said)
    driven = drivers(evaluate(scenario, settle=False), 0)
    return {source.by: source for source in sources(scenario, driven, tornado(scenario, 0))}


def test_the_shares_of_the_figures_of_each_source_are_added_up():
    """The variance of a uniform goes with the square of its width: 9 to 1 to 1."""
    told = found({"promised": "quote"})
    assert list(told) == ["quote", "guess"]
    assert told["quote"].share == pytest.approx(9 / 11, abs=0.02)
    assert told["guess"].share == pytest.approx(2 / 11, abs=0.02)
    assert (told["quote"].figures, told["guess"].figures) == (1, 2)


def test_all_figures_of_a_source_disappoint_at_once_and_the_rest_stays_in_the_base_case():
    told = found({"promised": "quote"})
    assert told["quote"].worst == pytest.approx(24 * (30 + 150 + 150) - 3000)
    assert told["guess"].worst == pytest.approx(24 * (150 + 110 + 110) - 3000)


def test_a_failure_rests_on_who_states_its_chance():
    failure = {"chance": "failing", "found_out_month": "6", "stream": "fate"}
    assert found({"failing": "adviser"}, failure=failure)["adviser"].figures == 1
    assert found({"failing": "adviser"}, failure=failure | {"chance": "0.3"}).keys() == {"guess"}


def test_what_matters_is_told_before_it_is_known_where_it_turns_and_then_with_that():
    evaluation = evaluate(scenario_from_bytes(example_bytes("machine-sensors")), settle=False)
    first, whole = matters(evaluation, 0)
    assert first.turning is None
    assert whole.turning
    assert first.drivers is whole.drivers
    order = [driver.place for driver in whole.drivers.drivers]
    places = [turn.place for turn in whole.turning]
    assert places == sorted(places, key=order.index)
    drawn = uncertain_figures(evaluation.scenario, 0)
    assert set(places) == {place for place, figure in drawn if not figure.quantity.discrete}
