"""From nothing to a scenario on the command line: templates, new, readiness, both views; exit codes 0, 1 and 2."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from roitool.cli import main, starting
from roitool.evaluate import evaluate
from roitool.evaluate.why import why
from roitool.exports.as_json import evaluation_json
from roitool.scenario import shipped as shipped_files
from roitool.scenario.data import template, template_ids
from roitool.scenario.file import read_scenario, write_scenario
from roitool.scenario.quantities import Fixed, Range
from roitool.scenario.scenario import NamedRegime
from roitool.wording.quantities import figure_text
from roitool.wording.words import Words
from tests.builder import document_of, line, opened
from tests.builder import figure as built

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roitool.scenario.scenario import Scenario


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "mine.roi.json"


def shown(capsys: pytest.CaptureFixture[str]) -> str:
    """Return everything that was written, on one line."""
    captured = capsys.readouterr()
    # Only a path is never broken.
    lines = [line for line in (captured.out + captured.err).splitlines() if os.sep not in line and ".json" not in line]
    assert max(map(len, [*lines, ""])) <= 80
    return " ".join((captured.out + captured.err).split())


def new(out: Path, *arguments: str, language: str = "en") -> int:
    return main(["new", *arguments, "--out", str(out), "--lang", language])


def figure(scenario: Scenario, name: str) -> object:
    inputs = (*scenario.inputs, *(item for candidate in scenario.candidates for item in candidate.inputs))
    return next(item.quantity for item in inputs if item.id == name)


@pytest.mark.parametrize(("language", "says"), [("nl", "roitool new NAAM"), ("en", "roitool new NAME")])
def test_templates_are_listed_and_one_is_told_of(language, says, capsys) -> None:
    assert main(["templates", "--lang", language]) == 0
    text = shown(capsys)
    assert says in text
    assert all(name in text for name in template_ids())
    assert main(["templates", "cobot_cell", "--lang", language]) == 0
    assert "(covered_hours)" in shown(capsys)


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("nl", "Zo komt u het te weten, voordat u kiest: · Een proefweek met een gehuurde cobot, op uw eigen werk."),
        ("en", "How to find out, before you choose: · A trial week with a hired cobot, on your own work."),
    ],
)
def test_the_page_of_a_template_tells_how_its_figures_are_learnt_and_what_that_costs(language, says, capsys) -> None:
    assert main(["templates", "cobot_cell", "--lang", language]) == 0
    told, words = shown(capsys), Words(language)
    assert says in told
    for item in template("cobot_cell").learning:
        assert words.label(item.how) in told
        assert " ".join(words.money(item.cost, "EUR").split()) in told
    assert words.text("templates.learning_judged") in told


@pytest.mark.parametrize("command", [["templates", "moonshot"], ["new", "moonshot", "--out"]])
def test_an_unknown_template_is_refused_plainly_with_what_may_be_meant(command, out, capsys) -> None:
    arguments = [*command, str(out)] if command[-1] == "--out" else command
    assert main([*arguments, "--lang", "en"]) == 1
    assert shown(capsys) == "There is no template “moonshot”. All templates: roitool templates."
    alike = [argument.replace("moonshot", "cobot") for argument in arguments]
    assert main([*alike, "--lang", "nl"]) == 1
    assert shown(capsys).startswith("Een sjabloon ‘cobot’ is er niet. Bedoelt u cobot_cell?")
    assert not out.exists()


def test_a_part_of_a_name_is_enough_to_be_shown_the_template(capsys) -> None:
    assert main(["templates", "edi", "--lang", "nl"]) == 1
    assert "Bedoelt u edi_supply_chain_ordering" in shown(capsys)


def test_the_start_may_be_typed_as_people_say_it(out) -> None:
    assert new(out, "erp", "--answer", "start=juni 2031") == 0
    scenario = read_scenario(out)
    assert scenario.start == "2031-06"
    assert [other.year for other in scenario.company.other_investments] == [2031, 2032]


def test_a_sole_trader_answers_with_a_tax_rate_of_the_own(out, capsys) -> None:
    assert new(out, "cobot_cell", "--answer", "tax_rate=37.5%", "regime=nl-2026") == 0
    assert read_scenario(out).regime == NamedRegime(id="nl-2026", rate=0.375)
    assert "37.5% (was not filled in)" in shown(capsys)


def test_what_was_understood_is_told_with_what_stood_there(out, capsys) -> None:
    answers = ["arm_price=35000", "cashable_share=60%", "hurdle_rate=12", "readiness.data=2", "title=Onze cobot"]
    assert new(out, "cobot_cell", "--answer", *answers, "horizon_years=5", "regime=nl-2025", language="nl") == 0
    text = shown(capsys).replace("\N{NO-BREAK SPACE}", " ")
    item = next(each for each in read_scenario(out).candidates[0].inputs if each.id == "arm_price")
    assert f"{item.label.nl}: € 35.000 (was € " in text
    assert "Rendementseis: 12% (was 10%)" in text
    assert "Gereedheid › gegevens: 2 (was niet ingevuld)" in text
    assert "Titel: ‘Onze cobot’ (was ‘Cobot’)" in text
    assert "Jaren die meetellen: 5 (was 8)" in text
    assert "anders is die bij een late levering niet binnen 5 jaar afgelopen" in text
    assert "klopt dit?" not in text
    assert item.evidence.by == "guess"
    assert main(["evaluate", str(out), "--trials", "1"]) == 0


@pytest.mark.parametrize(("answer", "asked"), [("1500000", True), ("100", True), ("40000", False)])
def test_a_figure_far_outside_its_reference_range_is_asked_about(answer, asked, out, capsys) -> None:
    assert new(out, "cobot_cell", "--answer", f"arm_price={answer}") == 0
    assert ("far outside what is usual, is this right?" in shown(capsys)) == asked


def test_what_to_answer_first_stands_under_each_plan_with_the_name_that_works(out, capsys) -> None:
    assert new(out, "cobot_cell", "cobot_cell", "--answer", "cobot_cell.covered_hours=30", language="nl") == 0
    text = shown(capsys)
    assert "Cobot › Werk dat de cobot kan overnemen: 30 uur/week (was 40" in text.partition("Van de")[0]
    assert text.count("(hired_hour_cost)") == 1
    assert text.index("Voor het hele bedrijf") < text.index("(hired_hour_cost)") < text.index("Cobot 2 ·")
    names = re.findall(r"\(([a-z0-9_.]+)\)", text.partition("Vul dit")[2])
    assert "cobot_cell_2.covered_hours" in names
    assert "cobot_cell.covered_hours" not in names
    # Every one of them is taken as an answer.
    assert new(out, "cobot_cell", "cobot_cell", "--force", "--answer", *(f"{name}=5" for name in names)) == 0


def test_a_bare_name_gets_the_ending_of_a_scenario_file(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    assert new(Path("c1"), "erp") == 0
    assert "Made: c1.roi.json" in shown(capsys)
    assert new(Path("c1"), "erp") == 1
    assert new(Path("two words.json"), "erp") == 0
    assert 'roitool evaluate "two words.json" --view both' in shown(capsys)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c1.roi.json", "two words.json"]


def test_a_long_path_is_told_on_one_line(tmp_path, capsys) -> None:
    out = tmp_path / ("a folder with a long name " * 4).strip() / "mine.roi.json"
    out.parent.mkdir()
    assert new(out, "erp") == 0
    assert f"Made: {out}" in capsys.readouterr().out.splitlines()


def test_a_long_path_that_is_refused_is_told_on_one_line(tmp_path, capsys) -> None:
    gone = tmp_path / ("a folder with a long name " * 4).strip() / "gone.roi.json"
    assert main(["readiness", str(gone), "--lang", "nl"]) == 1
    first, *others = capsys.readouterr().err.splitlines()
    assert str(gone) in first
    assert others == ["Controleer de naam en de map."]


def test_one_of_a_thing_is_told_in_the_singular() -> None:
    item = opened(
        document_of(line("saving", "1"), whole={"inputs": [built("shifts", 1.0) | {"unit": "shifts"}]})
    ).inputs
    words = Words("nl")
    assert figure_text(item[0], "EUR", words) == "1 ploeg"
    assert figure_text(item[0].model_copy(update={"quantity": Fixed(value=2.0)}), "EUR", words) == "2 ploegen"


@pytest.mark.parametrize(("language", "says"), [("nl", "Vul dit het eerst in"), ("en", "Fill this in first")])
def test_a_new_scenario_can_be_decided_and_says_what_to_answer_first(language, says, out, capsys) -> None:
    assert new(out, "cobot_cell", "erp", language=language) == 0
    text = shown(capsys)
    assert says in text
    assert "roitool evaluate" in text
    scenario = read_scenario(out)
    assert [candidate.id for candidate in scenario.candidates] == ["cobot_cell", "erp"]
    assert main(["check", str(out), "--lang", language]) == 0


def test_a_new_scenario_starts_next_month(out, monkeypatch) -> None:
    for day, month in [((2026, 12, 31), "2027-01"), ((2027, 1, 31), "2027-02"), ((2028, 2, 1), "2028-03")]:
        monkeypatch.setattr(starting, "_today", lambda day=day: dt.date(*day))
        assert new(out, "erp", "--force") == 0
        assert read_scenario(out).start == month


def test_answers_take_the_place_of_reference_figures(out, monkeypatch, capsys) -> None:
    monkeypatch.setattr(starting, "_today", lambda: dt.date(2026, 5, 4))
    answers = ["covered_hours=30-40-55", "hurdle_rate=8", "start=2031-02", "readiness.process=2", "title=Our cobot"]
    assert new(out, "cobot_cell", "--answer", *answers, "--answer", "working_weeks=44") == 0
    scenario = read_scenario(out)
    covered = figure(scenario, "covered_hours")
    assert isinstance(covered, Range)
    assert (covered.low, covered.likely, covered.high) == (30, 40, 55)
    assert figure(scenario, "working_weeks") == Fixed(value=44.0)
    assert (scenario.title, scenario.hurdle_rate, scenario.start) == ("Our cobot", 0.08, "2031-02")
    # Other investments are those of the first two years, whichever those are.
    assert [other.year for other in scenario.company.other_investments] == [2031, 2032]
    assert scenario.readiness is not None
    assert scenario.readiness.process == 2
    dates = {item.evidence.date for item in scenario.candidates[0].inputs if item.evidence.by == "guess"}
    assert dates == {"2026-05-04"}
    # What is answered is not asked again.
    assert "(covered_hours)" not in shown(capsys)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["--answer", "covered=1"], 2, "there is no figure covered. Do you mean"),
        (["--answer", "covered_hours=many"], 2, "“many” is no answer"),
        (["--answer", "covered_hours=-5"], 2, "it is at least 0"),
        (["--answer", "covered_hours"], 2, "must be a name, an = and a value"),
        (["--answer", "=5"], 2, "must be a name, an = and a value"),
        (["--answer", "readiness.data=9"], 1, "Here stands 9; it may be 5 at most."),
        (["--answer", "covered_hours=55-40-30"], 1, "40 is more than"),
        (["--answer", "start=tomorrow"], 2, "tomorrow"),
        (["--answer", "regime=mars-2026"], 1, "mars-2026"),
        (["--from-quote", "price=85000"], 2, "the promise lacks saving"),
        (["--from-quote", "price=0", "saving=1"], 2, "price must be more than 0"),
        (["--from-quote", "price=1", "saving=1", "colour=1"], 2, "colour"),
    ],
)
def test_what_cannot_be_used_is_refused_and_nothing_is_written(arguments, code, says, out, capsys) -> None:
    assert new(out, "cobot_cell", *arguments) == code
    assert says in shown(capsys)
    assert not out.exists()


def test_a_figure_of_two_candidates_has_to_be_named_in_full(out, capsys) -> None:
    assert new(out, "cobot_cell", "cobot_cell", "--answer", "covered_hours=30") == 2
    assert "Write cobot_cell.covered_hours or cobot_cell_2.covered_hours." in shown(capsys)
    assert new(out, "cobot_cell", "cobot_cell", "--answer", "cobot_cell_2.covered_hours=30") == 0
    one, other = read_scenario(out).candidates
    quantities = [next(item.quantity for item in each.inputs if item.id == "covered_hours") for each in (one, other)]
    assert isinstance(quantities[0], Range)
    assert quantities[1] == Fixed(value=30.0)


@pytest.mark.parametrize(("language", "says"), [("nl", "is er al"), ("en", "is there already")])
def test_a_file_that_is_there_stays_as_it_is_unless_it_may_be_written_over(language, says, out, capsys) -> None:
    out.write_bytes(b"precious")
    assert new(out, "erp", language=language) == 1
    assert says in shown(capsys)
    assert out.read_bytes() == b"precious"
    assert new(out, "erp", "--force", "--answer", "no_such=1", language=language) == 2
    assert out.read_bytes() == b"precious"
    assert new(out, "erp", "--force", language=language) == 0
    assert read_scenario(out).candidates[0].id == "erp"


@pytest.mark.parametrize(("language", "says"), [("nl", "map"), ("en", "folder")])
def test_a_place_that_cannot_be_written_to_is_told(language, says, tmp_path, capsys) -> None:
    assert new(tmp_path / "gone" / "mine.roi.json", "erp", language=language) == 1
    assert says in shown(capsys)
    assert new(tmp_path, "erp", "--force", language=language) == 1
    assert says in shown(capsys)
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    if os.access(locked, os.W_OK):
        return
    assert new(locked / "mine.roi.json", "erp", language=language) == 1
    assert str(locked) in shown(capsys).replace(" ", "")


@pytest.mark.parametrize(("language", "says"), [("nl", "23,9 maanden"), ("en", "23.9 months")])
def test_a_promise_is_held_against_the_light_and_kept_in_the_file(language, says, out, capsys) -> None:
    stated = ["price=85000", "saving=45760", "running=3000", "payback=24"]
    assert new(out, "cobot_cell", "--from-quote", *stated, language=language) == 0
    text = shown(capsys)
    assert text.count(says) == 2
    assert ("That is what the supplier says" in text) == (language == "en")
    legend = "boven 10% per jaar." if language == "nl" else "above 10% a year."
    assert legend in text
    assert ("zonder dat lonen stijgen" if language == "nl" else "without rising wages") in text
    scenario = read_scenario(out)
    assert figure(scenario, "quoted_price") == Fixed(value=85_000.0)
    assert {item.evidence.by for item in scenario.candidates[0].inputs if item.id == "promised_saving"} == {"quote"}
    assert main(["check", str(out), "--lang", language]) == 0


def test_a_promise_that_does_not_follow_from_its_amounts_is_told(out, capsys) -> None:
    assert new(out, "cobot_cell", "--from-quote", "price=150000", "saving=89400", "payback=12") == 0
    text = shown(capsys)
    assert "back in 20.1 months" in text
    assert "The supplier says 12 months; that does not follow from these amounts." in text.replace("12.0", "12")


def test_readiness_asks_and_tells_what_the_answers_of_a_file_change(out, capsys) -> None:
    assert main(["readiness", "--lang", "nl"]) == 0
    assert "Hoe klaar is het bedrijf hiervoor?" in shown(capsys)
    assert new(out, "erp", "--answer", "readiness.people=0") == 0
    shown(capsys)
    assert main(["readiness", str(out), "--lang", "en"]) == 0
    assert "→ 0 Nobody" in shown(capsys)
    assert main(["readiness", str(out.with_name("gone")), "--lang", "en"]) == 1
    assert shown(capsys).startswith("There is no such file")


def test_readiness_suggests_where_to_begin(out, capsys) -> None:
    answers = [f"readiness.{name}=2" for name in ("process", "data", "people", "finance", "connectivity")]
    assert new(out, "erp", "--answer", *answers) == 0
    shown(capsys)
    assert main(["readiness", str(out), "--lang", "nl"]) == 0
    text = shown(capsys)
    assert "Past nu, het goedkoopste eerst: Geprinte stukken kopen (€ 7.600 – 22.000)" in text
    assert "Welke antwoorden een investering nodig heeft, is een oordeel" in text
    assert main(["readiness", str(out), "--json"]) == 0
    suggested = {each["template"]: each["short"] for each in json.loads(capsys.readouterr().out)["suggestions"]}
    assert sorted(suggested) == list(template_ids())
    assert suggested["cobot_cell"] == []
    assert {"question": "people", "given": 2, "needed": 3} in suggested["erp"]


@pytest.fixture
def planned(out: Path) -> tuple[Path, Scenario]:
    lines = line("investment", "100000"), line("saving", "60000")
    scenario = opened(document_of(*lines, timing=("6", "0", "30"), reference={"class_id": "it_integration"}))
    write_scenario(out, scenario)
    return out, scenario


def test_each_view_can_be_asked_for_and_inside_is_the_plain_answer(planned, capsys) -> None:
    path, scenario = planned
    texts = {}
    for view in ("inside", "outside", "both"):
        assert main(["evaluate", str(path), "--view", view, "--json"]) == 0
        texts[view] = json.loads(capsys.readouterr().out)
    evaluation = evaluate(scenario)
    assert texts["inside"] == json.loads(evaluation_json(evaluation, [why(evaluation, 0)]))
    assert (texts["both"]["inside"], texts["both"]["outside"]) == (texts["inside"], texts["outside"])
    assert texts["outside"]["candidates"][0]["npv"] != texts["inside"]["candidates"][0]["npv"]


@pytest.mark.parametrize(("language", "title"), [("nl", "zoals het gaat"), ("en", "as it goes")])
def test_both_views_are_told_side_by_side(planned, language, title, capsys) -> None:
    assert main(["evaluate", str(planned[0]), "--view", "both", "--lang", language]) == 0
    assert title in shown(capsys)
    assert main(["evaluate", str(planned[0]), "--view", "outside", "--lang", language]) == 0
    assert capsys.readouterr().out.splitlines()[0] in {
        "Zoals zulke projecten doorgaans lopen",
        "As such projects usually go",
    }


def test_another_view_is_wrong_use(planned) -> None:
    assert main(["evaluate", str(planned[0]), "--view", "sideways"]) == 2


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a copy of the data that the program reads instead of its own."""
    copied = tmp_path / "scenarios"
    shutil.copytree(str(files("scenarios")), copied)
    monkeypatch.setattr(shipped_files, "folder", lambda name: copied / name)
    shipped_files._read.cache_clear()
    yield copied
    shipped_files._read.cache_clear()


