"""The document as a value: frozen, strict, and read as it is meant."""

from __future__ import annotations

import copy
import pickle

import pytest
from pydantic import ValidationError

from roitool.errors import Problem, ScenarioError
from roitool.scenario.base import Translated, text_in
from roitool.scenario.scenario import FlatRegime, NamedRegime, Scenario, nominal_hurdle_rate
from tests.scenario.documents import document, scenario_of


def test_a_scenario_cannot_be_changed_in_place() -> None:
    scenario = scenario_of(document())

    with pytest.raises(ValidationError):
        scenario.seed = 7  # type: ignore[misc]
    with pytest.raises(ValidationError):
        scenario.candidates[0].timing.life_years = "1"  # type: ignore[misc]


def test_equal_documents_are_equal_values() -> None:
    one, other = scenario_of(document()), scenario_of(document())

    assert one == other
    assert hash(one) == hash(other)
    assert one != scenario_of(document() | {"seed": 0})


def test_a_scenario_crosses_to_another_process_unchanged() -> None:
    scenario = scenario_of(document())

    assert pickle.loads(pickle.dumps(scenario)) == scenario  # noqa: S301 - its own pickle, of a moment ago
    assert copy.deepcopy(scenario) == scenario


def test_a_refusal_crosses_to_another_process_with_its_problems() -> None:
    error = ScenarioError([Problem(("inputs", 0), "missing"), Problem((), "not_json", {"line": 1, "column": 2})])

    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - its own pickle, of a moment ago

    assert again.problems == error.problems
    assert str(again) == "inputs.0: missing {}; : not_json {'line': 1, 'column': 2}"


def test_numbers_are_not_taken_from_text_nor_truth_from_numbers() -> None:
    with pytest.raises(ValidationError) as refused:
        Scenario.model_validate(document() | {"seed": "1", "horizon_years": True})

    places = {error["loc"] for error in refused.value.errors()}
    assert {("seed",), ("horizon_years",)} <= places


def test_the_flat_regime_is_told_from_named_ones_by_its_id() -> None:
    assert isinstance(scenario_of(document()).regime, NamedRegime)
    assert isinstance(scenario_of(document() | {"regime": {"id": "flat", "rate": 0.2}}).regime, FlatRegime)


@pytest.mark.parametrize(
    ("rate", "nominal"),
    [(0.1, 0.1), ({"real": 0.06, "inflation": 0.025}, 0.0865), ({"real": 0.05, "inflation": 0.0}, 0.05)],
)
def test_a_real_hurdle_rate_becomes_nominal_by_fisher(rate: object, nominal: float) -> None:
    assert nominal_hurdle_rate(scenario_of(document() | {"hurdle_rate": rate})) == pytest.approx(nominal, abs=1e-15)


def test_a_text_reads_in_each_language() -> None:
    both = Translated(nl="Lascobot", en="Welding cobot")

    assert [text_in(language, both) for language in ("nl", "en")] == ["Lascobot", "Welding cobot"]
    assert text_in("nl", "Cobot") == "Cobot"
