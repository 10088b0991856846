"""Editors of what can be given in more than one way: the hurdle rate, and the tax rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtWidgets import QGridLayout, QWidget

from roitool.errors import Place
from roitool.scenario.base import Part
from roitool.scenario.data import regime, regime_ids
from roitool.scenario.editing import value_at
from roitool.scenario.scenario import FlatRegime, NamedRegime, RealRate, nominal_hurdle_rate
from roitool.wording.choices import Choice
from roitool.wording.formulas import Visible
from roitool.wording.words import Words
from ui.forms.choices import ChoiceBox, FlagEditor
from ui.forms.editor import ECHO_WIDTH, GAP, Editor
from ui.forms.fields import Field, Kind, fields_of
from ui.forms.naming import label_of
from ui.forms.numbers import NumberEditor
from ui.widgets.plain import ElidedLabel

_LABEL_WIDTH = 150
_USUAL_INFLATION: Final = 0.02
_USUAL_RATE: Final = 0.25


class AlternativesEditor(Editor):
    """A list of the ways there are, and below it what the chosen one consists of."""

    def __init__(self, field: Field, place: Place, name: str, words: Words) -> None:
        super().__init__(field, place, name, words)
        self._box = ChoiceBox(name)
        self._box.activated.connect(self._choose)
        self._line.addWidget(self._box, 1)
        self._line.addSpacing(ECHO_WIDTH + GAP)
        self._grid = QGridLayout()
        self._grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self._column.insertLayout(1, self._grid)
        self._inner: list[Editor] = []
        self._way = ""

    @property
    def target(self) -> QWidget:
        """The list."""
        return self._box

    @property
    def readable(self) -> bool:
        """Whether what stands in it, and below it, is what the document holds."""
        return super().readable and all(editor.readable for editor in self._inner)

    def editor_at(self, place: Place) -> Editor:
        """Return the editor of a place in here, itself where it is not about a part of it."""
        return next((editor for editor in self._inner if editor.place == place), self)

    def _show_value(self, value: object, seen: Visible, *, forget: bool) -> None:
        way = self._way_of(value)
        self._box.show_choices(self._ways(), way)
        if way != self._way:
            self._way = way
            self._build(self._fields(value))
        for editor in self._inner:
            editor.show_scenario(self._scenario, seen, forget=forget)

    def _build(self, fields: tuple[Field, ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        self._inner = []
        for row, field in enumerate(fields):
            name = self._label_of(field)
            place = self.place if field.name == self.place[-1] else (*self.place, field.name)
            editor = _INNER[field.kind](field, place, f"{self.name}: {name}", self._words)
            for signal, own in (
                (editor.edited, self.edited),
                (editor.left, self.left),
                (editor.readable_changed, self.readable_changed),
            ):
                signal.connect(own)
            if field.kind != "flag":
                self._grid.addWidget(ElidedLabel(name, "muted", lines=2), row, 0)
            self._grid.addWidget(editor, row, 1)
            editor.show()
            self._inner.append(editor)

    def _label_of(self, field: Field) -> str:
        return label_of(field, self._words)

    def _choose(self) -> None:
        if self._box.value != self._way:
            self._put(self._begun(self._box.value))

    def _ways(self) -> tuple[Choice, ...]:
        raise NotImplementedError

    def _way_of(self, value: object) -> str:
        raise NotImplementedError

    def _fields(self, value: object) -> tuple[Field, ...]:
        raise NotImplementedError

    def _begun(self, way: str) -> object:
        """Return what the document holds once a way has been chosen: as near as can be to what it held."""
        raise NotImplementedError


class HurdleRateEditor(AlternativesEditor):
    """What an investment has to yield: a rate as it is, or above inflation."""

    def _ways(self) -> tuple[Choice, ...]:
        return tuple(Choice(way, self._words.text(f"ui.form.hurdle_rate.{way}")) for way in ("nominal", "real"))

    def _way_of(self, value: object) -> str:
        return "real" if isinstance(value, RealRate) else "nominal"

    def _fields(self, value: object) -> tuple[Field, ...]:
        if isinstance(value, RealRate):
            return fields_of(RealRate)
        return (Field(self.field.model, self.field.name, "share", optional=False, default=value, where="front"),)

    def _label_of(self, field: Field) -> str:
        return self._words.text("ui.form.a_year") if field.name == self.field.name else super()._label_of(field)

    def _begun(self, way: str) -> object:
        nominal = nominal_hurdle_rate(self._scenario)
        if way == "nominal":
            return round(nominal, 6)
        return {"real": round((1 + nominal) / (1 + _USUAL_INFLATION) - 1, 6), "inflation": _USUAL_INFLATION}


class RegimeEditor(AlternativesEditor):
    """The tax rules: those of a country and year, or one rate."""

    def _ways(self) -> tuple[Choice, ...]:
        named = (Choice(id_, self._words.label(regime(id_).title)) for id_ in regime_ids())
        return (*named, Choice("flat", self._words.text("ui.form.regime.flat")))

    def _way_of(self, value: object) -> str:
        return value.id if isinstance(value, FlatRegime | NamedRegime) else ""

    def _fields(self, value: object) -> tuple[Field, ...]:
        model: type[Part] = FlatRegime if isinstance(value, FlatRegime) else NamedRegime
        return tuple(field for field in fields_of(model) if field.name != "id")

    def _begun(self, way: str) -> object:
        if way != "flat":
            return {"id": way}
        rate = value_at(self._scenario, (*self.place, "rate"))
        return {"id": "flat", "rate": _USUAL_RATE if rate is None else rate}


_INNER: Mapping[Kind, type[Editor]] = {"share": NumberEditor, "number": NumberEditor, "flag": FlagEditor}
