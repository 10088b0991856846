"""What there is to start from, and the questions about readiness, as JSON; described in ``docs/json-output.md``."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from roitool import __version__
from roitool.exports.json_values import Json, label, number, text
from roitool.scenario.data import company_frame
from roitool.scenario.reference import mean_level, readiness_band, readiness_rules
from roitool.scenario.where_to_begin import suggested

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roitool.scenario.inputs import Input
    from roitool.scenario.scenario import Readiness
    from roitool.scenario.template import Template

TEMPLATES: Final = "roitool-templates"
READINESS: Final = "roitool-readiness-answers"
VERSION: Final = 1


def templates_json(templates: Iterable[Template]) -> str:
    """Return templates, each with what to ask first and its figures, as one JSON object, in ASCII."""
    return text(_headed(TEMPLATES) | {"templates": [_template(each) for each in templates]})


def readiness_json(readiness: Readiness | None) -> str:
    """Return the questions about readiness with the answers given and what those change, as one JSON object."""
    rules, band = readiness_rules(), readiness_band(readiness)
    given = {} if readiness is None else dict(readiness)
    mean = None if readiness is None else mean_level(readiness)
    questions = [
        {
            "id": question.id,
            "ask": label(question.ask),
            "levels": [label(level) for level in question.levels],
            "given": given.get(question.id),
            "first": [{"barrier": each.barrier, "do": label(each.first)} for each in question.barriers],
        }
        for question in rules.questions
    ]
    effect = None if band is None else band.model_dump(exclude={"below"})
    suggestions = [
        {"template": each.template, "short": [asdict(short) for short in each.short]} for each in suggested(readiness)
    ]
    found = {
        "questions": questions,
        "mean": None if mean is None else number(mean),
        "effect": effect,
        "suggestions": suggestions,
    }
    return text(_headed(READINESS) | found)


def _headed(name: str) -> Json:
    return {"format": name, "version": VERSION, "program_version": __version__}


def _template(template: Template) -> Json:
    return {
        "id": template.id,
        "title": label(template.title),
        "promise": label(template.promise),
        "horizon_years": template.horizon_years,
        "technologies": list(template.technologies),
        "questions": [{"figure": each.figure, "ask": label(each.ask)} for each in template.questions],
        "learning": [
            {
                "figures": list(each.figures),
                "how": label(each.how),
                "cost": number(each.cost),
                "confidence": each.confidence,
            }
            for each in template.learning
        ],
        "left_out": [{"line": each.line, "why": label(each.why)} for each in template.left_out],
        "figures": [_figure(item) for item in _figures(template)],
    }


def _figures(template: Template) -> tuple[Input, ...]:
    """Return the figures of a template, and those of the company that it asks about."""
    asked = {question.figure for question in template.questions}
    shared = (item for item in company_frame().inputs if item.id in asked)
    return (*shared, *template.inputs, *template.candidate.inputs)


def _figure(item: Input) -> Json:
    return item.model_dump(mode="json", exclude_none=True, include={"id", "label", "unit", "quantity", "evidence"})
