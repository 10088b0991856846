"""Files nobody should have written: each is refused with every reason at its place, fast, and nothing else happens."""

from __future__ import annotations

import json
import os
import time
from typing import TYPE_CHECKING, Any

import pytest

from roitool.errors import ScenarioError
from roitool.scenario.file import MAX_BYTES, read_scenario
from tests.scenario.documents import candidate, changed, document, figure, fleet, refusal_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from roitool.errors import Place, Problem

LINE = ("candidates", 0, "lines", 0)
SUBSIDY = ("candidates", 0, "lines", 6)
FLEET = ("candidates", 0, "lines", 7)
WAYS = ("candidates", 0, "ways_of_paying")
QUANTITY = ("inputs", 1, "quantity")


def only(problems: tuple[Problem, ...]) -> tuple[Place, str, dict[str, Any]]:
    assert len(problems) == 1, problems
    return problems[0].place, problems[0].code, dict(problems[0].values)


@pytest.mark.parametrize(
    ("place", "value", "code", "values"),
    [
        (("seed",), True, "wrong_type", {"expected": "whole_number", "found": True}),
        (("seed",), "7", "wrong_type", {"expected": "whole_number", "found": "7"}),
        (("horizon_years",), 8.5, "wrong_type", {"expected": "whole_number", "found": 8.5}),
        (("title",), 7, "wrong_type", {"expected": "text_or_translations", "found": 7}),
        (("title", "nl"), 7, "wrong_type", {"expected": "text", "found": 7}),
        (("hurdle_rate",), "10%", "wrong_type", {"expected": "number_or_real_rate", "found": "10%"}),
        (("hurdle_rate",), {"real": "x", "inflation": 0.02}, None, None),
        (("inputs",), {}, "wrong_type", {"expected": "list", "found": "{…}"}),
        (("company",), [], "wrong_type", {"expected": "object", "found": "[…]"}),
        ((*QUANTITY, "low"), None, "wrong_type", {"expected": "number", "found": None}),
        ((*LINE, "vat"), 1, "wrong_type", {"expected": "yes_no", "found": 1}),
        ((*LINE, "amount"), 85000, "wrong_type", {"expected": "text", "found": 85000}),
        ((*LINE, "amnt"), "1", "unknown_key", {"found": "amnt", "suggestions": ("amount", "month", "repayment")}),
        ((*LINE, "kind"), 1, "unknown_kind", None),
        ((*LINE, "amount"), "", "text_empty", {}),
        ((*LINE, "amount"), "1+" * 600 + "1", "too_long", {"found": 1201, "bound": 1000}),
        ((*LINE, "declining_rate"), 0, "too_small", {"found": 0, "bound": 0, "inclusive": False}),
        ((*LINE, "declining_rate"), 1, "too_large", {"found": 1, "bound": 1, "inclusive": False}),
        ((*LINE, "declining_rate"), "0.3", "wrong_type", {"expected": "number", "found": "0.3"}),
        ((*LINE, "paid"), "evenly", "unknown_key", None),
        ((*SUBSIDY, "of", 1), 7, "wrong_type", {"expected": "text", "found": 7}),
        ((*WAYS, 3, "replaces", 0), "Cell", "pattern", {"found": "Cell", "form": "id"}),
        (("candidates", 0, "lines", 2, "paid"), "sometimes", "unknown_choice", None),
        ((*SUBSIDY, "of"), "cell", "wrong_type", {"expected": "list", "found": "cell"}),
        ((*SUBSIDY, "of"), ["cell"] * 201, "too_many", {"bound": 200}),
        ((*SUBSIDY, "share"), 0.3, "wrong_type", {"expected": "text", "found": 0.3}),
        ((*SUBSIDY, "stream"), "", "pattern", {"found": "", "form": "stream"}),
        ((*FLEET, "amount"), "9", "unknown_key", None),
        ((*FLEET, "uptime"), [], "wrong_type", {"expected": "object", "found": "[…]"}),
        ((*FLEET, "uptime", "promised"), "99", "unknown_key", {"found": "promised", "suggestions": ()}),
        ((*FLEET, "fee"), "", "text_empty", {}),
        ((*WAYS, 2, "months"), 0, "too_small", {"found": 0, "bound": 1, "inclusive": True}),
        ((*WAYS, 2, "months"), 361, "too_large", {"found": 361, "bound": 360, "inclusive": True}),
        ((*WAYS, 3, "minimum_months"), 10**9, "too_large", None),
        ((*WAYS, 3, "minimum_months"), 24.5, "wrong_type", {"expected": "whole_number", "found": 24.5}),
        ((*WAYS, 3, "rate"), "0.05", "unknown_key", None),
        ((*WAYS, 4, "kind"), "gift", "unknown_kind", None),
        (("company", "commitments"), [{"label": "", "month": "1", "amount": "1"}] * 101, "too_many", {"bound": 100}),
        (("company", "commitments", 0, "label"), 7, "wrong_type", None),
        (("company", "stream"), "Own months", "pattern", {"found": "Own months", "form": "stream"}),
        (("company", "volatility"), 4000, "wrong_type", {"expected": "text", "found": 4000}),
        ((*LINE, "id"), "Cell", "pattern", {"found": "Cell", "form": "id"}),
        ((*LINE, "id"), "max", "id_is_keyword", {"found": "max"}),
        ((*LINE, "id"), "lambda", "id_is_keyword", {"found": "lambda"}),
        (("start",), "2027-13", "pattern", {"found": "2027-13", "form": "month"}),
        (("currency",), "euro", "pattern", {"found": "euro", "form": "currency"}),
        (("regime", "id"), "../../x", "pattern", {"found": "../../x", "form": "regime"}),
        (("inputs", 0, "stream"), "a/b", "pattern", {"found": "a/b", "form": "stream"}),
        (("inputs", 0, "evidence", "date"), "yesterday", "pattern", {"found": "yesterday", "form": "date"}),
        (("inputs", 0, "evidence", "by"), "rumour", "unknown_choice", None),
        (("horizon_years",), 0, "too_small", {"found": 0, "bound": 1, "inclusive": True}),
        (("horizon_years",), 500, "too_large", {"found": 500, "bound": 30, "inclusive": True}),
        (("futures",), 10**12, "too_large", {"found": 10**12, "bound": 10**7, "inclusive": True}),
        (("seed",), 2**63, "too_large", {"found": 2**63, "bound": 2**63, "inclusive": False}),
        (("candidates", 0, "ways_of_paying"), [], "too_few", {"found": 0, "bound": 1}),
        (("candidates",), [candidate() | {"id": f"cobot_{number}"} for number in range(31)], "too_many", {"bound": 30}),
        (("correlations", 0, "between"), ["cobot.overrun"], "too_few", {"found": 1, "bound": 2}),
    ],
)
def test_a_wrong_shape_is_told_at_its_place_with_what_was_found(place, value, code, values) -> None:
    found = refusal_of(changed(place, value))

    if code is None:
        assert only(found) == ((*place, "real"), "wrong_type", {"expected": "number", "found": "x"})
        return
    assert only(found)[:2] == (place, code)
    assert values is None or only(found)[2] == values


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (("company", "opening_cash"), ("company", "opening_cash")),
        ((*QUANTITY, "kind"), (*QUANTITY, "kind")),
        ((*QUANTITY, "high"), (*QUANTITY, "high")),
        ((*LINE, "kind"), (*LINE, "kind")),
        ((*SUBSIDY, "stream"), (*SUBSIDY, "stream")),
        ((*SUBSIDY, "month"), (*SUBSIDY, "month")),
        ((*FLEET, "contract_months"), (*FLEET, "contract_months")),
        ((*FLEET, "uptime", "per_point"), (*FLEET, "uptime", "per_point")),
        ((*WAYS, 3, "minimum_months"), (*WAYS, 3, "minimum_months")),
        (("company", "commitments", 0, "month"), ("company", "commitments", 0, "month")),
        (("schema_version",), ("schema_version",)),
    ],
)
def test_a_missing_field_is_told_where_it_should_have_been(place, expected) -> None:
    whole = document()
    parent: Any = whole
    for part in place[:-1]:
        parent = parent[part]
    del parent[place[-1]]

    assert only(refusal_of(whole)) == (expected, "missing", {})


