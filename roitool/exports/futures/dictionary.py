"""What each column of the futures is, for persons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.exports.futures.columns import FuturesOfOrder
from roitool.exports.provenance import provenance
from roitool.exports.tables import Table, csv_bytes

if TYPE_CHECKING:
    from roitool.exports.futures.columns import Column
    from roitool.exports.order import Order
    from roitool.wording.words import Words


def futures_dictionary(order: Order) -> bytes:
    """Return a CSV file of the language with a row for each column of the futures, and then what they rest on.

    Raises
    ------
    ScenarioError
        ``too_many_numbers``, where the futures themselves cannot be written.
    """
    return csv_bytes(dictionary_table(order), order.words)


def dictionary_table(order: Order) -> Table:
    """Return the same as a table."""
    words = order.words
    header = tuple(words.text(f"futures.about.{name}") for name in ("column", "of", "name", "unit", "meaning"))
    rows = [("future", "", "", "", words.text("futures.future"))]
    rows += (
        (column.id, column.candidate, column.label, column.unit, meaning_of(column, words))
        for column in FuturesOfOrder(order).columns
    )
    rows += (("", "", name, "", value) for name, value in provenance(order))
    return Table(header, tuple(rows))


def meaning_of(column: Column, words: Words) -> str:
    """Return in a line what a column holds."""
    return words.text(f"futures.{column.code}")
