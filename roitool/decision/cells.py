"""Futures sorted into cells by what one of their figures is, and sums over each cell by parts of the futures."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from roitool.sampling.streams import BLOCK

FEWEST_PARTS, MOST_PARTS = 10, 16
"""Below ten parts their spread says too little; more than sixteen cost more than they tell."""

FEWEST = 100
"""Futures that an estimate takes."""


@dataclass(frozen=True, slots=True)
class Cells:
    """A cell for each future, the cells ascending with the figure; equal values are in the same one.

    Attributes
    ----------
    of_future
        Shape (futures,).
    count
        How many cells there are; some may be empty.
    """

    of_future: NDArray[np.intp]
    count: int

    def coarser(self, count: int) -> Cells:
        """Return fewer cells, each of several of these; as they are where the numbers do not divide."""
        times, rest = divmod(self.count, count)
        return self if rest or times <= 1 else Cells(self.of_future // times, count)

    def sums(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the sum of the values in each cell."""
        return np.bincount(self.of_future, weights=values, minlength=self.count).astype(np.float64, copy=False)

    def within(self, parts: Parts) -> CellsWithin:
        """Return the cells of each part of the futures by themselves."""
        return CellsWithin(parts.of_future * self.count + self.of_future, parts.number, self.count)


@dataclass(frozen=True, slots=True)
class CellsWithin:
    """The cells of each part of the futures by themselves.

    Attributes
    ----------
    at
        For each future the number of its cell, those of one part after those of the other.
    parts, cells
        How many there are.
    """

    at: NDArray[np.intp]
    parts: int
    cells: int

    def counts(self) -> NDArray[np.float64]:
        """Return how many futures lie in each cell, shape (parts, cells)."""
        counts = np.bincount(self.at, minlength=self.parts * self.cells)
        return counts.reshape(self.parts, self.cells).astype(np.float64)

    def sums(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the sum of the values in each cell, shape (parts, cells)."""
        sums = np.bincount(self.at, weights=values, minlength=self.parts * self.cells)
        return sums.reshape(self.parts, self.cells).astype(np.float64, copy=False)


@dataclass(frozen=True, slots=True)
class Parts:
    """The futures in ten to sixteen parts, one after the other.

    Attributes
    ----------
    of_future
        The part of each future, ascending.
    sizes
        How many futures each has.
    """

    of_future: NDArray[np.intp]
    sizes: NDArray[np.float64]

    @classmethod
    def of(cls, futures: int) -> Parts:
        """Return so many futures in parts: whole blocks of 1 024, as futures are drawn, where there are.

        Raises
        ------
        ValueError
            There are fewer than 100 futures.
        """
        if futures < FEWEST:
            raise ValueError(f"an estimate with its error takes at least {FEWEST} futures, not {futures}")
        at = np.arange(futures, dtype=np.intp)
        blocks, rest = divmod(futures, BLOCK)
        if rest or blocks < FEWEST_PARTS:
            found = at * FEWEST_PARTS // futures
        else:
            found = at // BLOCK * min(blocks, MOST_PARTS) // blocks
        return cls(found, np.bincount(found).astype(np.float64))

    @property
    def futures(self) -> int:
        """How many futures there are in all."""
        return self.of_future.size

    @property
    def number(self) -> int:
        """How many parts there are."""
        return self.sizes.size

    def slices(self) -> list[slice]:
        """Return where each part lies."""
        ends = np.cumsum(self.sizes).astype(np.intp).tolist()
        return [slice(start, end) for start, end in pairwise([0, *ends])]

    def sums(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the sum over each part of values of shape (…, futures), shape (…, parts)."""
        return np.add.reduceat(values, [each.start for each in self.slices()], axis=-1)


def cells_by(figure: NDArray[np.float64], count: int) -> Cells:
    """Return the futures sorted into so many cells of about as many futures each."""
    order = np.argsort(figure, kind="stable")
    ascending = figure[order]
    begins = np.ones(figure.size, dtype=np.bool_)
    np.not_equal(ascending[1:], ascending[:-1], out=begins[1:])
    first = np.flatnonzero(begins)
    last = np.append(first[1:], figure.size)
    of_value = ((first + last) * count // (2 * figure.size)).astype(np.intp)
    of_future = np.empty(figure.size, dtype=np.intp)
    of_future[order] = np.repeat(of_value, last - first)
    return Cells(of_future, count)


def cells_of(uniform: NDArray[np.float64], count: int) -> Cells:
    """Return the same from uniform numbers that rank the figure, which need not be sorted."""
    return Cells(np.minimum((uniform * count).astype(np.intp), count - 1), count)


def finite(values: ArrayLike, name: str) -> NDArray[np.float64]:
    """Return an array of numbers.

    Raises
    ------
    ValueError
        One of them is not finite.
    """
    array = np.asarray(values, dtype=np.float64)
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite in every future")
    return array


def whole_and_without(parts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the sum over all parts, and after it those over all but each of them; the first axis counts the parts."""
    whole = parts.sum(axis=0, keepdims=True)
    return np.concatenate([whole, whole - parts])


def jackknifed(whole: float, without: NDArray[np.float64]) -> tuple[float, float]:
    """Return an estimate freed from its bias in small samples, and its standard error (Quenouille 1956, Tukey 1958).

    Parameters
    ----------
    whole
        The estimate from all parts.
    without
        The estimate without each of them, shape (parts,).
    """
    parts = len(without)
    mean = float(without.mean())
    error = float(np.sqrt((parts - 1) / parts * np.square(without - mean).sum()))
    return parts * whole - (parts - 1) * mean, error
