"""The scenario file: one document, one text; saved whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from roitool.errors import ScenarioError
from roitool.scenario import file as scenario_file
from roitool.scenario.check import check
from roitool.scenario.data import example_bytes, example_names
from roitool.scenario.editing import replaced
from roitool.scenario.file import digest, read_scenario, scenario_bytes, scenario_from_bytes, write_scenario
from roitool.scenario.migrations import MIGRATIONS, migrated
from roitool.scenario.scenario import SCHEMA_VERSION
from tests.scenario.documents import changed, document, figure, scenario_of
from tests.strategies import scenarios

if TYPE_CHECKING:
    from collections.abc import Callable

    from roitool.scenario.scenario import Scenario

FILES = Path(__file__).parent.parent / "files"


@settings(max_examples=40)
@given(scenarios())
def test_saving_what_was_opened_gives_the_same_bytes(scenario: Scenario) -> None:
    data = scenario_bytes(scenario)
    again = scenario_from_bytes(data)

    assert again == scenario
    assert scenario_bytes(again) == data
    assert digest(again) == digest(scenario)


@pytest.mark.parametrize(
    "number", ["-0.0", "1e-09", "1000000000000000.0", "5e-324", "0.1", "1.7976931348623157e+308", "98000.0"]
)
def test_numbers_come_back_to_the_last_bit(number: str) -> None:
    data = scenario_bytes(scenario_of(changed(("inputs", 0, "quantity", "value"), float(number))))

    assert f'"value": {number}\n'.encode() in data
    assert scenario_from_bytes(data).inputs[0].quantity.base().hex() == float(number).hex()


def test_a_file_is_plain_text_with_every_default_written_out() -> None:
    data = scenario_bytes(scenario_of(document() | {"title": "Één cobot"}))
    objects = json.loads(data)

    assert data.endswith(b"}\n")
    assert b"\r" not in data
    assert "Één cobot".encode() in data
    assert list(objects)[:3] == ["format", "schema_version", "title"]
    assert objects["thresholds"] == {
        "added_short": 0.02,
        "chance_npv": 0.75,
        "payback_years": 3.0,
        "chance_payback": 0.6,
    }
    assert "null" not in data.decode()


def test_the_digest_is_the_sha_256_of_the_file(tmp_path: Path) -> None:
    scenario = scenario_of(document())
    write_scenario(tmp_path / "cobot.roi.json", scenario)

    assert hashlib.sha256((tmp_path / "cobot.roi.json").read_bytes()).hexdigest() == digest(scenario)


def test_order_and_spacing_of_a_file_written_by_hand_do_not_change_its_digest() -> None:
    shuffled = json.dumps(dict(reversed(document().items())), indent=7).encode()

    assert digest(scenario_from_bytes(shuffled)) == digest(scenario_of(document()))


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_a_file_of_every_version_opens(version: int) -> None:
    path = FILES / f"version-{version}.roi.json"

    scenario = read_scenario(path)

    assert json.loads(path.read_bytes())["schema_version"] == version
    assert scenario == scenario_of(document())
    assert check(scenario) == ()


def test_the_newest_version_is_written_as_its_file_says() -> None:
    data = (FILES / f"version-{SCHEMA_VERSION}.roi.json").read_bytes()

    assert scenario_bytes(scenario_from_bytes(data)) == data


def test_there_is_a_step_from_every_old_version_to_the_next() -> None:
    assert sorted(MIGRATIONS) == list(range(1, SCHEMA_VERSION))


def test_steps_are_taken_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = {1: lambda old: {**old, "note": "one"}, 2: lambda old: {**old, "note": old["note"] + ", two"}}
    monkeypatch.setattr("roitool.scenario.migrations.MIGRATIONS", steps)
    old = {"schema_version": 1}

    assert migrated(old, 1, 3) == {"schema_version": 3, "note": "one, two"}
    assert old == {"schema_version": 1}


@pytest.mark.parametrize("name", example_names())
def test_the_examples_are_as_the_program_saves_them(name: str) -> None:
    data = example_bytes(name)

    assert scenario_bytes(scenario_from_bytes(data)) == data


def test_a_document_that_makes_no_sense_opens_saves_and_opens_again(tmp_path: Path) -> None:
    path = tmp_path / "odd.roi.json"
    odd = scenario_of(changed(("inputs", 1, "quantity", "low"), 1000))
    odd = replaced(odd, ("candidates", 0, "paid_by"), "beans")
    odd = replaced(odd, ("derived", 0, "formula"), "weekly_hour + (")

    write_scenario(path, odd)

    assert read_scenario(path) == odd
    assert {problem.code for problem in check(odd)} >= {"range_order", "paid_by_unknown", "formula_unreadable"}


def test_a_document_too_large_to_open_is_not_written(tmp_path: Path) -> None:
    many = [0.123456789] * 10_000
    whole = document()
    whole["inputs"] += [figure(f"data_{number}", {"kind": "data", "observations": many}) for number in range(20)]
    huge = replaced(scenario_of(document()), ("inputs",), whole["inputs"])

    with pytest.raises(ScenarioError) as refused:
        write_scenario(tmp_path / "huge.roi.json", huge)

    assert refused.value.problems[0].code == "file_too_large"
    assert list(tmp_path.iterdir()) == []


def test_saving_keeps_permissions_and_follows_links(tmp_path: Path) -> None:
    path, link = tmp_path / "real.roi.json", tmp_path / "link.roi.json"
    path.write_text("old")
    path.chmod(0o640)
    link.symlink_to(path)

    write_scenario(link, scenario_of(document()))

    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert read_scenario(path) == scenario_of(document())


def test_a_new_file_gets_the_permissions_that_new_files_get(tmp_path: Path) -> None:
    (tmp_path / "other").touch()

    write_scenario(tmp_path / "new.roi.json", scenario_of(document()))

    assert (tmp_path / "new.roi.json").stat().st_mode == (tmp_path / "other").stat().st_mode


def _fails(number: int) -> Callable[..., Any]:
    def fail(*_args: object, **_more: object) -> Any:
        raise OSError(number, os.strerror(number))

    return fail


class _FullDisk(io.FileIO):
    """A file that takes the first hundred bytes."""

    def write(self, data: bytes) -> int:  # type: ignore[override]
        super().write(data[:100])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _on_full_disk(path: Path, mode: str) -> _FullDisk:
    return _FullDisk(path, mode)


@pytest.mark.parametrize(
    ("target", "replacement", "reason"),
    [
        ("pathlib.Path.open", _fails(errno.EACCES), "no_permission"),
        ("pathlib.Path.open", _on_full_disk, "disk_full"),
        ("os.fsync", _fails(errno.EIO), "other"),
        ("os.fsync", _fails(errno.ENOSPC), "disk_full"),
        ("pathlib.Path.chmod", _fails(errno.EPERM), "no_permission"),
        ("pathlib.Path.replace", _fails(errno.EROFS), "no_permission"),
        ("pathlib.Path.replace", _fails(errno.EACCES), "in_use"),
        ("os.access", lambda *_: False, "no_permission"),
    ],
)
def test_a_save_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, replacement: Callable[..., Any], reason: str
) -> None:
    path = tmp_path / "cobot.roi.json"
    path.write_text("old")
    scenario = scenario_of(document())
    monkeypatch.setattr(target, replacement)

    with pytest.raises(ScenarioError) as refused:
        write_scenario(path, scenario)

    monkeypatch.undo()
    (problem,) = refused.value.problems
    assert (problem.code, problem.values["reason"], problem.values["path"]) == ("cannot_write", reason, str(path))
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interrupted_save_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "cobot.roi.json"
    path.write_text("old")
    monkeypatch.setattr("os.fsync", interrupt)

    with pytest.raises(KeyboardInterrupt):
        write_scenario(path, scenario_of(document()))

    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_forced_to_disk_does_not_undo_a_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.open", _fails(errno.EINVAL))

    write_scenario(tmp_path / "cobot.roi.json", scenario_of(document()))

    assert read_scenario(tmp_path / "cobot.roi.json") == scenario_of(document())


def test_a_file_held_open_for_a_moment_is_replaced_a_moment_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "cobot.roi.json"
    replace_really, refusals = Path.replace, iter([True, True])

    def replace(source: Path, target: Path) -> Path:
        if next(refusals, False):
            raise PermissionError(errno.EACCES, "in use")
        return replace_really(source, target)

    monkeypatch.setattr(scenario_file, "_WAITS_SECONDS", (0, 0, 0))
    monkeypatch.setattr("pathlib.Path.replace", replace)

    write_scenario(path, scenario_of(document()))

    assert read_scenario(path) == scenario_of(document())


@pytest.mark.parametrize(("name", "reason"), [("gone/cobot.roi.json", "not_found"), ("a\0b", "other"), (".", None)])
def test_a_path_that_cannot_be_written_is_told_with_the_reason(tmp_path: Path, name: str, reason: str | None) -> None:
    with pytest.raises(ScenarioError) as refused:
        write_scenario(tmp_path / name, scenario_of(document()))

    (problem,) = refused.value.problems
    assert (problem.code, problem.values["reason"]) == ("cannot_write", reason or "is_a_directory")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("at_fault", ["gone/b.csv", "folder", "locked.csv"])
def test_of_several_files_none_is_written_when_one_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_fault: str
) -> None:
    (tmp_path / "a.csv").write_text("old")
    (tmp_path / "folder").mkdir()
    (tmp_path / "locked.csv").write_text("old")
    # Nothing that chmod does would lock it for an administrator.
    monkeypatch.setattr("os.access", lambda path, _mode: Path(path).name != "locked.csv")
    before = set(tmp_path.iterdir())

    with pytest.raises(ScenarioError) as refused:
        scenario_file.write_all({tmp_path / "a.csv": b"new", tmp_path / at_fault: b"new", tmp_path / "c.csv": b"new"})

    assert refused.value.problems[0].values["path"] == str(tmp_path / at_fault)
    assert (tmp_path / "a.csv").read_text() == "old"
    assert set(tmp_path.iterdir()) == before


def test_of_several_files_none_is_written_on_a_disk_that_fills_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_really, room = Path.open, iter([True])
    monkeypatch.setattr(
        "pathlib.Path.open",
        lambda path, mode: open_really(path, mode) if next(room, False) else _FullDisk(path, mode),
    )

    with pytest.raises(ScenarioError) as refused:
        scenario_file.write_all({tmp_path / "a.csv": b"new", tmp_path / "b.csv": b"new"})

    assert refused.value.problems[0].values == {
        "path": str(tmp_path / "b.csv"),
        "reason": "disk_full",
        "detail": os.strerror(errno.ENOSPC),
    }
    assert list(tmp_path.iterdir()) == []


SAVES_WITHOUT_END = """
import os, sys
from pathlib import Path
from roitool.scenario.editing import replaced
from roitool.scenario.file import read_scenario, write_scenario
path = Path(sys.argv[1])
old = read_scenario(path)
new = replaced(old, ("title",), "new")
for _ in sys.stdin:
    child = os.fork()
    while not child:
        write_scenario(path, new)
        write_scenario(path, old)
    print(child, flush=True)
    os.waitpid(child, 0)
    print("gone", flush=True)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="makes its victims by fork")
def test_a_kill_during_a_save_leaves_the_whole_old_or_the_whole_new_file(tmp_path: Path) -> None:
    path = tmp_path / "cobot.roi.json"
    old = scenario_of(document())
    whole = {digest(old), digest(replaced(old, ("title",), "new"))}
    write_scenario(path, old)
    command = [sys.executable, "-c", SAVES_WITHOUT_END, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as saver:
        assert saver.stdin is not None
        assert saver.stdout is not None
        for kill in range(20):
            saver.stdin.write("\n")
            victim = int(saver.stdout.readline())
            # Not a wait, but reading while it writes; a longer one each time.
            assert {digest(read_scenario(path)) for _ in range(1 + kill // 2)} <= whole
            os.kill(victim, signal.SIGKILL)
            assert saver.stdout.readline() == "gone\n"
            assert digest(read_scenario(path)) in whole
