"""Random ways of paying that end within the horizon in every future."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.second.generated_figures import FigureBook, Part, one_of

if TYPE_CHECKING:
    import random


def ways_of_paying(
    rng: random.Random, book: FigureBook, lines: list[Part], months: int, latest_draw: int, latest_go_live: float
) -> list[Part]:
    """Return cash and one to three other ways.

    Parameters
    ----------
    latest_draw, latest_go_live
        The last month in which a financeable line can be due, and the candidate can go live.
    """
    if all(line["month"] == "0" for line in lines if line["kind"] == "investment" and line["financeable"]):
        latest_draw = 0
    found: list[Part] = [{"kind": "cash", "id": "cash", "label": ""}]
    for number in range(rng.choice([1, 1, 2, 3])):
        kind = rng.choice(["loan", "loan", "financial_lease", "operational_lease", "rent"])
        if kind == "loan":
            found.append(_loan(rng, book, number, months - latest_draw))
        elif kind == "financial_lease":
            found.append(_financial_lease(rng, book, number, months - latest_draw))
        else:
            found.append(_hire(rng, book, number, kind, lines, months, latest_draw, latest_go_live))
    return found


def _loan(rng: random.Random, book: FigureBook, number: int, longest: int) -> Part:
    months = rng.choice([longest, rng.randint(1, longest), rng.randint(1, longest)])
    return {
        "kind": "loan",
        "id": f"loan_{number}",
        "share": one_of(rng, "1", "0.7", lambda: book.share("loan_share", 0.2, 1.0)),
        "rate": one_of(rng, "0", "0.06", lambda: book.share("loan_rate", 0.0, 0.11)),
        "months": months,
        "repayment": rng.choice(["annuity", "linear"]),
        "grace_months": rng.choice([0, rng.randint(0, months - 1)]),
        "fee": one_of(rng, "0", lambda: book.money("fee", 500)),
    }


def _financial_lease(rng: random.Random, book: FigureBook, number: int, longest: int) -> Part:
    return {
        "kind": "financial_lease",
        "id": f"lease_{number}",
        "down_payment": one_of(rng, "0", lambda: book.share("down_payment", 0.0, 0.5)),
        "rate": one_of(rng, "0", lambda: book.share("lease_rate", 0.0, 0.12)),
        "months": rng.choice([longest, rng.randint(1, longest)]),
        "purchase_option": one_of(rng, "0", lambda: book.share("option", 0.0, 0.4)),
        "fee": one_of(rng, "0", lambda: book.money("fee", 500)),
    }


def _hire(
    rng: random.Random,
    book: FigureBook,
    number: int,
    kind: str,
    lines: list[Part],
    months: int,
    latest_draw: int,
    latest_go_live: float,
) -> Part:
    financeable = [line["id"] for line in lines if line["kind"] == "investment" and line["financeable"]]
    others = [line["id"] for line in lines if line["kind"] == "investment" and not line["financeable"]]
    running_costs = [line["id"] for line in lines if line["kind"] == "running_cost"]
    latest = latest_draw if kind == "operational_lease" else latest_go_live
    start = None
    if rng.random() < 0.4 or latest >= months or (kind == "operational_lease" and not financeable):
        start = book.months("hired_from", 0, latest_draw) if latest_draw > 0 else "0"
        latest = latest_draw
    # Only a hire with a start of its own may name lines that can be due late.
    hired = rng.sample(financeable, rng.randint(0, len(financeable)))
    hired += others if start is not None and rng.random() < 0.5 else []
    covered = running_costs if rng.random() < 0.5 else []
    longest = int(months - latest)
    return {
        "kind": kind,
        "id": f"hire_{number}",
        "replaces": tuple(hired + covered),
        "fee": book.money("hire_fee", rng.choice([150, 1_800])),
        "grows_with": book.growth("hire_growth") if rng.random() < 0.4 else None,
        "start": start,
        "minimum_months": rng.choice([longest, rng.randint(1, longest), rng.randint(1, longest)]),
        "cancellation_fee": one_of(rng, "0", lambda: book.money("cancelling", 3_000)),
    }
