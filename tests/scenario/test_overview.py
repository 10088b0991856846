"""What there is to begin with, at a glance: all of it, and what it costs is what the program answers."""

from __future__ import annotations

import pytest

from roitool.errors import ScenarioError
from roitool.evaluate import evaluate
from roitool.scenario import overview as module
from roitool.scenario.beginning import begun
from roitool.scenario.data import example_names, template, template_ids
from roitool.scenario.overview import TemplateAtAGlance, overview
from roitool.scenario.where_to_begin import beginnings

OFFERED = {each.id: each for group in overview().groups for each in group.templates}


def rounded(amount: float) -> float:
    return float(f"{amount:.1e}")


def test_every_template_is_offered_once_under_its_own_words() -> None:
    offered = [each.id for group in overview().groups for each in group.templates]
    assert sorted(offered) == list(template_ids())
    for name, shown in OFFERED.items():
        found = template(name)
        assert shown.title == found.title.model_dump()
        assert shown.promise == found.promise.model_dump()


def test_every_example_is_offered_once() -> None:
    assert sorted(each.name for each in overview().examples) == list(example_names())


@pytest.mark.parametrize("name", template_ids())
def test_the_costs_are_those_of_eight_futures_in_ten(name: str) -> None:
    (answer,) = evaluate(begun([name], "2027-01")).candidates
    quantiles = answer.investment.quantiles

    assert (OFFERED[name].low, OFFERED[name].high) == (rounded(quantiles[10].value), rounded(quantiles[90].value))


def test_read_plainly_it_is_what_the_strict_reader_reads() -> None:
    strict = beginnings()
    assert [group.title.model_dump() for group in strict.groups] == [group.title for group in overview().groups]
    assert [(each.id, each.all_in.low, each.all_in.high) for group in strict.groups for each in group.templates] == [
        (each.id, each.low, each.high) for each in OFFERED.values()
    ]
    assert [each.name for each in strict.examples] == [each.name for each in overview().examples]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("reference/nothing.json", "data_missing"),
        ("reference/sources.json", "data_damaged"),
        ("reference/__init__.py", "data_missing"),
        ("__init__.py", "data_damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch, path: str, code: str) -> None:
    monkeypatch.setattr(module, "BEGINNINGS", path)
    with pytest.raises(ScenarioError) as damaged:
        overview()
    (problem,) = damaged.value.problems
    assert (problem.code, problem.values["file"]) == (code, path)


def test_costs_are_a_range() -> None:
    assert [name for name, each in OFFERED.items() if not 0 < each.low < each.high] == []
    assert all(isinstance(each, TemplateAtAGlance) for each in OFFERED.values())
