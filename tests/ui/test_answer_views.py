"""Your figures, or as such projects usually go: which is on screen, and the way to the other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from roitool.decision.verdict import Question
from roitool.evaluate.views import evaluate_views
from roitool.evaluate.why import Mover, Why
from tests.ui.answers import click, texts
from tests.wording.build import estimate, evaluation, lesson, scenario

NOTE = "This is the outside view: as such projects usually go. Your own figures stay as they are."


@pytest.fixture(scope="module")
def views():
    candidate = scenario().candidates[0].model_dump(exclude_none=True)
    candidate |= {"reference": {"class_id": "standard_equipment"}}
    return evaluate_views(scenario(candidates=(candidate,)))


def show(panel, views, view):
    evaluation = views.inside if view == "inside" else views.outside
    panel.show_answer(evaluation, evaluation.candidates[0], view, views.steps[0])


def test_the_other_view_is_asked_for_and_the_switch_turns_when_it_is_there(panel, views, qtbot):
    show(panel, views, "inside")
    assert panel.switch.buttons["inside"].isChecked()
    with qtbot.waitSignal(panel.view_chosen) as asked:
        qtbot.mouseClick(panel.switch.buttons["outside"], Qt.MouseButton.LeftButton)
    assert asked.args == ["outside"]
    assert panel.switch.buttons["inside"].isChecked()
    show(panel, views, "outside")
    assert panel.switch.buttons["outside"].isChecked()


def test_the_view_that_is_on_screen_already_is_not_asked_for(panel, views, qtbot):
    show(panel, views, "inside")
    with qtbot.assertNotEmitted(panel.view_chosen):
        qtbot.mouseClick(panel.switch.buttons["inside"], Qt.MouseButton.LeftButton)


def test_the_switch_works_by_keyboard(panel, views, qtbot):
    show(panel, views, "inside")
    panel.switch.buttons["outside"].setFocus()
    with qtbot.waitSignal(panel.view_chosen) as asked:
        qtbot.keyClick(panel.switch.buttons["outside"], Qt.Key.Key_Space)
    assert asked.args == ["outside"]


def test_the_outside_view_says_so_and_the_inside_view_does_not(panel, views):
    show(panel, views, "outside")
    assert NOTE in texts(panel)
    show(panel, views, "inside")
    assert NOTE not in texts(panel)


def test_what_makes_the_difference_is_told_step_by_step(panel, views, qtbot):
    show(panel, views, "outside")
    assert any(text.startswith("Compared with: ") for text in texts(panel))
    assert not any(text.startswith("Cost: ") for text in texts(panel))
    click(qtbot, panel, "What makes the difference")
    told = texts(panel)
    for beginning in ("Cost: ", "Time: ", "Benefits: ", "Failing: "):
        assert any(text.startswith(beginning) for text in told), beginning
    assert not any("roitool" in text for text in told)


def test_a_candidate_without_a_class_of_projects_says_so(panel, qtbot):
    without = evaluate_views(scenario())
    show(panel, without, "outside")
    assert any(text.startswith("This plan names no kind of project") for text in texts(panel))


def test_a_figure_that_only_the_outside_view_has_is_named_without_a_way_to_it(panel, views, qtbot):
    show(panel, views, "inside")
    show(panel, views, "outside")
    added = views.outside.scenario.candidates[0].inputs
    own = views.inside.scenario.candidates[0].inputs
    assert len(added) > len(own)

    def why(at):
        mover = Mover(("candidates", 0, "inputs", at), "figure", estimate(0.5, 0.004))
        return Why("cobot", dict.fromkeys(Question, (mover,)), 10_240)

    click(qtbot, panel, "Why")
    qtbot.mouseClick(panel._reasons._rows[0]._title, Qt.MouseButton.LeftButton)
    panel.show_why(why(len(own)))
    row = panel._reasons._rows[0]
    assert row._mover.text()
    assert not row._jump.isVisible()
    panel.show_why(why(0))
    assert row._jump.isVisible()


@pytest.mark.parametrize("there", [True, False])
def test_what_is_to_be_found_out_has_a_way_to_it_where_the_document_has_it(panel, views, qtbot, there):
    show(panel, views, "inside")
    at = 0 if there else len(views.inside.scenario.candidates[0].inputs)
    own = lesson()
    own = replace(own, way=replace(own.way, places=(("candidates", 0, "inputs", at),)))
    verdict = evaluation(chance=0.62, lesson=own).candidates[0].verdict
    answer = replace(views.outside.candidates[0], lesson=own, verdict=verdict)
    panel.show_answer(views.outside, answer, "outside", views.steps[0])
    click(qtbot, panel, "Why")
    first, second, *_ = panel._reasons._rows
    for row in (first, second):
        qtbot.mouseClick(row._title, Qt.MouseButton.LeftButton)
    assert first.question is Question.WORTH_KNOWING
    assert first._to_limit.isVisible() is there
    assert second._to_limit.isVisible()
