"""The reference work for one future, as somebody would write it in a script: plain Python, month by month.

It knows this one model and its tax rules by heart, and so does less work than a program that reads them. What it
leaves to a library, the measures, is in :mod:`tests.benchmarks.peers`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from tests.benchmarks.reference import HORIZON_YEARS

MONTHS = 12 * HORIZON_YEARS
MONTHS_OF_FIRST_YEAR = 9
YEARS = HORIZON_YEARS + 1
FISCAL_MONTHS = 60
LOAN_MONTHS = 60
LAST_DRAW = 3
SURVIVAL_MONTHS = LAST_DRAW + LOAN_MONTHS


@dataclass(frozen=True, slots=True)
class PlainFuture:
    """One future: what the measures need, and the two figures of the loan and the bank balance."""

    flow: list[float]
    advantage: float
    lowest_balance: float


def one_future(x: Mapping[str, float]) -> PlainFuture:
    """Calculate one future from the value of each figure."""
    cell_quote, fitting_quote = x["cell_price"] + x["gripper_price"], x["integration"]
    factor = 1 + x["overrun"]
    cell, fitting, course = cell_quote * factor, fitting_quote * factor, x["training"] * factor
    residual = x["residual_share"] * cell_quote
    go_live, end = x["go_live"], x["go_live"] + 12 * x["life"]
    end_month = math.ceil(min(MONTHS, end))

    flow, result = _operating(x, go_live, end)
    flow[0] -= cell
    flow[3] -= fitting
    flow[4] -= course
    result[0] -= course
    flow[end_month] += residual
    _depreciate(result, cell, residual, go_live, end, end_month)
    _depreciate(result, fitting, 0.0, max(go_live, 3.0), end, end_month)
    result[0] -= _investment_deduction(30_000 + cell + fitting) - _investment_deduction(30_000)

    profit = [x["profit"] * 1.02**year for year in range(YEARS)]
    own_tax = _taxes(profit)
    tax = [more - less for more, less in zip(_taxes(map(sum, zip(profit, result, strict=True))), own_tax, strict=True)]
    vat = [0.0] * (MONTHS + 1)
    for month, amount in ((0, cell), (3, fitting), (4, course)):
        vat[month] -= 0.21 * amount
        vat[month + 3] += 0.21 * amount
    financing, interest = _loan(0.7 * min(cell_quote, cell), 0.7 * min(fitting_quote, fitting), x["loan_rate"])
    deductible = [r - i for r, i in zip(result, interest, strict=True)]
    paid = _taxes(map(sum, zip(profit, deductible, strict=True)))
    tax_paid = [more - less for more, less in zip(paid, own_tax, strict=True)]

    after_tax = ((1 + 0.065 / 12) ** 12 - 1) * (1 - (0.258 if x["profit"] >= 200_000 else 0.19))
    advantage = sum(amount * (1 + after_tax) ** (-month / 12) for month, amount in enumerate(financing))
    for year in range(YEARS):
        advantage += (tax[year] - tax_paid[year]) * (1 + after_tax) ** (-_last_month(year) / 12)

    balance = [140_000 + flow[0] + vat[0] + financing[0]]
    tax_due = {_last_month(year): amount for year, amount in enumerate(tax_paid)}
    for month in range(1, MONTHS + 1):
        own = x["own_cash_flow"] * 1.02 ** (month / 12)
        more = flow[month] + vat[month] + financing[month] - tax_due.get(month, 0.0)
        balance.append(balance[-1] + own + more)
    for year in range(YEARS):
        flow[_last_month(year)] -= tax[year]
    return PlainFuture(flow, advantage, min(balance[: SURVIVAL_MONTHS + 1]))


def _operating(x: Mapping[str, float], go_live: float, end: float) -> tuple[list[float], list[float]]:
    """Return the running lines per month and per calendar year."""
    labour = x["hours_freed"] * x["weeks_per_year"] * x["hourly_cost"] * x["cashable_share"] / 12
    scrap = x["scrap_saved"] * x["material_price"] / 12
    pieces = x["extra_pieces"] * x["margin_per_piece"] / 12
    upkeep = (x["maintenance"] + x["spare_parts"]) / 12
    licence = x["software_fee"] / 12
    power = x["energy_use"] * x["energy_price"] / 12
    support = x["support_hours"] * x["hourly_cost"] / 12
    flow, result = [0.0] * (MONTHS + 1), [0.0] * YEARS
    risen = 0.0
    for month in range(1, MONTHS + 1):
        years = month / 12
        wages, material = (1 + x["wage_growth"]) ** years, (1 + x["material_growth"]) ** years
        software, energy = (1 + x["software_growth"]) ** years, (1 + x["energy_growth"]) ** years
        left = min(max(end - month + 1, 0.0), 1.0)
        before, risen = risen, _risen(month - go_live, x["ramp"])
        benefits = (labour * wages + scrap * material + pieces) * (risen - before) * left
        costs = upkeep * material + licence * software + power * energy + support * wages
        flow[month] = benefits - costs * min(max(month - go_live, 0.0), 1.0) * left
        result[_year(month)] += flow[month]
    return flow, result


def _risen(elapsed: float, ramp: float) -> float:
    if elapsed <= 0:
        return 0.0
    return elapsed * elapsed / (2 * ramp) if elapsed < ramp else elapsed - ramp / 2


def _depreciate(result: list[float], cost: float, residual: float, start: float, end: float, end_month: int) -> None:
    book = cost
    for year in range(YEARS):
        begin = 0 if year == 0 else _last_month(year - 1)
        months = min(start + FISCAL_MONTHS, end, _last_month(year)) - max(start, begin)
        amount = (cost - residual) / FISCAL_MONTHS * max(months, 0.0)
        result[year] -= amount
        book -= amount
    result[_year(end_month)] -= book - residual


def _investment_deduction(total: float) -> float:
    if total <= 2_900 or total > 398_236:
        return 0.0
    if total <= 71_683:
        return 0.28 * total
    return 20_071 if total <= 132_746 else max(0.0, 20_071 - 0.0756 * (total - 132_746))


def _taxes(results: map[float] | list[float]) -> list[float]:
    taxes, losses = [], 0.0
    for result in results:
        if result <= 0:
            losses -= result
            taxes.append(0.0)
            continue
        used = min(losses, result if result <= 1_000_000 else 1_000_000 + 0.5 * (result - 1_000_000))
        losses -= used
        taxed = result - used
        taxes.append(0.19 * taxed + 0.068 * max(taxed - 200_000, 0.0))
    return taxes


def _loan(first: float, second: float, rate: float) -> tuple[list[float], list[float]]:
    """Return draws less interest and repayments per month, and interest per calendar year."""
    monthly = rate / 12
    payment = (first + second) * monthly / (1 - (1 + monthly) ** -LOAN_MONTHS)
    flow, interest = [0.0] * (MONTHS + 1), [0.0] * YEARS
    flow[0] = balance = first
    for month in range(1, LAST_DRAW + LOAN_MONTHS + 1):
        due = balance * monthly
        repaid = payment - due if month > LAST_DRAW else 0.0
        if month == LAST_DRAW + LOAN_MONTHS:
            repaid = balance
        balance -= repaid
        flow[month] = -due - repaid
        if month == LAST_DRAW:
            balance += second
            flow[month] += second
        interest[_year(month)] += due
    return flow, interest


def _year(month: int) -> int:
    return (month + 11 - MONTHS_OF_FIRST_YEAR) // 12 if month > 0 else 0


def _last_month(year: int) -> int:
    return min(12 * year + MONTHS_OF_FIRST_YEAR, MONTHS)
