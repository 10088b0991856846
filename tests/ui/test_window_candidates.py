"""Candidates in the list: added, copied, renamed, moved and removed by the keys and entries that people use."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton

from roitool.scenario.copying import copied
from roitool.scenario.file import write_scenario
from tests.ui.answers import texts
from tests.ui.conftest import wait_for_answer
from ui.pages.page import COMPANY, NOTHING, Page

MOST = 30
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def opened_with(open_window, tmp_path, scenario, language="en"):
    path = tmp_path / "given.roi.json"
    write_scenario(path, scenario)
    return open_window(path, language)


def many(cobot, count):
    """Return the example with so many candidates."""
    for position in range(count - 1):
        cobot = copied(cobot, position)
    return cobot


def titles(window):
    """Return the candidates as the list shows them."""
    names = window.workspace.navigation.list
    shown = [names.item(row) for row in range(names.count())]
    return [item.text() for item in shown if item.data(Qt.ItemDataRole.UserRole) and is_candidate(item)]


def is_candidate(item):
    return item.data(Qt.ItemDataRole.UserRole).kind == "candidate"


def choose(window, text):
    """Choose an entry of the menu about candidates."""
    menu = window.menuWidget().actions()[2].menu()
    next(action for action in menu.actions() if action.text().replace("&", "") == text).trigger()


def rename(qtbot, window, title):
    """Type another title into the row of the candidate that is shown."""
    qtbot.keyClick(window, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, title)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.workspace.navigation.list)


def test_one_is_added_copied_moved_renamed_and_removed_and_every_step_is_taken_back(window, qtbot):
    before = window.document.scenario
    choose(window, "Add an empty candidate")
    assert titles(window) == ["Welding cobot", "New candidate"]
    assert window.workspace.page == Page("candidate", 1)
    wait_for_answer(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_Up, ALT)
    assert titles(window) == ["New candidate", "Welding cobot"]
    assert window.workspace.page == Page("candidate", 0)
    qtbot.keyClick(window, Qt.Key.Key_Up, ALT)
    qtbot.keyClick(window, Qt.Key.Key_Down, ALT)
    qtbot.keyClick(window, Qt.Key.Key_Down, ALT)
    assert titles(window) == ["Welding cobot", "New candidate"]
    rename(qtbot, window, "Grinder")
    assert titles(window) == ["Welding cobot", "Grinder"]
    qtbot.keyClick(window, Qt.Key.Key_D, CONTROL)
    assert len(titles(window)) == 3
    assert window.workspace.page == Page("candidate", 2)
    choose(window, "Remove")
    assert titles(window) == ["Welding cobot", "Grinder"]
    wait_for_answer(qtbot, window)
    while window.document.can_undo:
        window.undo()
    assert window.document.scenario == before
    assert titles(window) == ["Welding cobot"]


def test_a_title_is_typed_in_the_language_of_the_window_and_keeps_the_other(window, qtbot):
    rename(qtbot, window, "Robot arm")
    title = window.document.scenario.candidates[0].title
    assert (title.en, title.nl) == ("Robot arm", "Lascobot")
    window.choose_language("nl")
    wait_for_answer(qtbot, window)
    rename(qtbot, window, "Robotarm")
    title = window.document.scenario.candidates[0].title
    assert (title.en, title.nl) == ("Robot arm", "Robotarm")
    rename(qtbot, window, "   ")
    assert titles(window) == ["Robotarm"]


def test_a_title_is_typed_on_while_the_document_is_saved(open_window, file, qtbot):
    window = open_window(file)
    window.document.edit({("seed",): 5})
    qtbot.keyClick(window, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    qtbot.keyClicks(editor, "Grin")
    qtbot.keyClick(editor, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: not window.document.dirty)
    assert QApplication.focusWidget() is editor
    qtbot.keyClicks(editor, "der")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: titles(window) == ["Grinder"])


def test_what_is_not_in_sight_is_not_changed_by_keys_or_menus(window, qtbot):
    before = window.document.scenario
    window.add_from_template("cobot_cell")
    menu = window.menuWidget().actions()[2]
    assert not menu.isEnabled()
    for key, modifier in ((Qt.Key.Key_D, CONTROL), (Qt.Key.Key_Z, CONTROL), (Qt.Key.Key_Up, ALT)):
        qtbot.keyClick(window, key, modifier)
    assert window.document.scenario is before
    qtbot.keyClick(window.stage.currentWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(menu.isEnabled)
    qtbot.keyClick(window, Qt.Key.Key_D, CONTROL)
    assert len(titles(window)) == 2


def test_a_menu_that_was_asked_for_beside_the_list_does_what_is_chosen_and_is_gone(window, qtbot):
    add = window.findChild(QPushButton, "add")
    add.setFocus()
    qtbot.keyClick(add, Qt.Key.Key_Return)
    qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: titles(window) == ["Welding cobot", "New candidate"])
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly) == []


def test_the_last_one_goes_too_and_it_is_said_that_there_is_nothing_to_answer(window, qtbot):
    choose(window, "Remove")
    assert titles(window) == []
    assert window.workspace.page == COMPANY
    assert window.workspace.state.state == "cannot"
    said = texts(window.workspace.state)
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Up, Qt.Key.Key_Down):
        qtbot.keyClick(window, key, ALT if key != Qt.Key.Key_F2 else Qt.KeyboardModifier.NoModifier)
    qtbot.keyClick(window, Qt.Key.Key_D, CONTROL)
    choose(window, "Remove")
    names = window.workspace.navigation.list
    names.setFocus()
    for _ in range(names.count()):
        qtbot.keyClick(names, Qt.Key.Key_Down)
        assert window.workspace.state.state == "cannot"
    assert window.workspace.page == NOTHING
    assert texts(window.workspace.state) == said
    window.choose_language("nl")
    assert window.workspace.state.state == "cannot"
    window.undo()
    wait_for_answer(qtbot, window)
    assert titles(window) == ["Lascobot"]


def test_one_from_a_template_is_added_to_what_there_is(window, qtbot):
    before = window.document.scenario
    menu = window.menuWidget().actions()[2].menu().actions()[0].menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text().startswith("A cobot at a machine")).trigger()
    page = window.centralWidget().currentWidget()
    qtbot.mouseClick(
        next(each for each in page.findChildren(QPushButton) if each.text() == "Add it"), Qt.MouseButton.LeftButton
    )
    qtbot.waitUntil(lambda: len(window.document.scenario.candidates) == 2)
    assert window.workspace.page == Page("candidate", 1)
    wait_for_answer(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert window.document.scenario == before


def test_thirty_are_scrolled_and_one_too_many_is_told(open_window, tmp_path, cobot, qtbot, answer_box):
    window = opened_with(open_window, tmp_path, many(cobot, MOST))
    names = window.workspace.navigation.list
    names.setFocus()
    qtbot.keyClick(names, Qt.Key.Key_End)
    # Below the candidates stand doing nothing and the two pages that decide.
    for _ in range(3):
        qtbot.keyClick(names, Qt.Key.Key_Up)
    assert window.workspace.page == Page("candidate", MOST - 1)
    assert names.viewport().rect().contains(names.visualItemRect(names.currentItem()).center())
    wait_for_answer(qtbot, window)
    before = window.document.scenario
    for ask in (
        lambda: choose(window, "Add an empty candidate"),
        lambda: qtbot.keyClick(window, Qt.Key.Key_D, CONTROL),
        lambda: window.add_from_template("cobot_cell"),
    ):
        told = answer_box("Close")
        ask()
        qtbot.waitUntil(lambda told=told: bool(told))
        assert "30" in told[0]
        assert window.document.scenario is before
