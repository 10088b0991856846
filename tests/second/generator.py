"""Random scenarios that hold together and use, between them, everything a scenario can have."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from roitool.scenario.data import regime_ids
from roitool.scenario.scenario import Scenario
from tests.second.generated_candidate import random_candidate
from tests.second.generated_figures import FigureBook, Part, bounded, one_of
from tests.second.generated_interfaces import with_interfaces
from tests.second.generated_rules import fitted

if TYPE_CHECKING:
    from collections.abc import Iterator


def random_scenario(seed: int) -> Scenario:
    """Return a valid scenario; the same one for the same seed."""
    rng = random.Random(seed)  # noqa: S311 - nothing secret hangs on it
    years = rng.choice([1, 2, 3, 4, 5, 6, 8, 10, 12, 15])
    start_year = rng.randint(2024, 2035)
    book = FigureBook(rng, "shared")
    company = _company(rng, book, start_year, years)
    nothing = tuple(_nothing_line(rng, book, number, 12 * years) for number in range(rng.choice([0, 0, 1, 2, 3])))
    shared = (book.figure("capacity_use", 0.4, 1.2), book.derive("spare", f"1 - {book.figure('idle', 0.0, 0.9)}"))
    candidates = [
        random_candidate(rng, FigureBook(rng, name, shared), name, 12 * years, nothing)
        for name in ("first", "second", "third")[: rng.choice([1, 1, 1, 2, 3])]
    ]
    correlations = _correlations(rng, candidates, book.inputs)
    links = random.Random(-1 - seed)  # noqa: S311 - its own, so that everything else stays what it was without them
    candidates = [with_interfaces(links, candidate) for candidate in candidates]
    if not correlations and rng.random() < 0.15:
        candidates.append(candidates[0] | {"id": "copy_of_first"})
    whole = {
        "title": f"Scenario {seed}",
        "start": f"{start_year}-{rng.randint(1, 12):02d}",
        "horizon_years": years,
        "hurdle_rate": rng.choice(
            [0.0, 0.1, rng.uniform(-0.02, 0.25), {"real": rng.uniform(0, 0.12), "inflation": 0.02}]
        ),
        "regime": _regime(rng),
        "seed": rng.randrange(2**63),
        "company": company,
        "inputs": tuple(book.inputs),
        "derived": tuple(book.derived),
        "do_nothing": {"lines": nothing},
        "candidates": tuple(candidates),
        "correlations": correlations,
    }
    return fitted(Scenario.model_validate(whole), seed)


def _regime(rng: random.Random) -> Part:
    """Return a choice of rules; another set of rules beside the others changes nothing else in a scenario."""
    flat = {"id": "flat", "rate": rng.uniform(0.1, 0.35), "vat_rate": rng.choice([0.0, 0.19, 0.21])}
    own = {"loss_carry_forward": False, "depreciation_years": rng.choice([1.0, 2.5, 4.0])}
    # Most of what the rules can do, only the Dutch ones do.
    named = [name for name in regime_ids() if name != "none" for _ in range(3 if name.startswith("nl") else 1)]
    return rng.choice([{"id": "none"}, flat, flat | own, *[{"id": named[int(rng.random() * len(named))]}] * 4])


def _company(rng: random.Random, book: FigureBook, start_year: int, years: int) -> Part:
    """Return a company that is not short of cash on the day of the decision."""
    wages = rng.uniform(10_000, 200_000)
    opening = book.input("opening_cash", bounded(rng, 1.5 * wages, 6 * wages))
    profit = one_of(
        rng,
        lambda: book.money("profit", 12_000),
        lambda: book.money("profit", 180_000),
        lambda: book.input("profit", {"kind": "normal", "average": 20_000.0, "deviation": 80_000.0}),
        lambda: book.input("profit", bounded(rng, -300_000, -20_000)),
        lambda: book.input("profit", bounded(rng, 800_000, 4_000_000)),
    )
    company: Part = {
        "opening_cash": opening,
        "wages_per_month": str(wages),
        "monthly_cash_flow": book.share("cash_flow", -0.03 * wages, 0.15 * wages),
        "taxable_profit_per_year": profit,
    }
    optional = {
        "credit_line": lambda: book.money("credit_line", wages / 2),
        "cash_floor": lambda: str(rng.uniform(0, wages)),
        "cash_flow_growth": lambda: book.growth("cash_growth"),
        "profit_growth": lambda: book.growth("profit_growth"),
        "opening_losses": lambda: book.money("losses", rng.choice([40_000, 3_000_000])),
        "borrowing_rate": lambda: book.share("borrowing_rate", 0.0, 0.12),
        "volatility": lambda: book.money("volatility", 0.2 * wages),
        "stream": lambda: "own_months",
        "debt_service_per_year": lambda: book.money("debt", 0.6 * wages),
        "commitments": lambda: tuple(_commitments(rng, book, wages, 12 * years)),
    }
    company |= {name: make() for name, make in optional.items() if rng.random() < 0.5}
    calendar_years = sorted(rng.sample(range(start_year, start_year + years + 1), rng.randint(0, min(3, years))))
    others = ({"year": year, "amount": book.money("other", rng.choice([20_000, 150_000]))} for year in calendar_years)
    return company | {"other_investments": tuple(others)}


def _commitments(rng: random.Random, book: FigureBook, wages: float, months: int) -> Iterator[Part]:
    """Yield what the company has to pay; what it may have to pay on the first day leaves it its wages."""
    if rng.random() < 0.5:
        at_once = one_of(rng, "0", lambda: book.months("at_once", 0, 2))
        yield {"label": "", "month": at_once, "amount": book.share("paid_at_once", -0.2 * wages, 0.4 * wages)}
    for _ in range(rng.randint(1, 3)):
        amount = book.money("commitment", wages * rng.choice([0.1, 1.0]))
        yield {
            "label": "",
            "month": book.months("due", 1, 1.2 * months),
            "amount": amount if rng.random() < 0.8 else f"-({amount})",
        }


def _nothing_line(rng: random.Random, book: FigureBook, number: int, months: int) -> Part:
    amount = book.money("drift", rng.choice([2_000, 20_000]))
    line: Part = {
        "id": f"drift_{number}",
        "label": "",
        "amount": amount if rng.random() < 0.3 else f"-({amount})",
        "per": rng.choice(["month", "quarter", "year"]),
    }
    optional = {
        "start": lambda: book.months("drift_start", 0, 0.7 * months),
        "end": lambda: book.months("drift_end", 0.3 * months, 1.3 * months),
        "grows_with": lambda: book.growth("drift_growth"),
    }
    return line | {name: make() for name, make in optional.items() if rng.random() < 0.5}


def _correlations(rng: random.Random, candidates: list[Part], shared: list[Part]) -> tuple[Part, ...]:
    """Return pairs without a figure in common, so that any strengths go together."""
    names = [figure["id"] for figure in shared if figure["quantity"]["kind"] != "fixed"]
    for candidate in candidates:
        uncertain = (figure for figure in candidate["inputs"] if figure["quantity"]["kind"] != "fixed")
        names += [f"{candidate['id']}.{figure['id']}" for figure in uncertain]
    rng.shuffle(names)
    count = min(rng.choice([0, 0, 1, 2, 3]), len(names) // 2)
    return tuple(
        {"between": (names[2 * pair], names[2 * pair + 1]), "rank_correlation": rng.uniform(-0.9, 0.9)}
        for pair in range(count)
    )
