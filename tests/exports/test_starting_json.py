"""Templates and the questions about readiness as JSON, and a page that describes every key."""

from __future__ import annotations

import json
from pathlib import Path

from roitool.cli import main
from roitool.exports.starting_json import readiness_json, templates_json
from roitool.scenario.data import template, template_ids
from roitool.scenario.scenario import Readiness

PAGE = (Path(__file__).parent.parent.parent / "docs" / "json-output.md").read_text(encoding="utf-8")


def test_every_template_has_its_figures_and_those_it_asks_about() -> None:
    text = templates_json(template(each) for each in template_ids())
    assert text.isascii()
    document = json.loads(text)
    assert (document["format"], document["version"]) == ("roitool-templates", 1)
    assert [each["id"] for each in document["templates"]] == list(template_ids())
    for each in document["templates"]:
        figures = {figure["id"]: figure for figure in each["figures"]}
        assert {question["figure"] for question in each["questions"]} <= figures.keys()
        assert {figure["evidence"]["by"] for figure in figures.values()} == {"reference"}
    cobot = next(each for each in document["templates"] if each["id"] == "cobot_cell")
    assert [(each["figures"], each["cost"], each["confidence"]) for each in cobot["learning"]] == [
        (list(each.figures), each.cost, each.confidence) for each in template("cobot_cell").learning
    ]
    hours = next(figure for figure in cobot["figures"] if figure["id"] == "covered_hours")
    assert (hours["unit"], hours["quantity"]["kind"]) == ("h/week", "range")


def test_readiness_has_the_answers_and_what_they_change() -> None:
    document = json.loads(readiness_json(Readiness(data=0, people=1, process=1, finance=0)))
    given = {question["id"]: question["given"] for question in document["questions"]}
    assert (len(given), given["data"], given["people"], given["supplier"]) == (7, 0, 1, None)
    assert document["mean"] == 0.5
    assert document["effect"]["failure"] > 1
    assert {len(question["levels"]) for question in document["questions"]} == {6}
    empty = json.loads(readiness_json(None))
    assert (empty["mean"], empty["effect"]) == (None, None)


def test_every_key_is_described() -> None:
    documents = (
        json.loads(templates_json([template("erp")])),
        json.loads(readiness_json(Readiness(data=0, people=0, process=0, finance=0))),
    )
    one = documents[0]["templates"][0]
    keys = {*documents[0], *one, *one["figures"][0], *one["learning"][0]}
    keys |= {*documents[1], *documents[1]["questions"][0], *documents[1]["effect"]}
    assert {key for key in keys if f"`{key}`" not in PAGE} == set()


def test_the_commands_write_it_and_refuse_in_it(capsys) -> None:
    assert main(["templates", "erp", "--json"]) == 0
    assert [each["id"] for each in json.loads(capsys.readouterr().out)["templates"]] == ["erp"]
    assert main(["templates", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["templates"]) == len(template_ids())
    assert main(["readiness", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["format"] == "roitool-readiness-answers"
    assert main(["templates", "moonshot", "--json"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["code"], problem["values"]["found"]) == ("template_unknown", "moonshot")
    assert main(["readiness", "no such file", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == "cannot_read"
