"""The examples that ship with the program: complete, explained, and right for the shop floor."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from roitool.evaluate import evaluate
from roitool.scenario.base_figures import base_figures
from roitool.scenario.check import check
from roitool.scenario.data import example_bytes, example_names
from roitool.scenario.file import scenario_bytes, scenario_from_bytes
from roitool.scenario.formula import loose_constants, parse
from roitool.scenario.inputs import Input
from roitool.scenario.references import formulas, names_in
from roitool.scenario.scenario import Scenario

EXPLANATION = Path(__file__).parents[2] / "docs" / "examples.md"
TEXTS = {"title", "note", "label"}

EXAMPLES = (
    "machine-sensors",
    "mes-with-interfaces",
    "robot-rented-or-bought",
    "three-candidates",
    "uptime-contract",
    "welding-cobot",
)

every_example = pytest.mark.parametrize("name", EXAMPLES)


def example(name: str) -> Scenario:
    return scenario_from_bytes(example_bytes(name))


def inputs(scenario: Scenario) -> tuple[Input, ...]:
    return (*scenario.inputs, *(figure for candidate in scenario.candidates for figure in candidate.inputs))


def texts(part: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every text that a person reads, with its place."""
    if isinstance(part, list):
        for position, item in enumerate(part):
            yield from texts(item, f"{place}.{position}")
    elif isinstance(part, dict):
        for key, value in part.items():
            if key in TEXTS:
                yield f"{place}.{key}", value
            else:
                yield from texts(value, f"{place}.{key}")


def base_case(scenario: Scenario) -> dict[str, float]:
    return base_figures(scenario.candidates[0], base_figures(scenario))


def test_these_examples_ship_with_the_program() -> None:
    assert example_names() == EXAMPLES


@every_example
def test_an_example_is_stored_as_the_program_would_save_it(name: str) -> None:
    assert scenario_bytes(example(name)) == example_bytes(name)


@every_example
def test_an_example_has_no_problems_and_no_warnings(name: str) -> None:
    assert check(example(name)) == ()


@every_example
def test_every_text_of_an_example_is_there_in_both_languages(name: str) -> None:
    found = list(texts(json.loads(example_bytes(name))))
    assert len(found) > 80
    for place, text in found:
        assert set(text) == {"nl", "en"}, place
        assert all(text.values()), place
        assert text["nl"] != text["en"], place


@every_example
def test_every_figure_of_an_example_says_who_says_so_and_why(name: str) -> None:
    for figure in inputs(example(name)):
        evidence = figure.evidence
        assert evidence.note, figure.id
        if evidence.by == "reference":
            assert evidence.source, figure.id
            assert evidence.confidence, figure.id
        else:
            assert evidence.date, figure.id


@every_example
def test_every_source_of_an_example_is_listed_in_its_explanation(name: str) -> None:
    explanation = EXPLANATION.read_text(encoding="utf-8")
    keys = {key for figure in inputs(example(name)) for key in figure.evidence.source.split(" | ") if key}
    assert keys >= {"judgement", "cbs"}
    assert [key for key in sorted(keys) if f"| `{key}` |" not in explanation] == []


@every_example
def test_every_figure_of_an_example_is_used(name: str) -> None:
    scenario = example(name)
    used = {figure for field in formulas(scenario) for figure in names_in(field.text)}
    used |= {candidate.overrun for candidate in scenario.candidates if candidate.overrun}
    derived = {figure.id for candidate in scenario.candidates for figure in candidate.derived}
    assert {figure.id for figure in inputs(scenario)} | derived == used


@every_example
def test_no_formula_of_an_example_hides_a_number_that_should_be_a_figure(name: str) -> None:
    assert [field.place for field in formulas(example(name)) if loose_constants(parse(field.text))] == []


@every_example
def test_no_share_or_chance_of_an_example_leaves_0_to_1_in_any_future(name: str) -> None:
    scenario = example(name)
    shares = {field.text for field in formulas(scenario) if field.bound.kind in {"share", "chance"}}
    shares |= {
        figure.id for figure in inputs(scenario) if figure.id in {"freed_share", "cashable_share", "availability"}
    }
    found = [figure for figure in inputs(scenario) if figure.id in shares]
    assert len(found) >= 2
    for figure in found:
        lowest, highest = figure.quantity.quantile(np.array([1e-12, 1 - 1e-12]))
        assert 0 <= lowest < 1, figure.id
        assert 0 < highest <= 1, figure.id


