"""``roitool export``: the answer to a scenario as files for other programs and other people."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from roitool.cli import DONE, REFUSED, WRONG_USE
from roitool.cli.terminal import text_width, write
from roitool.cli.watching import watched
from roitool.errors import ScenarioError
from roitool.evaluate import evaluate
from roitool.exports.kinds import KINDS, Kind
from roitool.exports.order import Order
from roitool.exports.text import problems_text
from roitool.scenario.editing import replaced
from roitool.scenario.file import refused_in_words, write_all
from roitool.wording.plain import clean

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Sequence

    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words


@dataclass(frozen=True, slots=True)
class _Asked:
    """A file that is asked for, and the places of the candidates it can hold."""

    kind: Kind
    path: Path
    positions: tuple[int, ...]


def export(scenario: Scenario, arguments: Namespace, words: Words) -> int:
    """Decide a scenario once, write every file asked for or none, and say what is left out of each.

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
    asked = [_asked(kind, path, scenario, wished, words) for kind, path in paths.items()]
    for each in asked:
        if not each.positions:
            return _said(words.text("cli.export.nothing", path=str(each.path)), REFUSED)
    order = _order(scenario, arguments, wished, words)
    try:
        _write(asked, _made(asked, order))
    except ScenarioError as error:
        told = problems_text(error.problems, words, scenario, text_width())
        return _said(f"{words.text('cli.export.not_written')}\n\n{told}".rstrip(), REFUSED)
    for each in asked:
        titles = _titles(scenario, each.positions, words)
        write(words.text("cli.export.written", path=str(each.path), titles=titles) + "\n", sys.stdout)
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
    known = tuple(candidate.id for candidate in scenario.candidates)
    unknown = [each for each in wished if each not in known]
    if not unknown:
        return ""
    values = {"found": words.quoted(words.label(unknown[0])), "choices": words.listed(known, any_of=True) or "—"}
    return words.text("cli.unknown_candidate", **values)


def _asked(kind: Kind, path: Path, scenario: Scenario, wished: Sequence[int], words: Words) -> _Asked:
    """Return what a file holds, after saying what is left out of it."""
    if kind.endings and not path.suffix and not path.is_dir():
        path = path.with_name(f"{path.name}{kind.endings[0]}")
    reasons = kind.left_out(scenario, wished)
    for position, reason in reasons.items():
        title = _titles(scenario, [position], words)
        write(words.text(f"cli.export.left_out.{reason}", title=title) + "\n", sys.stderr)
    return _Asked(kind, path, tuple(each for each in wished if each not in reasons))


def _order(scenario: Scenario, arguments: Namespace, positions: Sequence[int], words: Words) -> Order:
    """Decide the candidates asked for, with the day of today."""
    trials, names = arguments.trials, [scenario.candidates[each].id for each in positions]
    evaluation = watched(
        lambda monitor, executor: evaluate(scenario, trials, monitor, executor, only=names),
        scenario.futures if trials is None else trials,
        words,
    )
    return Order(evaluation, tuple(positions), words, dt.datetime.now().astimezone().date())


def _made(asked: Sequence[_Asked], order: Order) -> dict[Path, bytes]:
    """Make every file before the first is written, so that what cannot be made leaves no others behind."""
    made: dict[Path, bytes] = {}
    for each in asked:
        made |= each.kind.make(replace(order, positions=each.positions), each.path)
    return made


def _write(asked: Sequence[_Asked], made: dict[Path, bytes]) -> None:
    for each in asked:
        if not each.kind.endings:
            with refused_in_words(each.path):
                each.path.mkdir(exist_ok=True)
    write_all(made)


def _said(text: str, code: int) -> int:
    write(text + "\n", sys.stderr)
    return code


def _titles(scenario: Scenario, positions: Iterable[int], words: Words) -> str:
    candidates = [scenario.candidates[each] for each in positions]
    return words.listed(tuple(words.quoted(words.label(each.title) or each.id) for each in candidates))
