"""A table as a workbook of one sheet."""

from __future__ import annotations

import io
import math
from types import MappingProxyType
from typing import TYPE_CHECKING

import xlsxwriter

from roitool.exports.tables import LONGEST_PARAGRAPH, Look, Table
from roitool.wording.plain import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

_FORMATS = MappingProxyType({"money": "#,##0", "share": "0.0%", "years": "0.0", "whole": "0"})
_WIDTHS = MappingProxyType({"name": 26, "text": 48, "money": 14, "share": 12, "years": 12, "whole": 12})
# A text stays one, whatever it begins with.
_OPTIONS = MappingProxyType(
    {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
)


def workbook_bytes(table: Table, looks: Sequence[Look], name: str) -> bytes:
    """Return the contents of an `.xlsx` file: numbers as numbers, texts as texts, the heading fixed and filtered.

    Parameters
    ----------
    looks
        One for each column.
    name
        Of the sheet.
    """
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, dict(_OPTIONS)) as workbook:
        sheet = workbook.add_worksheet(name)
        heading = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        formats = {look: workbook.add_format({"num_format": shown}) for look, shown in _FORMATS.items()}
        for column, (text, look) in enumerate(zip(table.header, looks, strict=True)):
            sheet.set_column(column, column, _WIDTHS[look])
            sheet.write_string(0, column, clean(text), heading)
        for number, row in enumerate(table.rows, start=1):
            for column, (cell, look) in enumerate(zip(row, looks, strict=True)):
                if isinstance(cell, str):
                    if cell:
                        sheet.write_string(number, column, clean(cell, LONGEST_PARAGRAPH))
                elif math.isfinite(cell):
                    sheet.write_number(number, column, cell, formats.get(look))
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.header) - 1)
    return file.getvalue()
