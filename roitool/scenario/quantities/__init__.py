"""The kinds of uncertain quantity: one frozen class per kind, told apart in a file by its ``kind``.

Every class has ``quantile(u)``, ``mean()``, ``sd()``, ``base()`` (its value if nothing goes wrong) and ``problems()``
(what makes no sense about it, as data). See :class:`~roitool.scenario.quantities.base.BaseQuantity`.
"""

from typing import Annotated

from pydantic import Field

from roitool.scenario.quantities.base import BaseQuantity
from roitool.scenario.quantities.data import Data
from roitool.scenario.quantities.lognormal import Lognormal
from roitool.scenario.quantities.metalog import Metalog
from roitool.scenario.quantities.normal import Normal, TruncatedNormal
from roitool.scenario.quantities.overrun import Overrun
from roitool.scenario.quantities.pert import Pert
from roitool.scenario.quantities.range import Range
from roitool.scenario.quantities.steps import Chance, Discrete, Fixed
from roitool.scenario.quantities.straight import Triangular, Uniform

Quantity = Annotated[
    Fixed
    | Range
    | Pert
    | Triangular
    | Uniform
    | Normal
    | TruncatedNormal
    | Lognormal
    | Discrete
    | Chance
    | Overrun
    | Metalog
    | Data,
    Field(discriminator="kind"),
]
"""Any of the kinds; pydantic chooses the class by the field ``kind``."""

__all__ = [
    "BaseQuantity",
    "Chance",
    "Data",
    "Discrete",
    "Fixed",
    "Lognormal",
    "Metalog",
    "Normal",
    "Overrun",
    "Pert",
    "Quantity",
    "Range",
    "Triangular",
    "TruncatedNormal",
    "Uniform",
]
