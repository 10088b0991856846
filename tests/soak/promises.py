"""Promises that are kept or broken case by case, each with the number of cases that it is held to.

Most of them take a test that runs a sample in `dev.py test` and give it other input, without end.
"""

from __future__ import annotations

import contextlib
import importlib
import inspect
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from roitool.evaluate import evaluate
from roitool.sampling.streams import BLOCK, CHUNK
from roitool.scenario.editing import replaced
from roitool.scenario.file import digest, read_scenario, write_scenario
from tests.evaluate.test_run import in_processes
from tests.scenario import test_damaged_files
from tests.scenario.documents import document, scenario_of
from tests.scenario.test_file import SAVES_WITHOUT_END, test_saving_what_was_opened_gives_the_same_bytes
from tests.second.generator import random_scenario
from tests.soak.hostile import HOSTILE, hostile_text
from tests.soak.long_use import long_use

TESTS = Path(__file__).parent.parent

Case = Callable[[int], None]
Remark = Callable[[], str]


@dataclass(frozen=True)
class Promise:
    """What holds in how many cases.

    Attributes
    ----------
    prepared
        A context that gives what tries one case, by number, and what can be said at the end.
    """

    what: str
    target: int
    prepared: Callable[[], AbstractContextManager[tuple[Case, Remark]]]


def nothing_to_add() -> str:
    return ""


@contextlib.contextmanager
def kills() -> Iterator[tuple[Case, Remark]]:
    """Kill a process that saves without end, after it was watched a random while."""
    old = scenario_of(document())
    whole = {digest(old), digest(replaced(old, ("title",), "new"))}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cobot.roi.json"
        write_scenario(path, old)
        command = [sys.executable, "-c", SAVES_WITHOUT_END, str(path)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as saver:

            def case(number: int) -> None:
                saver.stdin.write("\n")
                victim = int(saver.stdout.readline())
                watched = {digest(read_scenario(path)) for _ in range(np.random.default_rng(number).integers(1, 6))}
                os.kill(victim, signal.SIGKILL)
                assert saver.stdout.readline() == "gone\n"
                assert watched | {digest(read_scenario(path))} <= whole

            yield case, nothing_to_add
            saver.stdin.close()


def generated(*tests: Callable[[], None]) -> Callable[[], AbstractContextManager[tuple[Case, Remark]]]:
    """Give hypothesis tests input made from random bytes, one test after the other.

    By hypothesis' door for fuzzers, which keeps nothing of the cases before: a million are as quick as the first.
    """

    @contextlib.contextmanager
    def prepared() -> Iterator[tuple[Case, Remark]]:
        used = 0

        def case(number: int) -> None:
            nonlocal used
            data = np.random.default_rng(number).bytes(1 << (8 + number // len(tests) % 6))
            used += tests[number % len(tests)].hypothesis.fuzz_one_input(data) is not None

        yield case, lambda: f" ({len(tests)} tests; input that a test could use: {used:,})"

    return prepared


def numerical_properties() -> list[Callable[[], None]]:
    """Return the hypothesis tests of the engine that need nothing but their input."""
    found = []
    for room in ("sampling", "cashflow", "measures"):
        for file in sorted((TESTS / room).glob("test_*.py")):
            module = importlib.import_module(f"tests.{room}.{file.stem}")
            found += [
                test
                for name, test in vars(module).items()
                if name.startswith("test_") and hasattr(test, "hypothesis") and not inspect.signature(test).parameters
            ]
    return found


@contextlib.contextmanager
def same_bits() -> Iterator[tuple[Case, Remark]]:
    """Decide random scenarios here, on two threads and in two processes."""
    with ThreadPoolExecutor(2) as threads, in_processes(2) as processes:

        def case(number: int) -> None:
            scenario, futures = random_scenario(number), 4 * CHUNK + BLOCK * (1 + number % 11)
            here = repr(evaluate(scenario, futures))
            assert here == repr(evaluate(scenario, futures, executor=threads))
            assert here == repr(evaluate(scenario, futures, executor=processes))

        yield case, nothing_to_add


@contextlib.contextmanager
def hostile() -> Iterator[tuple[Case, Remark]]:
    yield hostile_text, nothing_to_add


PROPERTIES = numerical_properties()

PROMISES = {
    "kills": Promise("a kill during a save leaves the whole old or the whole new file", 10_000, kills),
    "fuzz": Promise(
        "a damaged file opens or is refused with a place, within a second",
        1_000_000,
        generated(
            test_damaged_files.test_no_damage_to_the_bytes_gets_past_a_refusal,
            test_damaged_files.test_no_damage_to_the_structure_gets_past_a_refusal,
        ),
    ),
    "round-trip": Promise(
        "what was saved and opened saves to the same bytes",
        100_000,
        generated(test_saving_what_was_opened_gives_the_same_bytes),
    ),
    "properties": Promise("numerical properties hold", 100_000 * len(PROPERTIES), generated(*PROPERTIES)),
    "hostile": Promise("odd text in every field is shown, without harm, in every export", len(HOSTILE), hostile),
    "same-bits": Promise("here, on threads and in processes the same answer to the last bit", 1_000, same_bits),
    "long-use": Promise("a run that is cancelled or closed ends, and leaves nothing running", 1_000, long_use),
}
