"""Running an evaluation: how many futures, where they are calculated, how it tells of itself and stops."""

from __future__ import annotations

import json
import multiprocessing
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from itertools import pairwise

import numpy as np
import pytest

from roitool import __version__
from roitool.evaluate import evaluate, problems_of
from roitool.evaluate.engine import Engine
from roitool.monitor import Cancelled, Monitor
from roitool.sampling.streams import BLOCK, CHUNK
from roitool.scenario.data import regime_digest
from roitool.scenario.editing import replaced
from roitool.scenario.file import digest, scenario_bytes
from roitool.scenario.renaming import duplicated
from tests.builder import LOAN, figure, line, monthly, opened, scenario_of

SMALL = scenario_of(
    line("investment", "10000", residual_share="back"),
    monthly("saving", "saved", grows_with="index"),
    figures={
        "saved": {"kind": "range", "low": 300, "likely": 500, "high": 900},
        "over": {"kind": "triangular", "minimum": 0.0, "likely": 0.1, "maximum": 0.8},
        "back": 0.1,
        "index": 0.02,
        "odds": 0.1,
        "found_out": 4,
    },
    overrun="over",
    failure={"chance": "odds", "found_out_month": "found_out", "stream": "failing"},
    ways=(LOAN,),
    timing=("3", "2", "5"),
    whole={"regime": {"id": "nl-2026"}, "hurdle_rate": 0.1},
)


class AtOnce(Executor):
    """Calculates every task when it is submitted, and counts them."""

    def __init__(self):
        self.tasks = 0

    def submit(self, function, /, *arguments, **options):
        self.tasks += 1
        future = Future()
        future.set_result(function(*arguments, **options))
        return future


def in_processes(count):
    return ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn"))


class Listening(Monitor):
    def __init__(self, stop_after=None):
        super().__init__()
        self.heard = []
        self.stop_after = stop_after

    def progress(self, done, total):
        self.heard.append((done, total))
        if self.stop_after is not None and done >= self.stop_after:
            self.cancel()


@pytest.mark.parametrize(
    ("asked", "calculated"), [(1, 10_240), (10_000, 10_240), (10_240, 10_240), (10_241, 11_264), (20_000, 20_480)]
)
def test_futures_are_rounded_up_to_whole_blocks_and_the_number_run_is_the_number_shown(asked, calculated):
    found = evaluate(SMALL, asked)
    assert found.provenance.futures == calculated
    assert found.candidates[0].chance_npv.n_futures == calculated


def test_without_a_number_the_scenario_s_own_counts():
    assert evaluate(SMALL.model_copy(update={"futures": 12_000})).provenance.futures == 12_288


def at_its_wish(futures):
    """Return the scenario with a wish for exactly the chance that so many futures give: a close call."""
    worth_it = replaced(SMALL, ("hurdle_rate",), -0.2)
    reached = evaluate(worth_it, futures, settle=False).candidates[0].chance_npv.value
    return replaced(worth_it, ("thresholds", "chance_npv"), reached)


@pytest.mark.parametrize(("asked", "settled"), [(10_240, 40_960), (51_200, 159_744)])
def test_a_close_call_is_calculated_again_with_four_times_the_futures_up_to_160_000(asked, settled):
    scenario = at_its_wish(asked)
    assert evaluate(scenario, asked, settle=False).candidates[0].verdict.close_call
    found = evaluate(scenario, asked)
    assert found.provenance.futures == settled
    assert repr(found) == repr(evaluate(scenario, settled, settle=False))


def test_a_close_call_with_more_futures_than_that_stays_one():
    scenario = at_its_wish(160_768)
    assert evaluate(scenario, 160_768).provenance.futures == 160_768


def test_what_is_no_close_call_is_calculated_once():
    assert evaluate(SMALL).provenance.futures == 10_240


def test_two_evaluations_are_equal_to_the_last_bit():
    assert repr(evaluate(SMALL)) == repr(evaluate(opened(json.loads(scenario_bytes(SMALL)))))


