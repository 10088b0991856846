"""``roitool import``: what it lists of a workbook, asks, takes over and writes, and its exit codes."""

from __future__ import annotations

import io
import json
import sys

import pytest

from roitool.cli import DONE, REFUSED, WRONG_USE, main
from roitool.scenario.data import example_bytes
from roitool.scenario.editing import replaced
from roitool.scenario.file import read_scenario, scenario_from_bytes, write_scenario
from tests.imports.sheets import Finance, exported

EXAMPLE = example_bytes("welding-cobot")


@pytest.fixture(scope="module")
def workbooks():
    """Return workbooks in which three figures were typed over, in both languages."""
    scenario = scenario_from_bytes(EXAMPLE)
    made = {}
    for language in ("nl", "en"):
        finance = Finance(exported(scenario, language), language)
        finance.types("in_own_hour_cost", best=41).types("in_credit_line", best=150000)
        made[language] = finance.types("in_1_welding_hours", low=35, best="a lot").saved
    return made


@pytest.fixture
def paths(tmp_path, workbooks):
    """Return the arguments of a command that imports into a copy of the example, and the path of that copy."""
    book, into = tmp_path / "finance.xlsx", tmp_path / "cobot.roi.json"
    book.write_bytes(workbooks["en"])
    into.write_bytes(EXAMPLE)
    return ["import", str(book), "--into", str(into), "--lang", "en"], into


@pytest.fixture
def terminal(monkeypatch):
    """Let somebody sit at the terminal and type these lines."""

    def sits(*lines):
        typed = io.StringIO("".join(f"{line}\n" for line in lines))
        typed.isatty = lambda: True
        monkeypatch.setattr(sys, "stdin", typed)
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)

    return sits


def shown(capsys):
    found = capsys.readouterr()
    return found.out.replace("\N{NO-BREAK SPACE}", " "), found.err


def figures(path):
    found = read_scenario(path)
    values = {item.id: item.quantity for item in (*found.inputs, *found.candidates[0].inputs)}
    return values["credit_line"].value, values["own_hour_cost"].likely, values["welding_hours"].low


BEFORE = (125000.0, 40.0, 30.0)


def test_the_list_is_shown_and_nothing_written(paths, capsys):
    command, into = paths
    assert main([*command, "--dry-run"]) == DONE
    out, err = shown(capsys)
    assert "1. Credit line: €125,000 → €150,000" in out
    assert "2. What an hour of our own people costs: 40 → 41 €/h" in out
    assert "3. Welding work that can go to the cobot: 48 (30 – 62) → 48 (35 – 62) h/week" in out
    assert "“a lot” is not a number" in out.replace("\n  ", " ")
    assert err == ""
    assert into.read_bytes() == EXAMPLE


def test_the_list_reads_in_dutch_too(paths, workbooks, tmp_path, capsys):
    (tmp_path / "finance.xlsx").write_bytes(workbooks["nl"])
    assert main([*paths[0][:-1], "nl", "--dry-run"]) == DONE
    assert "Wat een eigen uur kost: 40 → 41 €/uur" in shown(capsys)[0]


@pytest.mark.parametrize(
    ("wish", "after"),
    [
        ("all", (150000.0, 41.0, 35.0)),
        ("alle", (150000.0, 41.0, 35.0)),
        ("1,3", (150000.0, 40.0, 35.0)),
        ("2", (125000.0, 41.0, 30.0)),
    ],
)
def test_what_is_accepted_is_written(paths, wish, after, capsys):
    command, into = paths
    assert main([*command, "--accept", wish]) == DONE
    assert figures(into) == after
    assert "taken over into" in shown(capsys)[0]


@pytest.mark.parametrize("wish", ["none", "geen"])
def test_nothing_accepted_is_nothing_written(paths, wish, capsys):
    command, into = paths
    assert main([*command, "--accept", wish]) == DONE
    assert into.read_bytes() == EXAMPLE
    assert "the scenario is as it was" in shown(capsys)[0]


@pytest.mark.parametrize("wish", ["some", "1,,2", "-1", "1-3", "", "99999999"])
def test_a_wish_that_is_none_is_asked_back(paths, wish, capsys):
    command, into = paths
    assert main([*command, f"--accept={wish}"]) == WRONG_USE
    assert into.read_bytes() == EXAMPLE


@pytest.mark.parametrize("wish", ["0", "4", "1,4"])
def test_a_number_that_is_not_in_the_list_is_asked_back(paths, wish, capsys):
    command, into = paths
    assert main([*command, "--accept", wish]) == WRONG_USE
    assert "is not in the list" in shown(capsys)[1]
    assert into.read_bytes() == EXAMPLE


