"""The conductor: a scenario goes in, its answer comes out; the chunks of futures run here or in other processes."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from functools import lru_cache

import numpy as np

from roitool import __version__
from roitool.errors import Problem, ScenarioError, Value
from roitool.evaluate.answers import candidate_answer
from roitool.evaluate.engine import ChunkOutcome, Engine
from roitool.evaluate.evaluation import Evaluation, Provenance, ReachedCorrelation
from roitool.measures import mean_estimate
from roitool.monitor import Monitor
from roitool.sampling.draws import reached_correlations
from roitool.sampling.streams import BLOCK, CHUNK_BLOCKS
from roitool.scenario.check import check
from roitool.scenario.data import regime_digest
from roitool.scenario.file import digest, scenario_bytes, scenario_from_bytes
from roitool.scenario.scenario import MAX_FUTURES, MIN_FUTURES, Scenario

CHUNKS_PER_TASK = 4
_LOOK_EVERY_SECONDS = 0.05


def evaluate(
    scenario: Scenario,
    trials: int | None = None,
    monitor: Monitor | None = None,
    executor: Executor | None = None,
) -> Evaluation:
    """Decide a scenario.

    Parameters
    ----------
    scenario
        The company and its candidates.
    trials
        How many futures; left out, as many as the scenario says. Rounded up to whole blocks of 1 024, at least ten.
    monitor
        Told how far it is, and asked whether to stop, between chunks of 8 192 futures.
    executor
        Where chunks are calculated; left out, here and now. The result is the same, bit for bit.

    Returns
    -------
    Evaluation
        Every candidate's verdict and numbers. The same scenario and number of futures give the same bits.

    Raises
    ------
    ScenarioError
        With every problem that keeps it from being decided.
    Cancelled
        Somebody asked the monitor to stop.
    """
    monitor = monitor or Monitor()
    blocks = block_count(scenario.futures if trials is None else trials)
    found = check(scenario)
    errors = [problem for problem in found if problem.severity == "error"]
    if not scenario.candidates:
        errors.append(Problem(("candidates",), "no_candidates"))
    if errors:
        raise ScenarioError(errors)
    engine = Engine(scenario)
    base = engine.base()
    chunks = _in_order(engine, blocks, monitor, executor)
    candidates = tuple(
        candidate_answer(engine, position, chunks, base[position]) for position in range(len(scenario.candidates))
    )
    return Evaluation(
        scenario=scenario,
        calendar=engine.setting.calendar,
        provenance=Provenance(
            __version__, digest(scenario), regime_digest(scenario.regime), scenario.seed, blocks * BLOCK
        ),
        warnings=(*found, *_warnings(engine)),
        correlations=_reached(engine, blocks),
        nothing_mean=mean_estimate(np.concatenate([chunk.nothing for chunk in chunks])),
        candidates=candidates,
    )


def block_count(trials: int) -> int:
    """Return how many blocks of 1 024 futures are calculated when so many are asked for.

    Raises
    ------
    ScenarioError
        ``too_many_futures``, ``too_few_futures``.
    """
    if trials > MAX_FUTURES:
        raise ScenarioError([Problem(("futures",), "too_large", {"found": trials, "bound": MAX_FUTURES})])
    if trials < 1:
        raise ScenarioError([Problem(("futures",), "too_small", {"found": trials, "bound": 1})])
    return -(-max(trials, MIN_FUTURES) // BLOCK)


def calculate_chunks(scenario: bytes, first: int, blocks: tuple[int, ...]) -> list[ChunkOutcome]:
    """Calculate chunks `first`, `first` + 1, … of so many blocks each, from the bytes of a scenario.

    The task of a worker process: it needs nothing but its arguments.
    """
    engine = _engine_of(scenario)
    return [engine.chunk(first + offset, count) for offset, count in enumerate(blocks)]


@lru_cache(maxsize=1)
def _engine_of(scenario: bytes) -> Engine:
    return Engine(scenario_from_bytes(scenario))


def _in_order(engine: Engine, blocks: int, monitor: Monitor, executor: Executor | None) -> list[ChunkOutcome]:
    sizes = [min(CHUNK_BLOCKS, blocks - start) for start in range(0, blocks, CHUNK_BLOCKS)]
    if executor is None:
        chunks = []
        done = 0
        for number, size in enumerate(sizes):
            monitor.check()
            chunks.append(engine.chunk(number, size))
            done += chunks[-1].futures
            monitor.progress(done, blocks * BLOCK)
        return chunks
    tasks = [tuple(sizes[first : first + CHUNKS_PER_TASK]) for first in range(0, len(sizes), CHUNKS_PER_TASK)]
    data = scenario_bytes(engine.scenario)
    running = [
        executor.submit(calculate_chunks, data, index * CHUNKS_PER_TASK, task) for index, task in enumerate(tasks)
    ]
    try:
        for ready in _finished(running, monitor):
            monitor.progress(BLOCK * sum(sum(tasks[index]) for index in ready), blocks * BLOCK)
    finally:
        for future in running:
            future.cancel()
    return [chunk for future in running for chunk in future.result()]


def _finished(running: list[Future[list[ChunkOutcome]]], monitor: Monitor) -> Iterator[list[int]]:
    """Yield the positions of the tasks that are done, whenever one more is, and look whether to stop meanwhile."""
    waiting = set(running)
    while waiting:
        monitor.check()
        ready, waiting = wait(waiting, timeout=_LOOK_EVERY_SECONDS, return_when=FIRST_COMPLETED)
        if ready:
            yield [index for index, future in enumerate(running) if future not in waiting]


def _warnings(engine: Engine) -> list[Problem]:
    """Return what the engine itself has to say beside the numbers."""
    warnings = [
        Problem(
            ("correlations",),
            "correlation_moved",
            {"between": pair.between, "stated": pair.stated, "used": pair.used},
            "warning",
        )
        for pair in engine.sampling.moved
    ]
    regime, calendar = engine.setting.regime, engine.setting.calendar
    last_valid = int(regime.valid_to[:4])
    if regime.profit_tax.brackets and calendar.years[-1] > last_valid:
        values: dict[str, Value] = {"regime": regime.id, "valid_to": last_valid, "until": calendar.years[-1]}
        warnings.append(Problem(("regime",), "regime_carried_on", values, "warning"))
    if regime.profit_tax.brackets and calendar.years[0] < int(regime.valid_from[:4]):
        values = {"regime": regime.id, "valid_from": int(regime.valid_from[:4]), "start": calendar.years[0]}
        warnings.append(Problem(("regime",), "regime_too_new", values, "warning"))
    return warnings


def _reached(engine: Engine, blocks: int) -> tuple[ReachedCorrelation, ...]:
    futures = engine.sampling.chunk(0, min(blocks, CHUNK_BLOCKS))
    return tuple(
        ReachedCorrelation(between, asked, reached)
        for between, asked, reached in reached_correlations(engine.scenario, futures)
    )
