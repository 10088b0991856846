"""What a template knows of a figure is found again, and put back."""

from __future__ import annotations

import pytest

from roitool.scenario.beginning import begun
from roitool.scenario.data import company_frame, example_bytes, template
from roitool.scenario.editing import replaced, replaced_all
from roitool.scenario.file import scenario_from_bytes
from roitool.scenario.known_figures import differs_from, put_back, reference_figure
from roitool.scenario.renaming import renamed

OWN = ("candidates", 0, "inputs", 0)
GUESS = {"by": "guess", "note": "as I think"}


@pytest.fixture
def begun_cobot():
    return begun(["cobot_cell"], "2027-01")


def guessed(scenario, place, value):
    return replaced_all(
        scenario, {(*place, "quantity"): {"kind": "fixed", "value": value}, (*place, "evidence"): GUESS}
    )


def test_a_figure_of_a_candidate_is_looked_up_in_its_template(begun_cobot):
    changed = guessed(begun_cobot, OWN, 5.0)
    known = reference_figure(changed, OWN)
    assert known == template("cobot_cell").candidate.inputs[0]
    assert differs_from(changed.candidates[0].inputs[0], known)
    assert replaced_all(changed, put_back(OWN, known)) == begun_cobot


def test_a_shared_figure_is_looked_up_in_the_example_company(begun_cobot):
    place = next(("inputs", at) for at, item in enumerate(begun_cobot.inputs) if item.id == "own_hour_cost")
    known = reference_figure(guessed(begun_cobot, place, 5.0), place)
    assert known == next(item for item in company_frame().inputs if item.id == "own_hour_cost")


def test_a_shared_figure_of_a_template_is_looked_up_there():
    scenario = begun(["cyber_baseline"], "2027-01")
    place = next(("inputs", at) for at, item in enumerate(scenario.inputs) if item.id == "cyber_incident_cost")
    known = reference_figure(guessed(scenario, place, 5.0), place)
    assert known in template("cyber_baseline").inputs


def test_a_figure_with_another_id_is_still_known_by_its_stream(begun_cobot):
    changed = renamed(guessed(begun_cobot, OWN, 5.0), OWN, "price_of_the_arm")
    known = reference_figure(changed, OWN)
    assert known.id == "arm_price"
    back = replaced_all(changed, put_back(OWN, known))
    assert back.candidates[0].inputs[0].id == "price_of_the_arm"


def test_a_reference_figure_is_its_own_reference_and_does_not_differ(begun_cobot):
    item = begun_cobot.candidates[0].inputs[0]
    assert reference_figure(begun_cobot, OWN) is item
    assert not differs_from(item, item)


def test_nothing_is_known_of_figures_that_came_from_no_template(begun_cobot):
    example = scenario_from_bytes(example_bytes("welding-cobot"))
    assert reference_figure(guessed(example, OWN, 5.0), OWN) is None
    assert reference_figure(guessed(example, ("inputs", 0), 5.0), ("inputs", 0)) is None
    own = replaced(guessed(begun_cobot, OWN, 5.0), ("candidates", 0, "template"), "of_a_later_version")
    assert reference_figure(own, OWN) is None
