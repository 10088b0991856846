"""A table as a workbook, read back with a library that did not write it."""

from __future__ import annotations

import io
import math

import openpyxl
import pytest

from roitool.exports.table_workbook import workbook_bytes
from roitool.exports.tables import Table

TABLE = Table(("name", "amount", "chance"), (("x", 1234.5678, 0.25), ("y", "never", math.nan), ("", -3, 1)))


def sheet_of(table, looks=("name", "money", "share")):
    return openpyxl.load_workbook(io.BytesIO(workbook_bytes(table, looks, "Decided")))["Decided"]


def test_numbers_are_numbers_and_words_are_words():
    rows = list(sheet_of(TABLE).iter_rows(values_only=True))
    assert rows == [("name", "amount", "chance"), ("x", 1234.5678, 0.25), ("y", "never", None), (None, -3, 1)]


def test_an_amount_and_a_chance_look_like_what_they_are():
    sheet = sheet_of(TABLE)
    assert (sheet["B2"].number_format, sheet["C2"].number_format) == ("#,##0", "0.0%")
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:C4"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", "1234", "https://example.org", "{=1}"])
def test_a_text_stays_a_text_whatever_it_begins_with(text):
    cell = sheet_of(Table((text,), ((text,),)), ("name",))["A2"]
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", text.strip(), None)
