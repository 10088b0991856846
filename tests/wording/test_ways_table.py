"""The ways of paying as a table: what is counted in what, and what stands where there is no debt."""

from __future__ import annotations

from roitool.wording.telling import Telling
from roitool.wording.ways_table import ways_table
from roitool.wording.words import Words
from tests.wording.build import bank, evaluation

COVER = (0.9, 1.0, 1.2, 1.5, 1.8, 2.2, 2.4)


def table(language="en", **changes):
    found = evaluation(**changes)
    return ways_table(Telling(found, found.candidates[0], Words(language)))


def test_every_way_is_a_row_and_the_chosen_one_is_marked():
    rows = table(chosen="bank").rows
    assert [(row.id, row.name, row.chosen) for row in rows] == [
        ("own", "Own money", False),
        ("bank", "Loan, 60 months", True),
    ]


def test_chances_side_by_side_are_counted_in_the_same_number_of_futures_named_in_the_heading():
    found = table(loan=bank(added=0.003, lowest=31_000.0, cover=COVER))
    assert [column.heading for column in found.columns] == [
        "on average",
        "short, of 1,000",
        "deepest dip",
        "cover, of 1,000",
    ]
    assert [row.cells for row in found.rows] == [
        ("+€61,000", "15", "€23,000", "—"),
        ("+€58,700", "3", "€31,000", "700"),
    ]


def test_without_any_debt_there_is_no_cover():
    assert len(table().columns) == 3
    assert {len(row.cells) for row in table().rows} == {3}
