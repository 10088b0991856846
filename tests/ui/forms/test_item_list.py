"""The items of a list are opened, added, moved, copied and removed; what is needed elsewhere stays."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QToolButton

from roitool.scenario.check import check
from roitool.scenario.lines import RunningCost
from tests.ui.forms.host import click, list_at, press, texts, type_into, widget
from ui.editors.formula_field import FormulaField

LINES = ("candidates", 0, "lines")
WAYS = ("candidates", 0, "ways_of_paying")
COSTS = ("investment", "one_off", "running_cost")


def costs(qtbot, scenario, **choices):
    return list_at(qtbot, scenario, *LINES, kinds=COSTS, only=lambda line: line.kind in COSTS, **choices)


def ids(host, *place):
    return [item.id for item in host.at(*place)]


def act(host, name, what):
    """Go to a row, whose buttons appear by that, and press one of them."""
    widget(host, f"{name} openen", QToolButton).setFocus()
    click(widget(host, f"{name} {what}", QToolButton))


def add(host, text, kind=None):
    button = next(each for each in host.findChildren(QPushButton) if each.isVisible() and each.text() == text)
    if kind is None:
        click(button)
    else:
        next(action for action in button.menu().actions() if action.text() == kind).trigger()


def test_a_row_shows_what_it_is_called_its_formula_and_what_it_comes_to(qtbot, cobot):
    host = costs(qtbot, cobot)
    shown = texts(host)
    assert "Cobotarm met besturing" in shown
    assert "€\N{NO-BREAK SPACE}33.000" in shown
    assert any(text.startswith("Eigen uren om het draaiend te krijgen × ") for text in shown)
    assert "Minder herstel van lassen" not in shown


def test_a_row_opens_by_mouse_and_by_keyboard_and_edits_its_item(qtbot, cobot):
    host = costs(qtbot, cobot)
    chevron = widget(host, "Opleiding van twee lassers openen", QToolButton)
    chevron.setFocus()
    press(chevron, Qt.Key.Key_Space)
    type_into(widget(host, "Opleiding van twee lassers: bedrag", FormulaField), "4.200")
    position = ids(host, *LINES).index("training")
    assert host.at(*LINES, position, "amount") == "4200"
    assert "€\N{NO-BREAK SPACE}4.200" in texts(host)
    click(widget(host, "Opleiding van twee lassers inklappen", QToolButton))
    assert not [each for each in host.findChildren(FormulaField) if each.isVisible()]


def test_tab_goes_through_an_opened_item_and_on_to_the_next(qtbot, cobot):
    host = costs(qtbot, cobot)
    chevron = widget(host, "Opleiding van twee lassers openen", QToolButton)
    chevron.setFocus()
    press(chevron, Qt.Key.Key_Return)
    reached = []
    for _ in range(10):
        press(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget().accessibleName())
    name = "Opleiding van twee lassers"
    assert reached == [
        *(f"{name} {act}" for act in ("omhoog", "omlaag", "kopiëren", "weghalen")),
        *(f"{name}: {field}" for field in ("naam", "bedrag", "betaald in maand")),
        "Meer",
        "Voor adviseurs",
        "Eigen uren bij de start openen",
    ]


def test_tab_reaches_a_new_item_before_the_button_that_added_it(qtbot, cobot):
    host = list_at(qtbot, cobot, "candidates", 0, "events")
    add(host, "+ Tegenslag toevoegen")
    reached = []
    for _ in range(20):
        press(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget().accessibleName())
    assert reached[0] == "Nieuwe tegenslag: kans dat het gebeurt"
    assert "+ Tegenslag toevoegen" in reached
    assert reached.index("+ Tegenslag toevoegen") < reached.index("Grote storing openen")


def test_typing_a_new_name_keeps_the_cursor(qtbot, cobot):
    host = costs(qtbot, cobot)
    click(widget(host, "Opleiding van twee lassers openen", QToolButton))
    field = widget(host, "Opleiding van twee lassers: naam", QLineEdit)
    type_into(field, "Cursus")
    assert field.hasFocus()
    assert "Cursus" in texts(host)


def test_an_item_stays_open_when_it_gets_another_kind_or_name(qtbot, cobot):
    host = list_at(qtbot, cobot, *LINES)
    name = "Minder herstel van lassen"
    click(widget(host, f"{name} openen", QToolButton))
    box = widget(host, f"{name}: soort", QComboBox)
    box.setFocus()
    press(box, Qt.Key.Key_Down)
    assert host.at(*LINES)[-1].kind == "revenue"
    assert widget(host, f"{name}: soort", QComboBox).hasFocus()
    click(next(b for b in host.findChildren(QPushButton) if b.isVisible() and b.text() == "▸ Voor adviseurs"))
    field = widget(host, f"{name}: korte naam", QLineEdit)
    type_into(field, "repairs_saved")
    press(field, Qt.Key.Key_Return)
    assert host.at(*LINES)[-1].id == "repairs_saved"
    assert widget(host, f"{name}: korte naam", QLineEdit).hasFocus()


def test_a_text_that_cannot_be_read_keeps_its_item_open(qtbot, cobot):
    host = list_at(qtbot, cobot, *WAYS)
    click(widget(host, "Lening bij de bank, 60 maanden openen", QToolButton))
    type_into(widget(host, "Lening bij de bank, 60 maanden: looptijd in maanden", QLineEdit), "lang")
    click(widget(host, "Uit eigen geld openen", QToolButton))
    assert not host.form.readable
    assert host.form.unread_place == (*WAYS, 0, "months")
    assert host.form.focus_place(host.form.unread_place)
    assert widget(host, "Lening bij de bank, 60 maanden: looptijd in maanden", QLineEdit).text() == "lang"


def test_a_text_that_cannot_be_read_outlives_a_new_item(qtbot, cobot):
    host = list_at(qtbot, cobot, *WAYS)
    click(widget(host, "Lening bij de bank, 60 maanden openen", QToolButton))
    type_into(widget(host, "Lening bij de bank, 60 maanden: looptijd in maanden", QLineEdit), "lang")
    add(host, "+ Manier van betalen toevoegen", "Huur")
    assert len(host.at(*WAYS)) == 3
    assert host.form.unread_place == (*WAYS, 0, "months")


def test_a_new_item_of_a_kind_is_valid_open_and_has_the_cursor(qtbot, cobot):
    host = costs(qtbot, cobot)
    add(host, "+ Regel toevoegen", "Lopende kosten")
    line = host.at(*LINES)[-1]
    assert isinstance(line, RunningCost)
    assert (line.label, line.amount) == ("Nieuwe lopende kosten", "0")
    assert not [problem for problem in check(host.scenario) if problem.severity == "error"]
    assert widget(host, "Nieuwe lopende kosten: naam", QLineEdit).hasFocus()


def test_the_buttons_of_a_row_are_reached_by_tab_and_hide_when_left(qtbot, cobot):
    host = costs(qtbot, cobot)
    widget(host, "Eigen uren bij de start openen", QToolButton).setFocus()
    remove = widget(host, "Eigen uren bij de start weghalen", QToolButton)
    assert remove.isVisible()
    reached = []
    for _ in range(5):
        press(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget().accessibleName())
    name = "Eigen uren bij de start"
    assert reached == [
        *(f"{name} {act}" for act in ("omhoog", "omlaag", "kopiëren", "weghalen")),
        "Onderhoud en slijtdelen openen",
    ]
    assert not remove.isVisible()


def test_only_the_kinds_of_the_card_are_offered(qtbot, cobot):
    host = costs(qtbot, cobot)
    (button,) = [each for each in host.findChildren(QPushButton) if each.text() == "+ Regel toevoegen"]
    assert [action.text() for action in button.menu().actions()] == [
        "Investering",
        "Eenmalige kosten",
        "Lopende kosten",
    ]


def test_moving_passes_by_the_items_of_other_cards(qtbot, cobot):
    host = costs(qtbot, cobot)
    act(host, "Onderhoud en slijtdelen", "omhoog")
    order = ids(host, *LINES)
    shown = [line.id for line in host.at(*LINES) if line.kind in COSTS]
    assert shown.index("maintenance") == len(shown) - 2
    assert sorted(order) == sorted(line.id for line in cobot.candidates[0].lines)
    assert widget(host, "Onderhoud en slijtdelen omhoog", QToolButton).hasFocus()


def test_a_copy_stands_behind_its_original_under_names_of_its_own(qtbot, cobot):
    host = costs(qtbot, cobot)
    act(host, "Cobotarm met besturing", "kopiëren")
    assert ids(host, *LINES)[:2] == ["arm", "arm_2"]
    assert "Cobotarm met besturing 2" in texts(host)


def test_an_item_is_removed_and_comes_back_with_undo(qtbot, cobot):
    host = costs(qtbot, cobot)
    act(host, "Opleiding van twee lassers", "weghalen")
    assert "training" not in ids(host, *LINES)
    host.undo()
    assert "training" in ids(host, *LINES)
    assert "Opleiding van twee lassers" in texts(host)


def test_what_is_needed_elsewhere_is_not_removed_and_it_is_told_where(qtbot, cobot):
    host = list_at(qtbot, cobot, *WAYS)
    act(host, "Lening bij de bank, 60 maanden", "weghalen")
    assert host.scenario is cobot
    assert any("is nog nodig voor: " in text and "betaald met" in text for text in texts(host))


def test_a_figure_that_a_formula_uses_is_not_removed(qtbot, cobot):
    host = list_at(qtbot, cobot, "candidates", 0, "inputs")
    act(host, "Cobotarm met besturing", "weghalen")
    assert host.scenario is cobot
    assert any("is nog nodig voor: " in text for text in texts(host))


def test_where_nothing_can_be_added_yet_it_is_told_what_comes_first(qtbot, cobot):
    host = list_at(qtbot, cobot, "candidates", 0, "averts")
    assert any("onder Niets doen" in text for text in texts(host))


def test_every_list_of_the_document_gets_a_new_item_that_can_be_opened(qtbot, sensors):
    places = [
        ("inputs",), ("derived",), ("correlations",), ("candidates",), ("do_nothing", "lines"),
        ("company", "commitments"), ("company", "other_investments"),
        *(("candidates", 0, name) for name in ("inputs", "derived", "lines", "events", "ways_of_paying")),
    ]  # fmt: skip
    for place in places:
        host = list_at(qtbot, sensors, *place)
        before = len(host.at(*place))
        button = host.form._add_button
        if button.menu() is None:
            click(button)
        else:
            for action in button.menu().actions():
                action.trigger()
        added = 1 if button.menu() is None else len(button.menu().actions())
        assert len(host.at(*place)) == before + added
        assert host.form._rows[-1].is_open
        assert not [p for p in check(host.scenario) if p.severity == "error" and p.place[: len(place)] == place], place