def test_an_unknown_kind_comes_with_the_kinds_there_are() -> None:
    _, _, values = only(refusal_of(changed((*LINE, "kind"), "gift")))

    kinds = ("investment", "one_off", "running_cost", "saving", "revenue", "working_capital", "grant", "fleet")
    assert values == {"found": "gift", "choices": kinds}


def test_everything_wrong_is_told_at_once_duplicates_included() -> None:
    whole = changed(("horizon_years",), 500)
    whole["inputs"].append(figure("wages", {"kind": "fixed", "value": "much"}, stream="wages_too"))
    whole["colour"] = "blue"

    found = {(problem.place, problem.code) for problem in refusal_of(whole)}

    assert found == {
        (("horizon_years",), "too_large"),
        (("inputs", 3, "quantity", "value"), "wrong_type"),
        (("inputs", 3, "id"), "duplicate"),
        (("colour",), "unknown_key"),
    }


@pytest.mark.parametrize(
    ("place", "addition", "found", "first"),
    [
        (("inputs",), figure("wages", {"kind": "fixed", "value": 1}, "other"), "wages", "inputs.0.id"),
        (("derived",), {"id": "wages", "label": "", "formula": "1"}, "wages", "inputs.0.id"),
        (("inputs",), figure("other", {"kind": "fixed", "value": 1}, "wages"), "wages", "inputs.0.stream"),
        (
            ("candidates", 0, "inputs"),
            figure("new", {"kind": "fixed", "value": 1}, "wages"),
            "wages",
            "inputs.0.stream",
        ),
        (
            ("candidates", 0, "inputs"),
            figure("new", {"kind": "fixed", "value": 1}, "cobot.failure"),
            "cobot.failure",
            "candidates.0.inputs.3.stream",
        ),
        (
            ("candidates", 0, "inputs"),
            figure("new", {"kind": "fixed", "value": 1}, "cobot.subsidy"),
            "cobot.subsidy",
            "candidates.0.inputs.3.stream",
        ),
        (("inputs",), figure("new", {"kind": "fixed", "value": 1}, "own_months"), "own_months", "company.stream"),
        (
            ("candidates", 0, "inputs"),
            figure("new", {"kind": "fixed", "value": 1}, "own_months"),
            "own_months",
            "company.stream",
        ),
        (("candidates", 0, "lines"), fleet() | {"id": "cell"}, "cell", "candidates.0.lines.0.id"),
        (("candidates", 0, "averts"), {"line": "leaving", "share": "0.1"}, "leaving", "candidates.0.averts.0.line"),
        (
            ("candidates", 0, "ways_of_paying"),
            {"id": "bank", "kind": "cash"},
            "bank",
            "candidates.0.ways_of_paying.1.id",
        ),
        (("company", "other_investments"), {"year": 2027, "amount": "1"}, "2027", "company.other_investments.0.year"),
        (("candidates",), candidate(), "cobot", "candidates.0.id"),
    ],
)
def test_a_name_used_twice_is_told_with_its_first_use(place, addition, found, first) -> None:
    whole = document()
    items: Any = whole
    for part in place:
        items = items[part]
    items.append(addition)

    _, code, values = only(refusal_of(whole))

    assert (code, values) == ("duplicate", {"found": found, "first": first})


