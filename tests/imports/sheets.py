"""A workbook as finance hands it back: cells typed over, rows moved, saved by another program."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl

from roitool.imports.review import reviewed
from roitool.wording.words import Words
from tests.exports.workbook.recalculated import made

TODAY = dt.date(2026, 12, 7)
COLUMNS = {"label": 1, "unit": 2, "low": 3, "best": 4, "high": 5, "own": 6, "choice": 7, "used": 8}
COLUMNS |= {"by": 11, "date": 12, "note": 13, "name": 14, "origin": 15}
SHEETS = {"nl": "Invoer", "en": "Inputs"}
HEADING = 9


def exported(scenario, language="en"):
    """Return the workbook of every candidate."""
    return made(scenario, language=language)


class Finance:
    """Somebody with a spreadsheet program and the workbook open in it."""

    def __init__(self, data, language="en"):
        self.book = openpyxl.load_workbook(io.BytesIO(data))
        self.sheet = self.book[SHEETS[language]]

    def cell(self, name, column):
        """Return the cell of a figure by its name in formulas, or by its label."""
        rows = range(HEADING + 1, self.sheet.max_row + 1)
        found = [row for row in rows if name in {self.sheet.cell(row, each).value for each in (1, 14)}]
        return self.sheet.cell(found[0], COLUMNS[column])

    def types(self, name, **cells):
        """Type over cells of a figure: ``types("in_wages", best=41, choice="own value")``."""
        for column, value in cells.items():
            self.cell(name, column).value = value
        return self

    @property
    def saved(self):
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()


def review(data, scenario, language="en", file="finance.xlsx"):
    return reviewed(data, file, scenario, Words(language), TODAY)
