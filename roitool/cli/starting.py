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
from roitool.exports.as_json import problems_json
from roitool.exports.layout import paragraph
from roitool.exports.promise_text import promise_text
from roitool.exports.readiness_text import readiness_text
from roitool.exports.started_text import started_text
from roitool.exports.starting_json import readiness_json, templates_json
from roitool.exports.templates_text import template_text, templates_text
from roitool.exports.text import problems_text
from roitool.scenario.beginning import begun, month_after
from roitool.scenario.data import template, template_ids
from roitool.scenario.file import read_scenario, write_scenario
from roitool.scenario.quote import Quote, held_against
from roitool.scenario.shortening import shortened
from roitool.wording.answer_echo import echoed, told_shortened
from roitool.wording.answering import NotAnswered, answered, quote_labels, stated_quote
from roitool.wording.months import read_month
from roitool.wording.problems import describe_problem
from roitool.wording.templates import no_such_template

if TYPE_CHECKING:
    from argparse import Namespace

    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words


def templates(arguments: Namespace, words: Words) -> int:
    """List what there is to start from, or tell of one."""
    try:
        found = [template(each) for each in ([arguments.template] if arguments.template else template_ids())]
    except ScenarioError as error:
        return _refused(error.problems, words, as_json=arguments.json)
    if arguments.json:
        write(templates_json(found), sys.stdout)
    elif arguments.template:
        write(template_text(found[0], words, text_width()), sys.stdout)
    else:
        write(templates_text(found, words, text_width()), sys.stdout)
    return DONE


def new(arguments: Namespace, words: Words) -> int:
    """Write a scenario made from templates and answers, and tell what to do next."""
    out = _with_its_ending(Path(arguments.out))
    if out.exists() and not arguments.force:
        write(words.text("new.exists", path=words.quoted(str(out))) + "\n", sys.stderr)
        return REFUSED
    answers = dict(arguments.answer)
    try:
        quote = stated_quote(dict(arguments.from_quote), words) if arguments.from_quote else None
        # Refused below where it is no month; investments of the first year need it before the other answers.
        scenario = begun(arguments.templates, read_month(answers.get("start", "")) or month_after(_today()))
        if quote is not None:
            scenario = held_against(scenario, 0, quote, quote_labels(), _today().isoformat())
        filled, terms = shortened(answered(scenario, answers, words, _today().isoformat()))
        told = (*echoed(scenario, filled, answers, words), *told_shortened(filled, terms, words))
    except NotAnswered as error:
        _say(f"roitool new: {error}")
        return WRONG_USE
    except ScenarioError as error:
        return _refused(error.problems, words, None, "new.refused")
    return _written(filled, out, quote, told, words)


def readiness(arguments: Namespace, words: Words) -> int:
    """Tell the questions about readiness; with a file, its answers and what they change."""
    try:
        given = read_scenario(arguments.file).readiness if arguments.file else None
        text = readiness_json(given) if arguments.json else readiness_text(given, words, text_width())
    except ScenarioError as error:
        return _refused(error.problems, words, as_json=arguments.json)
    write(text, sys.stdout)
    return DONE


def _written(scenario: Scenario, out: Path, quote: Quote | None, told: tuple[str, ...], words: Words) -> int:
    problems = problems_of(scenario)
    if any(problem.severity == "error" for problem in problems):
        return _refused(problems, words, scenario, "new.refused")
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
        return _refused(error.problems, words, scenario, "new.refused")
    write(text + started_text(scenario, str(out), words, text_width(), told), sys.stdout)
    return DONE


def _today() -> dt.date:
    """Return the date on the clock of whoever types."""
    return dt.datetime.now().astimezone().date()


def _with_its_ending(out: Path) -> Path:
    """Return the path of the file that is made: a bare name gets the ending of a scenario file."""
    return out if out.suffix or out.is_dir() else out.with_name(f"{out.name}.roi.json")


def _refused(
    problems: tuple[Problem, ...],
    words: Words,
    document: object = None,
    heading: str = "readiness.refused",
    *,
    as_json: bool = False,
) -> int:
    """Tell why not: of a file or a template as a whole plainly, of places in a scenario one by one."""
    if as_json:
        write(problems_json(problems), sys.stdout)
        return REFUSED
    if any(problem.place for problem in problems):
        write(f"{words.text(heading)}\n\n{problems_text(problems, words, document, text_width())}", sys.stderr)
        return REFUSED
    for problem in problems:
        if problem.code == "template_unknown":
            _say(no_such_template(str(problem.values["found"]), words))
        else:
            described = describe_problem(problem, words)
            # A path in it is to stay in one piece.
            write(described.sentence + "\n", sys.stderr)
            _say(described.remedy)
    return REFUSED


def _say(text: str) -> None:
    write(paragraph(text, text_width()) + "\n", sys.stderr)
