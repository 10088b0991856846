"""``roitool export``: a scenario as a file for other programs."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from roitool.cli import DONE, REFUSED, WRONG_USE
from roitool.cli.terminal import write
from roitool.exports.workbook import workbook
from roitool.exports.workbook.left_out import left_out
from roitool.scenario.file import write_whole
from roitool.wording.plain import clean

if TYPE_CHECKING:
    from argparse import Namespace

    from roitool.scenario.candidate import Candidate
    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words

_ENDING = ".xlsx"


def export(scenario: Scenario, arguments: Namespace, words: Words) -> int:
    """Write a workbook with the candidates asked for, and say which are left out of it.

    Raises
    ------
    ScenarioError
        The scenario cannot be calculated, or the file not be written.
    """
    out = Path(arguments.xlsx)
    out = out if out.suffix or out.is_dir() else out.with_name(f"{out.name}{_ENDING}")
    if out.suffix.lower() != _ENDING and not out.is_dir():
        # It may be the scenario itself, which would be gone.
        write(words.text("cli.export.ending", found=words.quoted(clean(out.name)), ending=_ENDING) + "\n", sys.stderr)
        return WRONG_USE
    wished = arguments.candidate or [candidate.id for candidate in scenario.candidates]
    known = {candidate.id: position for position, candidate in enumerate(scenario.candidates)}
    unknown = [each for each in wished if each not in known]
    if unknown:
        choices = words.listed(tuple(known), any_of=True) or "—"
        values = {"found": words.quoted(words.label(unknown[0])), "choices": choices}
        write(words.text("cli.unknown_candidate", **values) + "\n", sys.stderr)
        return WRONG_USE
    asked = sorted({known[each] for each in wished})
    reasons = left_out(scenario, asked)
    for position, reason in reasons.items():
        title = _titles([scenario.candidates[position]], words)
        write(words.text(f"cli.export.left_out.{reason}", title=title) + "\n", sys.stderr)
    positions = tuple(each for each in asked if each not in reasons)
    if not positions:
        write(words.text("cli.export.nothing") + "\n", sys.stderr)
        return REFUSED
    write_whole(out, workbook(scenario, positions, words, dt.datetime.now().astimezone().date()))
    titles = _titles([scenario.candidates[each] for each in positions], words)
    write(words.text("cli.export.written", path=str(out), titles=titles) + "\n", sys.stdout)
    return DONE


def _titles(candidates: list[Candidate], words: Words) -> str:
    return words.listed(tuple(words.quoted(words.label(each.title) or each.id) for each in candidates))
