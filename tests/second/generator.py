"""Random scenarios that hold together and use, between them, everything a scenario can have."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from roitool.scenario.scenario import Scenario
from tests.second.generated_figures import FigureBook, bounded, overrun

Part = dict[str, Any]


def random_scenario(seed: int) -> Scenario:
    """Return a valid scenario; the same one for the same seed."""
    rng = random.Random(seed)  # noqa: S311 - nothing secret hangs on it
    years = rng.choice([1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20])
    start_year = rng.randint(2026, 2035)
    book = FigureBook(rng, "shared")
    company = _company(rng, book, start_year, years)
    nothing = tuple(_nothing_line(rng, book, number, 12 * years) for number in range(rng.choice([0, 0, 1, 2, 3])))
    shared = (book.figure("capacity_use", 0.4, 1.2), book.derive("spare", f"1 - {book.figure('idle', 0.0, 0.9)}"))
    candidates = [
        _candidate(rng, FigureBook(rng, name, shared), name, 12 * years, nothing)
        for name in ("first", "second", "third")[: rng.choice([1, 1, 1, 2, 3])]
    ]
    correlations = _correlations(rng, candidates, book.inputs)
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
    return Scenario.model_validate(whole)


def _regime(rng: random.Random) -> Part:
    flat = {"id": "flat", "rate": rng.uniform(0.1, 0.35), "vat_rate": rng.choice([0.0, 0.19, 0.21])}
    return rng.choice(
        [
            {"id": "none"},
            flat,
            flat | {"loss_carry_forward": False, "depreciation_years": rng.choice([1.0, 2.5, 4.0])},
            {"id": "nl-2026"},
            {"id": "nl-2026"},
        ]
    )


def _company(rng: random.Random, book: FigureBook, start_year: int, years: int) -> Part:
    """Return a company that is not short of cash on the day of the decision."""
    wages = rng.uniform(10_000, 200_000)
    opening = book.input("opening_cash", bounded(rng, wages, 6 * wages))
    profit = _one_of(
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
    }
    company |= {name: make() for name, make in optional.items() if rng.random() < 0.5}
    calendar_years = sorted(rng.sample(range(start_year, start_year + years + 1), rng.randint(0, min(3, years))))
    others = ({"year": year, "amount": book.money("other", rng.choice([20_000, 150_000]))} for year in calendar_years)
    return company | {"other_investments": tuple(others)}


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


def _candidate(rng: random.Random, book: FigureBook, own: str, months: int, nothing: tuple[Part, ...]) -> Part:
    latest_draw = min(6, months // 2)
    go_live = _go_live(rng, book, months)
    with_loan = rng.random() < 0.65
    kinds = ["investment", *rng.choices(["investment", "one_off", "running_cost", "saving", "revenue"], k=5), "saving"]
    lines = [
        _lump(rng, book, f"{kind}_{number}", kind, go_live, months, latest_draw if with_loan else None)
        if kind in {"investment", "one_off"}
        else _running(rng, book, f"{kind}_{number}", kind, months)
        for number, kind in enumerate(kinds)
        if number > 0 or rng.random() < 0.95
    ]
    rng.shuffle(lines)
    ways = [{"kind": "cash", "id": "cash"}]
    if with_loan:
        ways += [_loan(rng, book, number, months - latest_draw) for number in range(rng.randint(1, 2))]
    candidate: Part = {
        "id": own,
        "title": "",
        "lines": tuple(lines),
        "timing": {
            "go_live_month": go_live,
            "ramp_months": _one_of(rng, "0", lambda: book.months("ramp", 0, 18)),
            "life_years": _one_of(
                rng, "5", lambda: book.share("life", 0.4, 4), lambda: book.share("life", months / 24, months / 8)
            ),
        },
        "events": tuple(_event(rng, book, own, number) for number in range(rng.choice([0, 1, 1, 2, 3]))),
        "averts": tuple(
            {"line": line["id"], "share": book.share("averted", 0.0, 1.0)} for line in nothing if rng.random() < 0.7
        ),
        "ways_of_paying": tuple(ways),
        "paid_by": rng.choice(ways)["id"],
    }
    if rng.random() < 0.6:
        candidate["overrun"] = book.input("overrun", overrun(rng))
    if rng.random() < 0.6:
        candidate["failure"] = _failure(rng, book, own, months)
    return candidate | {"inputs": tuple(book.inputs), "derived": tuple(book.derived)}


def _go_live(rng: random.Random, book: FigureBook, months: int) -> str:
    draw = rng.random()
    if draw < 0.1:
        return "0"
    if draw < 0.2:
        return book.figure("go_live", 0.6 * months, 1.4 * months)
    if draw < 0.4:
        return book.derive("go_live", f"{book.figure('delivery', 1, 5)} + {book.figure('installing', 0, 3)}")
    return book.figure("go_live", 1, 12)


def _lump(
    rng: random.Random, book: FigureBook, own: str, kind: str, go_live: str, months: int, latest_draw: int | None
) -> Part:
    line: Part = {
        "kind": kind,
        "id": own,
        "label": "",
        "amount": book.money("price", rng.choice([400, 8_000, 60_000, 250_000])),
        "month": _one_of(
            rng,
            "0",
            "0",
            go_live,
            f"max({go_live} - 1, 0)",
            f"{go_live} + 12",
            lambda: book.months("payment", 0, months / 2),
            lambda: book.months("payment", months - 2, months + 4),
        ),
        "vat": rng.random() < 0.7,
        "overruns": rng.random() < 0.7,
    }
    if kind == "one_off":
        return line | {"own_time": rng.random() < 0.4}
    line |= {
        "deductible": rng.random() < 0.7,
        "financeable": rng.random() < 0.7,
        "residual_share": _one_of(rng, "0", lambda: book.share("residual", 0.0, 0.4)),
        "fiscal_life_years": rng.choice([None, rng.uniform(5, 12), 8.0]),
    }
    if line["financeable"] and latest_draw is not None:
        line["month"] = _one_of(rng, "0", lambda: book.months("draw", 0, latest_draw))
    return line


def _running(rng: random.Random, book: FigureBook, own: str, kind: str, months: int) -> Part:
    typical = rng.choice([3_000, 20_000, 60_000])
    per = rng.choice(["month", "quarter", "year"])
    line: Part = {
        "kind": kind,
        "id": own,
        "label": "",
        "amount": book.money(kind, typical / {"month": 12, "quarter": 4, "year": 1}[per]),
        "per": per,
    }
    if rng.random() < 0.5:
        line["grows_with"] = book.growth("price_growth")
    if kind == "running_cost":
        line["own_time"] = rng.random() < 0.3
        line["start"] = _one_of(rng, None, "0", lambda: book.months("start", 0, months / 2))
    elif rng.random() < 0.15:
        swinging = {"kind": "normal", "average": float(typical), "deviation": typical / 2}
        line |= {"amount": book.input("swinging", swinging), "per": "year"}
    return line


def _loan(rng: random.Random, book: FigureBook, number: int, longest: int) -> Part:
    months = rng.randint(1, longest)
    return {
        "kind": "loan",
        "id": f"loan_{number}",
        "share": _one_of(rng, "1", "0.7", lambda: book.share("loan_share", 0.2, 1.0)),
        "rate": _one_of(rng, "0", "0.06", lambda: book.share("loan_rate", 0.0, 0.11)),
        "months": months,
        "repayment": rng.choice(["annuity", "linear"]),
        "grace_months": rng.choice([0, rng.randint(0, months - 1)]),
        "fee": _one_of(rng, "0", lambda: book.money("fee", 500)),
    }


def _failure(rng: random.Random, book: FigureBook, own: str, months: int) -> Part:
    return {
        "chance": book.chance("failing", rng.choice([0.2, 0.9])),
        "found_out_month": _one_of(
            rng,
            "12",
            lambda: book.months("found_out", 0, 0.5 * months),
            lambda: book.months("found_out", 0.5 * months, 1.5 * months),
        ),
        "recovered_share": _one_of(rng, "0", lambda: book.share("recovered", 0.0, 0.6)),
        "exit_cost": _one_of(rng, "0", lambda: book.money("exit_cost", 6_000)),
        "stream": f"{own}.failure",
    }


def _event(rng: random.Random, book: FigureBook, own: str, number: int) -> Part:
    event: Part = {
        "id": f"mishap_{number}",
        "label": "",
        "chance": book.chance("mishap", rng.choice([0.3, 1.0])),
        "how_often": rng.choice(["once", "yearly"]),
        "cost": book.money("damage", rng.choice([500, 20_000])),
        "stops_months": _one_of(rng, "0", lambda: book.months("standstill", 0, 5)),
        "stream": f"{own}.mishap_{number}",
    }
    return event | ({"grows_with": book.growth("damage_growth")} if rng.random() < 0.5 else {})


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


def _one_of(rng: random.Random, *options: str | Callable[[], str] | None) -> str | None:
    """Return one of the formulas; figures are written down only for the one that was chosen."""
    chosen = rng.choice(options)
    return chosen() if callable(chosen) else chosen
