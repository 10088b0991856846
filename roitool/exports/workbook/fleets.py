"""Products under contract as rows by month: units that are placed, renewed and come back, their money and their cost.

Units built earlier are looked up among the months before the own one, so no cell depends on itself.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.exports.workbook.book import PERCENT, WHOLE
from roitool.exports.workbook.fleet_values import FleetFigures, fleet_values
from roitool.exports.workbook.lines import NOTHING, Figures, MoneyRow, Planned
from roitool.exports.workbook.periods import BEFORE, before
from roitool.scenario.lines import Fleet
from roitool.scenario.references import BOUNDS

if TYPE_CHECKING:
    from roitool.exports.workbook.base_case import CandidateBase
    from roitool.exports.workbook.timing import Timing
    from roitool.scenario.regime import Regime

UNITS = "#,##0.00"
_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class FleetBooks:
    """What the units of a fleet do to the taxable result, by month: what is capitalised, and what is deducted of it."""

    label: str
    built: MoneyRow
    depreciated: MoneyRow
    written_off: MoneyRow


class FleetRows:
    """Writes one fleet on the sheet of months: first its figures, later its units and their cost, then its money."""

    def __init__(self, figures: Figures, chosen: CandidateBase, position: int, timing: Timing, regime: Regime) -> None:
        line = chosen.candidate.lines[position]
        if not isinstance(line, Fleet):
            raise TypeError(line)
        self._figures, self._page, self._words = figures, figures.page, figures.words
        self._line, self._scope, self._timing = line, chosen.scope, timing
        self._label = self._words.label(line.label) or line.id
        self._base = FleetFigures(chosen, position)
        fiscal = float(round(_MONTHS_A_YEAR * regime.depreciation.life()))
        shortest = BOUNDS[Fleet]["contract_months"].minimum
        self._endings = math.ceil(fiscal / shortest) if self._renews else 1
        self._values = fleet_values(chosen, position, line, fiscal, self._endings)
        self._write_figures(fiscal)

    @property
    def _renews(self) -> bool:
        return self._line.renewed_share != NOTHING

    # Figures

    def _write_figures(self, fiscal: float) -> None:
        values, months = self._values, self._figures.month_unit
        self._placed = self._stated("placed")
        self._placed_growth = self._growth("placed_grows_with")
        stated = self._stated("contract_months")
        # The program rounds a half to the even side.
        rounded = f"IF({stated}-INT({stated})=1/2,2*ROUND({stated}/2,0),ROUND({stated},0))"
        self._term = self._figure("term", rounded, values.term, months, WHOLE)
        self._stays = self._figure("stays", f"(1-{self._stated('churn_per_year')})^(1/12)", values.stays, "", "0.0000%")
        back = "1"
        if self._line.default_share != NOTHING:
            back = f"(1-{self._stated('default_share')}*(1-{self._stated('recovered_share')}))"
        self._come_back = back
        self._renewed_share = self._stated("renewed_share") if self._renews else ""
        self._build = self._stated("build_cost")
        self._build_growth = self._growth("build_cost_grows_with")
        least = self._page.fixed(self._words.text("workbook.fleet.least", label=self._label), fiscal, months, WHOLE)
        self._fiscal = self._figure("fiscal", f"MAX({self._term},{least})", values.fiscal, months, WHOLE)
        self._leave = [self._write_ending(times) for times in range(self._endings)]
        self._fee = self._stated("fee")
        self._fee_growth = self._growth("fee_grows_with")
        self._penalty = self._write_penalty()
        self._costs_growth = self._growth("costs_grow_with")
        names = (
            "service", "connectivity", "acquisition", "replaces_share", "lost_margin", "refurbishment", "second_life",
        )  # fmt: skip
        self._cells = {name: self._stated(name) for name in names if getattr(self._line, name) != NOTHING}

    def _write_ending(self, times: int) -> tuple[str, str]:
        """Write when units leave the books after so many renewals, and the share that is in the field until then."""
        found = self._values.endings[times]
        label = {"number": str(times + 1)}
        ends = f"{times + 1}*{self._term}" if times else self._term
        age = self._figure("age", f"MIN({ends},{self._fiscal})", found.age, self._figures.month_unit, WHOLE, **label)
        reaches = f"{self._stays}^{age}"
        if times:
            renewed = f"{self._renewed_share}^{times}" if times > 1 else self._renewed_share
            reaches = f"IF({times}*{self._term}<{self._fiscal},{reaches}*{renewed},0)"
        return age, self._figure("reaches", reaches, found.reaches, "", PERCENT, **label)

    def _write_penalty(self) -> str | None:
        promise = self._line.uptime
        if promise is None:
            return None
        at = {
            name: self._figures.stated(promise, name, self._scope, self._label) for name in type(promise).model_fields
        }
        below, spread = f"({at['guaranteed']}-{at['achieved']})", at["spread"]
        # The mean shortfall of a normal distribution below what is promised.
        density = f"EXP(-(({below}/{spread})^2)/2)/SQRT(2*PI())"
        short = f"IF({spread}>0,{spread}*{density}+{below}*NORMSDIST({below}/{spread}),MAX({below},0))"
        formula = f"MIN({at['cap']},{at['per_point']}*{short})"
        return self._figure("penalty", formula, self._values.penalty, "", "0.00%")

    # Units and their cost

    def write_workings(self) -> FleetBooks:
        """Write the units and what they stand in the books for, month by month."""
        page, values, month = self._page, self._values, self._timing.month
        formula = f"{self._placed}/12{self._placed_growth}*{self._timing.effect}"
        placed = self._units("placed", formula, values.placed)
        begun_row = page.row + 2 if self._renews else page.row - 1
        ending = self._units(
            "ending",
            f"IF({month}>{self._term},{self._earlier(begun_row, self._term)}*{self._stays}^{self._term},0)",
            values.ending,
        )
        over = ending
        if self._renews:
            renews = f"{self._renewed_share}*({month}<={self._timing.last})"
            renewed = self._units("renewed", f"{ending}*{renews}", values.renewed)
            self._units("begun", f"{placed}+{renewed}", values.begun)
            over = f"({ending}-{renewed})"
        own = page.reference(page.row)
        self._in_field = self._units(
            "in_field", f"{before(own)}*{self._stays}+{placed}-{over}", values.in_field, added_up=False
        )
        self._returned = self._units(
            "returned", f"{before(self._in_field)}*(1-{self._stays})*{self._come_back}+{over}", values.returned
        )
        self._new = placed
        return self._write_books(placed)

    def _write_books(self, placed: str) -> FleetBooks:
        page, values, month = self._page, self._values, self._timing.month
        built = self._money_row("built", f"{placed}*{self._build}{self._build_growth}", values.built)
        going = [
            page.series(
                self._text("leaves", number=str(times + 1)),
                self._leaves(times, built.row),
                self._values.endings[times].goes,
                self._figures.currency,
            )
            for times in range(self._endings)
        ]
        self._built = page.reference(built.row)
        own = before(page.reference(page.row))
        gone = "".join(f"-{each}" for each in going)
        cost = self._books("cost", f"{own}*{self._stays}+{self._built}{gone}", values.cost)
        depreciated = self._money_row("depreciated", f"{before(cost)}/{self._fiscal}", values.depreciated)
        less = page.reference(depreciated.row)
        own = before(page.reference(page.row))
        gone = "".join(f"-{each}*(1-{age}/{self._fiscal})" for each, (age, _) in zip(going, self._leave, strict=True))
        left = self._books("book_value", f"({own}-{less})*{self._stays}+{self._built}{gone}", values.book_value)
        now = f"IF({month}={self._timing.horizon},0,{left})"
        written_off = self._money_row(
            "written_off",
            f"{before(left)}+{self._built}-{less}-{now}",
            values.written_off,
        )
        return FleetBooks(self._label, built, depreciated, written_off)

    def _leaves(self, times: int, built_row: int) -> str:
        """Return the cost that leaves the books at the end of a contract, or of the fiscal life."""
        month, last = self._timing.month, self._timing.last
        age, reaches = self._leave[times]
        goes = f"{self._earlier(built_row, age)}*{reaches}"
        if self._renews:
            ends = f"{times + 1}*{self._term}" if times else self._term
            goes += f"*(1-{self._renewed_share}*({ends}<{self._fiscal})*({month}<={last}))"
        if times:
            goes += f"*({month}-{age}+{times}*{self._term}<={last})"
        return f"IF({month}>{age},{goes},0)"

    def _earlier(self, row: int, months_ago: str) -> str:
        """Return a row so many months before the own one, for months after those."""
        sheet, month = self._page.sheet, self._timing.month
        months = f"{sheet.cell(int(month.rpartition('$')[2]) - 1, BEFORE)}:{before(month)}"
        return f"INDEX({sheet.cell(row, BEFORE)}:{{p}}${row + 1},MATCH({month}-{months_ago},{months},0))"

    # Money

    def money(self) -> list[Planned]:
        """Return the rows of its money, which refer to the workings above them."""
        values, costs = self._values, self._base.growth("costs_grow_with")
        fees = [
            number * self._base.at("fee") * grown
            for number, grown in zip(values.in_field, self._base.growth("fee_grows_with"), strict=True)
        ]
        fee = f"{self._in_field}*{self._fee}{self._fee_growth}"
        rows = [self._planned("fees", fee, fees)]
        if self._penalty is not None:
            penalty = [-each * values.penalty for each in fees]
            rows.append(self._planned("penalties", f"-{fee}*{self._penalty}", penalty))
        parts = (
            ("service", "-", self._in_field, values.in_field, ("service",)),
            ("connectivity", "-", self._in_field, values.in_field, ("connectivity",)),
            ("acquisition", "-", self._new, values.placed, ("acquisition",)),
            ("lost_margin", "-", self._new, values.placed, ("replaces_share", "lost_margin")),
            ("refurbishment", "-", self._returned, values.returned, ("refurbishment",)),
            ("second_life", "", self._returned, values.returned, ("second_life",)),
        )
        for code, sign, units, numbers, names in parts:
            if all(name in self._cells for name in names):
                cells = "".join(f"*{self._cells[name]}" for name in names)
                each = math.prod(self._base.at(name) for name in names) * (-1.0 if sign else 1.0)
                amounts = [number * each * grown for number, grown in zip(numbers, costs, strict=True)]
                rows.append(self._planned(code, f"{sign}{units}{cells}{self._costs_growth}", amounts))
        rows.append(self._planned("build", f"-{self._built}", [-each for each in values.built], "fleet_built"))
        if "second_life" in self._cells:
            counted = f"{self._in_field}*{self._cells['second_life']}{self._costs_growth}"
            amounts = [0.0] * len(costs)
            amounts[-1] = values.in_field[-1] * self._base.at("second_life") * costs[-1]
            formula = f"IF({self._timing.month}={self._timing.horizon},{counted},0)"
            rows.append(self._planned("at_horizon", formula, amounts, "fleet_valued"))
        return rows

    # Labels

    def _text(self, code: str, **values: str) -> str:
        return self._words.text(f"workbook.fleet.{code}", label=self._label, **values)

    def _planned(self, code: str, formula: str, values: list[float], kind: str = "fleet") -> Planned:
        return Planned(self._text(code), kind, formula, values)

    def _stated(self, name: str) -> str:
        return self._figures.stated(self._line, name, self._scope, self._label)

    def _growth(self, name: str) -> str:
        return self._figures.growth(self._line, self._scope, self._label, self._timing.month, name)

    def _figure(self, code: str, formula: str, value: float, unit: str, shown: str, **values: str) -> str:
        return self._page.figure(self._text(code, **values), formula, value, unit, shown)

    def _units(self, code: str, formula: str, values: Sequence[float], *, added_up: bool = True) -> str:
        unit = self._words.text("workbook.unit.units")
        return self._page.series(self._text(code), formula, values, unit, shown=UNITS, added_up=added_up)

    def _books(self, code: str, formula: str, values: Sequence[float]) -> str:
        return self._page.series(self._text(code), formula, values, self._figures.currency, added_up=False)

    def _money_row(self, code: str, formula: str, values: list[float]) -> MoneyRow:
        row = self._page.row
        self._page.series(self._text(code), formula, values, self._figures.currency)
        return MoneyRow(self._text(code), code, row, values)
