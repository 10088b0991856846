"""The same decision twice: with the own figures, and as such projects usually go; and what makes the difference."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace

from roitool.errors import ScenarioError
from roitool.evaluate.engine import Engine
from roitool.evaluate.evaluation import Evaluation
from roitool.evaluate.memory import Memory
from roitool.evaluate.paired import InBlocks, OneOf, kept_in_blocks, less
from roitool.evaluate.run import block_count, calculated, evaluate, problems_of, settling_futures
from roitool.measures import Estimate
from roitool.monitor import Monitor
from roitool.sampling.streams import BLOCK
from roitool.scenario.outside import Step, outside_steps
from roitool.scenario.outside_edit import Layer, Stand
from roitool.scenario.reference import CLASSES, READINESS
from roitool.scenario.scenario import Scenario
from roitool.scenario.shipped import shipped_digest


@dataclass(frozen=True, slots=True)
class StepAnswer:
    """What one step from the own view towards the outside view changes about a candidate.

    Attributes
    ----------
    stand
        What the step does; None where it has nothing to do with this candidate.
    mean_npv, chance_npv
        Change of the mean net present value and of the chance of earning itself back, in the same futures. Each step
        starts from where the one before it ended, so that the changes add up to the whole.
    """

    layer: Layer
    stand: Stand | None
    mean_npv: Estimate
    chance_npv: Estimate


@dataclass(frozen=True, slots=True)
class Views:
    """Both views in the same futures.

    Attributes
    ----------
    inside
        With the figures of the document.
    outside
        As such projects usually go.
    steps
        For each candidate the steps between the two.
    """

    inside: Evaluation
    outside: Evaluation
    steps: tuple[tuple[StepAnswer, ...], ...]


def evaluate_views(
    scenario: Scenario, trials: int | None = None, monitor: Monitor | None = None, executor: Executor | None = None
) -> Views:
    """Decide a scenario with its own figures and as such projects usually go.

    Where a verdict of either view hangs on a close call, all are calculated once more with more futures.

    Parameters
    ----------
    trials, monitor, executor
        As of :func:`roitool.evaluate.evaluate`.

    Raises
    ------
    ScenarioError
        With every problem that keeps either view from being decided.
    Cancelled
        Somebody asked the monitor to stop.
    """
    monitor = monitor or Monitor()
    blocks = block_count(scenario.futures if trials is None else trials)
    _refuse(scenario)
    steps = outside_steps(scenario)
    scenarios = [scenario]
    for step in steps:
        if step.scenario != scenarios[-1]:
            scenarios.append(step.scenario)
    _refuse(scenarios[-1])
    engines = [Engine(each) for each in scenarios]
    decided = _decided(engines, blocks, monitor, executor)
    if more := settling_futures(decided[0][0], decided[-1][0]):
        decided = _decided(engines, more // BLOCK, monitor, executor)
    return Views(decided[0][0], _with_digests(decided[-1][0]), _step_answers(steps, scenarios, decided))


def evaluate_outside(
    scenario: Scenario,
    trials: int | None = None,
    monitor: Monitor | None = None,
    executor: Executor | None = None,
    *,
    settle: bool = True,
    together: Sequence[Sequence[str]] = (),
    only: Sequence[str] | None = None,
    known: Sequence[Evaluation] = (),
    memory: Memory | None = None,
) -> Evaluation:
    """Decide a scenario as such projects usually go, and nothing else.

    Parameters, Raises
        As of :func:`evaluate_views`, and of :func:`roitool.evaluate.evaluate`.
    """
    _refuse(scenario)
    outside = outside_steps(scenario)[-1].scenario
    decided = evaluate(
        outside, trials, monitor, executor, settle=settle, together=together, only=only, known=known, memory=memory
    )
    return _with_digests(decided)


_Decided = tuple[Evaluation, tuple[InBlocks, ...]]


def _with_digests(evaluation: Evaluation) -> Evaluation:
    """Return an evaluation that names the reference files behind the outside view."""
    used = {name: shipped_digest(path) for name, path in (("classes", CLASSES), ("readiness", READINESS))}
    made = evaluation.provenance
    return replace(evaluation, provenance=replace(made, reference_digests={**made.reference_digests, **used}))


def _refuse(scenario: Scenario) -> None:
    errors = [problem for problem in problems_of(scenario) if problem.severity == "error"]
    if errors:
        raise ScenarioError(errors)


def _decided(engines: list[Engine], blocks: int, monitor: Monitor, executor: Executor | None) -> list[_Decided]:
    decided = []
    for number, engine in enumerate(engines):
        found = problems_of(engine.scenario)
        one_of = OneOf(monitor, number, len(engines))
        evaluation, outcomes = calculated(engine, blocks, found, one_of, executor)
        decided.append((evaluation, kept_in_blocks(engine.scenario, outcomes)))
    return decided


def _step_answers(
    steps: tuple[Step, ...], scenarios: list[Scenario], decided: list[_Decided]
) -> tuple[tuple[StepAnswer, ...], ...]:
    """Return the steps of each candidate; a step that changed no scenario changes no number either."""
    answers: list[list[StepAnswer]] = [[] for _ in scenarios[0].candidates]
    at = 0
    for step in steps:
        before = at
        if step.scenario != scenarios[at]:
            at += 1
        stands = {stand.candidate: stand for stand in step.stands}
        for position, candidate in enumerate(scenarios[0].candidates):
            one, other = decided[before][1][position], decided[at][1][position]
            answers[position].append(
                StepAnswer(
                    step.layer,
                    stands.get(candidate.id),
                    less(other.npv, one.npv, paired=True),
                    less(other.earned_back, one.earned_back, paired=True),
                )
            )
    return tuple(tuple(each) for each in answers)
