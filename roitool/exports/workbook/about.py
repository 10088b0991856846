"""The first sheet: what the workbook is, what in it is live, what is not, where it comes from, what names mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.scenario.base import text_in
from roitool.wording.values import regime_name

if TYPE_CHECKING:
    from roitool.exports.order import Order
    from roitool.exports.workbook.base_case import Base
    from roitool.exports.workbook.book import Sheet, Style

_COLOURS: tuple[tuple[Style, str], ...] = (
    ("input", "input"), ("live", "live"), ("link", "link"), ("value", "value"), ("check", "check"),
)  # fmt: skip
_WIDTHS = (34, 76, 34)
_CHARACTERS = 118
"""In a line over the first two columns: a letter is narrower than the digit that a width is told in."""
_USE = ("change", "choose", "checks", "back")
_OWN_WORDS = ("about", "summary", "inputs", "measures", "checks")
"""Sheets whose title says no more than their name."""


def write_about(sheet: Sheet, order: Order, base: Base, failing: str) -> None:
    """Write the sheet, when all others stand."""
    writer = _Writer(sheet, order, base)
    writer.purpose(failing)
    writer.paragraphs("use_title", [f"use.{each}" for each in _USE])
    writer.colours()
    writer.paragraphs("live_title", ["live"])
    writer.paragraphs("missing_title", ["missing"])
    writer.sheets()
    writer.provenance()
    writer.names()
    writer.on_paper()


class _Writer:
    """The rows of the sheet, written from top to bottom."""

    def __init__(self, sheet: Sheet, order: Order, base: Base) -> None:
        self._sheet, self._order, self._base, self._words = sheet, order, base, order.words
        self._row = 0
        self._blocks: list[int] = []

    def purpose(self, failing: str) -> None:
        """Write what it is for, of whom, and whether all is well."""
        sheet, words, scenario = self._sheet, self._words, self._base.scenario
        sheet.text(0, 0, words.label(scenario.title) or words.text("cli.untitled"), "title")
        sheet.failing(1, failing)
        self._row = 3
        self._paragraph(words.text("workbook.about.purpose"))
        if note := text_in(words.language, scenario.note):
            self._paragraph(note)
        titles = tuple(words.label(each.candidate.title) or each.candidate.id for each in self._base.candidates)
        self._paragraph(words.text("workbook.about.candidates", titles=words.listed(titles) or "—"))
        self._row += 1

    def sheets(self) -> None:
        """Write what each sheet holds."""
        words = self._words
        self._heading("contents")
        own = {words.text(f"workbook.sheet.{code}"): words.text(f"workbook.contents.{code}") for code in _OWN_WORDS}
        for each in self._sheet.book.sheets:
            self._fact(each.name, own.get(each.name, each.title))
        self._row += 1

    def paragraphs(self, title: str, codes: list[str]) -> None:
        """Write texts below a heading."""
        self._heading(title)
        for code in codes:
            self._paragraph(self._words.text(f"workbook.about.{code}"))
        self._row += 1

    def colours(self) -> None:
        """Write what the colours say."""
        self._heading("colours")
        for style, code in _COLOURS:
            self._sheet.text(self._row, 0, self._words.text(f"workbook.colour.{code}.name"), style)
            self._sheet.text(self._row, 1, self._words.text(f"workbook.colour.{code}"))
            self._row += 1
        self._row += 1

    def provenance(self) -> None:
        """Write what it takes to make the same workbook again."""
        words, scenario, made = self._words, self._base.scenario, self._order.evaluation.provenance
        self._heading("provenance")
        for code, fact in (
            ("version", f"ROItool {made.version}"),
            ("date", words.date(self._order.made_on)),
            ("start", words.month(self._base.calendar, 1)),
            ("horizon", words.duration(float(scenario.horizon_years))),
            ("regime", regime_name(scenario.regime, words)),
            ("futures", words.number(made.futures)),
            ("seed", str(made.seed)),
            ("scenario_digest", made.scenario_digest),
            ("regime_digest", made.regime_digest),
            *((f"{name}_digest", found) for name, found in made.reference_digests.items()),
        ):
            self._fact(words.text(f"workbook.fact.{code}"), fact)
        self._row += 1

    def names(self) -> None:
        """Write what the names in formulas stand for, and where."""
        self._heading("names")
        for name, label, place in self._sheet.book.names:
            self._fact(name, label)
            self._sheet.text(self._row - 1, 2, place)

    def on_paper(self) -> None:
        """Keep what stands under a heading together on a page."""
        self._sheet.widths(_WIDTHS)
        self._sheet.hold(1, 0)
        self._sheet.pages(len(_WIDTHS), self._blocks, self._row)

    def _heading(self, code: str) -> None:
        self._blocks.append(self._row)
        for column in range(len(_WIDTHS)):
            text = self._words.text(f"workbook.about.{code}") if column == 0 else ""
            self._sheet.text(self._row, column, text, "heading")
        self._row += 1

    def _paragraph(self, text: str) -> None:
        self._sheet.across_columns(self._row, 1, text, "wrapped")
        self._sheet.height(self._row, [text], _CHARACTERS)
        self._row += 1

    def _fact(self, what: str, fact: str) -> None:
        self._sheet.text(self._row, 0, what)
        self._sheet.text(self._row, 1, fact)
        self._row += 1
