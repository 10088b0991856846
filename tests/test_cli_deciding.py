"""Which one and what drives it, on the command line: what is printed says what was calculated."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roitool.cli import main
from roitool.evaluate import evaluate
from roitool.evaluate.compare import compare
from roitool.evaluate.drivers import drivers
from roitool.scenario.file import read_scenario
from roitool.wording.words import Words

EXAMPLE = str(Path(__file__).parent.parent / "scenarios" / "examples" / "three-candidates.roi.json")


def printed(capsys, *arguments):
    assert main([*arguments]) == 0
    return capsys.readouterr().out


def test_the_comparison_as_json_is_the_one_that_the_engine_makes(capsys):
    found = json.loads(printed(capsys, "compare", EXAMPLE, "--json"))
    made = compare(read_scenario(EXAMPLE))
    assert found["choices"] == [None, "cobot", "sensors", "ordering"]
    assert [pair["better"]["value"] for pair in found["pairs"]] == [pair.better.value for pair in made.pairs]
    assert found["evpi"]["value"] == made.worth.value
    for pair in found["pairs"]:
        assert pair["better"]["value"] + pair["worse"]["value"] + pair["alike"]["value"] == pytest.approx(1.0)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_comparison_names_every_choice_and_the_best_of_them_first(capsys, language):
    words = Words(language)
    told = printed(capsys, "compare", EXAMPLE, "--lang", language)
    for candidate in read_scenario(EXAMPLE).candidates:
        assert words.label(candidate.title) in told
    best = {"nl": "Gemiddeld levert Digitale orders van klanten het meest op", "en": "On average"}[language]
    assert best in told.split("\n\n")[1].replace("\n", " ")


def test_the_drivers_as_json_are_those_that_the_engine_finds(capsys):
    (found,) = json.loads(printed(capsys, "drivers", EXAMPLE, "cobot", "--json"))["candidates"]
    made = drivers(evaluate(read_scenario(EXAMPLE)), 0)
    assert [tuple(each["place"]) for each in found["drivers"]] == [driver.place for driver in made.drivers]
    assert found["drivers"][0]["evppi"]["value"] == made.drivers[0].worth.value
    turned = {tuple(each["place"]) for each in found["break_even"] if each["mean_npv_zero"]}
    assert made.drivers[0].place in turned


def test_without_a_candidate_the_drivers_of_all_are_told(capsys):
    assert [each["id"] for each in json.loads(printed(capsys, "drivers", EXAMPLE, "--json"))["candidates"]] == [
        "cobot", "sensors", "ordering",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_drivers_in_words_say_what_may_be_paid_to_find_out(capsys, language):
    told = printed(capsys, "drivers", EXAMPLE, "cobot", "--lang", language)
    label = Words(language).label(read_scenario(EXAMPLE).candidates[0].inputs[10].label)
    assert label in told.replace("\n", " ")
    assert {"nl": "hooguit", "en": "at most"}[language] in told


def test_an_unknown_candidate_is_wrong_use_and_the_known_ones_are_named(capsys):
    assert main(["drivers", EXAMPLE, "nobody", "--lang", "en"]) == 2
    assert "cobot" in capsys.readouterr().err
