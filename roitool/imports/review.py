"""A workbook held against a scenario: what could be taken over of it, and what could not and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from roitool.errors import Place, Problem, ScenarioError
from roitool.imports.evidence import note_text, of_new_figure, retold, said_in
from roitool.imports.fitting import BEST, Fitted, fitted
from roitool.imports.origin import HURDLE_RATE, RowOrigin, mark, three_of
from roitool.imports.remark import Remark
from roitool.imports.rows import Typed, renamed, same, typed_in
from roitool.imports.sheet import FiguresSheet, Row, read_sheet
from roitool.imports.typed_cells import choice_in
from roitool.scenario.converting import kind_of
from roitool.scenario.editing import replaced, replaced_all, value_at
from roitool.scenario.file import digest
from roitool.scenario.inputs import Evidence, Input
from roitool.scenario.quantities import BaseQuantity, Fixed
from roitool.scenario.scenario import RealRate, Scenario, nominal_hurdle_rate
from roitool.wording.plain import clean
from roitool.wording.units import FigureUnit, figure_unit
from roitool.wording.words import Words

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that could be taken over.

    Attributes
    ----------
    place
        Of the input, or of the hurdle rate.
    before, after
        The whole input, with who says so; of the hurdle rate what the document has for one.
    remarks
        How it was read, and why it is doubtful.
    doubtful
        Whether it is not to be taken over without a look: the scenario has changed there too, or the row is no longer
        called what it was.
    """

    place: Place
    before: Any
    after: Any
    remarks: tuple[Remark, ...] = ()
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Something in the workbook that changes nothing.

    Attributes
    ----------
    why
        A code of this room, or what is wrong with the figure.
    place
        Of the figure it is about; None where the scenario has none.
    name
        What the row is called in the workbook; empty where it is about the whole sheet.
    """

    why: Remark | Problem
    place: Place | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """What came of a workbook.

    Attributes
    ----------
    file
        What it is called.
    changed_since
        Whether the scenario is another one than the workbook was made from.
    """

    file: str
    changed_since: bool
    changes: tuple[Change, ...]
    not_taken: tuple[NotTaken, ...]


def reviewed(data: bytes, file: str, scenario: Scenario, words: Words, today: date) -> Review:
    """Hold a workbook against a scenario.

    Parameters
    ----------
    file
        What the workbook is called, for the notes that say where figures come from.
    today
        The day of what the workbook names none for.

    Raises
    ------
    ScenarioError
        It is no workbook of ours, or none that can be read: :func:`.container.found_in`, :func:`.sheet.read_sheet`.
    """
    sheet = read_sheet(data)
    found = list(_Reviewing(sheet, file, scenario, words, today).all())
    return Review(
        file,
        sheet.origin.digest != digest(scenario),
        tuple(each for each in found if isinstance(each, Change)),
        tuple(each for each in found if isinstance(each, NotTaken)),
    )


def taken_over(scenario: Scenario, changes: Iterable[Change]) -> Scenario:
    """Return the scenario with some of the changes of its review."""
    return replaced_all(scenario, {change.place: change.after for change in changes})


class _Reviewing:
    """One look at a workbook."""

    def __init__(self, sheet: FiguresSheet, file: str, scenario: Scenario, words: Words, today: date) -> None:
        self._sheet = sheet
        self._file = file
        self._scenario = scenario
        self._words = words
        self._words_there = Words(sheet.origin.language)
        self._today = today
        self._places = _places(scenario)
        choices = filter(None, map(choice_in, sheet.for_all))
        self._for_all = next(choices, "by_row")

    def all(self) -> Iterator[Change | NotTaken]:
        if self._for_all in {"low", "high"}:
            yield NotTaken(Remark(f"all_{self._for_all}"))
        seen: set[tuple[str, str]] = set()
        for row in self._sheet.rows:
            key = row.origin.sort, row.origin.id
            found = self._row(row)
            yield from found if key not in seen else self._again(row, found)
            seen.add(key)

    def _again(self, row: Row, found: Iterable[Change | NotTaken]) -> Iterator[NotTaken]:
        """Tell of a copy of a row in which anything was typed: nobody knows which of the two is meant."""
        if any(True for _ in found):
            yield NotTaken(Remark("twice", row.cell("best").at), self._places.get(row.origin.id), _name(row))

    def _row(self, row: Row) -> Iterator[Change | NotTaken]:
        match row.origin:
            case RowOrigin(sort="input", id=id_):
                place = self._places.get(id_)
                yield from self._gone(row) if place is None else self._input(row, place)
            case RowOrigin(sort="setting", id="hurdle_rate"):
                yield from self._hurdle(row)
            case RowOrigin(sort="derived"):
                typed = typed_in(row, "by_row", self._unit("", Fixed(value=0.0)), self._sheet.origin.language)
                yield from (NotTaken(each, None, _name(row)) for each in typed.not_taken if each.code == "derived")

    def _unit(self, unit: str, quantity: BaseQuantity) -> FigureUnit:
        return figure_unit(unit, quantity, self._scenario.currency, self._words_there)

    def _typed(self, row: Row, unit: str, quantity: BaseQuantity) -> Typed:
        return typed_in(row, self._for_all, self._unit(unit, quantity), self._sheet.origin.language)

    def _gone(self, row: Row) -> Iterator[NotTaken]:
        typed = self._typed(row, "", Fixed(value=0.0))
        if typed.numbers or typed.not_taken or said_in(row, self._sheet.origin.language, self._today).anything:
            yield NotTaken(Remark("gone", row.cell("best").at), None, _name(row))

    def _input(self, row: Row, place: Place) -> Iterator[Change | NotTaken]:
        item: Input = value_at(self._scenario, place)
        typed = self._typed(row, item.unit, item.quantity)
        said = said_in(row, self._sheet.origin.language, self._today)
        name = _name(row)
        yield from (NotTaken(each, place, name) for each in typed.not_taken)
        if said.misread is not None:
            yield NotTaken(Remark("misread_date", said.misread.at, {"text": said.misread.text}), place, name)
        quantity: BaseQuantity = item.quantity
        remarks = list(typed.remarks)
        if typed.numbers:
            found = self._quantity(row, item, typed)
            if isinstance(found, Remark | Problem):
                yield NotTaken(found, place, name)
            else:
                quantity, more = found
                remarks += more
        if quantity != item.quantity:
            evidence = of_new_figure(said, self._file, self._words, self._today)
            doubts = _doubts(row, "" if _as_exported(row.origin, item) else "changed_since")
        else:
            # Who stands behind a number that was not taken does not stand behind the one that stays.
            alone = said.anything and not (typed.numbers or typed.not_taken)
            evidence = retold(item.evidence, said, self._sheet.origin.language) if alone else item.evidence
            remarks, doubts = [], _doubts(row, "" if self._said_as_exported(row, item.evidence) else "said_since")
        if (quantity, evidence) != (item.quantity, item.evidence):
            after = Input.model_validate(dict(item) | {"quantity": quantity, "evidence": evidence})
            yield Change(place, item, after, (*remarks, *doubts), bool(doubts))

    def _quantity(self, row: Row, item: Input, typed: Typed) -> tuple[BaseQuantity, list[Remark]] | Remark | Problem:
        """Return what a figure becomes, or why it stays what it is."""
        at = row.cell("best").at
        if any(problem.severity == "error" for problem in item.quantity.problems()):
            return Remark("wrong_now", at)
        now = three_of(item.quantity)
        numbers = {place: number for place, number in typed.numbers.items() if not same(number, now[place])}
        if not numbers:
            return Remark("already", at)
        found = fitted(item.quantity, numbers)
        if not isinstance(found, Fitted):
            own = found.code == "best_outside" and any(remark.code == "own_value" for remark in typed.remarks)
            code = "own_outside" if own else found.code
            return found if isinstance(found, Problem) else Remark(code, at, found.values)
        return found.quantity, [Remark(code) for code in found.remarks]

    def _said_as_exported(self, row: Row, said: Evidence) -> bool:
        origin = row.origin
        note = mark(note_text(said, self._sheet.origin.language))
        return (said.by, said.date or "", note) == (origin.by, origin.date, origin.note)

    def _hurdle(self, row: Row) -> Iterator[Change | NotTaken]:
        place: Place = (HURDLE_RATE,)
        typed = self._typed(row, "share", Fixed(value=0.0))
        yield from (NotTaken(each, place) for each in typed.not_taken)
        if not typed.numbers:
            return
        before, wish = self._scenario.hurdle_rate, typed.numbers[BEST]
        now = nominal_hurdle_rate(self._scenario)
        if same(now, wish):
            yield NotTaken(Remark("already", row.cell("best").at), place)
            return
        after = _with_inflation(before, wish)
        try:
            replaced(self._scenario, place, after)
        except ScenarioError as error:
            yield NotTaken(error.problems[0], place)
            return
        doubts = _doubts(row, "" if same(now, row.origin.three[BEST]) else "changed_since")
        yield Change(place, before, after, (*typed.remarks, *doubts), bool(doubts))


def _places(scenario: Scenario) -> dict[str, Place]:
    """Return where each input stands, by its full id."""
    places: dict[str, Place] = {item.id: ("inputs", place) for place, item in enumerate(scenario.inputs)}
    for position, candidate in enumerate(scenario.candidates):
        for place, item in enumerate(candidate.inputs):
            places[f"{candidate.id}.{item.id}"] = ("candidates", position, "inputs", place)
    return places


def _doubts(row: Row, since: str) -> tuple[Remark, ...]:
    """Return why a row is doubtful; `since` says what changed in the scenario, empty where nothing did."""
    codes = (since, "renamed" if renamed(row) else "")
    was = {"was": row.origin.three[BEST]}
    return tuple(Remark(code, row.cell("label").at, was) for code in codes if code)


def _as_exported(origin: RowOrigin, item: Input) -> bool:
    return kind_of(item.quantity) == origin.kind and all(map(same, three_of(item.quantity), origin.three))


def _with_inflation(before: float | RealRate, nominal: float) -> float | RealRate:
    """Return a hurdle rate that comes to another one; one that is given above inflation stays so."""
    if not isinstance(before, RealRate):
        return nominal
    real = (1 + nominal) / (1 + before.inflation) - 1
    return RealRate.model_construct(real=real, inflation=before.inflation)


def _name(row: Row) -> str:
    return clean(row.cell("label").text) or row.origin.id
