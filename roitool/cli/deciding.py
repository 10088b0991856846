"""``roitool compare`` and ``roitool drivers``: which one, and what drives it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from roitool.cli import DONE, WRONG_USE
from roitool.cli.candidates import unknown_candidate
from roitool.cli.terminal import table_width, write
from roitool.cli.watching import watched
from roitool.evaluate import Memory, evaluate
from roitool.evaluate.compare import compare as compared
from roitool.evaluate.drivers import drivers as driven
from roitool.evaluate.matters import MOST, turning_points
from roitool.evaluate.tornado import tornado
from roitool.exports.compare_json import comparison_json
from roitool.exports.compare_text import comparison_text
from roitool.exports.drivers_json import Driven, drivers_json
from roitool.exports.drivers_text import drivers_text
from roitool.wording.comparison import describe_comparison
from roitool.wording.drivers import describe_drivers

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
    found = watched(
        lambda monitor, executor: compared(scenario, arguments.trials, monitor, executor), scenario.futures, words
    )
    if arguments.json:
        write(comparison_json(found), sys.stdout)
        return DONE
    title = words.label(scenario.title).strip() or words.text("cli.untitled")
    write(comparison_text(describe_comparison(found, words), title, words, table_width()), sys.stdout)
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
    evaluation = watched(
        lambda monitor, executor: evaluate(scenario, monitor=monitor, executor=executor), scenario.futures, words
    )
    positions = [ids.index(arguments.candidate)] if arguments.candidate is not None else range(len(ids))
    memory = Memory()
    found = [_driven(evaluation, position, memory) for position in positions]
    if arguments.json:
        write(drivers_json(found), sys.stdout)
        return DONE
    told = [describe_drivers(scenario, *each, words, MOST) for each in found]
    write("\n".join(drivers_text(each, words, table_width()) for each in told), sys.stdout)
    return DONE


def _driven(evaluation: Evaluation, position: int, memory: Memory) -> Driven:
    scenario, found = evaluation.scenario, driven(evaluation, position, memory=memory)
    return found, tornado(scenario, position), turning_points(scenario, position, found)
