"""Whether learning pays: against choices whose value of information is known by hand."""

from __future__ import annotations

import numpy as np
import pytest

from roitool.decision.information import Choice
from roitool.evaluate import evaluate
from roitool.evaluate.drawn import DrawnFigure
from roitool.evaluate.drivers import drivers
from roitool.evaluate.finding_out import finding_out
from roitool.evaluate.learning import lessons
from roitool.monitor import Cancelled, Monitor
from roitool.scenario.base import Translated
from roitool.scenario.beginning import begun
from roitool.scenario.data import example_bytes
from roitool.scenario.editing import replaced
from roitool.scenario.file import scenario_from_bytes
from roitool.scenario.learning import ASSUMED_SHARE, Way, cheapest_way

ONE, OTHER, KNOWN = ("inputs", 0), ("inputs", 1), ("inputs", 2)
FUTURES = 10_240


def way(*places, cost, how="Vragen"):
    return Way(places, Translated(nl=how, en=how), cost, "J")


@pytest.fixture(scope="module")
def two():
    """Return two figures, evenly from -1200 to 1200, that add up to what one choice brings beside nothing."""
    generator = np.random.default_rng(1)
    values = {place: generator.uniform(-1_200.0, 1_200.0, FUTURES) for place in (ONE, OTHER)}
    choice = Choice.between(np.column_stack([np.zeros(FUTURES), values[ONE] + values[OTHER]]))
    drawn = {place: DrawnFigure(place, "figure", each) for place, each in values.items()}
    return drawn, {place: choice.evppi(each) for place, each in values.items()}, choice


def found_for(two, *ways):
    drawn, worths, choice = two
    return lessons(ways, drawn, worths, choice, Monitor())


def test_two_figures_learnt_together_are_worth_what_their_sum_brings_where_it_brings_anything(two):
    together, alone = found_for(two, way(ONE, OTHER, cost=100.0), way(ONE, cost=90.0))
    # The positive part of the sum of two uniforms has a mean of a third of 1200, that of one a quarter.
    assert together.worth.value == pytest.approx(400.0, rel=0.04)
    assert alone.worth.value == pytest.approx(300.0, rel=0.04)


def test_it_pays_where_the_worth_is_above_the_cost_by_more_than_twice_its_error(two):
    (together,) = found_for(two, way(ONE, OTHER, cost=350.0))
    assert together.pays
    just = together.worth.value - 2 * together.worth.se
    assert not found_for(two, way(ONE, OTHER, cost=just + 1.0))[0].pays
    assert found_for(two, way(ONE, OTHER, cost=just - 1.0))[0].pays
    assert not found_for(two, way(ONE, cost=350.0))[0].pays


def test_what_leaves_most_after_its_cost_comes_first(two):
    found = found_for(two, way(ONE, OTHER, cost=300.0), way(ONE, cost=50.0), way(OTHER, cost=90.0))
    assert [lesson.way.places for lesson in found] == [(ONE,), (OTHER,), (ONE, OTHER)]


def test_of_two_ways_that_show_the_same_the_cheaper_one_is_taken(two):
    (found,) = found_for(two, way(ONE, cost=80.0), way(ONE, cost=50.0), way(ONE, cost=60.0))
    assert found.way.cost == 50.0


def test_what_is_known_already_is_no_lesson(two):
    (found,) = found_for(two, way(KNOWN, ONE, cost=50.0), way(KNOWN, cost=10.0))
    assert found.way.places == (ONE,)


def test_a_figure_is_learnt_in_the_cheapest_way_that_shows_it():
    ways = [way(ONE, OTHER, cost=100.0), way(ONE, cost=20.0)]
    assert cheapest_way(ways, ONE).cost == 20.0
    assert cheapest_way(ways, OTHER).cost == 100.0
    assert cheapest_way(ways, KNOWN) is None


def test_it_is_broken_off_when_nobody_waits_for_it(two):
    monitor = Monitor()
    monitor.cancel()
    drawn, worths, choice = two
    with pytest.raises(Cancelled):
        lessons([way(ONE, cost=1.0)], drawn, worths, choice, monitor)


def test_for_one_candidate_the_page_that_compares_says_the_same_as_what_drives_it():
    evaluation = evaluate(begun(["cobot_cell"], "2027-01"), settle=False)
    alone = drivers(evaluation, 0).lessons
    assert finding_out(evaluation).lessons == alone
    worths = {driver.place: driver.worth.value for driver in drivers(evaluation, 0).drivers}
    for lesson in alone:
        assert lesson.worth.value >= max(worths[place] for place in lesson.way.places)
    assert any(lesson.pays for lesson in alone)


def test_a_figure_that_was_measured_is_not_learnt_again():
    scenario = begun(["cobot_cell"], "2027-01")
    (first, *_) = drivers(evaluate(scenario, settle=False), 0).lessons
    place = first.way.places[0]
    measured = replaced(scenario, (*place, "quantity"), {"kind": "fixed", "value": 0.5})
    found = drivers(evaluate(measured, settle=False), 0).lessons
    assert cheapest_way([lesson.way for lesson in found], place) is None
    assert first.way.places[1:] in {lesson.way.places for lesson in found}


def test_shared_figures_of_two_templates_are_learnt_once():
    evaluation = evaluate(begun(["machine_monitoring", "predictive_maintenance"], "2027-01"), settle=False)
    ways = [lesson.way.places for lesson in finding_out(evaluation).lessons]
    assert len(set(ways)) == len(ways)


def test_a_figure_that_no_template_says_how_to_learn_is_told_of_where_it_pays_at_what_is_assumed():
    evaluation = evaluate(scenario_from_bytes(example_bytes("welding-cobot")), settle=False)
    found = drivers(evaluation, 0).lessons
    assert found == finding_out(evaluation).lessons
    cost = ASSUMED_SHARE * evaluation.candidates[0].investment.mean.value
    assert len(found) > 1
    assert all((lesson.way.how, lesson.pays) == (None, True) for lesson in found)
    assert [lesson.way.cost for lesson in found] == pytest.approx([cost] * len(found), rel=0.05)


def test_where_no_figure_is_worth_what_finding_it_out_is_taken_to_cost_nothing_is_told():
    evaluation = evaluate(scenario_from_bytes(example_bytes("machine-sensors")), settle=False)
    assert drivers(evaluation, 0).lessons == finding_out(evaluation).lessons == ()
