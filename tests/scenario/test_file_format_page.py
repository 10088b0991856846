"""The page on the file format leaves nothing out."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

from roitool.scenario import shape
from roitool.scenario.schema import schema_bytes

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "file-format.md").read_text(encoding="utf-8")


def test_every_field_of_the_file_is_on_the_page() -> None:
    schema = json.loads(schema_bytes())
    fields = {name for part in (schema, *schema["$defs"].values()) for name in part["properties"]}

    assert len(fields) > 80
    assert {name for name in fields if not re.search(rf"[`\"]{name}[`\"]", PAGE)} == set()


def test_every_code_of_a_problem_is_on_the_page() -> None:
    codes = {name for name, *_ in shape._BOUNDS.values()} | {name for name, _ in shape._OTHERS.values()}
    for path in sorted((ROOT / "roitool" / "scenario").rglob("*.py")):
        codes |= _codes_in(ast.parse(path.read_text(encoding="utf-8")))

    assert len(codes) > 70
    assert {code for code in codes if f"`{code}`" not in PAGE} == set()


def _codes_in(tree: ast.Module) -> set[str]:
    """Return the codes that are given to problems, to errors in formulas, and to refusals."""
    position = {"Problem": 1, "FormulaError": 0, "_cannot": 0, "_Refused": 0}
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    arguments = [call.args[position[call.func.id]] for call in calls if call.func.id in position]
    return {argument.value for argument in arguments if isinstance(argument, ast.Constant)}
