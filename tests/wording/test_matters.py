"""What matters about a candidate, in words: which end is the bad one, and how much room there is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roitool.evaluate import evaluate
from roitool.evaluate.breakeven import BreakEven
from roitool.evaluate.matters import matters
from roitool.measures import Estimate
from roitool.scenario.data import example_bytes
from roitool.scenario.file import scenario_from_bytes
from roitool.wording.finding_out import whose_is
from roitool.wording.matters import describe_matters
from roitool.wording.words import Words

ENGLISH, DUTCH = Words("en"), Words("nl")


@pytest.fixture(scope="module")
def found():
    """Return what matters about the cobot, which gains a little on average."""
    evaluation = evaluate(scenario_from_bytes(example_bytes("three-candidates")), settle=False)
    first, _ = matters(evaluation, 0)
    return first


def turning(found, today, no_gain, *, gains_above=True):
    """Return how it is told that a figure turns the answer at a value, or that none does."""
    at = None if no_gain is None else Estimate(no_gain, 0.1, 10)
    place = next(driver.place for driver in found.drivers.drivers if driver.what == "figure")
    (told,) = describe_matters(replace(found, turning=(BreakEven(place, today, at, None, gains_above),)), ENGLISH).turns
    return told


def test_the_bad_end_of_a_figure_is_the_one_that_brings_less_be_it_the_low_or_the_high_one(found):
    told = {each.place: each for each in describe_matters(found, ENGLISH).swings}
    signs = set()
    for swing in found.tornado.swings[:10]:
        least, most = told[swing.place].ends
        assert least < most
        assert {least, most} == {swing.npv_low, swing.npv_high}
        signs.add(swing.npv_low < swing.npv_high)
    assert signs == {True, False}


def test_how_far_a_figure_may_be_off_is_room_where_money_is_left_today_and_what_is_missing_where_none_is(found):
    assert turning(found, 0.5, 0.345).room == "you have room of 31% downwards"
    assert turning(found, 0.5, 0.75, gains_above=False).room == "you have room of 50% upwards"
    assert turning(found, 0.5, 0.75).room == "it has to be 50% higher"
    assert turning(found, 0.5, 0.345, gains_above=False).room == "it has to be 31% lower"


def test_a_little_room_is_told_with_a_decimal(found):
    assert turning(found, 0.5, 0.4978).room == "you have room of 0.4% downwards"


def test_a_figure_of_which_no_value_turns_the_answer_is_said_to_have_none(found):
    told = turning(found, 0.5, None)
    assert (told.no_gain, told.room, told.in_time) == ("no value does it", "—", "no value does it")


def test_where_it_turns_is_not_told_as_none_while_it_is_being_looked_for(found):
    assert describe_matters(found, ENGLISH).turns is None


def test_a_figure_of_all_candidates_is_that_of_all_of_them_and_others_are_named(found):
    scenario = found.evaluation.scenario
    assert whose_is(scenario, (0, 1, 2), ENGLISH) == "all candidates"
    assert whose_is(scenario, (0, 1), DUTCH) == "Lascobot en Sensoren op de machines"


def test_of_figures_beside_the_strongest_those_that_turn_nothing_are_counted_and_the_others_told(found):
    places = [driver.place for driver in found.drivers.drivers if driver.what == "figure"][:14]
    at = Estimate(0.5, 0.1, 10)
    turning = tuple(
        BreakEven(place, 0.4, at if number in {3, 12} else None, None, False) for number, place in enumerate(places)
    )
    told = describe_matters(replace(found, turning=turning), ENGLISH)
    assert [turn.place for turn in told.turns] == [*places[:10], places[12]]
    assert [bool(turn.turns) for turn in told.turns] == [number in {3, 10} for number in range(11)]
    assert told.turns[3].turns.startswith("nothing left at ")
    assert told.steady == "The other 3 figures turn nothing: no value of theirs does it."
    assert len(told.which) == 3
    one = describe_matters(replace(found, turning=turning[:11]), ENGLISH)
    assert one.steady == "One other figure turns nothing: no value of it does it."
    assert describe_matters(replace(found, turning=turning[:10]), ENGLISH).steady == ""
