"""The kind of a figure is switched beside a drawing of it, and every number it is made of can be reached there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from roitool.scenario.beginning import begun
from roitool.scenario.converting import KINDS, converted
from roitool.scenario.editing import replaced
from roitool.scenario.quantities import Fixed, Range
from tests.scenario.quantity_examples import EXAMPLES
from tests.ui.conftest import type_into
from tests.ui.figure_bench import Bench
from ui.editors.boxes import all_boxes_of
from ui.editors.kind_panel import KindPanel

PRICE = ("candidates", 0, "inputs", 0)
RANGE = {"kind": "range", "low": 30e3, "likely": 33e3, "high": 40e3}
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def bench(qtbot, qapp):
    def opened(quantity=RANGE, language="en"):
        scenario = replaced(begun(["cobot_cell"], "2027-01"), (*PRICE, "quantity"), quantity)
        return Bench(qtbot, replaced(scenario, (*PRICE, "evidence"), {"by": "quote", "note": "offer 17"}), language)

    return opened


def panel_of(bench):
    panel = bench.opened(bench.row("arm_price").outline)
    assert isinstance(panel, KindPanel)
    return panel


def item_of(panel, kind):
    return panel.kinds.item(KINDS.index(kind))


def take(bench, panel, kind):
    """Click a kind in the list."""
    item = item_of(panel, kind)
    panel.kinds.scrollToItem(item)
    bench.click(panel.kinds.viewport(), pos=panel.kinds.visualItemRect(item).center())


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_drawing_opens_by_keyboard_too(bench, qtbot, key):
    bench = bench()
    outline = bench.row("arm_price").outline
    outline.setFocus()
    qtbot.keyClick(outline, key)
    assert isinstance(QApplication.activePopupWidget(), KindPanel)
    qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    field = bench.row("arm_price").fields[1]
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert isinstance(QApplication.activePopupWidget(), KindPanel)
    QApplication.activePopupWidget().close()
    assert field.hasFocus()


def test_every_kind_is_listed_with_a_line_of_when_to_use_it_and_the_own_one_is_marked(bench):
    panel = panel_of(bench())
    items = [panel.kinds.item(row) for row in range(panel.kinds.count())]
    assert len(items) == len(KINDS)
    assert all(item.data(Qt.ItemDataRole.AccessibleDescriptionRole) for item in items)
    marked = [item.text() for item in items if item.checkState() == Qt.CheckState.Checked]
    assert marked == ["A range"]
    assert panel.kinds.currentItem().text() == "A range"
    panel.close()


def test_arrow_keys_show_what_it_would_be_and_change_nothing(bench, qtbot):
    bench = bench()
    panel = panel_of(bench)
    qtbot.keyClick(panel.kinds, Qt.Key.Key_Down)
    assert panel.kinds.currentItem().text() == "A hill between two ends"
    assert not panel.form.isEnabled()
    assert panel.use.isVisible()
    assert "In 8 of 10 futures between €30,000 and €40,000" in panel.picture.accessibleName()
    assert not bench.document.can_undo
    qtbot.keyClick(panel.kinds, Qt.Key.Key_Up)
    assert panel.form.isEnabled()
    assert not panel.use.isVisible()
    panel.close()


@pytest.mark.parametrize("how", ["click", "enter", "button"])
def test_a_kind_is_chosen_in_one_step_and_keeps_what_was_said(bench, qtbot, how):
    bench = bench()
    before = bench.figure("arm_price")
    panel = panel_of(bench)
    if how == "click":
        take(bench, panel, "metalog")
    else:
        panel.kinds.setCurrentItem(item_of(panel, "metalog"))
        if how == "enter":
            qtbot.keyClick(panel.kinds, Qt.Key.Key_Return)
        else:
            bench.click(panel.use)
    after = bench.figure("arm_price")
    assert (after.quantity.kind, after.quantity.p10, after.quantity.p90) == ("metalog", 30e3, 40e3)
    assert (after.evidence.by, after.evidence.note) == ("guess", "offer 17")
    assert set(panel.form.fields) == {"p10", "p50", "p90", "lower", "upper"}
    assert [box.field for box in bench.row("arm_price").grid.shown] == ["p10", "p50", "p90", "lower", "upper"]
    panel.close()
    bench.undo()
    assert bench.figure("arm_price") == before
    assert not bench.document.can_undo


def test_back_to_what_it_was_is_what_its_source_said(bench):
    bench = bench()
    before = bench.figure("arm_price")
    panel = panel_of(bench)
    take(bench, panel, "pert")
    take(bench, panel, "range")
    panel.close()
    assert bench.figure("arm_price").quantity.kind == "range"
    bench.undo()
    bench.undo()
    assert bench.figure("arm_price") == before


def test_a_kind_that_the_figure_cannot_be_is_passed_by(bench, qtbot):
    bench = bench()
    panel = panel_of(bench)
    assert not item_of(panel, "chance").flags() & Qt.ItemFlag.ItemIsEnabled
    take(bench, panel, "chance")
    assert not bench.document.can_undo
    panel.kinds.setCurrentItem(item_of(panel, "fixed"))
    qtbot.keyClick(panel.kinds, Qt.Key.Key_Down)
    assert panel.kinds.currentItem().text() == "A range"
    panel.close()


def test_how_sure_a_range_is_and_its_bounds_are_typed_beside_the_drawing(bench, qtbot):
    bench = bench()
    panel = panel_of(bench)
    type_into(qtbot, panel.form.fields["coverage"], "90")
    type_into(qtbot, panel.form.fields["lower"], "20k")
    type_into(qtbot, panel.form.fields["upper"], "50k")
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    quantity = bench.figure("arm_price").quantity
    assert quantity == Range(low=30e3, likely=33e3, high=40e3, coverage=0.9, lower=20e3, upper=50e3)
    for _ in range(3):
        bench.undo()
    assert bench.figure("arm_price").quantity == Range(low=30e3, likely=33e3, high=40e3)
    assert not bench.document.can_undo


def test_a_bound_goes_when_its_box_is_emptied(bench, qtbot):
    bench = bench(RANGE | {"lower": 0.0})
    panel = panel_of(bench)
    field = panel.form.fields["lower"]
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    assert bench.figure("arm_price").quantity.lower is None
    panel.close()


def test_what_cannot_be_read_or_makes_no_sense_is_said_in_the_panel(bench, qtbot):
    bench = bench()
    panel = panel_of(bench)
    type_into(qtbot, panel.form.fields["coverage"], "quite")
    assert "quite" in panel._hint.text()
    assert bench.figure("arm_price").quantity.coverage == 0.8
    type_into(qtbot, panel.form.fields["coverage"], "120")
    assert panel._hint.isVisible()
    assert not panel.kinds.isEnabled()
    type_into(qtbot, panel.form.fields["coverage"], "95")
    assert not panel._hint.isVisible()
    assert panel.kinds.isEnabled()
    panel.close()


def test_a_range_typed_into_the_one_number_of_the_panel_is_refused_there(bench, qtbot):
    bench = bench({"kind": "fixed", "value": 33e3})
    panel = panel_of(bench)
    type_into(qtbot, panel.form.fields["value"], "30 to 35k")
    assert panel._hint.text() == "There is room for one number in this box."
    assert bench.figure("arm_price").quantity == Fixed(value=33e3)
    panel.close()


@pytest.mark.parametrize("quantity", EXAMPLES, ids=repr)
def test_every_number_of_every_kind_has_a_box_with_a_name_of_its_own(bench, quantity):
    bench = bench(quantity.model_dump(exclude_none=True))
    panel = panel_of(bench)
    held = {box.field for box in all_boxes_of(quantity)}
    # The chances of separate values are typed with the values.
    of_the_kind = type(quantity).model_fields.keys() - {"kind", "probabilities"}
    assert held == of_the_kind == panel.form.fields.keys()
    names = [field.accessibleName() for field in panel.form.fields.values()]
    assert len({*names}) == len(names)
    assert all(field.isVisible() for field in panel.form.fields.values())
    assert panel.picture.accessibleName()
    panel.close()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_panel_fits_on_a_small_screen_in_every_kind_and_language(bench, language):
    bench = bench(language=language)
    panel = panel_of(bench)
    for kind in KINDS:
        panel.show_input(bench.figure("arm_price"))
        as_kind = converted(Range(low=0.1, likely=0.2, high=0.4), kind)
        panel._show(as_kind)
        assert panel.sizeHint().height() <= 640
        assert panel.sizeHint().width() <= 1000
    panel.close()