def test_two_candidates_may_share_streams_and_ids_of_figures() -> None:
    whole = document()
    whole["candidates"].append(candidate() | {"id": "cobot_two"})

    assert refusal_of(whole) == ()


TEXT = json.dumps(document())


@pytest.mark.parametrize(
    ("text", "place", "code", "values"),
    [
        (TEXT.replace("0.1,", "NaN,", 1), ("hurdle_rate",), "not_a_finite_number", {"found": "NaN"}),
        (TEXT.replace("0.1,", "-Infinity,", 1), ("hurdle_rate",), "not_a_finite_number", {"found": "-Infinity"}),
        (TEXT.replace("98000", "1e999"), ("inputs", 0, "quantity", "value"), "not_a_finite_number", {"found": "1e999"}),
        (
            TEXT.replace("98000", "9" * 5000),
            ("inputs", 0, "quantity", "value"),
            "number_too_long",
            {"found": "9" * 80, "bound": 40},
        ),
        (TEXT.replace('"seed":', '"seed": 1, "seed":'), ("seed",), "key_twice", {"found": "seed"}),
        (
            TEXT.replace('"low":', '"low": 1, "low":', 1),
            ("inputs", 1, "quantity", "low"),
            "key_twice",
            {"found": "low"},
        ),
        (TEXT.replace("Lascobot", "Las\\ud800cobot"), ("title", "nl"), "lone_surrogate", {"found": "Las?cobot"}),
        (TEXT.replace('"seed"', '"seed\\udfff"'), ("seed?",), "lone_surrogate", {"found": "seed?"}),
        (TEXT.replace("roitool-scenario", "other"), ("format",), "not_a_scenario", {"found": "other"}),
        ("[]", ("format",), "not_a_scenario", {"found": "[…]"}),
        (TEXT.replace('"schema_version": 1', '"schema_version": 2'), ("schema_version",), "version_newer", None),
        (TEXT.replace('"schema_version": 1', '"schema_version": 0'), ("schema_version",), "version_unknown", None),
        (
            TEXT.replace('"schema_version": 1', '"schema_version": "1"'),
            ("schema_version",),
            "wrong_type",
            {"expected": "whole_number", "found": "1"},
        ),
        (TEXT.replace('"schema_version": 1', '"schema_version": true'), ("schema_version",), "wrong_type", None),
        (TEXT[: len(TEXT) // 2], (), "not_json", None),
        ("", (), "file_empty", {}),
        ("\ufeff \n", (), "file_empty", {}),
        ("{", (), "not_json", {"line": 1, "column": 2}),
        ("[" * 100_000, (), "nested_too_deep", {"bound": 64, "line": 1}),
        ('\n{"a": ' * 65 + "1" + "}" * 65, (), "nested_too_deep", {"bound": 64, "line": 66}),
    ],
)
def test_text_that_is_no_proper_json_is_told_at_its_place(text, place, code, values) -> None:
    found = only(refusal_of(text.encode()))

    assert found[:2] == (place, code)
    assert values is None or found[2] == values


def test_brackets_within_texts_do_not_count_as_nesting() -> None:
    nested = '\\"[' * 40 + "\\\\"

    assert refusal_of(TEXT.replace("Lascobot", nested).encode()) == ()


def test_a_byte_order_mark_is_passed_over() -> None:
    assert refusal_of(b"\xef\xbb\xbf" + TEXT.encode()) == ()


def test_other_encodings_are_refused_with_the_line() -> None:
    assert only(refusal_of(b'{\n"title": "\xe9"}')) == ((), "not_utf8", {"line": 2})


def test_a_flood_of_problems_is_cut_off_and_counted() -> None:
    *shown, last = refusal_of(document() | {f"key_{number}": 1 for number in range(5_000)})

    assert len(shown) == 200
    assert (last.code, dict(last.values)) == ("too_many_problems", {"shown": 200, "found": 5_000})


@pytest.mark.parametrize("flood", ["[" + "{}," * 30_000 + "{}]", "[" + "1," * 160_000 + "1]"])
def test_a_flood_of_values_is_refused_before_any_is_judged(flood: str) -> None:
    data = TEXT.replace('"candidates": [', f'"candidates": {flood}, "others": [', 1).encode()

    assert only(refusal_of(data)) == ((), "too_many_values", {"values": 150_000, "objects": 25_000})


def test_a_flood_of_numbers_that_are_none_is_cut_off_and_counted() -> None:
    *shown, last = refusal_of(TEXT.replace("98000", "[" + "NaN," * 1_000 + "1]").encode())

    assert {problem.code for problem in shown} == {"not_a_finite_number"}
    assert (last.code, dict(last.values)) == ("too_many_problems", {"shown": 200, "found": 1_000})


def test_a_gigabyte_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.roi.json"
    with path.open("wb") as file:
        file.truncate(2**30)
    begin = time.perf_counter()

    with pytest.raises(ScenarioError) as refused:
        read_scenario(path)

    assert only(refused.value.problems) == ((), "file_too_large", {"found": 2**30, "bound": MAX_BYTES})
    assert time.perf_counter() - begin < 0.5


def _vanished(folder: Path) -> Path:
    return folder / "gone.roi.json"


def _folder(folder: Path) -> Path:
    return folder


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


def _below_a_file(folder: Path) -> Path:
    (folder / "file").touch()
    return folder / "file" / "cobot.roi.json"


def _impossible(folder: Path) -> Path:
    return folder / "a\0b"


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (_vanished, "not_found"),
        (_below_a_file, "not_found"),
        (_folder, "is_a_directory"),
        (_pipe, "not_a_file"),
        (_impossible, "other"),
    ],
)
def test_a_path_that_holds_no_file_is_told_with_the_reason(
    tmp_path: Path, make: Callable[[Path], Path], reason: str
) -> None:
    path = make(tmp_path)

    with pytest.raises(ScenarioError) as refused:
        read_scenario(path)

    _, code, values = only(refused.value.problems)
    assert (code, values["path"], values["reason"]) == ("cannot_read", str(path), reason)


def test_a_file_without_permission_is_told_with_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "locked.roi.json"
    path.write_bytes(TEXT.encode())
    monkeypatch.setattr("pathlib.Path.open", refuse)

    with pytest.raises(ScenarioError) as refused:
        read_scenario(path)

    _, code, values = only(refused.value.problems)
    assert (code, values["reason"], values["detail"]) == ("cannot_read", "no_permission", "Permission denied")
