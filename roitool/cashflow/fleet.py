"""Own products in the field under contracts: cohorts of units that earn a fee, come back, and begin anew or not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from roitool.cashflow.arrays import Months, Row, Rows, wide
from roitool.cashflow.effect import Course, Life
from roitool.cashflow.figures import Columns, monthly_factor
from roitool.cashflow.ledger import Ledger
from roitool.scenario.formula import Column
from roitool.scenario.lines import Fleet, Uptime

SQRT_TWO_PI = float(np.sqrt(2.0 * np.pi))


@dataclass(frozen=True, slots=True)
class FleetRecord:
    """A fleet by itself; arrays have shape (futures,) unless said.

    Attributes
    ----------
    cash
        Its own money before tax, shape (months + 1, futures).
    most_in_field
        The largest number of units under contract.
    contract_value, acquisition
        What one contract is worth over its time at the hurdle rate, and what winning it costs; money of month 0.
    """

    cash: Rows
    most_in_field: Row
    contract_value: Row
    acquisition: Row


class FleetCourse:
    """A fleet in a number of futures: its monthly money is written down at once, the rest when it is closed.

    Numbers of units are expected numbers within each future; ``docs/method.md`` has the recursion.
    """

    def __init__(
        self, ledger: Ledger, line: Fleet, position: int, columns: Columns, life: Life, effect: Course
    ) -> None:
        self.line = line
        self._ledger = ledger
        self._position = position
        self._columns = columns
        self._works = life.works
        self._renewing_until = np.ceil(life.end)
        self._term = np.rint(self._at("contract_months")).astype(np.intp)
        self._leaving = 1.0 - np.power(1.0 - self._at("churn_per_year"), 1.0 / 12.0)
        self._renews = bool(np.any(self._at("renewed_share")))
        self._renewed_share = self._at("renewed_share") * self._works
        self._shortest = int(np.min(self._term))
        self._penalty = penalty_share(line, position, columns)
        self._in_field, self._most_in_field = np.zeros((2, ledger.count))
        self._built, self._cash, started = (ledger.workspace.empty(*ledger.cash.shape) for _ in range(3))
        self._walk(effect, started)
        for month, flow in enumerate(self._cash):
            ledger.row(line.id, month, flow)

    def close(self, fiscal_years: float, hurdle_rate: float) -> FleetRecord:
        """Write down what is capitalised and deducted, and what the units in the field are worth at the end."""
        ledger, calendar = self._ledger, self._ledger.calendar
        for month in range(1, calendar.months + 1):
            ledger.row(self.line.id, month, -self._built[month])
            self._cash[month] -= self._built[month]
        before: Column = 0.0
        for position, after in enumerate(self._book_values(fiscal_years)):
            begin, end = calendar.span(position)
            ledger.result.deduct(
                "depreciation", position, self._built[begin + 1 : end + 1].sum(axis=0) + before - after
            )
            before = after
        value = self._in_field * self._at("second_life") * self._factor("costs_grow_with") ** calendar.months
        ledger.income(self.line.id, np.array([calendar.months]), value)
        self._cash[-1] += value
        return self._record(hurdle_rate)

    def _walk(self, effect: Course, started: Rows) -> None:
        """Count units month by month: what is spent on building and the other money; those in the field in the end.

        With q = 1 − c the share that stays another month, e = started(m − T) qᵀ the contracts that end, and r the share
        of them that is not renewed: field = field q + new − e r, returned = field c (…) + e r.
        """
        count, at, factor = self._ledger.count, self._at, self._factor
        fee, build, index = (np.empty(count) for _ in range(3))
        fee[:], build[:], index[:] = at("fee") * (1.0 - self._penalty), at("build_cost"), 1.0
        placed = wide(at("placed") / 12.0, count) * self._works
        growing = [
            (amount, factor(name))
            for amount, name in (
                (placed, "placed_grows_with"),
                (fee, "fee_grows_with"),
                (build, "build_cost_grows_with"),
                (index, "costs_grow_with"),
            )
            if getattr(self.line, name) is not None
        ]
        cost = at("service") + at("connectivity")
        once = at("acquisition") + at("replaces_share") * at("lost_margin")
        again = at("second_life") - at("refurbishment")
        staying = 1.0 - self._leaving
        leaving_returned = self._leaving * (1.0 - at("default_share") * (1.0 - at("recovered_share")))
        whole_term = np.power(staying, self._term)
        field, returned, part = self._in_field, np.empty(count), np.empty(count)
        self._built[0], self._cash[0], started[0] = 0.0, 0.0, 0.0
        for month in range(1, len(self._cash)):
            for amount, growth in growing:
                np.multiply(amount, growth, out=amount)
            new, cash = started[month], self._cash[month]
            np.multiply(placed, effect[month], out=new)
            np.multiply(new, build, out=self._built[month])
            np.multiply(new, once, out=cash)
            np.multiply(field, leaving_returned, out=returned)
            field *= staying
            field += new
            if month > self._shortest:
                ending = _earlier(started, month, self._term) * whole_term
                if self._renews:
                    renewed = ending * self._renewed_share * (month <= self._renewing_until)
                    new += renewed
                    ending -= renewed
                field -= ending
                returned += ending
            np.maximum(self._most_in_field, field, out=self._most_in_field)
            # The money: fee on what is in the field, less what it costs, what new ones cost, and what returned ones do.
            cash += np.multiply(field, cost, out=part)
            cash -= np.multiply(returned, again, out=part)
            cash *= index
            np.subtract(np.multiply(field, fee, out=part), cash, out=cash)

    def _record(self, hurdle_rate: float) -> FleetRecord:
        count = self._ledger.count
        kept = (1.0 - self._leaving) * (1.0 + hurdle_rate) ** (-1.0 / 12.0)
        with np.errstate(divide="ignore", invalid="ignore"):
            months_worth = np.where(kept == 1.0, self._term, (1.0 - np.power(kept, self._term)) / (1.0 - kept))
        margin = self._at("fee") * (1.0 - self._penalty) - self._at("service") - self._at("connectivity")
        return FleetRecord(
            cash=self._cash,
            most_in_field=self._most_in_field,
            contract_value=wide(margin * months_worth, count),
            acquisition=wide(self._at("acquisition"), count),
        )

    def _book_values(self, fiscal_years: float) -> list[Column]:
        """Return what the units in the field stand in the books for at the end of each calendar year, 0 at the last.

        With A the cost of the units in the field and B that cost times their age, both of units younger than their
        fiscal life F, the book value is A − B/F; a cohort leaves both as its units leave the field, or at the age F.
        """
        calendar, term = self._ledger.calendar, self._term
        fiscal = np.maximum(term, np.rint(12.0 * fiscal_years))
        keeps = 1.0 - self._leaving
        leavings = []
        for times in range(int(np.ceil(np.max(fiscal / term))) if self._renews else 1):
            # After so many renewals a contract ends, or the fiscal life of its unit does.
            ends = (times + 1) * term
            age = np.minimum(ends, fiscal).astype(np.intp)
            reaches = np.power(keeps, age) * self._renewed_share**times * (times * term < fiscal)
            leavings.append((age, int(np.min(age)), reaches, age - times * term, ends < fiscal))
        cost, aged = np.zeros((2, self._ledger.count))
        values: list[Column] = []
        for month in range(1, calendar.months + 1):
            aged += cost
            aged *= keeps
            cost *= keeps
            cost += self._built[month]
            for times, (age, youngest, reaches, since_renewal, by_contract) in enumerate(leavings):
                if month <= youngest:
                    break
                going = _earlier(self._built, month, age) * reaches
                if self._renews:
                    renewing = self._renewed_share * (month <= self._renewing_until)
                    going *= np.where(by_contract, 1.0 - renewing, 1.0)
                if times:
                    going *= month - since_renewal <= self._renewing_until
                cost -= going
                going *= age
                aged -= going
            if month == calendar.last_month(calendar.position(month)):
                values.append(cost - aged / fiscal)
        values[-1] = 0.0
        return values

    def _at(self, name: str) -> Column:
        return self._columns.at("lines", self._position, name)

    def _factor(self, name: str) -> Column:
        return monthly_factor(self._columns, "lines", self._position, name)


def penalty_share(line: Fleet, position: int, columns: Columns) -> Column:
    """Return the expected penalty per unit and month as a share of the fee.

    The mean shortfall of a normal distribution below a level, ``σ (φ(d) + d Φ(d))`` with ``d = (g − a)/σ``.
    """
    promise: Uptime | None = line.uptime
    if promise is None:
        return 0.0
    at = {name: columns.at("lines", position, "uptime", name) for name in type(promise).model_fields}
    below = at["guaranteed"] - at["achieved"]
    spread = np.maximum(at["spread"], 1e-12)
    d = np.clip(below / spread, -40.0, 40.0)
    shortfall = np.where(
        at["spread"] > 1e-12,
        at["spread"] * (np.exp(-d * d / 2.0) / SQRT_TWO_PI) + below * ndtr(d),
        np.maximum(below, 0.0),
    )
    penalty: Column = np.minimum(at["cap"], at["per_point"] * shortfall)
    return penalty


def _earlier(rows: Rows, month: int, months_ago: Column | Months) -> Row:
    """Return what stands in the rows so many months before, per future; 0 before the beginning."""
    count = rows.shape[1]
    if np.size(months_ago) == 1:
        then = month - int(np.ravel(months_ago)[0])
        return rows[then] if then > 0 else np.zeros(count)
    since = month - np.asarray(months_ago, dtype=np.intp)
    return np.where(since > 0, rows.reshape(-1)[np.maximum(since, 0) * count + np.arange(count)], 0.0)
