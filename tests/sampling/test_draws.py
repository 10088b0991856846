"""The futures of a scenario: whose numbers they are, and what leaves them as they are."""

from __future__ import annotations

import json

import numpy as np
import pytest

from roitool.sampling.draws import BaseCase, Sampling, SomeFutures
from roitool.sampling.streams import BLOCK
from roitool.scenario.file import scenario_bytes
from roitool.scenario.renaming import duplicated, renamed
from tests.builder import figure, opened, scenario_of

PRICE = {"kind": "pert", "minimum": 10, "likely": 20, "maximum": 60}
HOURS = {"kind": "range", "low": 8, "likely": 20, "high": 34}
SCENARIO = scenario_of(
    figures={"price": PRICE, "hours": HOURS, "fixed_one": 7, "luck": {"kind": "chance", "probability": 0.3}},
    failure={"chance": "luck", "found_out_month": "3", "stream": "failing"},
)


def changed(change, scenario=SCENARIO):
    """Return the scenario after a change to its objects."""
    whole = json.loads(scenario_bytes(scenario))
    change(whole)
    return opened(whole)


def values(scenario, candidate=0, chunk=0, blocks=2):
    return Sampling(scenario).chunk(chunk, blocks).values(scenario.candidates[candidate].inputs)


def test_a_fixed_figure_is_one_number_and_an_uncertain_one_a_column():
    drawn = values(SCENARIO)
    assert drawn["fixed_one"] == 7.0
    assert {name: np.shape(column) for name, column in drawn.items() if name != "fixed_one"} == {
        "price": (2 * BLOCK,),
        "hours": (2 * BLOCK,),
        "luck": (2 * BLOCK,),
    }


def test_figures_have_the_distributions_they_state():
    drawn = Sampling(SCENARIO).chunk(0).values(SCENARIO.candidates[0].inputs)
    # PERT(10, 20, 60) has mean 25 and a standard deviation of 8.66: plain sampling would miss it by 0.1.
    assert drawn["price"].mean() == pytest.approx(25, abs=1e-3)
    assert np.quantile(drawn["hours"], [0.1, 0.9]) == pytest.approx([8, 34], abs=0.05)
    assert drawn["luck"].mean() == pytest.approx(0.3, abs=1e-3)


@pytest.mark.parametrize(
    "change",
    [
        lambda whole: whole["candidates"][0]["inputs"].reverse(),
        lambda whole: whole["candidates"][0]["inputs"].pop(0),
        lambda whole: whole["candidates"][0]["inputs"].insert(0, figure("another", PRICE)),
        lambda whole: whole["inputs"].append(figure("shared_one", PRICE)),
        lambda whole: whole["candidates"][0]["inputs"][0].update(quantity=HOURS),
        lambda whole: whole.update(horizon_years=30, futures=100_000, title="Anything else"),
    ],
    ids=["reordered", "another removed", "another added", "shared added", "another changed", "settings changed"],
)
def test_the_numbers_of_a_figure_stay_as_they_are_when_others_change(change):
    np.testing.assert_array_equal(values(changed(change))["hours"], values(SCENARIO)["hours"])


def test_a_renamed_figure_keeps_its_numbers():
    place = ("candidates", 0, "inputs", 1)
    after = renamed(SCENARIO, place, "freed")
    np.testing.assert_array_equal(values(after)["freed"], values(SCENARIO)["hours"])


def test_a_renamed_candidate_meets_the_same_futures():
    after = renamed(SCENARIO, ("candidates", 0), "cobot")
    for name, column in values(after).items():
        np.testing.assert_array_equal(column, values(SCENARIO)[name])


def test_a_copied_candidate_meets_the_same_futures_and_an_independent_copy_others():
    copied, independent = (
        duplicated(SCENARIO, "robot", "copy_of_it", "Copy", independent=choice) for choice in (False, True)
    )
    for name in ("price", "hours", "luck"):
        np.testing.assert_array_equal(values(copied, candidate=1)[name], values(SCENARIO)[name])
        correlation = np.corrcoef(values(independent, candidate=1)[name], values(SCENARIO)[name])[0, 1]
        assert abs(correlation) < 4 / np.sqrt(2 * BLOCK)
    streams = [each.candidates[1].failure.stream for each in (copied, independent)]
    assert streams[0] == "failing" != streams[1]


def test_another_seed_gives_other_futures():
    after = changed(lambda whole: whole.update(seed=2))
    assert (values(after)["price"] != values(SCENARIO)["price"]).all()


def test_a_stream_is_the_same_whoever_asks_first():
    one, other = Sampling(SCENARIO).chunk(1), Sampling(SCENARIO).chunk(1)
    inputs = SCENARIO.candidates[0].inputs
    first = one.uniform("failing"), one.values(inputs)["price"]
    second = other.values(inputs)["price"], other.uniform("failing")
    np.testing.assert_array_equal(first[0], second[1])
    np.testing.assert_array_equal(first[1], second[0])


def test_part_of_a_chunk_is_the_beginning_of_the_whole_one():
    few, all_of_them = values(SCENARIO, chunk=3, blocks=1), values(SCENARIO, chunk=3, blocks=8)
    for name in ("price", "hours", "luck"):
        np.testing.assert_array_equal(few[name], all_of_them[name][:BLOCK])


def test_the_base_case_is_one_future_of_base_values_in_which_nothing_goes_wrong():
    base = BaseCase()
    found = {name: column.tolist() for name, column in base.values(SCENARIO.candidates[0].inputs).items()}
    assert found == {"price": [20], "hours": [20], "fixed_one": [7], "luck": [0]}
    assert not (base.uniform("failing") < 1.0).any()


def test_some_futures_of_a_chunk_are_those_futures():
    chunk, positions = Sampling(SCENARIO).chunk(0), np.array([5, 17, 8000])
    some = SomeFutures(chunk, positions)
    inputs = SCENARIO.candidates[0].inputs
    assert some.count == 3
    np.testing.assert_array_equal(some.values(inputs)["price"], chunk.values(inputs)["price"][positions])
    np.testing.assert_array_equal(some.uniform("failing"), chunk.uniform("failing")[positions])
    assert some.values(inputs)["fixed_one"] == 7.0
