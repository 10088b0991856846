"""What differs between two scenarios: every edit, once and at its place; nothing that was only moved."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roitool.scenario.changes import changes, same_candidates
from roitool.scenario.editing import inserted, replaced, replaced_all, value_at, without
from roitool.scenario.renaming import duplicated, renamed
from tests.scenario.documents import document, figure, scenario_of
from tests.strategies import scenarios

COBOT = ("candidates", 0)


@pytest.fixture
def scenario():
    return scenario_of(document())


def told(before, after):
    """Return code and place of every change."""
    return [(change.code, change.place_after or change.place_before) for change in changes(before, after)]


@settings(max_examples=30, deadline=None)
@given(scenarios())
def test_a_scenario_differs_in_nothing_from_itself(one):
    assert changes(one, one) == ()
    assert same_candidates(one, one) == tuple((place, place) for place in range(len(one.candidates)))


EDITS = {
    ("title",): "Another",
    ("note",): "A note",
    ("currency",): "USD",
    ("start",): "2028-01",
    ("horizon_years",): 9,
    ("hurdle_rate",): {"real": 0.08, "inflation": 0.02},
    ("regime", "id"): "none",
    ("regime", "rate"): 0.37,
    ("seed",): 3,
    ("futures",): 20_480,
    ("thresholds", "payback_years"): 4.0,
    ("company", "opening_cash"): "150000",
    ("company", "cash_floor"): "wages * 2",
    ("company", "stream"): "our_company",
    ("company", "other_investments", 0, "amount"): "1",
    ("inputs", 1, "quantity"): {"kind": "fixed", "value": 38.0},
    ("inputs", 1, "quantity", "likely"): 42.0,
    ("inputs", 1, "unit"): "EUR/h",
    ("inputs", 1, "label"): {"nl": "Uurloon", "en": "Hourly wage"},
    ("inputs", 1, "evidence", "by"): "guess",
    ("inputs", 1, "stream"): "another",
    ("derived", 0, "formula"): "hourly_cost",
    ("do_nothing", "lines", 0, "per"): "month",
    (*COBOT, "overrun"): None,
    (*COBOT, "inputs", 0, "quantity", "low"): 9.0,
    (*COBOT, "lines", 0, "amount"): "86000",
    (*COBOT, "lines", 0, "vat"): False,
    (*COBOT, "lines", 0, "category"): "software",
    (*COBOT, "timing", "ramp_months"): "7",
    (*COBOT, "failure"): None,
    (*COBOT, "failure", "chance"): "0.06",
    (*COBOT, "events", 0, "how_often"): "once",
    (*COBOT, "averts", 0, "share"): "0.6",
    (*COBOT, "ways_of_paying", 1, "months"): 48,
    (*COBOT, "paid_by"): "cash",
    ("correlations", 0, "rank_correlation"): 0.7,
}


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(list(EDITS)), min_size=1, max_size=4, unique=True))
def test_exactly_what_was_edited_is_named(places):
    # An edit within what another one replaces would be lost.
    places = [one for one in places if not any(one != other and one[: len(other)] == other for other in places)]
    before = scenario_of(document())
    after = replaced_all(before, {place: EDITS[place] for place in places})
    found = [change.place_after or change.place_before for change in changes(before, after)]
    assert len(found) == len(places)
    assert all(any(place[: len(named)] == named for named in found) for place in places)


def test_what_cannot_change_a_number_is_quiet(scenario):
    loud = {place for place, value in EDITS.items() if not changes(scenario, replaced(scenario, place, value))[0].quiet}
    quiet = set(EDITS) - loud
    assert {place[-1] for place in quiet} == {"title", "note", "label", "by"}


def test_a_change_carries_what_stands_at_both_places(scenario):
    (change,) = changes(scenario, replaced(scenario, ("inputs", 1, "quantity", "likely"), 42.0))
    assert (change.before.likely, change.after.likely) == (41.0, 42.0)
    assert change.place_before == change.place_after == ("inputs", 1, "quantity")


@pytest.mark.parametrize(
    "place",
    [
        ("inputs", 1),
        ("derived", 0),
        ("do_nothing", "lines", 0),
        COBOT,
        (*COBOT, "inputs", 1),
        (*COBOT, "derived", 0),
        (*COBOT, "lines", 0),
        (*COBOT, "events", 0),
        (*COBOT, "ways_of_paying", 1),
    ],
)
def test_another_id_is_one_quiet_change_wherever_it_is_named(scenario, place):
    (change,) = changes(scenario, renamed(scenario, place, "called_otherwise"))
    assert (change.code, change.place_after, change.quiet) == ("renamed", (*place, "id"), True)
    assert (change.before, change.after) == (value_at(scenario, place).id, "called_otherwise")


def test_figures_that_rest_on_each_other_may_all_be_renamed(scenario):
    after = scenario
    for place in (("inputs", 1), ("derived", 0), (*COBOT, "derived", 0), COBOT):
        after = renamed(after, place, f"other_{place[0]}_{len(place)}")
    assert [code for code, _ in told(scenario, after)] == ["renamed"] * 4


def test_a_renamed_figure_that_changes_too_is_told_of_once_for_each(scenario):
    after = replaced(renamed(scenario, ("inputs", 1), "wage"), ("inputs", 1, "quantity", "high"), 50.0)
    assert told(scenario, after) == [("renamed", ("inputs", 1, "id")), ("changed", ("inputs", 1, "quantity"))]


@pytest.mark.parametrize("place", [("inputs",), (*COBOT, "lines"), (*COBOT, "ways_of_paying")])
def test_a_list_in_another_order_is_one_quiet_change(scenario, place):
    after = replaced(scenario, place, value_at(scenario, place)[::-1])
    (change,) = changes(scenario, after)
    assert (change.code, change.place_after, change.quiet) == ("reordered", place, True)
    assert change.before == change.after[::-1]


def test_a_figure_before_the_others_moves_none_of_them(scenario):
    after = inserted(scenario, ("inputs", 0), figure("rent", {"kind": "fixed", "value": 1.0}))
    assert told(scenario, after) == [("added", ("inputs", 0))]
    assert told(after, scenario) == [("removed", ("inputs", 0))]


def test_a_copied_candidate_is_one_change_its_correlations_with_it(scenario):
    for independent in (False, True):
        after = duplicated(scenario, "cobot", "second", "Copy", independent=independent)
        (change,) = changes(scenario, after)
        assert (change.code, change.place_after, change.after.id) == ("added", ("candidates", 1), "second")
        assert told(after, scenario) == [("removed", ("candidates", 1))]


def test_a_candidate_put_in_the_place_of_another_is_not_taken_for_it(scenario):
    after = without(duplicated(scenario, "cobot", "second", "Copy", independent=True), COBOT)
    assert told(scenario, after) == [("added", COBOT), ("removed", COBOT)]


def test_a_correlation_is_known_by_its_pair_either_way_round(scenario):
    turned = replaced(scenario, ("correlations", 0, "between"), ("cobot.go_live", "cobot.overrun"))
    assert changes(scenario, turned) == ()
    assert told(scenario, replaced(scenario, ("correlations",), ())) == [("removed", ("correlations", 0))]


def test_a_commitment_is_known_by_its_name_whatever_its_amount(scenario):
    roof, van = ({"label": label, "month": "6", "amount": "15000"} for label in ("Roof", "Van"))
    before = replaced(scenario, ("company", "commitments"), [roof, van])
    after = replaced(scenario, ("company", "commitments"), [van, {**roof, "amount": "20000"}])
    assert told(before, after) == [("changed", ("company", "commitments", 1, "amount"))]


def test_of_two_commitments_with_one_name_the_one_that_changed_is_told(scenario):
    one, other = ({"label": "Roof", "month": "6", "amount": amount} for amount in ("1", "2"))
    before = replaced(scenario, ("company", "commitments"), [one, other])
    after = replaced(scenario, ("company", "commitments"), [{**one, "amount": "3"}, other])
    assert told(before, after) == [("changed", ("company", "commitments", 0, "amount"))]


def test_a_formula_with_other_blanks_and_a_title_in_both_languages_alike_are_no_change(scenario):
    after = replaced(scenario, ("derived", 0, "formula"), "(hourly_cost*weeks_per_year)")
    after = replaced(after, (*COBOT, "title"), {"nl": "Cobot", "en": "Cobot"})
    assert changes(scenario, after) == ()


def test_another_text_in_either_language_is_a_change(scenario):
    after = replaced(scenario, ("title", "nl"), "Lasrobot")
    assert told(scenario, after) == [("changed", ("title",))]


def test_a_line_of_another_kind_is_the_same_line(scenario):
    line = {"id": "training", "kind": "running_cost", "label": "", "amount": "4000"}
    after = replaced(scenario, (*COBOT, "lines", 1), line)
    assert told(scenario, after) == [("changed", (*COBOT, "lines", 1, "kind"))]


@settings(max_examples=20, deadline=None)
@given(scenarios(), scenarios())
def test_whatever_two_scenarios_hold_their_difference_is_found_and_the_same_each_time(one, other):
    found = changes(one, other)
    assert found == changes(one, other)
    for change in found:
        if change.place_before is not None and change.code != "reordered":
            assert value_at(one, change.place_before) == change.before
        if change.place_after is not None and change.code != "reordered":
            assert value_at(other, change.place_after) == change.after


def test_answers_on_readiness_are_told_one_by_one_also_where_there_were_none() -> None:
    before = scenario_of(document())
    after = replaced(before, ("readiness",), {"process": 1, "finance": 4})
    found = [(change.place_after, change.before, change.after) for change in changes(before, after)]
    assert found == [(("readiness", "process"), None, 1), (("readiness", "finance"), None, 4)]
    assert [change.after for change in changes(after, before)] == [None, None]
