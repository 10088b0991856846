"""Inputs that go up and down together: a Gaussian copula over their streams.

The rank correlation ``ρ_s`` that a person states becomes the normal correlation ``ρ = 2 sin(π ρ_s / 6)`` (Pearson
1907). Where the stated pairs contradict each other the nearest correlation matrix is taken (Higham 2002), and which
pairs moved by how much is reported.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from roitool.scenario.references import streams_by_name
from roitool.scenario.scenario import Scenario

Matrix = NDArray[np.float64]

SMALLEST_EIGENVALUE = 1e-6
_MOVED = 5e-4
"""A pair has moved when its rank correlation changed by more than this: less would round to the same two digits."""


@dataclass(frozen=True, slots=True)
class MovedPair:
    """A stated rank correlation that had to change, with the value used instead."""

    between: tuple[str, str]
    stated: float
    used: float


@dataclass(frozen=True, slots=True)
class Group:
    """Streams that are correlated with each other, directly or through others.

    Attributes
    ----------
    keys
        Stream keys in alphabetical order.
    factor
        Lower Cholesky factor of the normal correlation matrix, shape (keys, keys).
    """

    keys: tuple[str, ...]
    factor: Matrix

    def correlated(self, independent: list[NDArray[np.float64]]) -> list[NDArray[np.float64]]:
        """Turn independent uniforms, one array per key, into correlated ones.

        Sums run in a fixed order instead of through a matrix product, whose order depends on the library.
        """
        normal = [ndtri(u) for u in independent]
        mixed = []
        for row, weights in enumerate(self.factor):
            total = normal[0] * weights[0]
            for column in range(1, row + 1):
                total += normal[column] * weights[column]
            mixed.append(ndtr(total))
        return mixed


def groups_of(scenario: Scenario) -> tuple[tuple[Group, ...], tuple[MovedPair, ...]]:
    """Return the groups of correlated streams, and the pairs that had to move to make them possible."""
    stream_of = streams_by_name(scenario)
    stated: dict[tuple[str, str], tuple[float, tuple[str, str]]] = {}
    for correlation in scenario.correlations:
        one, other = sorted(stream_of[name] for name in correlation.between)
        stated.setdefault((one, other), (correlation.rank_correlation, correlation.between))
    groups: list[Group] = []
    moved: list[MovedPair] = []
    for keys in _connected(stated):
        position = {key: index for index, key in enumerate(keys)}
        wanted = np.eye(len(keys))
        for (one, other), (rank, _) in stated.items():
            if one in position:
                pair = position[one], position[other]
                wanted[pair] = wanted[pair[::-1]] = 2 * np.sin(np.pi * rank / 6)
        used = nearest_correlation(wanted)
        groups.append(Group(keys, np.asarray(np.linalg.cholesky(used), dtype=np.float64)))
        for (one, other), (rank, between) in stated.items():
            if one in position:
                reached = 6 / np.pi * np.arcsin(used[position[one], position[other]] / 2)
                if abs(reached - rank) > _MOVED:
                    moved.append(MovedPair(between, rank, float(reached)))
    return tuple(groups), tuple(moved)


def nearest_correlation(wanted: Matrix, tolerance: float = 1e-12, most: int = 2_000) -> Matrix:
    """Return the correlation matrix nearest to a symmetric matrix with unit diagonal, in the Frobenius norm.

    Alternating projections with Dykstra's correction (Higham 2002, IMA J. Numer. Anal. 22, algorithm 3.3), with
    eigenvalues kept at or above 1e-6 so that the result has a Cholesky factor. A matrix that is positive definite
    already comes back as it is.
    """
    if np.linalg.eigvalsh(wanted)[0] >= SMALLEST_EIGENVALUE:
        return wanted
    estimate, correction = wanted.copy(), np.zeros_like(wanted)
    for _ in range(most):
        shifted = estimate - correction
        values, vectors = np.linalg.eigh(shifted)
        positive = (vectors * np.maximum(values, SMALLEST_EIGENVALUE)) @ vectors.T
        correction = positive - shifted
        previous, estimate = estimate, positive.copy()
        np.fill_diagonal(estimate, 1.0)
        if np.abs(estimate - previous).max() < tolerance:
            break
    # The last step set the diagonal; a little of the identity makes up for what that took from the eigenvalues.
    smallest = np.linalg.eigvalsh(estimate)[0]
    if smallest < SMALLEST_EIGENVALUE:
        share = (SMALLEST_EIGENVALUE - smallest) / (1 - smallest)
        estimate = (1 - share) * estimate + share * np.eye(len(estimate))
    return (estimate + estimate.T) / 2


def _connected(pairs: dict[tuple[str, str], tuple[float, tuple[str, str]]]) -> list[tuple[str, ...]]:
    """Return the sets of keys that hang together, each in alphabetical order."""
    group_of: dict[str, set[str]] = {}
    for one, other in pairs:
        together = group_of.get(one, {one}) | group_of.get(other, {other})
        for key in together:
            group_of[key] = together
    return sorted({tuple(sorted(group)) for group in group_of.values()})
