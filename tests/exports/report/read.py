"""A report read back: its pages, and what is written on them."""

from __future__ import annotations

import datetime as dt
import functools
import io
import unicodedata

import pypdf

from roitool.evaluate import evaluate
from roitool.exports.order import Order
from roitool.exports.report import report
from roitool.wording.words import Words

DAY = dt.date(2026, 11, 27)


def order_for(scenario, positions=None, language="en"):
    positions = tuple(range(len(scenario.candidates))) if positions is None else positions
    return Order(answered(scenario), positions, Words(language), DAY)


@functools.lru_cache(maxsize=32)
def answered(scenario):
    """Return the evaluation of a scenario in the fewest futures; the same one is asked for in many tests."""
    return evaluate(scenario, 1, settle=False)


def read(data):
    return pypdf.PdfReader(io.BytesIO(data))


def pages_of(data):
    """Return what is written on each page, without anything that only has to do with where a line ends."""
    return [bare(page.extract_text()) for page in read(data).pages]


def written(scenario, positions=None, language="en"):
    return "".join(pages_of(report(order_for(scenario, positions, language))))


def bare(text):
    """Return a text without blanks, hyphens, which may be those at the end of a line, and marks that are not seen."""
    kept = (mark for mark in text if unicodedata.category(mark) not in {"Cc", "Cf", "Zs", "Zl", "Zp"})
    return "".join(kept).replace("-", "").replace("\N{HYPHEN}", "")
