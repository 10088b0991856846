"""What happened in a future of the second implementation, in names that can be counted."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tests.second.traits import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roitool.scenario.candidate import Candidate
    from tests.second.fleet import FleetCourse
    from tests.second.model import OneFuture
    from tests.second.one_future import PaidThisWay


def outcomes(candidate: Candidate, one: OneFuture) -> Iterator[str]:
    """Yield a name for everything that happened in the future."""
    months, ways = one.timeline.months, one.paid.values()
    effect = any(any(flow) for name, flow in one.lines.items() if name.startswith(("saving", "revenue")))
    selling = [month for month, amount in enumerate(one.lines["residual"]) if amount]
    yield f"irr {one.irr.status}"
    yield "never paid back" if math.isinf(one.payback) else "paid back"
    yield from named(
        {
            "ended within the horizon": one.failed and one.ending_month <= months,
            "ended beyond the horizon": one.failed and one.ending_month > months,
            "live only beyond the horizon": one.ending_month is None
            and not effect
            and not any(one.depreciation_by_year),
            "life ends within the horizon": selling and selling[0] < months,
            "closed at the horizon": selling and selling[-1] == months,
            "event": any(any(flow) for name, flow in one.lines.items() if name.startswith("mishap")),
            "deduction won": max(one.deduction_by_year) > 0,
            "deduction lost": min(one.deduction_by_year) < 0,
            "loss without tax": any(r < 0 and t == 0 for r, t in zip(one.result_by_year, one.tax_by_year, strict=True)),
            "tax paid": sum(one.tax_by_year) > 0,
            "vat": any(one.vat),
            "dips": one.dips > 0,
            "only by selling": one.only_by_selling,
            "short without": one.first_short_month_without < math.inf,
            "short by the candidate": any(p.first_short_month < one.first_short_month_without for p in ways),
            "a window longer than three years": one.window > 36,
            "chance in the own cash flow": len({round(amount) for amount in one.own_cash}) > months / 2,
        }
    )
    yield from _endings(candidate, one)
    yield from _money_given(candidate, one)
    for name, fleet in one.fleets.items():
        yield from _fleets(fleet, one, next(line for line in candidate.lines if line.id == name).contract_months)
    for way in candidate.ways_of_paying:
        yield from _ways(way.kind, one.paid[way.id], one)


def _endings(candidate: Candidate, one: OneFuture) -> Iterator[str]:
    """Yield what belongs together where a project ends early."""
    if one.ending_month is None:
        return
    rented = any(way.kind == "rent" for way in candidate.ways_of_paying)
    starting = [
        line.id for line in candidate.lines if line.kind == "running_cost" and line.start and line.paid != "evenly"
    ]
    yield from named(
        {
            "stopped": one.stopped,
            "stopped, with a cost of ending": one.stopped and any(one.lines["exit"]),
            "stopped, though it can fail": one.stopped and candidate.failure,
            "stopped, though nothing is said of failure": one.stopped and not candidate.failure,
            "stopped under rent": one.stopped and rented,
            "stopped with a grant": one.stopped and one.grants,
            "stopped with a fleet": one.stopped and one.fleets,
            "failed under rent": one.failed and rented,
            "failed with a grant": one.failed and one.grants,
            "failed with a fleet": one.failed and one.fleets,
            "grant repaid": any(granted.repaid for granted in one.grants.values()),
            "failed before a grant": one.failed and _would_come_later(candidate, one),
            "ended with a cost in advance of its own": any(any(one.lines[name]) for name in starting),
        }
    )


def _would_come_later(candidate: Candidate, one: OneFuture) -> bool:
    sure = [line.id for line in candidate.lines if line.kind == "grant" and line.chance == "1"]
    return bool(set(sure) - one.grants.keys())


def _money_given(candidate: Candidate, one: OneFuture) -> Iterator[str]:
    """Yield what is tied up, granted, depreciated and taken back."""
    stock = [one.lines[line.id] for line in candidate.lines if line.kind == "working_capital"]
    declining = any(line.kind == "investment" and line.declining_rate for line in candidate.lines)
    kinds = {line.id: line.kind for line in candidate.lines}
    of_grants = [(kinds[name], part) for granted in one.grants.values() for name, part in granted.parts.items()]
    paid_for = [name for granted in one.grants.values() for name, part in granted.parts.items() if part > 0]
    months = one.timeline.months
    yield from named(
        {
            "working capital": any(any(flow) for flow in stock),
            "working capital comes back at the horizon": any(flow[-1] > 0 for flow in stock),
            "working capital comes back before": any(any(flow) and flow[-1] == 0 for flow in stock),
            "paid back by working capital alone": one.only_by_selling and not any(one.lines["residual"]),
            "declining balance": declining and any(one.depreciation_by_year),
            "declining balance cut short": declining and any(amount > 0 for amount in one.write_off_by_year),
            "depreciation that adds up below nought": sum(one.depreciation_by_year) < 0,
            "grant lowers what is capitalised": any(kind == "investment" and part > 0 for kind, part in of_grants),
            "grant is income": any(g.amount - g.for_investments > 1 for g in one.grants.values()),
            "grant pays all of its lines": any(
                g.parts and g.amount > 0 and sum(g.parts.values()) == g.amount for g in one.grants.values()
            ),
            "two grants pay one line": len(paid_for) > len(set(paid_for)),
            "grant paid at the horizon": any(g.amount and g.month >= months - 3 for g in one.grants.values()),
            "added back after a sale": one.ending_month is None and sum(one.added_back_by_year) > 0,
            "added back after an early end": one.ending_month is not None and sum(one.added_back_by_year) > 0,
            "added back in a later year": any(one.added_back_by_year[1:]),
        }
    )


def _fleets(fleet: FleetCourse, one: OneFuture, contract: str) -> Iterator[str]:
    ended = one.ending_month is not None
    yield from named(
        {
            "fleet in the field": fleet.most_in_field > 0,
            "fleet of less than one": 0 < fleet.most_in_field < 1,
            "fleet never placed": not ended and fleet.most_in_field == 0,
            "contracts renewed": any(fleet.renewed),
            "units returned": any(amount > 1e-9 for amount in fleet.returned),
            "contracts end within the horizon": any(
                after < before for before, after in zip(fleet.in_field, fleet.in_field[1:], strict=False)
            ),
            "nothing returned within the horizon": not ended and not any(fleet.returned),
            "fleet at the horizon": fleet.final_value[-1] > 0,
            "fleet over before the horizon": fleet.most_in_field > 1 and fleet.in_field[-1] < 1e-6,
            "fleet earns itself back": 0 < fleet.back_at_nought < math.inf,
            "fleet never earns itself back": fleet.back_at_nought == math.inf,
            "contract worth more than its acquisition": fleet.contract_value > fleet.acquisition > 0,
            "contract worth nothing": fleet.contract_value < 0,
            "units written off": any(amount > 1 for amount in fleet.write_off),
        }
    )


def _ways(kind: str, paid: PaidThisWay, one: OneFuture) -> Iterator[str]:
    months = one.timeline.months
    yield from named(
        {
            f"{kind} worth more than cash": paid.advantage > 0,
            f"{kind} worth less than cash": paid.advantage < 0,
            f"{kind} covers its service": 1.2 <= paid.worst_dscr < math.inf,
            f"{kind} does not cover its service": paid.worst_dscr < 1.2,
            f"{kind} without a whole year": paid.worst_dscr == math.inf and any(paid.debt_service),
            f"{kind} runs to the horizon": months in {paid.loan.ends, paid.hire.bound_until},
            f"{kind} cancelled": any(paid.hire.cancellation),
            f"{kind} overrun": any(sum(paid.lines[n]) < -1 for n in paid.hire.investments),
            f"{kind} forgoes a resale": sum(one.lines["residual"]) > sum(paid.lines["residual"]),
            f"{kind} forgoes what is recovered": sum(one.lines["recovered"]) > sum(paid.lines["recovered"]),
            f"{kind} forgoes a grant": any(sum(paid.lines[n]) < sum(one.lines[n]) - 1 for n in one.grants),
            f"{kind} forgoes a deduction": sum(paid.deduction_by_year) < sum(one.deduction_by_year) - 1,
            f"{kind} outlives a failure": one.failed
            and any(flow for flow in paid.debt_service[min(months, one.ending_month) + 1 :]),
        }
    )
