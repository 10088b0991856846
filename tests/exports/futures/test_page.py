"""The page on the futures describes what is written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from roitool.exports.futures.columns import MOST_NUMBERS
from roitool.exports.futures.measured import OF_CANDIDATE, OF_FLEET, OF_WAY

PAGE = (Path(__file__).parents[3] / "docs" / "futures.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("table", "measures"),
    [("out.CANDIDATE.", OF_CANDIDATE), ("out.CANDIDATE.pay.WAY.", OF_WAY), ("out.CANDIDATE.fleet.LINE.", OF_FLEET)],
)
def test_every_measure_has_its_row_and_its_unit(table, measures):
    text = PAGE.split(f"| `{table}` |")[1].split("\n\n")[0]
    described = {}
    for row in text.splitlines()[2:]:
        names, units = (cell.strip() for cell in row.split("|")[1:3])
        found = re.findall(r"`(\w+)`", names)
        described |= dict(zip(found, (units.split(", ") * len(found))[: len(found)], strict=True))
    assert described == {name: measure.unit for name, measure in measures.items()}


def test_what_is_left_out_of_a_library_is_named():
    named = set(re.findall(r"`(\w+)`", PAGE.split("Columns in which some future could have none (")[1].split(")")[0]))
    incomplete = {name for of in (OF_CANDIDATE, OF_WAY, OF_FLEET) for name, each in of.items() if not each.complete}
    assert incomplete - named == {"profitability_index", "return_on_investment", "first_short_without"}
    assert named <= incomplete


def test_the_most_that_is_written_is_named():
    assert f"{MOST_NUMBERS // 1_000_000} million numbers" in PAGE
