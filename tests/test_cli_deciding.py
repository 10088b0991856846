"""Which one and what drives it, on the command line: what is printed says what was calculated."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roitool.cli import main
from roitool.evaluate import evaluate
from roitool.evaluate.compare import compare
from roitool.evaluate.drivers import drivers
from roitool.scenario.beginning import begun
from roitool.scenario.file import read_scenario, write_scenario
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


def test_how_figures_are_learnt_is_told_with_what_it_costs_and_whether_it_pays(capsys, tmp_path):
    path = str(tmp_path / "cobot.roi.json")
    write_scenario(path, begun(["cobot_cell"], "2027-01"))
    (found,) = json.loads(printed(capsys, "drivers", path, "--json"))["candidates"]
    made = drivers(evaluate(read_scenario(path)), 0).lessons
    assert [[tuple(place) for place in each["places"]] for each in found["learning"]] == [
        [*lesson.way.places] for lesson in made
    ]
    for each, lesson in zip(found["learning"], made, strict=True):
        assert (each["cost"], each["evppi"]["value"], each["pays"]) == (
            lesson.way.cost, lesson.worth.value, lesson.pays,
        )  # fmt: skip
        how = lesson.way.how
        assert each["how"] == (None if how is None else {"nl": how.nl, "en": how.en})
    told = " ".join(printed(capsys, "drivers", path, "--lang", "nl").replace("\N{NO-BREAK SPACE}", " ").split())
    assert "Hoe u het te weten komt" in told
    assert "Een proefweek met een gehuurde cobot, op uw eigen werk. Mag hooguit €" in told
    assert "kost zo'n € 3.000: de moeite waard. Laat zien: Deel van dat werk" in told


def test_learning_that_changes_no_choice_is_told_as_not_worth_it(capsys, tmp_path):
    path = str(tmp_path / "printer.roi.json")
    write_scenario(path, begun(["printing_metal"], "2027-01"))
    told = " ".join(printed(capsys, "drivers", path, "--lang", "en").split())
    assert "Does not change your choice, costs some €15,000: not worth it." in told


def test_of_a_candidate_from_no_template_it_is_told_what_is_assumed_where_that_pays(capsys):
    told = " ".join(printed(capsys, "drivers", EXAMPLE, "cobot", "--lang", "en").split())
    assert "In a way of your own. May cost €16,900 at most, costs some €986 (assumed): worth it." in told
    assert "How to find out" not in printed(capsys, "drivers", EXAMPLE, "sensors", "--lang", "en")
