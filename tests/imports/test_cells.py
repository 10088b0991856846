"""What is typed into a cell is read as it is meant, or told with the reason why it is not taken."""

from __future__ import annotations

import datetime as dt

import pytest

from roitool.imports.fitting import BEST
from roitool.imports.origin import three_of
from roitool.scenario.quantities import Fixed, Range
from tests.builder import figure, line, scenario_of
from tests.imports.sheets import Finance, exported, review

FIGURES = {
    "price": 60000,
    "hours": {"kind": "range", "low": 8.0, "likely": 20.0, "high": 34.0},
    "share": {"kind": "range", "low": 0.2, "likely": 0.6, "high": 0.9, "lower": 0.0, "upper": 1.0},
    "trouble": {"kind": "chance", "probability": 0.1},
}


@pytest.fixture(scope="module")
def scenario():
    found = scenario_of(
        line("investment", "price * share + hours * hourly * trouble"),
        figures=FIGURES,
        derived=[{"id": "yearly", "label": "Yearly", "formula": "12 * hours"}],
        whole={"hurdle_rate": 0.1, "inputs": [figure("hourly", 38.0) | {"unit": "EUR/h"}]},
    )
    document = found.model_dump(exclude_none=True)
    document["candidates"][0]["inputs"][2]["unit"] = "share"
    return type(found).model_validate(document)


@pytest.fixture(scope="module")
def workbooks(scenario):
    return {language: exported(scenario, language) for language in ("nl", "en")}


@pytest.fixture
def came_of(scenario, workbooks):
    """Return what came of a workbook after typing into the row of a figure."""

    def typed(name, language="en", **cells):
        return review(Finance(workbooks[language], language).types(name, **cells).saved, scenario, language)

    return typed


def quantity(found):
    (change,) = found.changes
    return change.after.quantity


def codes(found):
    return [each.why.code for each in found.not_taken]


def test_a_certain_number_that_is_typed_over_is_another_certain_number(came_of):
    assert quantity(came_of("in_hourly", best=41)) == Fixed(value=41.0)


def test_a_certain_number_with_a_low_and_a_high_becomes_a_range(came_of):
    found = came_of("in_hourly", low=36, best=41, high=47)
    assert quantity(found) == Range(low=36, likely=41, high=47)
    assert [remark.code for remark in found.changes[0].remarks] == ["becomes_range"]


def test_each_number_of_a_range_comes_back_and_the_others_stay(came_of):
    assert quantity(came_of("in_1_hours", low=10)) == Range(low=10, likely=20, high=34)
    assert quantity(came_of("in_1_share", best=0.7, high=0.95)) == Range(
        low=0.2, likely=0.7, high=0.95, lower=0.0, upper=1.0
    )


@pytest.mark.parametrize(("language", "own"), [("nl", "eigen waarde"), ("en", "own value"), ("nl", " Own Value ")])
def test_an_own_value_that_is_chosen_becomes_the_best_estimate(came_of, language, own):
    found = came_of("in_1_hours", language, own=24, choice=own)
    assert quantity(found) == Range(low=8, likely=24, high=34)
    assert [remark.code for remark in found.changes[0].remarks] == ["own_value"]


def test_an_own_value_beyond_low_and_high_is_not_taken_for_nobody_said_how_sure_it_is(came_of):
    found = came_of("in_1_hours", own=40, choice="own value")
    assert (found.changes, codes(found)) == ((), ["own_outside"])


def test_an_own_value_beyond_the_old_range_is_taken_with_a_new_low_and_high(came_of):
    found = came_of("in_1_hours", low=30, high=50, own=40, choice="own value")
    assert quantity(found) == Range(low=30, likely=40, high=50)


def test_an_own_value_that_is_not_chosen_is_told(came_of):
    assert codes(came_of("in_1_hours", own=24)) == ["own_not_chosen"]


