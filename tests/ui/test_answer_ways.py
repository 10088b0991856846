"""The ways of paying side by side: read, chosen with the mouse and with keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QRadioButton

from tests.ui.answers import button, show, texts
from tests.wording.build import bank, evaluation, with_ways

LOAN = {"kind": "loan", "id": "bank", "share": "0.7", "rate": "0.06", "months": 60}
PAID_BY = ("candidates", 0, "paid_by")
COVERED = bank(added=0.003, lowest=31_000.0, cover=(0.9, 1.0, 1.2, 1.5, 1.8, 2.2, 2.4))


@pytest.fixture
def panel(panel, qtbot):
    """Return the panel with the focus."""
    # The arrow keys of buttons that are one group go where the focus is.
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return panel


def radio(panel, name):
    return button(panel, f"Pay by {name}")


def test_every_way_has_its_numbers_below_the_headings_and_the_chosen_one_is_marked(panel):
    show(panel, evaluation(loan=COVERED))
    seen = texts(panel)
    for text in ("on average", "short, of 1,000", "deepest dip", "cover, of 1,000", "+€58,700", "€31,000", "700", "—"):
        assert text in seen
    assert radio(panel, "Own money").isChecked()
    assert not radio(panel, "Loan, 60 months").isChecked()


def test_every_heading_explains_itself_and_every_row_can_be_heard(panel):
    show(panel, evaluation(loan=COVERED))
    assert "DSCR" in panel._ways._labels[3].toolTip()
    heard = radio(panel, "Loan, 60 months").accessibleDescription()
    assert heard == "on average: +€58,700; short, of 1,000: 3; deepest dip: €31,000; cover, of 1,000: 700"


def test_a_click_anywhere_on_a_way_chooses_it(panel, qtbot):
    show(panel, evaluation())
    row = panel._ways._rows[1]
    with qtbot.waitSignal(panel.edited) as asked:
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.rect().center())
    assert asked.args == [{PAID_BY: "bank"}, None]


def test_a_way_is_chosen_by_keyboard(panel, qtbot):
    show(panel, evaluation())
    radio(panel, "Own money").setFocus()
    with qtbot.waitSignal(panel.edited) as asked:
        qtbot.keyClick(radio(panel, "Own money"), Qt.Key.Key_Down)
    assert asked.args == [{PAID_BY: "bank"}, None]


def test_the_way_that_is_chosen_already_changes_nothing(panel, qtbot):
    show(panel, evaluation(chosen="bank"))
    with qtbot.assertNotEmitted(panel.edited):
        qtbot.mouseClick(radio(panel, "Loan, 60 months"), Qt.MouseButton.LeftButton)


def test_a_newer_answer_with_fewer_ways_leaves_no_row(panel):
    lease = {"kind": "operational_lease", "id": "lease", "fee": "1500", "minimum_months": 48}
    three = with_ways({"kind": "cash", "id": "own"}, LOAN, lease)
    show(panel, evaluation(three))
    assert len([each for each in panel.findChildren(QRadioButton) if each.isVisible()]) == 3
    show(panel, evaluation(with_ways({"kind": "cash", "id": "own"}, lease)))
    assert len([each for each in panel.findChildren(QRadioButton) if each.isVisible()]) == 2


def test_a_hostile_name_of_a_way_is_shown_literally_and_keeps_the_panel_narrow(panel, qtbot):
    label = "<img src='file:///etc/passwd'>&" + "W" * 150
    show(panel, evaluation(with_ways({"kind": "cash", "id": "own"}, LOAN | {"label": label})))
    assert any(text.startswith("<img src=") for text in texts(panel))
    qtbot.waitUntil(lambda: panel.widget().width() == panel.viewport().width())


def test_the_table_is_copied_with_the_numbers_behind_it(panel):
    show(panel, evaluation(loan=COVERED))
    panel._copy_ways.copy_data()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[0] == "way of paying"
    own, loan = (dict(zip(lines[0].split("\t"), line.split("\t"), strict=True)) for line in lines[1:])
    numbers = {
        "mean net present value, paid this way": ("61000", "58700"),
        "chance of running short because of it or sooner, from 0 to 1": ("0.015", "0.003"),
        "chance that the cover (DSCR) is at least 1.2 every year, from 0 to 1": ("", "0.7"),
    }
    assert {name: (own[name], loan[name]) for name in numbers} == numbers
