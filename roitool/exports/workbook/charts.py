"""The charts of the workbook, drawn by the spreadsheet itself from cells, so that they follow what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from babel.numbers import get_currency_symbol

from roitool.wording.numbers import NO_BREAK
from roitool.wording.plain import clean

if TYPE_CHECKING:
    from roitool.exports.workbook.book import Book

# Okabe & Ito 2008, as the pictures of the program; after the last they begin again, dashed.
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
_GAIN, _LOSS = "#0072B2", "#D55E00"
_GREY, _TEXT = "#D9D9D9", "#404040"
_LONGEST_TITLE = 80
_MONTHS_PER_MARK = 12
"""Between two marks on an axis of months."""
_GRID = {"major_gridlines": {"visible": True, "line": {"color": _GREY, "width": 0.75}}, "line": {"none": True}}


@dataclass(frozen=True, slots=True)
class Histogram:
    """The cells of a histogram, as other sheets name them, and which of its bars are a gain."""

    begins: str
    counts: str
    gains: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """What is drawn of one candidate as cells: its amounts, their periods or rates, and the cell with its title."""

    title: str
    periods: str
    amounts: str


def added_up(book: Book, courses: Sequence[Course], currency: str) -> Any:
    """Return the cash flow added up by month, a line for each candidate."""
    chart, words = book.chart("line"), book.words
    _lines(chart, courses)
    _dressed(chart, words.text("workbook.chart.added_up"), words.text("workbook.chart.months"), currency, book)
    _by_month(chart, book)
    _legend(chart, len(courses))
    return chart


def balances(book: Book, with_it: Course, without: Course, limit: Course, currency: str) -> Any:
    """Return the bank balance by month with and without a candidate, and the limit below which the company is short."""
    chart, words = book.chart("line"), book.words
    for course, colour, width, dash in (
        (with_it, _COLOURS[0], 2.25, "solid"),
        (without, _COLOURS[-1], 1.5, "dash"),
        (limit, _LOSS, 1.5, "square_dot"),
    ):
        chart.add_series(_series(course) | {"line": {"color": colour, "width": width, "dash_type": dash}})
    _titled(chart, words.text("workbook.chart.balances"))
    _by_month(chart, book)
    chart.set_y_axis(_axis(currency) | _GRID | {"num_format": _money(currency, book)})
    _legend(chart, 3)
    return chart


def by_rate(book: Book, courses: Sequence[Course], currency: str, span: tuple[float, float]) -> Any:
    """Return the net present value by rate, a line for each candidate; the rates begin and end as told."""
    chart, words = book.chart("scatter"), book.words
    _lines(chart, courses)
    rates = {"num_format": "0%", "min": span[0], "max": span[1], "label_position": "low"}
    chart.set_title({"none": True})
    chart.set_x_axis(_axis(words.text("workbook.rates.rate")) | _GRID | rates)
    upwards = _axis(f"{words.text('workbook.measure.npv')}, {currency}")
    chart.set_y_axis(upwards | _GRID | {"num_format": _money(currency, book), "label_position": "low"})
    _legend(chart, len(courses))
    return chart


def by_year(book: Book, courses: Sequence[Course], currency: str) -> Any:
    """Return the cash flow by calendar year, a column for each candidate."""
    chart = book.chart("column")
    for position, course in enumerate(courses):
        fill = {"color": _COLOURS[position % len(_COLOURS)]}
        chart.add_series(_series(course) | {"fill": fill, "gap": 60})
    words = book.words
    _dressed(chart, words.text("workbook.chart.by_year"), words.text("workbook.header.year"), currency, book)
    _legend(chart, len(courses))
    return chart


def histogram(book: Book, drawn: Histogram, title: str, currency: str) -> Any:
    """Return how many of 100 futures end in each range of net present value; losses are orange."""
    chart, words = book.chart("column"), book.words
    chart.add_series(
        {
            "name": words.text("workbook.chart.futures"),
            "categories": f"={drawn.begins}",
            "values": f"={drawn.counts}",
            "points": [{"fill": {"color": _GAIN if gain else _LOSS}} for gain in drawn.gains],
            "gap": 8,
        }
    )
    _titled(chart, words.text("workbook.chart.histogram", title=title))
    from_on = words.text("workbook.chart.from", currency=currency)
    chart.set_x_axis(_axis(from_on) | {"num_format": _money(currency, book), "label_position": "low"})
    chart.set_y_axis(_axis(words.text("workbook.chart.futures")) | _GRID)
    chart.set_legend({"none": True})
    return chart


def _lines(chart: Any, courses: Sequence[Course]) -> None:
    """Draw a line for each candidate, in the same colour in every chart."""
    for position, course in enumerate(courses):
        dashed = {"dash_type": "dash"} if position >= len(_COLOURS) else {}
        line = {"color": _COLOURS[position % len(_COLOURS)], "width": 2.25, **dashed}
        chart.add_series(_series(course) | {"line": line})


def _series(course: Course) -> dict[str, Any]:
    return {"name": f"={course.title}", "categories": f"={course.periods}", "values": f"={course.amounts}"}


def _dressed(chart: Any, title: str, periods: str, currency: str, book: Book) -> None:
    _titled(chart, title)
    chart.set_x_axis(_axis(periods) | {"label_position": "low"})
    shown = {"num_format": _money(currency, book)}
    chart.set_y_axis(_axis(book.words.text("workbook.chart.money", currency=currency)) | _GRID | shown)


def _by_month(chart: Any, book: Book) -> None:
    marks = {"interval_unit": _MONTHS_PER_MARK, "interval_tick": _MONTHS_PER_MARK}
    chart.set_x_axis(_axis(book.words.text("workbook.chart.months")) | marks | {"label_position": "low"})


def _titled(chart: Any, title: str) -> None:
    font = {"size": 11, "bold": True, "color": _TEXT}
    chart.set_title({"name": clean(title, _LONGEST_TITLE), "name_font": font, "overlay": False})


def _axis(name: str) -> dict[str, Any]:
    font = {"size": 9, "color": _TEXT}
    return {"name": name, "name_font": {**font, "bold": False}, "num_font": font}


def _money(currency: str, book: Book) -> str:
    """Return the format of amounts of a currency, for every language of a spreadsheet."""
    # A blank that does not break: a label is not to be cut in two.
    symbol = f"{get_currency_symbol(currency, book.words.language)}{NO_BREAK}"
    return f'"{symbol}"#,##0;-"{symbol}"#,##0'


def _legend(chart: Any, count: int) -> None:
    chart.set_legend({"position": "bottom", "font": {"size": 9, "color": _TEXT}} if count > 1 else {"none": True})
