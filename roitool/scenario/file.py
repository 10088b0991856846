"""The scenario file: read strictly, with every problem and its place; written whole or not at all.

History of the format: :mod:`roitool.scenario.migrations`.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import secrets
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NoReturn

from pydantic import ValidationError

from roitool.errors import Problem, ScenarioError
from roitool.scenario.migrations import migrated
from roitool.scenario.scenario import SCHEMA_VERSION, Scenario
from roitool.scenario.shape import shape_problems, shown
from roitool.scenario.strict_json import parsed

FORMAT = "roitool-scenario"
MAX_BYTES = 2 * 2**20
"""Largest file: a hundred times a scenario of thirty inputs, and small enough to be refused within a second."""

# Windows refuses to replace a file that a virus scanner or an indexer has open for a moment.
_WAITS_SECONDS = (0.05, 0.1, 0.2, 0.4, 0.8) if os.name == "nt" else ()

_REASONS = {
    errno.ENOENT: "not_found",
    errno.ENOTDIR: "not_found",
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.EROFS: "no_permission",
    errno.EISDIR: "is_a_directory",
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EBUSY: "in_use",
    errno.ETXTBSY: "in_use",
}


def read_scenario(path: str | os.PathLike[str]) -> Scenario:
    """Open a scenario file.

    Raises
    ------
    ScenarioError
        What :func:`file_bytes` and :func:`scenario_from_bytes` find.
    """
    return scenario_from_bytes(file_bytes(path))


def file_bytes(path: str | os.PathLike[str], most: int = MAX_BYTES) -> bytes:
    """Return what stands in a file, if that can be a scenario by its kind and size.

    Parameters
    ----------
    most
        The largest it may be, for a file of another kind.

    Raises
    ------
    ScenarioError
        ``cannot_read`` with the reason, ``file_too_large``.
    """
    try:
        status = Path(path).stat()
        if not stat.S_ISREG(status.st_mode):
            # Looked at before opening: a pipe would be waited for without end.
            _cannot("cannot_read", path, "is_a_directory" if stat.S_ISDIR(status.st_mode) else "not_a_file")
        _refuse_large(status.st_size, most)
        with Path(path).open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        _cannot("cannot_read", path, _REASONS.get(error.errno or 0, "other"), error.strerror or "")
    except ValueError as error:  # a NUL in the path
        _cannot("cannot_read", path, "other", str(error))


def write_scenario(path: str | os.PathLike[str], scenario: Scenario) -> str:
    """Save a scenario and return its digest; whatever goes wrong, the file is the whole old one or the whole new one.

    The new file is written beside the old one, forced to disk and moved over it. A link is followed, permissions stay.

    Raises
    ------
    ScenarioError
        ``cannot_write`` with the reason, or what would be said on opening it again (``file_too_large``); the old file
        is untouched, nothing is left behind.
    """
    data = scenario_bytes(scenario)
    # Each part may be as large as the model allows, and the whole still be too much to open again.
    scenario_from_bytes(data)
    write_whole(path, data)
    return hashlib.sha256(data).hexdigest()


def write_whole(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file of any kind as :func:`write_scenario` does.

    Raises
    ------
    ScenarioError
        ``cannot_write`` with the reason; the old file is untouched, nothing is left behind.
    """
    write_all({Path(path): data})


def write_all(files: Mapping[Path, bytes], folders: Iterable[Path] = ()) -> None:
    """Write several files as :func:`write_whole` does, the first not before there is room for the last.

    Parameters
    ----------
    folders
        Made first where they are not there.

    Raises
    ------
    ScenarioError
        ``cannot_write`` with the reason; every file is the whole old one or the whole new one, nothing is left behind.
    """
    with contextlib.ExitStack() as staged:
        for folder in folders:
            with refused_in_words(folder):
                staged.enter_context(_folder_at(folder))
        waiting = []
        for path, data in files.items():
            with refused_in_words(path):
                target = Path(os.path.realpath(path))
                waiting.append((path, target, staged.enter_context(_written_beside(target, data))))
        for path, target, temporary in waiting:
            with refused_in_words(path):
                _moved_over(temporary, target)
                _force_to_disk(target.parent)


