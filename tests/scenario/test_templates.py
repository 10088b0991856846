"""The templates that ship: each a complete candidate whose every figure says where it comes from."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from roitool.cashflow.model import CashFlowModel
from roitool.evaluate import evaluate
from roitool.evaluate.drawn import uncertain_figures
from roitool.evaluate.drivers import drivers
from roitool.evaluate.engine import Engine
from roitool.measures.discounting import npv
from roitool.scenario.base_figures import base_figures
from roitool.scenario.beginning import begun
from roitool.scenario.check import check
from roitool.scenario.copying import copied
from roitool.scenario.data import company_frame, template, template_ids
from roitool.scenario.editing import replaced
from roitool.scenario.formula import Column, loose_constants, parse
from roitool.scenario.inputs import Input
from roitool.scenario.outside import outside_steps
from roitool.scenario.reference import reference_classes
from roitool.scenario.references import figure_places, formulas, names_in
from roitool.scenario.renaming import streams_of
from roitool.scenario.scenario import Scenario, nominal_hurdle_rate
from roitool.scenario.shipped import shipped_bytes
from roitool.scenario.technologies import technologies
from roitool.scenario.template import Template

START = "2027-01"
LONGEST_LABEL = 60
LONGEST_WAY = 90
# What projects of a class exceed their quote by on average, the cap on the dearest counted.
OVERRUN_MEANS = {"standard_equipment": 0.09, "configured_system": 0.17, "it_integration": 0.25, "novel_product": 0.44}
# Of a part of something that is divided, and of a promise in percent, a fifth more may be more than there is.
MOST = {"share": 1.0, "percent": 100.0}

KEPT = {"kept", "nothing"}

every_template = pytest.mark.parametrize("name", template_ids())


def scenario_of(*names: str) -> Scenario:
    return begun(names, START)


def all_inputs(one: Template) -> tuple[Input, ...]:
    return (*one.inputs, *one.candidate.inputs)


def translations(part: Any, place: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every text in two languages, with its place."""
    if isinstance(part, dict):
        if part.keys() & {"nl", "en"}:
            yield place, part
        else:
            for key, value in part.items():
                yield from translations(value, f"{place}.{key}")
    elif isinstance(part, list):
        for position, item in enumerate(part):
            yield from translations(item, f"{place}.{position}")


class OneAtATime:
    """The base case, in which one input after the other is low in one future and high in the next."""

    def __init__(self, inputs: tuple[Input, ...]) -> None:
        self.place = {figure.stream: 2 * position for position, figure in enumerate(inputs)}
        self.count = 2 * len(inputs)

    def values(self, inputs: Iterable[Input]) -> dict[str, Column]:
        return {figure.id: self._value(figure) for figure in inputs}

    def uniform(self, key: str) -> NDArray[np.float64]:  # noqa: ARG002 - nothing goes wrong
        return np.ones(self.count)

    def normal(self, key: str) -> NDArray[np.float64]:  # noqa: ARG002 - nothing varies by itself
        return np.zeros(self.count)

    def _value(self, figure: Input) -> NDArray[np.float64]:
        base, place = figure.quantity.base(), self.place[figure.stream]
        values = np.full(self.count, base)
        if figure.quantity.kind == "fixed":
            values[place : place + 2] = 0.8 * base, min(1.2 * base, MOST.get(figure.unit, np.inf))
        else:
            values[place : place + 2] = figure.quantity.quantile(np.array([0.1, 0.9]))
        return values


def swings(scenario: Scenario) -> dict[str, float]:
    """Return how far each input moves the NPV of the base case from low to high, for those that move it at all."""
    inputs = (*scenario.inputs, *scenario.candidates[0].inputs)
    model = CashFlowModel(scenario)
    flows = model.flows(0, model.company(OneAtATime(inputs)))
    values = npv((1 + nominal_hurdle_rate(scenario)) ** (1 / 12) - 1, flows.project)
    moved = zip(inputs, np.abs(values[1::2] - values[::2]), strict=True)
    return {figure.id: float(swing) for figure, swing in moved if swing > 0}


@every_template
def test_a_template_is_stored_as_the_model_writes_it(name: str) -> None:
    written = json.dumps(template(name).model_dump(exclude_none=True), ensure_ascii=False, indent=2) + "\n"
    assert shipped_bytes(f"templates/{name}.json") == written.encode()


@every_template
def test_a_template_and_its_candidate_are_named_after_the_file(name: str) -> None:
    one = template(name)
    assert [one.id, one.candidate.id, one.candidate.template] == [name] * 3


