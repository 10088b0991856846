"""Which one: candidates and doing nothing in the same futures."""

from __future__ import annotations

import numpy as np
import pytest

from roitool.decision.dominance import Dominance
from roitool.errors import ScenarioError
from roitool.evaluate import evaluate
from roitool.evaluate.compare import compare, compare_answered
from roitool.monitor import Cancelled, Monitor
from roitool.scenario.data import example_bytes
from roitool.scenario.file import scenario_from_bytes
from tests.builder import document_of, figure, line, monthly, opened

NOISE = {"kind": "uniform", "minimum": 100.0, "maximum": 200.0}


def two(first, second, **whole):
    """Return a scenario with two candidates that save `saved` a month times a factor, for an investment each."""
    document = document_of(whole={"inputs": [figure("saved", NOISE)]} | whole)
    (shape,) = document["candidates"]
    document["candidates"] = [
        shape
        | {"id": name, "title": name, "lines": [line("investment", invested), monthly("saving", f"saved * {factor}")]}
        for name, (invested, factor) in zip(("small", "large"), (first, second), strict=True)
    ]
    return opened(document)


def test_candidates_see_the_same_futures_so_that_a_sure_difference_is_sure():
    found = compare(two(("1000", "1"), ("1500", "1")))
    pair = next(pair for pair in found.pairs if (pair.one, pair.other) == (1, 2))
    assert pair.better.value == 1.0
    assert pair.difference.value == pytest.approx(500.0)
    assert pair.difference.se == pytest.approx(0.0, abs=1e-9)
    assert (pair.dominates, pair.dominated) == (Dominance.FIRST, Dominance.NONE)


def test_doing_nothing_comes_first_and_its_chance_to_be_worse_is_that_of_earning_back():
    scenario = two(("3500", "1"), ("3600", "1"))
    found = compare(scenario)
    pair = found.pairs[0]
    assert (pair.one, pair.other) == (0, 1)
    assert pair.worse == evaluate(scenario, settle=False).candidates[0].chance_npv


def test_the_order_of_the_candidates_changes_nothing_but_their_numbers():
    one = compare(two(("1000", "1"), ("3000", "(1 + 1)")))
    other = compare(two(("3000", "(1 + 1)"), ("1000", "1")))
    assert one.regrets[1:] == other.regrets[:0:-1]
    assert one.pairs[2].better == other.pairs[2].worse
    assert one.worth == other.worth


def test_the_dearer_one_is_held_against_the_cheaper_one_by_what_the_difference_brings():
    found = compare(two(("1000", "1"), ("2200", "(1 + 1)"), horizon_years=1))
    (increment,) = found.increments
    assert (increment.dearer, increment.cheaper, increment.investment) == (1, 0, pytest.approx(1200.0))
    # 1 200 more at the start, 150 more in each of twelve months.
    monthly_rate = (1 + increment.rate.rate) ** (1 / 12) - 1
    assert sum(150 / (1 + monthly_rate) ** m for m in range(1, 13)) == pytest.approx(1200.0)


def test_the_large_budget_of_the_textbook_brings_two_thirds_on_what_it_costs_more():
    """Ross, Westerfield & Jaffe, Corporate Finance: 10 brings 40 a year later, 25 brings 65; 15 more bring 25 more."""
    document = document_of(timing=("11", "0", "30"), whole={"horizon_years": 1})
    (shape,) = document["candidates"]
    document["candidates"] = [
        # Live in the last month alone.
        shape | {"id": name, "title": name, "lines": [line("investment", spent), monthly("revenue", brought)]}
        for name, spent, brought in (("small", "10", "40"), ("large", "25", "65"))
    ]
    found = compare(opened(document))
    (increment,) = found.increments
    assert [answer.base.irr for answer in found.evaluation.candidates] == pytest.approx([3.0, 1.6])
    assert (increment.dearer, increment.investment) == (1, pytest.approx(15.0))
    assert increment.rate.rate == pytest.approx(25 / 15 - 1)


def test_candidates_that_cost_the_same_are_not_held_against_each_other_by_size():
    assert compare(two(("1000", "1"), ("1000", "(1 + 1)"))).increments == ()


def test_an_example_is_compared_by_what_is_paid_in_the_chosen_way():
    scenario = scenario_from_bytes(example_bytes("three-candidates"))
    found = compare(scenario)
    means = [0.0, *(answer.paid.npv_as_paid.mean.value for answer in found.evaluation.candidates)]
    for pair in found.pairs:
        assert pair.difference.value == pytest.approx(means[pair.one] - means[pair.other])
    assert np.argmin([regret.mean.value for regret in found.regrets]) == np.argmax(means)
    assert found.worth.value == pytest.approx(min(regret.mean.value for regret in found.regrets))


def test_what_cannot_be_decided_is_refused_with_its_problems():
    with pytest.raises(ScenarioError):
        compare(two(("unknown_figure", "1"), ("1", "1")))


def test_an_answer_that_is_there_is_compared_bit_for_bit_as_one_that_is_worked_out_with_it():
    scenario = scenario_from_bytes(example_bytes("three-candidates"))
    evaluation = evaluate(scenario, 20_000, settle=False)
    found, whole = compare_answered(evaluation), compare(scenario, 20_000)
    assert found.evaluation is evaluation
    assert (found.pairs, found.regrets, found.worth, found.increments) == (
        whole.pairs,
        whole.regrets,
        whole.worth,
        whole.increments,
    )


def test_a_comparison_that_nobody_waits_for_is_broken_off():
    monitor = Monitor()
    evaluation = evaluate(two(("1000", "1"), ("3000", "1")), settle=False)
    monitor.cancel()
    with pytest.raises(Cancelled):
        compare_answered(evaluation, monitor)
