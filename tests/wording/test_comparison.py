"""Choices side by side in words: what size adds is told once of every two candidates."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roitool.evaluate.compare import compare
from roitool.measures import InternalRate
from roitool.scenario.data import example_bytes
from roitool.scenario.file import scenario_from_bytes
from roitool.wording.comparison import describe_comparison, describe_increment
from roitool.wording.words import Words

ENGLISH = Words("en")


@pytest.fixture(scope="module")
def found():
    return compare(scenario_from_bytes(example_bytes("three-candidates")))


def test_what_the_dearer_of_the_best_two_adds_is_said_by_the_adviser_and_of_other_pairs_beside_them(found):
    told = describe_comparison(found, ENGLISH)
    said = (*told.summary, *told.pairs)
    for increment in found.increments:
        sentence = describe_increment(increment, found.evaluation, ENGLISH)
        assert sum(sentence in each for each in said) == 1
    assert told.summary[-1].startswith("Welding cobot takes €70,800 more than Digital orders from customers;")
    assert sum(" more than " in each for each in told.pairs) == 2


def test_extra_money_that_is_lost_is_told_without_a_rate(found):
    increment = replace(found.increments[0], rate=InternalRate(-0.25, "unique", (-0.25,), None))
    told = describe_increment(increment, found.evaluation, ENGLISH)
    assert told.endswith(", and that extra money does not come back.")
