"""Which one and what drives it, on the command line: what is printed says what was calculated."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roitool.cli import main
from roitool.evaluate import evaluate
from roitool.evaluate.compare import compare
from roitool.evaluate.drivers import drivers
from roitool.evaluate.finding_out import finding_out
from roitool.evaluate.sources import sources
from roitool.evaluate.tornado import tornado
from roitool.evaluate.two_way import two_way
from roitool.scenario.beginning import begun
from roitool.scenario.editing import replaced_all
from roitool.scenario.file import read_scenario, write_scenario
from roitool.wording.words import Words

PAGE = (Path(__file__).parent.parent / "docs" / "json-output.md").read_text(encoding="utf-8")

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


def test_the_comparison_as_json_tells_of_each_candidate_what_its_answer_does(capsys):
    found = json.loads(printed(capsys, "compare", EXAMPLE, "--json"))
    for each, answer in zip(found["candidates"], compare(read_scenario(EXAMPLE)).evaluation.candidates, strict=True):
        assert (each["id"], each["outcome"]) == (answer.id, str(answer.verdict.outcome))
        assert each["npv"]["p95"]["value"] == answer.npv.quantiles[95].value
        assert each["short_with"]["value"] == answer.paid.bank.short_with.value
    # More than half of its futures never pay back.
    assert found["candidates"][1]["median_payback_years"] == {"value": "inf", "se": None}


def test_the_comparison_tells_what_to_find_out_first_over_all_candidates(capsys, tmp_path):
    path = str(tmp_path / "two.roi.json")
    write_scenario(path, begun(["cobot_cell", "edi_supply_chain_ordering"], "2027-01"))
    found = json.loads(printed(capsys, "compare", path, "--json"))["finding_out"]
    made = finding_out(compare(read_scenario(path)).evaluation)
    assert [tuple(each["place"]) for each in found["unknowns"]] == [each.place for each in made.unknowns]
    assert [each["evppi"]["value"] for each in found["unknowns"]] == [each.worth.value for each in made.unknowns]
    assert [each["cost"] for each in found["learning"]] == [lesson.way.cost for lesson in made.lessons]
    assert {len(each["candidates"]) for each in found["unknowns"]} == {1, 2}
    told = " ".join(printed(capsys, "compare", path, "--lang", "en").split())
    first = told[told.index("What to find out first") :]
    assert first.index("Calling your ten largest customers") < first.index("A trial week with a hired cobot")
    assert "costs some €500: worth it. Digital orders. All that this shows: Share of the order lines" in first
    assert "need not be measured" in first


def test_where_nothing_is_worth_finding_out_the_comparison_says_so(capsys):
    told = printed(capsys, "compare", str(Path(EXAMPLE).parent / "machine-sensors.roi.json"), "--lang", "en")
    assert "figures is worth finding out first: whatever comes of them, the choice stays the same." in " ".join(
        told.split()
    )


@pytest.mark.parametrize(
    ("language", "best", "pair"),
    [
        ("nl", "Gemiddeld is niets doen het beste: het", "Niets doen komt beter uit dan MES met koppelingen in 82"),
        ("en", "On average doing nothing is best: it", "Doing nothing ends better than MES with interfaces in 82"),
    ],
)
def test_doing_nothing_stands_in_sentences_as_one_says_it(capsys, language, best, pair):
    path = str(Path(EXAMPLE).parent / "mes-with-interfaces.roi.json")
    told = " ".join(printed(capsys, "compare", path, "--lang", language).split())
    assert best in told
    assert pair in told


def test_of_every_two_choices_the_better_one_on_average_is_named_first(capsys):
    told = " ".join(printed(capsys, "compare", EXAMPLE, "--lang", "en").split())
    assert "Welding cobot ends better than doing nothing in 45 of 100 futures; on average +€3,800" in told
    assert "on average −€" not in told[told.index("Two by two") :]


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


def test_on_whose_word_it_rests_is_told(capsys):
    (found,) = json.loads(printed(capsys, "drivers", EXAMPLE, "cobot", "--json"))["candidates"]
    scenario = read_scenario(EXAMPLE)
    made = sources(scenario, drivers(evaluate(scenario), 0), tornado(scenario, 0))
    assert [(each["by"], each["figures"], each["variance_share"]) for each in found["sources"]] == [
        (each.by, each.figures, each.share) for each in made
    ]
    assert [each["npv_if_all_disappoint"] for each in found["sources"]] == [each.worst for each in made]
    told = printed(capsys, "drivers", EXAMPLE, "cobot", "--lang", "en")
    assert "Your own guesses" in told[told.index("On whose word it rests") :]


def test_what_two_figures_do_together_is_told_where_it_is_asked_for(capsys):
    found = json.loads(
        printed(capsys, "drivers", EXAMPLE, "cobot", "--two-way", "freed_share", "welding_hours", "--json")
    )
    scenario = read_scenario(EXAMPLE)
    ids = [figure.id for figure in scenario.candidates[0].inputs]
    places = [("candidates", 0, "inputs", ids.index(name)) for name in ("freed_share", "welding_hours")]
    (made,) = two_way(scenario, 0, places)
    (table,) = found["candidates"][0]["two_way"]
    assert (tuple(table["one"]), tuple(table["other"])) == (made.one, made.other)
    assert [tuple(row) for row in table["npv"]] == list(made.present)
    assert tuple(table["values_of_other"]) == made.values_of_other
    assert json.loads(printed(capsys, "drivers", EXAMPLE, "cobot", "--json"))["candidates"][0]["two_way"] == []


@pytest.mark.parametrize(
    ("language", "one", "title"),
    [
        ("nl", "deel van die uren dat echt geld bespaart", "Twee cijfers tegelijk"),
        ("en", "Share of those hours that really saves money", "Two figures at a time"),
        ("nl", "Share of those hours that really saves money", "Twee cijfers tegelijk"),
    ],
)
def test_a_figure_may_be_named_as_it_is_called_on_screen(capsys, language, one, title):
    told = printed(capsys, "drivers", EXAMPLE, "cobot", "--two-way", one, "overrun", "--lang", language)
    table = told[told.index(title) :].split("\n\n")[2].splitlines()
    assert len(table) == 2 + 5
    assert all(line.count("€") == 5 for line in table[2:])


def test_a_figure_that_only_some_candidates_have_is_told_of_those(capsys):
    found = json.loads(printed(capsys, "drivers", EXAMPLE, "--two-way", "cobot.freed_share", "overrun", "--json"))
    assert [len(each["two_way"]) for each in found["candidates"]] == [1, 0, 0]


def test_what_happens_or_does_not_has_two_values_in_such_a_table(capsys):
    found = json.loads(printed(capsys, "drivers", EXAMPLE, "sensors", "--two-way", "goes_unused", "overrun", "--json"))
    (table,) = found["candidates"][0]["two_way"]
    assert table["values_of_one"] == [0.0, 1.0]
    assert [len(row) for row in table["npv"]] == [5, 5]
    told = printed(capsys, "drivers", EXAMPLE, "sensors", "--two-way", "goes_unused", "overrun", "--lang", "en")
    assert "happens" in told[told.index("Two figures") :]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (("nothing_of_it", "overrun"), "There is no figure “nothing_of_it” that differs from future to future."),
        (("arm_price", "overrun"), "There is no figure “arm_price” that differs from future to future."),
        (("overrun", "overrun"), "“overrun” is named twice."),
    ],
)
def test_what_is_no_two_figures_is_wrong_use_and_says_which_there_are(capsys, typed, says):
    assert main(["drivers", EXAMPLE, "cobot", "--two-way", *typed, "--lang", "en"]) == 2
    captured = capsys.readouterr()
    told = " ".join(captured.err.split())
    assert says in told
    assert captured.out == ""
    if "no figure" in says:
        assert "freed_share: Share of that work without a welder beside it" in told
        assert "arm_price:" not in told


def test_one_figure_alone_is_wrong_use_in_the_language_that_was_asked_for(capsys):
    assert main(["drivers", EXAMPLE, "--two-way", "overrun", "--lang", "nl"]) == 2
    assert "achter --two-way ontbreekt een waarde" in capsys.readouterr().err


def test_figures_of_two_candidates_have_no_table_together(capsys):
    typed = ("cobot.freed_share", "goes_unused")
    assert main(["drivers", EXAMPLE, "--two-way", *typed, "--lang", "en"]) == 2
    assert "No candidate is calculated with both" in capsys.readouterr().err


def test_a_name_that_two_figures_have_is_asked_about_by_their_ids(capsys, tmp_path):
    scenario = read_scenario(EXAMPLE)
    ids = [figure.id for figure in scenario.candidates[0].inputs]
    same = {("candidates", 0, "inputs", ids.index(name), "label"): "Uren" for name in ("freed_share", "welding_hours")}
    path = str(tmp_path / "same.roi.json")
    write_scenario(path, replaced_all(scenario, same))
    assert main(["drivers", path, "cobot", "--two-way", "uren", "overrun", "--lang", "nl"]) == 2
    told = " ".join(capsys.readouterr().err.split())
    assert "Meer dan één cijfer heet ‘uren’. Schrijf welding_hours of freed_share." in told


def test_every_key_is_described(capsys, tmp_path):
    path = str(tmp_path / "two.roi.json")
    write_scenario(path, begun(["cobot_cell", "edi_supply_chain_ordering"], "2027-01"))
    documents = [
        json.loads(printed(capsys, "compare", path, "--json")),
        json.loads(
            printed(capsys, "drivers", path, "cobot_cell", "--two-way", "freed_share", "own_hour_cost", "--json")
        ),
    ]
    assert {key for key in _keys(documents) if f"`{key}`" not in PAGE} == set()


def _keys(found):
    if isinstance(found, dict):
        return set(found) | {key for each in found.values() for key in _keys(each)}
    return {key for each in found for key in _keys(each)} if isinstance(found, list) else set()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_drivers_in_words_say_what_may_be_paid_to_find_out(capsys, language):
    told = printed(capsys, "drivers", EXAMPLE, "cobot", "--lang", language)
    label = Words(language).label(read_scenario(EXAMPLE).candidates[0].inputs[10].label)
    assert label in told.replace("\n", " ")
    assert {"nl": "hooguit", "en": "at most"}[language] in told


def test_whether_it_fails_is_not_what_to_find_out(capsys):
    path = str(Path(EXAMPLE).parent / "robot-rented-or-bought.roi.json")
    told = " ".join(printed(capsys, "drivers", path, "--lang", "en").split())
    assert "Most worth finding out is: Share of these hours without anybody" in told


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
    figure = "Share of that work without a welder beside it"
    assert f"{figure}. May cost €16,900 at most, costs some €990 (assumed): worth it." in told
    assert "How to find out" not in printed(capsys, "drivers", EXAMPLE, "sensors", "--lang", "en")


def test_where_other_figures_than_the_strongest_turn_the_answer_is_told_too(capsys):
    told = " ".join(printed(capsys, "drivers", EXAMPLE, "cobot", "--lang", "en").split())
    assert "These turn it too: · " in told
    assert "Useful life (now 9 years): nothing left at 6.87 years" in told
    (found,) = json.loads(printed(capsys, "drivers", EXAMPLE, "cobot", "--json"))["candidates"]
    assert len(found["break_even"]) > 20
    told = " ".join(printed(capsys, "drivers", EXAMPLE, "sensors", "--lang", "en").split())
    assert "figures turn nothing: no value of theirs does it." in told
