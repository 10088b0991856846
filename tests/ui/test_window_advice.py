"""What a good adviser would say stands where it belongs, and goes when it is heeded."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from roitool.scenario.editing import replaced
from roitool.scenario.file import write_scenario
from tests.ui.conftest import EXAMPLES, row, type_into, wait_for_answer
from ui.pages.page import COMPANY
from ui.widgets.plain import AdviceLabel

CANDIDATE = ("candidates", 0)
HEAVY_TAIL = {"kind": "metalog", "p10": 30e3, "p50": 33e3, "p90": 43e3, "lower": 29e3}


@pytest.fixture
def opened(open_window, tmp_path, cobot):
    """Return what opens a window on the example with other values at some places."""

    def open_with(values, language="en"):
        scenario = cobot
        for place, value in values.items():
            scenario = replaced(scenario, place, value)
        path = tmp_path / "given.roi.json"
        write_scenario(path, scenario)
        return open_window(path, language)

    return open_with


def lines(within):
    visible = [label for label in within.findChildren(AdviceLabel) if label.isVisible()]
    return [line for label in visible for line in label.text().split("\n")]


def said(within):
    """Return what is doubted, without what is merely good to know."""
    return [line for line in lines(within) if line.startswith("▲ ")]


def group(window, title):
    (found,) = [group for group in window.workspace.figures._groups if group.title == title]
    return found


def test_a_sound_scenario_needs_no_advice(window):
    assert said(window.workspace.figures) == []


def test_what_is_good_to_know_stands_under_its_heading_after_the_warnings_and_marks_nothing(opened):
    values = {(*CANDIDATE, "lines", 6, "own_time"): False, (*CANDIDATE, "lines", 6, "label"): "Start"}
    values[(*CANDIDATE, "lines", 6, "id")] = "starting"
    costs = group(opened(values), "What it costs")
    warning, good_to_know = lines(costs)
    assert warning.startswith("▲ No own hours are counted.")
    assert good_to_know.startswith("○ As it stands the investment deduction is €11,671")
    assert "▲" not in costs._facts.text()


def test_a_warning_about_a_figure_stands_at_its_row_and_goes_when_it_is_heeded(opened, qtbot):
    window = opened({(*CANDIDATE, "inputs", 0, "quantity"): HEAVY_TAIL})
    arm = row(window, "arm_price")
    (text,) = said(arm)
    assert text.startswith("▲ ")
    assert said(window.workspace.figures) == [text]
    type_into(qtbot, arm.field_of("p90"), "37k")
    wait_for_answer(qtbot, window)
    assert said(window.workspace.figures) == []


def test_a_warning_about_a_formula_that_is_one_figure_stands_at_that_figure(opened, cobot, qtbot):
    far = {"kind": "fixed", "value": 500.0}
    place = next(at for at, item in enumerate(cobot.candidates[0].inputs) if item.id == "ramp_months")
    values = {
        (*CANDIDATE, "lines", 0, "month"): "ramp_months",
        (*CANDIDATE, "inputs", place, "quantity"): far,
    }
    window = opened(values)
    when = group(window, "When it works")
    assert when._facts.text().startswith("▲ ")
    qtbot.mouseClick(when._fold, Qt.MouseButton.LeftButton)
    assert len(said(row(window, "ramp_months"))) == 1


@pytest.mark.parametrize(("language", "title"), [("en", "When it works"), ("nl", "Wanneer het werkt")])
def test_a_warning_about_no_figure_stands_under_its_heading_folded_or_not(opened, language, title):
    window = opened({(*CANDIDATE, "timing", "ramp_months"): "0"}, language)
    when = group(window, title)
    assert not when.is_open
    assert len(said(when)) == 1
    assert said(window.workspace.figures) == said(when)


def test_a_warning_under_a_heading_without_figures_stands_there_too(opened):
    window = opened({(*CANDIDATE, "failure"): None, (*CANDIDATE, "events"): ()})
    risks = group(window, "What can go wrong")
    assert risks.rows == []
    (text,) = said(window.workspace.figures)
    assert lines(risks) == [text]


def test_of_what_is_good_to_know_the_first_sentence_is_shown_and_the_rest_on_demand(window, qtbot):
    (gist,) = lines(group(window, "What it costs"))
    assert gist.count(". ") == 0
    (more,) = [button for button in window.findChildren(QPushButton) if button.text() == "▸ More" and more_of(button)]
    more.setFocus()
    qtbot.keyClick(more, Qt.Key.Key_Return)
    (whole,) = lines(group(window, "What it costs"))
    assert whole.startswith(gist)
    assert "ask your accountant" in whole
    type_into(qtbot, row(window, "arm_price").field_for(1), "35k")
    wait_for_answer(qtbot, window)
    (still,) = lines(group(window, "What it costs"))
    assert "ask your accountant" in still


def more_of(button):
    return button.isVisible() and button.accessibleName() == "More about this advice"


def test_no_advice_in_the_window_asks_for_a_command(open_window):
    window = open_window(EXAMPLES / "three-candidates.roi.json")
    window.workspace.show_page(COMPANY)
    told = "\n".join(lines(window.workspace.figures))
    assert "several candidates invest" in told
    assert "roitool" not in told


def test_what_candidates_share_in_tax_is_said_where_the_tax_rules_are(open_window):
    window = open_window(EXAMPLES / "three-candidates.roi.json")
    window.workspace.show_page(COMPANY)
    assert any("several candidates invest" in line for line in lines(group(window, "Tax and subsidies")))
    assert not lines(group(window, "About this file"))
