"""``roitool diff``: what differs between two scenario files, and what that comes to."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from roitool.cli import DONE, REFUSED
from roitool.cli.opening import contents
from roitool.cli.terminal import text_width, write
from roitool.cli.watching import watched
from roitool.errors import Problem, ScenarioError
from roitool.evaluate.difference import NotDecided, evaluate_both
from roitool.exports.changes_json import changes_json, refusals_json
from roitool.exports.changes_text import changes_text
from roitool.exports.text import problems_text
from roitool.scenario.changes import changes
from roitool.scenario.file import read_scenario
from roitool.wording.plain import clean

if TYPE_CHECKING:
    from argparse import Namespace

    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words


def diff(arguments: Namespace, words: Words) -> int:
    """Tell what differs and return the exit code; two files that are refused are both told of.

    Raises
    ------
    KeyboardInterrupt
        Somebody pressed Ctrl-C; nothing was written.
    """
    paths = arguments.before, arguments.after
    documents, problems = zip(*(_opened(path) for path in paths), strict=True)
    before, after = documents
    if any(problems):
        return _refuse(documents, problems, arguments, words)
    found, difference = changes(before, after), None
    if arguments.value:
        try:
            difference = watched(
                lambda monitor, executor: evaluate_both(before, after, monitor, executor),
                max(before.futures, after.futures),
                words,
            )
        except NotDecided as error:
            return _refuse(documents, (error.before, error.after), arguments, words)
    if arguments.json:
        text = changes_json(found, before, after, difference)
    else:
        text = changes_text(found, before, after, words, text_width(), difference)
    write(text, sys.stdout)
    return DONE


def _opened(path: str) -> tuple[Scenario | object, tuple[Problem, ...]]:
    """Return a scenario; or what is to be found of one, and what is wrong with it."""
    try:
        return read_scenario(path), ()
    except ScenarioError as error:
        return contents(path, error.problems), error.problems


def _refuse(
    documents: tuple[object, ...], problems: tuple[tuple[Problem, ...], ...], arguments: Namespace, words: Words
) -> int:
    if arguments.json:
        write(refusals_json(*problems), sys.stdout)
        return REFUSED
    parts = []
    for name, document, found in zip(("before", "after"), documents, problems, strict=True):
        if found:
            path = words.quoted(clean(getattr(arguments, name)))
            parts.append(f"{words.text(f'cli.refused_{name}', path=path)}\n\n")
            parts.append(problems_text(found, words, document, text_width()) + "\n")
    write("".join(parts).rstrip("\n") + "\n", sys.stderr)
    return REFUSED