def test_one_choice_of_own_values_for_all_takes_those_that_are_filled_in(scenario, workbooks):
    finance = Finance(workbooks["en"]).types("in_1_hours", own=24)
    finance.sheet["G3"] = "own value"
    found = review(finance.saved, scenario)
    assert quantity(found) == Range(low=8, likely=24, high=34)
    assert codes(found) == []


@pytest.mark.parametrize("choice", ["low", "high"])
def test_calculating_with_low_or_high_changes_no_figure_and_is_told(scenario, workbooks, came_of, choice):
    found = came_of("in_1_hours", choice=choice)
    assert (found.changes, codes(found)) == ((), [f"choice_{choice}"])
    finance = Finance(workbooks["en"])
    finance.sheet["G3"] = choice
    found = review(finance.saved, scenario)
    assert (found.changes, codes(found)) == ((), [f"all_{choice}"])


@pytest.mark.parametrize(
    ("language", "name", "typed", "read"),
    [
        ("nl", "in_hourly", "41,5", 41.5),
        ("en", "in_hourly", "41,5", 41.5),
        ("en", "in_hourly", "41.5", 41.5),
        ("nl", "in_1_price", "61.000", 61000.0),
        ("en", "in_1_price", "61,000", 61000.0),
        ("en", "in_1_price", "61k", 61000.0),
        ("nl", "in_hourly", "€ 41", 41.0),
        ("nl", "in_hourly", "EUR 41", 41.0),
        ("nl", "in_1_share", "70 %", 0.7),
    ],
)
def test_a_number_that_is_text_is_read_as_in_the_window(came_of, language, name, typed, read):
    found = came_of(name, language, best=typed)
    assert three_of(quantity(found))[BEST] == read
    assert [remark.code for remark in found.changes[0].remarks] == ["as_text"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("a lot", "text"),
        ("20 to 30", "text"),
        ("#REF!", "error"),
        ("#DIV/0!", "error"),
        (True, "boolean"),
        (dt.date(2026, 3, 4), "date"),
        (dt.datetime(2026, 3, 4, 5, 6), "date"),  # noqa: DTZ001 - a spreadsheet knows no time zones
        (dt.time(4, 5), "date"),
        (None, "empty"),
        ("  ", "empty"),
        (1e200, "too_large"),
        ("=1+1", "not_calculated"),
        (40, "best_outside"),
    ],
)
def test_what_is_no_number_of_the_figure_is_told_and_not_taken(came_of, typed, code):
    found = came_of("in_1_hours", best=typed)
    assert (found.changes, codes(found)) == ((), [code])
    assert found.not_taken[0].place == ("candidates", 0, "inputs", 1)


def test_a_percentage_as_bare_text_is_not_guessed_at(came_of):
    assert codes(came_of("in_1_share", best="0,7")) == ["no_percent"]
    assert codes(came_of("in_1_share", best="70")) == ["no_percent"]


def test_numbers_beyond_the_bounds_of_a_figure_or_out_of_order_are_not_taken(came_of):
    assert codes(came_of("in_1_share", high=1.2)) == ["above_bound"]
    assert codes(came_of("in_1_hours", low=30)) == ["order"]
    assert codes(came_of("hurdle rate", best=1.5)) == ["too_large"]


def test_what_the_workbook_calculates_is_not_an_input(came_of):
    assert codes(came_of("in_1_hours", used=22)) == ["over_result"]
    assert codes(came_of("in_1_yearly", used=44)) == ["derived"]


def test_a_chance_is_told_to_be_for_the_program(came_of):
    assert codes(came_of("in_1_trouble", best=1)) == ["kind"]


def test_a_choice_that_is_none_is_told(came_of):
    assert codes(came_of("in_1_hours", choice="middle")) == ["choice_unknown"]
    assert codes(came_of("in_1_hours", choice=None)) == []


def test_the_hurdle_rate_comes_back(came_of):
    (change,) = came_of("hurdle rate", best=0.12).changes
    assert (change.place, change.before, change.after) == (("hurdle_rate",), 0.1, 0.12)
