"""A random candidate: its lines, when it works, what can go wrong, who pays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.second.generated_figures import FigureBook, Part, one_of, overrun
from tests.second.generated_fleet import fleet
from tests.second.generated_lines import grant, lump, running, working_capital
from tests.second.generated_ways import ways_of_paying

if TYPE_CHECKING:
    import random


def random_candidate(rng: random.Random, book: FigureBook, own: str, months: int, nothing: tuple[Part, ...]) -> Part:
    """Return a candidate of the id `own` that averts some lines of doing `nothing`."""
    latest_draw = min(6, months // 2)
    financed = rng.random() < 0.75
    go_live, latest_go_live = _go_live(rng, book, months)
    lines = _lines(rng, book, own, go_live, months, latest_draw if financed else None)
    ways = [{"kind": "cash", "id": "cash"}]
    if financed:
        ways = ways_of_paying(rng, book, lines, months, latest_draw, latest_go_live)
    candidate: Part = {
        "id": own,
        "title": "",
        "lines": tuple(lines),
        "timing": {
            "go_live_month": go_live,
            "ramp_months": one_of(rng, "0", lambda: book.months("ramp", 0, 18)),
            "life_years": one_of(
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
        if rng.random() < 0.4:
            candidate["stop_loss"] = one_of(rng, "0.1", lambda: book.share("stop_loss", 0.0, 0.4))
    if rng.random() < 0.6:
        candidate["failure"] = _failure(rng, book, own, months)
    return candidate | {"inputs": tuple(book.inputs), "derived": tuple(book.derived)}


def _lines(
    rng: random.Random, book: FigureBook, own: str, go_live: str, months: int, latest_draw: int | None
) -> list[Part]:
    kinds = ["investment", *rng.choices(["investment", "one_off", "running_cost", "saving", "revenue"], k=5), "saving"]
    lines = [
        lump(rng, book, f"{kind}_{number}", kind, go_live, months, latest_draw)
        if kind in {"investment", "one_off"}
        else running(rng, book, f"{kind}_{number}", kind, months)
        for number, kind in enumerate(kinds)
        if number > 0 or rng.random() < 0.95
    ]
    more = [working_capital(rng, book, f"tied_up_{number}", lines) for number in range(rng.choice([0, 0, 1, 1, 2]))]
    more += [
        grant(rng, book, f"subsidy_{number}", lines, f"{own}.subsidy_{number}", months)
        for number in range(rng.choice([0, 0, 1, 2, 3]))
    ]
    more += [fleet(rng, book, f"fleet_{number}", months) for number in range(rng.choice([0, 0, 0, 1, 1, 2]))]
    lines += more
    rng.shuffle(lines)
    return lines


def _go_live(rng: random.Random, book: FigureBook, months: int) -> tuple[str, float]:
    """Return the formula of go-live, and the latest that it can be."""
    draw = rng.random()
    if draw < 0.1:
        return "0", 0
    if draw < 0.2:
        return book.figure("go_live", 0.6 * months, 1.4 * months), 1.4 * months
    if draw < 0.4:
        return book.derive("go_live", f"{book.figure('delivery', 1, 5)} + {book.figure('installing', 0, 3)}"), 8
    return book.figure("go_live", 1, 12), 12


def _failure(rng: random.Random, book: FigureBook, own: str, months: int) -> Part:
    return {
        "chance": book.chance("failing", rng.choice([0.2, 0.9])),
        "found_out_month": one_of(
            rng,
            "12",
            lambda: book.months("found_out", 0, 0.5 * months),
            lambda: book.months("found_out", 0.5 * months, 1.5 * months),
        ),
        "recovered_share": one_of(rng, "0", lambda: book.share("recovered", 0.0, 0.6)),
        "exit_cost": one_of(rng, "0", lambda: book.money("exit_cost", 6_000)),
        "stream": f"{own}.failure",
    }


def _event(rng: random.Random, book: FigureBook, own: str, number: int) -> Part:
    event: Part = {
        "id": f"mishap_{number}",
        "label": "",
        "chance": book.chance("mishap", rng.choice([0.3, 1.0])),
        "how_often": rng.choice(["once", "yearly"]),
        "cost": book.money("damage", rng.choice([500, 20_000])),
        "stops_months": one_of(rng, "0", lambda: book.months("standstill", 0, 5)),
        "stream": f"{own}.mishap_{number}",
    }
    return event | ({"grows_with": book.growth("damage_growth")} if rng.random() < 0.5 else {})
