"""The worker: newest scenario first, nothing late, nothing left running."""

from __future__ import annotations

import threading
import time

import pytest
import shiboken6

from roitool.evaluate import evaluate
from roitool.evaluate.views import evaluate_outside, evaluate_views
from roitool.scenario.data import example_bytes
from roitool.scenario.editing import replaced
from roitool.scenario.file import scenario_from_bytes
from ui.runner import Compared, Finished, Progress, Refused, Runner
from ui.sights import Mattered, Sight, Weighed


@pytest.fixture
def runner(qapp):
    runner = Runner()
    yield runner
    runner.close()


@pytest.fixture
def heard(runner):
    events = []
    runner.event.connect(events.append)
    return events


@pytest.fixture
def three():
    return scenario_from_bytes(example_bytes("three-candidates"))


def finished(events):
    return [event for event in events if isinstance(event, Finished)]


def test_a_scenario_comes_back_decided(runner, heard, cobot, qtbot):
    run = runner.start(cobot)
    qtbot.waitUntil(lambda: bool(finished(heard)), timeout=20_000)
    assert finished(heard)[0].run == run
    assert finished(heard)[0].evaluation.scenario == cobot


def test_a_close_call_is_answered_at_once_and_then_looked_at_more_closely(runner, heard, qtbot):
    """Whether the company can bear one of its ways of paying hangs on a few futures."""
    robot = scenario_from_bytes(example_bytes("robot-rented-or-bought"))
    assert evaluate(robot, settle=False).candidates[0].verdict.close_call
    run = runner.start(robot)
    qtbot.waitUntil(lambda: len(finished(heard)) == 2, timeout=20_000)
    first, second = (event.evaluation.provenance.futures for event in finished(heard))
    assert (first, second) == (10_240, 40_960)
    assert {event.run for event in heard} == {run}
    last = heard.index(finished(heard)[0])
    assert not [event for event in heard[last:] if isinstance(event, Progress)]


def test_the_candidate_on_screen_is_answered_before_the_others(runner, heard, three, qtbot):
    runner.start(three, first=1)
    qtbot.waitUntil(lambda: len(finished(heard)) == 2, timeout=20_000)
    first, whole = (event.evaluation for event in finished(heard))
    assert [answer.id for answer in first.candidates] == ["sensors"]
    assert repr(whole) == repr(evaluate(three, settle=False))
    assert whole.answer_on("sensors") is first.answer_on("sensors")


def test_an_edit_to_one_candidate_leaves_the_answers_on_the_others(runner, heard, three, qtbot):
    runner.start(three)
    qtbot.waitUntil(lambda: len(finished(heard)) == 2, timeout=20_000)
    before = finished(heard)[1].evaluation
    after = replaced(three, ("candidates", 0, "timing", "go_live_month"), "7")
    runner.start(after)
    qtbot.waitUntil(lambda: len(finished(heard)) == 4, timeout=20_000)
    now = finished(heard)[3].evaluation
    assert repr(now) == repr(evaluate(after, settle=False))
    assert [before.answer_on(each.id) is now.answer_on(each.id) for each in after.candidates] == [False, True, True]


def test_the_outside_view_is_answered_and_then_explained_step_by_step(runner, heard, three, qtbot):
    runner.start(three, first=2, view="outside")
    qtbot.waitUntil(lambda: any(isinstance(event, Compared) for event in heard), timeout=60_000)
    (compared,) = (event for event in heard if isinstance(event, Compared))
    first, whole = (event.evaluation for event in finished(heard))
    assert [answer.id for answer in first.candidates] == ["ordering"]
    assert repr(whole) == repr(evaluate_outside(three, settle=False))
    assert repr(compared.views) == repr(evaluate_views(three))


def test_what_follows_a_first_answer_is_dropped_when_something_newer_is_asked(runner, heard, three, qtbot):
    """Every new question comes right after a first answer, so that none of the others gets to its end."""
    for first in (0, 1, 2, 1, 0):
        heard.clear()
        run = runner.start(replaced(three, ("seed",), first), first)
        qtbot.waitUntil(lambda: bool(finished(heard)), timeout=20_000)
        assert {event.run for event in heard} == {run}
    qtbot.waitUntil(lambda: len(finished(heard)) == 2, timeout=20_000)
    assert {event.run for event in heard} == {run}


