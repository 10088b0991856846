"""The futures: every input's value and every risk's uniform number, a chunk of futures at a time."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from roitool.sampling.correlation import groups_of
from roitool.sampling.remembered import Columns, Remembered
from roitool.sampling.streams import BLOCK, CHUNK_BLOCKS, plain_uniforms, uniforms
from roitool.sampling.tables import Quantile, sampler, standard_normal
from roitool.scenario.formula import Column
from roitool.scenario.inputs import Input
from roitool.scenario.integration import overrun_of
from roitool.scenario.quantities import BaseQuantity, Fixed, Overrun
from roitool.scenario.scenario import Scenario

REMEMBERED_CHUNKS = 2
"""Of so many first chunks drawn numbers are remembered: all of a usual run, and little of a large one."""


class Futures(Protocol):
    """Where the cash flow gets its figures from: many drawn futures, or the one future of the base case."""

    count: int

    def values(self, inputs: Iterable[Input]) -> dict[str, Column]:
        """Return the value of each input by id: a float where it is the same in every future, else (count,)."""

    def uniform(self, key: str) -> NDArray[np.float64]:
        """Return the uniform numbers of a stream, shape (count,)."""

    def normal(self, key: str) -> NDArray[np.float64]:
        """Return standard normal numbers of a stream, drawn without strata, shape (count,)."""


class Sampling:
    """How a scenario's futures are drawn; made once, used for every chunk.

    Parameters
    ----------
    remembered
        What was drawn before, for a scenario that is calculated again and again; left out, nothing is kept.
    """

    def __init__(self, scenario: Scenario, remembered: Remembered | None = None) -> None:
        self.seed = scenario.seed
        self.remembered = remembered
        groups, _ = groups_of(scenario)
        self.group_of = {key: group for group in groups for key in group.keys}
        every_input = (*scenario.inputs, *(figure for candidate in scenario.candidates for figure in candidate.inputs))
        overruns = (overrun_of(scenario, candidate) for candidate in scenario.candidates)
        as_drawn = (*every_input, *(figure for figure in overruns if figure is not None))
        uncertain = {figure.quantity for figure in as_drawn if not isinstance(figure.quantity, Fixed)}
        self.sampler_of: dict[BaseQuantity, Quantile] = {quantity: sampler(quantity) for quantity in uncertain}

    def chunk(self, number: int, blocks: int = CHUNK_BLOCKS) -> DrawnFutures:
        """Return the futures of one chunk, `blocks` blocks of 1 024."""
        return DrawnFutures(self, number, blocks)


class DrawnFutures:
    """One chunk of drawn futures; streams are drawn when first asked for, and kept."""

    def __init__(self, sampling: Sampling, number: int, blocks: int) -> None:
        self.count = blocks * BLOCK
        self._sampling = sampling
        self._number = number
        self._blocks = blocks
        self._uniforms: dict[str, NDArray[np.float64]] = {}
        self._values: dict[tuple[BaseQuantity, str], Column] = {}

    def values(self, inputs: Iterable[Input]) -> dict[str, Column]:
        """Return the value of each input by id."""
        return {figure.id: self._value(figure) for figure in inputs}

    def uniform(self, key: str) -> NDArray[np.float64]:
        """Return the uniform numbers of a stream, correlated where the scenario says so."""
        if key not in self._uniforms:
            group = self._sampling.group_of.get(key)
            keys = group.keys if group else (key,)

            def draw() -> Columns:
                drawn = [uniforms(self._sampling.seed, each, self._number, self._blocks) for each in keys]
                return tuple(group.correlated(drawn) if group else drawn)

            self._uniforms.update(zip(keys, self._known(self._stream(key), draw), strict=True))
        return self._uniforms[key]

    def normal(self, key: str) -> NDArray[np.float64]:
        """Return standard normal numbers of a stream; not kept here, for there may be one for each month."""

        def draw() -> Columns:
            return (standard_normal(plain_uniforms(self._sampling.seed, key, self._number, self._blocks)),)

        (numbers,) = self._known(("normal", key), draw)
        return numbers

    def _value(self, figure: Input) -> Column:
        if isinstance(figure.quantity, Fixed):
            return figure.quantity.value
        drawn = figure.quantity, figure.stream
        if drawn not in self._values:
            quantile = self._sampling.sampler_of[figure.quantity]
            key = figure.quantity, figure.stream, self._stream(figure.stream)
            (self._values[drawn],) = self._known(key, lambda: (quantile(self.uniform(figure.stream)),))
        return self._values[drawn]

    def _stream(self, key: str) -> Hashable:
        """Return what the uniform numbers of a stream depend on, beside the seed and the chunk."""
        group = self._sampling.group_of.get(key)
        return key if group is None else (group.keys, group.factor.tobytes())

    def _known(self, key: Hashable, draw: Callable[[], Columns]) -> Columns:
        remembered = self._sampling.remembered
        if remembered is None or self._number >= REMEMBERED_CHUNKS:
            return draw()
        return remembered.columns((self._sampling.seed, self._number, self._blocks, key), draw)


class BaseCase:
    """The one future in which every input has its base value and nothing goes wrong.

    A uniform number of 1 lies above every chance, so that failure and events do not happen, whatever their chance.
    """

    count = 1

    def values(self, inputs: Iterable[Input]) -> dict[str, Column]:
        """Return the base value of each input by id, each as an array of one future."""
        return {figure.id: np.array([figure.quantity.base()]) for figure in inputs}

    def uniform(self, key: str) -> NDArray[np.float64]:  # noqa: ARG002 - every stream is the same here
        """Return the number above every chance."""
        return np.ones(1)

    def normal(self, key: str) -> NDArray[np.float64]:  # noqa: ARG002 - nothing varies here
        """Return no deviation at all."""
        return np.zeros(1)


class SomeFutures:
    """Some of the futures of a chunk, for looking at them once more under other circumstances."""

    def __init__(self, futures: Futures, positions: NDArray[np.intp]) -> None:
        self.count = positions.size
        self._futures = futures
        self._positions = positions

    def values(self, inputs: Iterable[Input]) -> dict[str, Column]:
        """Return the value of each input by id."""
        values = self._futures.values(inputs)
        return {name: value if np.ndim(value) == 0 else value[self._positions] for name, value in values.items()}  # type: ignore[index]

    def uniform(self, key: str) -> NDArray[np.float64]:
        """Return the uniform numbers of a stream."""
        return self._futures.uniform(key)[self._positions]

    def normal(self, key: str) -> NDArray[np.float64]:
        """Return the standard normal numbers of a stream."""
        return self._futures.normal(key)[self._positions]


def reached_correlations(scenario: Scenario, futures: Futures) -> list[tuple[tuple[str, str], float, float]]:
    """Return the rank correlation that pairs reach beside the one asked for, where they might not reach it.

    A copula keeps its promise between continuous figures; ties weaken it, between separate values and where the tail
    of an overrun meets its cap.

    Returns
    -------
    list
        Names of the pair, Spearman's correlation asked for, and the one over these futures: of every pair of which one
        takes separate values or is an overrun. One of which a figure takes the same value in all of them is left out.
    """
    named = {figure.id: figure for figure in scenario.inputs} | {
        f"{candidate.id}.{figure.id}": as_drawn
        for candidate in scenario.candidates
        for figure in candidate.inputs
        for as_drawn in [overrun_of(scenario, candidate) if figure.id == candidate.overrun else figure]
        if as_drawn is not None
    }

    @cache
    def standing(name: str) -> NDArray[np.float64]:
        figure = named[name]
        return _ranks(np.broadcast_to(futures.values([figure])[figure.id], futures.count))

    found = []
    for correlation in scenario.correlations:
        quantities = [named[name].quantity for name in correlation.between]
        if any(quantity.discrete or isinstance(quantity, Overrun) for quantity in quantities):
            one, other = map(standing, correlation.between)
            with np.errstate(invalid="ignore"):
                reached = float(np.corrcoef(one, other)[0, 1])
            # A figure that never varies goes together with nothing.
            if np.isfinite(reached):
                found.append((correlation.between, correlation.rank_correlation, reached))
    return found


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the rank of each value, equal ones sharing the average of theirs."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts - 1) / 2)[inverse]
