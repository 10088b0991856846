"""Answers as people give them, ``covered_hours=20 tot 35``, put into a scenario."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from roitool.scenario.base import Part, Translated
from roitool.scenario.editing import replaced_all
from roitool.scenario.quantities import BaseQuantity, Chance, Fixed, Range
from roitool.scenario.quote import Quote
from roitool.scenario.scenario import Readiness
from roitool.wording.answer_names import NamedFigure, alike, named_figures
from roitool.wording.misread import Misread
from roitool.wording.months import read_month
from roitool.wording.plain import clean
from roitool.wording.typed import Expected, names_percent, read_typed
from roitool.wording.units import figure_unit
from roitool.wording.words import LANGUAGES, Words

if TYPE_CHECKING:
    from roitool.errors import Place
    from roitool.scenario.inputs import Input
    from roitool.scenario.scenario import Scenario

_MOST_CHOICES = 3

QUOTE = ("price", "saving", "running", "payback")
"""What can be stated of a supplier's promise."""

_MONTHS = frozenset({"months", "month", "maanden", "maand"})

READINESS = "readiness."
"""What the keys of the answers about readiness begin with."""

_CERTAIN: Mapping[str, Decimal] = MappingProxyType(
    {"ja": Decimal(100), "yes": Decimal(100), "nee": Decimal(0), "no": Decimal(0)}
)
"""What a chance may be answered by, in percent."""


class NotAnswered(Exception):  # noqa: N818 - somebody mistyped, nothing went wrong
    """An answer that cannot be used: a sentence that says which, why, and what to do.

    `in_place` says the same where it is seen which answer is meant: beside its field.
    """

    def __init__(self, sentence: str, in_place: str = "") -> None:
        super().__init__(sentence)
        self.in_place = in_place or sentence


def answered(scenario: Scenario, answers: Mapping[str, str], words: Words, today: str) -> Scenario:
    """Return the scenario with answers in the place of its figures and settings.

    Parameters
    ----------
    answers
        By the id of a shared figure, of a figure of a candidate (``candidate.figure``, or the figure alone where only
        one candidate has it), of a setting (:data:`SETTINGS`), or ``readiness.`` and a question. A number or a range,
        as people type them.
    today
        The date that the answers are given on, ``"2027-03-01"``; noted with each.

    Raises
    ------
    NotAnswered
        There is no such figure, or the answer cannot be read.
    ScenarioError
        The answers do not fit the model.
    """
    edits: dict[Place, object] = {}
    for key, text in answers.items():
        if key in SETTINGS:
            place, read = SETTINGS[key]
            edits[place] = read(key, text, words)
        elif key.startswith(READINESS):
            edits |= _readiness(scenario, key, text, words, edits)
        else:
            figure = found_figure(scenario, key, words)
            item = figure.item
            edits[(*figure.place, "quantity")] = _quantity(item, key, text, scenario.currency, words)
            # Where the figure can be found is still true; what was read elsewhere is not about this company.
            edits[(*figure.place, "evidence")] = {"by": "guess", "date": today, "note": item.evidence.note}
    return replaced_all(scenario, edits)


def stated_quote(statements: Mapping[str, str], words: Words, currency: str = "EUR") -> Quote:
    """Return what a supplier states: ``price``, ``saving``, and ``running`` and ``payback`` where they are stated.

    Amounts a year, the payback in months; as people type them.

    Raises
    ------
    NotAnswered
        A part is missing, unknown, or cannot be read.
    """
    unknown = [name for name in statements if name not in QUOTE]
    if unknown:
        choices = words.listed(QUOTE, any_of=True)
        raise NotAnswered(words.text("answer.unknown", key=clean(unknown[0], 60), choices=choices))
    missing = [name for name in QUOTE[:2] if name not in statements]
    if missing:
        raise NotAnswered(words.text("answer.quote_missing", key=missing[0]))
    found = {name: stated(name, text, words, currency) for name, text in statements.items()}
    return Quote(found["price"], found["saving"], found.get("running", 0.0), found.get("payback"))


