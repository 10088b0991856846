"""What a unit measures, read from the text that a person typed: hours, shares, an amount of money for one of something.

Only the few kinds that advice is given about; every other unit is none of them, and nothing is said of it.
"""

from __future__ import annotations

_HOURS = frozenset({"h", "hr", "hrs", "hour", "hours", "u", "uur", "uren"})
_PERIODS = frozenset(
    (
        *("d", "day", "dag", "w", "wk", "week", "m", "month", "maand", "quarter", "kwartaal"),
        *("y", "yr", "year", "j", "jaar"),
    )
)
_SHARE = frozenset({"share", "fraction", "deel", "aandeel", "fractie"})
_PERCENT = frozenset(
    ("%", "pct", "percent", "procent", "point", "points", "punt", "punten", "procentpunt", "procentpunten", "pp")
)
_EURO = frozenset({"€", "eur", "euro"})
_SHORTEST_STEM = 3


def is_hours(unit: str) -> bool:
    """Tell whether a unit is hours, all of them or those of a period; ``h/part`` is a rate and none."""
    first, *others = _pieces(unit)
    return first in _HOURS and set(others) <= _PERIODS


def is_money(unit: str, currency: str) -> bool:
    """Tell whether a unit is money, for whatever."""
    return _is_currency(_pieces(unit)[0], currency)


def is_money_per_hour(unit: str, currency: str) -> bool:
    """Tell whether a unit is money for one hour."""
    first, *others = _pieces(unit)
    return _is_currency(first, currency) and len(others) == 1 and others[0] in _HOURS


def share_of_one(unit: str) -> float | None:
    """Return what one of a unit is as a share: 1, 0.01 for per cents and points, None where it is no share."""
    first = _pieces(unit)[0]
    return 1.0 if first in _SHARE else 0.01 if first in _PERCENT else None


def is_money_for_one_of(price: str, counted: str, currency: str) -> bool:
    """Tell whether `price` is money for one of what `counted` counts: ``EUR/part`` and ``parts/year``."""
    first, *others = _pieces(price)
    what, *periods = _pieces(counted)
    is_price = _is_currency(first, currency) and len(others) == 1
    return is_price and set(periods) <= _PERIODS and _same_noun(others[0], what)


def _pieces(unit: str) -> list[str]:
    return [piece.strip() for piece in unit.casefold().replace(" per ", "/").split("/")]


def _is_currency(piece: str, currency: str) -> bool:
    return piece == currency.casefold() or (currency == "EUR" and piece in _EURO)


def _same_noun(one: str, other: str) -> bool:
    """Tell whether two words differ in their ending at most: ``family`` and ``families``."""
    stem = max(_SHORTEST_STEM, min(len(one), len(other)) - 1)
    return bool(one) and one[:stem] == other[:stem]
