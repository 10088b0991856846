"""The worker: newest scenario first, nothing late, nothing left running."""

from __future__ import annotations

import threading
import time

import pytest

from roitool.evaluate import evaluate
from roitool.scenario.editing import replaced
from ui.runner import Finished, Progress, Refused, Runner


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


def finished(events):
    return [event for event in events if isinstance(event, Finished)]


def test_a_scenario_comes_back_decided(runner, heard, cobot, qtbot):
    run = runner.start(cobot)
    qtbot.waitUntil(lambda: bool(finished(heard)), timeout=20_000)
    assert finished(heard)[0].run == run
    assert finished(heard)[0].evaluation.scenario == cobot


def test_a_close_call_is_answered_at_once_and_then_looked_at_more_closely(runner, heard, cobot, qtbot):
    """A wish that is exactly what comes out makes the verdict hang on it."""
    reached = evaluate(cobot, settle=False).candidates[0].chance_npv.value
    run = runner.start(replaced(cobot, ("thresholds", "chance_npv"), reached))
    qtbot.waitUntil(lambda: len(finished(heard)) == 2, timeout=20_000)
    first, second = (event.evaluation.provenance.futures for event in finished(heard))
    assert (first, second) == (10_240, 40_960)
    assert {event.run for event in heard} == {run}
    last = heard.index(finished(heard)[0])
    assert not [event for event in heard[last:] if isinstance(event, Progress)]


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
    assert time.perf_counter() - begun < 2
    assert threading.active_count() == before
