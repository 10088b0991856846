"""The lines of a candidate as rows of one formula each, with the figures that they are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from roitool.exports.workbook.base_case import CandidateBase, Scope, scalar
from roitool.exports.workbook.book import CENTS, PERCENT, WHOLE
from roitool.exports.workbook.periods import Periods
from roitool.scenario.lines import MONTHS_PER, Benefit, Grant, Investment, NothingLine, OneOff, RunningCost
from roitool.scenario.references import BOUNDS
from roitool.wording.places import field_name

if TYPE_CHECKING:
    from roitool.exports.workbook.timing import Timing
    from roitool.scenario.base import Part
    from roitool.wording.words import Words

NOTHING = "0"
_MONEY = frozenset(
    {"amount", "build_cost", "fee", "service", "connectivity", "acquisition", "lost_margin", "refurbishment",
     "second_life", "exit_cost"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """A row of money: what it is called, what it is, where it stands (from 0), its amounts by month, and of which line.

    `line` is an id; empty where a row belongs to no single line of the candidate.
    """

    label: str
    code: str
    row: int
    values: list[float]
    line: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """A row of money before it stands anywhere: its name, what it is, its formula and its amounts by month."""

    label: str
    code: str
    formula: str
    values: list[float]


@dataclass(frozen=True, slots=True)
class Spending:
    """An investment or one-off line, by the cells of its quote, of the month it is booked in, and of what is spent."""

    quote: str
    month: str
    spent: str
    residual: str | None = None


@dataclass(slots=True)
class Figures:
    """Writes the figures of lines, each formula of the document as one of the workbook.

    Attributes
    ----------
    spending
        By the position of the line.
    """

    page: Periods
    currency: str
    words: Words
    spending: dict[int, Spending] = field(default_factory=dict)

    def stated(self, part: Part, name: str, scope: Scope, label: str) -> str:
        """Write what a field of a part comes to, and return its cell."""
        text = getattr(part, name)
        bound = BOUNDS[type(part)][name]
        shown = PERCENT if bound.kind in {"share", "growth"} else CENTS
        unit = self.currency if name in _MONEY else ""
        described = f"{label}: {field_name(name, self.words)}" if label else field_name(name, self.words)
        return self.page.figure(described, scope.formula(text), scope.value(text), unit, shown, bound)

    def growth(self, part: Part, scope: Scope, label: str, month: str, name: str = "grows_with") -> str:
        """Return the factor that an amount has grown by, with the sign before it; nothing where it does not grow."""
        if getattr(part, name) is None:
            return ""
        return f"*(1+{self.stated(part, name, scope, label)})^({month}/12)"

    def per_period(self, part: RunningCost | Benefit | NothingLine, scope: Scope, label: str) -> tuple[str, str]:
        """Write an amount and the months of its period, and return both cells."""
        amount = self.stated(part, "amount", scope, label)
        months = self.page.fixed(
            self.words.text("workbook.line.period", label=label), MONTHS_PER[part.per], self.month_unit, WHOLE
        )
        return amount, months

    @property
    def month_unit(self) -> str:
        """The unit of times."""
        return self.words.text("workbook.unit.months")


def line_formula(figures: Figures, chosen: CandidateBase, position: int, timing: Timing) -> str | None:
    """Write the figures of a line and return the formula of its row; None for what has no row of its own here."""
    line = chosen.candidate.lines[position]
    label = figures.words.label(line.label) or line.id
    if isinstance(line, Investment | OneOff):
        return _spent(figures, chosen, position, line, timing)
    if isinstance(line, Benefit):
        amount, months = figures.per_period(line, chosen.scope, label)
        return f"{amount}/{months}{figures.growth(line, chosen.scope, label, timing.month)}*{timing.effect}"
    if isinstance(line, RunningCost):
        return _running(figures, line, chosen.scope, label, timing)
    return None


def nothing_formula(figures: Figures, line: NothingLine, scope: Scope, horizon: str, month: str) -> str:
    """Write the figures of a line of doing nothing and return the formula of its row."""
    label = figures.words.label(line.label) or line.id
    amount, months = figures.per_period(line, scope, label)
    grown = figures.growth(line, scope, label, month)
    start = figures.stated(line, "start", scope, label)
    end = horizon if line.end is None else figures.stated(line, "end", scope, label)
    return f"{amount}/{months}{grown}*{lived(start, end, month)}"


def lived(start: str, end: str, month: str) -> str:
    """Return the part of each month between two dates."""
    return f"MAX(0,MIN(1,{month}-{start}))*MAX(0,MIN(1,{end}-{month}+1))"


def has_row(line: object) -> bool:
    """Tell whether a line has a row: a grant is not paid if nothing goes as hoped for, which is the base case."""
    return not isinstance(line, Grant)


def _spent(
    figures: Figures,
    chosen: CandidateBase,
    position: int,
    line: Investment | OneOff,
    timing: Timing,
) -> str:
    label = figures.words.label(line.label) or line.id
    quote = figures.stated(line, "amount", chosen.scope, label)
    columns, page = chosen.flows.columns, figures.page
    if line.id in timing.interfaces:
        value = scalar(columns.at("lines", position, "amount"))
        product = f"{quote}*{timing.interfaces[line.id]}"
        quote = page.figure(
            figures.words.text("workbook.line.quote", label=label), product, value, figures.currency, CENTS
        )
    date = figures.stated(line, "month", chosen.scope, label)
    month_value = -(-scalar(columns.at("lines", position, "month")) // 1)
    month = page.figure(
        figures.words.text("workbook.line.booked", label=label), f"-INT(-{date})", month_value, "", WHOLE
    )
    item = next(item for item in chosen.flows.record.spent if item.position == position)
    happens = f"{month}<={timing.horizon}"
    if isinstance(line, OneOff) and timing.stop is not None:
        happens = f"AND({happens},OR({timing.stop.stopped}=0,{month}<={timing.stop.ending}))"
    spent = f"IF({happens},{quote}{timing.overrun if line.overruns else ''},0)"
    cell = page.figure(
        figures.words.text("workbook.line.spent", label=label), spent, scalar(item.amount), figures.currency, CENTS
    )
    residual = None
    if isinstance(line, Investment) and line.residual_share != NOTHING:
        residual = figures.stated(line, "residual_share", chosen.scope, label)
    figures.spending[position] = Spending(quote, month, cell, residual)
    return f"IF({timing.month}={month},-{cell},0)"


def _running(figures: Figures, line: RunningCost, scope: Scope, label: str, timing: Timing) -> str:
    amount, months = figures.per_period(line, scope, label)
    grown = figures.growth(line, scope, label, timing.month)
    month, start, end, works = timing.month, timing.go_live, timing.end, timing.works
    if line.start is not None:
        start, end, works = figures.stated(line, "start", scope, label), timing.over, ""
    if line.paid == "evenly":
        return f"-{amount}/{months}{grown}*{lived(start, end, month)}{works}"
    gone = f"({month}-INT({start})-1)"
    due = f"AND({gone}>=0,MOD({gone},{months})=0,{start}+{gone}<{end})"
    return f"IF({due},-{amount}{grown}{works},0)"