@every_example
def test_what_grows_grows_by_a_share_per_year(name: str) -> None:
    scenario = example(name)
    unit = {figure.id: figure.unit for figure in inputs(scenario)}
    growths = [field.text for field in formulas(scenario) if field.bound.kind == "growth"]
    assert len(growths) >= 4
    assert {unit[growth] for growth in growths} == {"share/year"}


@every_example
def test_every_example_is_about_the_same_company(name: str) -> None:
    # Three candidates know more of it: how far months differ, its debt, a commitment, a customer who may leave.
    scenario, cobot = example(name), example("welding-cobot")
    assert scenario.inputs[: len(cobot.inputs)] == cobot.inputs
    known = {"volatility", "commitments", "debt_service_per_year"}
    assert scenario.company.model_dump(exclude=known) == cobot.company.model_dump(exclude=known)
    assert (scenario.start, scenario.hurdle_rate) == (cobot.start, cobot.hurdle_rate)


def test_two_of_the_three_candidates_are_those_of_their_own_files() -> None:
    cobot, sensors, ordering = example("three-candidates").candidates
    assert (cobot,) == example("welding-cobot").candidates
    assert (sensors,) == example("machine-sensors").candidates
    assert [averted.line for averted in ordering.averts] == ["customer_gone"]


def test_the_cobot_frees_welding_hours_less_those_for_programming() -> None:
    # 48 h a week for 46 weeks, half of it freed, 94 % of the time; 20 new parts of 4 h each.
    figures = base_case(example("welding-cobot"))
    assert figures["hours_freed"] == pytest.approx(2_208 * 0.47 - 80)
    assert figures["cell_price"] == pytest.approx(33_000 + 14_400 + 15_000 + 4_000)
    assert figures["go_live"] == pytest.approx(4.6)


def test_the_sensors_gain_hours_on_the_bottlenecks_and_cost_a_fee_on_every_machine() -> None:
    # 4 points of 3 x 2 400 h; 6 machines of 100 and 3 people of 60 euros a month.
    figures = base_case(example("machine-sensors"))
    assert figures["hours_gained"] == pytest.approx(288)
    assert figures["subscription"] == pytest.approx(780)
    assert figures["life"] == pytest.approx(6)


def test_the_robot_frees_hours_of_the_two_shifts_and_runs_on_into_the_night() -> None:
    # 3 500 h, 60 % freed, 93 % of the time, less 22 new parts of 4 h; 1.5 h on 230 days, 93 % of the time.
    figures = base_case(example("robot-rented-or-bought"))
    assert figures["hours_freed"] == pytest.approx(1_953 - 88)
    assert figures["extra_hours"] == pytest.approx(320.85)
    assert figures["cell_price"] == pytest.approx(118_000)


def test_the_mes_takes_off_the_promises_once() -> None:
    # 6 % of 32 000 h promised, and 800 in the office; 60 % of it comes true.
    figures = base_case(example("mes-with-interfaces"))
    assert figures["hours_saved"] == pytest.approx(1_152)
    assert figures["office_hours_saved"] == pytest.approx(480)
    (candidate,) = example("mes-with-interfaces").candidates
    savings = [field.text for field in formulas(example("mes-with-interfaces")) if "realisation" in field.text]
    assert all(text.count("realisation") == 1 and "hours_saved" not in text for text in savings)
    assert len(savings) == sum(line.kind == "saving" for line in candidate.lines)


def test_digital_orders_free_the_hours_of_the_lines_that_come_in_digitally() -> None:
    # 42 % of 8 600 lines, 7 minutes each.
    scenario = example("three-candidates")
    figures = base_figures(scenario.candidates[2], base_figures(scenario))
    assert figures["hours_freed"] == pytest.approx(3_612 * 7 / 60)
    assert figures["customer_leaves"] == 0


@pytest.mark.parametrize(
    ("name", "mean"),
    [
        ("welding-cobot", 0.09),
        ("machine-sensors", 0.17),
        ("robot-rented-or-bought", 0.17),
        ("mes-with-interfaces", 0.25),
        ("uptime-contract", 0.44),
    ],
)
def test_the_overrun_of_an_example_has_the_published_mean_of_its_class(name: str, mean: float) -> None:
    overrun = next(figure for figure in example(name).candidates[0].inputs if figure.id == "overrun")
    assert overrun.quantity.mean() == pytest.approx(mean, abs=0.006)