def test_without_anybody_to_ask_a_wish_has_to_be_said(paths, capsys):
    command, into = paths
    assert main(command) == WRONG_USE
    assert "--accept" in shown(capsys)[1]
    assert into.read_bytes() == EXAMPLE


@pytest.mark.parametrize(
    ("lines", "after"),
    [
        (["y", "n", "yes"], (150000.0, 40.0, 35.0)),
        (["j", "nee", "what?", "", "J"], (150000.0, 40.0, 35.0)),
        (["n", "a"], (125000.0, 41.0, 35.0)),
        (["y", "q"], (150000.0, 40.0, 30.0)),
        (["y"], (150000.0, 40.0, 30.0)),
        (["s"], BEFORE),
    ],
)
def test_at_a_terminal_each_change_is_asked(paths, terminal, lines, after):
    command, into = paths
    terminal(*lines)
    assert main(command) == DONE
    assert figures(into) == after


def test_what_is_doubtful_is_asked_even_after_yes_to_all_and_no_part_of_all(paths, terminal, capsys):
    command, into = paths
    scenario = read_scenario(into)
    position = [item.id for item in scenario.inputs].index("own_hour_cost")
    now = replaced(scenario, ("inputs", position, "quantity", "likely"), 42.0)
    write_scenario(into, now)
    assert main([*command, "--accept", "all"]) == DONE
    assert figures(into) == (150000.0, 42.0, 35.0)
    assert "1 that are doubtful" in shown(capsys)[0]
    write_scenario(into, now)
    terminal("a", "n")
    assert main(command) == DONE
    assert figures(into) == (150000.0, 42.0, 35.0)


def test_the_list_is_json_for_other_programs(paths, capsys):
    command, into = paths
    assert main([*command, "--json"]) == DONE
    found = json.loads(capsys.readouterr().out)
    assert (found["format"], found["changed_since"], found["accepted"], found["written_digest"]) == (
        *("roitool-import", False, [], None),
    )
    assert [change["number"] for change in found["changes"]] == [1, 2, 3]
    assert found["changes"][1]["after"]["quantity"]["likely"] == 41
    assert [each["code"] for each in found["not_taken"]] == ["text"]
    assert into.read_bytes() == EXAMPLE
    assert main([*command, "--json", "--accept", "2"]) == DONE
    found = json.loads(capsys.readouterr().out)
    assert found["accepted"] == [2]
    assert figures(into) == (125000.0, 41.0, 30.0)


def test_an_untouched_workbook_has_nothing_to_take_over(paths, tmp_path, capsys):
    command, into = paths
    (tmp_path / "finance.xlsx").write_bytes(exported(scenario_from_bytes(EXAMPLE)))
    assert main(command) == DONE
    assert "nothing in “finance.xlsx” to take over" in shown(capsys)[0]
    assert into.read_bytes() == EXAMPLE


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("data", [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04 half a file"])
def test_a_workbook_that_cannot_be_read_is_refused_in_words(paths, tmp_path, data, language, capsys):
    command, into = paths
    (tmp_path / "finance.xlsx").write_bytes(data)
    assert main([*command[:-1], language, "--accept", "all"]) == REFUSED
    out, err = shown(capsys)
    assert out == ""
    assert len(err.split()) > 8
    assert into.read_bytes() == EXAMPLE


def test_a_workbook_or_a_scenario_that_is_not_there_is_told(paths, tmp_path, capsys):
    command, into = paths
    into.unlink()
    assert main([*command, "--accept", "all"]) == REFUSED
    assert "There is no such file" in shown(capsys)[1]
    into.write_bytes(EXAMPLE)
    (tmp_path / "finance.xlsx").unlink()
    assert main([*command, "--json"]) == REFUSED
    assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == "cannot_read"


def test_a_scenario_that_cannot_be_written_is_told_and_stays(paths, capsys, monkeypatch):
    command, into = paths
    monkeypatch.setattr("os.access", lambda *_: False)
    assert main([*command, "--accept", "all"]) == REFUSED
    assert "Nothing may be written here" in shown(capsys)[1]
    assert into.read_bytes() == EXAMPLE


def test_what_then_keeps_the_scenario_from_being_decided_is_told(tmp_path, capsys):
    scenario = scenario_from_bytes(EXAMPLE)
    book, into = tmp_path / "finance.xlsx", tmp_path / "cobot.roi.json"
    book.write_bytes(Finance(exported(scenario)).types("in_opening_cash", best=-900000).saved)
    into.write_bytes(EXAMPLE)
    assert main(["import", str(book), "--into", str(into), "--accept", "all", "--lang", "en"]) == DONE
    assert "cannot be decided" in shown(capsys)[0]
