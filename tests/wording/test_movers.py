"""What moves a number most, in words."""

from __future__ import annotations

import pytest

from roitool.decision.verdict import Question
from roitool.evaluate.why import Mover, Why
from roitool.wording.movers import strongest_mover
from roitool.wording.words import Words
from tests.wording.build import estimate, scenario

HOURS = ("candidates", 0, "inputs", 0)
MEAN, PAYBACK = Question.MEAN_NPV, Question.CHANCE_PAYBACK


def with_risks():
    candidate = scenario().candidates[0].model_dump(exclude_none=True) | {
        "failure": {"chance": "0.1", "found_out_month": "6", "stream": "failing"},
        "events": (
            {"id": "fire", "label": "Fire", "chance": "0.1", "how_often": "once", "cost": "1", "stream": "fire"},
        ),
    }
    return scenario(candidates=(candidate,))


def mover(correlation, place=HOURS, what="figure"):
    return Mover(place, what, estimate(correlation, 0.004))


FAILING = mover(-0.5, ("candidates", 0, "failure", "chance"), "failure")
FIRE = mover(-0.5, ("candidates", 0, "events", 0, "chance"), "event")


def told(*movers, question=MEAN, language="en"):
    why = Why("cobot", {question: movers}, 10_240)
    return strongest_mover(why, question, with_risks(), Words(language))


@pytest.mark.parametrize(
    ("correlation", "question", "english", "dutch"),
    [
        (0.6, MEAN, "The higher, the better.", "Hoe hoger, hoe beter."),
        (-0.6, MEAN, "The higher, the worse.", "Hoe hoger, hoe slechter."),
        # A figure with which the payback comes later is worse.
        (0.6, PAYBACK, "The higher, the worse.", "Hoe hoger, hoe slechter."),
        (-0.6, PAYBACK, "The higher, the better.", "Hoe hoger, hoe beter."),
    ],
)
def test_a_figure_is_told_by_its_label_and_the_way_it_works(correlation, question, english, dutch):
    found = told(mover(correlation), question=question)
    assert (found.name, found.sentence, found.place) == ("Hours that come free", english, HOURS)
    assert told(mover(correlation), question=question, language="nl").sentence == dutch


def test_how_strong_it_is_has_its_error_and_its_meaning():
    assert told(mover(-0.6)).exactly.startswith("Rank correlation −0.60 (± 0.01), over 10,240 futures: 0 means")


def test_what_cannot_be_told_from_the_first_is_named_beside_it():
    found = told(FAILING, mover(0.49), FIRE)
    assert found.name == "Chance that it never works"
    assert found.sentence == ("The higher, the worse. About as much: Hours that come free; How often “Fire” happens.")


def test_an_event_is_told_by_how_often_it_happens():
    found = told(FIRE)
    assert (found.name, found.sentence) == ("How often “Fire” happens", "The more often, the worse.")


def test_where_nothing_stands_out_that_is_said_and_there_is_nowhere_to_go():
    found = told()
    assert (found.name, found.sentence, found.place) == ("", "No single figure stands out.", None)
