"""Random interfaces among the investments of random candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.second.generated_figures import FigureBook, Part

if TYPE_CHECKING:
    import random

STANDARDS = (None, None, "opc_ua", "mtconnect", "umati", "edi", "peppol", "vda_5050")
SHARED = ("erp_link", "cell_link", "shop_link", "mail_link")


def with_interfaces(rng: random.Random, candidate: Part) -> Part:
    """Return the candidate with some of its investments made interfaces; its other draws stay as they are."""
    book = FigureBook(rng, candidate["id"])
    book.inputs = list(candidate["inputs"])
    free = list(SHARED)
    rng.shuffle(free)
    lines = []
    for line in candidate["lines"]:
        if line["kind"] == "investment" and rng.random() < 0.4:
            interface: Part = {"count": rng.choice(["1", "1", "2", "6", book.input("links", _few(rng))])}
            if standard := rng.choice(STANDARDS):
                interface["standard"] = standard
            if free and rng.random() < 0.6:
                interface["shared_as"] = free.pop()
            lines.append(line | {"interface": interface})
        else:
            lines.append(line)
    return candidate | {"lines": tuple(lines), "inputs": tuple(book.inputs)}


def _few(rng: random.Random) -> Part:
    return rng.choice(
        [
            {"kind": "discrete", "values": (0.0, 3.0, 8.0), "probabilities": (0.2, 0.5, 0.3)},
            {"kind": "discrete", "values": (0.0, 4.0), "probabilities": (0.7, 0.3)},
            {"kind": "uniform", "minimum": 1.0, "maximum": 9.0},
        ]
    )
