"""What quotes leave out is told at the costs of a candidate, and put in with one click."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from roitool.scenario.beginning import begun
from roitool.scenario.editing import replaced, without
from roitool.scenario.idle import without_idle_figures
from tests.ui.figure_bench import Bench


def poorer(*lines):
    scenario = begun(["cobot_cell"], "2027-01")
    for line in lines:
        at = next(at for at, found in enumerate(scenario.candidates[0].lines) if found.id == line)
        scenario = without(scenario, ("candidates", 0, "lines", at))
    return without_idle_figures(scenario)


@pytest.fixture
def bench_without(qtbot, qapp):
    return lambda *lines, language="en": Bench(qtbot, poorer(*lines), language)


def test_a_whole_candidate_has_nothing_left_out_and_the_list_says_so(bench_without):
    strip = bench_without().panel._left_out
    assert strip.sentence == ""
    assert strip.all.text() == "What quotes leave out: 7 of 7 are in here"


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "▲ Quotes usually leave out fixtures, feeding and tables (€4,300 – €26,000)."),
        (
            "nl",
            "▲ Wat offertes meestal weglaten: mallen, aanvoer en tafels (€\u00a04.300 – €\u00a026.000).",
        ),
    ],
)
def test_what_is_missing_is_told_with_its_range_and_added_with_one_click(bench_without, language, says):
    bench = bench_without("fixtures", language=language)
    before = bench.scenario
    assert bench.panel._left_out.sentence == says
    bench.click(bench.panel._left_out.add)
    assert "fixtures" in [line.id for line in bench.scenario.candidates[0].lines]
    assert bench.figure("fixture_price").evidence.by == "reference"
    assert bench.row("fixture_price").isVisible()
    assert bench.panel._left_out.sentence == ""
    bench.undo()
    assert bench.scenario == before
    assert bench.panel._left_out.sentence == says
    assert not bench.document.can_undo


def test_several_are_named_up_to_three_and_added_together_in_one_step(bench_without):
    bench = bench_without("fixtures", "safety", "training", "maintenance")
    before = bench.scenario
    strip = bench.panel._left_out
    assert strip.sentence.endswith("and 1 more.")
    bench.click(strip.add)
    assert bench.panel._left_out.sentence == ""
    bench.undo()
    assert bench.scenario == before


def test_the_list_tells_what_is_in_and_what_each_adds_and_adds_one(bench_without):
    bench = bench_without("fixtures", "training")
    bench.click(bench.panel._left_out.all)
    panel = QApplication.activePopupWidget()
    adds = {button.accessibleName(): button for button in panel.findChildren(type(bench.panel._left_out.add))}
    assert set(adds) == {"Add: Fixtures, feeding and tables", "Add: Training"}
    bench.click(adds["Add: Training"])
    lines = [line.id for line in bench.scenario.candidates[0].lines]
    assert "training" in lines
    assert "fixtures" not in lines
    panel.close()


def test_an_amount_of_zero_is_as_good_as_left_out(qtbot, qapp):
    scenario = poorer()
    at = next(at for at, found in enumerate(scenario.candidates[0].lines) if found.id == "safety")
    bench = Bench(qtbot, replaced(scenario, ("candidates", 0, "lines", at, "amount"), "0"))
    assert "risk assessment" in bench.panel._left_out.sentence.lower()


def test_tab_goes_from_the_last_cost_to_what_is_left_out(bench_without, qtbot):
    bench = bench_without("fixtures")
    last = bench.panel._groups[0].rows[-1].all_fields[-1]
    last.setFocus()
    for button in (bench.panel._left_out.add, bench.panel._left_out.all):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is button
    qtbot.keyClick(bench.panel._left_out.all, Qt.Key.Key_Space)
    assert QApplication.activePopupWidget() is not None
    QApplication.activePopupWidget().close()


def test_nothing_is_shown_of_a_candidate_without_a_template(qtbot, qapp, cobot):
    assert Bench(qtbot, cobot).panel._left_out.isHidden()
