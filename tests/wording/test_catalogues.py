"""The two catalogues say the same things, all that the program asks for, and nothing else."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po
from pydantic import BaseModel

from roitool.cashflow.figures import _OVERRUN_BOUND
from roitool.cashflow.statement import Section
from roitool.decision.verdict import Question
from roitool.scenario import references, shape
from roitool.scenario.base import FORMS
from roitool.scenario.scenario import Scenario
from roitool.wording.words import LANGUAGES, Words

ROOT = Path(__file__).parent.parent.parent
LOCALES = ROOT / "roitool" / "wording" / "locales"
CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")


@cache
def messages(language):
    found = {}
    for path in sorted((LOCALES / language / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language, abort_invalid=True):
                if message.id:
                    assert message.id not in found, f"{message.id} is in two catalogues"
                    assert not message.fuzzy
                    found[message.id] = message.string
    return found


@cache
def sources():
    paths = [*sorted((ROOT / "roitool").rglob("*.py")), *sorted((ROOT / "ui").rglob("*.py"))]
    return [ast.parse(path.read_text(encoding="utf-8")) for path in paths]


def nodes(kind):
    return [node for tree in sources() for node in ast.walk(tree) if isinstance(node, kind)]


def places(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_messages():
    dutch, english = messages("nl"), messages("en")
    assert len(dutch) > 300
    assert dutch.keys() == english.keys()


def test_no_message_is_empty():
    assert [code for language in LANGUAGES for code, text in messages(language).items() if not text.strip()] == []


def test_a_message_takes_the_same_values_in_both_languages():
    dutch, english = messages("nl"), messages("en")
    assert {code for code in dutch if places(dutch[code]) != places(english[code])} == set()


def test_values_are_put_into_messages_by_plain_names_alone():
    named = {name for language in LANGUAGES for text in messages(language).values() for name in places(text)}
    assert {name for name in named if not re.fullmatch(r"[a-z][a-z0-9_]*", name)} == set()


def test_every_message_that_the_program_asks_for_is_there():
    asked = {
        node.args[0].value
        for node in nodes(ast.Call)
        if isinstance(node.func, ast.Attribute)
        and node.func.attr == "text"
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
        and CODE.fullmatch(node.args[0].value)
    }
    assert len(asked) > 60
    assert asked - messages("en").keys() == set()


def test_no_message_is_there_that_nothing_asks_for():
    literal = {node.value for node in nodes(ast.Constant) if isinstance(node.value, str)}
    composed = [pattern_of(node) for node in nodes(ast.JoinedStr)]
    patterns = [pattern for pattern in composed if pattern is not None]
    # Composed out of a prefix that is handed on.
    patterns += [re.compile(rf"{prefix}\.\w+") for prefix in ("expected", "form")]
    stale = {
        code
        for code in messages("en")
        if code not in literal and not any(pattern.fullmatch(code) for pattern in patterns)
    }
    assert stale == set()


def test_every_problem_of_the_program_has_a_sentence_and_a_remedy():
    codes = problem_codes()
    assert len(codes) > 80
    for code in codes:
        assert [known for known in messages("en") if known == f"problem.{code}" or known.startswith(f"problem.{code}.")]
        assert [known for known in messages("en") if known == f"remedy.{code}" or known.startswith(f"remedy.{code}.")]


def test_every_sentence_about_a_problem_is_about_one_that_can_occur():
    said = {code.split(".")[1] for code in messages("en") if code.startswith("remedy.")}
    assert said == problem_codes()


def test_every_way_of_mistyping_a_number_is_explained():
    told = {
        node.args[0].value
        for node in nodes(ast.Call)
        if isinstance(node.func, ast.Name) and node.func.id == "Misread" and isinstance(node.args[0], ast.Constant)
    }
    assert told == {code.removeprefix("misread.") for code in messages("en") if code.startswith("misread.")}


def test_every_field_of_a_scenario_has_a_name_for_persons():
    named = {code.removeprefix("field.") for code in messages("en") if code.startswith("field.")}
    assert named == model_fields(Scenario)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_fields_expect_and_may_be_has_words(language):
    words = Words(language)
    expected = {*shape._EXPECTED.values(), *shape._EXPECTED_PLAIN.values()}
    bounds = {bound.kind for fields in references.BOUNDS.values() for bound in fields.values()} - {"any"}
    wanted = {f"expected.{name}" for name in expected} | {f"form.{name}" for name in FORMS}
    wanted |= {f"must.{kind}" for kind in (*bounds, _OVERRUN_BOUND.kind)}
    wanted |= {f"statement.{section}" for section in Section}
    wanted |= {f"reason.{question}" for question in Question} - {"reason.deepest_balance"}
    assert {code for code in wanted if not words.has(code)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_uses_its_own_quotation_marks(language):
    foreign = {"nl": "“”", "en": "‘"}[language]
    assert [code for code, text in messages(language).items() if set(foreign) & set(text)] == []


def test_the_compiled_catalogues_are_those_of_the_sources():
    for language in LANGUAGES:
        words = Words(language)
        for code, text in messages(language).items():
            assert words.text(code, **{name: f"{{{name}}}" for name in places(text)}) == text


def problem_codes():
    """Return the codes of all problems, those of one family as one."""
    codes = {name for name, *_ in shape._BOUNDS.values()} | {name for name, _ in shape._OTHERS.values()}
    position = {"Problem": 1, "FormulaError": 0, "_cannot": 0, "_Refused": 0}
    for call in nodes(ast.Call):
        if isinstance(call.func, ast.Name) and call.func.id in position and len(call.args) > position[call.func.id]:
            argument = call.args[position[call.func.id]]
            if isinstance(argument, ast.Constant):
                codes.add(argument.value)
            elif isinstance(argument, ast.JoinedStr):
                codes.add(argument.values[0].value.rstrip("_"))
    # Told apart where the formula fails, and handed to the error by name.
    return codes | {"division_by_zero", "not_finite"}


def pattern_of(node):
    """Return a pattern for the codes that an f-string can make, None where it makes none."""
    parts = [re.escape(part.value) if isinstance(part, ast.Constant) else r"[a-z0-9_.]+" for part in node.values]
    start = node.values[0]
    if not (isinstance(start, ast.Constant) and re.fullmatch(r"[a-z][a-z0-9_]*\.[a-z0-9_.]*", start.value)):
        return None
    return re.compile("".join(parts))


def model_fields(model):
    """Return the names of all fields of a model and of the models in it."""
    schema = model.model_json_schema()
    assert issubclass(model, BaseModel)
    return {name for part in (schema, *schema["$defs"].values()) for name in part.get("properties", ())}
