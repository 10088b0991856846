"""Changes as JSON: the same text each time, parts as the file has them, every key described."""

from __future__ import annotations

import json

import pytest

from roitool.errors import Problem
from roitool.evaluate.difference import evaluate_both
from roitool.exports.changes_json import changes_json, refusals_json
from roitool.scenario.changes import changes
from roitool.scenario.editing import replaced, replaced_all, value_at
from roitool.scenario.renaming import duplicated
from tests.exports.test_as_json import PAGE, keys, refuse, rows_of
from tests.scenario.documents import document, scenario_of

BEFORE = scenario_of(document())
AFTER = duplicated(
    replaced_all(BEFORE, {("inputs", 1, "quantity", "likely"): 44.0, ("seed",): 1}), "cobot", "second", "Copy"
)


@pytest.fixture(scope="module")
def whole():
    """Return what is written of two versions that were decided."""
    text = changes_json(changes(BEFORE, AFTER), BEFORE, AFTER, evaluate_both(BEFORE, AFTER))
    assert text.isascii()
    return json.loads(text, parse_constant=refuse)


def test_a_change_has_its_places_and_what_stands_there_as_in_the_file(whole):
    (cost,) = [change for change in whole["changes"] if change["place_after"] == ["inputs", 1, "quantity"]]
    assert (cost["code"], cost["quiet"]) == ("changed", False)
    assert cost["before"] == {"kind": "range", "low": 36.0, "likely": 41.0, "high": 47.0, "coverage": 0.8}
    assert cost["after"] == {**cost["before"], "likely": 44.0}


def test_an_item_that_came_is_there_as_a_whole_and_has_no_place_before(whole):
    (copy,) = [change for change in whole["changes"] if change["code"] == "added"]
    assert copy["place_before"] is copy["before"] is None
    assert copy["after"] == json.loads(value_at(AFTER, ("candidates", 1)).model_dump_json(exclude_none=True))


def test_the_numbers_of_a_candidate_come_with_those_it_is_held_against(whole):
    assert whole["value"]["paired"] is False
    one, other = whole["value"]["candidates"]
    gained = one["after"]["mean_npv"]["value"] - one["before"]["mean_npv"]["value"]
    assert one["difference"]["mean_npv"]["value"] == pytest.approx(gained)
    assert other["before"] is None
    assert set(other["difference"].values()) == {None}


def test_without_a_decision_there_is_no_value():
    after = replaced(BEFORE, ("seed",), 2)
    assert json.loads(changes_json(changes(BEFORE, after), BEFORE, after))["value"] is None


def test_a_problem_says_which_file_it_is_in():
    problem = Problem(("inputs", 0), "range_order", {"found": 1.0})
    found = json.loads(refusals_json((), (problem,)))
    assert found == {
        "problems": [
            {
                "file": "after",
                "place": ["inputs", 0],
                "code": "range_order",
                "severity": "error",
                "values": {"found": 1.0},
            }
        ]
    }


def test_each_section_of_the_page_has_the_keys_of_its_object_and_no_others(whole):
    candidate = whole["value"]["candidates"][0]
    sections = {
        "Two files compared": whole,
        "A change": whole["changes"][0],
        "What it comes to": whole["value"],
        "A candidate in both files": candidate,
    }
    for section, part in sections.items():
        assert list(rows_of(section)) == list(part), section


def test_every_key_is_described_on_the_page(whole):
    described = PAGE.partition("## Two files compared\n")[2]
    plain = {**whole, "changes": [{**change, "before": None, "after": None} for change in whole["changes"]]}
    assert {key for key in keys(plain) - {"value", "se", "nl", "en"} if f"`{key}`" not in described} == set()
