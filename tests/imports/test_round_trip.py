"""A workbook that nobody touched changes nothing; one in which some figures were typed over changes exactly those."""

from __future__ import annotations

import random

import pytest

from roitool.imports.fitting import BEST
from roitool.imports.origin import three_of
from roitool.imports.review import taken_over
from roitool.scenario.beginning import begun
from roitool.scenario.data import example_bytes, example_names, template_ids
from roitool.scenario.editing import replaced, value_at
from roitool.scenario.file import scenario_from_bytes
from roitool.scenario.quantities import Fixed, Range
from roitool.wording.words import LANGUAGES
from tests.exports.workbook.test_workbook import HOSTILE
from tests.imports.sheets import Finance, exported, review
from tests.second.generator import random_scenario


def nothing_came_of(scenario, language):
    found = review(exported(scenario, language), scenario, language)
    return not found.changed_since and found.changes == () and found.not_taken == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", example_names())
def test_nothing_comes_of_an_untouched_workbook_of_an_example(name, language):
    assert nothing_came_of(scenario_from_bytes(example_bytes(name)), language)


@pytest.mark.parametrize("name", template_ids())
def test_nothing_comes_of_an_untouched_workbook_of_a_template(name):
    assert nothing_came_of(begun([name], "2026-06"), "nl")


@pytest.mark.parametrize("seed", range(25))
def test_nothing_comes_of_an_untouched_workbook_of_a_random_scenario(seed):
    assert nothing_came_of(random_scenario(seed), LANGUAGES[seed % 2])


@pytest.mark.parametrize("text", [*HOSTILE, "_x0041_ and &amp;", "  blanks  around  ", "", "€ \u202e ✓"])
def test_nothing_comes_of_an_untouched_workbook_whatever_its_texts_are(text):
    scenario = scenario_from_bytes(example_bytes("welding-cobot"))
    places = ("label", "unit", ("evidence", "note"), ("evidence", "source"))
    for position in range(4):
        for place in places:
            below = place if isinstance(place, tuple) else (place,)
            scenario = replaced(scenario, ("candidates", 0, "inputs", position, *below), text[:40])
    assert nothing_came_of(scenario, "nl")


@pytest.mark.parametrize("seed", range(10))
def test_exactly_the_figures_that_were_typed_over_come_back(seed):
    scenario = random_scenario(seed)
    finance = Finance(exported(scenario))
    rng = random.Random(seed)  # noqa: S311 - nothing secret hangs on it
    wanted = {}
    for name, place in rng.sample(movable := list(figures_in(finance, scenario)), min(len(movable), 4)):
        value = moved(value_at(scenario, place).quantity, rng)
        finance.types(name, best=value)
        wanted[place] = value
    found = review(finance.saved, scenario)
    came = {change.place: three_of(change.after.quantity)[BEST] for change in found.changes}
    assert came == pytest.approx(wanted, rel=1e-14)
    assert not any(change.doubtful for change in found.changes)
    assert found.not_taken == ()
    after = taken_over(scenario, found.changes)
    for place in all_inputs(scenario):
        before, now = value_at(scenario, place), value_at(after, place)
        assert (before == now) == (place not in wanted)
        assert (before.id, before.label, before.unit, before.stream) == (now.id, now.label, now.unit, now.stream)


def all_inputs(scenario):
    yield from (("inputs", place) for place in range(len(scenario.inputs)))
    for position, candidate in enumerate(scenario.candidates):
        yield from (("candidates", position, "inputs", place) for place in range(len(candidate.inputs)))


def figures_in(finance, scenario):
    """Yield the ranges and fixed numbers that are in the workbook, by their names in formulas."""
    names = {cell.value for cell in finance.sheet["N"]}
    for place in all_inputs(scenario):
        item = value_at(scenario, place)
        name = f"in_{item.id}" if place[0] == "inputs" else f"in_{place[1] + 1}_{item.id}"
        can_move = isinstance(item.quantity, Fixed) or (
            isinstance(item.quantity, Range) and item.quantity.low < item.quantity.high
        )
        if name in names and can_move:
            yield name, place


def moved(quantity, rng):
    """Return another best estimate that the figure can have."""
    if isinstance(quantity, Fixed):
        return quantity.value + rng.uniform(0.5, 1.5)
    return rng.uniform(quantity.low, quantity.high)
