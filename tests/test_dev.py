"""`dev.py` as somebody types it, on a copy of the repository whose `.venv` holds a pretended Python.

The pretended Python writes down what it is asked and answers with the exit code that a test has chosen.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
PRETENDED = """\
#!/bin/sh
echo "$*" >> "{log}"
case "$*" in {cases} esac
exit 0
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the pretended Python is a shell script")


@pytest.fixture
def checkout(tmp_path):
    """Make a repository with an installed `.venv`."""
    return Checkout(tmp_path / "checkout")


def test_an_unknown_command_shows_the_usage_and_exits_with_2(checkout):
    for arguments in ([], ["fly"], ["run", "one", "two"]):
        done = checkout.dev(*arguments)
        assert (done.returncode, checkout.asked()) == (2, [])
        assert "python3 dev.py run [FILE]" in done.stderr


def test_run_without_a_display_decides_the_example_in_the_terminal(checkout):
    assert checkout.dev("run").returncode == 0
    example = checkout.folder / "scenarios" / "examples" / "three-candidates.roi.json"
    assert checkout.asked() == [f"-m roitool.cli evaluate {example}"]


def test_run_with_a_display_opens_the_window_on_the_file_named(checkout, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.setattr(checkout.module, "missing_packages", lambda *_purposes: [])
    assert checkout.module.main(["run", "mine.roi.json"]) == 0
    assert checkout.asked() == ["-m ui.app mine.roi.json"]


@pytest.mark.parametrize(("end", "code"), [("exit 1", 1), ("exit 130", 130), ("kill -ABRT $$", 134)])
def test_run_ends_with_the_exit_code_of_the_program(checkout, end, code):
    checkout.pretend({"*evaluate*": end})
    assert checkout.dev("run").returncode == code


def test_a_second_call_starts_within_a_second(checkout):
    started = time.perf_counter()
    checkout.dev("run")
    assert time.perf_counter() - started < 1
    assert len(checkout.asked()) == 1


def test_test_runs_every_check_and_the_tests_last(checkout):
    done = checkout.dev("test", "-k", "payback")
    assert done.returncode == 0
    assert checkout.asked() == [
        "-m ruff check .",
        "-m ruff format --check .",
        "-m mypy",
        "-m pytest -n auto --dist worksteal -k payback",
    ]


def test_a_soak_gets_its_names_and_breaks_on_a_warning(checkout):
    checkout.pretend({"*tests.soak*": "exit 1"})
    assert checkout.dev("soak", "kills", "--minutes", "1").returncode == 1
    assert checkout.asked() == ["-W error -m tests.soak kills --minutes 1"]


@pytest.mark.parametrize(
    ("check", "name"), [("*ruff\\ check*", "ruff check"), ("*--check*", "ruff format"), ("*mypy", "mypy")]
)
def test_a_failed_check_is_named_and_the_others_run_all_the_same(checkout, check, name):
    checkout.pretend({check: "exit 1"})
    done = checkout.dev("test")
    assert done.returncode == 1
    assert f"failed: {name};" in done.stderr
    assert len(checkout.asked()) == 4


def test_tests_that_die_after_a_cheerful_summary_still_fail(checkout):
    checkout.pretend({"*pytest*": "echo '1 passed'; kill -ABRT $$"})
    done = checkout.dev("test")
    assert done.returncode == 1
    assert "exit code 134" in done.stderr


def test_the_summary_of_the_tests_is_the_last_line(checkout):
    checkout.pretend({"*mypy": "exit 1", "*pytest*": "echo '== 1 failed in 1 s =='; exit 1"})
    done = checkout.dev("test", stderr=subprocess.STDOUT)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "== 1 failed in 1 s =="


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_another_list_of_packages_is_installed_and_then_remembered(checkout, name):
    with (checkout.folder / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert checkout.dev("bench").returncode == 0
    first = checkout.asked()
    assert any("--no-build-isolation --editable" in line and line.endswith("[dev]") for line in first)
    assert all("--constraint" in line for line in first if "pip install" in line)
    assert checkout.dev("bench").returncode == 0
    assert checkout.asked() == [*first, first[-1]]


def test_an_installation_to_run_is_not_enough_to_test(checkout):
    checkout.stamp(checkout.module.RUN)
    assert checkout.dev("run").returncode == 0
    assert len(checkout.asked()) == 1
    assert checkout.dev("test").returncode == 0
    assert any("--editable" in line for line in checkout.asked())


def test_an_installation_to_test_is_not_enough_to_bundle_but_one_to_bundle_is_enough_to_test(checkout, monkeypatch):
    monkeypatch.setattr(checkout.module, "missing_packages", lambda *_purposes: [])
    assert checkout.module.main(["bundle"]) == 0
    assert checkout.dev("bench").returncode == 0
    *installing, bundle, bench = checkout.asked()
    assert [line[-len("[dev,bundle]") :] for line in installing if "--editable" in line] == ["[dev,bundle]"]
    assert (bundle, bench) == ("packaging/bundle.py", "tests/benchmarks/run.py")


def test_an_installation_that_failed_leaves_no_stamp(checkout):
    (checkout.folder / "constraints.txt").write_text("", encoding="utf-8")
    checkout.pretend({"*--editable*": "exit 1"})
    done = checkout.dev("run")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (1, "ROItool could not be set up: installing failed.")
    assert not checkout.module.STAMP.exists()
    assert not any("evaluate" in line for line in checkout.asked())


def test_messages_are_compiled_again_when_a_translation_is_newer(checkout):
    source = checkout.folder / "roitool" / "wording" / "locales" / "nl" / "LC_MESSAGES" / "roitool.po"
    source.parent.mkdir(parents=True)
    source.touch()
    checkout.dev("run")
    assert checkout.asked()[0].endswith("build_hook.py")
    source.with_suffix(".mo").touch()
    os.utime(source, (0, 0))
    checkout.dev("run")
    assert [line.endswith("build_hook.py") for line in checkout.asked()] == [True, False, False]


def test_ctrl_c_waits_for_the_program_and_exits_with_130_without_a_traceback(checkout):
    saved = checkout.folder / "saved"
    checkout.pretend({"*evaluate*": f"trap 'echo x > \"{saved}\"; exit 130' INT; echo ready; while :; do :; done"})
    process = subprocess.Popen(
        [sys.executable, "dev.py", "run"],
        cwd=checkout.folder,
        env=checkout.surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout.readline() == "ready\n"
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=4)
    assert process.returncode == 130
    assert saved.exists()
    assert "Traceback" not in errors


def test_without_the_right_to_install_the_one_command_is_named(checkout, monkeypatch, capfd):
    monkeypatch.setattr(checkout.module.os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit) as end:
        checkout.module.install_packages(["python3-venv", "libegl1"])
    assert end.value.code == 2
    last = capfd.readouterr().err.splitlines()[-1]
    assert last == "  sudo apt-get install -y --no-install-recommends python3-venv libegl1"
    assert checkout.asked() == []


def test_a_machine_that_does_not_know_its_packages_yet_looks_them_up_first(checkout, monkeypatch):
    monkeypatch.setattr(checkout.module.os, "geteuid", lambda: 0)
    monkeypatch.setenv("PATH", checkout.surroundings()["PATH"])
    checkout.apt(f'grep -q update "{checkout.log}"')
    checkout.module.install_packages(["libegl1"])
    install = "apt-get install -y --no-install-recommends libegl1"
    assert checkout.asked() == [install, "apt-get update", install]


def test_packages_that_cannot_be_installed_are_explained_and_named(checkout, monkeypatch, capfd):
    monkeypatch.setattr(checkout.module.os, "geteuid", lambda: 0)
    monkeypatch.setenv("PATH", checkout.surroundings()["PATH"])
    checkout.apt("echo 'E: no network' >&2; exit 100")
    with pytest.raises(SystemExit) as end:
        checkout.module.install_packages(["libegl1"])
    assert end.value.code == 2
    assert "E: no network" in capfd.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing has to be installed")
def test_libraries_that_do_not_load_and_commands_that_are_not_there_are_named_by_their_package(checkout, monkeypatch):
    needed = {"libc.so.6": "libc6", "libnowhere.so.99": "libnowhere99", "sh": "dash", "fly": "wings3.{minor}"}
    project = {"tool": {"roitool": {"debian": {"draw": needed}}}}
    monkeypatch.setattr(checkout.module, "project_file", lambda: project)
    assert checkout.module.missing_packages() == []
    assert checkout.module.missing_packages("draw") == ["libnowhere99", f"wings3.{sys.version_info.minor}"]


def test_every_package_the_program_pulls_in_is_pinned_as_it_is_installed():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", line) for line in lines)
    pinned = {canonical(name): version for name, _, version in (line.partition("==") for line in lines)}
    installed = {name: importlib.metadata.version(name) for name in pulled_in("roitool", "dev")}
    assert {name: pinned.get(name) for name in installed} == installed


def pulled_in(name: str, extra: str = "") -> set[str]:
    """Name every package that an installed one requires here, and what these require, by canonical name."""
    found: set[str] = set()
    waiting = [(name, extra)]
    while waiting:
        package, with_extra = waiting.pop()
        for text in importlib.metadata.requires(package) or []:
            requirement = Requirement(text)
            wanted = requirement.marker is None or requirement.marker.evaluate({"extra": with_extra})
            if wanted and canonical(requirement.name) not in found:
                found.add(canonical(requirement.name))
                waiting.append((requirement.name, ""))
    return found


def canonical(name: str) -> str:
    """Return a package's name in the one spelling that names are compared in."""
    return re.sub(r"[-_.]+", "-", name).lower()


class Checkout:
    """A copy of what `dev.py` needs, stamped as installed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "asked.txt"
        folder.mkdir()
        for name in ("dev.py", "pyproject.toml", "constraints.txt"):
            shutil.copy(ROOT / name, folder / name)
        spec = importlib.util.spec_from_file_location("dev_of_the_copy", folder / "dev.py")
        self.module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(self.module)
        self.module.PYTHON.parent.mkdir(parents=True)
        self.pretend({})
        self.apt("exit 100")
        self.stamp(self.module.DEVELOP)

    def pretend(self, ends: dict[str, str]) -> None:
        """Let the Python in `.venv` end as chosen where its arguments match a shell pattern."""
        same = f"'-c import sys, pip; print(sys.version)') echo '{sys.version}';;"
        cases = " ".join([same, *(f"{pattern}) {end};;" for pattern, end in ends.items())])
        self.module.PYTHON.write_text(PRETENDED.format(log=self.log, cases=cases), encoding="utf-8")
        self.module.PYTHON.chmod(0o755)

    def stamp(self, contents: str) -> None:
        """Write that `contents` is installed."""
        self.module.STAMP.write_text(f"{contents} {self.module.fingerprint()}", encoding="utf-8")

    def apt(self, end: str) -> None:
        """Let the `apt-get` that is found first end as chosen; nothing is ever installed on the machine."""
        command = self.folder / "bin" / "apt-get"
        command.parent.mkdir(exist_ok=True)
        command.write_text(f'#!/bin/sh\necho "apt-get $*" >> "{self.log}"\n{end}\n', encoding="utf-8")
        command.chmod(0o755)

    def surroundings(self) -> dict[str, str]:
        """Return the variables of a terminal without a display."""
        kept = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
        return kept | {"PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"}

    def dev(self, *arguments: str, stderr: int = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
        """Type `python3 dev.py ARGUMENTS` in the copy."""
        command = [sys.executable, "dev.py", *arguments]
        where = {"cwd": self.folder, "env": self.surroundings()}
        return subprocess.run(command, **where, stdout=subprocess.PIPE, stderr=stderr, text=True, check=False)

    def asked(self) -> list[str]:
        """Return what the pretended Python was asked so far, one line a call."""
        return self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
