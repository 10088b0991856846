"""``roitool import``: the figures that somebody changed in a workbook, one by one into a scenario."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from roitool.cli import DONE, REFUSED, WRONG_USE
from roitool.cli.opening import contents
from roitool.cli.terminal import text_width, write
from roitool.cli.wishes import Wish
from roitool.errors import Problem, ScenarioError
from roitool.exports.as_json import problems_json
from roitool.exports.layout import paragraph
from roitool.exports.review_json import review_json
from roitool.exports.review_text import change_text, review_text
from roitool.exports.text import problems_text
from roitool.imports.container import workbook_bytes
from roitool.imports.review import Review, reviewed, taken_over
from roitool.scenario.check import check
from roitool.scenario.file import read_scenario, write_scenario
from roitool.wording.problems import describe_problem

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words

_ANSWERS = {"y": "yes", "j": "yes", "n": "no", "a": "all", "q": "stop", "s": "stop"}


def import_(arguments: Namespace, words: Words) -> int:
    """List what came of a workbook, ask or be told what of it to take over, and write that into the scenario.

    Raises
    ------
    KeyboardInterrupt
        Somebody pressed Ctrl-C; nothing was written.
    """
    try:
        scenario = read_scenario(arguments.into)
    except ScenarioError as error:
        return _refused(error.problems, contents(arguments.into, error.problems), arguments, words)
    try:
        data = workbook_bytes(arguments.file)
        review = reviewed(data, Path(arguments.file).name, scenario, words, dt.datetime.now().astimezone().date())
    except ScenarioError as error:
        return _refused(error.problems, None, arguments, words)
    return _review(review, scenario, arguments, words)


def _review(review: Review, scenario: Scenario, arguments: Namespace, words: Words) -> int:
    wish: Wish | None = "none" if arguments.dry_run else arguments.accept
    if isinstance(wish, tuple) and (beyond := [each for each in wish if not 1 <= each <= len(review.changes)]):
        found = words.listed(tuple(map(words.number, beyond)))
        _say(words.text("import.no_such_number", found=found, count=words.number(len(review.changes))))
        return WRONG_USE
    if not arguments.json:
        write(review_text(review, scenario, words, text_width()), sys.stdout)
    if wish is None and review.changes and not arguments.json:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            _say(words.text("import.accept_missing"))
            return WRONG_USE
        accepted = _asked(review, scenario, words)
    else:
        accepted = _wished(wish or "none", review)
    return _take_over(review, accepted, scenario, arguments, words)


def _wished(wish: Wish, review: Review) -> list[int]:
    """Return the numbers of what is wished; ``all`` is all that is beyond doubt."""
    if isinstance(wish, tuple):
        return list(wish)
    return [number for number, each in enumerate(review.changes, start=1) if wish == "all" and not each.doubtful]


def _asked(review: Review, scenario: Scenario, words: Words) -> list[int]:
    """Ask for each change whether to take it over; what is doubtful is asked after a yes to all too."""
    accepted: list[int] = []
    everything = False
    for number, change in enumerate(review.changes, start=1):
        answer = "yes"
        if change.doubtful or not everything:
            write(f"\n{change_text(number, change, scenario, words, text_width())}\n", sys.stdout)
            answer = _answer(words)
        if answer == "stop":
            break
        everything = everything or answer == "all"
        if answer != "no":
            accepted.append(number)
    return accepted


def _answer(words: Words) -> str:
    """Return the answer to a question; no more words is the end of them."""
    while True:
        write(words.text("import.ask") + " ", sys.stdout)
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            return "stop"
        if answer := _ANSWERS.get(line.strip().lower()[:1]):
            return answer


def _take_over(review: Review, accepted: list[int], scenario: Scenario, arguments: Namespace, words: Words) -> int:
    after = None
    if accepted:
        after = taken_over(scenario, [review.changes[number - 1] for number in accepted])
        try:
            write_scenario(arguments.into, after)
        except ScenarioError as error:
            return _refused(error.problems, after, arguments, words)
    if arguments.json:
        write(review_json(review, scenario, words, accepted, after), sys.stdout)
        return DONE
    if after is None:
        if not arguments.dry_run and review.changes:
            write("\n" + words.text("import.nothing_written") + "\n", sys.stdout)
        return DONE
    code = "import.written.one" if len(accepted) == 1 else "import.written.several"
    write("\n" + words.text(code, count=words.number(len(accepted)), path=arguments.into) + "\n", sys.stdout)
    left = sum(each.doubtful for each in review.changes) if arguments.accept == "all" else 0
    if left:
        write(paragraph(words.text("import.doubtful_left", count=words.number(left)), text_width()) + "\n", sys.stdout)
    _tell_of_errors(after, words)
    return DONE


def _tell_of_errors(after: Scenario, words: Words) -> None:
    """Tell what now keeps the scenario from being calculated."""
    errors = [problem for problem in check(after) if problem.severity == "error"]
    if errors:
        write(f"\n{words.text('cli.refused')}\n\n{problems_text(errors, words, after, text_width())}", sys.stdout)


def _refused(problems: Iterable[Problem], document: object, arguments: Namespace, words: Words) -> int:
    if arguments.json:
        write(problems_json(problems), sys.stdout)
        return REFUSED
    for problem in problems:
        described = describe_problem(problem, words, document, typed=True)
        where = f"{described.where}: " if problem.place else ""
        _say(f"{where}{described.text}")
    return REFUSED


def _say(text: str) -> None:
    write(f"roitool import: {text}\n", sys.stderr)
