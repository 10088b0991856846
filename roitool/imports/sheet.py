"""The sheet of figures as rows of cells, whoever wrote it last and whatever he sorted, inserted or renamed."""

from __future__ import annotations

import datetime as dt
import io
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from roitool.imports.container import Found, found_in, refuse
from roitool.imports.origin import RowOrigin, SheetOrigin

MOST_ROWS, MOST_COLUMNS = 5_000, 60
NEEDED = frozenset({"low", "best", "high", "own", "choice"})
_FINITE = 1e300

Sort = Literal["empty", "number", "text", "date", "boolean", "error", "beyond"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, with what it shows.

    Attributes
    ----------
    at
        As a spreadsheet names it, ``D12``.
    sort
        What it shows; ``date`` a day or a time, ``beyond`` a number that is none.
    formula
        Whether that is what a formula came to when the file was saved; ``empty`` then says that it was never
        calculated.
    """

    at: str
    sort: Sort = "empty"
    number: float = 0.0
    text: str = ""
    formula: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row that says which figure it is.

    Attributes
    ----------
    cells
        By what their column holds: ``low``, ``own``, ``note``.
    """

    origin: RowOrigin
    cells: Mapping[str, Cell]

    def cell(self, column: str) -> Cell:
        """Return a cell; an empty one where somebody took the column away."""
        return self.cells.get(column, Cell("—"))


@dataclass(frozen=True, slots=True)
class FiguresSheet:
    """The sheet.

    Attributes
    ----------
    origin
        What the workbook says of itself.
    for_all
        The cells above the column of choices, one of which chooses for all figures.
    """

    origin: SheetOrigin
    for_all: tuple[Cell, ...]
    rows: tuple[Row, ...]


def read_sheet(data: bytes) -> FiguresSheet:
    """Read the sheet of figures of a workbook of ours.

    Raises
    ------
    ScenarioError
        As :func:`.container.found_in`; besides the reason ``columns_gone``.
    """
    found = found_in(data)
    try:
        grid = _Grid(found)
    except Exception:  # noqa: BLE001 - there is no end to what a spoilt file makes openpyxl raise
        refuse("damaged")
    if grid.height > MOST_ROWS:
        refuse("too_large")
    return _read(found, grid)


class _Grid:
    """The cells as they stand there, rows and columns counted from 0; only those that are asked for are looked at."""

    def __init__(self, found: Found) -> None:
        import openpyxl  # noqa: PLC0415 - a tenth of a second, for this alone

        with warnings.catch_warnings():
            # What it has to say of a file it says to a developer.
            warnings.simplefilter("ignore")
            self._shown, self._written = (
                list(
                    openpyxl.load_workbook(
                        io.BytesIO(found.archive), read_only=True, keep_links=False, data_only=values
                    )[found.sheet].iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS)
                )
                for values in (True, False)
            )

    @property
    def height(self) -> int:
        return len(self._shown)

    def cell(self, row: int, column: int) -> Cell:
        at = f"{_letters(column)}{row + 1}"
        if row >= self.height or column >= len(self._shown[row]):
            return Cell(at)
        return _cell(at, self._shown[row][column], self._written[row][column].data_type == "f")

    def texts(self, row: int) -> list[str]:
        """Return the texts of a row."""
        return [self.cell(row, column).text for column in range(MOST_COLUMNS)]


def _cell(at: str, cell: Any, formula: bool) -> Cell:
    sort, value = _sort(cell), cell.value
    number = float(value) if sort == "number" else 0.0
    shown = value.date() if isinstance(value, dt.datetime) else value
    return Cell(at, sort, number, str(shown) if sort in {"text", "date", "boolean", "error"} else "", formula)


def _sort(cell: Any) -> Sort:
    value = cell.value
    if cell.data_type == "e":
        return "error"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        # Not a number is not within any bounds either.
        return "number" if -_FINITE < value < _FINITE else "beyond"
    if value is None or isinstance(value, str):
        return "text" if value and value.strip() else "empty"
    return "date"


def _read(found: Found, grid: _Grid) -> FiguresSheet:
    heading, place = found.row - 1, found.column - 1
    origin = SheetOrigin.read(grid.cell(heading, place).text)
    if origin is None:
        refuse("origin_gone")
    columns = _columns(origin, grid.texts(heading))
    if not columns.keys() >= NEEDED:
        refuse("columns_gone")
    above = tuple(grid.cell(row, columns["choice"]) for row in range(heading))
    return FiguresSheet(origin, above, tuple(_figures(grid, heading + 1, place, columns)))


def _columns(origin: SheetOrigin, texts: list[str]) -> dict[str, int]:
    """Return the position of each column, by the heading it was given."""
    by_text: dict[str, int] = {}
    for position, text in enumerate(texts):
        by_text.setdefault(text.strip().casefold(), position)
    places = {code: by_text.get(text.strip().casefold()) for code, text in origin.columns.items()}
    return {code: position for code, position in places.items() if position is not None}


def _figures(grid: _Grid, first: int, place: int, columns: Mapping[str, int]) -> Iterator[Row]:
    for row in range(first, grid.height):
        text = grid.cell(row, place).text
        if text and (origin := RowOrigin.read(text)):
            cells = {code: grid.cell(row, position) for code, position in columns.items()}
            yield Row(origin, MappingProxyType(cells))


def _letters(column: int) -> str:
    """Return the letters of a column, counted from 0."""
    return chr(ord("A") + column) if column < 26 else _letters(column // 26 - 1) + _letters(column % 26)
