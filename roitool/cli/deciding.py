"""``roitool compare`` and ``roitool drivers``: which one, and what drives it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from roitool.cli import DONE, WRONG_USE
from roitool.cli.candidates import unknown_candidate
from roitool.cli.figures import NotMeant, Two, two_figures
from roitool.cli.terminal import table_width, text_width, write
from roitool.cli.watching import watched
from roitool.evaluate import Memory, evaluate
from roitool.evaluate.compare import compare as compared
from roitool.evaluate.drivers import drivers as driven
from roitool.evaluate.finding_out import finding_out
from roitool.evaluate.matters import Matters, turning_points
from roitool.evaluate.sources import sources
from roitool.evaluate.tornado import tornado
from roitool.evaluate.two_way import two_way
from roitool.exports.compare_json import comparison_json
from roitool.exports.compare_text import comparison_text
from roitool.exports.drivers_json import drivers_json
from roitool.exports.drivers_text import drivers_text

if TYPE_CHECKING:
    from argparse import Namespace

    from roitool.evaluate import Evaluation
    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words


def compare(scenario: Scenario, arguments: Namespace, words: Words) -> int:
    """Hold all candidates and doing nothing against each other.

    Raises
    ------
    ScenarioError
        The scenario cannot be decided.
    """
    memory = Memory()
    found = watched(
        lambda monitor, executor: compared(scenario, arguments.trials, monitor, executor, memory),
        scenario.futures,
        words,
    )
    finding = finding_out(found.evaluation, memory=memory)
    if arguments.json:
        write(comparison_json(found, finding), sys.stdout)
        return DONE
    title = words.label(scenario.title).strip() or words.text("cli.untitled")
    write(comparison_text(found, finding, title, words, table_width()), sys.stdout)
    return DONE


def drivers(scenario: Scenario, arguments: Namespace, words: Words) -> int:
    """Tell what drives one candidate, or each.

    Raises
    ------
    ScenarioError
        The scenario cannot be decided.
    """
    ids = [candidate.id for candidate in scenario.candidates]
    if arguments.candidate is not None and arguments.candidate not in ids:
        write(unknown_candidate(arguments.candidate, scenario, words) + "\n", sys.stderr)
        return WRONG_USE
    positions = [ids.index(arguments.candidate)] if arguments.candidate is not None else range(len(ids))
    evaluation = watched(
        lambda monitor, executor: evaluate(scenario, monitor=monitor, executor=executor), scenario.futures, words
    )
    tables: dict[int, Two] = {}
    if arguments.two_way is not None:
        try:
            tables = two_figures(scenario, positions, arguments.two_way, words, text_width())
        except NotMeant as error:
            write(f"{error}\n", sys.stderr)
            return WRONG_USE
    memory = Memory()
    found = [_matters(evaluation, position, tables.get(position), memory) for position in positions]
    if arguments.json:
        write(drivers_json(evaluation, found), sys.stdout)
        return DONE
    write(drivers_text(found, words, table_width()), sys.stdout)
    for each in found:
        if each.position in tables and not each.tables:
            title = words.label(scenario.candidates[each.position].title) or each.drivers.candidate
            write(f"{title}: {words.text('two_way.none')}\n", sys.stderr)
    return DONE


def _matters(evaluation: Evaluation, position: int, two: Two | None, memory: Memory) -> Matters:
    scenario, found = evaluation.scenario, driven(evaluation, position, memory=memory)
    swings = tornado(scenario, position)
    tables = () if two is None else two_way(scenario, position, two)
    said, turning = sources(scenario, found, swings), turning_points(scenario, position, found, memory=memory)
    return Matters(evaluation, position, found, swings, tables, said, turning)
