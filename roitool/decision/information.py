"""What knowing more is worth before a choice is made: the expected value of perfect (partial) information.

The mean outcome of each option given a figure comes from a regression over the futures (Strong, Oakley & Brennan 2014),
here on the means of cells: a few hundred of them carry what thousands of futures say. The errors come from leaving out
each part of futures, which also takes away the optimism of choosing by fitted means.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from roitool.decision.cells import Cells, Parts, cells_by, finite, jackknifed, whole_and_without
from roitool.measures import Estimate

CELLS = 256
"""Of one figure: 40 futures each, of ten thousand."""

STRETCHES = 8
"""Of as many futures each: between them the mean outcome may bend."""

MOST_TOGETHER = 8
"""Figures that are learnt together; beyond that a regression of second degree has too many terms."""


def evpi(net_benefits: ArrayLike) -> Estimate:
    """Return what knowing everything beforehand is worth, ``E[max_d NB_d] - max_d E[NB_d]`` (Raiffa & Schlaifer 1961).

    Parameters
    ----------
    net_benefits
        Shape (futures, options), money; at least 100 futures. Doing nothing is an option of its own, a column of 0.

    Returns
    -------
    Estimate
        Money, 0 or more, with its Monte Carlo error.

    Raises
    ------
    ValueError
        The shape is another, a value is not finite, or there are too few futures.
    """
    return Choice.between(net_benefits).evpi()


def evppi(net_benefits: ArrayLike, x: ArrayLike, cells: Cells | None = None) -> Estimate:
    """Return what knowing one figure, or some together, is worth, ``E[max_d E(NB_d|x)] - max_d E[NB_d]``.

    Parameters
    ----------
    net_benefits
        As :func:`evpi` takes them.
    x
        The figure in each future, shape (futures,), or figures that are learnt together, shape (futures, figures).
        What it tells about figures it is correlated with is counted: the values of several are not to be added up.
    cells
        The futures sorted by the one figure already; left out, they are sorted here.

    Returns
    -------
    Estimate
        Money with its Monte Carlo error, never below 0.

    Raises
    ------
    ValueError
        The shapes do not fit, a value is not finite, or there are too few futures or too many figures.
    """
    return Choice.between(net_benefits).evppi(x, cells)


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice between options, made ready for asking what many figures are worth to it.

    Attributes
    ----------
    gains
        By how much each other option is above the one that is best on average, shape (options - 1, futures), money.
    parts
        The futures in parts, for the errors.
    """

    gains: NDArray[np.float64]
    parts: Parts

    @classmethod
    def between(cls, net_benefits: ArrayLike) -> Choice:
        """Return the choice between options, from what :func:`evpi` takes."""
        benefits = finite(net_benefits, "a net benefit")
        if benefits.ndim != 2 or benefits.shape[1] < 1:
            raise ValueError(f"net benefits have the shape (futures, options), not {benefits.shape}")
        columns = np.ascontiguousarray(benefits.T)
        best = int(np.argmax(columns.mean(axis=1)))
        return cls(np.delete(columns, best, axis=0) - columns[best], Parts.of(len(benefits)))

    def evpi(self) -> Estimate:
        """Return what :func:`evpi` does."""
        own = self.parts.sums(self.gains.max(axis=0, initial=0.0)) / self.parts.sizes
        error = float(own.std(ddof=1) / np.sqrt(own.size))
        return Estimate(float(own @ self.parts.sizes / self.parts.futures), error, own.size)

    def evppi(self, x: ArrayLike, cells: Cells | None = None) -> Estimate:
        """Return what :func:`evppi` does."""
        figures, futures = finite(x, "a figure"), self.parts.futures
        if figures.ndim not in {1, 2} or len(figures) != futures:
            raise ValueError(f"as many futures of the figures as of the options are needed, not {figures.shape}")
        figures = np.ascontiguousarray(figures.reshape(futures, -1).T)
        if not 1 <= len(figures) <= MOST_TOGETHER:
            raise ValueError(f"1 to {MOST_TOGETHER} figures can be learnt together, not {len(figures)}")
        figures = figures[np.ptp(figures, axis=1) > 0]
        if not figures.size or not self.gains.any():
            return Estimate(0.0, 0.0, self.parts.number)
        if len(figures) == 1:
            values = self._along(figures[0], cells or cells_by(figures[0], min(CELLS, futures // 16)))
        else:
            values = self._over(figures)
        value, error = jackknifed(float(values[0]), values[1:])
        return Estimate(max(0.0, value), error, self.parts.number)

    def at_most(self, cells: Cells) -> float:
        """Return roughly what knowing one figure is worth, rather more than less: noise counts as knowledge.

        Parameters
        ----------
        cells
            The futures sorted by the figure, some hundred in each cell.
        """
        sums = [np.zeros(cells.count), *(cells.sums(gain) for gain in self.gains)]
        return float(np.max(sums, axis=0).sum()) / self.parts.futures

    def _along(self, figure: NDArray[np.float64], cells: Cells) -> NDArray[np.float64]:
        """Return the mean of the best gain fitted to cells of one figure: of all futures, and without each part."""
        within = cells.within(self.parts)
        counts, sums = within.counts(), np.stack([within.sums(gain) for gain in self.gains], axis=-1)
        used = counts.any(axis=0)
        counts, sums = counts[:, used], sums[:, used]
        terms = _curve((cells.sums(figure)[used] / counts.sum(axis=0) - figure.mean()) / figure.std(), counts)
        fitted = terms @ _solved((counts[:, np.newaxis] * terms.T) @ terms, terms.T @ sums)
        weights, best = whole_and_without(counts), fitted.max(axis=2, initial=0.0)
        values: NDArray[np.float64] = (weights * best).sum(axis=1) / weights.sum(axis=1)
        return values

    def _over(self, figures: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the same for several figures, fitted to the futures themselves."""
        terms = _surface(figures)
        slices = [(terms[:, part], self.gains[:, part]) for part in self.parts.slices()]
        squares = np.stack([each @ each.T for each, _ in slices])
        products = np.stack([each @ gains.T for each, gains in slices])
        fitted = _solved(squares, products).transpose(0, 2, 1) @ terms
        best = self.parts.sums(fitted.max(axis=1, initial=0.0))
        own = np.concatenate([[0.0], best[1:].diagonal()])
        values: NDArray[np.float64] = (best.sum(axis=1) - own) / whole_and_without(self.parts.sizes)
        return values


_LEAST = 1e-11
"""Directions of the regression that count for less than this of the largest are left out."""


def _curve(own: NDArray[np.float64], counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the terms for one figure at each cell: a cubic spline over its rank, the figure itself, and its square.

    The spline is one of B-splines (de Boor 1978): powers of a rank can hardly be told apart, and what is solved with
    them changes with the last bit.

    Parameters
    ----------
    own
        The figure in standard units, shape (cells,).
    counts
        Futures in each cell, shape (parts, cells).
    """
    of_all = counts.sum(axis=0)
    rank = (np.cumsum(of_all) - of_all / 2) / of_all.sum()
    away = np.abs(STRETCHES * rank[:, np.newaxis] - np.arange(-1, STRETCHES + 2))
    bumps = np.maximum(2.0 - away, 0.0) ** 3 - 4.0 * np.maximum(1.0 - away, 0.0) ** 3
    return np.column_stack([bumps, own, own**2])


def _surface(figures: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the terms for several figures in each future: each to the third power, every two multiplied.

    Shape (terms, futures), for figures of shape (figures, futures).
    """
    scaled = (figures - figures.mean(axis=1, keepdims=True)) / figures.std(axis=1, keepdims=True)
    squared = np.square(scaled)
    pairs = [one * other for one, other in combinations(scaled, 2)]
    return np.vstack([np.ones(figures.shape[1]), scaled, squared, squared * scaled, *pairs])


def _solved(squares: NDArray[np.float64], products: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the coefficients of the regression through all parts, and through all but each of them.

    Parameters
    ----------
    squares
        Terms times terms, added up over the futures of each part, shape (parts, terms, terms).
    products
        Terms times gains, shape (parts, terms, options - 1).
    """
    squares, products = whole_and_without(squares), whole_and_without(products)
    sizes = np.sqrt(squares[0].diagonal())
    scale = np.divide(1.0, sizes, out=np.ones(sizes.size), where=sizes > 0.0)
    lengths, directions = np.linalg.eigh(squares * np.outer(scale, scale))
    # A figure with few values, or two that say the same, leave terms that cannot be told apart.
    kept = lengths > _LEAST * lengths[:, -1:]
    inverse = np.divide(1.0, lengths, out=np.zeros(lengths.shape), where=kept)[:, :, np.newaxis]
    along = directions.transpose(0, 2, 1) @ (scale[:, np.newaxis] * products)
    coefficients: NDArray[np.float64] = scale[:, np.newaxis] * (directions @ (inverse * along))
    return coefficients