COMMANDS = [
    ("reference/company.roi.json", ["new", "erp", "--out", "OUT"]),
    ("reference/classes.json", ["new", "erp", "--out", "OUT"]),
    ("reference/classes.json", ["evaluate", "PLAN", "--view", "both"]),
    ("reference/classes.json", ["check", "PLAN"]),
    ("reference/readiness.json", ["readiness"]),
    ("reference/readiness.json", ["evaluate", "READY", "--view", "outside"]),
]


@pytest.mark.parametrize(("path", "command"), COMMANDS)
def test_a_missing_data_file_is_named(path, command, package, planned, tmp_path, capsys) -> None:
    (package / path).unlink()
    assert main([*placed(command, planned, tmp_path), "--lang", "en"]) == 1
    assert f"The data file {path} of the program is missing." in shown(capsys).replace("“", "").replace("”", "")
    assert not (tmp_path / "new.roi.json").exists()


@pytest.mark.parametrize(
    ("path", "command"),
    [
        *COMMANDS,
        ("templates/erp.json", ["templates"]),
        ("templates/erp.json", ["templates", "erp"]),
        ("templates/erp.json", ["new", "erp", "--out", "OUT"]),
    ],
)
def test_a_damaged_data_file_is_named_with_the_place(path, command, package, planned, tmp_path, capsys) -> None:
    (package / path).write_bytes(b'{"format": "other"}')
    assert main([*placed(command, planned, tmp_path), "--lang", "en"]) == 1
    text = shown(capsys).replace("“", "").replace("”", "")
    assert f"The data file {path} of the program is damaged, at format (unknown_choice)." in text
    assert not (tmp_path / "new.roi.json").exists()


def placed(command: list[str], planned: tuple[Path, Scenario], folder: Path) -> list[str]:
    """Return a command on files: a plan, one with an answer about readiness, and a place for a new one."""
    plan, _ = planned
    ready = folder / "ready.roi.json"
    write_scenario(ready, opened(json.loads(plan.read_bytes()) | {"readiness": {"data": 1}}))
    names = {"OUT": folder / "new.roi.json", "PLAN": plan, "READY": ready}
    return [str(names.get(part, part)) for part in command]
