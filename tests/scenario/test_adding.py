"""New items are valid at once and worth nothing; copies and moves change what they are about and nothing else."""

from __future__ import annotations

import pytest

from roitool.errors import ScenarioError
from roitool.evaluate.run import evaluate
from roitool.scenario.adding import (
    LINE_KINDS,
    WAY_KINDS,
    added,
    can_be_added,
    can_be_copied,
    copied_item,
    moved,
    part_to_begin_with,
)
from roitool.scenario.check import check
from roitool.scenario.copying import copied
from roitool.scenario.editing import replaced, value_at
from roitool.scenario.references import streams_by_name
from tests.scenario.documents import document, scenario_of

LISTS = [
    ("inputs",),
    ("derived",),
    ("candidates",),
    ("correlations",),
    ("do_nothing", "lines"),
    ("company", "commitments"),
    ("company", "other_investments"),
    ("candidates", 0, "inputs"),
    ("candidates", 0, "derived"),
    ("candidates", 0, "events"),
]


@pytest.fixture
def scenario():
    return scenario_of(document())


def errors(scenario):
    return [problem for problem in check(scenario) if problem.severity == "error"]


@pytest.mark.parametrize("above", LISTS)
def test_a_new_item_of_any_list_is_valid_at_once(scenario, above):
    twice = added(added(scenario, above, "New"), above, "New")
    assert len(value_at(twice, above)) == len(value_at(scenario, above)) + 2
    assert errors(twice) == []


@pytest.mark.parametrize("kind", LINE_KINDS)
def test_a_new_line_of_any_kind_is_valid_and_changes_no_money(scenario, kind):
    after = added(scenario, ("candidates", 0, "lines"), "New", kind)
    assert (after.candidates[0].lines[-1].kind, after.candidates[0].lines[-1].label) == (kind, "New")
    assert errors(after) == []


@pytest.mark.parametrize("kind", WAY_KINDS)
def test_a_new_way_of_paying_fits_the_horizon(scenario, kind):
    short = replaced(scenario, ("horizon_years",), 3)
    after = added(short, ("candidates", 0, "ways_of_paying"), "", kind)
    way = after.candidates[0].ways_of_paying[-1]
    months = getattr(way, "months", None) or getattr(way, "minimum_months", 0)
    assert way.kind == kind
    assert months <= 36


def test_a_new_loan_costs_what_borrowing_costs_in_the_country(scenario):
    after = added(scenario, ("candidates", 0, "ways_of_paying"), "", "loan")
    assert 0 < float(after.candidates[0].ways_of_paying[-1].rate) < 0.2


def test_a_line_of_a_kind_that_is_not_there_is_an_error_of_the_caller(scenario):
    for above, kind in ((("candidates", 0, "lines"), "cash"), (("candidates", 0, "lines"), None), (("company",), None)):
        with pytest.raises(LookupError):
            added(scenario, above, "New", kind)


def test_a_new_candidate_can_be_decided_on(scenario):
    after = added(scenario, ("candidates",), "New")
    evaluation = evaluate(after, 1024)
    assert evaluation.candidates[-1].npv.mean.value == 0


def test_new_figures_get_names_that_no_candidate_has(scenario):
    own = added(scenario, ("candidates", 0, "inputs"), "Own")
    shared = added(own, ("inputs",), "Shared")
    assert own.candidates[0].inputs[-1].id == "figure"
    assert shared.inputs[-1].id == "figure_2"
    assert errors(shared) == []


def test_what_averts_is_offered_as_long_as_something_is_left_to_avert(scenario):
    above = ("candidates", 0, "averts")
    none = replaced(scenario, above, ())
    assert can_be_added(none, above)
    one = added(none, above, "")
    assert one.candidates[0].averts[0].line == scenario.do_nothing.lines[0].id
    assert not can_be_added(one, above)
    with pytest.raises(LookupError):
        added(one, above, "")


def test_a_new_correlation_is_between_two_figures_of_which_nothing_is_said(scenario):
    after = added(scenario, ("correlations",), "")
    taken = {frozenset(each.between) for each in scenario.correlations}
    assert frozenset(after.correlations[-1].between) not in taken
    assert errors(after) == []


def test_a_figure_and_its_copy_in_another_candidate_are_never_correlated(scenario):
    grown = copied(scenario, 0)
    streams = streams_by_name(grown)
    while can_be_added(grown, ("correlations",)) and len(grown.correlations) < 30:
        grown = added(grown, ("correlations",), "")
    pairs = [tuple(streams[name] for name in each.between) for each in grown.correlations[2:]]
    assert len({frozenset(pair) for pair in pairs}) == len(pairs)
    assert all(one != other for one, other in pairs)


@pytest.mark.parametrize(
    "place",
    [
        ("candidates", 0, "lines", 0),
        ("inputs", 0),
        ("company", "commitments", 0),
        ("company", "other_investments", 0),
        ("candidates", 0, "ways_of_paying", 0),
        ("do_nothing", "lines", 0),
    ],
)
def test_a_copy_says_the_same_under_a_name_of_its_own(scenario, place):
    after = copied_item(scenario, place)
    original, copy = value_at(after, place), value_at(after, (*place[:-1], place[-1] + 1))
    assert original == value_at(scenario, place)
    differ = {name for name in type(copy).model_fields if getattr(copy, name) != getattr(original, name)}
    assert differ <= {"id", "stream", "label", "year"}
    assert errors(after) == []


def test_a_copy_of_a_copy_counts_on_in_its_name_too(scenario):
    line = ("candidates", 0, "lines", 0)
    named = replaced(scenario, (*line, "label"), "Gripper")
    twice = copied_item(copied_item(named, line), (*line[:-1], 1))
    assert [(each.id, each.label) for each in twice.candidates[0].lines[:3]] == [
        ("cell", "Gripper"),
        ("cell_2", "Gripper 2"),
        ("cell_3", "Gripper 3"),
    ]


def test_what_can_be_said_once_only_is_not_copied(scenario):
    assert not can_be_copied(("correlations",))
    with pytest.raises(LookupError):
        copied_item(scenario, ("correlations", 0))


def test_an_item_is_moved_and_the_others_keep_their_order(scenario):
    lines = [line.id for line in scenario.candidates[0].lines]
    after = moved(scenario, ("candidates", 0, "lines", 0), 2)
    assert [line.id for line in after.candidates[0].lines] == [*lines[1:3], lines[0], *lines[3:]]
    assert moved(after, ("candidates", 0, "lines", 2), 0) == scenario
    with pytest.raises(LookupError):
        moved(scenario, ("candidates", 0, "lines", 0), 99)


def test_a_full_list_takes_no_more(scenario):
    full = scenario
    for _ in range(40 - len(scenario.company.other_investments)):
        full = added(full, ("company", "other_investments"), "")
    with pytest.raises(ScenarioError) as refused:
        added(full, ("company", "other_investments"), "")
    assert refused.value.problems[0].code == "too_many"


def test_every_part_that_may_be_left_out_has_a_beginning(scenario):
    fleet = added(scenario, ("candidates", 0, "lines"), "Own", "fleet")
    last = len(fleet.candidates[0].lines) - 1
    for place in (
        ("candidates", 0, "failure"),
        ("candidates", 0, "reference"),
        ("candidates", 0, "lines", 0, "interface"),
        ("candidates", 0, "lines", last, "uptime"),
    ):
        after = replaced(fleet, place, part_to_begin_with(fleet, place))
        assert value_at(after, place) is not None
        assert errors(after) == []
    with pytest.raises(LookupError):
        part_to_begin_with(scenario, ("company",))
