"""Futures in which some figures are what somebody says, and everything else is as it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from roitool.sampling.draws import Futures
from roitool.scenario.formula import Column
from roitool.scenario.inputs import Input


class Overridden:
    """The futures of another, with some figures and streams replaced.

    Parameters
    ----------
    futures
        The futures as they were.
    values
        By id of a figure what it is in each future, shape (count,); of the company and of one candidate, whose ids
        differ.
    happening
        By stream of a failure or an event where it happens, shape (count,), whatever its chance, as long as it has one.
        An event happens in the middle of its time, and a yearly one in every year.
    steady
        Whether nothing but figures and streams is drawn: the months of the company do not vary. No project's money
        depends on that, and drawing it takes half of the time.
    """

    def __init__(
        self,
        futures: Futures,
        values: Mapping[str, NDArray[np.float64]],
        happening: Mapping[str, NDArray[np.bool_]] | None = None,
        *,
        steady: bool = False,
    ) -> None:
        self.count = futures.count
        self._futures = futures
        self._values = values
        self._happening = happening or {}
        self._steady = steady

    def values(self, inputs: Iterable[Input]) -> dict[str, Column]:
        """Return the value of each input by id."""
        found = self._futures.values(inputs)
        return {name: self._values.get(name, value) for name, value in found.items()}

    def uniform(self, key: str) -> NDArray[np.float64]:
        """Return the uniform numbers of a stream: 0 where it is to happen, for that lies below every chance."""
        stream, _, draw = key.partition("/")
        numbers = self._futures.uniform(key)
        if (where := self._happening.get(stream)) is None:
            return numbers
        return np.where(where, 0.5 if draw.endswith("month") else 0.0, numbers)

    def normal(self, key: str) -> NDArray[np.float64]:
        """Return the standard normal numbers of a stream; no deviation at all where the company is steady."""
        return np.zeros(self.count) if self._steady else self._futures.normal(key)
