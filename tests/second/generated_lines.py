"""Random lines of a candidate: what is spent at once, runs on, is tied up or granted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.second.generated_figures import FigureBook, Part, one_of

if TYPE_CHECKING:
    import random


def lump(
    rng: random.Random, book: FigureBook, own: str, kind: str, go_live: str, months: int, latest_draw: int | None
) -> Part:
    line: Part = {
        "kind": kind,
        "id": own,
        "label": "",
        "amount": one_of(rng, *["0"] * (rng.random() < 0.1), lambda: _price(rng, book), lambda: _price(rng, book)),
        "month": one_of(
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
        "residual_share": one_of(rng, "0", lambda: book.share("residual", 0.0, 0.5)),
        "fiscal_life_years": rng.choice([None, rng.uniform(5, 12), 8.0]),
        "declining_rate": rng.choice([None, None, rng.uniform(0.05, 0.6), 0.25]),
    }
    if line["financeable"] and latest_draw is not None:
        line["month"] = one_of(rng, "0", lambda: book.months("draw", 0, latest_draw))
    return line


def _price(rng: random.Random, book: FigureBook) -> str:
    return book.money("price", rng.choice([400, 8_000, 60_000, 250_000]))


def running(rng: random.Random, book: FigureBook, own: str, kind: str, months: int) -> Part:
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
        line["paid"] = rng.choice(["evenly", "in_advance"])
        line["start"] = one_of(rng, None, "0", lambda: book.months("start", 0, months / 2))
    elif rng.random() < 0.15:
        swinging = {"kind": "normal", "average": float(typical), "deviation": typical / 2}
        line |= {"amount": book.input("swinging", swinging), "per": "year"}
    return line


def working_capital(rng: random.Random, book: FigureBook, own: str, lines: list[Part]) -> Part:
    """Return a line that follows some of the revenues among `lines`, or all of them."""
    revenues = [line["id"] for line in lines if line["kind"] == "revenue"]
    named = rng.sample(revenues, rng.randint(0, len(revenues)))
    share = one_of(rng, "0.25", lambda: book.share("tied_up", 0.0, 0.6), lambda: book.share("tied_up", 0.3, 0.9))
    return {"kind": "working_capital", "id": own, "label": "", "share": share, "of": tuple(named)}


def grant(rng: random.Random, book: FigureBook, own: str, lines: list[Part], stream: str, months: int) -> Part:
    """Return a grant on some of the `lines`, or on none in particular."""
    payable = [line["id"] for line in lines if line["kind"] in {"investment", "one_off"}]
    named = rng.sample(payable, rng.randint(0, min(4, len(payable)))) if rng.random() < 0.9 else []
    line: Part = {
        "kind": "grant",
        "id": own,
        "label": "",
        "of": tuple(named),
        "month": one_of(
            rng,
            "0",
            lambda: book.months("granted", 0, 0.5 * months),
            lambda: book.months("granted", 0, 0.5 * months),
            lambda: book.months("granted", months - 3, months + 5),
        ),
        "chance": one_of(rng, "1", lambda: book.chance("granting", 1.0), lambda: book.share("granting", 0.4, 1.0)),
        "repaid_on_failure": one_of(rng, "0", "1", lambda: book.share("repaid", 0.0, 1.0)),
        "stream": stream,
    }
    if not named or rng.random() < 0.4:
        return line | {"amount": book.money("subsidy", rng.choice([1_500, 25_000]))}
    line["share"] = one_of(
        rng, "1", lambda: book.share("subsidised", 0.0, 0.7), lambda: book.share("subsidised", 0.1, 0.5)
    )
    return line | ({"cap": book.money("cap", rng.choice([2_000, 30_000]))} if rng.random() < 0.5 else {})
