"""How the figures of a candidate are learnt is found again in its template, whatever became of their names."""

from __future__ import annotations

from roitool.scenario.beginning import begun
from roitool.scenario.copying import copied
from roitool.scenario.data import example_bytes, example_names, template
from roitool.scenario.editing import replaced, value_at
from roitool.scenario.file import scenario_from_bytes
from roitool.scenario.joining import joined
from roitool.scenario.learning import ways_of_learning
from roitool.scenario.renaming import renamed

TRIAL = template("cobot_cell").learning[0]


def figures_of(scenario, position):
    ways = ways_of_learning(scenario, position)
    return [tuple(value_at(scenario, place).id for place in way.places) for way in ways]


def in_template(name):
    return [way.figures for way in template(name).learning]


def test_a_candidate_from_a_template_is_learnt_about_as_that_says_own_and_shared_figures_alike():
    scenario = begun(["cobot_cell"], "2027-01")
    assert figures_of(scenario, 0) == in_template("cobot_cell")
    way = ways_of_learning(scenario, 0)[0]
    assert (way.how, way.cost, way.confidence) == (TRIAL.how, TRIAL.cost, "J")
    assert {place[0] for way in ways_of_learning(scenario, 0) for place in way.places} == {"candidates", "inputs"}


def test_each_of_several_candidates_has_its_own_figures():
    scenario = joined(copied(begun(["cobot_cell"], "2027-01"), 0, independent=True), "robot_as_a_service")
    assert figures_of(scenario, 1) == in_template("cobot_cell")
    assert figures_of(scenario, 2) == in_template("robot_as_a_service")
    for position in range(3):
        places = [place for way in ways_of_learning(scenario, position) for place in way.places]
        assert {place[1] for place in places if place[0] == "candidates"} == {position}


def test_a_figure_with_another_name_is_still_learnt_the_same_way():
    scenario = begun(["cobot_cell"], "2027-01")
    place = ways_of_learning(scenario, 0)[0].places[0]
    changed = renamed(scenario, place, "without_anybody")
    assert ways_of_learning(changed, 0) == ways_of_learning(scenario, 0)


def test_a_way_whose_figures_are_all_gone_is_none():
    scenario = begun(["energy_monitoring"], "2027-01")
    (place,) = next(way.places for way in ways_of_learning(scenario, 0) if len(way.places) == 1)
    figure = value_at(scenario, place)
    other = {(*place, "id"): "something_else", (*place, "stream"): "something.else"}
    for at, value in other.items():
        scenario = replaced(scenario, at, value)
    assert (figure.id,) not in figures_of(scenario, 0)
    assert len(figures_of(scenario, 0)) == len(in_template("energy_monitoring")) - 1


def test_nothing_is_known_of_a_candidate_from_no_template():
    for name in example_names():
        scenario = scenario_from_bytes(example_bytes(name))
        for position, candidate in enumerate(scenario.candidates):
            if candidate.template is None:
                assert ways_of_learning(scenario, position) == ()
    own = replaced(begun(["cobot_cell"], "2027-01"), ("candidates", 0, "template"), "of_a_later_version")
    assert ways_of_learning(own, 0) == ()
