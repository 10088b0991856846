"""What each column of the futures is, for persons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.errors import Problem, ScenarioError
from roitool.exports.futures.columns import FuturesOfOrder
from roitool.exports.provenance import provenance
from roitool.exports.tables import Table, csv_bytes
from roitool.wording.words import LANGUAGES, Words

if TYPE_CHECKING:
    from pathlib import Path

    from roitool.exports.futures.columns import Column
    from roitool.exports.order import Order

_LONGEST_HEADING = 1_000


def futures_dictionary(order: Order) -> bytes:
    """Return a CSV file of the language with a row for each column of the futures, and then what they rest on.

    Raises
    ------
    ScenarioError
        ``too_many_numbers``, where the futures themselves cannot be written.
    """
    return csv_bytes(dictionary_table(order), order.words)


def refuse_what_is_in_the_way(path: Path) -> None:
    """Refuse to write a dictionary over a file that is none: nobody has asked for this file by its name.

    Raises
    ------
    ScenarioError
        ``files_in_the_way``.
    """
    try:
        with path.open("rb") as file:
            begins = file.read(_LONGEST_HEADING)
    except FileNotFoundError:
        return
    except OSError:
        begins = b""
    headings = (csv_bytes(Table(_heading(Words(language)), ()), Words(language)) for language in LANGUAGES)
    if not begins.startswith(tuple(headings)):
        raise ScenarioError([Problem((), "files_in_the_way", {"path": str(path.parent), "names": (path.name,)})])


def dictionary_table(order: Order) -> Table:
    """Return the same as a table."""
    words = order.words
    rows = [("future", "", "", "", words.text("futures.future"))]
    rows += (
        (column.id, column.candidate, column.label, column.unit, meaning_of(column, words))
        for column in FuturesOfOrder(order).columns
    )
    rows += (("", "", name, "", value) for name, value in provenance(order))
    return Table(_heading(words), tuple(rows))


def meaning_of(column: Column, words: Words) -> str:
    """Return in a line what a column holds."""
    return words.text(f"futures.{column.code}")


def _heading(words: Words) -> tuple[str, ...]:
    return tuple(words.text(f"futures.about.{name}") for name in ("column", "of", "name", "unit", "meaning"))
