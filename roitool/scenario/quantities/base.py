"""What every kind of quantity has in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from pydantic import BaseModel, ConfigDict

from roitool.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import ArrayLike, NDArray

LARGEST = 1e15
"""The largest number a quantity may carry: differences and squares of such numbers are still exact enough to use."""


def _kind_is_required(schema: dict[str, Any]) -> None:
    """Say in the JSON Schema what the discriminator demands: in a file the kind is never left out."""
    schema["required"] = ["kind", *schema.get("required", ())]


class BaseQuantity(BaseModel, ABC):
    """An uncertain number: its distribution, exact.

    The distribution methods may assume that :meth:`problems` holds no error. Nothing in here draws at random: a future
    is a number ``u`` between 0 and 1, handed in.

    Attributes
    ----------
    discrete
        Whether the quantity jumps between separate values (fixed, chance, discrete, data); the rank correlation that
        such an input reaches in a Gaussian copula differs from the one asked for.
    """

    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", allow_inf_nan=False, json_schema_extra=_kind_is_required
    )

    discrete: ClassVar[bool] = False

    def quantile(self, u: ArrayLike) -> NDArray[np.float64]:
        """Return the value below which a share `u` of all futures lies; never decreasing in `u`.

        Parameters
        ----------
        u
            Numbers strictly between 0 and 1, of any shape. At exactly 0 and 1 a bounded quantity gives its ends, an
            unbounded one minus or plus infinity.

        Returns
        -------
        ndarray
            float64, the shape of `u`, in the unit of the quantity.
        """
        return np.asarray(self._quantile(np.asarray(u, dtype=np.float64)), dtype=np.float64)

    @abstractmethod
    def _quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]: ...

    @abstractmethod
    def mean(self) -> float:
        """Return the expected value."""

    @abstractmethod
    def sd(self) -> float:
        """Return the standard deviation."""

    @abstractmethod
    def base(self) -> float:
        """Return the value in the base case, "if nothing goes wrong"."""

    def problems(self) -> tuple[Problem, ...]:
        """Return everything about the quantity that makes no sense, each at its field; never raises."""
        return (*self._too_large(), *self._problems())

    def _problems(self) -> Iterator[Problem]:
        """Yield what makes no sense for this kind."""
        yield from ()

    def _too_large(self) -> Iterator[Problem]:
        for name in type(self).model_fields:
            value = getattr(self, name)
            for position, number in enumerate(value) if isinstance(value, tuple) else ((None, value),):
                if isinstance(number, float) and abs(number) > LARGEST:
                    place = (name,) if position is None else (name, position)
                    yield Problem(place, "too_large", {"found": number, "bound": LARGEST})