def stated(name: str, text: str, words: Words, currency: str) -> float:
    """Return one number that a supplier states, by its name in :data:`QUOTE`.

    Raises
    ------
    NotAnswered
        It cannot be read, or cannot be so small.
    """
    value = _one(name, text, Expected(words=_MONTHS) if name == "payback" else Expected(currency=currency), words)
    # Alone the yearly cost may be nothing.
    if value < 0 and name == "running":
        raise NotAnswered(words.text("answer.negative", key=name), words.text("in_place.negative"))
    if value <= 0 and name != "running":
        raise NotAnswered(words.text("answer.not_positive", key=name), words.text("in_place.not_positive"))
    return value


def quote_labels() -> dict[str, Translated]:
    """Return what the figures of a quote are called, in both languages: they go into a file that has both."""
    spoken = {language: Words(language) for language in LANGUAGES}
    return {
        name: Translated(nl=spoken["nl"].text(f"quote.{name}"), en=spoken["en"].text(f"quote.{name}"))
        for name in QUOTE[:3]
    }


def found_figure(scenario: Scenario, key: str, words: Words) -> NamedFigure:
    """Return the figure that is meant by a name.

    Raises
    ------
    NotAnswered
        There is none, or more than one candidate has it.
    """
    figures = named_figures(scenario)
    found = next((figure for figure in figures if key in {figure.name, figure.full}), None)
    if found is not None:
        return found
    names = tuple(figure.name for figure in figures if figure.item.id == key)
    if names:
        choices = words.listed(names, any_of=True)
        raise NotAnswered(words.text("answer.ambiguous", key=clean(key, 60), choices=choices))
    known = {figure.full: figure.name for figure in figures} | {figure.name: figure.name for figure in figures}
    known |= {name: name for name in (*SETTINGS, *(f"{READINESS}{name}" for name in Readiness.model_fields))}
    meant = tuple(dict.fromkeys(known[name] for name in alike(key, known)))
    owned = [figure.name for figure in figures if figure.candidate is not None]
    choices = words.listed(meant or tuple(owned or known)[:_MOST_CHOICES], any_of=True)
    raise NotAnswered(words.text("answer.unknown", key=clean(key, 60), choices=choices))


def _quantity(item: Input, key: str, text: str, currency: str, words: Words) -> BaseQuantity:
    unit = figure_unit(item.unit, item.quantity, currency, words)
    certain = _CERTAIN.get(text.strip().lower()) if isinstance(item.quantity, Chance) else None
    typed = _numbers(key, text, unit.expected, words) if certain is None else (certain,)
    if unit.percent and certain is None:
        _in_percent(key, text, typed, words, chance=isinstance(item.quantity, Chance))
    numbers = [unit.stored(number) for number in typed]
    if isinstance(item.quantity, Range):
        for bound, broken in ((item.quantity.lower, min), (item.quantity.upper, max)):
            if bound is not None and broken(*numbers, bound) != bound:
                values = {"found": words.quoted(clean(text, 60)), "bound": unit.echo(bound, words)}
                code = "too_low" if broken is min else "too_high"
                sentence = words.text(f"answer.{code}", key=key, **values)
                raise NotAnswered(sentence, words.text(f"in_place.{code}", **values))
    if len(numbers) == 1:
        value = numbers[0]
        return Chance(probability=value) if isinstance(item.quantity, Chance) else Fixed(value=value)
    kept = item.quantity.model_dump(exclude_none=True) if isinstance(item.quantity, Range) else {"kind": "range"}
    return Range.model_validate(kept | dict(zip(("low", "likely", "high"), numbers, strict=True)))


