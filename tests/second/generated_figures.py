"""Random figures and the formulas over them, within the bounds that a scenario asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

Quantity = dict[str, Any]
Part = dict[str, Any]


class FigureBook:
    """The figures of one scope (shared, or a candidate's), written down as formulas come to need them.

    Every method that returns text returns a formula; its value keeps to the bounds in its arguments in every future.
    """

    def __init__(self, rng: random.Random, scope: str, shared: tuple[str, ...] = ()) -> None:
        self.rng = rng
        self.scope = scope
        """Begins every stream key; the ids of the shared scope end in it, those of candidates may be the same."""
        self.shared = shared
        """Figures of the shared scope that may be named: each between 0 and about 2."""
        self.inputs: list[dict[str, Any]] = []
        self.derived: list[dict[str, Any]] = []

    def input(self, name: str, quantity: Quantity) -> str:
        """Write down an input and return its id."""
        own = self._id(name, len(self.inputs))
        stream = f"{self.scope}.{own}"
        evidence = {"by": self.rng.choice(["quote", "adviser", "measured", "reference", "guess"])}
        self.inputs.append({"id": own, "label": own, "quantity": quantity, "stream": stream, "evidence": evidence})
        return own

    def derive(self, name: str, formula: str) -> str:
        """Write down a derived figure and return its id."""
        own = self._id(f"{name}_derived", len(self.derived))
        self.derived.append({"id": own, "label": own, "formula": formula})
        return own

    def money(self, name: str, typical: float) -> str:
        """Return a formula of 0 or more, around `typical`."""

        def some(part: float = 1.0) -> str:
            return self.input(name, positive(self.rng, typical * part))

        shapes: list[Callable[[], str]] = [
            lambda: str(typical * self.rng.uniform(0.5, 1.5)),
            some,
            some,
            lambda: f"{some(1 / 40)} * {self.input('hours', positive(self.rng, 40))}",
            lambda: f"({some(0.5)} + {some(0.5)}) / 12 * 12",
            lambda: f"max({some(1.5)} - {some(0.5)}, 0)",
            lambda: f"min({some()}, {some(1.5)}, {some(2)}) ** 1",
            lambda: f"{some()} * (1 - {self.figure('wasted', 0.0, 0.4)})",
            lambda: f"{some()} * {self.input('it_comes', {'kind': 'chance', 'probability': 0.7})}",
            lambda: f"-(-{some()} * 100 / 100) + {self.figure('more', 0.0, 1.0)}",
            lambda: self.derive(name, f"{some(1 / 30)} * {self.input('pieces', positive(self.rng, 30))}"),
        ]
        if self.shared:
            shapes.append(lambda: f"{some()} * {self.rng.choice(self.shared)}")
        if self.derived:
            shapes.append(lambda: f"min({self.rng.choice(self.derived)['id']}, {some()}) + {some(0.5)}")
        return self.rng.choice(shapes)()

    def figure(self, name: str, low: float, high: float) -> str:
        """Return the id of an input between `low` and `high`: the only kind of number inside a longer formula."""
        return self.input(name, bounded(self.rng, low, high))

    def share(self, name: str, low: float, high: float) -> str:
        """Return a formula between `low` and `high`."""
        return str(self.rng.uniform(low, high)) if self.rng.random() < 0.3 else self.figure(name, low, high)

    def chance(self, name: str, highest: float) -> str:
        """Return a formula between 0 and `highest`, sometimes a product."""
        if self.rng.random() < 0.2:
            return f"{self.figure(name, 0.0, highest)} * {self.figure(name, 0.5, 1.0)}"
        return self.share(name, 0.0, highest)

    def months(self, name: str, low: float, high: float) -> str:
        """Return a formula between `low` and `high`, in whole months or parts of them."""
        if self.rng.random() < 0.3:
            return str(self.rng.randint(int(low), max(int(low), int(high))))
        return self.share(name, low, high)

    def growth(self, name: str) -> str:
        """Return a formula between -8 % and 12 %."""
        return self.share(name, self.rng.uniform(-0.08, 0.0), self.rng.uniform(0.01, 0.12))

    def _id(self, name: str, number: int) -> str:
        return f"{name}_{number}_shared" if self.scope == "shared" else f"{name}_{number}"


def positive(rng: random.Random, typical: float) -> Quantity:
    """Return a quantity of 0 or more, around `typical`, of any kind that can be."""
    kinds: list[Quantity] = [
        {"kind": "fixed", "value": typical},
        {"kind": "range", "low": 0.7 * typical, "likely": typical, "high": 1.4 * typical, "lower": 0.0},
        {"kind": "range", "low": 0.9 * typical, "likely": typical, "high": 2 * typical, "coverage": 0.9, "lower": 0.0},
        {"kind": "pert", "minimum": 0.5 * typical, "likely": typical, "maximum": 2 * typical, "shape": 3.0},
        {"kind": "triangular", "minimum": 0.4 * typical, "likely": typical, "maximum": 1.5 * typical},
        {"kind": "uniform", "minimum": 0.2 * typical, "maximum": 1.8 * typical},
        {"kind": "truncated_normal", "average": typical, "deviation": 0.4 * typical, "lower": 0.0},
        {"kind": "lognormal", "average": typical, "deviation": 0.5 * typical},
        {
            "kind": "discrete",
            "values": (0.0, typical, 1.3 * typical, 0.8 * typical),
            "probabilities": (0.1, 0.4, 0.2, 0.3),
        },
        {"kind": "metalog", "p10": 0.6 * typical, "p50": typical, "p90": 1.7 * typical, "lower": 0.0},
        {"kind": "data", "observations": tuple(typical * rng.uniform(0.3, 1.7) for _ in range(rng.randint(1, 9)))},
    ]
    return rng.choice(kinds)


def bounded(rng: random.Random, low: float, high: float) -> Quantity:
    """Return a quantity that never leaves `low` to `high`, of any kind that can be."""
    parts = rng.uniform(0.1, 0.3), rng.uniform(0.3, 0.7), rng.uniform(0.7, 0.9)
    first, middle, last = (low + part * (high - low) for part in parts)
    ends = {"lower": low, "upper": high}
    kinds: list[Quantity] = [
        {"kind": "fixed", "value": middle},
        {"kind": "range", "low": first, "likely": middle, "high": last} | ends,
        {"kind": "range", "low": low, "likely": middle, "high": last} | ends,
        {"kind": "pert", "minimum": low, "likely": middle, "maximum": high},
        {"kind": "triangular", "minimum": low, "likely": middle, "maximum": high},
        {"kind": "uniform", "minimum": low, "maximum": high},
        {"kind": "truncated_normal", "average": middle, "deviation": 0.3 * (high - low)} | ends,
        {"kind": "discrete", "values": (first, last, middle), "probabilities": (0.25, 0.25, 0.5)},
        {"kind": "metalog", "p10": first, "p50": low + 0.5 * (high - low), "p90": last} | ends,
        {"kind": "data", "observations": tuple(rng.uniform(low, high) for _ in range(5))},
    ]
    return rng.choice(kinds)


def overrun(rng: random.Random) -> Quantity:
    """Return by how much quotes are exceeded: with a tail of disasters, or a plain range."""
    body = {"body_low": rng.uniform(-0.3, 0.0), "body_likely": 0.05, "body_high": rng.uniform(0.1, 0.6)}
    tail = {"tail_probability": rng.uniform(0.0, 0.3), "tail_minimum": 0.5, "tail_alpha": 1.3, "cap": 4.0}
    return rng.choice(
        [
            {"kind": "overrun"} | body | tail,
            {"kind": "overrun"} | body | tail,
            {"kind": "range", "low": -0.1, "likely": 0.1, "high": 0.5, "lower": -0.6},
        ]
    )


def one_of(rng: random.Random, *options: str | Callable[[], str] | None) -> str | None:
    """Return one of the formulas; figures are written down only for the one that was chosen."""
    chosen = rng.choice(options)
    return chosen() if callable(chosen) else chosen
