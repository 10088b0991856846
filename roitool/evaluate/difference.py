"""What two versions of a scenario come to, and by how much they differ."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

from roitool.errors import Problem, ScenarioError
from roitool.evaluate.engine import Engine
from roitool.evaluate.evaluation import CandidateAnswer, Evaluation
from roitool.evaluate.paired import InBlocks, OneOf, kept_in_blocks, less
from roitool.evaluate.run import block_count, calculated, problems_of, settling_futures
from roitool.measures import Estimate
from roitool.monitor import Monitor
from roitool.sampling.streams import BLOCK
from roitool.scenario.changes import same_candidates
from roitool.scenario.scenario import Scenario


@dataclass(frozen=True, slots=True)
class CandidateDifference:
    """One candidate in both versions; every difference is the second less the first.

    Attributes
    ----------
    before, after
        The answers, None where only the other version has the candidate; then there are no differences either.
    mean_npv
        Of the mean net present value; None too where the two count in different currencies.
    chance_npv, chance_payback, added_short
        Of the chance of earning itself back, of doing so within the time that each version wishes, and of running
        short sooner than without it, paid in the way that each version has chosen.
    """

    before: CandidateAnswer | None
    after: CandidateAnswer | None
    mean_npv: Estimate | None = None
    chance_npv: Estimate | None = None
    chance_payback: Estimate | None = None
    added_short: Estimate | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """Both versions decided in equally many futures.

    Attributes
    ----------
    paired
        Whether both have the same seed and so the same futures: what these have in common is then in neither a
        difference nor its error. Otherwise part of every difference is chance, and its error says how much.
    candidates
        In the order of the second version; those that only the first has come last.
    """

    before: Evaluation
    after: Evaluation
    paired: bool
    candidates: tuple[CandidateDifference, ...]


class NotDecided(Exception):  # noqa: N818 - named for what happened, as `Cancelled` is
    """One of two versions cannot be decided, or both; carries the problems of each."""

    def __init__(self, before: Sequence[Problem] = (), after: Sequence[Problem] = ()) -> None:
        self.before, self.after = tuple(before), tuple(after)
        super().__init__(f"{len(self.before)} problems before, {len(self.after)} after")


def evaluate_both(
    before: Scenario, after: Scenario, monitor: Monitor | None = None, executor: Executor | None = None
) -> Difference:
    """Decide two versions of a scenario, and tell by how much they differ.

    Both are calculated in as many futures as the one that asks for more, and where a verdict of either hangs on a close
    call both once more, so that with one seed they always see the same futures (common random numbers).

    Parameters
    ----------
    monitor, executor
        As of :func:`roitool.evaluate.evaluate`.

    Raises
    ------
    NotDecided
        With the problems of each version.
    Cancelled
        Somebody asked the monitor to stop.
    """
    monitor = monitor or Monitor()
    found = problems_of(before), problems_of(after)
    errors = [[problem for problem in problems if problem.severity == "error"] for problems in found]
    if any(errors):
        raise NotDecided(*errors)
    blocks = max(block_count(before.futures), block_count(after.futures))
    engines = Engine(before), Engine(after)
    one, other = _both(engines, blocks, found, monitor, executor)
    if more := settling_futures(one[0], other[0]):
        one, other = _both(engines, more // BLOCK, found, monitor, executor)
    return _difference(one, other)


_Decided = tuple[Evaluation, tuple[InBlocks, ...]]


def _both(
    engines: tuple[Engine, Engine],
    blocks: int,
    found: tuple[tuple[Problem, ...], tuple[Problem, ...]],
    monitor: Monitor,
    executor: Executor | None,
) -> tuple[_Decided, _Decided]:
    decided: list[_Decided] = []
    refused: list[tuple[Problem, ...]] = []
    for number, engine in enumerate(engines):
        problems: tuple[Problem, ...] = ()
        try:
            evaluation, outcomes = calculated(engine, blocks, found[number], OneOf(monitor, number, 2), executor)
            decided.append((evaluation, kept_in_blocks(engine.scenario, outcomes)))
        except ScenarioError as error:
            problems = error.problems
        refused.append(problems)
    if any(refused):
        raise NotDecided(*refused)
    return decided[0], decided[1]


def _difference(one: _Decided, other: _Decided) -> Difference:
    (before, old_blocks), (after, new_blocks) = one, other
    paired = before.scenario.seed == after.scenario.seed
    same_money = before.scenario.currency == after.scenario.currency
    from_old = {new: old for old, new in same_candidates(before.scenario, after.scenario)}
    candidates = []
    for new, answer in enumerate(after.candidates):
        if new not in from_old:
            candidates.append(CandidateDifference(None, answer))
            continue
        old = from_old[new]
        first, second = old_blocks[old], new_blocks[new]
        candidates.append(
            CandidateDifference(
                before.candidates[old],
                answer,
                less(second.npv, first.npv, paired=paired) if same_money else None,
                less(second.earned_back, first.earned_back, paired=paired),
                less(second.in_time, first.in_time, paired=paired),
                less(second.short, first.short, paired=paired),
            )
        )
    gone = [old for old in range(len(before.candidates)) if old not in from_old.values()]
    candidates += [CandidateDifference(before.candidates[old], None) for old in gone]
    return Difference(before, after, paired, tuple(candidates))
