"""Every reason of the verdict is opened: the number, its limit, what moves it, and the way to that figure."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from roitool.decision.verdict import Question
from roitool.evaluate.why import Mover, Why
from tests.ui.answers import button, click, show, texts
from tests.wording.build import bank, estimate, evaluation, lesson

HOURS = ("candidates", 0, "inputs", 0)
EARNS, PAYS = "Does it earn itself back often enough?", "Is it paid back within 3 years?"
JUMP = "Show this figure: Hours that come free"


def why(candidate="cobot", place=HOURS):
    mover = Mover(place, "figure", estimate(0.62, 0.004))
    return Why(candidate, dict.fromkeys(Question, (mover,)), 10_240)


def uncertain():
    return evaluation(chance=0.62, fast=0.3)


def open_reason(panel, qtbot, title=EARNS, state="not reached"):
    click(qtbot, panel, "Why")
    click(qtbot, panel, f"{title} {state}")


def test_reasons_are_closed_until_somebody_asks_why(panel, qtbot):
    show(panel, uncertain())
    assert EARNS not in texts(panel)
    click(qtbot, panel, "Why")
    assert {EARNS, PAYS} <= set(texts(panel))
    assert "at least 75 of 100" not in texts(panel)


def test_a_reason_that_is_opened_tells_the_number_with_its_error_and_the_limit(panel, qtbot):
    show(panel, uncertain())
    open_reason(panel, qtbot)
    seen = texts(panel)
    assert "620 of 1,000 futures (± 9)" in seen
    assert "at least 750 of 1,000" in seen


def test_a_click_on_the_words_of_a_reason_opens_and_closes_it_too(panel, qtbot):
    show(panel, uncertain())
    click(qtbot, panel, "Why")
    title = panel._reasons._rows[0]._title
    qtbot.mouseClick(title, Qt.MouseButton.LeftButton)
    assert "620 of 1,000 futures (± 9)" in texts(panel)
    qtbot.mouseClick(title, Qt.MouseButton.LeftButton)
    assert "620 of 1,000 futures (± 9)" not in texts(panel)


def test_each_state_of_a_reason_can_be_heard_and_not_only_seen(panel, qtbot):
    show(panel, evaluation(chance=0.753, fast=0.3))
    click(qtbot, panel, "Why")
    assert button(panel, f"{EARNS} too near to be sure").accessibleDescription().startswith("Earns itself back")
    assert button(panel, f"{PAYS} not reached")


def test_what_moves_the_number_arrives_later_and_leads_to_the_figure(panel, qtbot):
    show(panel, uncertain())
    open_reason(panel, qtbot)
    assert "…" in texts(panel)
    panel.show_why(why())
    assert {"Hours that come free", "The higher, the better."} <= set(texts(panel))
    assert "…" not in texts(panel)
    with qtbot.waitSignal(panel.jump_asked) as asked:
        click(qtbot, panel, JUMP)
    assert asked.args == [HOURS]


def test_the_way_to_the_figure_is_walked_by_keyboard_alone(panel, qtbot):
    show(panel, uncertain())
    panel.show_why(why())
    for name in ("Why", f"{EARNS} not reached"):
        found = button(panel, name)
        found.setFocus()
        qtbot.keyClick(found, Qt.Key.Key_Space)
    with qtbot.waitSignal(panel.jump_asked) as asked:
        qtbot.keyClick(button(panel, JUMP), Qt.Key.Key_Space)
    assert asked.args == [HOURS]


def test_what_moved_an_older_scenario_is_not_shown_beside_the_answer_to_a_newer_one(panel, qtbot):
    show(panel, uncertain())
    open_reason(panel, qtbot)
    panel.show_why(why())
    newer = evaluation(chance=0.61, fast=0.3)
    show(panel, replace(newer, provenance=replace(newer.provenance, scenario_digest="another")))
    assert "610 of 1,000 futures (± 9)" in texts(panel)
    assert "Hours that come free" not in texts(panel)


def test_what_moves_it_stays_when_the_same_scenario_is_looked_at_more_closely(panel, qtbot):
    show(panel, uncertain())
    open_reason(panel, qtbot)
    panel.show_why(why())
    show(panel, evaluation(chance=0.61, fast=0.3))
    assert {"610 of 1,000 futures (± 9)", "Hours that come free"} <= set(texts(panel))


def test_what_moves_another_candidate_waits_until_that_is_looked_at(panel, qtbot):
    show(panel, uncertain())
    open_reason(panel, qtbot)
    panel.show_why(why(candidate="sensors"))
    assert "Hours that come free" not in texts(panel)
    panel.show_why(why())
    assert "Hours that come free" in texts(panel)


def test_where_no_figure_stands_out_that_is_said_and_there_is_nothing_to_press(panel, qtbot):
    show(panel, uncertain())
    open_reason(panel, qtbot)
    panel.show_why(Why("cobot", dict.fromkeys(Question, ()), 10_240))
    assert "No single figure stands out." in texts(panel)
    assert not any(text == "Show this figure" for text in texts(panel))


def test_a_reason_about_something_else_begins_closed(panel, qtbot):
    show(panel, uncertain())
    open_reason(panel, qtbot)
    show(panel, evaluation(own=bank(added=0.05), loan=bank(added=0.04)))
    assert "Can it make us run short of cash?" in texts(panel)
    assert "at most 20 of 1,000" not in texts(panel)


def test_what_is_worth_finding_out_leads_to_its_figure_and_names_nothing_that_moves_it(panel, qtbot):
    show(panel, evaluation(chance=0.62, lesson=lesson()))
    open_reason(panel, qtbot, "Is anything worth finding out first?", "reached")
    shown = texts(panel)
    assert {"€9,000 (± €230)", "more than €920 to be worth it"} <= set(shown)
    assert "What moves it most" not in shown
    with qtbot.waitSignal(panel.jump_asked) as jumped:
        click(qtbot, panel, "Show this figure: Is anything worth finding out first?")
    assert jumped.args == [HOURS]