@contextlib.contextmanager
def refused_in_words(path: str | os.PathLike[str]) -> Iterator[None]:
    """Turn the system's refusal to write a file into a problem: ``cannot_write`` with the reason."""
    try:
        yield
    except OSError as error:
        _cannot("cannot_write", path, _REASONS.get(error.errno or 0, "other"), error.strerror or "")
    except ValueError as error:  # a NUL in the path
        _cannot("cannot_write", path, "other", str(error))


def scenario_from_bytes(data: bytes) -> Scenario:
    """Read a scenario from the contents of a file.

    Raises
    ------
    ScenarioError
        Everything wrong with the text, else everything wrong with its shape; `docs/file-format.md` lists the codes.
    """
    _refuse_large(len(data))
    document = parsed(data)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        found = document.get("format") if isinstance(document, dict) else document
        raise ScenarioError([Problem(("format",), "not_a_scenario", {"found": shown(found)})])
    document = migrated(document, _version(document), SCHEMA_VERSION)
    try:
        return Scenario.model_validate_json(json.dumps(document))
    except ValidationError as error:
        raise ScenarioError(shape_problems(error, document)) from None


def scenario_bytes(scenario: Scenario) -> bytes:
    """Return the one way in which this document is written: UTF-8, LF, fields in the order of the model.

    Every field is written, defaults too, so that no later default changes an old file; only a field that may be left
    out and is, is left out. Numbers are written as the shortest text that reads back to the same bits.
    """
    document = scenario.model_dump(exclude_none=True)
    return (json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode()


def digest(scenario: Scenario) -> str:
    """Return the SHA-256 of the canonical bytes, 64 hexadecimal digits: equal documents, equal digests."""
    return hashlib.sha256(scenario_bytes(scenario)).hexdigest()


def _version(document: dict[str, object]) -> int:
    place = ("schema_version",)
    if "schema_version" not in document:
        raise ScenarioError([Problem(place, "missing")])
    version = document["schema_version"]
    if type(version) is not int:
        raise ScenarioError([Problem(place, "wrong_type", {"expected": "whole_number", "found": shown(version)})])
    if version < 1:
        raise ScenarioError([Problem(place, "version_unknown", {"found": shown(version)})])
    if version > SCHEMA_VERSION:
        raise ScenarioError([Problem(place, "version_newer", {"found": version, "bound": SCHEMA_VERSION})])
    return version


def _refuse_large(size: int, most: int = MAX_BYTES) -> None:
    if size > most:
        raise ScenarioError([Problem((), "file_too_large", {"found": size, "bound": most})])


@contextlib.contextmanager
def _written_beside(path: Path, data: bytes) -> Iterator[Path]:
    """Write a temporary file that can take the place of another, and take it away unless it has done so."""
    old_mode = path.stat().st_mode if path.exists() else None
    if old_mode is not None and stat.S_ISDIR(old_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if old_mode is not None and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    temporary = path.with_name(f".{path.name[:100]}.{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if old_mode is not None:
            temporary.chmod(stat.S_IMODE(old_mode))
        yield temporary
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def _folder_at(path: Path) -> Iterator[None]:
    """Make a folder where there is none, and take it away again if nothing is put into it."""
    made = not path.is_dir()
    if made:
        path.mkdir()
    try:
        yield
    finally:
        if made:
            with contextlib.suppress(OSError):
                path.rmdir()


def _moved_over(temporary: Path, path: Path) -> None:
    for wait in _WAITS_SECONDS:
        try:
            temporary.replace(path)
        except PermissionError:
            time.sleep(wait)
        else:
            return
    try:
        temporary.replace(path)
    except PermissionError:
        # The folder took the new file, and the old one may be written: another program holds it.
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY)) from None


def _force_to_disk(folder: Path) -> None:
    # The new file is whole and in its place; a system that cannot force a folder to disk (Windows, some network
    # drives) leaves only whether a power cut now would bring the whole old file back.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _cannot(code: str, path: str | os.PathLike[str], reason: str, detail: str = "") -> NoReturn:
    typed = os.fspath(path).encode("utf-8", "replace").decode()
    values = {"path": typed, "reason": reason, "detail": detail}
    raise ScenarioError([Problem((), code, values)]) from None
