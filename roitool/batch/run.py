"""A batch: every file gets its answer, wherever that is calculated, and whatever becomes of the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from roitool.batch.crew import Answered, Crew, Item, Workplace
from roitool.batch.rows import Row, refused_row
from roitool.batch.task import Asked
from roitool.errors import ScenarioError
from roitool.monitor import Cancelled, Monitor
from roitool.scenario.file import file_bytes
from roitool.wording.words import Words


def answered(
    files: Sequence[str], asked: Asked, place: Workplace, known: Mapping[str, tuple[Row, ...]], monitor: Monitor
) -> Iterator[Answered]:
    """Yield every file with its answer, as they come.

    Parameters
    ----------
    known
        Earlier answers by :meth:`.Asked.key`, which are not calculated once more.

    Raises
    ------
    Cancelled
        Somebody asked the monitor to stop; what was ready by then has been yielded.
    Exception
        The workplace cannot be opened; what it raised.
    """
    with Crew(place, asked, monitor) as crew:
        try:
            yield from _answered(files, asked, known, crew)
        except Cancelled:
            yield from crew.stop()
            raise


def _answered(
    files: Sequence[str], asked: Asked, known: Mapping[str, tuple[Row, ...]], crew: Crew
) -> Iterator[Answered]:
    words, task = Words(asked.language), list[Item]()
    for position, file in enumerate(files):
        try:
            contents = file_bytes(file)
        except ScenarioError as error:
            yield Answered(position, (refused_row(error.problems, words),))
            continue
        item = Item(position, asked.key(contents), contents)
        if item.key in known:
            yield Answered(position, known[item.key])
            continue
        task.append(item)
        if crew.is_enough(task):
            yield from crew.hand_out(tuple(task))
            task.clear()
    if task:
        yield from crew.hand_out(tuple(task))
    yield from crew.finish()
