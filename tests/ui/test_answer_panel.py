"""The panel with the answer, given answers made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from roitool.wording.words import Words
from tests.wording.build import bank, evaluation, fleet
from ui.panels.answer import AnswerPanel
from ui.theme import LIGHT

QUESTION = "How does “Uptime contract” run?"
COVERED = bank(cover=(0.9, 1.0, 1.2, 1.5, 1.8, 2.2, 2.4))


@pytest.fixture
def panel(qtbot):
    panel = AnswerPanel(Words("en"), LIGHT)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def show(panel, found):
    panel.show_answer(found, found.candidates[0])


def texts(panel):
    return [
        label.text().replace("\N{NO-BREAK SPACE}", " ") for label in panel.findChildren(QLabel) if label.isVisible()
    ]


def more(panel, subject):
    name = f"{panel._words.text('ui.answer.more')}: {subject}"
    (button,) = [button for button in panel.findChildren(QPushButton) if button.accessibleName() == name]
    return button


def test_each_fleet_has_a_block_of_its_own_and_the_rest_of_it_behind_more(panel, qtbot):
    second = replace(fleet(), label="Rental cells")
    show(panel, evaluation(fleets=(fleet(), second)))
    assert {QUESTION, "How does “Rental cells” run?", "At its deepest point €120,000 is in it on average"} < set(
        texts(panel)
    )
    assert "In 1 of 20 futures €169,300 or more." in texts(panel)
    assert "The money of these contracts alone, before tax." not in texts(panel)
    qtbot.mouseClick(more(panel, QUESTION), Qt.MouseButton.LeftButton)
    assert texts(panel).count("The money of these contracts alone, before tax.") == 1


def test_a_fleet_that_is_gone_leaves_no_block(panel):
    show(panel, evaluation(fleets=(fleet(),)))
    show(panel, evaluation())
    assert QUESTION not in texts(panel)
    show(panel, evaluation(fleets=(fleet(label="Rental cells"),)))
    assert "How does “Rental cells” run?" in texts(panel)


def test_what_the_bank_asks_for_is_told_behind_more(panel, qtbot):
    show(panel, evaluation(chosen="bank", loan=COVERED))
    assert not any("DSCR" in text for text in texts(panel))
    qtbot.mouseClick(more(panel, "Can it hurt us?"), Qt.MouseButton.LeftButton)
    assert any("the bank asks for 1.2" in text for text in texts(panel))
    assert any(text.startswith("This much may go wrong at once") for text in texts(panel))
