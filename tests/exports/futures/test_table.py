"""The futures as CSV: exactly those of the run, with all their digits."""

from __future__ import annotations

import io

import numpy as np
import pytest

from roitool.errors import ScenarioError
from roitool.exports.futures import columns, futures_csv
from roitool.measures import IrrStatus
from roitool.sampling.draws import Sampling
from roitool.scenario.data import example_bytes
from roitool.scenario.editing import replaced
from roitool.scenario.file import scenario_from_bytes
from tests.builder import line, scenario_of
from tests.exports.everything import everything
from tests.exports.futures.build import columns_of, order_of
from tests.second.generator import random_scenario


@pytest.fixture(scope="module")
def three():
    return order_of(scenario_from_bytes(example_bytes("three-candidates")))


@pytest.fixture(scope="module")
def found(three):
    return columns_of(futures_csv(three))


def test_every_future_of_the_run_has_a_row_with_its_number(three, found):
    assert found["future"].tolist() == list(range(1, three.evaluation.provenance.futures + 1))


def test_means_and_chances_of_the_answer_are_those_of_the_columns(three, found):
    for answer in three.evaluation.candidates:
        out, pay = f"out.{answer.id}", f"out.{answer.id}.pay.{answer.chosen}"
        bank = answer.paid.bank
        means = {
            f"{out}.npv": answer.npv.mean,
            f"{out}.equivalent_annuity": answer.equivalent_annuity.mean,
            f"{out}.investment": answer.investment.mean,
            f"{out}.stopped": answer.stopped,
            f"{out}.failed": answer.failed,
            f"{out}.payback_by_selling": answer.payback.only_by_selling,
            f"{out}.dips_again": answer.payback.dips_again,
            f"{out}.lowest_without": bank.lowest_without.mean,
            f"{out}.short_without": bank.short_without,
            f"{pay}.npv_as_paid": answer.paid.npv_as_paid.mean,
            f"{pay}.advantage": answer.paid.advantage.mean,
            f"{pay}.lowest": bank.lowest_with.mean,
            f"{pay}.short": bank.short_with,
            f"{pay}.added_short": bank.added_short,
            f"{pay}.peak_funding": bank.peak_funding.mean,
        }
        for name, told in means.items():
            assert found[name].mean() == pytest.approx(told.value, rel=1e-12, abs=1e-12), name
        assert 1 - found[f"{out}.paid_back"].mean() == pytest.approx(answer.payback.never.value, abs=1e-12)


def test_quantiles_of_the_answer_are_values_of_the_columns(three, found):
    for answer in three.evaluation.candidates:
        ranked = {
            "irr": answer.irr.quantiles,
            "mirr": answer.mirr,
            "payback": answer.payback.quantiles,
            "discounted_payback": answer.discounted_payback,
            "profitability_index": answer.profitability_index,
            "return_on_investment": answer.return_on_investment,
        }
        for name, told in ranked.items():
            values = found[f"out.{answer.id}.{name}"]
            values = np.sort(values[~np.isnan(values)])
            for percentage, quantile in told.quantiles.items():
                assert quantile.value == values[int(np.ceil(percentage / 100 * values.size)) - 1], (name, percentage)


def test_figures_are_those_that_were_drawn_bit_for_bit(three, found):
    scenario = three.evaluation.scenario
    sampling = Sampling(scenario)
    for candidate in scenario.candidates:
        for figure in candidate.inputs:
            if (name := f"in.{candidate.id}.{figure.id}") in found and figure.id != candidate.overrun:
                drawn = np.concatenate([sampling.chunk(0, 10).values([figure])[figure.id]])
                assert found[name].tolist() == drawn.tolist()


def test_each_figure_has_the_quantiles_that_were_stated(three, found):
    scenario = three.evaluation.scenario
    stated = {f"in.{each.id}": each for each in scenario.inputs}
    for candidate in scenario.candidates:
        stated |= {f"in.{candidate.id}.{each.id}": each for each in candidate.inputs if each.id != candidate.overrun}
    checked = 0
    for name, values in found.items():
        if name in stated and not stated[name].quantity.discrete:
            shares = np.array([0.1, 0.5, 0.9])
            wanted = stated[name].quantity.quantile(shares)
            assert np.quantile(values, shares) == pytest.approx(wanted, rel=0.01, abs=0.01 * values.std())
            checked += 1
    assert checked > 20


