"""A workbook that is being written: its sheets, and cells that carry a formula with its value."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from roitool.exports.workbook.styles import CENTS, HALF_A_CENT, LOOKS, MONEY, PERCENT, PLAIN, WHOLE, Style
from roitool.wording.plain import clean

if TYPE_CHECKING:
    import datetime as dt

    from roitool.wording.words import Words

__all__ = ["CENTS", "HALF_A_CENT", "MONEY", "PERCENT", "PLAIN", "WHOLE", "Book", "Sheet", "Style"]

_LONGEST_NOTE = 2_000
_LONGEST_FORMULA = 8_192
_TALLEST_ROW = 27
"""In lines."""
_SCALE_PER_CENT, _LEAST_SCALE, _LARGEST_SCALE = 57, 45, 80
_LINE_HEIGHT = 15
_PAPER_ACROSS, _PAPER_DOWN = 915, 620
"""Pixels of a sheet of A4, landscape, at full size, within its margins."""
_ROW_PIXELS, _REPEATED_ROWS = 20, 3
_LONGEST_FOOTER = 100


class Book:
    """A workbook in memory.

    Parameters
    ----------
    words
        The language of its labels; formulas and number formats are the same in every language.
    made_on
        The day that it names as its own.

    Attributes
    ----------
    sheets
        In their order.
    names
        Each with what it stands for, and the cell.
    """

    def __init__(self, words: Words, made_on: dt.datetime, title: str) -> None:
        self.words = words
        self._bytes = BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(self._bytes, options)
        self._book.set_properties({"title": title, "created": made_on})
        self._book.set_calc_mode("auto")
        self._footer = clean(title, _LONGEST_FOOTER).replace("&", "&&")
        self.sheets: list[Sheet] = []
        self.names: list[tuple[str, str, str]] = []
        self._last_steps: list[Callable[[], None]] = []
        self._formats: dict[tuple[str, str], Any] = {}

    def sheet(self, name: str) -> Sheet:
        """Add a sheet: A4 landscape, one page wide, with the workbook, its name and the number of the page below."""
        sheet = self._book.add_worksheet(name, _Worksheet)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{self._footer}&C&A&R&P / &N")
        sheet.hide_gridlines(2)
        self.sheets.append(Sheet(self, sheet, name))
        return self.sheets[-1]

    def chart(self, kind: Literal["line", "column", "scatter"]) -> Any:
        """Begin a chart, which :meth:`Sheet.chart` puts on a sheet."""
        subtype = {"subtype": "straight"} if kind == "scatter" else {}
        return self._book.add_chart({"type": kind, **subtype})

    def name(self, name: str, reference: str, label: str = "") -> None:
        """Give a cell a name that formulas of every sheet can use; with a label, it is listed on the first sheet."""
        if label:
            self.names.append((name, label, reference.replace("$", "").replace("'", "")))
        self._book.define_name(name, f"={reference}")

    def format(self, style: Style | Literal["red"], number_format: str = "") -> Any:
        """Return a style, with a format of numbers."""
        key = (style, number_format)
        if key not in self._formats:
            shown = {"num_format": number_format} if number_format else {}
            self._formats[key] = self._book.add_format({**LOOKS[style], **shown})
        return self._formats[key]

    def at_the_end(self, step: Callable[[], None]) -> None:
        """Do something when all is written."""
        self._last_steps.append(step)

    def finished(self) -> bytes:
        """Return the file."""
        for step in self._last_steps:
            step()
        self._book.close()
        return self._bytes.getvalue()


class _Worksheet(Worksheet):  # type: ignore[misc]
    """A worksheet that takes formulas as they are.

    The library looks in each for some thirty functions of newer spreadsheets, which is half of all its time; none of
    ours is newer than Excel 2010.
    """

    def _prepare_formula(self, formula: str, _expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


class Sheet:
    """A sheet; rows and columns count from 0, and everything is written where it is told."""

    def __init__(self, book: Book, sheet: Worksheet, name: str) -> None:
        self.book = book
        self.name = name
        self.title = name
        self._sheet = sheet
        self._widths: list[float] = []
        self._lines: dict[int, int] = {}
        self._held = 0

    def text(self, row: int, column: int, text: str, style: Style = "text") -> None:
        """Write text as text, whatever it begins with."""
        written = clean(text, _LONGEST_NOTE)
        self._sheet.write_string(row, column, written, self.book.format(style))
        if (row, column) == (0, 0):
            self.title = written

    def across_columns(self, row: int, last: int, text: str, style: Style) -> None:
        """Write text over the first columns of a row."""
        self._sheet.merge_range(row, 0, row, last, clean(text, _LONGEST_NOTE), self.book.format(style))

    def chart(self, row: int, chart: Any, corner: tuple[int, int], size: tuple[int, int], described: str) -> None:
        """Put a chart below a row, so many pixels from the left and from there, of so many pixels."""
        chart.set_size({"width": size[0], "height": size[1]})
        self._sheet.insert_chart(
            row, 0, chart,
            {"x_offset": corner[0], "y_offset": corner[1], "object_position": 3, "description": described},
        )  # fmt: skip

    def height(self, row: int, texts: Sequence[str], characters: int) -> None:
        """Make a row as high as its longest text is with so many characters in a line.

        A program that works it out by itself may do so for the screen, and clip the text on paper.
        """
        lines = max((len(textwrap.wrap(text, characters)) for text in texts), default=0)
        self._lines[row] = min(max(1, lines), _TALLEST_ROW)
        self._sheet.set_row(row, _LINE_HEIGHT * self._lines[row])

    def number(self, row: int, column: int, value: float, style: Style, shown: str = PLAIN) -> str:
        """Write a number and return the cell."""
        if not math.isfinite(value):
            raise ValueError(value)
        self._sheet.write_number(row, column, value, self.book.format(style, shown))
        return self.cell(row, column)

    def blank(self, row: int, column: int, style: Style) -> None:
        """Write a cell to be filled in."""
        self._sheet.write_blank(row, column, None, self.book.format(style))

    def formula(
        self, row: int, column: int, formula: str, value: float | str, style: Style = "live", shown: str = PLAIN
    ) -> str:
        """Write a formula with the value it has, and return the cell.

        Parameters
        ----------
        formula
            Without the equals sign.
        value
            What it comes to in the base case; finite, for no cell shows an infinity: "never" is a word.

        Raises
        ------
        ValueError
            The value is not finite, or the formula longer than a spreadsheet takes.
        """
        if len(formula) > _LONGEST_FORMULA:
            raise ValueError(formula[:80])
        if not isinstance(value, str):
            if not math.isfinite(value):
                raise ValueError(formula)
            # Adding zero turns a minus zero, which would be shown as one, into a plain one.
            value = float(value) + 0.0
        self._sheet.write_formula(row, column, f"={formula}", self.book.format(style, shown), value)
        return self.cell(row, column)

    def cell(self, row: int, column: int) -> str:
        """Return a cell of this sheet as its own formulas name it, ``$C$12``."""
        return f"${xl_col_to_name(column)}${row + 1}"

    def across(self, row: int, first: int, last: int) -> str:
        """Return a part of a row, ``$G$12:$Z$12``."""
        return f"{self.cell(row, first)}:{self.cell(row, last)}"

    def from_elsewhere(self, cells: str) -> str:
        """Return cells of this sheet as formulas of other sheets name them."""
        return f"'{self.name}'!{cells}"

    def choice(self, row: int, column: int, text: str, source: str) -> None:
        """Write a cell that takes one of the texts in the cells `source`, and holds this one."""
        self.text(row, column, text, "chosen")
        self._sheet.data_validation(row, column, row, column, {"validate": "list", "source": f"={source}"})

    def red_if_wrong(self, row: int, column: int, last_row: int | None = None) -> None:
        """Turn checks red where they are not 0."""
        rule = {"type": "cell", "criteria": "!=", "value": 0, "format": self.book.format("red")}
        self._sheet.conditional_format(row, column, row if last_row is None else last_row, column, rule)

    def failing(self, column: int, total: str) -> None:
        """Write how many checks fail on all sheets, in the second row, red where any does."""
        self.text(1, 0, self.book.words.text("workbook.checks.failing"))
        self.formula(1, column, total, 0.0, "check")
        self.red_if_wrong(1, column)

    def widths(self, widths: Sequence[float], others: float | None = None, last: int = 0) -> None:
        """Set the widths of the first columns, and of all others up to the last."""
        self._widths = [*widths, *([others] * (last + 1 - len(widths)) if others is not None else ())]
        for column, width in enumerate(widths):
            self._sheet.set_column(column, column, width)
        if others is not None:
            self._sheet.set_column(len(widths), last, others)

    def left_of(self, column: int) -> int:
        """Return how many pixels lie before a column whose width was set."""
        return sum(int(7 * width + 5) for width in self._widths[:column])

    def fold(self, column: int, width_beside: float) -> None:
        """Fold a column away; a plus above the one beside it, which is so wide, opens it again."""
        self._sheet.set_column(column, column, None, None, {"level": 1, "hidden": True})
        self._sheet.set_column(column + 1, column + 1, width_beside, None, {"collapsed": True})

    def hold(self, row: int, column: int) -> None:
        """Keep the rows above and the columns before a cell in view, and on every page."""
        self._held = row
        self._sheet.freeze_panes(row, column)
        if row:
            self._sheet.repeat_rows(max(row - 3, 0), row - 1)

    def print_up_to(self, row: int, column: int) -> None:
        """Keep what lies beyond a cell off paper."""
        self._sheet.print_area(0, 0, row, column)

    def on_one_page(self) -> None:
        """Print on one page, upright."""
        self._sheet.set_portrait()
        self._sheet.fit_to_pages(1, 1)

    def pages(self, columns: int, blocks: Sequence[int], end: int) -> None:
        """Print so many columns, and begin a new page where a block of rows would be cut in two.

        Parameters
        ----------
        columns
            Beside each other on a page, or, where letters would be too small, on several with the first two on each.
        blocks, end
            The first row of each, and that after the last.
        """
        # A sheet that is fitted to its page does not look at where pages are to begin.
        scale = max(_LEAST_SCALE, min(_LARGEST_SCALE, 100 * _PAPER_ACROSS // self.left_of(columns)))
        self._sheet.set_print_scale(scale)
        self._sheet.repeat_columns(0, 1)
        room = 100 * _PAPER_DOWN // scale - _REPEATED_ROWS * _ROW_PIXELS
        breaks, top = [], 0
        for begin, following in zip(blocks, (*blocks[1:], end), strict=True):
            if begin > top and _ROW_PIXELS * sum(self._lines.get(row, 1) for row in range(top, following)) > room:
                breaks.append(begin)
                top = begin
        self._sheet.set_h_pagebreaks(breaks)

    def over_pages(self, row: int, columns: tuple[int, int, int], last: tuple[int, int], across: int) -> None:
        """Print what belongs to a row as a whole first, then its periods, so many on a page, from a row on.

        Parameters
        ----------
        row
            The first that has something in its periods.
        columns
            How many are repeated on every page; the last of those before the periods; that of the first period.
        last
            Row and column of the last cell.
        across
            Periods on a page, after one that stands before them.
        """
        repeated, before, first = columns
        self._sheet.set_print_scale(_SCALE_PER_CENT)
        self._sheet.repeat_columns(0, repeated - 1)
        self._sheet.repeat_rows(0, self._held - 1)
        self._sheet.set_v_pagebreaks(list(range(first + 1 + across, last[1] + 1, across)))
        parts = ((0, 0, last[0], before), (row, first, *last))
        areas = [self.from_elsewhere(f"{self.cell(*part[:2])}:{self.cell(*part[2:])}") for part in parts]
        # The library's own print_area takes one area only.
        self.book.name(f"'{self.name}'!_xlnm.Print_Area", ",".join(areas))
