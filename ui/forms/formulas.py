"""The editor of a formula: the formula itself, what it comes to, what it says in words, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from roitool.errors import Place, Problem
from roitool.scenario.check_formulas import problems_at
from roitool.scenario.editing import value_at
from roitool.wording.formulas import Visible, figures_in_words, formula_in_words, formula_value, scope_of
from roitool.wording.misread import Misread
from roitool.wording.problems import describe_problem
from roitool.wording.typed import Expected, read_typed
from roitool.wording.values import Measure, measure_of, typed_number
from roitool.wording.words import Words
from ui.editors.formula_field import FormulaField, Offer, matching
from ui.forms.editor import ECHO_WIDTH, Editor
from ui.forms.fields import Field
from ui.forms.numbers import asked_back
from ui.forms.section import link
from ui.widgets.plain import PlainLabel

_FUNCTIONS: Final = ("min", "max")
_PERCENT: Mapping[Measure, bool] = MappingProxyType({"share": True, "percent": True})


class FormulaEditor(Editor):
    """A formula, or a plain number as people type it."""

    def __init__(self, field: Field, place: Place, name: str, words: Words) -> None:
        super().__init__(field, place, name, words)
        self._measure = measure_of(field.model, field.name)
        self._seen: Visible
        self._found: tuple[Problem, ...] = ()
        self._origin = ""
        self._box = self.target = FormulaField(name)
        self._box.edited.connect(self._take)
        self._box.left.connect(self._leave)
        if field.optional:
            self._box.setPlaceholderText(words.text("changes.none"))
        self._value = PlainLabel(kind="muted")
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._value.setMinimumWidth(ECHO_WIDTH)
        self._value.setContentsMargins(0, 5, 0, 0)
        self._in_words = PlainLabel(kind="small", wrap=True)
        self._instead = link("", self._take_suggestion)
        self._line.addWidget(self._box, 1)
        self._line.addWidget(self._value, 0, Qt.AlignmentFlag.AlignTop)
        self._column.insertWidget(1, self._in_words)
        self._column.insertWidget(2, self._echo)
        below = QHBoxLayout()
        below.addWidget(self._instead)
        below.addStretch()
        self._column.addLayout(below)

    def retype(self, text: str) -> None:
        """Put a text back as if somebody had typed it."""
        self._box.setPlainText(text)

    def _text(self) -> str:
        return self._box.text()

    def _show_value(self, value: object, seen: Visible, *, forget: bool) -> None:
        self._seen = seen
        self._box.offer(self._offers)
        typing = self._box.being_typed or (self._box.modified and not self.readable)
        text = "" if value is None else str(value)
        if forget or not typing:
            self._box.show_text(self._shown(text))
            self._show_echo("")
            self._origin = text
        self._found = problems_at(self._scenario, self.place, seen.values) if text else ()
        self._show_reading(text)

    def _show_reading(self, text: str) -> None:
        """Show what a formula comes to and says in words; of a number the field itself says that."""
        calculated = bool(text) and typed_number(text) is None
        value = formula_value(self._scenario, self.place, text, self._seen, self._words) if text else ""
        if not calculated and (self._measure != "count" or value == self._shown(text)):
            value = ""
        self._value.setText(f"= {value}" if value else "")
        self._value.setToolTip(self._words.text("ui.form.likely_case") if value else "")
        says = formula_in_words(text, self._seen.labels, self._words) if calculated else ""
        self._in_words.setText(says)
        self._in_words.setVisible(bool(says))

    def _offers(self) -> tuple[Offer, ...]:
        shown = figures_in_words(self._scenario, scope_of(self.place), self._seen, self._words)
        labels, own = self._seen.labels, self._own_name()
        names = (Offer(name, labels[name], text) for name, text in shown.items() if name != own)
        functions = (Offer(name, self._words.text(f"ui.form.function.{name}"), tail="(") for name in _FUNCTIONS)
        return (*names, *functions)

    def _own_name(self) -> str:
        """Return the name under which this formula itself can be named."""
        return str(getattr(value_at(self._scenario, self.place[:-1]), "id", "")) if self.field.name == "formula" else ""

    def _shown(self, text: str) -> str:
        """Return what stands in the field: a formula as it is, a number as the language writes it."""
        number = typed_number(text)
        if number is None:
            return text
        shown = float(Decimal(repr(number)).scaleb(2)) if self._measure == "share" else number
        return self._words.number(shown) + "%" * self._in_percent

    @property
    def _in_percent(self) -> bool:
        return _PERCENT.get(self._measure, False)

    def _as_number(self, text: str) -> str | None:
        """Return the number of the document for one that was typed; None where the text is anything else."""
        expected = Expected(self._seen.currency if self._measure == "money" else None, self._in_percent)
        try:
            numbers = read_typed(text, self._words.language, expected).numbers
        except Misread:
            return None
        if len(numbers) != 1:
            return None
        number = numbers[0].scaleb(-2) if self._measure == "share" else numbers[0]
        return f"{number.normalize():f}"

    def _take(self) -> None:
        text = self._box.text().strip()
        if not text and not self.field.optional:
            self._take_back()
            return
        number = self._as_number(text) if text else None
        if not self._put((number or text) or None, typed=True):
            return
        self._show_echo(self._number_echo(text, number))

    def _take_back(self) -> None:
        """Leave in the document what was there: the last letter that was wiped out is no formula anyone meant."""
        self._put(self._origin, typed=True)
        held = self._shown(self._origin)
        needed, until = (self._words.text(f"ui.form.formula_{code}", held=held) for code in ("needed", "until"))
        self._refuse(f"{needed} {until}")
        self._show_reading("")
        self._show_echo("")

    def _number_echo(self, text: str, number: str | None) -> str:
        if number is None:
            return ""
        read = formula_value(self._scenario, self.place, number, self._seen, self._words)
        doubt = asked_back(text, self._words) if self._measure == "share" else ""
        return " · ".join(filter(None, [f"= {read}", doubt]))

    def _leave(self) -> None:
        self.step_closed.emit()
        if self.readable:
            value = value_at(self._scenario, self.place)
            self._origin = "" if value is None else str(value)
            self._box.show_text(self._shown(self._origin))
            self._show_echo("")

    def _own_messages(self) -> tuple[str, ...]:
        return tuple(describe_problem(problem, self._words, self._scenario).text for problem in self._found)

    def _show_message(self) -> None:
        super()._show_message()
        found, wanted = self._suggestion()
        self._instead.setVisible(bool(wanted) and self.readable)
        if wanted:
            label = self._seen.labels.get(wanted, wanted)
            self._instead.setText(self._words.text("ui.form.instead", name=wanted).replace("&", "&&"))
            self._instead.setAccessibleName(self._words.text("ui.form.instead_accessible", found=found, label=label))

    def _suggestion(self) -> tuple[str, str]:
        """Return the first name that is not known, and the one that is meant: spelled nearly so, or called so."""
        for problem in self._found:
            if problem.code == "unknown_name":
                found, near = str(problem.values["found"]), problem.values["suggestions"]
                called = (offer.name for offer in matching(self._offers(), found) if not offer.tail)
                meant = str(near[0]) if isinstance(near, tuple) and near else next(called, "")
                if meant:
                    return found, meant
        return "", ""

    def _take_suggestion(self) -> None:
        found, wanted = self._suggestion()
        self._box.replace_name(found, wanted)
        self.step_closed.emit()
        self.reveal()
