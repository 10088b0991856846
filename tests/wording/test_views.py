"""Both views in words: everything that a step can do has a sentence, in both languages."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest

from roitool.evaluate.views import Views, evaluate_views
from roitool.exports.readiness_text import readiness_text
from roitool.exports.templates_text import template_text, templates_text
from roitool.exports.views_text import views_text
from roitool.scenario.data import template, template_ids
from roitool.scenario.scenario import Readiness
from roitool.wording.readiness import asked, effect
from roitool.wording.views import CandidateViews, describe_views
from roitool.wording.words import LANGUAGES, Words
from tests.builder import document_of, figure, line, opened

SURE = {"kind": "uniform", "minimum": 0.0, "maximum": 0.2}
ROLES = ("over", "late", "true", "fails")


def plan(by: str | None, class_id: str | None = "it_integration", **reference: Any) -> dict[str, Any]:
    """Return the objects of a plan whose four figures are said by somebody, or that has none."""
    if by is None:
        return document_of(
            line("investment", "100000", label="Machine"),
            line("saving", "60000", label="Hours"),
            timing=("7", "3", "30"),
            **({"reference": {"class_id": class_id} | reference} if class_id else {}),
        )
    document = document_of(
        line("investment", "100000", label="Machine"),
        line("saving", "100 * true", label="Hours"),
        timing=("12 * (1 + late)", "3", "30"),
        overrun="over",
        failure={"chance": "fails", "found_out_month": "18", "stream": "failing"},
        reference={"class_id": class_id, "delay": "late", "realisation": "true"} | reference,
    )
    document["candidates"][0]["inputs"] = [figure(name, SURE) | {"evidence": {"by": by}} for name in ROLES]
    return document


FOUR_OF_NONE, FOUR_AVERAGE = (dict.fromkeys(("process", "data", "people", "finance"), level) for level in (0, 2))
CASES: dict[str, dict[str, Any]] = {
    "added": plan(None) | {"readiness": FOUR_OF_NONE},
    "replaced": plan("guess") | {"readiness": FOUR_AVERAGE},
    "kept": plan("reference"),
    "held": plan("guess", layer="light"),
    "light": plan(None, layer="light"),
    "included": plan(None, "it_literal"),
    "none": plan(None, None),
}


@cache
def views(case: str) -> Views:
    return evaluate_views(opened(CASES[case]), 10_240)


def told(case: str, language: str = "en") -> CandidateViews:
    (found,) = describe_views(views(case), Words(language))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_everything_is_told_in_both_languages(case: str, language: str) -> None:
    text = views_text(views(case), Words(language), 80)
    assert max(map(len, text.splitlines())) <= 80
    assert not re.findall(r"[{}]|views\.|\bnan\b|None(?! of this)", text)


def test_each_step_says_what_gives_way_to_what() -> None:
    cost, time, benefits, failing, readiness = told("added").steps
    assert cost.startswith("Cost: you count on the quote; such projects become 5% (−15% – 50%) dearer")
    assert "such projects are ready 30% (0% – 120%) later" in time
    assert "a promise is behind “Hours”, of which 60% (30% – 95%) comes true." in benefits
    assert "brings nothing in 15% (5% – 25%) of the cases" in failing
    assert readiness.startswith("Readiness: your answers make")
    assert all(step.endswith(" on average.") for step in (cost, time, benefits, failing, readiness))


def test_own_figures_are_told_beside_those_of_the_class() -> None:
    cost, time, *_ = told("replaced").steps
    assert cost.startswith("Cost: instead of 0% – 20% above the quote as such projects: 5% (−15% – 50%)")
    assert time.startswith("Time: instead of 0% – 20% later than promised as such projects: 30% (0% – 120%).")
    assert told("replaced").steps[-1] == "Readiness: your answers are average and change nothing."


def test_what_stays_says_why_and_makes_no_difference() -> None:
    steps = told("kept").steps
    assert len(steps) == 4
    assert all("is a reference figure already and stays." in step for step in steps)
    assert all("average" not in step for step in steps)
    assert told("kept").verdict.startswith("Either way: ")
    assert all(row.inside == row.outside for row in told("kept").rows)


def test_the_rows_put_both_views_side_by_side() -> None:
    rows = {row.what: (row.inside, row.outside) for row in told("added").rows}
    # Live for 17 of 24 months, of which coming up to speed costs one and a half: 15.5 times 5 000, less 100 000.
    assert rows["On average, in today’s money"][0] == "−€22,500"
    assert rows["Earns itself back"] == ("none", rows["Earns itself back"][1])
    assert rows["Never works, or stopped"][0] == "none"
    assert rows["Never works, or stopped"][1].endswith("of 100")


def test_the_small_print_tells_the_class_the_layer_and_that_it_is_judgement() -> None:
    assert told("light").notes[0].startswith("Compared with: Software with interfaces (ERP, MES")
    assert told("light").notes[1].startswith("Light layer")
    assert "the size is judgement" in told("light").notes[2]
    assert told("none").notes[0].startswith("This plan names no kind of project")
    assert told("none").steps == ()
    assert any("judgement, not measurement" in note for note in told("added").notes)
    assert any("(answered: 4 of 7)" in note for note in told("added").notes)


def test_the_questions_about_readiness_stand_with_their_answers() -> None:
    given = Readiness(process=1, finance=5)
    text = readiness_text(given, Words("en"), 80)
    assert [line for line in text.splitlines() if "→" in line] == [
        "→   1  In heads, not on paper",
        "→   5  Plenty",
    ]
    low, high = asked(given, Words("en"))[0], asked(given, Words("en"))[6]
    assert (low.given, len(low.levels), len(low.first)) == (1, 6, 1)
    assert (high.given, high.first) == (5, ())
    assert "Do this first: Write down how the three largest series are made" in " ".join(text.split())


@pytest.mark.parametrize(
    ("levels", "parts"),
    [
        (
            {"process": 0, "data": 0, "connectivity": 0, "people": 0},
            ["0.0 of 5", "failing × 1.8", "lead time × 1.5", "strength × 1.6", "benefits × 0.75", "harder"],
        ),
        ({"process": 1, "data": 2, "connectivity": 1, "people": 2}, ["1.5 of 5", "failing × 1.3", "benefits × 0.88"]),
        (
            {"process": 5, "data": 5, "supplier": 5, "finance": 5},
            ["5.0 of 5", "failing × 0.65", "benefits × 1.1", "easier"],
        ),
    ],
)
def test_the_effect_of_the_answers_is_told_in_factors(levels, parts) -> None:
    text = " ".join(effect(Readiness(**levels), Words("en")))
    assert [part for part in parts if part not in text] == []


def test_three_answers_are_too_few_and_that_is_told() -> None:
    text = " ".join(effect(Readiness(process=0, data=0, people=0), Words("en")))
    assert text == (
        "Of the seven questions 3 are answered: too few to reckon with. "
        "From 4 answers on they count in how such projects usually go."
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("given", [None, Readiness()])
def test_without_answers_it_is_told_how_to_give_them(given: Readiness | None, language: str) -> None:
    assert "--answer readiness.process=2" in " ".join(readiness_text(given, Words(language), 80).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_is_told_in_both_languages(language: str) -> None:
    words = Words(language)
    every = [template(name) for name in template_ids()]
    whole = templates_text(every, words, 80)
    for one in every:
        text = template_text(one, words, 80)
        assert one.id in whole
        assert words.label(one.title) in text
        assert all(f"({question.figure})" in text for question in one.questions)
        assert not re.findall(r"[{}]|templates\.|None", text)
        assert max(map(len, text.splitlines())) <= 80


def test_an_amount_per_something_has_its_currency() -> None:
    text = " ".join(template_text(template("predictive_maintenance"), Words("en"), 80).split())
    assert "Now: 1,500 (500 – 5,000) €/machine (asset_price)" in text
