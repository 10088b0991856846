"""Where a figure is used is told completely, and only what is used nowhere is taken out."""

from __future__ import annotations

import pytest

from roitool.scenario.check import check
from roitool.scenario.uses import used_in, without_figure
from tests.builder import document_of, figure, line, opened

UNCERTAIN = {"kind": "uniform", "minimum": 0.0, "maximum": 1.0}


@pytest.fixture
def scenario():
    return opened(
        document_of(
            line("investment", "price"),
            line("saving", "twice"),
            figures={"price": 1.0, "extra": UNCERTAIN, "late": UNCERTAIN, "idle_one": UNCERTAIN},
            derived=[{"id": "twice", "label": "twice", "formula": "12 * price + wages"}],
            overrun="extra",
            reference={"class_id": "it_integration", "delay": "late"},
            company={"wages_per_month": "wages"},
            whole={
                "inputs": [figure("wages", UNCERTAIN), figure("unused", UNCERTAIN)],
                "correlations": [{"between": ["robot.idle_one", "unused"], "rank_correlation": 0.5}],
            },
        )
    )


def own(scenario, name):
    return next(
        ("candidates", 0, "inputs", at) for at, item in enumerate(scenario.candidates[0].inputs) if item.id == name
    )


def test_formulas_of_lines_and_derived_figures_are_told(scenario):
    assert used_in(scenario, own(scenario, "price")) == (
        ("candidates", 0, "derived", 0, "formula"),
        ("candidates", 0, "lines", 0, "amount"),
    )
    assert used_in(scenario, ("candidates", 0, "derived", 0)) == (("candidates", 0, "lines", 1, "amount"),)


def test_a_shared_figure_is_used_by_the_company_and_by_candidates(scenario):
    assert used_in(scenario, ("inputs", 0)) == (
        ("company", "wages_per_month"),
        ("candidates", 0, "derived", 0, "formula"),
    )


def test_roles_are_uses_too(scenario):
    assert used_in(scenario, own(scenario, "extra")) == (("candidates", 0, "overrun"),)
    assert used_in(scenario, own(scenario, "late")) == (("candidates", 0, "reference", "delay"),)


def test_an_idle_figure_goes_with_its_correlations(scenario):
    poorer = without_figure(scenario, own(scenario, "idle_one"))
    assert "idle_one" not in [item.id for item in poorer.candidates[0].inputs]
    assert poorer.correlations == ()
    assert [problem for problem in check(poorer) if problem.severity == "error"] == []
    assert [item.id for item in without_figure(scenario, ("inputs", 1)).inputs] == ["wages"]


def test_a_figure_in_use_stays(scenario):
    with pytest.raises(ValueError, match="inputs"):
        without_figure(scenario, ("inputs", 0))
