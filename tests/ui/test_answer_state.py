"""What lies over an answer that is not the current one: all it says is in sight at once."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget

from roitool.wording.words import Words
from tests.ui.answers import texts
from ui.panels.answer_state import AnswerState, Reason
from ui.theme import LIGHT


@pytest.fixture
def answer(qtbot):
    answer = QWidget()
    qtbot.addWidget(answer)
    answer.resize(364, 400)
    answer.show()
    return answer


@pytest.fixture
def state(answer, qtbot):
    """Return the state of an answer that takes so long that this is said."""
    state = AnswerState(answer, Words("en"), LIGHT)
    qtbot.waitUntil(lambda: buttons(state) == ["Stop"])
    return state


def buttons(state):
    return [each.text() for each in state.findChildren(QAbstractButton) if each.isVisible()]


def test_why_there_is_no_answer_takes_the_place_of_the_progress_at_once(state):
    state.cannot(Reason("Welding cobot", "There is no such figure.", "Show it", lambda: None))
    assert texts(state) == ["No answer yet: this comes first", "Welding cobot", "There is no such figure."]
    assert buttons(state) == ["Show it"]


def test_a_calculation_that_was_stopped_can_be_begun_again_at_once(state, qtbot):
    state.stopped()
    (again,) = [each for each in state.findChildren(QAbstractButton) if each.isVisible()]
    with qtbot.waitSignal(state.resumed, timeout=0, raising=True):
        again.click()
