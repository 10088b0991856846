"""`roitool evaluate FILE --together A,B`: which candidates are calculated together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roitool.cli import main

THREE = Path(__file__).parent.parent / "scenarios" / "examples" / "three-candidates.roi.json"


def test_candidates_are_calculated_together_as_often_as_asked_for(capsys):
    asked = ["--together", "cobot, ordering", "--together", "sensors,ordering", "--json"]
    assert main(["evaluate", str(THREE), *asked]) == 0
    sets = json.loads(capsys.readouterr().out)["together"]
    assert [found["members"] for found in sets] == [["cobot", "ordering"], ["sensors", "ordering"]]


@pytest.mark.parametrize(
    ("asked", "code", "says"),
    [
        ("cobot,mes", "set_member_unknown", "Kies uit ‘cobot’, ‘sensors’ of ‘ordering’."),
        ("cobot,cobot", "set_member_twice", "‘cobot’ staat twee keer in dezelfde groep."),
        ("cobot", "set_too_small", "Noem er twee of meer"),
        (",", "set_too_small", "Noem er twee of meer"),
    ],
)
def test_a_set_that_is_none_is_refused_with_the_choices(asked, code, says, capsys):
    arguments = ["evaluate", str(THREE), "--lang", "nl", "--together", asked]
    assert main(arguments) == 1
    assert says in " ".join(capsys.readouterr().err.split())
    assert main([*arguments, "--json"]) == 1
    assert [problem["code"] for problem in json.loads(capsys.readouterr().out)["problems"]] == [code]


def test_sets_go_with_the_outside_view_but_not_with_both_at_once(capsys):
    asked = ["evaluate", str(THREE), "--lang", "en", "--together", "cobot,ordering", "--json", "--view"]
    assert main([*asked, "outside"]) == 0
    assert [found["members"] for found in json.loads(capsys.readouterr().out)["together"]] == [["cobot", "ordering"]]
    assert main([*asked, "both"]) == 2
    assert "one view at a time" in capsys.readouterr().err
