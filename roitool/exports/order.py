"""What a file that is handed over is made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from roitool.evaluate.evaluation import Evaluation
    from roitool.wording.words import Words


@dataclass(frozen=True, slots=True)
class Order:
    """An answer, and what to make of it.

    Attributes
    ----------
    positions
        The candidates asked for, by their places in the scenario, ascending.
    made_on
        The day that the file names as its own.
    """

    evaluation: Evaluation
    positions: tuple[int, ...]
    words: Words
    made_on: dt.date
