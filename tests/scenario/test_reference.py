"""Reference classes and readiness: every figure is that of the tables they were taken from, with its source."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from roitool.errors import ScenarioError
from roitool.sampling.streams import BLOCK, uniforms
from roitool.scenario.quantities import Overrun
from roitool.scenario.reference import (
    CLASSES,
    READINESS,
    figure_label,
    mean_level,
    readiness_band,
    readiness_rules,
    reference_class,
    reference_classes,
    shifted_class,
)
from roitool.scenario.scenario import Readiness
from roitool.scenario.shipped import shipped_bytes

# Chance, minimum, index and cap of the tail; lowest, likeliest and highest of the body.
OVERRUN = {
    "standard_equipment": (0.03, 0.5, 2.5, 2.0, -0.10, 0.05, 0.30),
    "configured_system": (0.08, 0.5, 2.0, 3.0, -0.10, 0.08, 0.40),
    "it_integration": (0.15, 0.5, 1.5, 5.0, -0.15, 0.05, 0.50),
    "novel_product": (0.18, 0.5, 1.2, 6.0, -0.10, 0.15, 0.80),
}
# As published with them, the cap included, in whole per cents (25.5 % became 25 %).
MEAN_OVERRUN = {
    "standard_equipment": 0.09,
    "configured_system": 0.17,
    "it_integration": 0.25,
    "novel_product": 0.44,
}
# P5, mode and P95 of: chance of no benefit at all, delay as a share of the lead time, share of the benefits.
OTHERS = {
    "standard_equipment": ((0.02, 0.06, 0.15), (-0.05, 0.15, 0.60), (0.55, 0.80, 1.05)),
    "configured_system": ((0.05, 0.15, 0.30), (0.00, 0.25, 1.00), (0.40, 0.70, 1.00)),
    "it_integration": ((0.05, 0.15, 0.25), (0.00, 0.30, 1.20), (0.30, 0.60, 0.95)),
    "novel_product": ((0.15, 0.35, 0.60), (0.00, 0.40, 1.80), (0.20, 0.50, 1.00)),
}


def overrun_of(class_id: str) -> Overrun:
    return reference_class(class_id).overrun.quantity


def mean_of(tail: float, least: float, index: float, cap: float, low: float, likely: float, high: float) -> float:
    """Return the mean of a PERT body and a capped Pareto tail, by the closed form of that tail."""
    beyond = least * index / (index - 1) - cap ** (1 - index) * least**index / (index - 1)
    return (1 - tail) * (low + 4 * likely + high) / 6 + tail * beyond


@pytest.mark.parametrize("class_id", OVERRUN)
def test_the_figures_of_a_class_are_those_of_the_tables(class_id: str) -> None:
    found = reference_class(class_id)
    overrun = found.overrun.quantity
    assert OVERRUN[class_id] == (
        overrun.tail_probability,
        overrun.tail_minimum,
        overrun.tail_alpha,
        overrun.cap,
        overrun.body_low,
        overrun.body_likely,
        overrun.body_high,
    )
    quantities = [part.quantity for part in (found.failure, found.delay, found.realisation)]
    assert [(each.low, each.likely, each.high) for each in quantities] == list(OTHERS[class_id])
    assert {each.coverage for each in quantities} == {0.9}
    assert not found.realisation.includes_failures


@pytest.mark.parametrize("class_id", OVERRUN)
def test_the_overrun_of_a_class_has_its_published_mean(class_id: str) -> None:
    assert mean_of(*OVERRUN[class_id]) == pytest.approx(MEAN_OVERRUN[class_id], abs=0.006)
    assert overrun_of(class_id).mean() == pytest.approx(mean_of(*OVERRUN[class_id]), rel=1e-12)


@pytest.mark.parametrize("class_id", OVERRUN)
def test_drawn_futures_have_that_mean_too(class_id: str) -> None:
    drawn = np.concatenate([overrun_of(class_id).quantile(uniforms(1, class_id, chunk)) for chunk in range(5)])
    blocks = drawn.reshape(-1, BLOCK).mean(axis=1)
    error = float(np.std(blocks, ddof=1)) / np.sqrt(len(blocks))
    assert 0 < error < 0.005
    assert np.mean(blocks) == pytest.approx(mean_of(*OVERRUN[class_id]), abs=4 * error)


def test_the_stress_case_is_the_record_of_large_projects_as_published() -> None:
    literal = reference_class("it_literal")
    overrun = literal.overrun.quantity
    # One in six with a mean of +200 %; the others around -8 %, give or take 15; 27 % in all.
    assert overrun.tail_probability == pytest.approx(1 / 6)
    assert (overrun.body_low, overrun.body_likely, overrun.body_high) == (-0.23, -0.08, 0.07)
    assert overrun.mean() == pytest.approx(0.27, abs=0.03)
    assert literal.realisation.includes_failures
    # Six in ten got half of the benefits or less.
    assert float(literal.realisation.quantity.quantile(np.array([0.6]))[0]) == pytest.approx(0.5, abs=0.02)


def test_what_goes_wrong_together_has_its_rank_correlation() -> None:
    found = {rule.between: rule.rank_correlation for rule in reference_classes().dependence}
    assert found == {("overrun", "delay"): 0.6, ("overrun", "realisation"): -0.4, ("delay", "ramp"): 0.5}


def test_the_ladder_goes_from_the_safest_class_to_the_newest() -> None:
    ladder = reference_classes().ladder
    assert list(ladder) == list(OVERRUN)
    means = [overrun_of(each).mean() for each in ladder]
    assert means == sorted(means)


@pytest.mark.parametrize(
    ("class_id", "steps", "found"),
    [
        ("standard_equipment", 1, "configured_system"),
        ("standard_equipment", -1, "standard_equipment"),
        ("novel_product", 1, "novel_product"),
        ("it_integration", -1, "configured_system"),
        ("it_literal", 1, "it_literal"),
    ],
)
def test_a_step_on_the_ladder_ends_at_its_ends(class_id: str, steps: int, found: str) -> None:
    assert shifted_class(class_id, steps).id == found


def test_a_class_that_nobody_knows_is_told_with_those_there_are() -> None:
    with pytest.raises(ScenarioError) as refused:
        reference_class("moonshot")
    (problem,) = refused.value.problems
    assert problem.code == "reference_class_unknown"
    assert problem.values == {"found": "moonshot", "choices": (*OVERRUN, "it_literal")}


# Mean answer up to, and what it does: steps on the ladder, chance of failing, lead time, ramp, benefits.
BANDS = {
    (0, 1): (1, 1.8, 1.5, 1.6, 0.75),
    (1, 2): (0, 1.3, 1.2, 1.3, 0.88),
    (2, 3): (0, 1.0, 1.0, 1.0, 1.0),
    (3, 4): (0, 0.8, 0.9, 0.85, 1.06),
    (4, 5): (-1, 0.65, 0.85, 0.75, 1.1),
}
QUESTIONS = tuple(Readiness.model_fields)


def band_of(readiness: Readiness | None) -> tuple[float, ...] | None:
    found = readiness_band(readiness)
    if found is None:
        return None
    return found.class_shift, found.failure, found.lead_time, found.ramp, found.realisation


@pytest.mark.parametrize(
    ("levels", "band"),
    [
        ((0, 0, 0, 0, 0, 0, 0), (0, 1)),
        ((1, 1, 1, 1, 1, 1, 0), (0, 1)),
        ((1, 1, 1, 1, 1, 1, 1), (1, 2)),
        ((2, 2, 2, 2, 2, 2, 2), (2, 3)),
        ((3, 3, 3, 3, 3, 3, 2), (2, 3)),
        ((3, 3, 3, 3, 3, 3, 3), (3, 4)),
        ((4, 4, 4, 4, 4, 4, 4), (4, 5)),
        ((5, 5, 5, 5, 5, 5, 5), (4, 5)),
    ],
)
def test_the_mean_answer_falls_into_its_band_and_a_border_belongs_to_the_upper_one(levels, band) -> None:
    assert band_of(Readiness(**dict(zip(QUESTIONS, levels, strict=True)))) == BANDS[band]


def test_what_was_not_answered_is_left_out_of_the_mean() -> None:
    assert mean_level(Readiness(process=0, finance=4)) == 2.0
    assert mean_level(Readiness(data=0)) == 0.0
    assert band_of(Readiness(process=0, data=4, people=4, finance=0)) == BANDS[2, 3]


def test_three_answers_change_nothing() -> None:
    assert band_of(Readiness(process=0, data=0, people=0)) is None


@pytest.mark.parametrize("readiness", [None, Readiness()])
def test_without_answers_there_is_no_band(readiness) -> None:
    assert band_of(readiness) is None


def test_seven_questions_with_six_answers_each_and_every_barrier_has_a_first_thing_to_do() -> None:
    questions = readiness_rules().questions
    assert tuple(question.id for question in questions) == QUESTIONS
    barriers = {item.barrier for question in questions for item in question.barriers}
    assert barriers == {
        "staff",
        "financing",
        "regulation",
        "cyber_security",
        "data_sharing",
        "intellectual_property",
        "standardisation",
    }


def test_the_bands_rise_and_the_last_one_holds_the_best_answer() -> None:
    borders = [band.below for band in readiness_rules().bands]
    assert borders == sorted(set(borders))
    assert borders[-1] > 5


def test_every_figure_that_is_added_has_a_name_in_both_languages() -> None:
    outside = {f"outside_{name}" for name in ("overrun", "delay", "realisation", "failure", "found_out", "recovered")}
    readiness = {f"readiness_{name}" for name in ("failure", "lead_time", "ramp", "realisation")}
    labels = [figure_label(name) for name in sorted(outside | readiness)]
    assert len({label.nl for label in labels}) == len({label.en for label in labels}) == 10


def unsourced(part: Any, sourced: bool = False) -> list[float]:
    """Return the numbers of a document that stand below no source with a confidence."""
    if isinstance(part, dict):
        sourced = sourced or (bool(part.get("source")) and bool(part.get("confidence")))
        return [number for value in part.values() for number in unsourced(value, sourced)]
    if isinstance(part, list):
        return [number for value in part for number in unsourced(value, sourced)]
    return [part] if isinstance(part, int | float) and not isinstance(part, bool) and not sourced else []


@pytest.mark.parametrize("path", [CLASSES, READINESS])
def test_every_number_stands_under_a_source_and_a_confidence(path: str) -> None:
    whole = json.loads(shipped_bytes(path))
    assert whole.pop("schema_version") == 1
    assert unsourced({"a": [1, {"source": "x", "confidence": "J", "b": 2}, {"source": "", "confidence": "J", "c": 3}]})
    assert unsourced(whole) == []


def test_what_is_judgement_says_so() -> None:
    for found in reference_classes().classes:
        assert {found.failure.confidence, found.delay.confidence} == {"J"}
        assert "judgement" in found.failure.source
    assert (readiness_rules().source, readiness_rules().confidence) == ("judgement", "J")
