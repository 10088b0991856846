"""The panel with the answer, given answers made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from roitool.wording.words import Words
from tests.ui.answers import button, click, show, texts
from tests.wording.build import bank, evaluation, fleet
from ui.panels.answer import AnswerPanel
from ui.theme import LIGHT
from ui.widgets.fold import Fold

QUESTION = "How does “Uptime contract” run?"
COVERED = bank(cover=(0.9, 1.0, 1.2, 1.5, 1.8, 2.2, 2.4))


def test_each_fleet_has_a_block_of_its_own_and_the_rest_of_it_behind_more(panel, qtbot):
    second = replace(fleet(), label="Rental cells")
    show(panel, evaluation(fleets=(fleet(), second)))
    assert {QUESTION, "How does “Rental cells” run?", "At its deepest point €120,000 is in it on average"} < set(
        texts(panel)
    )
    assert "In 1 of 20 futures €169,300 or more." in texts(panel)
    assert "The money of these contracts alone, before tax." not in texts(panel)
    click(qtbot, panel, f"More: {QUESTION}")
    assert texts(panel).count("The money of these contracts alone, before tax.") == 1


def test_a_fleet_that_is_gone_leaves_no_block(panel):
    show(panel, evaluation(fleets=(fleet(),)))
    show(panel, evaluation())
    assert QUESTION not in texts(panel)
    show(panel, evaluation(fleets=(fleet(label="Rental cells"),)))
    assert "How does “Rental cells” run?" in texts(panel)


def test_what_the_bank_asks_for_is_told_behind_more(panel, qtbot):
    show(panel, evaluation(chosen="bank", loan=COVERED))
    assert not any("DSCR" in text for text in texts(panel))
    click(qtbot, panel, "More: Can it hurt us?")
    assert any("the bank asks for 1.2" in text for text in texts(panel))
    assert any(text.startswith("This much may go wrong at once") for text in texts(panel))


def test_an_owner_sees_when_it_is_paid_back_and_the_worst_without_opening_anything(panel):
    show(panel, evaluation())
    seen = texts(panel)
    assert "After 2 years and 11 months" in seen
    assert "In 8 of 10 futures: between 1.8 and 6.1 years." in seen
    assert "+€61,000 on average" in seen
    assert any(text.startswith("In 1 of 20 futures −€41,000 or worse") for text in seen)


def test_terms_of_finance_stand_in_one_small_line_that_explains_itself(panel):
    show(panel, evaluation())
    (line,) = [text for text in texts(panel) if "NPV" in text]
    assert line == "NPV +€61,000 ± €1,000 · IRR 21%"
    assert "IRR: what it yields a year" in panel._finance.toolTip()


def test_the_name_of_the_candidate_stands_above_the_verdict_only_on_another_page(panel):
    show(panel, evaluation())
    assert "Welding cobot" not in texts(panel)
    show(panel, evaluation(), titled=True)
    assert "Welding cobot" in texts(panel)


def test_verdict_dots_fan_and_payback_are_in_sight_on_an_ordinary_screen(panel):
    show(panel, evaluation())
    when = panel._when
    bottom = when.mapTo(panel.widget(), when.rect().bottomLeft()).y()
    # 820 pixels less the menu and the status line.
    assert bottom < 760


def test_more_pictures_are_drawn_only_once_somebody_looks_at_them(panel, qtbot):
    panel.enable_pictures()
    show(panel, evaluation())
    qtbot.waitUntil(lambda: panel.drawn)
    curve = panel._pictures._views["curve"].picture
    assert not curve.drawn
    click(qtbot, panel, "More pictures and percentiles")

    def drawn_in_view():
        panel.ensureWidgetVisible(curve)
        return curve.drawn

    qtbot.waitUntil(drawn_in_view)
    assert "16 of 100 futures stay below 0" in curve.accessibleName()
    seen = texts(panel)
    assert {"P5", "P50", "P95", "never"} <= set(seen)


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_every_part_that_opens_can_be_reached_and_named_by_keyboard(panel, qtbot, key):
    show(panel, evaluation())
    why = button(panel, "Why")
    why.setFocus()
    qtbot.keyClick(why, key)
    assert "Does it earn itself back often enough?" in texts(panel)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_nothing_is_cut_off_at_the_side_whatever_is_opened(qtbot, language):
    panel = AnswerPanel(LongWords(language), LIGHT)
    qtbot.addWidget(panel)
    panel.resize(364, 720)
    panel.show()
    show(panel, evaluation(chosen="bank", loan=COVERED, fleets=(fleet(),)), titled=True)
    for fold in panel.findChildren(Fold):
        fold.set_open(True)
    qtbot.waitUntil(lambda: panel.widget().width() == panel.viewport().width())
    assert panel.widget().minimumSizeHint().width() <= panel.viewport().width()


class LongWords(Words):
    """Words of which every text is a third longer, as German ones are."""

    def text(self, code, **values):
        text = super().text(code, **values)
        return text + "n" * (len(text) // 3)
