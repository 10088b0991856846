"""A copy of a candidate: beside it, under the next name and title that are free, in the same futures or its own."""

from __future__ import annotations

import pytest

from roitool.scenario.base import Translated
from roitool.scenario.check import check
from roitool.scenario.copying import copied
from roitool.scenario.editing import replaced, without
from roitool.scenario.renaming import renamed, streams_of
from roitool.scenario.scenario import Scenario
from tests.scenario.documents import document, scenario_of


@pytest.fixture
def scenario() -> Scenario:
    return scenario_of(document())


def ids(scenario: Scenario) -> list[str]:
    return [candidate.id for candidate in scenario.candidates]


def titles(scenario: Scenario) -> list[object]:
    return [candidate.title for candidate in scenario.candidates]


def test_a_copy_stands_behind_its_original_with_a_number(scenario: Scenario) -> None:
    edited = copied(scenario, 0)

    assert ids(edited) == ["cobot", "cobot_2"]
    assert titles(edited) == ["Cobot", "Cobot 2"]
    assert edited.candidates[0] == scenario.candidates[0]
    assert [pair.between for pair in edited.correlations] == [
        ("cobot.overrun", "cobot.go_live"),
        ("cobot_2.overrun", "cobot_2.go_live"),
    ]
    assert check(edited) == ()


def test_copies_of_original_and_copy_count_on(scenario: Scenario) -> None:
    edited = copied(copied(copied(scenario, 0), 1), 0)

    assert ids(edited) == ["cobot", "cobot_4", "cobot_2", "cobot_3"]
    assert titles(edited) == ["Cobot", "Cobot 4", "Cobot 2", "Cobot 3"]


def test_a_copy_of_a_copy_whose_original_is_gone_counts_on(scenario: Scenario) -> None:
    left = without(copied(scenario, 0), ("candidates", 0))

    assert ids(copied(left, 0)) == ["cobot_2", "cobot_3"]
    assert titles(copied(left, 0)) == ["Cobot 2", "Cobot 3"]


def test_a_copy_sees_the_same_futures_or_others(scenario: Scenario) -> None:
    same, other = (copied(scenario, 0, independent=independent).candidates for independent in (False, True))

    assert list(streams_of(same[1])) == list(streams_of(same[0]))
    assert set(streams_of(other[1])).isdisjoint(streams_of(other[0]))
    assert all(key.startswith("cobot_2.") for key in streams_of(other[1]))


def test_a_title_in_both_languages_gets_its_number_in_both(scenario: Scenario) -> None:
    edited = copied(replaced(scenario, ("candidates", 0, "title"), {"nl": "Lascobot", "en": "Welding cobot"}), 0)

    assert edited.candidates[1].title == Translated(nl="Lascobot 2", en="Welding cobot 2")


def test_a_number_in_a_title_that_is_no_copy_s_stays(scenario: Scenario) -> None:
    edited = copied(replaced(scenario, ("candidates", 0, "title"), "Laser 3015"), 0)

    assert titles(edited) == ["Laser 3015", "Laser 3015 2"]


def test_the_longest_names_make_room_for_a_number(scenario: Scenario) -> None:
    longest = replaced(renamed(scenario, ("candidates", 0), "c" * 40), ("candidates", 0, "title"), "T" * 200)

    edited = copied(copied(longest, 0), 1)

    assert ids(edited) == ["c" * 40, "c" * 38 + "_2", "c" * 38 + "_3"]
    assert titles(edited) == ["T" * 200, "T" * 198 + " 2", "T" * 198 + " 3"]
    assert check(edited) == ()


@pytest.mark.parametrize("position", [-1, 1])
def test_only_a_candidate_that_is_there_can_be_copied(scenario: Scenario, position: int) -> None:
    with pytest.raises(LookupError):
        copied(scenario, position)
