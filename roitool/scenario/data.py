"""The data that ships with the program: tax regimes and examples, read from the package ``scenarios``."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from roitool.errors import Problem, ScenarioError
from roitool.scenario.regime import Regime
from roitool.scenario.scenario import FlatRegime, NamedRegime

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

_REGIME = ".json"
_EXAMPLE = ".roi.json"
_AS_STATED: Mapping[str, object] = MappingProxyType({"source": "the scenario itself", "confidence": "J"})


def regime_ids() -> tuple[str, ...]:
    """Return the ids of the regimes there are, sorted."""
    return _names("regimes", _REGIME)


@cache
def regime(regime_id: str) -> Regime:
    """Return a regime.

    Raises
    ------
    ScenarioError
        ``regime_unknown`` with the ids there are.
    """
    return Regime.model_validate_json(_regime_bytes(regime_id))


def effective_regime(choice: FlatRegime | NamedRegime) -> Regime:
    """Return the rules that a scenario has chosen; a flat regime has those of ``none`` but for its own fields.

    Raises
    ------
    ScenarioError
        As :func:`regime`.
    """
    if isinstance(choice, NamedRegime):
        return regime(choice.id)
    own = {
        "id": "flat",
        "title": {"nl": "Eén vast tarief", "en": "One flat rate"},
        "profit_tax": {**_AS_STATED, "brackets": ({"above": 0.0, "rate": choice.rate},)},
        "losses": {**_AS_STATED, "carry_forward": choice.loss_carry_forward},
        "depreciation": {**_AS_STATED, "minimum_years": choice.depreciation_years},
        "vat": {**_AS_STATED, "rate": choice.vat_rate},
    }
    return Regime.model_validate(dict(regime("none")) | own)


def regime_digest(choice: FlatRegime | NamedRegime) -> str:
    """Return the SHA-256 of the rules a scenario has chosen, 64 hexadecimal digits.

    Of a named regime it is taken over the bytes of its file, of a flat one over the rules as JSON.
    """
    if isinstance(choice, NamedRegime):
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


def _regime_bytes(regime_id: str) -> bytes:
    if regime_id not in regime_ids():
        raise ScenarioError([unknown_regime(regime_id)])
    return (_folder("regimes") / f"{regime_id}{_REGIME}").read_bytes()


def _names(folder: str, suffix: str) -> tuple[str, ...]:
    found = (entry.name for entry in _folder(folder).iterdir())
    return tuple(sorted(name.removesuffix(suffix) for name in found if name.endswith(suffix)))


def _folder(name: str) -> Traversable:
    return files("scenarios") / name
