"""Tables behind the choice: the numbers of the comparison and of the drivers, as they were calculated."""

from __future__ import annotations

import math

import pytest

from roitool.evaluate import evaluate
from roitool.evaluate.breakeven import break_evens
from roitool.evaluate.compare import compare
from roitool.evaluate.drivers import drivers
from roitool.evaluate.finding_out import finding_out
from roitool.evaluate.sources import sources
from roitool.evaluate.tornado import tornado
from roitool.evaluate.two_way import two_way
from roitool.exports.deciding_tables import (
    comparison_table,
    drivers_table,
    increments_table,
    pairs_table,
    sources_table,
    two_way_table,
    two_ways_table,
)
from roitool.exports.learning_tables import finding_out_table, lessons_table
from roitool.scenario.beginning import begun
from roitool.scenario.data import example_bytes
from roitool.scenario.file import scenario_from_bytes
from roitool.wording.learning import how_in_words
from roitool.wording.words import Words

ENGLISH = Words("en")


@pytest.fixture(scope="module")
def comparison():
    return compare(scenario_from_bytes(example_bytes("three-candidates")))


@pytest.fixture(scope="module")
def driven():
    """Return what drives the cobot, and its rows by what they are about."""
    scenario = scenario_from_bytes(example_bytes("welding-cobot"))
    found, swings = drivers(evaluate(scenario, settle=False), 0), tornado(scenario, 0)
    strongest = {driver.place for driver in found.drivers[:2]}
    turning = break_evens(scenario, 0, strongest)
    table = drivers_table(scenario, found, swings, turning, ENGLISH)
    return found, turning, [dict(zip(table.header, row, strict=True)) for row in table.rows]


def test_every_choice_has_its_numbers_and_doing_nothing_only_those_it_has(comparison):
    table = comparison_table(comparison, ENGLISH)
    nothing, *rows = table.rows
    assert nothing[0] == "Do nothing"
    assert [cell for cell in nothing[2:] if not math.isnan(cell)] == [0.0, comparison.regrets[0].mean.value]
    for row, answer, regret in zip(rows, comparison.evaluation.candidates, comparison.regrets[1:], strict=True):
        told = dict(zip(table.header, row, strict=True))
        assert told["chance it earns itself back, from 0 to 1"] == answer.chance_npv.value
        assert told["mean net present value"] == answer.npv.mean.value
        assert told["net present value, P95"] == answer.npv.quantiles[95].value
        assert row[-1] == regret.mean.value


def test_a_payback_that_never_comes_is_a_word(comparison):
    sensors = comparison_table(comparison, ENGLISH).rows[2]
    assert "never" in sensors


def test_every_two_choices_have_a_row_that_says_who_dominates(comparison):
    table = pairs_table(comparison, ENGLISH)
    assert len(table.rows) == len(comparison.pairs) == 6
    (row,) = [row for row in table.rows if row[:2] == ("Machine sensors", "Digital orders from customers")]
    assert row[2] < row[3]
    assert row[4] < 0
    assert row[-1].startswith("At every level Digital orders from customers")


def test_what_the_dearer_of_two_adds_is_told_where_one_percentage_says_it(comparison):
    rows = increments_table(comparison, ENGLISH).rows
    assert len(rows) == len(comparison.increments) == 3
    for row, each in zip(rows, comparison.increments, strict=True):
        assert row[2] == each.investment > 0
        assert math.isnan(row[3]) == (each.rate.status != "unique")
        assert row[4].startswith(f"{row[0]} takes €")


def test_two_figures_at_a_time_have_a_row_for_every_two_values_on_screen():
    scenario = scenario_from_bytes(example_bytes("welding-cobot"))
    ids = [figure.id for figure in scenario.candidates[0].inputs]
    places = [("candidates", 0, "inputs", ids.index(name)) for name in ("freed_share", "welding_hours")]
    found = two_way(scenario, 0, places)
    table = two_ways_table(scenario, found, ENGLISH)
    assert len(table.rows) == 25
    amounts = [amount for row in found[0].present for amount in row]
    assert [row[-1] for row in table.rows] == amounts
    assert [row[2:6:3] for row in table.rows[:1]] == [("%", "h / week")]
    assert table.rows[0][1] == pytest.approx(100 * found[0].values_of_one[0])
    # The same amounts as in the table on screen.
    assert [amount for row in two_way_table(scenario, found[0], ENGLISH).rows for amount in row[1:]] == amounts


