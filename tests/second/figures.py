"""The measures of one future's monthly cash flow."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

LOWEST_RATE, HIGHEST_RATE = -0.5, 10.0
GRID = 600
"""Points at which NPV is looked at between the lowest and the highest rate."""


@dataclass
class Irr:
    """The rates at which NPV is zero, ascending; `rate` is nan unless there is exactly one."""

    status: Literal["unique", "multiple", "none"]
    rate: float
    reason: Literal["always_loses", "always_gains"] | None
    roots: list[float]


def present_value(flow: list[float], rate: float) -> float:
    """Return the sum of the flow, each month discounted by ``(1 + rate)**(-month/12)``."""
    return math.fsum(amount * (1 + rate) ** (-month / 12) for month, amount in enumerate(flow))


def irr(flow: list[float]) -> Irr:
    """Return the internal rates of return between -50 % and +1 000 % a year, found by walking from end to end."""
    first, last = _factor(HIGHEST_RATE), _factor(LOWEST_RATE)
    factors = [first * (last / first) ** (k / GRID) for k in range(GRID)] + [last]
    found = [_at(flow, factor) for factor in factors]
    roots = [factor for factor, value in zip(factors, found, strict=True) if value == 0]
    if len(roots) == len(factors):
        return Irr("none", math.nan, None, [])
    for k in range(GRID):
        if found[k] * found[k + 1] < 0:
            roots.append(_bisected(flow, factors[k], factors[k + 1]))
        elif k > 0 and _dips_towards_zero(*found[k - 1 : k + 2]):
            lowest = _closest_to_zero(flow, factors[k - 1], factors[k + 1])
            if _at(flow, lowest) * found[k] < 0:
                roots += [_bisected(flow, factors[k - 1], lowest), _bisected(flow, lowest, factors[k + 1])]
    rates = sorted(root**-12 - 1 for root in roots)
    if not rates:
        return Irr("none", math.nan, "always_gains" if found[0] > 0 else "always_loses", [])
    return Irr("unique", rates[0], None, rates) if len(rates) == 1 else Irr("multiple", math.nan, None, rates)


def mirr(flow: list[float], rate: float) -> float:
    """Return the modified IRR over the whole horizon, both rates `rate`: nan without outlay, -1 without inflow."""
    months = len(flow) - 1
    outlay = -present_value([min(amount, 0.0) for amount in flow], rate)
    inflow = present_value([max(amount, 0.0) for amount in flow], rate) * (1 + rate) ** (months / 12)
    return math.nan if outlay == 0 else (inflow / outlay) ** (12 / months) - 1


def cumulative(flow: list[float]) -> list[float]:
    """Return the running sum."""
    total, result = 0.0, []
    for amount in flow:
        total += amount
        result.append(total)
    return result


def nought(flow: list[float]) -> float:
    """Return how far below 0 a running sum still counts as 0: a billionth of the largest flow."""
    return -1e-9 * max(abs(amount) for amount in flow)


def crossing(flow: list[float]) -> int | None:
    """Return the first month in which the running sum comes back to 0 or more; 0 if never below, None if never back."""
    below, limit = False, nought(flow)
    for month, total in enumerate(cumulative(flow)):
        if below and total >= limit:
            return month
        below = below or total < limit
    return None if below else 0


def payback(flow: list[float]) -> float:
    """Return the years until the running sum first comes back to 0, between two months in proportion; inf if never."""
    month = crossing(flow)
    if month is None:
        return math.inf
    if month == 0:
        return 0.0
    before, after = cumulative(flow)[month - 1 : month + 1]
    return (month - 1 + min(before / (before - after), 1.0)) / 12


def dips(flow: list[float]) -> int:
    """Return how often the running sum falls below 0 again after payback."""
    back = crossing(flow)
    if not back:
        return 0
    total, limit = cumulative(flow), nought(flow)
    return sum(total[month - 1] >= limit > total[month] for month in range(back + 1, len(flow)))


def equivalent_annuity(value: float, rate: float, years: float) -> float:
    """Return the yearly amount over `years` years that is worth as much as `value` now."""
    return value / years if rate == 0 else value * rate / (1 - (1 + rate) ** -years)


def _factor(rate: float) -> float:
    return (1 + rate) ** (-1 / 12)


def _at(flow: list[float], factor: float) -> float:
    value = 0.0
    for amount in reversed(flow):
        value = value * factor + amount
    return value


def _bisected(flow: list[float], low: float, high: float) -> float:
    rising = _at(flow, low) < 0
    while low < (middle := (low + high) / 2) < high:
        if (_at(flow, middle) < 0) == rising:
            low = middle
        else:
            high = middle
    return middle


def _dips_towards_zero(before: float, here: float, after: float) -> bool:
    return (before > here < after and here > 0) or (before < here > after and here < 0)


def _closest_to_zero(flow: list[float], low: float, high: float) -> float:
    """Return where the flow's value, of one sign at both ends, comes closest to zero or furthest past it."""
    sign = math.copysign(1.0, _at(flow, low))
    for _ in range(80):
        left, right = low + (high - low) / 3, high - (high - low) / 3
        if sign * _at(flow, left) < sign * _at(flow, right):
            high = right
        else:
            low = left
    return (low + high) / 2
