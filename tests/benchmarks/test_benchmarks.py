"""The benchmark works, and compares like with like; how fast it is, is not tested here."""

from __future__ import annotations

import numpy as np
import pytest

from roitool.decision.information import Choice
from roitool.scenario.check import check
from tests.benchmarks import deciding, peers
from tests.benchmarks.peers import by_numpy_financial, by_pyxirr, drawn_figures, measured, require_agreement
from tests.benchmarks.reference import reference_scenario
from tests.benchmarks.run import main

FUTURES = 40


@pytest.mark.parametrize("risks", [False, True])
def test_the_reference_work_is_what_it_says_it_is(risks):
    scenario = reference_scenario(*(("risks",) if risks else ()))
    candidate = scenario.candidates[0]
    inputs = [*scenario.inputs, *candidate.inputs]
    assert [problem.code for problem in check(scenario) if problem.severity == "error"] == []
    assert len({figure.stream for figure in inputs}) == 30
    assert sum(figure.quantity.kind == "range" for figure in inputs) == 28
    assert scenario.horizon_years == 10
    assert [way.kind for way in candidate.ways_of_paying] == ["loan"]
    assert (candidate.failure is not None, len(candidate.events)) == (risks, risks)


@pytest.mark.parametrize("measures", [by_numpy_financial, by_pyxirr])
def test_the_peers_calculate_what_the_engine_does(measures):
    require_agreement(drawn_figures(FUTURES), measures)


@pytest.mark.parametrize("position", range(7))
def test_a_peer_that_calculates_something_else_is_not_timed(position, monkeypatch):
    def wrong(figures, measures):
        found = list(measured(figures, measures))
        found[position] += 1e-6 * max(1.0, abs(found[position]))
        return tuple(found)

    monkeypatch.setattr(peers, "measured", wrong)
    with pytest.raises(AssertionError, match="Not equal to tolerance"):
        require_agreement(drawn_figures(3), by_pyxirr)


def test_other_libraries_find_the_same_shares_and_worths():
    rng = np.random.default_rng(1)
    x, noise = rng.uniform(-1, 1, (10_240, 2)), rng.normal(size=10_240)
    gain = x[:, 0] + 0.5 * x[:, 1] ** 2 + 0.3 * noise
    choice = Choice.between(np.column_stack([np.zeros(gain.size), gain]))
    assert deciding.apart(deciding.shares(x, gain), deciding.shares_by_salib(x, gain)) < 0.01
    assert deciding.apart(deciding.worths(x, choice), deciding.worths_by_spline(x, gain), choice.evpi().value) < 0.01


def test_answers_to_another_question_are_not_timed():
    with pytest.raises(AssertionError, match=r"0\.060 of the whole apart"):
        deciding.apart(np.array([0.1, 0.5]), np.array([0.1, 0.44]))
    with pytest.raises(AssertionError, match="nan of the whole"):
        deciding.apart(np.array([0.1]), np.array([np.nan]))


def test_the_quick_benchmark_prints_ratios_times_and_memory(capsys):
    main(["--quick"])
    printed = capsys.readouterr().out
    for wanted in (
        "numpy-financial",
        "pyxirr",
        "SALib",
        "all drivers",
        "one future",
        "10 240 futures, one worker",
        "MiB",
    ):
        assert wanted in printed
