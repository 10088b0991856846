"""``roitool diff``: what it prints of two files, which of them it refuses, and its exit codes."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from roitool.cli import main
from roitool.cli.terminal import Progress

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "scenarios" / "examples").glob("*.roi.json"))
COBOT = ROOT / "scenarios" / "examples" / "welding-cobot.roi.json"


@pytest.fixture
def dearer(tmp_path):
    """Return a copy of an example in which an hour of the own people costs more."""
    return edited(tmp_path / "dearer.roi.json", likely=43.0)


def edited(path, likely=None, **changes):
    """Write the example to a path, changed at the top or in what an hour costs, and return the path as text."""
    whole = json.loads(COBOT.read_bytes()) | changes
    (cost,) = (found for found in whole["inputs"] if found["id"] == "own_hour_cost")
    cost["quantity"]["likely"] = likely or cost["quantity"]["likely"]
    path.write_text(json.dumps(whole), encoding="utf-8")
    return str(path)


def shown(capsys):
    found = capsys.readouterr()
    return found.out.replace("\N{NO-BREAK SPACE}", " "), found.err


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "What an hour of our own people costs: 40 (36 – 45) → 43 (36 – 45) €/h"),
        ("nl", "Wat een eigen uur kost: 40 (36 – 45) → 43 (36 – 45) €/uur"),
    ],
)
def test_a_changed_figure_is_told_in_words_and_nothing_else(dearer, language, sentence, capsys):
    assert main(["diff", str(COBOT), dearer, "--lang", language]) == 0
    out, err = shown(capsys)
    assert [line for line in out.splitlines() if line.startswith("  · ")] == [f"  · {sentence}"]
    assert err == ""


@pytest.mark.parametrize(("language", "nothing"), [("en", "Nothing differs."), ("nl", "Er verschilt niets.")])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_file_and_itself_differ_in_nothing_and_that_is_0_too(path, language, nothing, capsys):
    assert main(["diff", str(path), str(path), "--lang", language]) == 0
    assert shown(capsys)[0].splitlines()[-1] == nothing


def test_the_value_of_a_change_is_told_with_its_error_and_the_futures_it_rests_on(dearer, capsys):
    assert main(["diff", str(COBOT), dearer, "--value", "--lang", "en"]) == 0
    out = " ".join(shown(capsys)[0].split())
    assert "What it comes to" in out
    assert "Welding cobot · Verdict: Find out first, then decide" in out
    assert "a difference of −€" in out
    assert "give or take €" in out
    assert "Both were decided in the same 10,240 futures (seed 20270104)." in out


def test_no_change_is_worth_nothing_in_every_future(capsys):
    assert main(["diff", str(COBOT), str(COBOT), "--value", "--lang", "nl"]) == 0
    out = " ".join(shown(capsys)[0].split())
    assert "in elke toekomst hetzelfde" in out
    assert "Loont in 45 van de 100 toekomsten, net als eerst" in out


def test_two_seeds_are_said_to_be_part_of_every_difference(tmp_path, capsys):
    other = edited(tmp_path / "other.roi.json", seed=1)
    assert main(["diff", str(COBOT), other, "--value", "--lang", "en"]) == 0
    out = " ".join(shown(capsys)[0].split())
    assert "The seeds differ (20270104 and 1)" in out
    assert "no more than chance can explain" in out


def test_the_examples_share_a_company_but_no_candidate(capsys):
    assert main(["diff", *map(str, EXAMPLES[:2]), "--value", "--lang", "en"]) == 0
    out = shown(capsys)[0]
    assert "Only the first file has this candidate" in out
    assert "Only the second file has this candidate" in out
    assert max(map(len, out.splitlines())) <= 80


def test_json_tells_the_same_as_data(dearer, capsys):
    assert main(["diff", str(COBOT), dearer, "--json", "--value"]) == 0
    found = json.loads(shown(capsys)[0])
    (change,) = found["changes"]
    assert change["place_after"][-1] == "quantity"
    assert (change["before"]["likely"], change["after"]["likely"]) == (40.0, 43.0)
    assert found["value"]["paired"] is True


def test_each_file_that_does_not_open_is_named_with_its_reason(tmp_path, capsys):
    newer = edited(tmp_path / "newer.roi.json", schema_version=99)
    missing = str(tmp_path / "missing.roi.json")
    for paths, said in (((str(COBOT), missing), "second"), ((missing, str(COBOT)), "first")):
        assert main(["diff", *paths, "--lang", "en"]) == 1
        out, err = shown(capsys)
        assert out == ""
        assert err.startswith(f"The {said} file, “")
        assert "missing.roi.json" in err
    assert main(["diff", newer, missing, "--lang", "nl"]) == 1
    err = shown(capsys)[1]
    assert err.startswith("Het eerste bestand, ‘")
    assert "\n\nHet tweede bestand, ‘" in err


def test_a_refusal_as_json_says_which_file(tmp_path, capsys):
    broken = tmp_path / "broken.roi.json"
    broken.write_text("{", encoding="utf-8")
    assert main(["diff", str(broken), str(COBOT), "--json"]) == 1
    (problem,) = json.loads(shown(capsys)[0])["problems"]
    assert problem["file"] == "before"


def test_a_file_that_makes_no_sense_can_be_compared_but_not_valued(tmp_path, capsys):
    senseless = edited(tmp_path / "senseless.roi.json", likely=99.0)
    assert main(["diff", str(COBOT), senseless, "--lang", "en"]) == 0
    assert "40 (36 – 45) → 99 (36 – 45) €/h" in shown(capsys)[0]
    assert main(["diff", str(COBOT), senseless, "--value", "--lang", "en"]) == 1
    out, err = shown(capsys)
    assert out == ""
    assert err.startswith("The second file, “")
    assert "What to do: " in err


@pytest.mark.parametrize("arguments", [[], ["x"], ["x", "y", "z"], ["x", "y", "--trials", "9"]])
def test_wrong_use_ends_with_2(arguments, capsys):
    assert main(["diff", *arguments, "--lang", "en"]) == 2
    assert shown(capsys)[1].startswith("usage: roitool")


def test_the_dutch_help_is_dutch(capsys):
    assert main(["diff", "--help", "--lang", "nl"]) == 0
    out = shown(capsys)[0]
    assert "OUD NIEUW" in out
    assert [word for word in ("OLD", "NEW", "usage", "options", "FILE") if word in out] == []


def test_names_from_a_hostile_file_do_not_steer_a_terminal(tmp_path, capsys):
    hostile = edited(tmp_path / "hostile.roi.json", title="\x1b[2J\u202egnirts" + "x" * 150, note="<b>" * 600)
    assert main(["diff", str(COBOT), hostile, "--lang", "en"]) == 0
    out = shown(capsys)[0]
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert len(out) < 2_000


def test_ctrl_c_while_both_are_decided_ends_with_130_and_nothing_written(dearer, monkeypatch, capsys):
    def pressed(monitor, _done, _total):
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(Progress, "progress", pressed)
    assert main(["diff", str(COBOT), dearer, "--value", "--lang", "en"]) == 130
    assert shown(capsys) == ("", "Interrupted; nothing was kept.\n")
