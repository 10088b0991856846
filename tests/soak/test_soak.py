"""A sample of the soak: each promise with its first cases, and the honesty of the intervals over a hundred seeds."""

from __future__ import annotations

import math
import os

import pytest
from scipy import stats

from tests.soak import honesty, projects
from tests.soak.__main__ import in_time
from tests.soak.promises import PROMISES

SEEDS = 100
FEWEST = int(stats.binom.ppf(0.001, SEEDS, 0.95))
"""Of a hundred honest intervals at least so many contain the truth, but for one time in a thousand."""


# That workers give the same bits has its sample in tests/evaluate, kills on systems without fork have none.
@pytest.mark.parametrize(
    "name", sorted(PROMISES.keys() - ({"same-bits"} if hasattr(os, "fork") else {"same-bits", "kills"}))
)
def test_the_first_cases_keep_every_promise(name, qapp):
    with PROMISES[name].prepared() as (case, remark):
        for number in range(3):
            case(number)
        assert isinstance(remark(), str)


@pytest.mark.parametrize("name", ["alone", "nearly alone", "failing"])
def test_intervals_contain_the_truth_as_often_as_they_say(name, monkeypatch):
    monkeypatch.setattr(projects, "LONG_RUNS", 3)
    (project,) = [each for each in projects.small_projects() if each.name == name]
    found = honesty.coverages(project, range(SEEDS))
    assert {key: value.covered for key, value in found.items() if value.covered * SEEDS < FEWEST} == {}
    assert {value.told for value in found.values()} == {SEEDS}


def test_answers_between_candidates_are_tried_with_every_seed():
    found = honesty.of_questions(range(2))
    assert {value.told for value in found.values()} == {2}
    report = honesty.report_of_questions({"three options": found["three options"]})
    assert report.splitlines()[-1].startswith("| three options | 0.7489 ± 0.0")


def test_a_report_marks_what_lies_outside_its_bounds():
    measure = honesty.Coverage(truth=1_234.5, doubt=0.1, half_width=10.0, covered=0.9, told=2_000)
    found = {"a project": {"mean": measure}, "alone with tail": {"mean": measure}}
    report = honesty.report(found)
    assert "| mean | 90.0 ↓ | 90.0 ↓ |" in report
    assert "± 0.5 by chance" in report
    assert honesty.too_narrow(found) == ["mean of a project"]


def test_projects_are_pooled_without_what_is_certain():
    def covered(share, truth=0.5, told=100):
        return honesty.Coverage(truth=truth, doubt=0.0, half_width=0.01, covered=share, told=told)

    certain = {"P10": covered(1.0, truth=math.inf), "P(never)": covered(1.0, truth=0.0001), "mean": covered(0.9)}
    found = honesty.pooled([certain, {"P(never)": covered(0.95), "mean": covered(1.0, told=300)}])
    assert {name: (value.covered, value.told) for name, value in found.items()} == {
        "mean": (0.975, 400),
        "P(never)": (0.95, 100),
    }
    report = honesty.report({"whole": {"mean": covered(0.95)}, "random": found})
    assert "| mean | 95.0 | 97.5 ↑ |" in report
    assert "| mean | 0.5000 ± 0.0100 |" in report


def test_a_soak_ends_with_its_time():
    assert list(in_time(range(5), float("inf"))) == [0, 1, 2, 3, 4]
    assert len(list(in_time(range(10**9), 1e-4))) < 10**9
