"""When a candidate works and how far, by how much it overruns, and what its interfaces do to their price."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.cashflow.effect import SHORTEST_RAMP, effect_course
from roitool.exports.workbook.base_case import CandidateBase, scalar
from roitool.exports.workbook.book import PERCENT, WHOLE
from roitool.exports.workbook.lines import NOTHING
from roitool.exports.workbook.periods import VALUE, Periods, before
from roitool.scenario.integration import INTEGRATION, IntegrationRule, integration_of
from roitool.scenario.lines import Investment
from roitool.scenario.shipped import shipped

if TYPE_CHECKING:
    from roitool.exports.workbook.book import Sheet
    from roitool.exports.workbook.lines import Figures
    from roitool.scenario.scenario import Scenario

SHARES = "0.0000"


@dataclass(frozen=True, slots=True)
class Stop:
    """Cells of a project that is stopped where it overruns too far.

    Attributes
    ----------
    stopped, ending
        Whether it is (1), and then the month in which it ends: that of its last investment.
    row
        The row of `ending`, which is written when the investments are.
    recovered, exit_cost
        The share of quotes that comes back, and what stopping costs; None where there is nothing of it.
    """

    stopped: str
    ending: str
    row: int
    recovered: str | None
    exit_cost: str | None

    @property
    def works(self) -> str:
        """What is multiplied with what comes of it only where it is not stopped, with the sign before it."""
        return f"*(1-{self.stopped})"

    def elsewhere(self, sheet: Sheet) -> Stop:
        """Return the same cells for formulas of other sheets."""
        named = sheet.from_elsewhere
        recovered, exit_cost = (each and named(each) for each in (self.recovered, self.exit_cost))
        return Stop(named(self.stopped), named(self.ending), self.row, recovered, exit_cost)


@dataclass(frozen=True, slots=True)
class Timing:
    """Cells of one candidate that its lines refer to.

    Attributes
    ----------
    month, effect
        How rows refer to the number of the month, and to the share of its full effect that it has then.
    go_live, ramp, end, horizon, last
        In months; `last` is the one in which it ends, or the horizon does.
    over
        The moment in which all ends: of the life, or where it is stopped before.
    overrun
        What quotes are multiplied by, with the sign before it; empty without an overrun.
    stop
        None where nothing stops it.
    interfaces
        By line: what the price of one interface is multiplied by.
    """

    month: str
    effect: str
    go_live: str
    ramp: str
    end: str
    horizon: str
    last: str
    over: str
    overrun: str
    stop: Stop | None
    interfaces: Mapping[str, str]

    @property
    def works(self) -> str:
        """What is multiplied with what a stopped project does not do; nothing where nothing stops it."""
        return "" if self.stop is None else self.stop.works


def write_timing(figures: Figures, scenario: Scenario, chosen: CandidateBase, month: str) -> Timing:
    """Write the figures of the candidate as a whole, and how far it works in each month."""
    page, words, candidate, scope = figures.page, figures.words, chosen.candidate, chosen.scope
    go_live = figures.stated(candidate.timing, "go_live_month", scope, "")
    ramp = figures.stated(candidate.timing, "ramp_months", scope, "")
    life = figures.stated(candidate.timing, "life_years", scope, "")
    ends, months = scalar(chosen.flows.record.life.end), len(chosen.flows.project) - 1
    end = page.figure(words.text("workbook.timing.end"), f"{go_live}+12*{life}", ends, figures.month_unit, "0.00")
    horizon = page.fixed(words.text("workbook.timing.horizon"), months, figures.month_unit, WHOLE)
    last_value = -(-min(ends, months) // 1)
    last = page.figure(
        words.text("workbook.timing.last"), f"-INT(-MIN({end},{horizon}))", last_value, figures.month_unit, WHOLE
    )
    overrun, stop, over = "", None, end
    if candidate.overrun is not None:
        name = scope.name_of(candidate.overrun)
        cell = page.figure(words.text("workbook.timing.overrun"), name, scope.value(candidate.overrun), "", PERCENT)
        if candidate.stop_loss is not None:
            cell, stop = _stop(figures, chosen, cell)
            fate = chosen.flows.record.fate
            until = scalar(fate.ending) if fate.stopped.any() else ends
            ends_at = f"IF({stop.stopped}=1,{stop.ending},{end})"
            over = page.figure(words.text("workbook.timing.over"), ends_at, until, figures.month_unit, "0.00")
        overrun = f"*(1+{cell})"
    interfaces = _interfaces(figures, scenario, chosen)
    effect = _effect(page, chosen, month, go_live, ramp, end, "" if stop is None else stop.works)
    return Timing(month, effect, go_live, ramp, end, horizon, last, over, overrun, stop, interfaces)


def write_ending(page: Periods, chosen: CandidateBase, timing: Timing, investments: Iterable[tuple[str, str]]) -> None:
    """Write in which month a stopped project ends, by the cells of what each investment costs and of its month."""
    if timing.stop is None:
        return
    months = [f"({spent}>0)*{month}" for spent, month in investments]
    fate = chosen.flows.record.fate
    value = scalar(fate.ending) if fate.stopped.any() else 0.0
    formula = f"IF({timing.stop.stopped}=1,MAX({','.join(months) or '0'}),0)"
    with page.further_up(timing.stop.row):
        page.figure(
            page.words.text("workbook.timing.ending"), formula, value, page.words.text("workbook.unit.months"), WHOLE
        )


def _stop(figures: Figures, chosen: CandidateBase, drawn: str) -> tuple[str, Stop]:
    """Write whether an overrun stops the project; return what of it is spent, and the stop."""
    page, words, fate = figures.page, figures.words, chosen.flows.record.fate
    limit = figures.stated(chosen.candidate, "stop_loss", chosen.scope, "")
    is_stopped = float(fate.stopped.any())
    stopped = page.figure(words.text("workbook.timing.stopped"), f"IF({drawn}>{limit},1,0)", is_stopped, "", WHOLE)
    spent = scalar(fate.overrun)
    within = page.figure(words.text("workbook.timing.spent"), f"MIN({drawn},{limit})", spent, "", PERCENT)
    row = page.row
    page.row += 1
    failure = chosen.candidate.failure
    recovered, exit_cost = (
        None
        if failure is None or getattr(failure, name) == NOTHING
        else figures.stated(failure, name, chosen.scope, "")
        for name in ("recovered_share", "exit_cost")
    )
    return within, Stop(stopped, page.sheet.cell(row, VALUE), row, recovered, exit_cost)


def _effect(page: Periods, chosen: CandidateBase, month: str, go_live: str, ramp: str, end: str, works: str) -> str:
    """Write how far the candidate works in each month: the average over the month of a straight ramp."""
    words, life = page.words, chosen.flows.record.life
    begins, rises = scalar(life.go_live), scalar(life.ramp_months)
    months = len(chosen.flows.project) - 1
    since = f"({month}-{go_live})"
    risen = page.series(
        words.text("workbook.line.risen"),
        f"IF({ramp}>0,MIN(MAX({since},0),{ramp})^2/(2*{ramp}),0)+MAX({since}-{ramp},0)",
        [_risen(each - begins, rises) for each in range(months + 1)],
        words.text("workbook.unit.months"),
        shown=SHARES,
        added_up=False,
    )
    return page.series(
        words.text("workbook.line.effect"),
        f"({risen}-{before(risen)})*MAX(0,MIN(1,{end}-{month}+1)){works}",
        [scalar(row) * scalar(life.works) for row in effect_course(life, months)],
        shown=SHARES,
        added_up=False,
    )


def _risen(elapsed: float, ramp: float) -> float:
    rising = min(max(elapsed, 0.0), ramp) ** 2 / (2 * ramp) if ramp > SHORTEST_RAMP else 0.0
    return rising + max(elapsed - ramp, 0.0)


def _interfaces(figures: Figures, scenario: Scenario, chosen: CandidateBase) -> dict[str, str]:
    """Write how many interfaces there are, and on open standards, and what that makes of the price of one."""
    found = integration_of(scenario, chosen.candidate)
    if found is None:
        return {}
    page, words = figures.page, figures.words
    counts, standard = {}, []
    for line in chosen.candidate.lines:
        if isinstance(line, Investment) and line.interface is not None:
            label = words.label(line.label) or line.id
            counts[line.id] = figures.stated(line.interface, "count", chosen.scope, label)
            if line.interface.standard is not None:
                standard.append(counts[line.id])
    every, some = "+".join(counts.values()), "+".join(standard) or "0"
    share_value = found.on_open_standards / found.interfaces if found.interfaces > 0 else 0.0
    share = page.figure(
        words.text("workbook.interfaces.share"), f"IF({every}>0,({some})/({every}),0)", share_value, "", PERCENT
    )
    price = shipped(IntegrationRule, INTEGRATION).price
    own_make = page.fixed(words.text("workbook.interfaces.own_make"), price.own_make)
    less = page.fixed(words.text("workbook.interfaces.less"), price.less_on_open_standards)
    factor = page.figure(
        words.text("workbook.interfaces.factor"), f"MAX({own_make}-{less}*{share},0)", found.price_factor
    )
    # Whoever quoted for an interface knew what it connects with; its price has no factor.
    return {line: count if line in found.quoted else f"{count}*{factor}" for line, count in counts.items()}
