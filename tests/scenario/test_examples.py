"""The examples that ship with the program: complete, explained, and right for the shop floor."""

from __future__ import annotations

import json
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

every_example = pytest.mark.parametrize("name", ["machine-sensors", "welding-cobot"])


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
    assert example_names() == ("machine-sensors", "welding-cobot")


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


def test_both_examples_are_about_the_same_company() -> None:
    cobot, sensors = example("welding-cobot"), example("machine-sensors")
    assert cobot.company == sensors.company
    assert cobot.inputs == sensors.inputs


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


@pytest.mark.parametrize(("name", "mean"), [("welding-cobot", 0.09), ("machine-sensors", 0.17)])
def test_the_overrun_of_an_example_has_the_published_mean_of_its_class(name: str, mean: float) -> None:
    overrun = next(figure for figure in example(name).candidates[0].inputs if figure.id == "overrun")
    assert overrun.quantity.mean() == pytest.approx(mean, abs=0.005)


@pytest.mark.parametrize(
    ("name", "heading", "outcome"),
    [
        ("welding-cobot", "Welding cobot, paid by loan", "not_now"),
        ("machine-sensors", "Machine sensors, on a subscription", "no"),
    ],
)
def test_the_explanation_of_an_example_tells_what_the_program_answers(name: str, heading: str, outcome: str) -> None:
    answer = evaluate(example(name)).candidates[0]
    section = EXPLANATION.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    assert answer.verdict.outcome.value == outcome
    assert f"€ {abs(answer.base.npv) / 1_000:.0f} 000" in section
    assert f"€ {abs(answer.npv.mean.value) / 1_000:.0f} 000" in section
    assert f"itself back in {100 * answer.chance_npv.value:.0f} of 100" in section.replace("themselves", "itself")