def _in_percent(key: str, text: str, numbers: tuple[Decimal, ...], words: Words, *, chance: bool = False) -> None:
    """Refuse a percentage that may be a share: above 0 and up to 1, without a sign that tells.

    Raises
    ------
    NotAnswered
        With both readings.
    """
    if names_percent(text) or not any(0 < abs(number) <= 1 for number in numbers):
        return
    as_share, as_typed = (
        "-".join(f"{words.number(float(number.scaleb(power)))}%" for number in numbers) for power in (2, 0)
    )
    values = {"key": key, "found": words.quoted(clean(text, 60)), "share": as_share, "typed": as_typed}
    code = "chance_or_percent" if chance else "share_or_percent"
    raise NotAnswered(words.text(f"answer.{code}", **values), words.text(f"in_place.{code}", **values))


def _readiness(
    scenario: Scenario, key: str, text: str, words: Words, edits: Mapping[Place, object]
) -> dict[Place, object]:
    question = key.removeprefix(READINESS)
    if question not in Readiness.model_fields:
        choices = words.listed(tuple(f"{READINESS}{name}" for name in Readiness.model_fields), any_of=True)
        raise NotAnswered(words.text("answer.unknown", key=clean(key, 60), choices=choices))
    so_far = edits.get(("readiness",), scenario.readiness)
    given = so_far if isinstance(so_far, dict) else _fields(so_far)
    return {("readiness",): given | {question: _whole(key, text, words)}}


def _fields(part: Part | object) -> dict[str, object]:
    return part.model_dump(exclude_none=True) if isinstance(part, Part) else {}


def _numbers(key: str, text: str, expected: Expected, words: Words) -> tuple[Decimal, ...]:
    try:
        return read_typed(text, words.language, expected).numbers
    except Misread as error:
        why = words.text(f"misread.{error.code}", **error.values)
        sentence = words.text("answer.misread", key=key, found=words.quoted(clean(text, 60)), why=why)
        raise NotAnswered(sentence, why) from None


def _one(key: str, text: str, expected: Expected, words: Words) -> float:
    return float(_only(key, text, expected, words))


def _only(key: str, text: str, expected: Expected, words: Words) -> Decimal:
    numbers = _numbers(key, text, expected, words)
    if len(numbers) != 1:
        sentence = words.text("answer.one_number", key=key, found=words.quoted(clean(text, 60)))
        raise NotAnswered(sentence, words.text("misread.one_number"))
    return numbers[0]


def _text(_key: str, text: str, _words: Words) -> object:
    return text


def _whole(key: str, text: str, words: Words) -> object:
    value = _one(key, text, Expected(), words)
    return int(value) if value % 1 == 0 else value


def _number(key: str, text: str, words: Words) -> object:
    return _one(key, text, Expected(), words)


def _share(key: str, text: str, words: Words) -> object:
    value = _only(key, text, Expected(percent=True), words)
    _in_percent(key, text, (value,), words)
    return float(value.scaleb(-2))


def _month(key: str, text: str, words: Words) -> object:
    month = read_month(text)
    if month is None:
        raise NotAnswered(words.text("answer.month", key=key, found=words.quoted(clean(text, 60))))
    return month


SETTINGS: Mapping[str, tuple[Place, Callable[[str, str, Words], object]]] = MappingProxyType(
    {
        "title": (("title",), _text),
        "start": (("start",), _month),
        "currency": (("currency",), _text),
        "regime": (("regime", "id"), _text),
        "tax_rate": (("regime", "rate"), _share),
        "horizon_years": (("horizon_years",), _whole),
        "hurdle_rate": (("hurdle_rate",), _share),
        "payback_years": (("thresholds", "payback_years"), _number),
        "chance_npv": (("thresholds", "chance_npv"), _share),
        "chance_payback": (("thresholds", "chance_payback"), _share),
        "added_short": (("thresholds", "added_short"), _share),
    }
)
"""The settings that can be answered, each with its place and how it is read; rates and chances in percent."""
