"""Every kind of figure is edited in its row: its boxes, the reading, what is wrong, and Tab."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from roitool.scenario.editing import replaced
from roitool.scenario.file import write_scenario
from roitool.scenario.quantities import Data, Discrete
from tests.ui.conftest import figure, row, type_into, wait_for_answer, wait_for_refusal
from ui.editors.number_field import NumberField

ARM = ("candidates", 0, "inputs", 0)
CONTROL = Qt.KeyboardModifier.ControlModifier

KINDS = {
    "fixed": {"value": 33e3},
    "range": {"low": 30e3, "likely": 33e3, "high": 40e3},
    "pert": {"minimum": 30e3, "likely": 33e3, "maximum": 40e3},
    "triangular": {"minimum": 30e3, "likely": 33e3, "maximum": 40e3},
    "uniform": {"minimum": 30e3, "maximum": 40e3},
    "normal": {"average": 33e3, "deviation": 2e3},
    "truncated_normal": {"average": 33e3, "deviation": 2e3, "lower": 30e3},
    "lognormal": {"average": 33e3, "deviation": 2e3},
    "metalog": {"p10": 30e3, "p50": 33e3, "p90": 40e3, "lower": 0.0, "upper": 90e3},
    "discrete": {"values": (30e3, 33e3), "probabilities": (0.4, 0.6)},
    "data": {"observations": (30e3, 33e3, 40e3)},
    "overrun": {
        "body_low": 0.0,
        "body_likely": 0.1,
        "body_high": 0.3,
        "tail_probability": 0.1,
        "tail_minimum": 0.5,
        "tail_alpha": 1.5,
        "cap": 2.0,
    },
    "chance": {"probability": 0.4},
}


@pytest.fixture
def arm_as(open_window, tmp_path, cobot):
    """Return what opens a window in which the price of the arm is of some kind."""

    def opened(kind, language="en", **fields):
        # A file that is open in one window is not opened in another without a question.
        path = tmp_path / f"{kind}.roi.json"
        write_scenario(path, replaced(cobot, (*ARM, "quantity"), {"kind": kind} | KINDS[kind] | fields))
        window = open_window(path, language)
        return window, row(window, "arm_price")

    return opened


def shown(figure_row):
    return {box.field: field.text() for box, field in figure_row.grid.shown.items()}


def message(figure_row):
    (text,) = [label.text() for label in (figure_row.hint, figure_row.echo) if label.isVisible()]
    return text


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in {"discrete", "data"}])
def test_every_number_of_every_kind_is_changed_by_typing_it(arm_as, qtbot, kind):
    window, arm = arm_as(kind)
    before = figure(window, "arm_price")
    named = {name for name, value in before.quantity.model_dump(exclude={"kind", "coverage", "shape"}).items()}
    boxes = {box.field for box in arm.grid.shown}
    assert boxes == named - (set() if kind in {"truncated_normal", "metalog"} else {"lower", "upper"})
    for box, field in arm.grid.shown.items():
        value = getattr(before.quantity, box.field)
        percent = box.measure == "percent" or kind == "chance"
        type_into(qtbot, field, "40" if percent else "33300.5" if value is None else f"{value * 1.01}")
        typed = getattr(figure(window, "arm_price").quantity, box.field)
        assert typed == pytest.approx(0.4 if percent else 33300.5 if value is None else value * 1.01)
        assert figure(window, "arm_price").quantity.kind == kind
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    for _ in boxes:
        qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert figure(window, "arm_price") == before


def test_a_bell_has_an_average_and_a_spread_with_their_names_above_them(arm_as, qtbot):
    window, arm = arm_as("normal")
    assert shown(arm) == {"average": "33,000", "deviation": "2,000"}
    assert [caption.text() for caption in arm.grid._captions] == ["average", "spread"]
    type_into(qtbot, arm.field_of("deviation"), "3k")
    assert message(arm) == "= average €33,000 · spread €3,000"
    wait_for_answer(qtbot, window)
    assert figure(window, "arm_price").quantity.deviation == 3000


def test_a_bound_is_set_by_typing_it_and_gone_when_the_box_is_emptied(arm_as, qtbot):
    window, arm = arm_as("truncated_normal")
    assert arm.field_of("upper").text() == ""
    assert arm.field_of("upper").placeholderText() == "none"
    type_into(qtbot, arm.field_of("upper"), "38k")
    assert figure(window, "arm_price").quantity.upper == 38_000
    field = arm.field_of("lower")
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    assert figure(window, "arm_price").quantity.lower is None
    assert arm.readable
    wait_for_answer(qtbot, window)


def test_a_range_typed_into_p10_fills_p50_and_p90_too(arm_as, qtbot):
    window, arm = arm_as("metalog")
    type_into(qtbot, arm.field_of("p10"), "28 to 40k")
    quantity = figure(window, "arm_price").quantity
    assert (quantity.p10, quantity.p50, quantity.p90) == (28_000, 34_000, 40_000)
    assert "P50 €34,000 (filled in)" in message(arm)


def test_quantiles_in_the_wrong_order_are_asked_about(arm_as, qtbot):
    window, arm = arm_as("metalog")
    type_into(qtbot, arm.field_of("p10"), "50k")
    wait_for_refusal(qtbot, window)
    qtbot.mouseClick(arm.swap, Qt.MouseButton.LeftButton)
    assert [arm.field_of(name).text() for name in ("p10", "p50", "p90")] == ["33,000", "40,000", "50,000"]
    wait_for_answer(qtbot, window)


@pytest.mark.parametrize("kind", ["normal", "truncated_normal", "lognormal"])
@pytest.mark.parametrize("text", ["30 to 40k", "30-40k", "35k ±5k", "30k 35k 40k"])
def test_a_bell_takes_a_range_as_what_it_lies_between_in_8_of_10_futures(arm_as, qtbot, kind, text):
    window, arm = arm_as(kind)
    type_into(qtbot, arm.field_of("average"), text)
    quantity = figure(window, "arm_price").quantity
    assert quantity.kind == kind
    if kind != "truncated_normal":
        assert quantity.quantile([0.1, 0.9]).tolist() == pytest.approx([30e3, 40e3], rel=1e-3)
    assert getattr(quantity, "lower", 30e3) == 30e3
    assert "spread" in message(arm)


@pytest.mark.parametrize(("kind", "name"), [("normal", "deviation"), ("chance", "probability"), ("overrun", "cap")])
def test_a_range_does_not_fit_into_a_box_for_one_number(arm_as, qtbot, kind, name):
    window, arm = arm_as(kind)
    before = figure(window, "arm_price")
    type_into(qtbot, arm.field_of(name), "30 to 40")
    assert message(arm) == "There is room for one number in this box."
    assert figure(window, "arm_price") == before


def test_what_cannot_be_is_explained_at_the_row_and_the_refusal_leads_to_the_box(arm_as, qtbot):
    window, arm = arm_as("normal")
    type_into(qtbot, arm.field_of("deviation"), "-3")
    wait_for_refusal(qtbot, window)
    assert message(arm)
    arm.field_of("average").setFocus()
    (jump,) = [each for each in window.workspace.state.findChildren(type(arm.swap)) if each.isVisible()]
    qtbot.mouseClick(jump, Qt.MouseButton.LeftButton)
    assert arm.field_of("deviation").hasFocus()


@pytest.mark.parametrize(
    ("language", "text", "reading"),
    [
        ("en", "30k: 20%, 33.5k: 50%, 40k: 30%", "= €30,000: 20% · €33,500: 50% · €40,000: 30%"),
        (
            "nl",
            "30k: 20%; 33,5k = 50; 40k: 30",
            "= €\N{NO-BREAK SPACE}30.000: 20% · €\N{NO-BREAK SPACE}33.500: 50% · €\N{NO-BREAK SPACE}40.000: 30%",
        ),
        (
            "nl",
            "30k: 0,2, 33,5k: 0,5, 40k: 0,3",
            "= €\N{NO-BREAK SPACE}30.000: 20% · €\N{NO-BREAK SPACE}33.500: 50% · €\N{NO-BREAK SPACE}40.000: 30%",
        ),
    ],
)
def test_values_with_their_chances_are_typed_in_one_line(arm_as, qtbot, language, text, reading):
    window, arm = arm_as("discrete", language)
    type_into(qtbot, arm.field_of("values"), text)
    assert figure(window, "arm_price").quantity == Discrete(values=(30e3, 33.5e3, 40e3), probabilities=(0.2, 0.5, 0.3))
    assert message(arm) == reading
    wait_for_answer(qtbot, window)


@pytest.mark.parametrize("text", ["30k, 33k", "30k: 20%: 3", "30k: , 33k: 100", ": 20"])
def test_a_value_without_its_chance_is_asked_for_in_place(arm_as, qtbot, text):
    window, arm = arm_as("discrete")
    type_into(qtbot, arm.field_of("values"), text)
    assert message(arm) == "Type each value with its chance, for example 3: 20%, 4: 50%, 5: 30%."
    assert window.workspace.state.state == "cannot"


def test_chances_that_do_not_add_up_are_told_at_the_row(arm_as, qtbot):
    window, arm = arm_as("discrete")
    type_into(qtbot, arm.field_of("values"), "30k: 20%, 33k: 50%")
    wait_for_refusal(qtbot, window)
    assert message(arm)
    type_into(qtbot, arm.field_of("values"), "30k: 20%, 33k: 80%")
    wait_for_answer(qtbot, window)


def test_observations_are_typed_in_one_line(arm_as, qtbot):
    window, arm = arm_as("data")
    assert shown(arm) == {"observations": "30,000; 33,000; 40,000"}
    type_into(qtbot, arm.field_of("observations"), "31k; 33,500; 35000, 39k")
    assert figure(window, "arm_price").quantity == Data(observations=(31e3, 33.5e3, 35e3, 39e3))
    assert message(arm) == "= 4 values, from €31,000 to €39,000"
    wait_for_answer(qtbot, window)


def test_a_column_of_a_spreadsheet_is_pasted_as_observations_and_two_as_values_with_chances(arm_as, qtbot):
    def paste(field, text):
        QGuiApplication.clipboard().setText(text)
        field.setFocus()
        field.selectAll()
        qtbot.keyClick(field, Qt.Key.Key_V, CONTROL)

    window, arm = arm_as("data")
    paste(arm.field_of("observations"), "\n".join(str(30_000 + number) for number in range(1200)) + "\n")
    assert len(figure(window, "arm_price").quantity.observations) == 1200
    qtbot.keyClick(arm.field_of("observations"), Qt.Key.Key_Tab)
    assert arm.field_of("observations").text() == ""
    assert arm.field_of("observations").placeholderText() == "1,200 values; type or paste others here"
    window, arm = arm_as("discrete")
    paste(arm.field_of("values"), "30000\t25%\n34000\t75%\n")
    assert figure(window, "arm_price").quantity == Discrete(values=(30e3, 34e3), probabilities=(0.25, 0.75))


def test_too_many_values_are_refused_in_place(arm_as, qtbot):
    window, arm = arm_as("data")
    QGuiApplication.clipboard().setText("1\n" * 10_001)
    type_into(qtbot, arm.field_of("observations"), "")
    qtbot.keyClick(arm.field_of("observations"), Qt.Key.Key_V, CONTROL)
    assert "10000" in message(arm)
    assert window.workspace.state.state == "cannot"


def test_tab_goes_through_the_boxes_of_a_kind_and_on_to_the_next_row(arm_as, qtbot):
    window, arm = arm_as("metalog")
    names = [arm.field_of(name) for name in ("p10", "p50", "p90", "lower", "upper")]
    below = row(window, "welding_set_price")
    names[0].setFocus()
    for field in (*names[1:], below.field_for(1)):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is field


def test_tab_follows_the_list_whichever_group_was_opened_first(window, qtbot):
    figures = window.workspace.figures
    groups = {group.title: group for group in figures._groups}
    qtbot.mouseClick(groups["How you pay"]._fold, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(groups["When it works"]._fold, Qt.MouseButton.LeftButton)
    fields = [field for each in figures.rows for field in each.all_fields]
    fields[0].setFocus()
    reached = [fields[0]]
    while len(reached) < len(fields):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        # Between the boxes of two cards stand what folds out the lines of the one and the heading of the other.
        if isinstance(QApplication.focusWidget(), NumberField):
            reached.append(QApplication.focusWidget())
    assert reached == fields


@pytest.mark.parametrize("kind", KINDS)
def test_every_box_of_every_kind_has_a_name_of_its_own_and_every_text_is_plain(open_window, tmp_path, cobot, kind):
    hostile = "<table><tr><td>$\\foo{"
    scenario = replaced(cobot, (*ARM, "quantity"), {"kind": kind} | KINDS[kind])
    path = tmp_path / "given.roi.json"
    write_scenario(path, replaced(scenario, (*ARM, "label"), hostile))
    arm = row(open_window(path), "arm_price")
    names = [field.accessibleName() for field in arm.all_fields]
    assert len({*names}) == len(names)
    assert all(name.startswith(f"{hostile}, ") for name in names)
    labels = arm.findChildren(QLabel)
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    assert hostile in [label.text() for label in labels]


@pytest.mark.parametrize(
    ("language", "said", "then"),
    [("en", "9 of 10 times between them", "8 of 10 times"), ("nl", "9 van de 10 keer ertussen", "8 van de 10 keer")],
)
def test_a_range_that_is_typed_keeps_how_sure_it_is_and_says_so_where_that_is_chosen(
    arm_as, qtbot, language, said, then
):
    window, arm = arm_as("range", language, coverage=0.9)
    assert "9" in arm.toolTip()
    assert "9" in arm.outline.toolTip()
    type_into(qtbot, arm.field_of("low"), "28-45k")
    assert figure(window, "arm_price").quantity.coverage == 0.9
    assert arm.ends.isVisible()
    assert arm.ends.text() == said
    qtbot.mouseClick(arm.ends, Qt.MouseButton.LeftButton)
    panel = QApplication.activePopupWidget()
    assert panel.form.fields["coverage"].hasFocus()
    type_into(qtbot, panel.form.fields["coverage"], "80")
    panel.close()
    assert figure(window, "arm_price").quantity.coverage == 0.8
    type_into(qtbot, arm.field_of("low"), "27k")
    assert arm.ends.text().startswith(then)


def test_a_figure_that_was_certain_lies_in_the_range_that_is_typed_8_of_10_times(arm_as, qtbot):
    window, arm = arm_as("fixed")
    assert arm.toolTip() == "" or "extremes" not in arm.toolTip()
    type_into(qtbot, arm.field_of("value"), "28-45k")
    assert figure(window, "arm_price").quantity.coverage == 0.8
    assert arm.ends.text() == "8 of 10 times between them"


@pytest.mark.parametrize("kind", ["pert", "triangular", "uniform"])
def test_between_two_extremes_nothing_lies_outside_them(arm_as, qtbot, kind):
    _, arm = arm_as(kind)
    type_into(qtbot, arm.field_of("minimum"), "29k")
    assert arm.ends.text() == "never outside them"
    qtbot.mouseClick(arm.ends, Qt.MouseButton.LeftButton)
    assert QApplication.activePopupWidget() is not None
    QApplication.activePopupWidget().close()


@pytest.mark.parametrize("kind", ["normal", "metalog", "chance", "overrun"])
def test_a_kind_that_names_its_numbers_says_nothing_more_of_them(arm_as, qtbot, kind):
    _, arm = arm_as(kind)
    (field, *_) = arm.all_fields
    type_into(qtbot, field, "0.2")
    assert not arm.ends.isVisible()
