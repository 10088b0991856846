"""``roitool export``: the answer to a scenario as files for other programs and other people."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from roitool.cli import DONE, REFUSED, WRONG_USE
from roitool.cli.candidates import unknown_candidate
from roitool.cli.terminal import text_width, write
from roitool.cli.watching import watched
from roitool.errors import ScenarioError
from roitool.evaluate import evaluate
from roitool.exports.kinds import KINDS, Kind
from roitool.exports.order import Order
from roitool.exports.text import problems_text
from roitool.scenario.editing import replaced
from roitool.scenario.file import write_all
from roitool.wording.plain import clean

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Mapping, Sequence

    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words


def export(scenario: Scenario, arguments: Namespace, words: Words) -> int:
    """Decide a scenario once, and write every file asked for or none.

    Raises
    ------
    ScenarioError
        The scenario cannot be calculated.
    """
    if arguments.seed is not None:
        scenario = replaced(scenario, ("seed",), arguments.seed)
    paths = {kind: Path(found) for kind in KINDS if (found := getattr(arguments, kind.option)) is not None}
    wrong = _wrong_files(paths, words) or _wrong_candidates(scenario, arguments.candidate, words)
    if wrong:
        return _said(wrong, WRONG_USE)
    wished = [
        position
        for position, candidate in enumerate(scenario.candidates)
        if not arguments.candidate or candidate.id in arguments.candidate
    ]
    if not wished:
        return _said(words.text("cli.export.nothing"), REFUSED)
    asked = {kind: _named(kind, path) for kind, path in paths.items()}
    order = _order(scenario, arguments, wished, words)
    try:
        made = _made(asked, order)
        write_all(made, folders=[path for kind, path in asked.items() if not kind.endings])
    except ScenarioError as error:
        told = problems_text(error.problems, words, scenario, text_width())
        return _said(f"{words.text('cli.export.not_written')}\n\n{told}".rstrip(), REFUSED)
    titles = _titles(scenario, wished, words)
    for path in asked.values():
        write(words.text("cli.export.written", path=str(path), titles=titles) + "\n", sys.stdout)
    return DONE


def _wrong_files(paths: dict[Kind, Path], words: Words) -> str:
    """Say what is wrong with the files asked for; nothing where all is well."""
    if not paths:
        options = words.listed(tuple(f"--{kind.option}" for kind in KINDS), any_of=True)
        return words.text("cli.export.no_file", options=options)
    for kind, path in paths.items():
        # It may be the scenario itself, which would be gone.
        if kind.endings and path.suffix and path.suffix.lower() not in kind.endings and not path.is_dir():
            values = {"found": words.quoted(clean(path.name)), "ending": words.listed(kind.endings, any_of=True)}
            return words.text("cli.export.ending", **values)
    return ""


def _wrong_candidates(scenario: Scenario, wished: Sequence[str], words: Words) -> str:
    known = {candidate.id for candidate in scenario.candidates}
    unknown = next((each for each in wished if each not in known), None)
    return "" if unknown is None else unknown_candidate(unknown, scenario, words)


def _named(kind: Kind, path: Path) -> Path:
    """Return a path with the ending of its kind, where it has none."""
    without = kind.endings and not path.suffix and not path.is_dir()
    return path.with_name(f"{path.name}{kind.endings[0]}") if without else path


def _order(scenario: Scenario, arguments: Namespace, positions: Sequence[int], words: Words) -> Order:
    """Decide the candidates asked for, with the day of today."""
    trials, names = arguments.trials, [scenario.candidates[each].id for each in positions]
    evaluation = watched(
        lambda monitor, executor: evaluate(scenario, trials, monitor, executor, only=names),
        scenario.futures if trials is None else trials,
        words,
    )
    return Order(evaluation, tuple(positions), words, dt.datetime.now().astimezone().date())


def _made(asked: Mapping[Kind, Path], order: Order) -> dict[Path, bytes]:
    """Make every file before the first is written, so that what cannot be made leaves no others behind."""
    made: dict[Path, bytes] = {}
    for kind, path in asked.items():
        made |= kind.make(order, path)
    return made


def _said(text: str, code: int) -> int:
    write(text + "\n", sys.stderr)
    return code


def _titles(scenario: Scenario, positions: Iterable[int], words: Words) -> str:
    candidates = [scenario.candidates[each] for each in positions]
    return words.listed(tuple(words.quoted(words.label(each.title) or each.id) for each in candidates))
