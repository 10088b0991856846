"""``roitool batch``: many scenario files, and a table with a row for each of their candidates."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from roitool.batch.files import named_files
from roitool.batch.journal import Journal
from roitool.batch.rows import COLUMNS, Row, batch_table, has_no_answer
from roitool.batch.run import answered
from roitool.batch.task import Asked
from roitool.cli import DONE, INTERRUPTED, REFUSED, WRONG_USE
from roitool.cli.executors import NoWorkplace, workplace
from roitool.cli.terminal import Progress, write
from roitool.cli.watching import interrupt_cancels
from roitool.errors import ScenarioError
from roitool.evaluate.run import block_count
from roitool.exports.table_workbook import workbook_bytes
from roitool.exports.tables import csv_bytes
from roitool.monitor import Cancelled
from roitool.scenario.file import write_whole
from roitool.wording.plain import clean
from roitool.wording.problems import describe_problem

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping, Sequence

    from roitool.wording.words import Words

_ENDINGS = (".csv", ".xlsx")


def batch(arguments: Namespace, words: Words) -> int:
    """Decide every file, write the table and tell how it went; return the exit code."""
    out = Path(arguments.out)
    if out.suffix.lower() not in _ENDINGS:
        endings = words.listed(_ENDINGS, any_of=True)
        write(words.text("batch.ending", found=words.quoted(clean(out.name)), endings=endings) + "\n", sys.stderr)
        return WRONG_USE
    files = named_files(arguments.files)
    try:
        if arguments.trials is not None:
            block_count(arguments.trials)
        return _Run(files, out, words).run(arguments)
    except ScenarioError as error:
        for problem in error.problems:
            told = describe_problem(problem, words)
            write(f"{told.sentence}\n{told.remedy}\n", sys.stderr)
    except NoWorkplace as error:
        write(words.text(error.code, address=error.detail) + "\n", sys.stderr)
    return REFUSED


class _Run:
    """One batch: what is known of its files so far."""

    def __init__(self, files: Sequence[str], out: Path, words: Words) -> None:
        self._files = files
        self._out = out
        self._words = words
        self._rows: dict[int, tuple[Row, ...]] = {}
        self._lost = 0

    def run(self, arguments: Namespace) -> int:
        monitor = Progress(self._words, sys.stderr, "batch.progress")
        asked = Asked(arguments.trials, arguments.view, self._words.language)
        place = workplace(arguments.executor, len(self._files), monitor)
        journal = Journal(self._out, afresh=arguments.restart)
        try:
            with interrupt_cancels(monitor), journal:
                for each in answered(self._files, asked, place, journal.known, monitor):
                    self._rows[each.position] = each.rows
                    self._lost += each.lost
                    if each.keep_by:
                        journal.keep(each.keep_by, each.rows)
                    monitor.progress(len(self._rows), len(self._files))
        except Cancelled:
            monitor.clear()
            return self._interrupted()
        except NoWorkplace:
            monitor.clear()
            self._write()
            raise
        monitor.clear()
        self._write()
        if not self._lost:
            journal.remove()
        return self._told()

    def _write(self) -> None:
        """Write the table of all that is known, in the order of the files; of nothing none."""
        if not self._rows:
            return
        table = batch_table([(self._files[at], self._rows[at]) for at in sorted(self._rows)], self._words)
        if self._out.suffix.lower() == ".csv":
            data = csv_bytes(table, self._words)
        else:
            data = workbook_bytes(table, tuple(COLUMNS.values()), self._words.text("batch.sheet"))
        write_whole(self._out, data)

    def _interrupted(self) -> int:
        self._write()
        write(self._words.text("batch.interrupted", **self._counts()) + "\n", sys.stderr)
        return INTERRUPTED

    def _told(self) -> int:
        refused = sum(has_no_answer(rows[0]) for rows in self._rows.values())
        code = "batch.done" if not refused else "batch.lost_some" if self._lost else "batch.refused_some"
        write(self._words.text(code, refused=self._words.number(refused), **self._counts()) + "\n", sys.stdout)
        return REFUSED if refused else DONE

    def _counts(self) -> Mapping[str, str]:
        number = self._words.number
        return {
            "done": number(len(self._rows)),
            "total": number(len(self._files)),
            "path": self._words.quoted(clean(str(self._out))),
        }
