"""Orders of futures, and the files read back by libraries that know nothing of this program."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import numpy as np

from roitool.evaluate import evaluate
from roitool.exports.order import Order
from roitool.wording.words import Words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from roitool.scenario.scenario import Scenario

DAY = dt.date(2026, 11, 27)


def order_of(scenario: Scenario, *positions: int, language: str = "en", **choices: Any) -> Order:
    """Return an order of these candidates, or of all."""
    wanted = positions or tuple(range(len(scenario.candidates)))
    names = [scenario.candidates[position].id for position in wanted]
    return Order(evaluate(scenario, only=names, **choices), wanted, Words(language), DAY)


def columns_of(data: bytes) -> dict[str, NDArray[np.float64]]:
    """Read a CSV file: numbers as Python reads them, an empty cell as nan."""
    rows = csv.reader(io.StringIO(data.decode("ascii"), newline=""))
    header = next(rows)
    read = np.array([[float(cell or "nan") for cell in row] for row in rows])
    return dict(zip(header, read.T, strict=True))


def sips_of(data: bytes) -> dict[str, NDArray[np.float64]]:
    """Read the SIPs of a SLURP, as the tools of SIPmath split them."""
    return {sip.attrib["name"]: np.array((sip.text or "").split(","), np.float64) for sip in ET.fromstring(data)}  # noqa: S314
