"""An uncertain figure on one line: ``20 (8 – 34)``, with its unit or without."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from roitool.scenario.quantities import Fixed
from roitool.wording.places import field_name
from roitool.wording.plain import clean
from roitool.wording.units import of_one

if TYPE_CHECKING:
    from roitool.scenario.inputs import Input
    from roitool.wording.words import Words

_LONGEST_UNIT = 40
_MOST_VALUES = 6
_PERCENT_DIGITS = 6

# What stands on the line, in the order of its places there; other parameters are told where they differ.
_SHOWN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "fixed": ("value",),
        "chance": ("probability",),
        "range": ("likely", "low", "high"),
        "pert": ("likely", "minimum", "maximum"),
        "triangular": ("likely", "minimum", "maximum"),
        "overrun": ("body_likely", "body_low", "body_high"),
        "metalog": ("p50", "p10", "p90"),
        "uniform": ("minimum", "maximum"),
        "normal": ("average", "deviation"),
        "truncated_normal": ("average", "deviation"),
        "lognormal": ("average", "deviation"),
    }
)
_FORMS = MappingProxyType({1: "{}", 2: "{} – {}", 3: "{} ({} – {})"})
_SHARES = frozenset({"coverage", "probability", "tail_probability"})
_BARE = frozenset({"shape", "tail_alpha"})


def quantities_text(
    before: Any, after: Any, units: tuple[str, str], currencies: tuple[str, str], words: Words
) -> tuple[str, str]:
    """Return a quantity and what has become of it, so that what differs is seen.

    Parameters
    ----------
    units, currencies
        Of the first and of the second scenario, as the document has them.
    """
    extra: tuple[str, ...] = ()
    if before.kind == after.kind:
        extra = tuple(
            name
            for name in type(after).model_fields
            if name not in _SHOWN.get(after.kind, ("values", "probabilities", "observations"))
            and getattr(before, name) != getattr(after, name)
        )
    texts = [
        quantity_text(quantity, unit, currency, words, extra)
        for quantity, unit, currency in zip((before, after), units, currencies, strict=True)
    ]
    if before.kind != after.kind:
        kinds = (words.text(f"changes.kind.{quantity.kind}") for quantity in (before, after))
        texts = [words.text("changes.of_kind", kind=kind, text=text) for kind, text in zip(kinds, texts, strict=True)]
    old, new = (unit_text(unit, currency, words) for unit, currency in zip(units, currencies, strict=True))
    if old != new:
        texts[0] = f"{texts[0]} {old}".rstrip()
    return texts[0], f"{texts[1]} {new}".rstrip()


def number_texts(before: Any, after: Any, unit: str, currency: str, words: Words) -> list[tuple[str, str]]:
    """Return each number that differs between two quantities of a kind, the likely one first; none of lists."""
    if before.kind != after.kind:
        return []
    write = _writer(unit, currency, words)
    first = _SHOWN.get(after.kind, ())
    names = [*first, *(name for name in type(after).model_fields if name not in first)]
    return [
        (write(name, getattr(before, name)), write(name, getattr(after, name)))
        for name in names
        if getattr(before, name) != getattr(after, name) and not isinstance(getattr(after, name), tuple)
    ]


def figure_text(item: Input, currency: str, words: Words) -> str:
    """Return what a figure is, with its unit; of one thing, the word for one."""
    alone = isinstance(item.quantity, Fixed) and item.quantity.value == 1
    unit = of_one(item.unit) if alone else item.unit
    return f"{quantity_text(item.quantity, unit, currency, words)} {unit_text(unit, currency, words)}".rstrip()


def quantity_text(quantity: Any, unit: str, currency: str, words: Words, extra: tuple[str, ...] = ()) -> str:
    """Return a quantity in short, its unit left out where that is more than a per cent or a currency.

    Parameters
    ----------
    extra
        Parameters that are told too, each with its name.
    """
    write = _writer(unit, currency, words)
    match quantity.kind:
        case "discrete":
            pairs = zip(quantity.values, quantity.probabilities, strict=False)
            text = _few([f"{write('', value)} ({write('probability', chance)})" for value, chance in pairs])
        case "data":
            low, high = (write("", value) for value in (min(quantity.observations), max(quantity.observations)))
            count = words.number(len(quantity.observations))
            middle = write("", sum(quantity.observations) / len(quantity.observations))
            text = words.text("changes.observations", count=count, low=low, high=high, mean=middle)
        case kind:
            shown = [write(name, getattr(quantity, name)) for name in _SHOWN[kind]]
            form = "{} ± {}" if "deviation" in _SHOWN[kind] else _FORMS[len(shown)]
            text = form.format(*shown)
    return ", ".join([text, *(f"{field_name(name, words)} {write(name, getattr(quantity, name))}" for name in extra)])


def unit_text(unit: str, currency: str, words: Words) -> str:
    """Return what stands behind the numbers: ``€/uur``, ``uur/week``; nothing where they carry it themselves."""
    first, *others = [piece.strip() for piece in clean(unit, _LONGEST_UNIT).split("/")]
    rest = "/".join(_translated(piece, words) for piece in others)
    if first == currency:
        symbol = words.money(0, currency).strip("0\N{NO-BREAK SPACE} ")
        return f"{symbol}/{rest}" if rest else ""
    if first == "share":
        return words.text("changes.per_unit", unit=rest) if rest else ""
    return "/".join(filter(None, [_translated(first, words), rest]))


def _writer(unit: str, currency: str, words: Words) -> Callable[[str, float | None], str]:
    first, _, rest = clean(unit, _LONGEST_UNIT).partition("/")
    percent = first.strip() == "share"

    def write(name: str, value: float | None) -> str:
        if value is None:
            return words.text("changes.none")
        if name in _SHARES or (percent and name not in _BARE):
            return words.percent(value, _PERCENT_DIGITS)
        if first.strip() == currency and not rest and name not in _BARE:
            return words.money(value, currency)
        return words.number(value)

    return write


def _few(texts: list[str]) -> str:
    return ", ".join(texts if len(texts) <= _MOST_VALUES else [*texts[: _MOST_VALUES - 1], "…"])


def _translated(piece: str, words: Words) -> str:
    code = f"unit.{piece}"
    return words.text(code) if piece and words.has(code) else piece
