"""The conductor: a scenario goes in, its answer comes out; the chunks of futures run here or in other processes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import replace
from threading import local

from roitool import __version__
from roitool.cashflow.calendar import calendar_of
from roitool.errors import Problem, ScenarioError, Value
from roitool.evaluate.answers import Kept, candidate_answer
from roitool.evaluate.engine import Engine
from roitool.evaluate.evaluation import Evaluation, Provenance, ReachedCorrelation
from roitool.evaluate.gathering import gathered
from roitool.evaluate.known import known_answers
from roitool.evaluate.memory import Memory
from roitool.evaluate.outcomes import CandidateOutcome, ChunkOutcome
from roitool.evaluate.over_two_years import deduction_split
from roitool.evaluate.set_answers import set_answer
from roitool.evaluate.together import deduction_together, positions_of_sets
from roitool.measures import Estimate, mean_estimate
from roitool.measures.estimates import FEWEST_BLOCKS
from roitool.monitor import Monitor
from roitool.sampling.correlation import groups_of
from roitool.sampling.draws import reached_correlations
from roitool.sampling.streams import BLOCK, CHUNK_BLOCKS
from roitool.scenario.check import check
from roitool.scenario.data import effective_regime, regime_digest
from roitool.scenario.file import digest, scenario_bytes, scenario_from_bytes
from roitool.scenario.integration import reference_digests
from roitool.scenario.scenario import MAX_FUTURES, MIN_FUTURES, Scenario

CHUNKS_PER_TASK = 4
SHORT_REST = 2
SETTLING_FACTOR, SETTLING_BLOCKS = 4, 160_000 // BLOCK
_LOOK_EVERY_SECONDS = 0.05


def evaluate(
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
    """Decide a scenario.

    Parameters
    ----------
    scenario
        The company and its candidates.
    trials
        How many futures; left out, as many as the scenario says. Rounded up to whole blocks of 1 024, at least ten.
    monitor
        Told how far it is, and asked whether to stop, between chunks of some 8 192 futures.
    executor
        Where chunks are calculated; left out, here and now. The result is the same, bit for bit.
    settle
        Whether a verdict that hangs on a close call is calculated once more, with four times the futures, up to some
        160 000.
    together
        Sets of candidates, by their ids, that are calculated as done together, beside each by itself.
    only
        Candidates, by their ids, that are decided; left out, all of them. Members of sets always are.
    known
        Earlier answers. Where one says of a candidate what this calculation would say, to the last bit, it is taken
        over instead of being calculated once more.
    memory
        What an earlier calculation in this thread left, and this one leaves in turn; left out, nothing is kept.

    Returns
    -------
    Evaluation
        Every candidate's verdict and numbers, and how many futures they come from. The same scenario and number of
        futures give the same bits, whichever candidates are decided with them.

    Raises
    ------
    ScenarioError
        With every problem that keeps it from being decided.
    Cancelled
        Somebody asked the monitor to stop.
    """
    monitor = monitor or Monitor()
    blocks = block_count(scenario.futures if trials is None else trials)
    found = problems_of(scenario)
    errors = [problem for problem in found if problem.severity == "error"]
    if errors:
        raise ScenarioError(errors)
    sets = positions_of_sets(scenario, together)
    position_of = {candidate.id: position for position, candidate in enumerate(scenario.candidates)}
    named = position_of if only is None else dict.fromkeys(only)
    wanted = sorted({*(position_of[name] for name in named), *(member for members in sets for member in members)})

    def decided(blocks: int) -> Evaluation:
        have = {} if sets else known_answers(known, scenario, blocks * BLOCK)
        missing = [each for each in wanted if scenario.candidates[each].id not in have]
        engine = Engine(scenario, sets, missing, memory)
        evaluation, _ = calculated(engine, blocks, found, monitor, executor)
        have |= {answer.id: answer for answer in evaluation.candidates}
        return replace(evaluation, candidates=tuple(have[scenario.candidates[each].id] for each in wanted))

    evaluation = decided(blocks)
    if settle and (more := settling_futures(evaluation)):
        evaluation = decided(more // BLOCK)
    return evaluation


def settling_futures(*evaluations: Evaluation) -> int:
    """Return with how many futures verdicts that hang on a close call are calculated once more; 0 if none does."""
    blocks = max(evaluation.provenance.futures for evaluation in evaluations) // BLOCK
    more = min(SETTLING_FACTOR * blocks, SETTLING_BLOCKS)
    close = any(candidate.verdict.close_call for evaluation in evaluations for candidate in evaluation.candidates)
    return more * BLOCK if close and more > blocks else 0


def calculated(
    engine: Engine, blocks: int, found: tuple[Problem, ...], monitor: Monitor, executor: Executor | None
) -> tuple[Evaluation, tuple[CandidateOutcome, ...]]:
    """Return an engine's answer from so many blocks of futures, and what it was made of: each candidate in each."""
    scenario, base, kept = engine.scenario, engine.base(), Kept()
    chunks = kept.looked_into(_in_order(engine, blocks, monitor, executor))
    candidates, nothing, sets = gathered(
        ((chunk.candidates, chunk.nothing, chunk.sets) for chunk in chunks), blocks * BLOCK
    )
    engine.release()
    if blocks == FEWEST_BLOCKS:
        for position, outcome in zip(engine.positions, candidates, strict=True):
            engine.outcomes.keep(scenario, position, outcome)
    answers = tuple(
        candidate_answer(engine, place, outcome, base[place], kept) for place, outcome in enumerate(candidates)
    )
    evaluation = Evaluation(
        scenario=scenario,
        calendar=engine.setting.calendar,
        provenance=Provenance(
            version=__version__,
            scenario_digest=digest(scenario),
            regime_digest=regime_digest(scenario.regime),
            reference_digests=reference_digests(scenario),
            seed=scenario.seed,
            futures=blocks * BLOCK,
        ),
        warnings=found,
        correlations=_reached(engine, blocks),
        nothing_mean=Estimate(0.0, 0.0, blocks) if nothing is None else mean_estimate(nothing),
        candidates=answers,
        together=tuple(set_answer(engine, number, found, candidates, kept) for number, found in enumerate(sets)),
    )
    return evaluation, candidates


