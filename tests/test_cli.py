"""The command line: what it prints, how it refuses, and its exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest

from roitool import __version__
from roitool.cli import main
from roitool.cli.terminal import fit
from roitool.cli.workers import WORTH_IT_FROM, workers
from roitool.scenario.file import scenario_bytes
from tests.wording.build import scenario

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "scenarios" / "examples").glob("*.roi.json"))
COMMANDS = ("evaluate", "check", "readiness", "statement", "diff", "templates", "new", "compare", "drivers")
COBOT = ROOT / "scenarios" / "examples" / "welding-cobot.roi.json"


@pytest.fixture
def file(tmp_path):
    """Return a place for a scenario, and a function that writes one there."""

    def written(document):
        path = tmp_path / "case.roi.json"
        path.write_bytes(document if isinstance(document, bytes) else json.dumps(document).encode())
        return str(path)

    return written


def document(**changes):
    """Return a scenario as JSON gives it, the top changed."""
    return {**json.loads(scenario_bytes(scenario())), **changes}


def run(*arguments, **env):
    """Run the program as a process of its own."""
    command = [sys.executable, "-m", "roitool.cli", *arguments]
    done = subprocess.run(
        command, env=os.environ | env, cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize(("language", "question"), [("nl", "Kan het ons pijn doen?"), ("en", "Can it hurt us?")])
def test_an_example_is_decided_in_both_languages(path, language, question, capsys):
    assert main(["evaluate", str(path), "--lang", language]) == 0
    shown = capsys.readouterr()
    assert question in shown.out
    assert max(map(len, shown.out.splitlines())) <= 80
    assert shown.err == ""


def test_two_runs_give_equal_json_and_another_seed_gives_other_numbers(capsys):
    texts = []
    for extra in ([], [], ["--seed", "1"]):
        assert main(["evaluate", str(COBOT), "--json", *extra]) == 0
        texts.append(capsys.readouterr().out)
    assert texts[0] == texts[1]
    assert json.loads(texts[2])["seed"] == 1
    assert json.loads(texts[2])["candidates"][0]["npv"] != json.loads(texts[0])["candidates"][0]["npv"]


def test_the_json_of_two_processes_is_the_same_to_the_byte():
    texts = {run("evaluate", str(COBOT), "--json", PYTHONHASHSEED=seed).stdout for seed in ("1", "2")}
    assert len(texts) == 1
    assert json.loads(texts.pop())["format"] == "roitool-evaluation"


def test_trials_are_rounded_up_to_whole_blocks(file, capsys):
    assert main(["evaluate", file(document()), "--trials", "12000", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["futures"] == 12_288


def test_an_absurd_number_of_trials_is_refused_with_the_cap(file, capsys):
    assert main(["evaluate", file(document()), "--trials", "1000000000000", "--lang", "nl"]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Hier staat 1.000.000.000.000; het mag hoogstens 10.000.000 zijn." in shown.err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["decide"],
        ["evaluate"],
        ["evaluate", "x", "--trials", "0"],
        ["evaluate", "x", "--trials", "many"],
        ["evaluate", "x", "--trials", "9" * 5000],
        ["evaluate", "x", "--seed", "-1"],
        ["evaluate", "x", "--lang", "de"],
        ["evaluate", "x", "--tri", "20000"],
        ["statement", "x"],
        ["check", "x", "--json"],
    ],
)
def test_wrong_use_ends_with_2_and_a_word_about_it(arguments, capsys):
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "usage: roitool" in shown.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "roitool: dit ontbreekt: OPDRACHT"),
        (["evaluate"], "roitool evaluate: dit ontbreekt: BESTAND"),
        (["statement", "x"], "roitool statement: dit ontbreekt: INVESTERING"),
        (["decide"], "roitool: OPDRACHT kan niet 'decide' zijn; kies uit "),
        (["evaluate", "x", "--trials", "0"], "roitool evaluate: --trials: ‘0’ is geen heel getal vanaf 1"),
        (["evaluate", "x", "--trials"], "roitool evaluate: achter --trials ontbreekt een waarde"),
        (["evaluate", "x", "--json=3"], "roitool evaluate: --json krijgt geen waarde: "),
        (["check", "x", "--json"], "roitool: dit is hier onbekend: --json"),
    ],
)
def test_wrong_use_is_told_in_the_language_asked_for(arguments, says, capsys):
    assert main(["--lang", "nl", *arguments]) == 2
    shown = capsys.readouterr().err
    assert shown.startswith("gebruik: roitool")
    assert shown.splitlines()[-1].startswith(says)


def test_no_english_of_the_library_is_left_in_the_dutch_help(capsys):
    for command in ([], *([name] for name in COMMANDS)):
        assert main([*command, "--help", "--lang", "nl"]) == 0
        shown = capsys.readouterr().out
        assert shown.startswith("gebruik: roitool")
        assert [
            word for word in ("usage", "options", "arguments", "show this", "FILE", "COMMAND") if word in shown
        ] == []


def test_help_of_an_ascii_terminal_is_help():
    done = run("statement", "--help", "--lang", "nl", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "??n investering" in done.stdout


def test_a_candidate_that_is_not_there_is_wrong_use_and_the_others_are_named(file, capsys):
    assert main(["statement", file(document()), "sensors"]) == 2
    assert capsys.readouterr().err == "There is no candidate “sensors” in this file. Choose from cobot.\n"


@pytest.mark.parametrize("arguments", [["--help"], ["evaluate", "--help"], ["--version"]])
def test_help_and_version_end_with_0(arguments, capsys):
    assert main(arguments) == 0
    assert capsys.readouterr().out


def test_help_speaks_the_language_of_the_system(monkeypatch, capsys):
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    assert main(["--help"]) == 0
    assert "beslis: loont het" in capsys.readouterr().out


def test_the_version_is_that_of_the_package(capsys):
    main(["--version"])
    assert capsys.readouterr().out == f"roitool {__version__}\n"


def test_check_doubts_nothing_in_the_examples_but_rules_carried_on_and_a_shared_deduction(capsys):
    for path in EXAMPLES:
        assert main(["check", str(path), "--lang", "en"]) == 0
        shown = capsys.readouterr().out
        several = "three-candidates" in path.name
        assert shown.count("Note: ") == 1 + several
        assert shown.count("Good to know: ") == shown.count("As it stands the investment deduction is") <= 1
        assert "tax rules" in shown
        assert ("several candidates invest" in shown) == several


def test_check_finds_nothing_wrong_where_nothing_is(file, capsys):
    untaxed = json.loads(EXAMPLES[0].read_bytes()) | {"regime": {"id": "none"}}
    assert main(["check", file(untaxed), "--lang", "en"]) == 0
    assert capsys.readouterr().out.endswith("nothing wrong found.\n")


def test_titles_of_nothing_leave_an_answer(file, capsys):
    empty = document()
    empty["title"] = " "
    empty["candidates"][0]["title"] = ""
    assert main(["evaluate", file(empty), "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("Untitled\n════════")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_output_that_cannot_be_written_ends_with_1_and_no_traceback(file):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "roitool.cli", "check", file(document())],
            stdout=full, stderr=subprocess.PIPE, cwd=ROOT, check=False, text=True,
        )  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("The answer could not be written (")


def test_check_tells_errors_with_place_and_remedy_and_ends_with_1(file, capsys):
    wrong = document()
    wrong["candidates"][0]["inputs"][0]["quantity"]["low"] = 25.0
    wrong["candidates"][0]["paid_by"] = "lease"
    assert main(["check", file(wrong), "--lang", "en"]) == 1
    shown = capsys.readouterr().out
    assert shown.count("Error: ") == 2
    assert "Error: Welding cobot › Hours that come free › low\n(candidates.0.inputs.0.quantity.low)" in shown
    assert "  25 is more than “likely”, which is 20.\n  What to do: Swap the two, or correct one." in shown
    assert "“lease” is none of the ways of paying." in shown


def test_check_tells_warnings_and_ends_with_0(file, capsys):
    assert main(["check", file(document())]) == 0
    shown = capsys.readouterr().out
    assert "Error" not in shown
    assert "Note: Welding cobot › failure (candidates.0.failure)" in shown


def test_a_refused_scenario_gives_all_its_problems_as_json_too(file, capsys):
    wrong = document(horizon_years=500, seed="x", surprise=1)
    assert main(["evaluate", file(wrong), "--json"]) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert {problem["code"] for problem in problems} == {"too_large", "wrong_type", "unknown_key"}


@pytest.mark.parametrize(
    ("contents", "says"),
    [
        (b"", "The file is empty."),
        (b'{"format": "roitool-scenario", "schema_ver', "this is not JSON"),
        (b'{"format": "something else"}', "This is not a scenario of ROItool"),
        (b"\xff\xfe", "not text in UTF-8"),
        (b"[" * 100_000, "brackets stand within each other"),
        (b'{"format": "roitool-scenario", "schema_version": 99}', "made by a newer program: version 99"),
        (b'{"format": "roitool-scenario", "schema_version": 1, "seed": NaN}', "“NaN” is not a number"),
        (b'{"format": "roitool-scenario", "schema_version": 1, "seed": 1, "seed": 2}', "“seed” stands here twice"),
    ],
)
@pytest.mark.parametrize("command", [["evaluate"], ["check"], ["statement"]])
def test_a_file_that_is_no_scenario_is_refused_in_words(command, contents, says, file, capsys):
    extra = ["cobot"] if command == ["statement"] else []
    assert main([*command, file(contents), *extra]) == 1
    shown = capsys.readouterr()
    assert says in " ".join((shown.out + shown.err).split())


def test_a_file_that_is_not_there_is_refused_in_words(capsys):
    assert main(["evaluate", "nowhere/gone.roi.json", "--lang", "nl"]) == 1
    assert "Dit bestand is er niet: nowhere/gone.roi.json" in capsys.readouterr().err


def test_a_division_by_zero_in_one_future_is_refused_with_its_line_and_values(file, capsys):
    wrong = document()
    wrong["candidates"][0]["inputs"][0]["quantity"] = {
        "kind": "discrete",
        "values": [0.0, 20.0],
        "probabilities": [0.1, 0.9],
    }
    wrong["candidates"][0]["lines"][1]["amount"] = "100 / hours_freed"
    assert main(["evaluate", file(wrong)]) == 1
    shown = " ".join(capsys.readouterr().err.split())
    assert "Welding cobot › Uren › amount" in shown
    assert "“100 / hours_freed” divides by zero" in shown
    assert "hours_freed = 0" in shown


def test_hostile_labels_do_not_steer_the_terminal(file, capsys):
    hostile = document(title="\x1b[2J{0.__class__} %s\x07")
    hostile["candidates"][0]["title"] = "\x1b]0;owned\x07" + "x" * 190
    for command in (["evaluate"], ["check"], ["statement"]):
        assert main([*command, file(hostile), *(["cobot"] if command == ["statement"] else [])]) == 0
        shown = capsys.readouterr().out
        assert [mark for mark in shown.replace("\n", "") if unicodedata.category(mark) in {"Cc", "Cf"}] == []


def test_the_statement_of_an_example_adds_up_on_paper(capsys):
    assert main(["statement", str(COBOT), "cobot", "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert [name in shown for name in ("Project, as bought for cash", "Tax\n", "Bank account, paid by")] == [True] * 3
    project = shown.partition("Project")[2].partition("Tax\n")[0]
    totals = amounts(project, "before tax")
    lines = [row for row in project.splitlines() if row[:1].isalpha() and "  " in row]
    parts = [row for row in lines if not row.startswith(("before tax", "tax ", "project cash flow"))]
    assert abs(sum(amounts("\n".join(parts), "")) - sum(totals)) <= len(parts) * len(totals) / 2


def amounts(text, name):
    """Return all amounts in the rows of a table whose label starts with `name`."""
    rows = [row for row in text.splitlines() if row.startswith(name)]
    return [int(part.replace("−", "-").replace(",", "")) for row in rows for part in row.split() if is_amount(part)]


def is_amount(part):
    return part.lstrip("−").replace(",", "").isdigit()


def test_a_terminal_that_lacks_characters_never_loses_a_minus():
    assert fit("−\N{NO-BREAK SPACE}€\N{NO-BREAK SPACE}41.000 — ‘één’ ± 3", "ascii") == "- EUR 41.000 - '??n' +/- 3"
    assert fit("− € 41.000 ‘é’ ─", "latin-1") == "- EUR  41.000 'é' -"
    assert fit("− € 41.000 ─", "utf-8") == "− € 41.000 ─"


def test_an_ascii_terminal_gets_the_whole_answer():
    done = run("evaluate", str(COBOT), "--lang", "nl", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert done.stdout.isascii()


def test_nobody_minds_when_the_reader_has_seen_enough():
    command = [sys.executable, "-m", "roitool.cli", "evaluate", str(COBOT)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        complaint = process.stderr.read()
    assert (process.returncode, complaint) == (0, b"")


@pytest.mark.parametrize("trials", [str(WORTH_IT_FROM - 1), "10000000"])
def test_ctrl_c_ends_a_run_with_130_and_without_a_traceback(trials):
    pty = pytest.importorskip("pty")
    command = [sys.executable, "-m", "roitool.cli", "evaluate", str(COBOT), "--trials", trials]
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=theirs, start_new_session=True) as process:
        os.close(theirs)
        said = b""
        # The progress line shows that the run is under way.
        while b"futures" not in said:
            said += os.read(ours, 1_000)
        begun = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)
        out = process.stdout.read()
    took = time.monotonic() - begun
    said += os.read(ours, 100_000)
    os.close(ours)
    assert (process.returncode, out) == (130, b"")
    assert said.endswith(b"Interrupted; nothing was kept.\r\n")
    assert b"Traceback" not in said
    assert took < 60


def test_progress_is_silent_without_a_terminal():
    done = run("evaluate", str(COBOT), "--trials", "100000", "--json")
    assert (done.returncode, done.stderr) == (0, "")


def test_linear_algebra_keeps_to_one_thread():
    code = "import roitool.cli, os; print(os.environ['OPENBLAS_NUM_THREADS'], os.environ['OMP_NUM_THREADS'])"
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_THREADS")}
    done = subprocess.run(
        [sys.executable, "-c", code], env=kept | {"OMP_NUM_THREADS": "3"}, capture_output=True, check=True, text=True
    )
    assert done.stdout.split() == ["1", "3"]


def test_small_runs_start_no_processes():
    with workers(WORTH_IT_FROM - 1) as executor:
        assert executor is None


def test_showing_the_help_loads_no_numpy():
    code = "import sys; from roitool.cli import main; main(['--help']); sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False).returncode == 0
