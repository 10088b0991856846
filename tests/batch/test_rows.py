"""What a row of the table says."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest

from roitool.batch.rows import COLUMNS, batch_table, decided_rows, failed_row, is_row, refused_row
from roitool.errors import Problem
from roitool.evaluate import evaluate
from roitool.exports.as_json import evaluation_object
from roitool.scenario.editing import replaced
from roitool.scenario.file import scenario_from_bytes
from roitool.wording.numbers import margin
from roitool.wording.words import Words
from tests.batch.many import small

DUTCH, ENGLISH = Words("nl"), Words("en")
NAMES = list(COLUMNS)[1:]
PAGE = Path(__file__).resolve().parents[2] / "docs" / "batch.md"


@pytest.fixture(scope="module")
def evaluation():
    return evaluate(scenario_from_bytes(small(5)))


def named(row):
    return dict(zip(NAMES, row, strict=True))


def test_a_row_has_the_numbers_of_the_answer(evaluation):
    (row,) = map(named, decided_rows(evaluation, ENGLISH))
    whole = evaluation_object(evaluation)
    (candidate,) = whole["candidates"]
    (way,) = candidate["ways_of_paying"]
    assert row["mean_npv"] == candidate["npv"]["mean"]["value"]
    assert row["margin"] == margin(evaluation.candidates[0].npv.mean)
    assert [row["p5"], row["p50"], row["p95"]] == [
        candidate["npv"]["quantiles"][p]["value"] for p in ("p5", "p50", "p95")
    ]
    assert row["chance_npv"] == candidate["chance_npv"]["value"]
    assert row["base_npv"] == candidate["base"]["npv"]
    assert row["added_short"] == way["bank"]["added_short"]["value"]
    assert row["deepest"] == way["bank"]["lowest_with"]["quantiles"]["p5"]["value"]
    assert (row["digest"], row["version"]) == (whole["scenario_digest"], whole["program_version"])
    assert (row["seed"], row["futures"], row["currency"]) == (5, 10_240, "EUR")
    assert row["verdict"] == candidate["verdict"]["outcome"]
    assert row["problems"] == ""


def test_never_and_none_are_words_in_the_language_asked_for(evaluation):
    (candidate,) = evaluation.candidates
    for rate, dutch in ((math.nan, "geen"), (-math.inf, "alleen verlies"), (math.inf, "alleen winst")):
        irr = with_median(candidate.irr.quantiles, rate)
        payback = with_median(candidate.payback.quantiles, math.inf)
        answer = replace(
            candidate,
            irr=replace(candidate.irr, quantiles=irr),
            payback=replace(candidate.payback, quantiles=payback),
        )
        (row,) = map(named, decided_rows(replace(evaluation, candidates=(answer,)), DUTCH))
        assert (row["irr"], row["payback"]) == (dutch, "nooit")


def test_a_seed_that_a_spreadsheet_would_round_is_a_text():
    scenario = replaced(scenario_from_bytes(small()), ("seed",), 2**63 - 1)
    (row,) = map(named, decided_rows(evaluate(scenario, settle=False), ENGLISH))
    assert row["seed"] == "9223372036854775807"


def test_a_refused_scenario_has_one_row_with_every_error_in_words():
    errors = [
        Problem((), "cannot_read", {"path": "x", "reason": "not_found", "detail": ""}),
        Problem((), "not_json", {}),
    ]
    row = named(refused_row(errors[:1], ENGLISH))
    assert "x" in row["problems"]
    assert {cell for name, cell in row.items() if name != "problems"} == {""}


def test_a_row_survives_being_written_down(evaluation):
    for row in (*decided_rows(evaluation, ENGLISH), failed_row("why")):
        read = json.loads(json.dumps(row))
        assert is_row(read)
        assert tuple(read) == row


@pytest.mark.parametrize(
    "damaged", [None, [], ["x"], [None] * len(NAMES), [True] * len(NAMES), [math.inf] * len(NAMES)]
)
def test_what_is_no_row_is_seen(damaged):
    assert not is_row(damaged)


def test_each_row_begins_with_its_file_on_one_line():
    table = batch_table([("a\nb", [failed_row("x"), failed_row("y")])], ENGLISH)
    assert [row[0] for row in table.rows] == ["a b", "a b"]
    assert {len(row) for row in (table.header, *table.rows)} == {len(COLUMNS)}


def with_median(summary, value):
    quantiles = dict(summary.quantiles)
    quantiles[50] = replace(quantiles[50], value=value)
    return replace(summary, quantiles=quantiles)


def test_every_column_is_explained_in_the_documentation():
    text = PAGE.read_text(encoding="utf-8")
    for words in (DUTCH, ENGLISH):
        header = batch_table([], words).header
        assert [name for name in header if f"| {name} |" not in text] == []
