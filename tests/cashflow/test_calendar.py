"""Months of a scenario and the calendar years that tax is counted in."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roitool.cashflow.calendar import Calendar, calendar_of
from tests.builder import scenario_of

calendars = st.builds(Calendar, st.integers(2000, 2099), st.integers(1, 12), st.integers(1, 30).map(lambda y: 12 * y))


def test_a_scenario_from_march_begins_with_a_year_of_ten_months_and_ends_with_one_of_two():
    calendar = calendar_of(scenario_of(whole={"start": "2027-03"}))
    assert list(calendar.years) == [2027, 2028, 2029]
    assert [calendar.span(year) for year in range(3)] == [(0, 10), (10, 22), (22, 24)]
    assert [calendar.last_month(year) for year in range(3)] == [10, 22, 24]


def test_month_nought_is_the_decision_and_month_one_the_month_that_begins_with_it():
    calendar = Calendar(2027, 11, 24)
    assert [calendar.date(month) for month in (0, 1, 2, 3, 14)] == [
        (2027, 11),
        (2027, 11),
        (2027, 12),
        (2028, 1),
        (2028, 12),
    ]


@pytest.mark.parametrize("start_month", range(1, 13))
def test_whole_years_from_january_are_as_many_as_the_horizon_and_one_more_from_any_other_month(start_month):
    assert len(Calendar(2026, start_month, 60).years) == (5 if start_month == 1 else 6)


@given(calendars)
def test_every_month_lies_in_one_year_and_the_years_follow_each_other(calendar):
    spans = [calendar.span(position) for position in range(len(calendar.years))]
    months = [month for begin, end in spans for month in range(begin + 1, end + 1)]
    assert months == list(range(1, calendar.months + 1))
    for position, (begin, end) in enumerate(spans):
        assert {calendar.position(month) for month in range(begin + 1, end + 1)} == {position}
        assert {calendar.date(month)[0] for month in range(begin + 1, end + 1)} == {calendar.years[position]}
    assert calendar.position(0) == 0
    assert calendar.date(spans[0][1])[1] == 12 or len(spans) == 1


@given(calendars, st.lists(st.integers(0, 360), min_size=1))
def test_positions_of_many_months_are_those_of_each(calendar, months):
    assert calendar.positions(np.array(months)).tolist() == [calendar.position(month) for month in months]
