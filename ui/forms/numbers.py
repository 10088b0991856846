"""Editors of numbers, whole or not, of shares in percent, and of calendar months."""

from __future__ import annotations

from decimal import Decimal

from roitool.errors import Place
from roitool.scenario.editing import value_at
from roitool.wording import numbers
from roitool.wording.formulas import Visible
from roitool.wording.misread import Misread
from roitool.wording.months import read_month
from roitool.wording.typed import Expected, names_percent, read_typed
from roitool.wording.words import Words
from ui.editors.number_field import NumberField
from ui.forms.fields import Field
from ui.forms.typed import TypedEditor

WIDTH = 132


class NumberEditor(TypedEditor):
    """A number as people type it; in percent where it is a share."""

    def __init__(self, field: Field, place: Place, name: str, words: Words) -> None:
        box = NumberField(WIDTH)
        super().__init__(field, place, name, words, box)
        self._percent = field.kind == "share"
        box.reached.connect(self._begin)
        box.entered.connect(self._leave)
        self._line.addWidget(box)
        self._line.addWidget(self._echo, 1)
        self._line.addStretch()
        if field.optional:
            box.setPlaceholderText(words.text("changes.none"))

    def _show_value(self, value: object, seen: Visible, *, forget: bool) -> None:  # noqa: ARG002 - of formulas
        typing = self._box.isModified() and (self._box.hasFocus() or not self.readable)
        if forget or not typing:
            self._box.show_text(self._shown(value))
            self._show_echo("")
        if not self._box.isModified():
            self._origin = value

    def _shown(self, value: object) -> str:
        if value is None:
            return ""
        if self.field.name in {"year", "seed"}:
            return str(value)
        number = float(Decimal(repr(value)).scaleb(2)) if self._percent else value
        return self._words.number(number) + "%" * self._percent  # type: ignore[arg-type]  # the kind of field says so

    def _read(self, text: str) -> object:
        """Return what the document holds for a text.

        Raises
        ------
        Misread
            It cannot be read.
        """
        typed = read_typed(text, self._words.language, Expected(percent=self._percent)).numbers
        if len(typed) != 1:
            raise Misread("one_number")
        number = typed[0].scaleb(-2) if self._percent else typed[0]
        return int(number) if self.field.kind == "whole" and number % 1 == 0 else float(number)

    def _take(self, text: str) -> None:
        if self.field.optional and not text.strip():
            self._put(None, typed=True)
            self._show_echo("")
            return
        try:
            value = self._read(text)
        except Misread as error:
            self._take_back(self._words.text(f"misread.{error.code}", **error.values))
            return
        if not self._put(value, typed=True):
            self._take_back(self._unread)
            return
        doubt = asked_back(text, self._words) if self._percent else ""
        self._show_echo(" · ".join(filter(None, [f"= {self._shown(value)}", doubt])))

    def _take_back(self, why: str) -> None:
        """Leave in the document what was there: the text up to here may have been a number, but not one meant."""
        self._put(self._origin, typed=True)
        self._refuse(why)
        self._show_echo("")

    def _begin(self) -> None:
        self._origin = value_at(self._scenario, self.place)


class MonthEditor(NumberEditor):
    """A calendar month, typed in any of the ways people write one."""

    def _shown(self, value: object) -> str:
        year, month = map(int, str(value).split("-"))
        return numbers.month(year, month, self._words.language)

    def _read(self, text: str) -> object:
        month = read_month(text)
        if month is None:
            raise Misread("month")
        return month


def asked_back(text: str, words: Words) -> str:
    """Return what to ask of a percentage that may have been meant as a share, nothing where it cannot.

    Above 0 and up to 1, without a sign that tells.
    """
    if names_percent(text):
        return ""
    try:
        typed = read_typed(text, words.language, Expected(percent=True)).numbers
    except Misread:
        return ""
    if len(typed) != 1 or not 0 < abs(typed[0]) <= 1:
        return ""
    as_typed, as_share = (f"{words.number(float(each))}%" for each in (typed[0], typed[0].scaleb(2)))
    return words.text("ui.form.share_or_percent", typed=as_typed, share=as_share)
