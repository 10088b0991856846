"""The sheet of figures: each as stated, the value in use, and who says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.exports.workbook.base_case import Base, Scope
from roitool.exports.workbook.book import CENTS, MONEY, PERCENT, PLAIN, WHOLE, Book, Sheet, Style
from roitool.imports.evidence import note_text
from roitool.imports.origin import DEFINED_NAME, HURDLE_RATE, RowOrigin, SheetOrigin, mark, three_of
from roitool.scenario.converting import kind_of
from roitool.scenario.file import digest
from roitool.scenario.quantities import Fixed
from roitool.scenario.references import calculation_order
from roitool.wording.formulas import formula_in_words, visible
from roitool.wording.places import field_name
from roitool.wording.units import figure_unit

if TYPE_CHECKING:
    from roitool.scenario.candidate import Candidate
    from roitool.scenario.inputs import DerivedFigure, Input
    from roitool.scenario.scenario import Scenario

LABEL, UNIT, LOW, BEST, HIGH, OWN, CHOICE, USED, EXPORTED, CHANGED, BY, DATE, NOTE, NAME, ORIGIN, WORDS = range(16)
_HEADERS = (
    *("label", "unit", "low", "best", "high", "own", "choice", "used", "exported", "changed"),
    *("by", "date", "note", "name"),
)
_READ_BACK = ("label", "unit", "low", "best", "high", "own", "choice", "used", "by", "date", "note")
_CHOICES = ("low", "best", "high", "own")
_FOR_ALL, _COUNT, _HEADER = 2, 3, 8
_FIRST_WORD = 2
_LARGE = 1_000
_NOTE_WIDTH, _NOTE_CHARACTERS = 50, 57
"""Of the column of notes, and in a line of it: a letter is narrower than the digit that a width is told in."""


@dataclass(frozen=True, slots=True)
class InputsSheet:
    """The cells of this sheet that others need: how many figures were changed, and the hurdle rate."""

    changed: str
    hurdle: str


def write_inputs(book: Book, base: Base, failing: str) -> InputsSheet:
    """Write every figure of the company and of the chosen candidates, each with a name for the formulas."""
    sheet = book.sheet(book.words.text("workbook.sheet.inputs"))
    sheet.failing(USED, failing)
    rows = _Rows(sheet, base.scenario)
    rows.section(book.words.text("workbook.inputs.settings"))
    hurdle = rows.setting(field_name("hurdle_rate", book.words), base.model.setting.hurdle_rate)
    rows.section(book.words.text("workbook.inputs.shared"))
    rows.figures(base.scenario, base.scope)
    for chosen in base.candidates:
        rows.section(book.words.label(chosen.candidate.title) or chosen.candidate.id)
        rows.figures(chosen.candidate, chosen.scope)
    return InputsSheet(sheet.from_elsewhere(rows.close()), sheet.from_elsewhere(hurdle))


class _Rows:
    """The rows of the sheet, written from top to bottom."""

    def __init__(self, sheet: Sheet, scenario: Scenario) -> None:
        self._sheet = sheet
        self._scenario = scenario
        self._words = words = sheet.book.words
        self._row = _HEADER + 1
        sheet.text(0, LABEL, words.text("workbook.sheet.inputs"), "title")
        for code, row in (("for_all", _FOR_ALL), ("count", _COUNT)):
            sheet.text(row, LABEL, words.text(f"workbook.inputs.{code}"))
        for line, code in enumerate(("how", "low_high")):
            sheet.text(_COUNT + 1 + line, LABEL, words.text(f"workbook.inputs.{code}"), "note")
        sheet.text(_FIRST_WORD - 1, WORDS, words.text("workbook.inputs.choices"), "note")
        for position, choice in enumerate((*_CHOICES, "by_row")):
            sheet.text(_FIRST_WORD + position, WORDS, words.text(f"workbook.choice.{choice}"), "note")
        self._words_by_row = self._between(_FIRST_WORD, _FIRST_WORD + len(_CHOICES) - 1)
        self._by_row = sheet.cell(_FIRST_WORD + len(_CHOICES), WORDS)
        every_word = self._between(_FIRST_WORD, _FIRST_WORD + len(_CHOICES))
        sheet.choice(_FOR_ALL, CHOICE, words.text("workbook.choice.by_row"), every_word)
        for column, code in enumerate(_HEADERS):
            sheet.text(_HEADER, column, words.text(f"workbook.inputs.{code}"), _heading(column))
        self._origin_of_sheet()
        sheet.widths((44, 16, 11, 13, 11, 13, 16, 13, 13, 10, 23, 12, _NOTE_WIDTH, 26))
        # Right beside the others, without an empty column between: then sorting takes it along.
        sheet.fold(ORIGIN, 16)
        sheet.hold(_HEADER + 1, UNIT)

    def section(self, title: str) -> None:
        """Begin the figures of the company, or of a candidate."""
        self._row += 1
        self._sheet.text(self._row, LABEL, title, "heading")
        self._row += 1

    def setting(self, label: str, value: float) -> str:
        """Write a rate that is no uncertain figure, and return the cell in use."""
        sheet, row = self._sheet, self._row
        self._label(label, "%")
        self._origin(RowOrigin("setting", HURDLE_RATE, (value, value, value), mark(label, "%")))
        stated = sheet.number(row, BEST, value, "input", PERCENT)
        used = sheet.formula(row, USED, stated, value, "total", PERCENT)
        self._compare(used, value, PERCENT)
        self._row += 1
        return used

    def figures(self, scope: Scenario | Candidate, seen: Scope) -> None:
        """Write the inputs and the derived figures of one scope."""
        for item in scope.inputs:
            self._input(item, seen)
        known = visible(self._scenario, seen.candidate, self._words).labels
        for derived in calculation_order(scope):
            self._derived(derived, seen, known)

    def close(self) -> str:
        """Write how many figures were changed, and return that cell."""
        # The names in formulas and the words to choose from are for the screen.
        self._sheet.print_up_to(self._row, NOTE)
        changed = f"{self._sheet.cell(_HEADER + 1, CHANGED)}:{self._sheet.cell(self._row, CHANGED)}"
        return self._sheet.formula(_COUNT, USED, f"SUM({changed})", 0.0, shown=WHOLE)

    def _between(self, first: int, last: int) -> str:
        return f"{self._sheet.cell(first, WORDS)}:{self._sheet.cell(last, WORDS)}"

    def _input(self, item: Input, seen: Scope) -> None:
        sheet, row, words = self._sheet, self._row, self._words
        unit = figure_unit(item.unit, item.quantity, self._scenario.currency, words)
        three = three_of(item.quantity)
        shown = PERCENT if unit.percent else _shown(three)
        self._label(words.label(item.label) or item.id, unit.text)
        stated = zip((LOW, BEST, HIGH), three, strict=True)
        low, best, high = (sheet.number(row, column, value, "input", shown) for column, value in stated)
        sheet.blank(row, OWN, "input")
        sheet.choice(row, CHOICE, words.text("workbook.choice.best"), self._words_by_row)
        for_all, own = sheet.cell(_FOR_ALL, CHOICE), sheet.cell(row, OWN)
        wish = f"IF({for_all}={self._by_row},{sheet.cell(row, CHOICE)},{for_all})"
        # An own value that is chosen and not filled in yet is the best estimate.
        values = f"{low},{best},{high},IF(ISNUMBER({own}),{own},{best})"
        value = item.quantity.base()
        used = sheet.formula(row, USED, f"CHOOSE(MATCH({wish},{self._words_by_row},0),{values})", value, "total", shown)
        self._compare(used, value, shown)
        self._evidence(item)
        self._origin(self._origin_of(item, seen, unit.text))
        self._named(seen.name_of(item.id), used, words.label(item.label) or item.id)

    def _origin_of_sheet(self) -> None:
        words = self._words
        columns = {code: words.text(f"workbook.inputs.{code}") for code in _READ_BACK}
        self._origin(SheetOrigin(digest(self._scenario), words.language, columns), _HEADER)
        self._sheet.book.name(DEFINED_NAME, self._sheet.from_elsewhere(self._sheet.cell(_HEADER, ORIGIN)))

    def _origin_of(self, item: Input, seen: Scope, unit: str) -> RowOrigin:
        said = item.evidence
        return RowOrigin(
            "input",
            self._full_id(item.id, seen),
            three_of(item.quantity),
            mark(self._words.label(item.label) or item.id, unit),
            kind_of(item.quantity),
            said.by,
            said.date or "",
            mark(note_text(said, self._words.language)),
        )

    def _full_id(self, id_: str, seen: Scope) -> str:
        """Return the id of a figure as correlations name it: ``cobot.overrun``, or the id alone of a shared one."""
        return id_ if seen.candidate is None else f"{self._scenario.candidates[seen.candidate].id}.{id_}"

    def _origin(self, origin: SheetOrigin | RowOrigin, row: int | None = None) -> None:
        self._sheet.text(self._row if row is None else row, ORIGIN, origin.text(), "note")

    def _compare(self, used: str, value: float, shown: str) -> None:
        """Write what a figure was when the workbook was made, and whether it is something else now."""
        exported = self._sheet.number(self._row, EXPORTED, value, "value", shown)
        self._sheet.formula(self._row, CHANGED, f"IF({used}={exported},0,1)", 0.0, shown=WHOLE)

    def _evidence(self, item: Input) -> None:
        words, said = self._words, item.evidence
        self._sheet.text(self._row, BY, words.text(f"workbook.by.{said.by}"), "aside")
        self._sheet.text(self._row, DATE, said.date or "")
        self._note(note_text(said, words.language))

    def _derived(self, item: DerivedFigure, seen: Scope, known: Mapping[str, str]) -> None:
        unit = figure_unit(item.unit, Fixed(value=0.0), self._scenario.currency, self._words)
        value = seen.value(item.formula)
        shown = PERCENT if unit.percent else _shown([value])
        label = self._words.label(item.label) or item.id
        self._label(label, unit.text)
        self._origin(RowOrigin("derived", self._full_id(item.id, seen), (value, value, value), mark(label, unit.text)))
        used = self._sheet.formula(self._row, USED, seen.formula(item.formula), value, "live", shown)
        self._sheet.number(self._row, EXPORTED, value, "value", shown)
        self._note(f"= {formula_in_words(item.formula, known, self._words)}")
        self._named(seen.name_of(item.id), used, self._words.label(item.label) or item.id)

    def _note(self, text: str) -> None:
        """Write a note, as high as it needs: the column beside it is not empty."""
        self._sheet.text(self._row, NOTE, text, "wrapped")
        self._sheet.height(self._row, [text], _NOTE_CHARACTERS)

    def _label(self, label: str, unit: str) -> None:
        self._sheet.text(self._row, LABEL, label)
        self._sheet.text(self._row, UNIT, unit)

    def _named(self, name: str, cell: str, label: str) -> None:
        self._sheet.text(self._row, NAME, name, "note")
        self._sheet.book.name(name, self._sheet.from_elsewhere(cell), label)
        self._row += 1


def _heading(column: int) -> Style:
    if column in {CHOICE, BY}:
        return "aside_heading"
    return "header" if LOW <= column <= CHANGED else "heading"


def _shown(values: Sequence[float]) -> str:
    """Return how numbers are shown: small ones with all their decimals, large ones in groups of thousands."""
    if max(map(abs, values)) < _LARGE:
        return PLAIN
    return MONEY if all(value == round(value) for value in values) else CENTS