@every_template
def test_every_text_of_a_template_is_there_in_both_languages(name: str) -> None:
    found = list(translations(json.loads(shipped_bytes(f"templates/{name}.json"))))
    assert len(found) > 60
    for place, text in found:
        assert set(text) == {"nl", "en"}, place
        assert all(text[language].strip() for language in text), place
        # A single word may be the same in both, as Software is.
        assert text["nl"] != text["en"] or " " not in text["nl"], (place, text["nl"])


@every_template
def test_labels_of_a_template_fit_beside_their_figures(name: str) -> None:
    found = translations(json.loads(shipped_bytes(f"templates/{name}.json")))
    labels = [text for place, text in found if place.endswith((".label", ".title"))]
    long = [label for text in labels for label in text.values() if len(label) > LONGEST_LABEL]
    assert long == []


@every_template
def test_every_figure_of_a_template_says_where_it_comes_from(name: str) -> None:
    lacking = [
        figure.id
        for figure in all_inputs(template(name))
        if figure.evidence.by != "reference"
        or not (figure.evidence.note and figure.evidence.source and figure.evidence.confidence)
    ]
    assert lacking == []


@every_template
def test_random_numbers_of_a_template_are_its_own(name: str) -> None:
    one = template(name)
    streams = [*(figure.stream for figure in one.inputs), *streams_of(one.candidate)]
    assert [key for key in streams if not key.startswith(f"{name}.")] == []
    assert [key for key, times in Counter(streams).items() if times > 1] == []


@every_template
def test_a_template_names_figures_that_there_are_and_hides_none(name: str) -> None:
    one, frame = template(name), company_frame()
    shared = {figure.id for figure in (*frame.inputs, *frame.derived)}
    own = {figure.id for figure in (*all_inputs(one), *one.derived, *one.candidate.derived)}
    used = {figure for field in formulas(scenario_of(name)) for figure in names_in(field.text)}
    assert own & shared == set()
    assert used - own - shared == set()


@every_template
def test_every_figure_of_a_template_is_used(name: str) -> None:
    one = template(name)
    used = {figure for field in formulas(scenario_of(name)) for figure in names_in(field.text)}
    own = {figure.id for figure in (*all_inputs(one), *one.derived, *one.candidate.derived)}
    assert own - used - {one.candidate.overrun} == set()


@every_template
def test_no_formula_of_a_template_hides_a_number_that_should_be_a_figure(name: str) -> None:
    loose = [field.text for field in formulas(scenario_of(name)) if loose_constants(parse(field.text))]
    assert loose == []


@every_template
def test_a_scenario_from_a_template_has_nothing_that_should_be_told(name: str) -> None:
    assert check(scenario_of(name)) == ()


@every_template
def test_two_offers_of_one_technology_are_alike_but_have_fortunes_of_their_own(name: str) -> None:
    scenario = scenario_of(name, name)
    first, second = scenario.candidates
    engine = Engine(scenario)
    base = engine.base()
    one, other = (found.npv for found in engine.chunk(0, 1).candidates)

    assert check(scenario) == ()
    assert (first.id, second.id) == (name, f"{name[:38]}_2")
    assert set(streams_of(first)).isdisjoint(streams_of(second))
    assert repr(base[0]) == repr(base[1])
    assert np.mean(one != other) > 0.95


def test_all_templates_go_together() -> None:
    scenario = scenario_of(*template_ids())
    assert [candidate.id for candidate in scenario.candidates] == list(template_ids())
    assert check(scenario) == ()
    assert [answer.id for answer in evaluate(scenario, settle=False).candidates] == list(template_ids())


@every_template
def test_a_copy_equals_its_original_in_every_future(name: str) -> None:
    original, copy = evaluate(copied(scenario_of(name), 0), settle=False).candidates
    assert original.id == name != copy.id
    # By what they look like, because numbers that are not there equal nothing, not even themselves.
    moved = repr(replace(copy, id=original.id, title=original.title)).replace(
        "('candidates', 1, ", "('candidates', 0, "
    )
    assert moved == repr(original)


@every_template
def test_a_template_asks_for_figures_and_tells_of_lines_that_there_are(name: str) -> None:
    one = template(name)
    asked = [question.figure for question in one.questions]
    assert set(asked) <= figure_places(scenario_of(name), 0).keys()
    assert len(set(asked)) == len(asked)
    told = [left_out.line for left_out in one.left_out]
    assert told
    assert set(told) <= {item.id for item in (*one.candidate.lines, *one.candidate.events)}
    assert len(set(told)) == len(told)


