"""What the fields of the document are, told from its models: how each is edited, and where it stands in a form.

A field that is added to a model appears by itself, with its default and bounds; which name it gets is for the
catalogue (``field.<name>``, and ``help.<name>`` for what the name does not say).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from pydantic import StringConstraints
from pydantic.fields import FieldInfo

from roitool.scenario.base import FORMS, Part, Translated, TranslatedParagraph
from roitool.scenario.candidate import Averted, Candidate, Reference
from roitool.scenario.references import BOUNDS
from roitool.scenario.scenario import FlatRegime, RealRate
from roitool.wording.values import measure_of

Kind = Literal[
    "label", "note", "line", "id", "formula", "whole", "number", "share", "flag", "choice", "named", "names", "pair",
    "month", "currency", "hurdle_rate", "regime", "part", "parts",
]  # fmt: skip
"""How a field is edited. `named` is chosen from other parts of the document, `names` are several of those."""

Where = Literal["front", "more", "advisers"]

ELSEWHERE: Mapping[str, str] = MappingProxyType(
    {
        "format": "the file says what it is",
        "schema_version": "belongs to the program",
        "quantity": "has boxes of its own, with the distribution beside them",
        "evidence": "stands beside the boxes",
        "readiness": "is asked in seven questions",
        "template": "what a candidate was begun from does not change",
    }
)
"""Fields that no form shows, and why."""

_ADVISERS: Final = frozenset({"id", "stream", "seed", "futures"})
_FRONT: Final = frozenset(
    {"label", "title", "month", "per", "grows_with", "ramp_months", "overrun", "count", "chance", "of", "replaces"}
    | {"credit_line", "volatility", "debt_service_per_year", "cash_floor", "borrowing_rate", "failure", "thresholds"}
    | {"recovered_share", "exit_cost", "residual_share", "category", "down_payment", "purchase_option", "repayment"}
    | {"added_short", "chance_npv", "payback_years", "chance_payback", "unit", "rate", "share", "cap", "interface"}
    | {"depreciation_years", "stops_months", "end", "uptime", "amount", "minimum_months", "reference", "do_nothing"}
)
"""Fields with a default that people look for all the same."""

_NAMED: Final = frozenset(
    {(Candidate, "paid_by"), (Candidate, "overrun"), (Averted, "line")}
    | {(Reference, "class_id"), (Reference, "delay"), (Reference, "realisation")}
)
_REQUIRED: Final = object()


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a part of the document.

    Attributes
    ----------
    optional
        Whether it may be left out.
    default
        What it holds when a file does not say; None where it may be left out.
    where
        On the front of a form; under "more" while it holds its default; or for advisers.
    choices
        Of a choice: the values there are.
    parts
        Of a part, or of a list of them: the models it may be.
    """

    model: type[Part]
    name: str
    kind: Kind
    optional: bool
    default: Any
    where: Where
    choices: tuple[str, ...] = ()
    parts: tuple[type[Part], ...] = ()

    @property
    def required(self) -> bool:
        """Whether it has to be there."""
        return self.default is _REQUIRED


@cache
def fields_of(model: type[Part]) -> tuple[Field, ...]:
    """Return the fields of a model that a form edits, in its order.

    Raises
    ------
    TypeError
        A field is of a type that nothing here edits.
    """
    found = ((name, info, _plain(info.annotation)) for name, info in model.model_fields.items())
    return tuple(
        _field(model, name, info, types)
        for name, info, types in found
        if name not in ELSEWHERE and not _says_one(types)
    )


def _field(model: type[Part], name: str, info: FieldInfo, types: tuple[Any, ...]) -> Field:
    kind = _kind(model, name, info, types)
    where: Where = "advisers" if name in _ADVISERS else "front" if name in _FRONT or info.is_required() else "more"
    return Field(
        model=model,
        name=name,
        kind=kind,
        optional=NoneType in types,
        default=_REQUIRED if info.is_required() else info.default,
        where=where,
        choices=tuple(get_args(types[0])) if kind == "choice" else (),
        parts=_models(types) if kind in {"part", "parts"} else (),
    )


def _kind(model: type[Part], name: str, info: FieldInfo, types: tuple[Any, ...]) -> Kind:
    if name in BOUNDS.get(model, {}):
        return "formula"
    if (model, name) in _NAMED:
        return "named"
    own = next((kind for part, kind in _BY_PART.items() if part in types), None)
    if own is not None:
        return own
    if types[0] is str:
        return "id" if name in _ADVISERS else _BY_FORM.get(_form(info), "line")
    if types[0] is float and measure_of(model, name) == "share":
        return "share"
    return _BY_TYPE.get(types[0]) or _compound(types)


def _compound(types: tuple[Any, ...]) -> Kind:
    of, is_part = get_origin(types[0]), bool(_models(types))
    if of is tuple:
        return "parts" if is_part else "names" if Ellipsis in get_args(types[0]) else "pair"
    if of is Literal:
        return "choice"
    if is_part:
        return "part"
    raise TypeError(types)


_BY_PART: Mapping[type[Part], Kind] = MappingProxyType(
    {Translated: "label", TranslatedParagraph: "note", RealRate: "hurdle_rate", FlatRegime: "regime"}
)
_BY_FORM: Mapping[str, Kind] = MappingProxyType({"month": "month", "currency": "currency"})
_BY_TYPE: Mapping[Any, Kind] = MappingProxyType({bool: "flag", int: "whole", float: "number"})


def _plain(annotation: Any) -> tuple[Any, ...]:
    """Return the alternatives of an annotation, None last, without what pydantic is told beside them."""
    if get_origin(annotation) is Annotated:
        return _plain(get_args(annotation)[0])
    if get_origin(annotation) not in {Union, UnionType}:
        return (annotation,)
    found = [each for argument in get_args(annotation) for each in _plain(argument)]
    return tuple(sorted(found, key=lambda each: each is NoneType))


def _models(types: tuple[Any, ...]) -> tuple[type[Part], ...]:
    inner = [each for found in types for each in ([found] if get_origin(found) is not tuple else _items(found))]
    return tuple(each for each in inner if isinstance(each, type) and issubclass(each, Part))


def _items(annotation: Any) -> tuple[Any, ...]:
    return tuple(each for argument in get_args(annotation) if argument is not Ellipsis for each in _plain(argument))


def _says_one(types: tuple[Any, ...]) -> bool:
    return get_origin(types[0]) is Literal and len(get_args(types[0])) == 1


def _form(info: FieldInfo) -> str:
    """Return which of the texts with a form of their own a field holds."""
    patterns = [each.pattern for each in _constraints(info) if each.pattern is not None]
    return next((form for form, pattern in FORMS.items() if pattern in patterns), "")


def _constraints(info: FieldInfo) -> list[StringConstraints]:
    beside = [
        *info.metadata,
        *(each for alternative in get_args(info.annotation) for each in get_args(alternative)[1:]),
    ]
    return [each for each in beside if isinstance(each, StringConstraints)]
