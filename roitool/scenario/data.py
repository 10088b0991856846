"""The data that ships with the program: tax regimes and examples, read from the package ``scenarios``."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from pydantic import ValidationError

from roitool.errors import Problem, ScenarioError
from roitool.scenario.regime import ProfitTax, Regime
from roitool.scenario.scenario import FlatRegime, NamedRegime
from roitool.scenario.shape import shape_problems
from roitool.scenario.strict_json import parsed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

_REGIME = ".json"
_EXAMPLE = ".roi.json"
_AS_STATED: Mapping[str, object] = MappingProxyType({"source": "scenario", "confidence": "J"})


def regime_ids() -> tuple[str, ...]:
    """Return the ids of the regimes there are, sorted."""
    return _names("regimes", _REGIME)


@cache
def regime(regime_id: str) -> Regime:
    """Return a regime.

    Raises
    ------
    ScenarioError
        ``regime_unknown`` with the ids there are; ``regime_damaged`` with its file and the places in it.
    """
    return regime_from_bytes(regime_id, _regime_bytes(regime_id))


def regime_from_bytes(regime_id: str, data: bytes) -> Regime:
    """Read the file of a regime, as strictly as a scenario.

    Raises
    ------
    ScenarioError
        ``regime_damaged`` with the file and each place in it that is wrong: keys and positions joined by points, or
        ``line:column`` where it is no JSON; an empty text for the file as a whole.
    """
    try:
        document = parsed(data)
    except ScenarioError as error:
        raise ScenarioError([_damaged(regime_id, _position(problem)) for problem in error.problems]) from None
    try:
        found = Regime.model_validate_json(json.dumps(document))
    except ValidationError as error:
        wrong = shape_problems(error, document)
        raise ScenarioError([_damaged(regime_id, _position(problem)) for problem in wrong]) from None
    if found.id != regime_id:
        raise ScenarioError([_damaged(regime_id, "id")])
    return found


def effective_regime(choice: FlatRegime | NamedRegime) -> Regime:
    """Return the rules that a scenario has chosen.

    A named regime with a rate of its own taxes every profit at that rate, in all years; a flat regime has the rules of
    ``none`` but for its own fields.

    Raises
    ------
    ScenarioError
        As :func:`regime`.
    """
    if isinstance(choice, NamedRegime):
        rules = regime(choice.id)
        return rules if choice.rate is None else rules.model_copy(update={"profit_tax": _one_rate(choice.rate)})
    own = {
        "id": "flat",
        "title": {"nl": "Eén vast tarief", "en": "One flat rate"},
        "profit_tax": _one_rate(choice.rate),
        "losses": {**_AS_STATED, "carry_forward": choice.loss_carry_forward},
        "depreciation": {**_AS_STATED, "minimum_years": choice.depreciation_years},
        "vat": {**_AS_STATED, "rate": choice.vat_rate},
        "note": "",
    }
    return Regime.model_validate(dict(regime("none")) | own)


def regime_digest(choice: FlatRegime | NamedRegime) -> str:
    """Return the SHA-256 of the rules a scenario has chosen, 64 hexadecimal digits.

    Of a named regime it is taken over the bytes of its file; of one with a rate of its own, and of a flat one, over the
    rules as JSON.
    """
    if isinstance(choice, NamedRegime) and choice.rate is None:
        data = _regime_bytes(choice.id)
    else:
        data = effective_regime(choice).model_dump_json().encode()
    return hashlib.sha256(data).hexdigest()


def unknown_regime(regime_id: str) -> Problem:
    """Return the problem that there is no regime of this id, with the ids there are."""
    return Problem(("regime", "id"), "regime_unknown", {"found": regime_id, "choices": ("flat", *regime_ids())})


def example_names() -> tuple[str, ...]:
    """Return the names of the examples, sorted."""
    return _names("examples", _EXAMPLE)


def example_bytes(name: str) -> bytes:
    """Return the file of an example.

    Raises
    ------
    LookupError
        There is no example of that name.
    """
    if name not in example_names():
        raise LookupError(name)
    return (_folder("examples") / f"{name}{_EXAMPLE}").read_bytes()


def is_example(path: Path) -> bool:
    """Tell whether a file is an example where the program keeps it: to be looked at, not to be written over."""
    folder = _folder("examples")
    return isinstance(folder, Path) and path.name.endswith(_EXAMPLE) and path.resolve().parent == folder.resolve()


def _one_rate(rate: float) -> ProfitTax:
    return ProfitTax.model_validate({**_AS_STATED, "brackets": ({"above": 0.0, "rate": rate},)})


def _regime_bytes(regime_id: str) -> bytes:
    if regime_id not in regime_ids():
        raise ScenarioError([unknown_regime(regime_id)])
    try:
        return (_folder("regimes") / f"{regime_id}{_REGIME}").read_bytes()
    except OSError:
        raise ScenarioError([_damaged(regime_id, "")]) from None


def _damaged(regime_id: str, at: str) -> Problem:
    return Problem(("regime", "id"), "regime_damaged", {"path": f"scenarios/regimes/{regime_id}{_REGIME}", "at": at})


def _position(problem: Problem) -> str:
    if problem.place:
        return ".".join(map(str, problem.place))
    return ":".join(str(problem.values[name]) for name in ("line", "column") if name in problem.values)


def _names(folder: str, suffix: str) -> tuple[str, ...]:
    found = (entry.name for entry in _folder(folder).iterdir())
    return tuple(sorted(name.removesuffix(suffix) for name in found if name.endswith(suffix)))


def _folder(name: str) -> Traversable:
    return files("scenarios") / name
