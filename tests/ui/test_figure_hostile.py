"""Odd text in the name, unit, note and source of a figure is shown as it is wherever it shows, and freezes nothing."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QTextDocumentFragment
from PySide6.QtWidgets import QApplication, QLabel

from roitool.errors import ScenarioError
from roitool.scenario.beginning import begun
from roitool.scenario.editing import replaced_all
from roitool.wording.plain import clean
from tests.soak.hostile import HOSTILE
from tests.ui.figure_bench import Bench

PRICE = ("candidates", 0, "inputs", 0)
SECONDS = 2.0
LONG = "<table><tr><td>$\\foo{ &" * 1_000


def with_text(text):
    """Return a scenario with a text in every field of a figure that takes any, and in that of what uses it."""
    evidence = {"by": "guess", "note": text * 5, "source": text}
    values = {(*PRICE, "label"): text, (*PRICE, "unit"): text, (*PRICE, "evidence"): evidence}
    values |= {("candidates", 0, "title"): text, ("candidates", 0, "lines", 0, "label"): text}
    shorter = values | {(*PRICE, "unit"): text[:40], (*PRICE, "evidence", "note"): text}
    try:
        return replaced_all(begun(["cobot_cell"], "2027-01"), values)
    except ScenarioError:
        return replaced_all(begun(["cobot_cell"], "2027-01"), shorter)


def shown_by(tooltip):
    """Return what a tooltip shows: it says itself that it is HTML, so that Qt need not guess."""
    assert tooltip.startswith("<qt>")
    return QTextDocumentFragment.fromHtml(tooltip).toPlainText()


def letters(text):
    """Return a text without blanks, which lines are broken at, and without what steers it."""
    return "".join(clean(text, 5_000).split())


def labels_in(widget):
    found = widget.findChildren(QLabel)
    assert {label.textFormat() for label in found} <= {Qt.TextFormat.PlainText}
    return [label.text() for label in found]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_it_is_shown_literally_on_the_row_and_in_all_that_opens_from_it(qtbot, qapp, text):
    begun_at = time.thread_time()
    bench = Bench(qtbot, with_text(text))
    row = bench.row("arm_price")
    name = clean(text)
    assert name in labels_in(row)
    assert letters(text)[:60] in letters(shown_by(row.chip.toolTip()))

    kind = bench.opened(row.outline)
    assert name in labels_in(kind)
    kind.grab()
    kind.close()

    evidence = bench.opened(row.chip)
    assert letters(evidence.note.text())[:60] == letters(bench.figure("arm_price").evidence.note)[:60]
    labels_in(evidence)
    evidence.grab()
    evidence.close()

    for ask in (row.name, row.unit):
        qtbot.mouseDClick(ask, Qt.MouseButton.LeftButton)
        asked = QApplication.activePopupWidget()
        labels_in(asked)
        asked.close()

    at = row.rect().center()
    QApplication.sendEvent(row, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, row.mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    (uses,) = [action.menu() for action in menu.actions() if action.menu() is not None]
    shown = [action.text().replace("&&", "&") for action in uses.actions()]
    assert all(len(each) <= 90 for each in shown)
    menu.close()

    bench.panel.grab()
    assert time.thread_time() - begun_at < SECONDS * 2


def test_twenty_thousand_characters_pasted_anywhere_are_cut_where_the_file_ends(qtbot, qapp):
    bench = Bench(qtbot, begun(["cobot_cell"], "2027-01"))
    begun_at = time.thread_time()
    assert len(LONG) > 20_000
    QApplication.clipboard().setText(LONG)
    row = bench.row("arm_price")
    panel = bench.opened(row.chip)
    for field, longest in ((panel.date, 40), (panel.source, 200), (panel.note, 2_000)):
        field.setFocus()
        field.selectAll()
        qtbot.keyClick(field, Qt.Key.Key_Delete)
        qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert len(field.text()) == longest
    said = bench.figure("arm_price").evidence
    assert (said.source, said.note.en) == (LONG[:200], LONG[:2_000])
    panel.close()
    for ask, longest in (("name", 200), ("unit", 40)):
        qtbot.mouseDClick(getattr(bench.row("arm_price"), ask), Qt.MouseButton.LeftButton)
        asked = QApplication.activePopupWidget()
        asked.line.selectAll()
        qtbot.keyClick(asked.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert len(asked.line.text()) == longest
        qtbot.keyClick(asked.line, Qt.Key.Key_Return)
    figure = bench.figure("arm_price")
    assert (figure.label.en, figure.unit) == (LONG[:200], LONG[:40])
    assert time.thread_time() - begun_at < SECONDS * 2