def test_every_way_of_learning_has_its_cost_and_says_whether_it_is_worth_that():
    scenario = begun(["printing_metal", "cobot_cell"], "2027-01")
    evaluation = evaluate(scenario, settle=False)
    for position, answers in ((0, {"no"}), (1, {"yes"})):
        found = drivers(evaluation, position).lessons
        rows = lessons_table(scenario, found, ENGLISH).rows
        assert [(row[0], row[4]) for row in rows] == [
            (how_in_words(lesson.way, ENGLISH), lesson.way.cost) for lesson in found
        ]
        assert {row[6] for row in rows} == answers
        assert {row[5] for row in rows} == {"judgement"}
        assert min(row[2] for row in rows) >= 0


def test_what_drives_a_candidate_is_told_with_the_largest_share_first(driven):
    found, _, rows = driven
    shares = [row["share of the spread, from 0 to 1"] for row in rows]
    assert len(rows) == len(found.drivers)
    assert shares == sorted(shares, reverse=True)
    assert min(shares) >= 0


def test_a_figure_is_told_in_the_unit_of_the_screen(driven):
    _, turning, rows = driven
    (row,) = [row for row in rows if row["what"] == "Share of that work without a welder beside it"]
    assert row["unit"] == "%"
    assert 20 < row["low (P10)"] < row["high (P90)"] < 85
    assert (
        row["net present value at low, if nothing goes wrong"] < row["net present value at high, if nothing goes wrong"]
    )
    turn = next(each for each in turning if each.place == ("candidates", 0, "inputs", _position(row)))
    assert row["nothing left on average at"] == pytest.approx(100 * turn.no_gain.value)


def test_what_happens_or_does_not_has_no_unit_and_no_value_where_it_turns_the_answer(driven):
    _, _, rows = driven
    (row,) = [row for row in rows if row["kind"] == "whether it happens"]
    assert row["what"] == "Chance that it never works"
    assert (row["unit"], row["low (P10)"], row["high (P90)"]) == ("", 0.0, 1.0)
    assert math.isnan(row["nothing left on average at"])


def _position(row):
    scenario = scenario_from_bytes(example_bytes("welding-cobot"))
    labels = [ENGLISH.label(figure.label) for figure in scenario.candidates[0].inputs]
    return labels.index(row["what"])


def test_everything_that_could_be_found_out_has_its_worth(comparison):
    found = finding_out(comparison.evaluation)
    table = finding_out_table(comparison.evaluation, found, ENGLISH)
    assert [row[3] for row in table.rows] == [max(0.0, each.worth.value) for each in found.unknowns]
    shared = next(at for at, each in enumerate(found.unknowns) if len(each.candidates) == 3)
    assert table.rows[shared][2] == "all candidates"


def test_what_shows_several_figures_at_once_has_a_row_of_its_own_with_its_cost():
    evaluation = evaluate(begun(["cobot_cell"], "2027-01"), settle=False)
    found = finding_out(evaluation)
    table = finding_out_table(evaluation, found, ENGLISH)
    together = [lesson for lesson in found.lessons if len(lesson.way.places) > 1]
    rows = table.rows[len(found.unknowns) :]
    assert [row[1] for row in rows] == ["learnt together"] * len(together)
    assert [row[3] for row in rows] == [lesson.worth.value for lesson in together]
    assert [row[5:] for row in rows] == [(lesson.way.how.en, lesson.way.cost) for lesson in together]
    learnt = {row[0]: row[5:] for row in table.rows[: len(found.unknowns)]}
    assert learnt["Work that the cobot can take over"] == ("Two weeks of counting at the machine", 600.0)


def test_each_source_has_its_share_and_what_is_left_if_it_disappoints():
    scenario = scenario_from_bytes(example_bytes("welding-cobot"))
    found = sources(scenario, drivers(evaluate(scenario, settle=False), 0), tornado(scenario, 0))
    rows = sources_table(found, ENGLISH).rows
    assert [row[1:] for row in rows] == [(float(each.figures), each.share, each.worst) for each in found]
    assert rows[0][0] == "Reference figures"
