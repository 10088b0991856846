"""Files damaged at random: each opens or is refused, within a second, and what is said of it can be shown."""

from __future__ import annotations

import copy
import json
import time
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from roitool.scenario.check import check
from roitool.scenario.data import example_bytes, example_names
from roitool.scenario.file import scenario_from_bytes
from tests.scenario.documents import document, refusal_of

if TYPE_CHECKING:
    from roitool.errors import Place

EXAMPLES = [*(example_bytes(name) for name in example_names()), json.dumps(document()).encode()]


def refused_or_opened(data: bytes) -> None:
    begin = time.perf_counter()
    problems = refusal_of(data) or check(scenario_from_bytes(data))
    assert time.perf_counter() - begin < 1
    for problem in problems:
        # Whatever the file holds, what is said of it can be shown and written.
        json.dumps([problem.place, problem.code, dict(problem.values)], allow_nan=False, ensure_ascii=False).encode()


@settings(max_examples=150)
@given(
    st.sampled_from(EXAMPLES),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=4), st.integers(0, 40)), max_size=4),
    st.floats(0, 1),
)
def test_no_damage_to_the_bytes_gets_past_a_refusal(data: bytes, damages: list[Any], kept: float) -> None:
    for where, instead, length in damages:
        start = int(where * len(data))
        data = data[:start] + instead + data[start + length :]
    refused_or_opened(data[: int(len(data) * kept)] if kept < 0.5 else data)


ODD = st.sampled_from(
    [
        *(None, True, 0, -1, 1e308, -0.0, 10**30, "", "x", "min", "\ud800", "0", "1/0", "((", "a" * 300, [], {}, [[]]),
        *(
            {"kind": "fixed"},
            {"kind": "range", "low": 1},
            {"id": "flat"},
            {"nl": 1},
            [1, 2, 3],
            "wages",
            "cobot.overrun",
        ),
    ]
)


def _places(node: object, place: Place = ()) -> list[Place]:
    below = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [place, *(deeper for key, item in below for deeper in _places(item, (*place, key)))]


WHOLE = [json.loads(data) for data in EXAMPLES]
PLACES = [[place for place in _places(whole) if place] for whole in WHOLE]


@settings(max_examples=150)
@given(st.data())
def test_no_damage_to_the_structure_gets_past_a_refusal(data: st.DataObject) -> None:
    which = data.draw(st.integers(0, len(WHOLE) - 1))
    whole = copy.deepcopy(WHOLE[which])
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.sampled_from(PLACES[which]))
        _damage(data, whole, place)
    refused_or_opened(json.dumps(whole).encode())


def _damage(data: st.DataObject, whole: Any, place: Place) -> None:
    here = whole
    for part in place[:-1]:
        # Damage done before may have put a list where objects were, or the other way round.
        here = here.get(part) if isinstance(here, dict) else here[part] if _holds(here, part) else None
    if _holds(here, place[-1]):
        match data.draw(st.sampled_from(["replace", "drop", "double"])):
            case "replace":
                here[place[-1]] = data.draw(ODD)
            case "drop":
                del here[place[-1]]
            case "double":
                here.append(here[place[-1]])
    elif isinstance(here, dict):
        key = data.draw(st.sampled_from([place[-1], "extra", "kind", "id"]))
        if data.draw(st.booleans()):
            here[key] = data.draw(ODD)
        else:
            here.pop(key, None)


def _holds(here: object, part: str | int) -> bool:
    return isinstance(here, list) and isinstance(part, int) and part < len(here)
