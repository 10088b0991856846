"""Every table of an answer and of the document it is about, each as a CSV file of the language."""

from __future__ import annotations

import csv
import hashlib
import io
from typing import TYPE_CHECKING

from roitool.cashflow.statement import statement
from roitool.errors import Problem, ScenarioError
from roitool.evaluate.compare import compare_answered
from roitool.evaluate.finding_out import finding_out
from roitool.evaluate.matters import matters
from roitool.evaluate.memory import Memory
from roitool.exports.deciding_tables import (
    comparison_table,
    drivers_table,
    increments_table,
    pairs_table,
    sources_table,
    two_ways_table,
)
from roitool.exports.document_tables import beginnings_table, figures_table, readiness_table, statement_table
from roitool.exports.learning_tables import finding_out_table, lessons_table
from roitool.exports.provenance import provenance
from roitool.exports.tables import (
    Table,
    bars_table,
    bridge_table,
    csv_bytes,
    delimiter,
    dots_table,
    fan_table,
    percentiles_table,
    ways_data,
)
from roitool.wording.file_names import file_name
from roitool.wording.telling import Telling
from roitool.wording.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from roitool.exports.order import Order

_MOST_BYTES_OF_LIST = 1_000_000


def tables(order: Order) -> Mapping[str, bytes]:
    """Return the contents of each file by its name; the last one lists the others, and says what they rest on.

    Names begin with the place of the candidate in the document, so that they sort and no two are alike, and with 0
    where they are about the whole of it.
    """
    words = order.words
    found = [(f"0-{words.text(f'tables.file.{code}')}.csv", table) for code, table in _of_document(order)]
    memory = Memory()
    found += ((f"0-{words.text(f'tables.file.{code}')}.csv", table) for code, table in _of_choice(order, memory))
    for position in order.positions:
        candidate = order.evaluation.scenario.candidates[position]
        title = file_name(words.label(candidate.title), candidate.id)
        found += (
            (f"{position + 1}-{title}-{words.text(f'tables.file.{code}')}.csv", table)
            for code, table in _of_candidate(order, position, memory)
        )
    files = {name: csv_bytes(table, words) for name, table in found}
    return files | {_name_of_list(words): csv_bytes(_list_of(order, files), words)}


def refuse_what_is_in_the_way(folder: Path, files: Mapping[str, bytes]) -> None:
    """Refuse to write over files that this program did not write, or that somebody has changed since.

    Its own are known by the list that was written with them.

    Raises
    ------
    ScenarioError
        ``files_in_the_way``, with their names.
    """
    lists = [_name_of_list(Words(language)) for language in LANGUAGES]
    known = {digest for name in lists for digest in _listed(folder / name)}
    foreign = []
    for name, data in files.items():
        there = _contents(folder / name)
        if there is None or there == data or hashlib.sha256(there).hexdigest() in known:
            continue
        if name not in lists or not _listed(folder / name):
            foreign.append(name)
    if foreign:
        raise ScenarioError([Problem((), "files_in_the_way", {"path": str(folder), "names": tuple(foreign)})])


def _of_document(order: Order) -> Iterator[tuple[str, Table]]:
    """Yield the tables about the document, each with what its file is called by."""
    scenario, words = order.evaluation.scenario, order.words
    yield "figures", figures_table(scenario, order.positions, words)
    if scenario.readiness is not None:
        yield "readiness", readiness_table(scenario.readiness, words)
        begin = beginnings_table(scenario.readiness, words)
        if begin.rows:
            yield "beginnings", begin


def _of_choice(order: Order, memory: Memory) -> Iterator[tuple[str, Table]]:
    """Yield what the choice is about, where all candidates are asked for: held against each other, where several."""
    evaluation, words = order.evaluation, order.words
    candidates = evaluation.scenario.candidates
    if len(order.positions) < len(candidates):
        return
    if len(candidates) > 1:
        found = compare_answered(evaluation, memory=memory)
        yield "choices", comparison_table(found, words)
        yield "pairs", pairs_table(found, words)
        if found.increments:
            yield "increments", increments_table(found, words)
    finding = finding_out(evaluation, memory=memory)
    if finding.unknowns:
        yield "finding_out", finding_out_table(evaluation, finding, words)


def _of_candidate(order: Order, position: int, memory: Memory) -> Iterator[tuple[str, Table]]:
    """Yield the tables about a candidate; the fifty outcomes are those of the S-curve too."""
    evaluation, words = order.evaluation, order.words
    scenario = evaluation.scenario
    answer = evaluation.answer_on(scenario.candidates[position].id)
    if answer is not None:
        yield "ways", ways_data(Telling(evaluation, answer, words))
        yield "percentiles", percentiles_table(answer, words)
        yield "dots", dots_table(answer, words)
        yield "bars", bars_table(answer, words)
        yield "bridge", bridge_table(answer, words)
        yield "fan", fan_table(answer.paid.bank.fan, evaluation.calendar, words)
        yield "statement", statement_table(statement(scenario, answer.id), scenario, words)
        yield from _of_what_matters(order, position, memory)


def _of_what_matters(order: Order, position: int, memory: Memory) -> Iterator[tuple[str, Table]]:
    """Yield what drives a candidate, how that is learnt, two figures at a time, and on whose word it rests."""
    *_, found = matters(order.evaluation, position, memory=memory)
    scenario, words = order.evaluation.scenario, order.words
    yield "drivers", drivers_table(scenario, found.drivers, found.tornado, found.turning or (), words)
    if found.drivers.lessons:
        yield "lessons", lessons_table(scenario, found.drivers.lessons, words)
    if found.tables:
        yield "two_ways", two_ways_table(scenario, found.tables, words)
    if found.sources:
        yield "sources", sources_table(found.sources, words)


def _list_of(order: Order, files: Mapping[str, bytes]) -> Table:
    words = order.words
    rows = [(name, words.text("tables.list.digest"), hashlib.sha256(data).hexdigest()) for name, data in files.items()]
    rows += (("", what, value) for what, value in provenance(order))
    return Table(tuple(words.text(f"tables.list.{column}") for column in ("file", "what", "value")), tuple(rows))


def _name_of_list(words: Words) -> str:
    return f"0-{words.text('tables.file.list')}.csv"


def _listed(path: Path) -> frozenset[str]:
    """Return the digests of the files that a list names; none where it is no list."""
    data = _contents(path)
    language = next(each for each in LANGUAGES if _name_of_list(Words(each)) == path.name)
    if data is None or len(data) > _MOST_BYTES_OF_LIST:
        return frozenset()
    words = Words(language)
    rows = csv.reader(io.StringIO(data.decode("utf-8-sig", "replace"), newline=""), delimiter=delimiter(words))
    try:
        return frozenset(row[-1] for row in rows if len(row) == 3 and row[1] == words.text("tables.list.digest"))
    except csv.Error:
        return frozenset()


def _contents(path: Path) -> bytes | None:
    """Return what stands in a file; None where there is none, nothing where it cannot be read."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return b""
