"""Numbers as a language writes them, and how far a number is to be trusted.

A locale is ``"nl"`` or ``"en"``. Minus signs are true ones, and a blank within a number never breaks a line.
"""

from __future__ import annotations

import math
import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent, get_currency_symbol
from babel.units import format_unit

if TYPE_CHECKING:
    from roitool.measures import Estimate

NO_BREAK = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"

_JOINER = "\N{WORD JOINER}"
_SIGNED = re.compile(rf"[+{MINUS}](?=\S)")

LEAST_AMOUNT = 0.5
"""Of the currency's unit: an amount, or an error of one, that is smaller is none."""

_LARGEST_WRITTEN_OUT = 1e16
_SMALLEST_WRITTEN_OUT = 1e-6
_LARGEST_WHOLE = 10**40
"""Whole numbers were typed by somebody, digit by digit, and are repeated so up to here."""


def number(value: float, locale: str, digits: int | None = None) -> str:
    """Return a number with exactly `digits` decimals, or with as many as it has, up to 15 digits in all."""
    if isinstance(value, int) and not digits:
        whole = abs(value) < _LARGEST_WHOLE
        return _signs(
            format_decimal(value, "#,##0", locale)
            if whole
            else f"{Decimal(value):.3e}".replace(".", "," if locale == "nl" else ".")
        )
    if not math.isfinite(value):
        return f"{MINUS if value < 0 else ''}∞"
    if digits is not None and abs(value) < _LARGEST_WRITTEN_OUT:
        decimals = f".{'0' * digits}" if digits else ""
        return _signs(format_decimal(_not_minus_zero(round(value, digits)), f"#,##0{decimals}", locale))
    if value and not _SMALLEST_WRITTEN_OUT <= abs(value) < _LARGEST_WRITTEN_OUT:
        return _signs(f"{value:g}".replace(".", "," if locale == "nl" else "."))
    return _signs(format_decimal(Decimal(f"{value:.15g}"), "#,##0.#", locale, decimal_quantization=False))


def percent(share: float, locale: str, digits: int = 2) -> str:
    """Return a share as a percentage with at most `digits` decimals."""
    if not abs(100 * share) < _LARGEST_WRITTEN_OUT:
        return f"{number(100 * share, locale)}%"
    decimals = f".{'#' * digits}" if digits else ""
    return _signs(format_percent(_not_minus_zero(round(share, digits + 2)), f"#,##0{decimals}%", locale))


def money(value: float, currency: str, locale: str, step: float | None = None, *, signed: bool = False) -> str:
    """Return an amount in its currency: ``€ 1.234``, ``− € 41.000``; in English ``€1,234``, ``−€41,000``.

    Parameters
    ----------
    currency
        ISO 4217 code; its symbol is written where the language has one.
    step
        What the amount is rounded to, 100 for hundreds. None writes it as it is: whole, or to the cent.
    signed
        Whether an amount above zero gets a plus.
    """
    rounded = _not_minus_zero(round(value, 2) if step is None else to_step(value, step))
    cents = rounded != round(rounded) if step is None else step < 1
    symbol = get_currency_symbol(currency, locale)
    gap = NO_BREAK if locale == "nl" or symbol[-1].isalpha() else ""
    sign = MINUS if rounded < 0 else "+" if signed and rounded > 0 else ""
    between = NO_BREAK if sign and locale == "nl" else ""
    return f"{sign}{between}{symbol}{gap}{number(abs(rounded), locale, 2 if cents else 0)}"


def duration(years: float, locale: str) -> str:
    """Return a time above zero to the month: ``2 jaar en 11 maanden``; under half a month ``0 maanden``."""
    whole_years, months = divmod(round(12 * years), 12)
    parts = [(whole_years, "duration-year")] * bool(whole_years) + [(months, "duration-month")] * bool(months)
    written = [format_unit(count, unit, locale=locale) for count, unit in parts or [(0, "duration-month")]]
    return format_list([part.replace(" ", NO_BREAK) for part in written], locale=locale)


def months(count: int, locale: str) -> str:
    """Return a number of months: ``60 maanden``."""
    return format_unit(count, "duration-month", locale=locale).replace(" ", NO_BREAK)


def month(year: int, month_of_year: int, locale: str) -> str:
    """Return a calendar month: ``juli 2027``."""
    return str(format_date(date(year, month_of_year, 1), "LLLL y", locale=locale)).replace(" ", NO_BREAK)


def day(found: date, locale: str) -> str:
    """Return a calendar day: ``18 november 2026``."""
    return str(format_date(found, "long", locale=locale)).replace(" ", NO_BREAK)


def margin(estimate: Estimate) -> float:
    """Return half the width of the 95 % interval: how far another set of futures would plausibly lie away."""
    low, high = estimate.interval()
    return float(high - low) / 2


def step_of(estimate: Estimate) -> float:
    """Return what to round an amount to, so that no digit is shown that another set of futures would change freely.

    A power of ten, at least 1: the margin becomes a number from 3 to 29 of such steps, much as the Particle Data Group
    rounds (Review of Particle Physics, Introduction §5.3). Where the margin is not known, three digits are left.
    """
    width = margin(estimate)
    if not math.isfinite(width):
        return step_for_digits(estimate.value, 3)
    return float(max(10.0 ** math.floor(math.log10(width / 3)), 1.0)) if width > 0 else 1.0


def step_for_digits(value: float, digits: int) -> float:
    """Return the power of ten, at least 1, that leaves `digits` digits of an amount."""
    if not math.isfinite(value) or abs(value) < 1:
        return 1.0
    return float(max(10.0 ** (math.floor(math.log10(abs(value))) + 1 - digits), 1.0))


def in_digits(value: float, digits: int) -> float:
    """Return a value rounded to so many digits, however small it is."""
    return float(f"{value:.{digits}g}")


def to_step(value: float, step: float) -> float:
    """Return a value rounded to a multiple of `step`."""
    return round(value / step) * step if math.isfinite(value) else value


def unbroken(text: str) -> str:
    """Return a text in which no line ends between a sign and the amount it belongs to."""
    return _SIGNED.sub(lambda sign: sign.group() + _JOINER, text)


def _not_minus_zero(value: float) -> float:
    return value + 0.0 if value else 0.0


def _signs(text: str) -> str:
    return text.replace("-", MINUS)
