"""Two versions decided in the same futures: what they come to, and the error of what they differ by."""

from __future__ import annotations

import numpy as np
import pytest

from roitool.evaluate import evaluate
from roitool.evaluate.difference import NotDecided, evaluate_both
from roitool.evaluate.engine import Engine
from roitool.evaluate.run import block_count
from roitool.exports.as_json import evaluation_json
from roitool.monitor import Cancelled, Monitor
from roitool.sampling.streams import BLOCK
from roitool.scenario.editing import replaced, replaced_all
from roitool.scenario.renaming import duplicated, renamed
from tests.scenario.documents import document, scenario_of

COBOT = ("candidates", 0)


@pytest.fixture
def scenario():
    return scenario_of(document())


def npv_in_blocks(scenario, futures):
    """Return the mean net present value of each block, calculated here from every future."""
    engine = Engine(scenario)
    sizes = [8] * (futures // BLOCK // 8) + [futures // BLOCK % 8] * bool(futures // BLOCK % 8)
    npv = np.concatenate([engine.chunk(number, size).candidates[0].npv for number, size in enumerate(sizes)])
    return npv.reshape(-1, BLOCK).mean(axis=1)


def test_a_scenario_and_itself_differ_by_nothing_and_with_no_error(scenario):
    found = evaluate_both(scenario, scenario)
    (candidate,) = found.candidates
    assert found.paired
    for difference in (candidate.mean_npv, candidate.chance_npv, candidate.chance_payback, candidate.added_short):
        assert (difference.value, difference.se) == (0.0, 0.0)


def test_a_difference_and_its_error_are_those_of_the_blocks_of_both(scenario):
    after = replaced(scenario, ("inputs", 1, "quantity", "high"), 50.0)
    found = evaluate_both(scenario, after)
    futures = found.after.provenance.futures
    gained = npv_in_blocks(after, futures) - npv_in_blocks(scenario, futures)
    (candidate,) = found.candidates
    assert candidate.mean_npv.value == pytest.approx(gained.mean(), rel=1e-9)
    assert candidate.mean_npv.se == pytest.approx(gained.std(ddof=1) / np.sqrt(gained.size), rel=1e-9)
    assert candidate.mean_npv.se < candidate.after.npv.mean.se / 2


def test_a_cost_known_for_certain_makes_a_difference_known_for_certain(scenario):
    untaxed = replaced(scenario, ("regime", "id"), "none")
    untaxed = replaced(untaxed, (*COBOT, "overrun"), None)
    untaxed = replaced(untaxed, (*COBOT, "failure"), None)
    after = replaced(untaxed, (*COBOT, "lines", 0, "amount"), "86000")
    (candidate,) = evaluate_both(untaxed, after).candidates
    assert candidate.mean_npv.value == pytest.approx(-1000)
    assert candidate.mean_npv.se == pytest.approx(0, abs=1e-6)


def test_the_answers_are_those_that_each_gives_alone_in_as_many_futures(scenario):
    after = replaced_all(scenario, {("futures",): 20_480, ("company", "opening_cash"): "120000"})
    found = evaluate_both(scenario, after)
    futures = found.after.provenance.futures
    assert found.before.provenance.futures == futures >= 20_480
    # As text, because a number that does not exist is unequal to itself.
    assert evaluation_json(found.before) == evaluation_json(evaluate(scenario, futures, settle=False))
    assert evaluation_json(found.after) == evaluation_json(evaluate(after, futures, settle=False))


def test_two_seeds_are_two_draws_and_the_error_says_so(scenario):
    found = evaluate_both(scenario, replaced(scenario, ("seed",), 1))
    (candidate,) = found.candidates
    assert not found.paired
    errors = candidate.before.npv.mean.se, candidate.after.npv.mean.se
    assert candidate.mean_npv.se == pytest.approx(np.hypot(*errors), rel=1e-9)
    assert abs(candidate.mean_npv.value) < 5 * candidate.mean_npv.se


def test_a_candidate_is_found_by_what_it_is_and_one_without_its_like_has_no_difference(scenario):
    after = duplicated(renamed(scenario, COBOT, "robot"), "robot", "second", "Copy", independent=True)
    found = evaluate_both(scenario, after)
    assert [candidate.before and candidate.before.id for candidate in found.candidates] == ["cobot", None]
    assert [candidate.after.id for candidate in found.candidates] == ["robot", "second"]
    assert found.candidates[1].mean_npv is None
    gone = evaluate_both(duplicated(scenario, "cobot", "second", "Copy"), scenario)
    assert [candidate.after and candidate.after.id for candidate in gone.candidates] == ["cobot", None]


def test_money_of_two_currencies_is_not_subtracted(scenario):
    (candidate,) = evaluate_both(scenario, replaced(scenario, ("currency",), "USD")).candidates
    assert candidate.mean_npv is None
    assert candidate.chance_npv.value == 0.0


def test_each_version_is_refused_with_its_own_problems(scenario):
    broken = replaced(scenario, ("inputs", 1, "quantity", "low"), 45.0)
    with pytest.raises(NotDecided) as refused:
        evaluate_both(scenario, broken)
    assert refused.value.before == ()
    assert [problem.code for problem in refused.value.after] == ["range_order"]
    with pytest.raises(NotDecided) as refused:
        evaluate_both(broken, broken)
    assert refused.value.before == refused.value.after


def test_a_figure_that_cannot_be_used_in_some_future_is_told_of_its_version(scenario):
    rare = {"kind": "discrete", "values": [0.0, 1.5], "probabilities": [0.99, 0.01]}
    broken = replaced(scenario, (*COBOT, "inputs", 2, "quantity"), rare)
    broken = replaced(broken, (*COBOT, "failure", "chance"), "go_live")
    with pytest.raises(NotDecided) as refused:
        evaluate_both(broken, scenario)
    assert refused.value.after == ()
    assert [problem.place for problem in refused.value.before] == [(*COBOT, "failure", "chance")]


def test_progress_is_that_of_both_and_a_request_to_stop_is_heard(scenario):
    class Told(Monitor):
        seen: list = []  # noqa: RUF012 - of this test alone

        def progress(self, done, total):
            self.seen.append((done, total))

    monitor = Told()
    evaluate_both(scenario, scenario, monitor)
    blocks = block_count(scenario.futures)
    assert monitor.seen[0][1] == 2 * blocks * BLOCK
    assert (2 * blocks * BLOCK, 2 * blocks * BLOCK) in monitor.seen
    monitor.cancel()
    with pytest.raises(Cancelled):
        evaluate_both(scenario, scenario, monitor)
