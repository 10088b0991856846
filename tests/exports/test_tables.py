"""The numbers behind the pictures, and what a spreadsheet makes of them."""

from __future__ import annotations

import csv
import io
from itertools import pairwise

import pytest

from roitool.cashflow.calendar import calendar_of
from roitool.exports.tables import Table, bars, csv_bytes, dots_table, fan_table, percentiles_table, tab_separated
from roitool.wording.words import Words
from tests.wording.build import bank, evaluation, scenario

ENGLISH, DUTCH = Words("en"), Words("nl")


def test_each_of_fifty_outcomes_has_its_share_of_futures_below_it():
    (candidate,) = evaluation().candidates
    table = dots_table(candidate, ENGLISH)
    assert len(table.rows) == len(candidate.dots) == 50
    assert [share for share, _ in table.rows[:3]] == [1.0, 3.0, 5.0]
    assert table.rows[-1] == (99.0, candidate.dots[-1])


def test_a_fan_has_a_row_for_each_month_with_the_limit_beside_it():
    table = fan_table(bank().fan, calendar_of(scenario()), ENGLISH)
    assert table.header[1:6] == ("P5", "P25", "P50", "P75", "P95")
    assert [row[-1] for row in table.rows] == [20_000.0, 20_000.0]


def test_percentiles_tell_the_error_of_the_average_kind_of_number_and_never_in_words():
    (candidate,) = evaluation().candidates
    rows = percentiles_table(candidate, ENGLISH).rows
    assert [row[0] for row in rows] == ["P5", "P10", "P25", "P50", "P75", "P90", "P95"]
    assert rows[-1][3] == "never"
    assert all(row[2] > 0 for row in rows)


@pytest.mark.parametrize(
    "dots",
    [
        [float(dot) for dot in range(-25_000, 25_000, 1000)],
        [7.0] * 50,
        [0.0] * 50,
        [-3.0] * 50,
        [-1e9, *[1.0] * 49],
        [1e-9 * dot for dot in range(50)],
    ],
)
def test_bars_hold_every_outcome_once_and_meet_at_zero(dots):
    found = bars(dots)
    assert sum(held for _, _, held in found) == pytest.approx(100)
    assert len(found) <= 30
    assert not any(begin < 0 < end for begin, end, _ in found)
    assert all(one[1] == pytest.approx(other[0]) for one, other in pairwise(found))


def test_an_outcome_of_nothing_is_in_a_bar_that_loses():
    assert [(begin < 0, end <= 0) for begin, end, held in bars([0.0] * 50) if held] == [(True, True)]


def test_numbers_are_written_as_a_spreadsheet_of_that_language_reads_them():
    table = Table(("a", "b"), (("x", 1234567.891), ("y", -0.25), ("z", float("nan")), ("n", -0.00001)))
    assert tab_separated(table, ENGLISH) == "a\tb\nx\t1234567.89\ny\t-0.25\nz\t\nn\t0\n"
    assert tab_separated(table, DUTCH) == "a\tb\nx\t1234567,89\ny\t-0,25\nz\t\nn\t0\n"


@pytest.mark.parametrize("text", ["=1+1", "+A1", "-2", "@SUM(A1)", "\t=1", "\r\n=cmd", "＝1+1"])
def test_a_text_that_would_be_a_formula_is_shown_instead(text):
    written = tab_separated(Table(("a",), ((text,),)), ENGLISH)
    header, cell, end = written.split("\n")
    assert cell.lstrip().startswith("'")
    assert (header, end) == ("a", "")
    assert "\t" not in cell
    assert "\r" not in cell


def test_a_text_keeps_its_cell_whatever_is_in_it():
    written = tab_separated(Table(("a", "b"), (("one\ttwo\nthree", 1.0),)), ENGLISH)
    assert written.count("\n") == 2
    assert written.splitlines()[1].count("\t") == 1


@pytest.mark.parametrize(("words", "between", "number"), [(DUTCH, ";", "0,25"), (ENGLISH, ",", "0.25")])
def test_a_csv_file_is_opened_by_a_spreadsheet_of_its_language(words, between, number):
    table = Table(("a", "b"), (('say “x”, or; "y"', 0.25), ("é\nè", float("nan"))))
    written = csv_bytes(table, words)
    assert written.startswith(b"\xef\xbb\xbf")
    text = written.decode("utf-8-sig")
    assert text.count("\r\n") == text.count("\n") == 3
    read = list(csv.reader(io.StringIO(text), delimiter=between))
    assert read == [["a", "b"], ['say “x”, or; "y"', number], ["é è", ""]]


@pytest.mark.parametrize("text", ["=1+1", "+A1", "-2", "@SUM(A1)", "\t=1", "\r\n=cmd", "＝1+1"])
def test_a_text_in_a_csv_file_that_would_be_a_formula_is_shown_instead(text):
    (_, (cell,)) = csv.reader(io.StringIO(csv_bytes(Table(("a",), ((text,),)), DUTCH).decode("utf-8-sig")))
    assert cell == f"'{text.strip()}"
