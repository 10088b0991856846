"""Two figures at a time as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.exports.layout import paragraph, table
from roitool.scenario.editing import value_at
from roitool.wording.drivers import end_of_swing, rough_money
from roitool.wording.movers import name_of

if TYPE_CHECKING:
    from roitool.evaluate.two_way import TwoWay
    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words


def two_way_text(scenario: Scenario, found: TwoWay, words: Words, width: int) -> str:
    """Return what is left at several values of two figures, a row for each value of the one."""
    one, other = value_at(scenario, found.one), value_at(scenario, found.other)
    names = {
        "one": words.quoted(name_of(found.one, "figure", scenario, words)),
        "other": words.quoted(name_of(found.other, "figure", scenario, words)),
    }
    header = ["", *(end_of_swing(other, value, scenario, words) for value in found.values_of_other)]
    rows = [
        [end_of_swing(one, value, scenario, words), *(rough_money(amount, scenario, words) for amount in amounts)]
        for value, amounts in zip(found.values_of_one, found.present, strict=True)
    ]
    lines = "\n".join(table(header, rows, width))
    return "\n\n".join([words.text("two_way.title"), paragraph(words.text("two_way.means", **names), width), lines])