@every_template
def test_a_template_tells_how_three_or_more_of_its_uncertain_figures_are_learnt(name: str) -> None:
    uncertain = {figure.id for _, figure in uncertain_figures(scenario_of(name), 0)}
    learning = template(name).learning
    figures = [figure for way in learning for figure in way.figures]
    assert set(figures) <= uncertain
    assert len(set(figures)) == len(figures) >= 3
    assert len({way.how for way in learning}) == len(learning)
    for way in learning:
        assert all(0 < len(text) <= LONGEST_WAY for text in (way.how.nl, way.how.en))
        assert way.how.nl != way.how.en
        # Nobody knows beforehand what finding out costs to the euro.
        assert way.cost > 0
        assert way.cost % 50 == 0


@every_template
def test_what_moves_a_template_most_can_be_learnt_or_is_chance(name: str) -> None:
    found = drivers(evaluate(scenario_of(name), settle=False), 0)
    learnt = {place for lesson in found.lessons for place in lesson.way.places}
    strongest = [driver.place for driver in found.drivers if driver.what == "figure"][:2]
    assert learnt & {*strongest}


@every_template
def test_what_a_template_asks_first_matters(name: str) -> None:
    found = swings(scenario_of(name))
    first = template(name).questions[0].figure
    assert found.get(first, 0.0) > np.median(list(found.values())), sorted(found, key=lambda each: -found[each])[:5]


@every_template
def test_a_template_overruns_as_its_class_does(name: str) -> None:
    candidate = template(name).candidate
    assert candidate.reference is not None
    (overrun,) = (figure for figure in candidate.inputs if figure.id == candidate.overrun)
    assert overrun.quantity.mean() == pytest.approx(OVERRUN_MEANS[candidate.reference.class_id], abs=0.006)
    assert candidate.reference.class_id in {each.id for each in reference_classes().classes}


@every_template
def test_the_roles_of_a_template_are_played_by_its_inputs(name: str) -> None:
    candidate = template(name).candidate
    assert candidate.reference is not None
    roles = {candidate.reference.delay, candidate.reference.realisation} - {None}
    assert roles <= {figure.id for figure in candidate.inputs}


@every_template
def test_as_such_projects_usually_go_is_how_a_template_begins(name: str) -> None:
    changed = [stand for step in outside_steps(scenario_of(name)) for stand in step.stands if stand.what not in KEPT]
    assert changed == []


@every_template
def test_the_technologies_of_a_template_are_listed(name: str) -> None:
    assert set(template(name).technologies) <= {each.number for each in technologies().technologies}


def test_the_reference_company_earns_its_wages() -> None:
    figures = base_figures(company_frame())
    assert figures["month_margin"] > figures["wages_per_month"]
    # 230 days of 8 hours.
    assert figures["machine_hours"] == figures["working_days"] * figures["shift_hours"] == 1840


@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("amr_agv", "hours_freed"),
        ("industrial_robot_cell", "hours_freed"),
        ("industrial_robot_cell", "extra_hours"),
        ("machine_monitoring", "hours_gained"),
        ("predictive_maintenance", "hours_avoided"),
    ],
)
def test_what_counts_per_shift_counts_twice_in_two(name: str, figure: str) -> None:
    scenario = scenario_of(name)
    place = [item.id for item in scenario.inputs].index("shifts")
    one, two = (
        base_figures(each.candidates[0], base_figures(each))[figure]
        for each in (scenario, replaced(scenario, ("inputs", place, "quantity", "value"), 2.0))
    )
    assert two == pytest.approx(2 * one)
    assert one > 0


@every_template
def test_no_day_or_week_of_a_template_has_more_hours_than_there_are(name: str) -> None:
    most = {"h/day": 24.0, "h/shift": 24.0, "h/week": 168.0}
    ranges = [figure for figure in all_inputs(template(name)) if figure.unit in most]
    assert [figure.id for figure in ranges if getattr(figure.quantity, "upper", None) != most[figure.unit]] == []


def test_twelve_technologies_are_listed_and_none_claims_to_be_quoted() -> None:
    listed = technologies()
    assert [each.number for each in listed.technologies] == list(range(1, 13))
    assert {each.confidence for each in listed.technologies} == {"G"}
    assert "reconstruction" in listed.note.en
    assert "reconstructie" in listed.note.nl
    assert "(EDI)" in listed.technologies[3].label.en