def test_a_page_in_sight_is_found_out_behind_the_answers_and_one_that_comes_into_sight_later_without_them(
    runner, heard, three, qtbot
):
    run = runner.start(three, sight=Sight("compare"))
    qtbot.waitUntil(lambda: any(isinstance(event, Weighed) for event in heard), timeout=60_000)
    assert len(finished(heard)) == 2
    runner.look(Sight("matters", 1))
    qtbot.waitUntil(lambda: len(matters_of(heard)) == 2, timeout=60_000)
    assert len(finished(heard)) == 2
    assert [event.matters.position for event in matters_of(heard)] == [1, 1]
    assert {event.run for event in heard} == {run}


def test_of_two_pages_looked_at_quickly_only_the_last_is_found_out(runner, heard, three, qtbot):
    runner.start(three)
    qtbot.waitUntil(lambda: len(finished(heard)) == 2, timeout=20_000)
    for candidate in (0, 1, 2):
        runner.look(Sight("matters", candidate))
    qtbot.waitUntil(lambda: len(matters_of(heard)) == 2, timeout=60_000)
    assert {event.matters.position for event in matters_of(heard)} == {2}


def matters_of(events):
    return [event for event in events if isinstance(event, Mattered)]


def test_of_two_hundred_quick_edits_the_last_is_answered(runner, heard, cobot, qtbot, qapp):
    for seed in range(200):
        newest = runner.start(replaced(cobot, ("seed",), seed))
        qapp.processEvents()
    qtbot.waitUntil(lambda: bool(heard) and isinstance(heard[-1], Finished), timeout=20_000)
    assert heard[-1].run == newest
    assert heard[-1].evaluation.provenance.seed == 199


def test_what_draws_is_loaded_before_anything_is_asked_when_it_is_told_to_prepare(runner, cobot, heard, qtbot):
    with qtbot.waitSignal(runner.drawable, timeout=20_000):
        runner.prepare()
    assert runner.can_draw
    assert heard == []
    runner.start(cobot)
    qtbot.waitUntil(lambda: bool(finished(heard)), timeout=20_000)


def test_a_late_answer_is_dropped(runner, heard, cobot, qtbot):
    other = replaced(cobot, ("seed",), 7)
    for _ in range(5):
        runner.start(cobot)
    newest = runner.start(other)
    qtbot.waitUntil(lambda: bool(finished(heard)), timeout=20_000)
    qtbot.wait(50)
    assert [event.run for event in finished(heard)] == [newest]
    assert finished(heard)[0].evaluation.provenance.seed == 7


def test_a_scenario_that_makes_no_sense_comes_back_refused_with_its_problems(runner, heard, cobot, qtbot):
    wrong = replaced(cobot, ("inputs", 3, "quantity", "low"), 9e6)
    runner.start(wrong)
    qtbot.waitUntil(lambda: bool(heard), timeout=20_000)
    assert isinstance(heard[-1], Refused)
    assert {problem.code for problem in heard[-1].problems} == {"range_order"}


def test_a_cancelled_run_is_not_heard_of_again_and_the_next_one_is_answered_soon(runner, heard, cobot, qtbot):
    runner.start(replaced(cobot, ("futures",), 10_000_000))
    qtbot.waitUntil(lambda: any(isinstance(event, Progress) for event in heard), timeout=20_000)
    runner.cancel()
    heard.clear()
    runner.start(cobot)
    qtbot.waitUntil(lambda: bool(finished(heard)), timeout=20_000)
    assert finished(heard)[0].evaluation.scenario.futures == cobot.futures


def test_closing_during_a_run_leaves_no_thread_running(cobot, qapp, qtbot):
    before = threading.active_count()
    runner = Runner()
    events = []
    runner.event.connect(events.append)
    runner.start(replaced(cobot, ("futures",), 10_000_000))
    qtbot.waitUntil(lambda: bool(events), timeout=20_000)
    begun = time.perf_counter()
    runner.close()
    assert time.perf_counter() - begun < 10
    assert threading.active_count() == before


def test_a_runner_that_is_gone_without_being_closed_ends_its_thread_without_a_complaint(cobot, qapp, qtbot):
    """A complaint of a thread is a warning, and so a failure."""
    before = threading.active_count()
    runner = Runner()
    events = []
    runner.event.connect(events.append)
    runner.start(replaced(cobot, ("futures",), 10_000_000))
    qtbot.waitUntil(lambda: bool(events))
    shiboken6.delete(runner)
    qtbot.waitUntil(lambda: threading.active_count() == before)
