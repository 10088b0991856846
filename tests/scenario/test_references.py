"""Who names whom in a document."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roitool.scenario.base import Formula, Part
from roitool.scenario.base_figures import base_figures
from roitool.scenario.references import BOUNDS, Bound, calculation_order, circles, formulas
from tests.scenario.documents import document, scenario_of


def _parts(part: type[Part]) -> list[type[Part]]:
    return [part, *(deeper for below in part.__subclasses__() for deeper in _parts(below))]


def _is_formula(annotation: object, metadata: list[object]) -> bool:
    lengths = get_args(Formula)[1]
    return lengths in metadata or any(_is_formula(None, list(get_args(choice)[1:])) for choice in get_args(annotation))


def test_every_formula_of_the_model_has_its_bound() -> None:
    in_model = {
        (part.__name__, name)
        for part in _parts(Part)
        for name, field in part.model_fields.items()
        if _is_formula(field.annotation, field.metadata)
    }

    assert len(in_model) > 30
    assert in_model == {(part.__name__, name) for part, fields in BOUNDS.items() for name in fields}


def test_formulas_come_in_the_order_of_the_document_with_what_they_see() -> None:
    fields = list(formulas(scenario_of(document())))

    assert fields[0].place == ("company", "opening_cash")
    assert [field.text for field in fields if field.place[0] == "derived"] == ["hourly_cost * weeks_per_year"]
    assert {field.candidate for field in fields if field.place[0] == "candidates"} == {0}
    assert {field.candidate for field in fields if field.place[0] != "candidates"} == {None}
    assert ("candidates", 0, "ways_of_paying", 1, "share") in {field.place for field in fields}
    assert ("company", "cash_floor") not in {field.place for field in fields}


def test_derived_figures_are_calculated_after_what_they_rest_on() -> None:
    whole = document()
    chain = {"third": "second + 1", "second": "first + wages", "first": "wages"}
    whole["derived"] += [{"id": name, "label": "", "formula": text} for name, text in chain.items()]

    order = [figure.id for figure in calculation_order(scenario_of(whole))]

    assert order.index("first") < order.index("second") < order.index("third")
    assert base_figures(scenario_of(whole))["third"] == 98000 + 98000 + 1


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20))
def test_there_is_a_circle_exactly_where_no_order_exists(edges: list[tuple[int, int]]) -> None:
    whole = document() | {"candidates": [], "correlations": [], "do_nothing": {}}
    uses = {f"figure_{user}": {f"figure_{used}" for one, used in edges if one == user} for user in range(8)}
    whole["derived"] = [{"id": name, "label": "", "formula": " + ".join(["1", *used])} for name, used in uses.items()]
    scenario = scenario_of(whole)

    found = circles(scenario)
    done: set[str] = set()
    in_order = True
    for figure in calculation_order(scenario):
        in_order &= uses[figure.id] <= done
        done.add(figure.id)

    assert done == set(uses)
    assert bool(found) is not in_order
    for path in found:
        assert path[0] == path[-1]
        assert all(after in uses[before] for before, after in pairwise(path))


def test_the_base_case_leaves_out_what_has_no_value() -> None:
    whole = document()
    whole["inputs"][1]["quantity"]["low"] = 1000
    scenario = scenario_of(whole)

    shared = base_figures(scenario)
    own = base_figures(scenario.candidates[0], shared)

    assert shared == {"wages": 98000.0, "weeks_per_year": 46.0}
    assert own == shared | {"hours_freed": 20.0, "overrun": 0.0, "go_live": 5.0}


@pytest.mark.parametrize(
    ("bound", "values", "broken"),
    [
        (Bound("share", 0.0, 1.0), [-1e-300, 0.0, 1.0, 1.1], [True, False, False, True]),
        (Bound("growth", -1.0, inclusive=False), [-1.0, -0.99, 1e15], [True, False, False]),
        (Bound("any"), [-1e300, 0.0], [False, False]),
    ],
)
def test_a_bound_is_held_against_every_future(bound: Bound, values: list[float], broken: list[bool]) -> None:
    assert bound.broken_by(np.array(values)).tolist() == broken
