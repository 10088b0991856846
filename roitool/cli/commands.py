"""What each command does once its arguments are read."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from roitool.cashflow.statement import statement
from roitool.cli import DONE, REFUSED, WRONG_USE
from roitool.cli.candidates import unknown_candidate
from roitool.cli.deciding import compare, drivers
from roitool.cli.diff import diff
from roitool.cli.exporting import export
from roitool.cli.opening import contents
from roitool.cli.starting import new, readiness, templates
from roitool.cli.terminal import table_width, text_width, write
from roitool.cli.watching import watched
from roitool.errors import Problem, ScenarioError
from roitool.evaluate import Evaluation, Memory, evaluate, problems_of
from roitool.evaluate.views import Views, evaluate_outside, evaluate_views
from roitool.evaluate.why import Why, why
from roitool.exports.as_json import evaluation_json, problems_json
from roitool.exports.text import evaluation_text, problems_text, statement_text
from roitool.exports.views_json import views_json
from roitool.exports.views_text import views_text
from roitool.scenario.editing import replaced
from roitool.scenario.file import read_scenario
from roitool.wording.words import Words

if TYPE_CHECKING:
    from argparse import Namespace

    from roitool.scenario.scenario import Scenario


def run(arguments: Namespace) -> int:
    """Run one command and return its exit code.

    Raises
    ------
    KeyboardInterrupt
        Somebody pressed Ctrl-C; nothing was written.
    """
    words = Words(arguments.lang)
    if arguments.command == "batch":
        # Loaded for itself: it brings the writer of workbooks.
        code: int = importlib.import_module("roitool.cli.batching").batch(arguments, words)
        return code
    if arguments.command == "import":
        # As above: it reads workbooks.
        back: int = importlib.import_module("roitool.cli.importing").import_(arguments, words)
        return back
    if without_scenario := {"diff": diff, "templates": templates, "new": new, "readiness": readiness}.get(
        arguments.command
    ):
        return without_scenario(arguments, words)
    command = {
        "evaluate": _evaluate,
        "check": _check,
        "statement": _statement,
        "export": export,
        "compare": compare,
        "drivers": drivers,
    }[arguments.command]
    document: object = None
    try:
        scenario = document = read_scenario(arguments.file)
        return command(scenario, arguments, words)
    except ScenarioError as error:
        document = document or contents(arguments.file, error.problems)
        return _refuse(error.problems, document, arguments, words)


def _evaluate(scenario: Scenario, arguments: Namespace, words: Words) -> int:
    if arguments.seed is not None:
        scenario = replaced(scenario, ("seed",), arguments.seed)
    trials = arguments.trials
    futures = scenario.futures if trials is None else trials
    if arguments.view == "both" and arguments.together:
        write(words.text("cli.together_one_view") + "\n", sys.stderr)
        return WRONG_USE
    if arguments.view == "both":
        views = watched(lambda monitor, executor: evaluate_views(scenario, trials, monitor, executor), futures, words)
        text = views_text(views, words, text_width()) if not arguments.json else _views_json(views)
        write(text, sys.stdout)
        return DONE
    decide = evaluate_outside if arguments.view == "outside" else evaluate
    sets = arguments.together
    evaluation = watched(
        lambda monitor, executor: decide(scenario, trials, monitor, executor, together=sets), futures, words
    )
    if arguments.view == "outside" and not arguments.json:
        write(words.text("views.outside_title") + "\n\n", sys.stdout)
    whys = _whys(evaluation)
    if arguments.json:
        text = evaluation_json(evaluation, whys)
    else:
        text = evaluation_text(evaluation, words, text_width(), whys)
    write(text, sys.stdout)
    return DONE


def _views_json(views: Views) -> str:
    return views_json(views, _whys(views.inside), _whys(views.outside))


def _whys(evaluation: Evaluation) -> tuple[Why, ...]:
    memory = Memory()
    return tuple(why(evaluation, position, memory=memory) for position in range(len(evaluation.candidates)))


def _check(scenario: Scenario, arguments: Namespace, words: Words) -> int:
    problems = problems_of(scenario)
    if any(problem.severity == "error" for problem in problems):
        return _refuse(problems, scenario, arguments, words)
    if problems:
        write(problems_text(problems, words, scenario, text_width()), sys.stdout)
    else:
        titles = words.listed(tuple(words.quoted(words.label(candidate.title)) for candidate in scenario.candidates))
        write(words.text("cli.no_problems", candidates=titles) + "\n", sys.stdout)
    return DONE


def _statement(scenario: Scenario, arguments: Namespace, words: Words) -> int:
    try:
        found = statement(scenario, arguments.candidate)
    except LookupError:
        write(unknown_candidate(arguments.candidate, scenario, words) + "\n", sys.stderr)
        return WRONG_USE
    write(statement_text(found, scenario, words, table_width()), sys.stdout)
    return DONE


def _refuse(problems: Iterable[Problem], document: object, arguments: Namespace, words: Words) -> int:
    if arguments.json:
        write(problems_json(problems), sys.stdout)
        return REFUSED
    text = problems_text(problems, words, document, text_width())
    # Problems are what `check` was asked for; of the other commands they are the excuse.
    if arguments.command == "check":
        write(text, sys.stdout)
    else:
        write(f"{words.text('cli.refused')}\n\n{text}", sys.stderr)
    return REFUSED
