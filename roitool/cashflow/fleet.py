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
        self._renewed_share = self._at("renewed_share") * self._works
        self._penalty = self._penalty_share()
        shape = ledger.cash.shape
        self._in_field, self._built, self._cash = (ledger.workspace.zeros(*shape) for _ in range(3))
        self._walk(effect, ledger.workspace.zeros(*shape))
        for month, flow in enumerate(self._cash):
            ledger.row(line.id, month, flow)

    def close(self, minimum_years: float, hurdle_rate: float) -> FleetRecord:
        """Write down what is capitalised and deducted, and what the units in the field are worth at the end."""
        ledger, calendar = self._ledger, self._ledger.calendar
        for month in range(1, calendar.months + 1):
            ledger.invested(self.line.id, month, -self._built[month])
            self._cash[month] -= self._built[month]
        before: Column = 0.0
        for position, after in enumerate(self._book_values(minimum_years)):
            begin, end = calendar.span(position)
            ledger.result.deduct(
                "depreciation", position, self._built[begin + 1 : end + 1].sum(axis=0) + before - after
            )
            before = after
        value = self._in_field[-1] * self._at("second_life") * self._factor("costs_grow_with") ** calendar.months
        ledger.income(self.line.id, np.array([calendar.months]), value)
        self._cash[-1] += value
        return self._record(hurdle_rate)

    def _walk(self, effect: Course, started: Rows) -> None:
        """Fill in units in the field, what is spent on building, and the other money, month by month."""
        count = self._ledger.count
        fee = wide(self._at("fee") * (1.0 - self._penalty), count).copy()
        build = wide(self._at("build_cost"), count).copy()
        cost = wide(self._at("service") + self._at("connectivity"), count).copy()
        once = wide(self._at("acquisition") + self._at("replaces_share") * self._at("lost_margin"), count).copy()
        again = wide(self._at("second_life") - self._at("refurbishment"), count).copy()
        placed = wide(self._at("placed") / 12.0, count) * self._works
        growing = (
            (placed, self._factor("placed_grows_with")),
            (fee, self._factor("fee_grows_with")),
            (build, self._factor("build_cost_grows_with")),
            *((each, self._factor("costs_grow_with")) for each in (cost, once, again)),
        )
        gone_for_good = self._at("default_share") * (1.0 - self._at("recovered_share"))
        stays = np.power(1.0 - self._leaving, self._term)
        for month in range(1, len(self._cash)):
            for amount, factor in growing:
                np.multiply(amount, factor, out=amount)
            new = placed * effect[month]
            ending = _earlier(started, month, self._term) * stays
            renewed = np.where(month <= self._renewing_until, self._renewed_share * ending, 0.0)
            started[month] = new + renewed
            left = self._in_field[month - 1] * self._leaving
            field = self._in_field[month] = self._in_field[month - 1] - left + started[month] - ending
            returned = left * (1.0 - gone_for_good) + ending - renewed
            self._cash[month] = field * (fee - cost) - new * once + returned * again
            self._built[month] = new * build

    def _record(self, hurdle_rate: float) -> FleetRecord:
        count = self._ledger.count
        kept = (1.0 - self._leaving) * (1.0 + hurdle_rate) ** (-1.0 / 12.0)
        with np.errstate(divide="ignore", invalid="ignore"):
            months_worth = np.where(kept == 1.0, self._term, (1.0 - np.power(kept, self._term)) / (1.0 - kept))
        margin = self._at("fee") * (1.0 - self._penalty) - self._at("service") - self._at("connectivity")
        return FleetRecord(
            cash=self._cash,
            most_in_field=self._in_field.max(axis=0),
            contract_value=wide(margin * months_worth, count),
            acquisition=wide(self._at("acquisition"), count),
        )

    def _book_values(self, minimum_years: float) -> list[Column]:
        """Return what the units in the field stand in the books for at the end of each calendar year, 0 at the last.

        With A the cost of the units in the field and B that cost times their age, both of units younger than their
        fiscal life F, the book value is A − B/F; a cohort leaves both as its units leave the field, or at the age F.
        """
        calendar, term = self._ledger.calendar, self._term
        fiscal = np.maximum(term, np.rint(12.0 * minimum_years))
        keeps = 1.0 - self._leaving
        leavings = []
        for times in range(int(np.ceil(np.max(fiscal / term)))):
            # After so many renewals a contract ends, or the fiscal life of its unit does.
            ends = (times + 1) * term
            age = np.minimum(ends, fiscal).astype(np.intp)
            reaches = np.power(keeps, age) * self._renewed_share**times * (times * term < fiscal)
            leavings.append((age, reaches, age - times * term, ends < fiscal))
        cost, aged = np.zeros((2, self._ledger.count))
        values: list[Column] = []
        for month in range(1, calendar.months + 1):
            aged = (aged + cost) * keeps
            cost = cost * keeps + self._built[month]
            renewing = self._renewed_share * (month <= self._renewing_until)
            for times, (age, reaches, since_renewal, by_contract) in enumerate(leavings):
                going = _earlier(self._built, month, age) * reaches * np.where(by_contract, 1.0 - renewing, 1.0)
                if times:
                    going = going * (month - since_renewal <= self._renewing_until)
                cost = cost - going
                aged = aged - going * age
            if month == calendar.last_month(calendar.position(month)):
                values.append(cost - aged / fiscal)
        values[-1] = 0.0
        return values

    def _penalty_share(self) -> Column:
        """Return the expected penalty per unit and month as a share of the fee.

        The mean shortfall of a normal distribution below a level, ``σ (φ(d) + d Φ(d))`` with ``d = (g − a)/σ``.
        """
        promise: Uptime | None = self.line.uptime
        if promise is None:
            return 0.0
        at = {name: self._columns.at("lines", self._position, "uptime", name) for name in type(promise).model_fields}
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

    def _at(self, name: str) -> Column:
        return self._columns.at("lines", self._position, name)

    def _factor(self, name: str) -> Column:
        return monthly_factor(self._columns, "lines", self._position, name)


def _earlier(rows: Rows, month: int, months_ago: Column | Months) -> Row:
    """Return what stands in the rows so many months before, per future; 0 before the beginning."""
    count = rows.shape[1]
    if np.size(months_ago) == 1:
        then = month - int(np.ravel(months_ago)[0])
        return rows[then] if then > 0 else np.zeros(count)
    since = month - np.asarray(months_ago, dtype=np.intp)
    return np.where(since > 0, rows.reshape(-1)[np.maximum(since, 0) * count + np.arange(count)], 0.0)
