"""The futures as a SIPmath library: a SLURP of XML that holds the values themselves.

SIPmath (ProbabilityManagement.org) calls the values of one quantity in all futures a SIP, and SIPs of the same futures
a coherent SLURP. This is the form of its standard 2.0, which holds arrays, written as ProbabilityManagement.org's own
R tools write it (SLURPExportXML). The standard 3.0, JSON, holds no arrays: it describes marginals by metalogs and draws
them anew by a generator of its own, which would be other futures, and would lose how outcomes hang together.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr  # only writes

from roitool.evaluate.gathering import gathered
from roitool.exports.futures.columns import FuturesOfOrder
from roitool.exports.futures.dictionary import meaning_of
from roitool.exports.futures.table import whole, written
from roitool.exports.provenance import provenance
from roitool.wording.plain import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roitool.exports.futures.columns import Column
    from roitool.exports.futures.measured import Values
    from roitool.exports.order import Order

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no place for, not even escaped."""


def futures_sipmath(order: Order) -> bytes:
    """Return the futures of an answer as the contents of an XML file.

    A SIP holds numbers alone, and no tool knows a word for *never*: only columns are in it that have a finite number
    in every future, whatever the scenario.

    Raises
    ------
    ScenarioError
        ``too_many_numbers``.
    """
    return whole(_parts(order))


def _parts(order: Order) -> Iterator[bytes]:
    futures = FuturesOfOrder(order)
    words, evaluation = order.words, order.evaluation
    kept = [at for at, column in enumerate(futures.columns) if column.complete]
    columns = gathered((tuple(values[at] for at in kept) for values in futures.chunks()), futures.count)
    name = words.label(evaluation.scenario.title) or words.text("cli.untitled")
    made = "; ".join(f"{name}: {value}" for name, value in provenance(order))
    head = {"name": name, "coherent": "true", "count": str(len(kept)), "provenance": made}
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<SLURP{_attributes(head)}>\n'.encode()
    for row, at in zip(columns, kept, strict=True):
        yield _sip(order, futures.columns[at], row)
    yield b"</SLURP>\n"


def _sip(order: Order, column: Column, values: Values) -> bytes:
    # What a figure is, its name says.
    meaning = "" if column.code == "figure" else meaning_of(column, order.words)
    label = " · ".join(filter(None, (column.candidate, column.label, meaning)))
    about = {"name": column.id, "count": str(values.size), "type": "CSV", "label": label, "unit": column.unit}
    return f"<SIP{_attributes(about)}>{','.join(written(values))}</SIP>\n".encode()


def _attributes(values: dict[str, str]) -> str:
    return "".join(f" {name}={quoteattr(_NO_XML.sub(' ', clean(value, 1_000)))}" for name, value in values.items())