@pytest.mark.parametrize(
    ("name", "heading", "outcomes"),
    [
        ("three-candidates", "Three candidates, and doing nothing", ["not_now_cash", "no", "go"]),
        ("welding-cobot", "Welding cobot, paid by loan", ["find_out_first"]),
        ("machine-sensors", "Machine sensors, on a subscription", ["no"]),
        ("robot-rented-or-bought", "Robot cell, bought, leased or rented", ["go_pay_differently"]),
        ("mes-with-interfaces", "MES with interfaces", ["no"]),
        ("uptime-contract", "Own product on an uptime contract", ["no"]),
    ],
)
def test_the_explanation_of_an_example_tells_what_the_program_answers(
    name: str, heading: str, outcomes: list[str]
) -> None:
    answers = evaluate(example(name)).candidates
    section = EXPLANATION.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    section = section.replace("themselves", "itself")
    assert [answer.verdict.outcome.value for answer in answers] == outcomes
    for answer in answers:
        assert f"€ {abs(answer.base.npv) / 1_000:.0f} 000" in section
        assert f"€ {abs(answer.npv.mean.value) / 1_000:.0f} 000" in section
        assert f"itself back in {100 * answer.chance_npv.value:.0f} of 100" in section
        for way in answer.ways if len(answer.ways) > 2 else ():
            assert f"| {1_000 * way.bank.added_short.value:.0f} |" in section


@pytest.mark.parametrize(
    ("name", "fixed", "told"),
    [
        ("welding-cobot", {"cashable_share": 0.8}, "itself back in 66 of 100"),
        ("three-candidates", {"customer_leaves": 0}, "€ 27 000 on average, but earn itself back in only 71 of 100"),
        ("mes-with-interfaces", {"realisation": 1, "cashable_share": 1}, "€ 248 000 on average"),
        ("mes-with-interfaces", {"realisation": 1}, "still lose € 5 000"),
        ("mes-with-interfaces", {"cashable_share": 0.8}, "it would bring € 12 000"),
        (
            "mes-with-interfaces",
            {"erp_interface_price": 0, "machines_on_standard": 0, "machines_on_their_own": 0},
            "it would lose € 24 000",
        ),
        (
            "uptime-contract",
            {"failure_chance": 0, "fee": 1_900, "replaces_share": 0.1},
            "it would lose € 38 000 on average",
        ),
        (
            "uptime-contract",
            {"failure_chance": 0, "fee": 1_900, "replaces_share": 0.1, "churn": 0.03},
            "would it bring € 188 000",
        ),
    ],
)
def test_a_what_if_of_the_explanation_is_what_the_program_answers(
    name: str, fixed: dict[str, float], told: str
) -> None:
    answer = evaluate(with_fixed(name, fixed)).candidates[-1]
    assert told in EXPLANATION.read_text(encoding="utf-8")
    numbers = [float(number.replace(" ", "")) for number in re.findall(r"\d+(?: \d{3})?", told)]
    found = {round(abs(answer.npv.mean.value), -3), round(100 * answer.chance_npv.value)}
    assert found & set(numbers) == set(numbers) - {100}


def test_the_robot_that_never_works_costs_by_way_of_paying_what_the_explanation_says() -> None:
    (answer,) = evaluate(with_fixed("robot-rented-or-bought", {"failure_chance": 1})).candidates
    advantages = [round(way.advantage.mean.value, -2) for way in answer.ways]
    assert advantages[:3] == [0, -700, -2_700]
    assert [round(advantage, -3) for advantage in advantages[3:]] == [-25_000, 7_000]
    section = EXPLANATION.read_text(encoding="utf-8")
    assert all(f"| {cell} |" in section for cell in ("−€ 700", "−€ 2 700", "−€ 25 000", "+€ 7 000"))


def test_two_of_three_candidates_together_come_to_what_the_explanation_says() -> None:
    evaluation = evaluate(example("three-candidates"), together=(("cobot", "ordering"),))
    (found,) = evaluation.together
    section = EXPLANATION.read_text(encoding="utf-8")
    assert "bring € 66 000 on average, some € 800 less than apart" in section
    assert (round(found.npv.mean.value, -3), round(found.difference.value, -2)) == (66_000, -800)
    alone, together = evaluation.candidates[0].paid.bank.added_short, found.bank.added_short
    assert "in 3 of 100 futures, where the cobot alone made it 9" in section
    assert (round(100 * together.value), round(100 * alone.value)) == (3, 9)


def with_fixed(name: str, fixed: dict[str, float]) -> Scenario:
    """Return an example with some of its figures held at one value."""
    document = json.loads(example_bytes(name))
    for figures in (document["inputs"], *(candidate["inputs"] for candidate in document["candidates"])):
        for figure in figures:
            if figure["id"] in fixed:
                figure["quantity"] = {"kind": "fixed", "value": fixed[figure["id"]]}
    return scenario_from_bytes(json.dumps(document).encode())
