"""A figure is renamed, counted in another unit, called otherwise in formulas, copied, taken out and put back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

from roitool.scenario.adding import added
from roitool.scenario.beginning import begun
from roitool.scenario.data import template
from roitool.scenario.editing import replaced_all
from tests.ui.conftest import type_into
from tests.ui.figure_bench import Bench, choose
from ui.editors.name_panel import NamePanel

PRICE = ("candidates", 0, "inputs", 0)


@pytest.fixture
def bench(qtbot, qapp):
    return Bench(qtbot, begun(["cobot_cell"], "2027-01"))


def menu_of(row):
    """Ask for the menu of a row, as a right click and the menu key do."""
    at = row.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, row.mapToGlobal(at))
    QApplication.sendEvent(row, event)
    return QApplication.activePopupWidget()


def entries(menu):
    return [action.text().split("\t")[0] for action in menu.actions() if not action.isSeparator()]


def give(qtbot, text, key=Qt.Key.Key_Return):
    """Type into the line that is open, and press a key."""
    panel = QApplication.activePopupWidget()
    assert isinstance(panel, NamePanel)
    panel.line.selectAll()
    qtbot.keyClicks(panel.line, text)
    qtbot.keyClick(panel.line, key)
    return panel


@pytest.mark.parametrize("how", ["double click", "F2", "menu"])
def test_a_figure_is_renamed_in_the_language_of_the_screen_and_keeps_its_other_name(bench, qtbot, how):
    row = bench.row("arm_price")
    before = bench.scenario
    if how == "double click":
        qtbot.mouseDClick(row.name, Qt.MouseButton.LeftButton)
    elif how == "F2":
        row.fields[1].setFocus()
        qtbot.keyClick(row.fields[1], Qt.Key.Key_F2)
    else:
        menu_of(row)
        choose(bench, "Rename…")
    give(qtbot, "Arm of the second hand")
    label = bench.figure("arm_price").label
    assert (label.en, label.nl) == ("Arm of the second hand", "Cobotarm met besturing")
    assert bench.row("arm_price").label == "Arm of the second hand"
    bench.undo()
    assert bench.scenario == before


def test_esc_leaves_the_name_alone(bench, qtbot):
    qtbot.mouseDClick(bench.row("arm_price").name, Qt.MouseButton.LeftButton)
    give(qtbot, "Something else", Qt.Key.Key_Escape)
    assert not bench.document.can_undo
    assert QApplication.activePopupWidget() is None


def test_a_unit_is_edited_as_the_document_has_it_and_shown_in_words(bench, qtbot):
    row = bench.row("new_parts")
    assert row.unit.text() == "products / year"
    qtbot.mouseDClick(row.unit, Qt.MouseButton.LeftButton)
    give(qtbot, "parts/month")
    assert bench.figure("new_parts").unit == "parts/month"
    assert bench.row("new_parts").unit.text() == "parts / month"


def test_another_name_in_formulas_changes_the_formulas_along(bench, qtbot):
    menu_of(bench.row("arm_price"))
    choose(bench, "Name in formulas…")
    give(qtbot, "price_of_arm")
    assert bench.figure("price_of_arm").label.en == "Cobot arm and controller"
    assert bench.scenario.candidates[0].lines[0].amount == "price_of_arm"
    bench.undo()
    assert bench.figure("arm_price")


@pytest.mark.parametrize("text", ["gripper_price", "No Id", "if"])
def test_a_name_that_cannot_be_is_refused_in_place(bench, qtbot, text):
    menu_of(bench.row("arm_price"))
    choose(bench, "Name in formulas…")
    panel = give(qtbot, text)
    assert panel.isVisible()
    assert panel.hint
    assert not bench.document.can_undo
    panel.close()


def test_the_menu_tells_where_a_figure_is_used_and_leads_there(bench, qtbot):
    menu = menu_of(bench.row("arm_price"))
    assert "Used in (2)" in entries(menu)
    assert "Remove (still used)" in entries(menu)
    (below,) = [action.menu() for action in menu.actions() if action.menu() is not None]
    names = [action.text() for action in below.actions()]
    assert all("Cobot" in name for name in names)
    below.actions()[0].trigger()
    assert bench.asked == [("candidates", 0, "derived", 1, "formula")]
    menu.close()


def test_a_figure_that_nothing_uses_is_taken_out_and_comes_back(qtbot, qapp):
    bench = Bench(qtbot, added(begun(["cobot_cell"], "2027-01"), ("candidates", 0, "inputs"), "Spare figure"))
    name = bench.scenario.candidates[0].inputs[-1].id
    before = bench.scenario
    menu = menu_of(bench.row(name))
    assert "Used nowhere" in entries(menu)
    choose(bench, "Remove")
    assert name not in [item.id for item in bench.scenario.candidates[0].inputs]
    bench.undo()
    assert bench.scenario == before


def test_a_figure_is_duplicated(bench):
    count = len(bench.scenario.candidates[0].inputs)
    menu_of(bench.row("arm_price"))
    choose(bench, "Duplicate")
    assert len(bench.scenario.candidates[0].inputs) == count + 1
    assert bench.scenario.candidates[0].inputs[1].quantity == bench.figure("arm_price").quantity


@pytest.mark.parametrize("how", ["row", "chip", "menu"])
def test_the_reference_figure_is_put_back_with_one_click_in_one_step(bench, qtbot, how):
    row = bench.row("arm_price")
    assert not row.back.isVisible()
    type_into(qtbot, row.fields[1], "50k")
    edited = bench.scenario
    assert row.back.isVisible()
    if how == "row":
        bench.click(row.back)
    elif how == "chip":
        panel = bench.opened(row.chip)
        bench.click(panel.back)
        assert not panel.back.isVisible()
        panel.close()
    else:
        menu_of(row)
        choose(bench, "Put the reference figure back")
    assert bench.figure("arm_price") == template("cobot_cell").candidate.inputs[0]
    assert not row.back.isVisible()
    assert row.fields[1].text() == "33,000"
    bench.undo()
    assert bench.scenario == edited


def test_the_reference_figure_and_its_source_show_on_hover(bench, qtbot):
    row = bench.row("arm_price")
    type_into(qtbot, row.fields[1], "50k")
    for widget in (row, row.back):
        assert "€33,000 (€22,000 – €45,000)" in widget.toolTip()
        assert "Grab a Robot" in widget.toolTip()
        assert "read in a source" in widget.toolTip()


def test_of_a_figure_from_nowhere_nothing_is_known(qtbot, qapp, cobot):
    scenario = replaced_all(cobot, {(*PRICE, "evidence"): {"by": "guess"}})
    row = Bench(qtbot, scenario).row("arm_price")
    assert row.toolTip() == ""
    assert not row.back.isVisible()


def test_the_menu_opens_with_the_mouse_on_a_box_too(bench):
    row = bench.row("arm_price")
    field = row.fields[1]
    at = QPoint(5, 5)
    QApplication.sendEvent(field, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, field.mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    assert "Rename…" in entries(menu)
    menu.close()
