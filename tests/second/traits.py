"""What a scenario makes use of, in names that can be counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roitool.scenario.candidate import Candidate, WayOfPaying
    from roitool.scenario.lines import CandidateLine
    from roitool.scenario.scenario import Scenario


def traits(scenario: Scenario) -> Iterator[str]:
    """Yield a name for everything that the scenario makes use of."""
    company, figures = scenario.company, [*scenario.inputs, *(i for c in scenario.candidates for i in c.inputs)]
    yield from (f"quantity {figure.quantity.kind}" for figure in figures)
    yield f"regime {scenario.regime.id}"
    if scenario.regime.id == "flat":
        yield "carry forward" if scenario.regime.loss_carry_forward else "no carry forward"
    else:
        yield from named({"own rate": scenario.regime.rate})
    yield from named(
        {
            "real rate": not isinstance(scenario.hurdle_rate, float),
            "zero rate": scenario.hurdle_rate == 0,
            "horizon of 1 year": scenario.horizon_years == 1,
            "horizon of 15 years": scenario.horizon_years == 15,
            "correlation": scenario.correlations,
            "derived shared": scenario.derived,
            "credit line": company.credit_line != "0",
            "cash floor": company.cash_floor,
            "opening losses": company.opening_losses != "0",
            "other investments": company.other_investments,
            "borrowing rate": company.borrowing_rate,
            "volatility": company.volatility != "0",
            "stream of the company": company.stream != "company",
            "commitment": company.commitments,
            "commitment on the first day": any(due.month == "0" for due in company.commitments),
            "money due to the company": any(due.amount.startswith("-") for due in company.commitments),
            "existing debt service": company.debt_service_per_year != "0",
            "nothing line": scenario.do_nothing.lines,
            "nothing line with dates": any(line.start != "0" and line.end for line in scenario.do_nothing.lines),
            "copied candidate": any(candidate.id == "copy_of_first" for candidate in scenario.candidates),
        }
    )
    for candidate in scenario.candidates:
        yield from _candidate_traits(candidate)
        for line in candidate.lines:
            yield from _line_traits(line, candidate)
        for way in candidate.ways_of_paying:
            yield from _way_traits(way, candidate)


def named(holds: dict[str, object]) -> Iterator[str]:
    """Yield the names of what holds."""
    return (name for name, does in holds.items() if does)


def _candidate_traits(candidate: Candidate) -> Iterator[str]:
    investments = [line for line in candidate.lines if line.kind == "investment"]
    grants = [line for line in candidate.lines if line.kind == "grant"]
    paid_for = [name for grant in grants for name in grant.of]
    yield f"chosen {next(way.kind for way in candidate.ways_of_paying if way.id == candidate.paid_by)}"
    yield from (f"event {event.how_often}" for event in candidate.events)
    yield from named(
        {
            "averts": candidate.averts,
            "overrun": candidate.overrun,
            "stop-loss": candidate.stop_loss,
            "failure": candidate.failure,
            "derived of candidate": candidate.derived,
            "ramp": candidate.timing.ramp_months != "0",
            "two investments in different months": len({line.month for line in investments}) > 1,
            "several grants on one line": len(paid_for) > len(set(paid_for)),
            "two fleets": sum(line.kind == "fleet" for line in candidate.lines) == 2,
            "event that stops": any(event.stops_months != "0" for event in candidate.events),
            "event with index": any(event.grows_with for event in candidate.events),
        }
    )


def _line_traits(line: CandidateLine, candidate: Candidate) -> Iterator[str]:
    yield f"line {line.kind}"
    kinds = {other.id: other.kind for other in candidate.lines}
    match line.kind:
        case "investment" | "one_off":
            yield f"vat {line.vat}"
            yield f"overruns {line.overruns}"
            yield from named({"amount of nothing": line.amount == "0"})
        case "working_capital":
            yield f"working capital of {'some' if line.of else 'all'} revenues"
        case "grant":
            yield f"grant of {'an amount' if line.amount else 'a share'}"
            yield from (f"grant on {kinds[name]}" for name in line.of)
            yield from named(
                {
                    "grant for nothing in particular": not line.of,
                    "grant with cap": line.cap,
                    "grant of the whole cost": line.share == "1",
                    "grant repaid": line.repaid_on_failure != "0",
                    "sure grant": line.chance == "1",
                }
            )
        case "fleet":
            fields = type(line).model_fields
            optional = [name for name in fields if not fields[name].is_required()]
            yield from (f"fleet {name}" for name in optional if getattr(line, name) != fields[name].default)
        case _:
            yield f"per {line.per}"
            yield from named({"line with index": line.grows_with})
    if line.kind == "investment":
        yield f"sort {line.category}"
        yield from named(
            {
                "residual": line.residual_share != "0",
                "fiscal life": line.fiscal_life_years,
                "declining balance": line.declining_rate,
                "no deduction": not line.deductible,
                "no finance": not line.financeable,
                "interface": line.interface,
            }
        )
        if line.interface is not None:
            yield f"interface on {line.interface.standard or 'no standard'}"
            yield from named(
                {"shared interface": line.interface.shared_as, "several interfaces": line.interface.count != "1"}
            )
    if line.kind == "running_cost":
        yield f"paid {line.paid}"
        yield from named({"own start": line.start})
    if getattr(line, "own_time", False):
        yield f"own time of {line.kind}"


def _way_traits(way: WayOfPaying, candidate: Candidate) -> Iterator[str]:
    yield f"way {way.kind}"
    kinds = {line.id: line.kind for line in candidate.lines}
    granted = {name for line in candidate.lines if line.kind == "grant" for name in line.of}
    if way.kind == "loan":
        yield f"loan {way.repayment}"
        yield from named({"loan with grace": way.grace_months, "loan with fee": way.fee != "0"})
    if way.kind == "financial_lease":
        yield from named(
            {
                "lease with down payment": way.down_payment != "0",
                "lease with option": way.purchase_option != "0",
                "lease with fee": way.fee != "0",
            }
        )
    if way.kind in {"operational_lease", "rent"}:
        yield from (f"{way.kind} in place of {kinds[name]}" for name in way.replaces)
        replaced = {name for name in way.replaces if kinds[name] == "investment"} or {
            line.id for line in candidate.lines if line.kind == "investment" and line.financeable
        }
        yield from named(
            {
                f"{way.kind} in place of all": not way.replaces,
                f"{way.kind} with index": way.grows_with,
                f"{way.kind} with own start": way.start,
                f"{way.kind} with cancellation fee": way.cancellation_fee != "0",
                f"grant on a line under {way.kind}": granted & replaced,
            }
        )
