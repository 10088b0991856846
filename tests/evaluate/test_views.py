"""Both views in the same futures: every step against a closed form, and the steps add up to the whole."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from roitool.errors import ScenarioError
from roitool.evaluate import evaluate
from roitool.evaluate.views import Views, evaluate_outside, evaluate_views
from roitool.monitor import Cancelled, Monitor
from roitool.scenario.reference import reference_class
from roitool.scenario.scenario import Scenario
from tests.builder import document_of, figure, line, opened

TRIALS = 10_240
PRICE, SAVING = 100_000.0, 60_000.0
CLASS = reference_class("configured_system")


def certain(class_id: str | None = "configured_system", **changes: Any) -> Scenario:
    """Return a plan in which nothing is uncertain, before tax and interest: a price now, a saving from go-live on."""
    choices = {"whole": {"horizon_years": 5}} | changes
    reference = {} if class_id is None else {"reference": {"class_id": class_id} | choices.pop("reference", {})}
    document = document_of(line("investment", str(PRICE)), line("saving", str(SAVING)), **choices, **reference)
    return opened(document)


@cache
def views_of(go_live: str = "0", readiness: int | None = None) -> Views:
    answers = (
        {} if readiness is None else {"readiness": dict.fromkeys(("process", "data", "people", "finance"), readiness)}
    )
    return evaluate_views(certain(timing=(go_live, "0", "30"), whole={"horizon_years": 5} | answers), TRIALS)


def step(views: Views, layer: str, candidate: int = 0) -> Any:
    (found,) = [step for step in views.steps[candidate] if step.layer == layer]
    return found


def near(estimate: Any, expected: float) -> None:
    assert estimate.value == pytest.approx(expected, abs=4 * estimate.se + 1e-6)


def test_the_own_view_is_the_plan_itself() -> None:
    assert views_of().inside.candidates[0].npv.mean.value == pytest.approx(5 * SAVING - PRICE)


def test_an_overrun_of_a_mean_makes_the_cost_dearer_by_it() -> None:
    # Published for this class: +17 % on average, the cap included.
    changed = step(views_of(), "overrun").mean_npv
    near(changed, -PRICE * CLASS.overrun.quantity.mean())
    assert changed.value == pytest.approx(-PRICE * 0.17, abs=4 * changed.se + 0.005 * PRICE)
    assert 0 < changed.se < 0.01 * PRICE


def test_a_delay_moves_go_live_and_with_it_the_benefits() -> None:
    assert step(views_of(), "delay").mean_npv.value == 0.0
    # Six months of lead time become longer by the mean delay, and bring nothing meanwhile.
    near(step(views_of("6"), "delay").mean_npv, -SAVING / 12 * 6 * CLASS.delay.quantity.mean())


def test_a_realisation_of_a_mean_makes_the_benefits_that_many_times_as_large() -> None:
    near(step(views_of(), "realisation").mean_npv, (CLASS.realisation.quantity.mean() - 1) * 5 * SAVING)


def test_failures_lose_the_benefits_and_bring_back_a_share_of_the_purchase() -> None:
    views = views_of()
    chance = CLASS.failure.quantity.mean()
    assert views.outside.candidates[0].failed.value == pytest.approx(
        chance, abs=4 * views.outside.candidates[0].failed.se
    )
    lost = CLASS.realisation.quantity.mean() * 5 * SAVING - CLASS.recovered_share.quantity.mean() * PRICE
    near(step(views, "failure").mean_npv, -chance * lost)


@pytest.mark.parametrize(("readiness", "failure", "benefits"), [(1, 1.3, 0.88), (3, 0.8, 1.06)])
def test_readiness_multiplies_chance_and_benefits(readiness: int, failure: float, benefits: float) -> None:
    views = views_of(readiness=readiness)
    chance, share = CLASS.failure.quantity.mean(), CLASS.realisation.quantity.mean()
    back = CLASS.recovered_share.quantity.mean() * PRICE

    def mean(chance: float, share: float) -> float:
        return (1 - chance) * share * 5 * SAVING + chance * back

    near(step(views, "readiness").mean_npv, mean(failure * chance, benefits * share) - mean(chance, share))


@pytest.mark.parametrize("go_live", ["0", "6"])
def test_the_steps_add_up_to_the_whole_difference(go_live: str) -> None:
    views = views_of(go_live)
    one, other = views.inside.candidates[0], views.outside.candidates[0]
    assert [step.layer for step in views.steps[0]] == ["overrun", "delay", "realisation", "failure", "readiness"]
    whole = sum(step.mean_npv.value for step in views.steps[0])
    assert whole == pytest.approx(other.npv.mean.value - one.npv.mean.value, rel=1e-10)
    chances = sum(step.chance_npv.value for step in views.steps[0])
    assert chances == pytest.approx(other.chance_npv.value - one.chance_npv.value, abs=1e-12)


def test_both_views_are_what_each_is_by_itself() -> None:
    scenario = certain(timing=("6", "0", "30"))
    views = views_of("6")
    # As texts: a number that does not exist equals nothing, not even itself.
    assert repr(views.inside) == repr(evaluate(scenario, TRIALS))
    assert repr(views.outside) == repr(evaluate_outside(scenario, TRIALS))
    assert set(views.outside.provenance.reference_digests) == {"classes", "readiness"}
    assert views.inside.provenance.reference_digests == {}


def test_two_runs_and_a_run_by_workers_give_the_same_bits() -> None:
    scenario = certain(timing=("6", "0", "30"))
    with ThreadPoolExecutor(2) as executor:
        assert repr(evaluate_views(scenario, TRIALS, executor=executor)) == repr(views_of("6"))


SURE = {"kind": "uniform", "minimum": 0.0, "maximum": 0.2}


def test_reference_figures_give_the_same_bits_in_both_views() -> None:
    figures = [figure(name, SURE) | {"evidence": {"by": "reference"}} for name in ("over", "late", "true", "fails")]
    document = document_of(
        line("investment", "100"),
        line("saving", "100 * true"),
        timing=("12 * (1 + late)", "0", "30"),
        overrun="over",
        failure={"chance": "fails", "found_out_month": "18", "stream": "failing"},
        reference={"class_id": "novel_product", "delay": "late", "realisation": "true"},
    )
    document["candidates"][0]["inputs"] = figures
    views = evaluate_views(opened(document), TRIALS)
    assert views.inside.candidates[0].npv.sd.value > 0
    undigested = replace(views.outside.provenance, reference_digests={})
    assert replace(views.outside, provenance=undigested) == views.inside
    assert {(each.mean_npv.value, each.mean_npv.se, each.chance_npv.value) for each in views.steps[0]} == {(0, 0, 0)}


def test_the_light_layer_changes_cost_by_the_disasters_alone() -> None:
    views = evaluate_views(certain(reference={"layer": "light"}), TRIALS)
    # The tail of the class: one in twelve or so, its mean by E[min(T, c)] of a Pareto distribution.
    tail = 0.08 * (0.5 * 2.0 - 0.5**2 / 3.0)
    near(step(views, "overrun").mean_npv, -PRICE * tail)
    assert step(views, "delay").mean_npv.value == step(views, "realisation").mean_npv.value == 0.0
    back = CLASS.recovered_share.quantity.mean() * PRICE
    near(step(views, "failure").mean_npv, -CLASS.failure.quantity.mean() * (5 * SAVING - back))


def test_a_candidate_without_a_class_stays_what_it_is_beside_one_that_has() -> None:
    document = certain().model_dump(mode="json", exclude_none=True)
    (one,) = document["candidates"]
    document["candidates"] = [one, {name: part for name, part in one.items() if name != "reference"} | {"id": "other"}]
    views = evaluate_views(opened(document), TRIALS)
    assert views.outside.candidates[1] == views.inside.candidates[1]
    assert [each.stand for each in views.steps[1]] == [None] * 5
    assert views.outside.candidates[0] != views.inside.candidates[0]


def test_progress_is_told_over_all_runs_and_never_goes_back() -> None:
    class Heard(Monitor):
        def __init__(self) -> None:
            super().__init__()
            self.shares: list[float] = []

        def progress(self, done: int, total: int) -> None:
            self.shares.append(done / total)

    heard = Heard()
    evaluate_views(certain(), TRIALS, heard)
    assert heard.shares == sorted(heard.shares)
    assert heard.shares[-1] == 1.0
    # The own view, and one run for each step that changes something.
    assert len(heard.shares) >= 5


def test_it_can_be_stopped() -> None:
    class Stopping(Monitor):
        def check(self) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        evaluate_views(certain(), TRIALS, Stopping())


@pytest.mark.parametrize("decide", [evaluate_views, evaluate_outside])
def test_what_is_wrong_with_the_document_is_told_at_its_own_place(decide: Any) -> None:
    with pytest.raises(ScenarioError) as refused:
        decide(certain("moonshot"), TRIALS)
    (problem,) = refused.value.problems
    assert (problem.code, problem.place) == ("reference_class_unknown", ("candidates", 0, "reference", "class_id"))
