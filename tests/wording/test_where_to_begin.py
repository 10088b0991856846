"""Where to begin, in words."""

from __future__ import annotations

import pytest

from roitool.scenario.scenario import Readiness
from roitool.wording.where_to_begin import MOST_NEXT, MOST_NOW, suggestion_lines, where_to_begin
from roitool.wording.words import Words

SOME = Readiness(process=2, data=2, connectivity=1, people=2, supplier=1, owner_time=2)


def test_what_fits_has_its_costs_and_what_does_not_what_to_see_to_first() -> None:
    found = where_to_begin(SOME, Words("nl"))
    assert found.now[0].title == "Geprinte stukken kopen"
    assert found.now[0].line.startswith("€")
    assert (found.next[0].template, found.next[0].line) == (
        "cobot_cell",
        "eerst aandacht voor: leverancier en standaarden",
    )
    assert len(found.now) == MOST_NOW
    assert len(found.next) == MOST_NEXT
    assert found.more == 1


@pytest.mark.parametrize("readiness", [None, Readiness(), Readiness(people=3)])
def test_too_few_answers_say_nothing(readiness: Readiness | None) -> None:
    assert where_to_begin(readiness, Words("en")).note == ""
    assert list(suggestion_lines(readiness, Words("en"))) == []


def test_the_lines_end_with_saying_that_it_is_judgement() -> None:
    lines = list(suggestion_lines(SOME, Words("en")))
    assert lines[0].startswith("Fits now, the cheapest first: Buying printed parts (")
    assert lines[0].endswith("and 1 more.")
    assert "judgement" in lines[-1]


def test_where_nothing_fits_that_is_said() -> None:
    nothing = Readiness.model_validate(dict.fromkeys(Readiness.model_fields, 0))
    lines = list(suggestion_lines(nothing, Words("en")))
    assert lines[0].startswith("Nothing fits as it is.")
    assert len(lines) == 2 + MOST_NEXT
