"""What came of a workbook as JSON: every key described, what is not there told as null."""

from __future__ import annotations

import json

import pytest

from roitool.exports.review_json import review_json
from roitool.imports.review import taken_over
from roitool.scenario.data import example_bytes
from roitool.scenario.file import digest, scenario_from_bytes
from roitool.wording.words import Words
from tests.exports.test_as_json import refuse, rows_of
from tests.imports.sheets import Finance, exported, review

SCENARIO = scenario_from_bytes(example_bytes("welding-cobot"))


@pytest.fixture(scope="module")
def found():
    finance = Finance(exported(SCENARIO)).types("in_own_hour_cost", best="41").types("hurdle rate", best=0.12)
    return review(finance.types("in_1_welding_hours", best="a lot").saved, SCENARIO)


def read(text):
    assert text.isascii()
    return json.loads(text, parse_constant=refuse)


def test_the_keys_of_the_page_are_those_that_are_written(found):
    whole = read(review_json(found, SCENARIO, Words("nl")))
    sections = {
        "A workbook that came back": whole,
        "A change of a workbook": whole["changes"][1],
        "What is not taken": whole["not_taken"][0],
    }
    for section, part in sections.items():
        assert set(rows_of(section)) == set(part), section


def test_a_change_has_the_figure_as_in_the_file_and_says_how_it_was_read(found):
    whole = read(review_json(found, SCENARIO, Words("en")))
    hurdle, cost = whole["changes"]
    assert (hurdle["place"], hurdle["before"], hurdle["after"]) == (["hurdle_rate"], 0.1, 0.12)
    assert (cost["before"]["quantity"]["likely"], cost["after"]["quantity"]["likely"]) == (40.0, 41.0)
    assert cost["after"]["evidence"] == {
        "by": "adviser",
        "date": "2026-12-07",
        "note": "From workbook finance.xlsx",
        "source": "",
    }
    assert [(remark["code"], remark["values"]["text"]) for remark in cost["remarks"]] == [("as_text", "41")]


def test_what_was_written_is_told_by_its_digest(found):
    after = taken_over(SCENARIO, found.changes[:1])
    whole = read(review_json(found, SCENARIO, Words("en"), [1], after))
    assert (whole["accepted"], whole["written_digest"]) == ([1], digest(after))
