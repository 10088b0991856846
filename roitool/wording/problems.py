"""Problems in words: where it is, what was found and what it was held against, what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from roitool.scenario.data import regime, regime_ids
from roitool.wording import numbers
from roitool.wording.places import (
    BETWEEN,
    currency_of,
    field_name,
    label_of_input,
    readable_place,
    title_of_candidate,
    written_path,
)
from roitool.wording.plain import clean

if TYPE_CHECKING:
    from roitool.errors import Place, Problem, Value
    from roitool.wording.words import Words

_LONGEST_QUOTE = 80
_LONGEST_PATH = 400
_MOST_LISTED = 12
_MOST_DIGITS_TYPED = 9


@dataclass(frozen=True, slots=True)
class Described:
    """A problem in words.

    Attributes
    ----------
    where
        The place as a person would name it, and as it stands in the file.
    sentence
        What was found, and what it was held against.
    remedy
        What to do.
    """

    where: str
    sentence: str
    remedy: str

    @property
    def text(self) -> str:
        """What was found and what to do, in one go."""
        return f"{self.sentence} {self.remedy}"


def describe_problem(problem: Problem, words: Words, document: object = None, *, typed: bool = False) -> Described:
    """Return a problem in words.

    Parameters
    ----------
    document
        The scenario, or the objects and lists of a file that is none, from which labels are taken; may be left out.
    typed
        Whether it is read where commands are typed: then what to do may be one.
    """
    variant = _variant(problem)
    values = _values_in_words(problem, words, document)
    codes = (f"remedy.{variant}.typed",) * typed + (f"remedy.{variant}",)
    remedy = words.text(next(filter(words.has, codes), f"remedy.{_family(problem)}"), **values)
    if problem.values.get("suggestions"):
        remedy = f"{words.text('problem.suggestions', names=values['suggestions'])} {remedy}"
    where = readable_place(problem.place, words, document)
    if problem.place:
        where = f"{where} ({written_path(problem.place)})"
    return Described(where, words.text(f"problem.{variant}", **values), remedy)


def _family(problem: Problem) -> str:
    return "out_of_bounds" if problem.code.startswith("out_of_bounds_") else problem.code


def _variant(problem: Problem) -> str:
    """Return what the sentence is looked up by: the code, and with some of them a value that makes another sentence."""
    family, values = _family(problem), problem.values
    match family:
        case "cannot_read" | "cannot_write" | "workbook_refused":
            which = str(values["reason"])
        case "too_small":
            which = "least" if values.get("inclusive", True) else "above"
        case "too_large" if "formula" in values:
            which = "formula"
        case "too_large":
            which = "most" if values.get("inclusive", True) else "below"
        case "regime_carried_on":
            which = "dated" if "changes_from" in values else "plain"
        case "data_damaged":
            which = "place" if values.get("at") else "whole"
        case "loan_beyond_horizon" | "hire_beyond_horizon":
            which = "future" if "ends" in values else "base"
        case "figure_may_fall_below" | "figure_may_rise_above" | "option_may_exceed_financed":
            which = "endless" if values.get("reaches") is None else "to"
        case "duplicate":
            # A line that is averted, a year and a key are no names, and giving them another is no remedy for each.
            field = problem.place[-1] if problem.place else ""
            which = str(field) if field in {"line", "year", "stream"} else "name"
        case _:
            return family
    return f"{family}.{which}"


def _values_in_words(problem: Problem, words: Words, document: object) -> dict[str, str]:
    values = {}
    for name, value in problem.values.items():
        write = _WRITERS.get((problem.code, name)) or _WRITERS.get(("", name)) or _plain
        values[name] = write(words, value, document)
    if problem.code.startswith("out_of_bounds_"):
        values["must"] = words.text(f"must.{problem.code.removeprefix('out_of_bounds_')}")
    elif "kind" in problem.values:
        values["must"] = words.text(f"must.{problem.values['kind']}")
    if isinstance(between := problem.values.get("between"), tuple):
        values["one"], values["other"] = (words.quoted(label_of_input(document, str(name), words)) for name in between)
    return values


def _plain(words: Words, value: Value, _document: object = None) -> str:
    match value:
        case bool() | None:
            return {True: "true", False: "false", None: "null"}[value]
        case int() | float():
            return words.number(_in_few_digits(value))
        case "{…}" | "[…]":
            return value
        case str():
            return words.quoted(clean(value, _LONGEST_QUOTE))
    return words.listed(_clipped(tuple(_plain(words, item) for item in value)))


def _in_few_digits(value: float) -> float:
    """Return a number as a person would have typed it; of one that was calculated, six digits say enough."""
    if isinstance(value, int):
        return value
    digits = sum(character.isdigit() for character in f"{value:.15g}")
    return float(f"{value:.6g}") if digits > _MOST_DIGITS_TYPED and value % 1 else value


def _with_its_point(words: Words, value: Value, document: object) -> str:
    """Return what stands where a whole number should: ``7.0`` is none, and would look like one."""
    return words.number(value, 1) if isinstance(value, float) and value % 1 == 0 else _plain(words, value, document)


def _any_of(words: Words, value: Value, _document: object) -> str:
    items = value if isinstance(value, tuple) else (value,)
    return words.listed(_clipped(tuple(_plain(words, item) for item in items)), any_of=True)


def _clipped(items: tuple[str, ...]) -> tuple[str, ...]:
    return items if len(items) <= _MOST_LISTED else (*items[: _MOST_LISTED - 1], "…")


def _code_of(prefix: str) -> Writer:
    return lambda words, value, _document: words.text(f"{prefix}.{value}")


def _line_kind(words: Words, value: Value, _document: object) -> str:
    kinds = value if isinstance(value, tuple) else (value,)
    return words.listed(tuple(words.quoted(words.text(f"row.{kind}")) for kind in kinds), any_of=True)


def _fields(words: Words, value: Value, _document: object) -> str:
    items = value if isinstance(value, tuple) else (value,)
    return words.listed(tuple(field_name(str(item), words) for item in items))


def _field(words: Words, value: Value, _document: object) -> str:
    return words.quoted(field_name(str(value), words))


def _place(words: Words, value: Value, document: object) -> str:
    return words.quoted(readable_place(_place_of(value), words, document))


def _place_of(value: Value) -> Place:
    return tuple(int(part) if part.isdigit() else part for part in str(value).split("."))


def _path(_words: Words, value: Value, _document: object) -> str:
    if isinstance(value, tuple):
        return clean(" → ".join(map(str, value)), _LONGEST_PATH)
    return clean(str(value), _LONGEST_PATH)


def _figures(words: Words, value: Value, _document: object) -> str:
    pairs = value if isinstance(value, tuple) else ()
    figures = [
        words.text("problem.figure", name=clean(str(pair[0]), _LONGEST_QUOTE), value=_plain(words, pair[1]))
        for pair in pairs
        if isinstance(pair, tuple)
    ]
    return words.listed(_clipped(tuple(figures))) if figures else words.text("problem.no_figures")


def _regime(words: Words, value: Value, _document: object) -> str:
    known = isinstance(value, str) and value in regime_ids()
    return words.quoted(words.label(regime(str(value)).title) if known else clean(str(value), _LONGEST_QUOTE))


def _year(_words: Words, value: Value, _document: object) -> str:
    return str(value)


def _month(words: Words, value: Value, _document: object) -> str:
    """Return the calendar month of a date, with or without its day."""
    year, month = map(int, str(value).split("-")[:2])
    return numbers.month(year, month, words.language)


def _category(words: Words, value: Value, _document: object) -> str:
    return words.quoted(words.text(f"changes.category.{value}"))


def _correlation(words: Words, value: Value, _document: object) -> str:
    return words.number(value, 2) if isinstance(value, int | float) else _plain(words, value)


def _input_labels(words: Words, value: Value, document: object) -> str:
    found = value if isinstance(value, tuple) else (value,)
    return words.listed(_clipped(tuple(words.quoted(label_of_input(document, str(name), words)) for name in found)))


def _label_at(words: Words, value: Value, document: object) -> str:
    """Return what the item at a place is called, without the way to it."""
    return words.quoted(readable_place(_place_of(value), words, document).rpartition(BETWEEN)[2])


def _date(words: Words, value: Value, document: object) -> str:
    try:
        return words.date(date.fromisoformat(str(value)))
    except ValueError:
        return _plain(words, value, document)


def _rate(words: Words, value: Value, _document: object) -> str:
    return words.percent(value) if isinstance(value, int | float) else _plain(words, value)


def _amount(words: Words, value: Value, document: object) -> str:
    currency = currency_of(document)
    known = currency is not None and isinstance(value, int | float)
    return words.money(value, currency) if known else _plain(words, value)  # type: ignore[arg-type]  # as looked at


def _parts(words: Words, value: Value, document: object) -> str:
    pairs = value if isinstance(value, tuple) else ()
    parts = [
        words.text(
            "problem.part",
            name=title_of_candidate(document, str(pair[0]), words),
            value=_amount(words, pair[1], document),
        )
        for pair in pairs
        if isinstance(pair, tuple)
    ]
    return words.listed(_clipped(tuple(parts)))


def _as_typed(_words: Words, value: Value, _document: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)


Writer = Callable[["Words", "Value", object], str]

# By problem and value, or by value alone where every problem means the same with it.
_WRITERS: Mapping[tuple[str, str], Writer] = MappingProxyType(
    {
        ("", "choices"): _any_of,
        ("", "suggestions"): _any_of,
        ("", "expected"): _code_of("expected"),
        ("", "form"): _code_of("form"),
        ("", "neighbour"): _field,
        ("", "fields"): _fields,
        ("", "first"): _place,
        ("", "figure"): _label_at,
        ("", "path"): _path,
        ("", "detail"): _path,
        ("", "figures"): _figures,
        ("", "line_kind"): _line_kind,
        ("", "line_kinds"): _line_kind,
        ("", "regime"): _regime,
        ("", "valid_from"): _year,
        ("", "valid_to"): _year,
        ("", "until"): _year,
        ("", "year"): _year,
        ("", "planned"): _amount,
        ("", "split"): _amount,
        ("", "others"): _amount,
        ("", "others_next"): _amount,
        ("", "changes_from"): _year,
        ("", "changes_to"): _year,
        ("", "at"): _path,
        ("", "bought"): _month,
        ("", "category"): _category,
        ("", "allowed_from"): _month,
        ("", "allowed_to"): _month,
        ("declining_rate_too_high", "found"): _rate,
        ("declining_rate_too_high", "bound"): _rate,
        ("declining_rate_outside", "found"): _rate,
        ("declining_rate_never", "found"): _rate,
        ("rate_without_tax", "found"): _rate,
        ("", "start"): _year,
        ("wrong_type", "found"): _with_its_point,
        ("risk_counted_twice", "found"): _rate,
        ("risk_counted_twice", "bound"): _rate,
        ("declining_rate_too_low", "found"): _rate,
        ("option_above_financed", "found"): _rate,
        ("option_above_financed", "bound"): _rate,
        ("interfaces_without_tail", "added"): _rate,
        ("overrun_held", "found"): _rate,
        ("overrun_held", "bound"): _rate,
        ("correlation_moved", "stated"): _correlation,
        ("correlation_moved", "used"): _correlation,
        ("deduction_shared", "alone"): _amount,
        ("deduction_shared", "together"): _amount,
        ("deduction_shared", "parts"): _parts,
        ("deduction_shared", "candidates"): _as_typed,
        ("integration_missing", "found"): _amount,
        ("availability_complete", "found"): _rate,
        ("hurdle_rate_negative", "found"): _rate,
        ("option_may_exceed_financed", "reaches"): _rate,
        ("quote_old", "found"): _date,
        ("quote_old", "inputs"): _input_labels,
        ("quote_undated", "inputs"): _input_labels,
        ("already_short", "found"): _amount,
        ("already_short", "bound"): _amount,
    }
)
