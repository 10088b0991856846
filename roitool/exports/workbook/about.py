"""The first sheet: what the workbook is, what in it is live, what is not, and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool import __version__
from roitool.scenario.data import regime_digest
from roitool.scenario.file import digest
from roitool.scenario.integration import reference_digests
from roitool.wording.values import regime_name

if TYPE_CHECKING:
    import datetime as dt

    from roitool.exports.workbook.base_case import Base
    from roitool.exports.workbook.book import Book, Sheet, Style

_COLOURS: tuple[tuple[Style, str], ...] = (
    ("input", "input"), ("live", "live"), ("link", "link"), ("value", "value"), ("check", "check"),
)  # fmt: skip
_WIDTH, _CHARACTERS = 100, 105
"""Of the first column, in digits, and of text in it, of which a letter is narrower on average."""
_USE = ("change", "choose", "checks", "back")


def write_about(book: Book, base: Base, made_on: dt.date, failing: str) -> None:
    """Write the sheet."""
    words, scenario = book.words, base.scenario
    sheet = book.sheet(words.text("workbook.sheet.about"))
    title = words.label(scenario.title) or words.text("cli.untitled")
    sheet.text(0, 0, title, "title")
    row = _paragraphs(sheet, 1, [words.text("workbook.about.purpose")])
    sheet.text(row, 0, words.text("workbook.checks.failing"))
    sheet.formula(row, 1, failing, 0.0, "check")
    sheet.red_if_wrong(row, 1)
    row = _listed(sheet, row + 2, words.text("workbook.about.contents"), [_of(base, book)])
    row = _listed(sheet, row, words.text("workbook.about.live_title"), [words.text("workbook.about.live")])
    row = _listed(sheet, row, words.text("workbook.about.missing_title"), [words.text("workbook.about.missing")])
    row = _listed(
        sheet, row, words.text("workbook.about.use_title"), [words.text(f"workbook.about.use.{each}") for each in _USE]
    )
    sheet.text(row, 0, words.text("workbook.about.colours"), "heading")
    for style, code in _COLOURS:
        row += 1
        sheet.text(row, 0, words.text(f"workbook.colour.{code}"), style)
    row += 2
    sheet.text(row, 0, words.text("workbook.about.provenance"), "heading")
    sheet.text(row, 1, "", "heading")
    facts = [
        ("version", f"ROItool {__version__}"),
        ("date", words.date(made_on)),
        ("start", words.month(base.calendar, 1)),
        ("horizon", words.duration(float(scenario.horizon_years))),
        ("regime", regime_name(scenario.regime, words)),
        ("scenario_digest", digest(scenario)),
        ("regime_digest", regime_digest(scenario.regime)),
        *((f"{name}_digest", found) for name, found in reference_digests(scenario).items()),
        ("seed", str(scenario.seed)),
    ]
    for code, fact in facts:
        row += 1
        sheet.text(row, 0, words.text(f"workbook.fact.{code}"))
        sheet.text(row, 1, fact)
    sheet.widths((_WIDTH, 70))


def _of(base: Base, book: Book) -> str:
    titles = tuple(book.words.label(each.candidate.title) or each.candidate.id for each in base.candidates)
    return book.words.text("workbook.about.candidates", titles=book.words.listed(titles))


def _listed(sheet: Sheet, row: int, title: str, texts: list[str]) -> int:
    sheet.text(row, 0, title, "heading")
    return _paragraphs(sheet, row + 1, texts)


def _paragraphs(sheet: Sheet, row: int, texts: list[str]) -> int:
    """Write texts below each other, and return the row after an empty one."""
    for position, text in enumerate(texts):
        sheet.text(row + position, 0, text, "wrapped")
        sheet.height(row + position, [text], _CHARACTERS)
    return row + len(texts) + 1
