"""A workbook as another engine calculates it, beside the values that are kept in its file."""

from __future__ import annotations

import datetime as dt
import functools
import io
import math
import zipfile
from typing import NamedTuple
from xml.etree import ElementTree as ET

import formualizer
import openpyxl
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from roitool.evaluate import evaluate
from roitool.exports.order import Order
from roitool.exports.workbook import workbook
from roitool.wording.words import Words
from tests.exports.workbook.sound import MAIN

CHECKS_TOTAL = ("Checks", 2, 2)
DAY = dt.date(2026, 11, 27)
FEWEST = 1
"""Futures of an answer in a workbook, rounded up to the fewest that have an error: none of them is in a formula."""


class Cell(NamedTuple):
    sheet: str
    row: int
    column: int
    formula: str
    kept: float | str


def made(scenario, positions=None, language="en"):
    positions = tuple(range(len(scenario.candidates))) if positions is None else positions
    return workbook(Order(answered(scenario), positions, Words(language), DAY))


@functools.lru_cache(maxsize=32)
def answered(scenario):
    """Return a small evaluation of a scenario; the same one is asked for in many tests."""
    return evaluate(scenario, FEWEST, settle=False)


def live_cells(data):
    """Return every cell with a formula, from the parts of the file: a reader of workbooks takes five times as long."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [sheet.get("name") for sheet in _part(archive, "xl/workbook.xml").iter(f"{MAIN}sheet")]
        return [
            Cell(name, *_place(cell.get("r")), f"={cell.findtext(f'{MAIN}f')}", _kept(cell))
            for number, name in enumerate(names, start=1)
            for cell in _part(archive, f"xl/worksheets/sheet{number}.xml").iter(f"{MAIN}c")
            if cell.find(f"{MAIN}f") is not None
        ]


def _part(archive, name):
    return ET.fromstring(archive.read(name))  # noqa: S314 - it was made here


def _place(reference):
    column, row = coordinate_from_string(reference)
    return int(row), column_index_from_string(column)


def _kept(cell):
    value = cell.findtext(f"{MAIN}v")
    return value if cell.get("t") == "str" else float(value)


def calculated(data, changes=()):
    """Return the workbook calculated anew, after typing values into cells (sheet, row, column, value)."""
    book = formualizer.Workbook.from_bytes(data)
    for change in changes:
        book.set_value(*change)
    book.evaluate_all()
    return book


def differing(data):
    """Return the live cells whose kept value is not what their formula comes to."""
    book = calculated(data)
    return [cell for cell in live_cells(data) if not same(book.get_value(cell.sheet, cell.row, cell.column), cell.kept)]


def with_a_wrong_value(data):
    """Return the workbook with one kept value replaced, and the cells that keep that value."""
    victim = next(cell for cell in live_cells(data) if cell.sheet == "Cash flow 1" and abs(cell.kept or 0) > 1000)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    spoilt, kept = io.BytesIO(), f"<v>{victim.kept}</v>".encode()
    assert any(kept in part for name, part in parts.items() if name.startswith("xl/worksheets/"))
    with zipfile.ZipFile(spoilt, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part.replace(kept, b"<v>123.5</v>") if name.startswith("xl/worksheets/") else part)
    return spoilt.getvalue(), victim


def same(one, other):
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    # An error of the engine is no number. What cancels to nothing leaves a rounding of the amounts it is made of.
    numbers = isinstance(one, int | float) and isinstance(other, int | float)
    return numbers and math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-7)


def row_of(data, sheet, label, column=1):
    """Return the number of the row with this label."""
    found = _opened(data)[sheet]
    return next(row for row in range(1, found.max_row + 1) if found.cell(row, column).value == label)


@functools.lru_cache(maxsize=4)
def _opened(data):
    """Return a workbook to look things up in: a test asks for many rows of one file."""
    return openpyxl.load_workbook(io.BytesIO(data))
