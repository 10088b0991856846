"""From finished parts to pages, by Typst: the template that ships with the fonts that ship, and nothing else is read.

The template gets one JSON text and shows its strings as they are; it has no name of a file to open, no package to look
for, and the day that it names comes from outside.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

import typst

from roitool import __version__
from roitool.exports.figures import fonts
from roitool.wording.numbers import unbroken

if TYPE_CHECKING:
    from roitool.exports.order import Order
    from roitool.exports.report.parts import CandidateReport

_TEMPLATE = "report.typ"
_SHORT_DIGEST = 12

# What no hyphen helps: longer than words are, and long numbers.
_LONG_WORD = re.compile(r"\S{32,}|(?=\S*\d)\S{16,}")
_BREAK_EVERY = 8
_MAY_BREAK = "\N{ZERO WIDTH SPACE}"


@dataclass(frozen=True, slots=True)
class Sheets:
    """A report that is ready to be set."""

    order: Order
    candidates: tuple[CandidateReport, ...]

    def pdf(self) -> bytes:
        """Return it as a PDF, tagged for those who have it read to them."""
        found: bytes = self._set(format="pdf")
        return found

    def pictures(self, dots_per_inch: float) -> tuple[bytes, ...]:
        """Return its pages as pictures, a PNG each."""
        found = self._set(format="png", ppi=dots_per_inch)
        return tuple(found) if isinstance(found, list) else (found,)

    def count(self) -> int:
        """Return how many pages it has."""
        with self._compiler() as compiler:
            return int(compiler.query("<pages>", field="value", one=True))

    def _set(self, **form: Any) -> Any:
        made_on = self.order.made_on
        noon = dt.datetime(made_on.year, made_on.month, made_on.day, 12, tzinfo=dt.UTC)
        with self._compiler() as compiler:
            return compiler.compile(timestamp=noon, **form)

    @contextmanager
    def _compiler(self) -> Iterator[typst.Compiler]:
        template = (files("roitool.exports.report") / _TEMPLATE).read_bytes()
        # The root is a folder with nothing in it: a template could not read a file of this computer if it tried.
        with as_file(files(fonts)) as folder, tempfile.TemporaryDirectory() as nothing:
            yield typst.Compiler(  # type: ignore[misc]  # a type variable in its stub is bound by nothing
                template,
                root=nothing,
                font_paths=[str(folder)],
                ignore_system_fonts=True,
                sys_inputs={"report": json.dumps(self._data())},
            )

    def _data(self) -> dict[str, Any]:
        order, words = self.order, self.order.words
        made, scenario = order.evaluation.provenance, order.evaluation.scenario
        title = words.label(scenario.title).strip() or words.text("cli.untitled")
        day = words.date(order.made_on)
        values = {"version": __version__, "digest": made.scenario_digest[:_SHORT_DIGEST], "date": day}
        plain = {
            "title": words.text("report.title", title=title),
            "program": f"ROItool {__version__}",
            "language": words.language,
            "date": {"year": order.made_on.year, "month": order.made_on.month, "day": order.made_on.day},
            "kicker": words.text("report.kicker"),
            "running": title,
            "page": words.text("report.page", page="{page}", pages="{pages}"),
            "foot": words.text("report.foot", **values),
            "candidates": [asdict(each) for each in self.candidates],
        }
        return {name: _able_to_break(value) for name, value in plain.items()}


def _able_to_break(value: Any, name: str = "") -> Any:
    """Return texts in which a very long word may go on in the next line, and no sign stands apart from its amount."""
    if isinstance(value, dict):
        return {key: _able_to_break(each, key) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_able_to_break(each) for each in value]
    if isinstance(value, str) and name != "svg":
        return _LONG_WORD.sub(lambda word: _broken(word.group()), unbroken(value))
    return value


def _broken(word: str) -> str:
    return _MAY_BREAK.join(word[at : at + _BREAK_EVERY] for at in range(0, len(word), _BREAK_EVERY))
