"""What a worker does: the contents of some scenario files come in, plain rows go out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from roitool import __version__
from roitool.batch.rows import Row, decided_rows, failed_row, refused_row
from roitool.errors import ScenarioError
from roitool.evaluate import evaluate
from roitool.evaluate.views import evaluate_outside
from roitool.monitor import Cancelled, Monitor
from roitool.scenario.file import scenario_from_bytes
from roitool.scenario.strict_json import parsed
from roitool.wording.plain import clean
from roitool.wording.words import Language, Words


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of every scenario.

    Attributes
    ----------
    trials
        How many futures; None: as many as each file says.
    version
        Of the program: a worker of another one would answer otherwise.
    """

    trials: int | None
    view: Literal["inside", "outside"]
    language: Language
    version: str = __version__

    def key(self, contents: bytes) -> str:
        """Return what an answer is known by: equal contents, equal key; anything that could change it changes that."""
        asked = [self.version, self.trials, self.view, self.language]
        return hashlib.sha256(json.dumps(asked).encode() + b"\n" + contents).hexdigest()


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of one file.

    Attributes
    ----------
    final
        Whether the same contents will always come to these rows; an accident is worth another try.
    """

    rows: tuple[Row, ...]
    final: bool = True


def decide(files: Sequence[bytes], asked: Asked) -> list[Answer]:
    """Return an answer for each file, in their order; fewer where this process was asked to stop meanwhile.

    The task of a worker: it needs nothing but its arguments, and whatever a file holds, the others get their answers.
    """
    words, answers = Words(asked.language), list[Answer]()
    if asked.version != __version__:
        sentence = words.text("batch.other_version", found=__version__, wanted=asked.version)
        return [Answer((failed_row(sentence),), final=False)] * len(files)
    try:
        for contents in files:
            answers.append(_answer(contents, asked, words))
    except Cancelled:
        pass
    return answers


def stop_when(asked: Callable[[], bool]) -> None:
    """Let the tasks of this process stop at the next chunk of futures after `asked` has become true."""
    _Stoppable.asked = staticmethod(asked)


class _Stoppable(Monitor):
    """Is cancelled when its process is asked to stop."""

    asked: ClassVar[Callable[[], bool]] = staticmethod(lambda: False)

    def is_cancelled(self) -> bool:
        """Tell whether it was."""
        return type(self).asked()


def _answer(contents: bytes, asked: Asked, words: Words) -> Answer:
    document: object = None
    monitor = _Stoppable()
    monitor.check()
    try:
        document = scenario = scenario_from_bytes(contents)
        decided = evaluate_outside if asked.view == "outside" else evaluate
        return Answer(decided_rows(decided(scenario, asked.trials, monitor), words))
    except ScenarioError as error:
        return Answer((refused_row(error.problems, words, document or _read(contents)),))
    except Cancelled:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the other files are not to suffer
        detail = clean(f"{type(error).__name__}: {error}")
        return Answer((failed_row(words.text("batch.accident", detail=detail)),), final=False)


def _read(contents: bytes) -> object:
    """Return what a file holds that is no scenario, for the names of what the problems are about."""
    try:
        return parsed(contents)
    except ScenarioError:
        return None