@pytest.mark.parametrize("pool", [in_processes, ThreadPoolExecutor], ids=["processes", "threads"])
def test_two_workers_give_the_same_bits_as_the_caller_itself(pool):
    futures = 8 * CHUNK + BLOCK
    with pool(2) as two:
        elsewhere = repr(evaluate(SMALL, futures, executor=two))
    same = elsewhere == repr(evaluate(SMALL, futures))
    assert same


def test_an_executor_is_asked_for_several_chunks_at_a_time_then_for_single_ones_and_every_future_is_counted():
    executor, monitor = AtOnce(), Listening()
    found = evaluate(SMALL, 20 * CHUNK, monitor, executor)
    done = [0, *(futures // CHUNK for futures, _ in monitor.heard)]
    assert [after - before for before, after in pairwise(done)] == [4, 4, 3, 2, 1, 1, 1, 1, 1, 1, 1]
    assert executor.tasks == len(monitor.heard)
    assert monitor.heard[-1] == (20 * CHUNK, 20 * CHUNK)
    assert repr(found) == repr(evaluate(SMALL, 20 * CHUNK))


@pytest.mark.parametrize("executor", [None, AtOnce()], ids=["here", "elsewhere"])
def test_progress_only_rises_and_ends_with_all_futures(executor):
    monitor = Listening()
    evaluate(SMALL, 9 * CHUNK + 1, monitor, executor)
    done = [heard for heard, _ in monitor.heard]
    assert done == sorted(set(done))
    assert {total for _, total in monitor.heard} == {9 * CHUNK + BLOCK}
    assert done[-1] == 9 * CHUNK + BLOCK


@pytest.mark.parametrize("executor", [None, AtOnce()], ids=["here", "elsewhere"])
def test_a_cancelled_evaluation_stops_at_the_next_chunk(executor):
    monitor = Listening(stop_after=1)
    with pytest.raises(Cancelled):
        evaluate(SMALL, 9 * CHUNK, monitor, executor)
    assert len(monitor.heard) == 1


@pytest.mark.parametrize("executor", [None, AtOnce()], ids=["here", "elsewhere"])
def test_an_evaluation_that_was_cancelled_before_never_begins(executor):
    monitor = Listening()
    monitor.cancel()
    with pytest.raises(Cancelled):
        evaluate(SMALL, monitor=monitor, executor=executor)
    assert monitor.heard == []


def test_tasks_that_wait_are_taken_back_when_an_evaluation_is_cancelled():
    class Waiting(Executor):
        def __init__(self):
            self.futures = []

        def submit(self, *_, **__):
            self.futures.append(Future())
            return self.futures[-1]

    executor, monitor = Waiting(), Listening()
    monitor.cancel()
    with pytest.raises(Cancelled):
        evaluate(SMALL, 20 * CHUNK, monitor, executor)
    # The first was waited for; none of the others may start any more.
    assert len(executor.futures) == 11
    assert all(future.cancelled() for future in executor.futures[1:])


def test_fewer_blocks_of_a_chunk_are_the_beginning_of_all_of_them():
    engine = Engine(SMALL)
    few, whole = engine.chunk(3, 2).candidates[0], engine.chunk(3, 8).candidates[0]
    for name in ("npv", "irr", "payback", "equivalent_annuity", "failed"):
        np.testing.assert_array_equal(getattr(few, name), getattr(whole, name)[: 2 * BLOCK])
    np.testing.assert_array_equal(few.ways[1].advantage, whole.ways[1].advantage[: 2 * BLOCK])


def test_a_candidate_s_numbers_do_not_depend_on_the_candidates_beside_it():
    """The memory of one candidate is used again for the next: nothing of it may be left."""
    alone = evaluate(SMALL).candidates[0]
    both = evaluate(duplicated(SMALL, "robot", "other", "Robot")).candidates
    assert repr(both[0]) == repr(alone)
    moved = repr(both[1]).replace("'other'", "'robot'").replace("('candidates', 1, ", "('candidates', 0, ")
    assert moved == repr(alone)


def test_another_seed_gives_other_numbers_within_their_error():
    one, other = (evaluate(SMALL.model_copy(update={"seed": seed})).candidates[0].npv.mean for seed in (1, 2))
    assert one.value != other.value
    assert abs(one.value - other.value) < 4 * np.hypot(one.se, other.se)


def test_an_answer_says_what_it_takes_to_calculate_it_again():
    found = evaluate(SMALL).provenance
    assert found.version == __version__
    assert found.scenario_digest == digest(SMALL)
    assert found.regime_digest == regime_digest(SMALL.regime)
    assert (found.seed, found.futures) == (SMALL.seed, 10_240)


def codes(found):
    return {problem.code for problem in found.warnings}


def test_tax_rules_that_are_carried_on_beyond_their_year_are_said():
    assert "regime_carried_on" in codes(evaluate(SMALL))
    one_year = scenario_of(monthly("saving", "1"), whole={"horizon_years": 1, "regime": {"id": "nl-2026"}})
    assert "regime_carried_on" not in codes(evaluate(one_year))
    assert "regime_too_new" not in codes(evaluate(one_year))
    earlier = scenario_of(monthly("saving", "1"), whole={"start": "2025-01", "regime": {"id": "nl-2026"}})
    assert "regime_too_new" in codes(evaluate(earlier))


@pytest.mark.parametrize(
    ("regime", "years", "steps"),
    [
        ({"id": "de-2026"}, 10, {"changes_from": 2028, "changes_to": 2032}),
        ({"id": "de-2026"}, 4, {"changes_from": 2028, "changes_to": 2029}),
        ({"id": "de-2026"}, 2, {}),
        ({"id": "de-2026", "rate": 0.42}, 10, {}),
        ({"id": "be-2026"}, 10, {}),
    ],
)
def test_known_rates_of_later_years_are_told_where_the_rules_are_carried_on(regime, years, steps):
    scenario = scenario_of(monthly("saving", "1"), whole={"horizon_years": years, "regime": regime, "start": "2026-01"})
    (told,) = (problem.values for problem in problems_of(scenario) if problem.code == "regime_carried_on")
    assert told == {"regime": regime["id"], "valid_to": 2026, "until": 2025 + years} | steps


def test_correlations_that_had_to_move_are_said_with_what_was_used():
    pairs = [("one", "two"), ("two", "three"), ("one", "three")]
    spread = {"kind": "uniform", "minimum": 0, "maximum": 1}
    whole = {
        "inputs": [figure(name, spread) for name in ("one", "two", "three")],
        "correlations": [{"between": pair, "rank_correlation": -0.9} for pair in pairs],
    }
    moved = [problem for problem in evaluate(scenario_of(whole=whole)).warnings if problem.code == "correlation_moved"]
    assert [problem.values["between"] for problem in moved] == pairs
    assert all(problem.severity == "warning" for problem in moved)
    # By symmetry −1/2 between normals, 6/π asin(−1/4) between ranks.
    assert [problem.values["used"] for problem in moved] == pytest.approx([-0.4826] * 3, abs=1e-3)


def test_a_pair_with_a_chance_is_told_with_the_correlation_it_reaches():
    whole = {
        "inputs": [
            figure("price", {"kind": "uniform", "minimum": 0, "maximum": 1}),
            figure("won", {"kind": "chance", "probability": 0.5}),
        ],
        "correlations": [{"between": ["price", "won"], "rank_correlation": 0.5}],
    }
    (found,) = evaluate(scenario_of(whole=whole)).correlations
    assert (found.between, found.asked) == (("price", "won"), 0.5)
    # (2√3/π) asin(ρ/√2) with ρ = 2 sin(π/12).
    assert found.reached == pytest.approx(2 * np.sqrt(3) / np.pi * np.arcsin(np.sqrt(2) * np.sin(np.pi / 12)), abs=0.03)
