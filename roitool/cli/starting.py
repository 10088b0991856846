"""``roitool templates``, ``roitool new``, ``roitool readiness``: from nothing to a scenario file."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from roitool.cli import DONE, REFUSED, WRONG_USE
from roitool.cli.terminal import text_width, write
from roitool.cli.watching import watched
from roitool.errors import Problem, ScenarioError
from roitool.evaluate import problems_of
from roitool.evaluate.promise import held_against_the_light
from roitool.exports.promise_text import promise_text
from roitool.exports.readiness_text import readiness_text
from roitool.exports.started_text import started_text
from roitool.exports.templates_text import template_text, templates_text
from roitool.exports.text import problems_text
from roitool.scenario.base import Translated
from roitool.scenario.beginning import begun
from roitool.scenario.data import template, template_ids
from roitool.scenario.file import read_scenario, write_scenario
from roitool.scenario.quote import Quote, held_against
from roitool.wording.answering import NotAnswered, answered, stated_quote
from roitool.wording.words import LANGUAGES, Words

if TYPE_CHECKING:
    from argparse import Namespace

    from roitool.scenario.scenario import Scenario


def templates(arguments: Namespace, words: Words) -> int:
    """List what there is to start from, or tell of one."""
    try:
        if arguments.template:
            text = template_text(template(arguments.template), words, text_width())
        else:
            text = templates_text([template(each) for each in template_ids()], words, text_width())
    except ScenarioError as error:
        return _refused(error.problems, None, words)
    write(text, sys.stdout)
    return DONE


def new(arguments: Namespace, words: Words) -> int:
    """Write a scenario made from templates and answers, and tell what to do next."""
    out = Path(arguments.out)
    if out.exists() and not arguments.force:
        write(words.text("new.exists", path=words.quoted(str(out))) + "\n", sys.stderr)
        return REFUSED
    try:
        quote = stated_quote(dict(arguments.from_quote), words) if arguments.from_quote else None
        scenario = begun(arguments.templates, dict(arguments.answer).get("start", _next_month()))
        if quote is not None:
            scenario = held_against(scenario, 0, quote, _quote_labels(), _today().isoformat())
        scenario = answered(scenario, dict(arguments.answer), words, _today().isoformat())
    except NotAnswered as error:
        write(f"roitool new: {error}\n", sys.stderr)
        return WRONG_USE
    except ScenarioError as error:
        return _refused(error.problems, None, words)
    return _written(scenario, out, quote, words)


def readiness(arguments: Namespace, words: Words) -> int:
    """Tell the questions about readiness; with a file, its answers and what they change."""
    try:
        given = read_scenario(arguments.file).readiness if arguments.file else None
        text = readiness_text(given, words, text_width())
    except ScenarioError as error:
        return _refused(error.problems, None, words)
    write(text, sys.stdout)
    return DONE


def _written(scenario: Scenario, out: Path, quote: Quote | None, words: Words) -> int:
    problems = problems_of(scenario)
    if any(problem.severity == "error" for problem in problems):
        return _refused(problems, scenario, words)
    try:
        text = ""
        if quote is not None:
            found = watched(
                lambda monitor, executor: held_against_the_light(scenario, 0, quote, monitor, executor),
                scenario.futures,
                words,
            )
            text = promise_text(found, words, text_width()) + "\n"
        write_scenario(out, scenario)
    except ScenarioError as error:
        return _refused(error.problems, scenario, words)
    write(text + started_text(scenario, str(out), words, text_width()), sys.stdout)
    return DONE


def _quote_labels() -> dict[str, Translated]:
    """Return what the figures of a quote are called, in both languages: they go into a file that has both."""
    spoken = {language: Words(language) for language in LANGUAGES}
    return {
        name: Translated(nl=spoken["nl"].text(f"quote.{name}"), en=spoken["en"].text(f"quote.{name}"))
        for name in ("price", "saving", "running")
    }


def _next_month() -> str:
    following = _today().replace(day=1) + dt.timedelta(days=32)
    return f"{following:%Y-%m}"


def _today() -> dt.date:
    """Return the date on the clock of whoever types."""
    return dt.datetime.now().astimezone().date()


def _refused(problems: tuple[Problem, ...], document: object, words: Words) -> int:
    write(f"{words.text('cli.refused')}\n\n{problems_text(problems, words, document, text_width())}", sys.stderr)
    return REFUSED
