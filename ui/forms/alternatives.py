"""Editors of what can be given in more than one way: the hurdle rate, and the tax rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtWidgets import QGridLayout

from roitool.errors import Place
from roitool.scenario.base import Part
from roitool.scenario.data import regime, regime_ids
from roitool.scenario.scenario import FlatRegime, NamedRegime, RealRate, Scenario, nominal_hurdle_rate
from roitool.wording.choices import Choice
from roitool.wording.formulas import Visible
from roitool.wording.words import Words
from ui.forms.choices import ChoiceBox, FlagEditor
from ui.forms.editor import ECHO_WIDTH, GAP, Editor
from ui.forms.fields import Field, Kind, fields_of
from ui.forms.naming import label_of
from ui.forms.numbers import NumberEditor
from ui.widgets.layouts import emptied
from ui.widgets.plain import ElidedLabel

_LABEL_WIDTH = 150
_USUAL_INFLATION: Final = 0.02
_USUAL_RATE: Final = 0.25


@dataclass(frozen=True, slots=True)
class Way:
    """One of the ways in which something can be given.

    Attributes
    ----------
    id, title
        How it is known here, and what it is called.
    rows
        What it consists of, each with what it is called; a field of the name of the whole is the whole.
    begun
        Returns what the document holds once it has been chosen: as near as can be to what it held.
    """

    id: str
    title: str
    rows: tuple[tuple[str, Field], ...]
    begun: Callable[[Scenario], object]


class AlternativesEditor(Editor):
    """A list of the ways there are, and below it what the chosen one consists of.

    Parameters
    ----------
    ways
        What there is to choose.
    way_of
        Tells by its id in which way a value is given; it may be none of those.
    """

    def __init__(
        self,
        field: Field,
        place: Place,
        name: str,
        words: Words,
        ways: tuple[Way, ...],
        way_of: Callable[[object], str],
    ) -> None:
        super().__init__(field, place, name, words)
        self._ways = {way.id: way for way in ways}
        self._way_of = way_of
        self._box = self.target = ChoiceBox(name)
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
    def readable(self) -> bool:
        """Whether what stands in it, and below it, is what the document holds."""
        return super().readable and all(editor.readable for editor in self._inner)

    def editor_at(self, place: Place) -> Editor:
        """Return the editor of a place in here, itself where it is not about a part of it."""
        return next((editor for editor in self._inner if editor.place == place), self)

    def _show_value(self, value: object, seen: Visible, *, forget: bool) -> None:
        way = self._way_of(value)
        self._box.show_choices([Choice(each.id, each.title) for each in self._ways.values()], way)
        if way != self._way:
            self._way = way
            self._build(self._ways[way].rows if way in self._ways else ())
        for editor in self._inner:
            editor.show_scenario(self._scenario, seen, forget=forget)

    def _build(self, rows: tuple[tuple[str, Field], ...]) -> None:
        emptied(self._grid)
        self._inner = []
        for row, (name, field) in enumerate(rows):
            place = self.place if field.name == self.field.name else (*self.place, field.name)
            editor = _INNER[field.kind](field, place, f"{self.name}: {name}", self._words)
            self.pass_on(editor)
            if field.kind != "flag":
                self._grid.addWidget(ElidedLabel(name, "muted", lines=2), row, 0)
            self._grid.addWidget(editor, row, 1)
            editor.show()
            self._inner.append(editor)

    def _choose(self) -> None:
        if self._box.value != self._way:
            self._put(self._ways[self._box.value].begun(self._scenario))


def hurdle_rate_editor(field: Field, place: Place, name: str, words: Words) -> AlternativesEditor:
    """Return the editor of what an investment has to yield: a rate as it is, or above inflation."""

    def real(scenario: Scenario) -> object:
        rate = (1 + nominal_hurdle_rate(scenario)) / (1 + _USUAL_INFLATION) - 1
        return {"real": round(rate, 6), "inflation": _USUAL_INFLATION}

    whole = replace(field, kind="share", optional=False, where="front")
    nominal, above = (words.text(f"ui.form.hurdle_rate.{way}") for way in ("nominal", "real"))
    ways = (
        Way(
            "nominal",
            nominal,
            ((words.text("ui.form.a_year"), whole),),
            lambda scenario: round(nominal_hurdle_rate(scenario), 6),
        ),
        Way("real", above, _rows(RealRate, words), real),
    )
    return AlternativesEditor(
        field, place, name, words, ways, lambda value: "real" if isinstance(value, RealRate) else "nominal"
    )


def regime_editor(field: Field, place: Place, name: str, words: Words) -> AlternativesEditor:
    """Return the editor of the tax rules: those of a country and year, or one rate."""

    def flat(scenario: Scenario) -> object:
        rate = scenario.regime.rate
        return {"id": "flat", "rate": _USUAL_RATE if rate is None else rate}

    def way_of(value: object) -> str:
        return value.id if isinstance(value, FlatRegime | NamedRegime) else ""

    own_rate = _rows(NamedRegime, words)
    named = (Way(id_, words.label(regime(id_).title), own_rate, lambda _, id_=id_: {"id": id_}) for id_ in regime_ids())
    one_rate = Way("flat", words.text("ui.form.regime.flat"), _rows(FlatRegime, words), flat)
    return AlternativesEditor(field, place, name, words, (*named, one_rate), way_of)


def _rows(model: type[Part], words: Words) -> tuple[tuple[str, Field], ...]:
    """Return the fields of a model that do not say which of the ways it is, each with what it is called."""
    return tuple((label_of(field, words), field) for field in fields_of(model) if field.name != "id")


_INNER: Mapping[Kind, type[Editor]] = {"share": NumberEditor, "number": NumberEditor, "flag": FlagEditor}
