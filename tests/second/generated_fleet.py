"""A random fleet under contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.second.generated_figures import FigureBook, Part, bounded, one_of

if TYPE_CHECKING:
    import random


def fleet(rng: random.Random, book: FigureBook, own: str, months: int) -> Part:
    """Return a fleet whose contracts end within the horizon, or after it."""
    line: Part = {
        "kind": "fleet",
        "id": own,
        "label": "",
        "placed": book.money("placed", rng.choice([5, 60])),
        "contract_months": one_of(
            rng,
            "12",
            lambda: book.months("contract", 12, max(18, 0.5 * months)),
            lambda: book.months("contract", 12, max(18, 0.5 * months)),
            lambda: book.months("contract", max(12, months - 2), months + 12),
        ),
        "build_cost": book.money("build_cost", 1_500),
        "fee": book.money("unit_fee", 90),
    }
    optional = {
        "placed_grows_with": lambda: book.growth("placed_growth"),
        "build_cost_grows_with": lambda: book.growth("build_growth"),
        "fee_grows_with": lambda: book.growth("fee_growth"),
        "costs_grow_with": lambda: book.growth("upkeep_growth"),
        "service": lambda: book.money("service", 12),
        "connectivity": lambda: book.money("connectivity", 4),
        "acquisition": lambda: book.money("acquisition", 250),
        "lost_margin": lambda: one_of(rng, "-50", lambda: book.money("lost_margin", 700)),
        "replaces_share": lambda: book.share("replacing", 0.0, 0.6),
        "churn_per_year": lambda: one_of(rng, "1", *[lambda: book.share("churn", 0.0, 0.4)] * 4),
        "default_share": lambda: book.share("defaulting", 0.0, 1.0),
        "recovered_share": lambda: book.share("got_back", 0.0, 1.0),
        "renewed_share": lambda: one_of(rng, "1", lambda: book.share("renewed", 0.0, 0.9)),
        "refurbishment": lambda: book.money("refurbishment", 120),
        "second_life": lambda: book.money("second_life", 500),
        "uptime": lambda: _uptime(rng, book),
    }
    return line | {name: make() for name, make in optional.items() if rng.random() < 0.65}


def _uptime(rng: random.Random, book: FigureBook) -> Part:
    return {
        "guaranteed": book.share("guaranteed", 95, 99.5),
        "achieved": one_of(rng, "99.9", lambda: book.share("achieved", 90, 99.9)),
        "spread": one_of(rng, "0", lambda: book.input("spread", bounded(rng, 0.2, 4.0))),
        "per_point": book.share("per_point", 0.01, 0.12),
        "cap": one_of(rng, "1", lambda: book.share("penalty_cap", 0.02, 0.3)),
    }