def test_figures_that_go_together_still_do():
    found = columns_of(futures_csv(order_of(everything())))

    def ranks(values):
        return np.argsort(np.argsort(values))

    one, other = found["in.robot.excess"], found["in.robot.go_live"]
    assert np.corrcoef(ranks(one), ranks(other))[0, 1] == pytest.approx(0.5, abs=0.03)


def test_an_overrun_is_told_with_the_tail_that_its_interfaces_give_it():
    order = order_of(everything())
    stated = order.evaluation.scenario.candidates[0].inputs[0].quantity
    values = columns_of(futures_csv(order))["in.robot.excess"]
    assert (values > stated.tail_minimum).mean() > stated.tail_probability
    assert order.evaluation.candidates[0].integration is not None


def test_the_same_answer_gives_the_same_bytes(three):
    assert futures_csv(three) == futures_csv(three)


def test_numbers_have_a_point_in_every_language_and_the_same_names():
    scenario = scenario_of(line("saving", "extra"), figures={"extra": _RANGE})
    assert futures_csv(order_of(scenario, language="nl")) == futures_csv(order_of(scenario, language="en"))


def test_numpy_reads_the_file_as_it_is(three, found):
    read = np.genfromtxt(io.BytesIO(futures_csv(three)), delimiter=",", names=True, deletechars="", replace_space=" ")
    assert read["out.cobot.npv"].tolist() == found["out.cobot.npv"].tolist()


def test_never_is_infinite_and_none_is_empty():
    order = order_of(scenario_of(line("running_cost", "extra", per="year"), figures={"extra": _RANGE}))
    data = futures_csv(order)
    found = columns_of(data)
    assert set(found["out.robot.payback"]) == {np.inf}
    assert set(found["out.robot.payback_capped"]) == {2.0}
    assert set(found["out.robot.paid_back"]) == {0.0}
    assert set(found["out.robot.irr"]) == {-np.inf}
    assert set(found["out.robot.irr_status"]) == {IrrStatus.ALWAYS_LOSES}
    assert np.isnan(found["out.robot.profitability_index"]).all()
    assert b"nan" not in data


def test_only_figures_that_differ_and_count_have_a_column():
    scenario = scenario_of(
        line("saving", "extra * price"),
        figures={"extra": _RANGE, "price": 3, "idle": _RANGE, "idle_too": _RANGE},
        derived=[{"id": "unused", "label": "", "unit": "", "formula": "idle_too * 12"}],
    )
    names = columns_of(futures_csv(order_of(scenario)))
    assert [name for name in names if name.startswith("in.")] == ["in.robot.extra"]


def test_only_the_candidates_asked_for_are_in_it():
    whole = scenario_from_bytes(example_bytes("three-candidates"))
    names = columns_of(futures_csv(order_of(whole, 1))).keys()
    assert {name.split(".")[1] for name in names if name.startswith("out.")} == {whole.candidates[1].id}


def test_too_many_numbers_are_refused_before_anything_is_calculated(monkeypatch):
    monkeypatch.setattr(columns, "MOST_NUMBERS", 100_000)
    with pytest.raises(ScenarioError) as refused:
        futures_csv(order_of(everything()))
    (problem,) = refused.value.problems
    assert problem.code == "too_many_numbers"
    assert problem.values["found"] > problem.values["bound"] == 100_000


def test_a_closer_look_has_the_futures_that_it_was_taken_with():
    scenario = replaced(everything(), ("futures",), 30_000)
    order = order_of(scenario, settle=False)
    found = columns_of(futures_csv(order))
    assert found["future"].size == order.evaluation.provenance.futures == 30_720
    assert found["out.robot.npv"].mean() == pytest.approx(order.evaluation.candidates[0].npv.mean.value, rel=1e-12)


@pytest.mark.parametrize("seed", range(6))
def test_what_is_said_to_be_there_in_every_future_is(seed):
    order = order_of(random_scenario(seed), settle=False)
    found = columns_of(futures_csv(order))
    described = {column.id: column for column in columns.FuturesOfOrder(order).columns}
    assert list(found) == ["future", *described]
    assert [name for name, column in described.items() if column.complete and not np.isfinite(found[name]).all()] == []


_RANGE = {"kind": "range", "low": 1000.0, "likely": 2000.0, "high": 4000.0}
