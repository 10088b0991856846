"""What came of a workbook is looked at in a dialog, and taken over as one step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from roitool.scenario.data import example_bytes
from roitool.scenario.editing import replaced
from roitool.scenario.file import scenario_from_bytes
from roitool.wording.words import Words
from tests.imports.sheets import Finance, exported, review
from ui.document import Document
from ui.importing.dialog import ReviewDialog

SCENARIO = scenario_from_bytes(example_bytes("welding-cobot"))
HOUR = ("inputs", [item.id for item in SCENARIO.inputs].index("own_hour_cost"))


@pytest.fixture(scope="module")
def workbook():
    finance = Finance(exported(SCENARIO)).types("in_own_hour_cost", best=41).types("in_credit_line", best=150000)
    return finance.types("in_1_welding_hours", low=35, best="a lot").saved


class Desk:
    """A document, the dialog over it, and what connects them."""

    def __init__(self, qtbot, data, scenario=SCENARIO, language="en"):
        self.qtbot = qtbot
        self.document = Document(scenario)
        self.dialog = ReviewDialog(review(data, scenario, language), scenario, Words(language))
        self.dialog.taken.connect(self.document.edit)
        qtbot.addWidget(self.dialog)
        self.dialog.show()

    def click(self, button):
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def tick(self, number):
        box = self.dialog.grid.ticks[number]
        self.qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center())

    @property
    def texts(self):
        return [label.text() for label in self.dialog.findChildren(QLabel)]


@pytest.fixture
def desk(qtbot, qapp, workbook):
    return lambda scenario=SCENARIO, language="en", data=workbook: Desk(qtbot, data, scenario, language)


def test_every_change_is_listed_with_what_it_is_and_becomes_and_all_are_ticked(desk):
    found = desk()
    assert [tick.isChecked() for tick in found.dialog.grid.ticks] == [True, True, True]
    texts = found.texts
    at = texts.index("What an hour of our own people costs")
    assert texts[at : at + 4] == ["What an hour of our own people costs", "40", "→", "41 €/h"]
    assert any("“a lot” is not a number" in text for text in texts)
    assert found.dialog.take.text() == "Take over 3 changes"


def test_all_of_them_are_one_step_that_can_be_taken_back(desk):
    found = desk()
    found.click(found.dialog.take)
    assert not found.dialog.isVisible()
    assert found.document.scenario.inputs[HOUR[1]].quantity.likely == 41
    assert found.document.scenario.inputs[HOUR[1]].evidence.by == "adviser"
    assert "150,000" in found.document.undo_words(Words("en"))
    found.document.undo()
    assert found.document.scenario == SCENARIO
    assert not found.document.can_undo


def test_only_what_is_ticked_is_taken_over(desk):
    found = desk()
    found.tick(0)
    found.tick(2)
    assert found.dialog.take.text() == "Take over 1 change"
    found.click(found.dialog.take)
    assert found.document.scenario.inputs[HOUR[1]].quantity.likely == 41
    assert found.document.scenario.candidates == SCENARIO.candidates


def test_nothing_ticked_is_nothing_to_take_over(desk):
    found = desk()
    for number in range(3):
        found.tick(number)
    assert not found.dialog.take.isEnabled()


def test_a_figure_that_changed_on_both_sides_has_no_tick_and_says_why(desk):
    found = desk(replaced(SCENARIO, (*HOUR, "quantity", "likely"), 42.0))
    assert [tick.isChecked() for tick in found.dialog.grid.ticks] == [True, False, True]
    assert any("was €40 when the workbook was made" in text for text in found.texts)
    found.click(found.dialog.take)
    assert found.document.scenario.inputs[HOUR[1]].quantity.likely == 42


def test_cancel_and_escape_change_nothing(desk, qtbot):
    for leave in (
        lambda each: each.click(each.dialog.cancel),
        lambda each: qtbot.keyClick(each.dialog, Qt.Key.Key_Escape),
    ):
        found = desk()
        leave(found)
        assert not found.dialog.isVisible()
        assert found.document.scenario == SCENARIO


def test_enter_takes_over_what_is_ticked_wherever_the_keys_go(desk, qtbot):
    for field in (lambda dialog: dialog.take, lambda dialog: dialog.grid.ticks[1]):
        found = desk()
        qtbot.keyClick(field(found.dialog), Qt.Key.Key_Return)
        assert not found.dialog.isVisible()
        assert found.document.can_undo


def test_the_space_bar_takes_a_tick_away(desk, qtbot):
    found = desk()
    qtbot.keyClick(found.dialog.grid.ticks[1], Qt.Key.Key_Space)
    assert found.dialog.take.text() == "Take over 2 changes"


@pytest.mark.parametrize(("language", "says"), [("nl", "niets dat over te nemen is"), ("en", "nothing in")])
def test_nothing_to_take_over_is_said_and_closed(desk, language, says):
    found = desk(language=language, data=exported(SCENARIO, language))
    assert says in found.texts[0]
    assert not found.dialog.take.isVisible()
    found.click(found.dialog.cancel)
    assert not found.dialog.isVisible()


def test_every_box_says_its_change_to_a_screen_reader(desk):
    found = desk(language="nl")
    names = [tick.accessibleName() for tick in found.dialog.grid.ticks]
    assert names[1] == "Wat een eigen uur kost: 40 → 41 €/uur"


def test_text_from_a_workbook_is_shown_as_it_is(desk):
    bold = "<b>bold</b> <img src='file:///x'>"
    data = (
        Finance(exported(SCENARIO))
        .types("in_own_hour_cost", best=41, note=bold)
        .types("in_credit_line", best=bold)
        .saved
    )
    found = desk(data=data)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in found.dialog.findChildren(QLabel))
    assert any(bold in text for text in found.texts)