def problems_of(scenario: Scenario) -> tuple[Problem, ...]:
    """Return everything that is wrong or doubtful about a scenario before any future is drawn; never raises.

    What :func:`roitool.scenario.check.check` finds and, where none of that is an error, what the engine has to say
    beside the numbers: correlations that contradict each other, tax rules carried on beyond their year, candidates that
    share an investment deduction, or get another one when they are spread over two years.
    """
    found = check(scenario)
    if any(problem.severity == "error" for problem in found):
        return found
    return (
        *found,
        *_moved_correlations(scenario),
        *_validity_of_regime(scenario),
        *deduction_together(scenario),
        *deduction_split(scenario),
    )


def block_count(trials: int) -> int:
    """Return how many blocks of 1 024 futures are calculated when so many are asked for.

    Raises
    ------
    ScenarioError
        ``too_large``, ``too_small``.
    """
    if trials > MAX_FUTURES:
        raise ScenarioError([Problem(("futures",), "too_large", {"found": trials, "bound": MAX_FUTURES})])
    if trials < 1:
        raise ScenarioError([Problem(("futures",), "too_small", {"found": trials, "bound": 1})])
    return -(-max(trials, MIN_FUTURES) // BLOCK)


def chunk_sizes(blocks: int) -> list[int]:
    """Return how many blocks each chunk has: eight, and a short rest goes with the chunk before it.

    Passing through the months costs the same for two blocks as for eight, and ten is the usual number of all.
    """
    sizes = [min(CHUNK_BLOCKS, blocks - start) for start in range(0, blocks, CHUNK_BLOCKS)]
    if len(sizes) > 1 and sizes[-1] <= SHORT_REST:
        rest = sizes.pop()
        sizes[-1] += rest
    return sizes


def calculate_chunks(
    scenario: bytes,
    first: int,
    blocks: tuple[int, ...],
    together: Sequence[Sequence[int]] = (),
    positions: Sequence[int] | None = None,
) -> list[ChunkOutcome]:
    """Calculate chunks `first`, `first` + 1, … of so many blocks each, from the bytes of a scenario.

    The task of a worker process: it needs nothing but its arguments.
    """
    engine = _engine_of(scenario, together, positions)
    return [engine.chunk(first + offset, count) for offset, count in enumerate(blocks)]


_OWN = local()


def _engine_of(scenario: bytes, together: Sequence[Sequence[int]], positions: Sequence[int] | None) -> Engine:
    """Return the engine of this thread, which calculates in place; the one of its last task where that was the same."""
    task = scenario, together, positions
    if getattr(_OWN, "task", None) != task:
        _OWN.task, _OWN.engine = task, Engine(scenario_from_bytes(scenario), together, positions)
    engine: Engine = _OWN.engine
    return engine


def _in_order(engine: Engine, blocks: int, monitor: Monitor, executor: Executor | None) -> Iterator[ChunkOutcome]:
    """Yield every chunk, the first one first, whoever calculates it."""
    sizes = chunk_sizes(blocks)
    if executor is None:
        for number, size in enumerate(sizes):
            yield engine.chunk(number, size, monitor)
            monitor.progress(BLOCK * sum(sizes[: number + 1]), blocks * BLOCK)
        return
    tasks = _tasks(len(sizes))
    data = scenario_bytes(engine.scenario)
    running = deque(
        executor.submit(calculate_chunks, data, task.start, tuple(sizes[task]), engine.together, engine.positions)
        for task in tasks
    )
    try:
        for task in tasks:
            yield from _result(running.popleft(), monitor)
            monitor.progress(BLOCK * sum(sizes[: task.stop]), blocks * BLOCK)
    finally:
        for future in running:
            future.cancel()


def _tasks(chunks: int) -> list[slice]:
    """Return which chunks each task has: four, and fewer towards the end, so that all workers end together."""
    tasks, first = [], 0
    while left := chunks - first:
        size = min(CHUNKS_PER_TASK, max(1, left // CHUNKS_PER_TASK))
        tasks.append(slice(first, first + size))
        first += size
    return tasks


def _result(future: Future[list[ChunkOutcome]], monitor: Monitor) -> list[ChunkOutcome]:
    """Wait for a task, and look meanwhile whether to stop."""
    while True:
        try:
            monitor.check()
            return future.result(timeout=_LOOK_EVERY_SECONDS)
        except TimeoutError:
            if future.done():
                raise


def _moved_correlations(scenario: Scenario) -> Iterator[Problem]:
    for pair in groups_of(scenario)[1]:
        values: dict[str, Value] = {"between": pair.between, "stated": pair.stated, "used": pair.used}
        yield Problem(("correlations",), "correlation_moved", values, "warning")


def _validity_of_regime(scenario: Scenario) -> Iterator[Problem]:
    rules, years = effective_regime(scenario.regime), calendar_of(scenario).years
    if not rules.taxes:
        return
    first, last = int(rules.valid_from[:4]), int(rules.valid_to[:4])
    if years[-1] > last:
        values: dict[str, Value] = {"regime": rules.id, "valid_to": last, "until": years[-1]}
        steps = [each.from_year for each in rules.profit_tax.later if last < each.from_year <= years[-1]]
        if steps:
            values |= {"changes_from": steps[0], "changes_to": steps[-1]}
        yield Problem(("regime",), "regime_carried_on", values, "warning")
    if years[0] < first:
        values = {"regime": rules.id, "valid_from": first, "start": years[0]}
        yield Problem(("regime",), "regime_too_new", values, "warning")


def _reached(engine: Engine, blocks: int) -> tuple[ReachedCorrelation, ...]:
    futures = engine.sampling.chunk(0, min(blocks, CHUNK_BLOCKS))
    return tuple(
        ReachedCorrelation(between, asked, reached)
        for between, asked, reached in reached_correlations(engine.scenario, futures)
    )
