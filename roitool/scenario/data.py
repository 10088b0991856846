"""The data that ships with the program: regimes, templates and examples, read from the package ``scenarios``."""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from roitool.errors import Problem, ScenarioError
from roitool.scenario.regime import ProfitTax, Regime
from roitool.scenario.scenario import FlatRegime, NamedRegime, Scenario
from roitool.scenario.shipped import folder, shipped, shipped_bytes, shipped_digest, shipped_names
from roitool.scenario.template import Template

if TYPE_CHECKING:
    from collections.abc import Mapping

_REGIME = ".json"
_TEMPLATE = ".json"
_EXAMPLE = ".roi.json"
_AS_STATED: Mapping[str, object] = MappingProxyType({"source": "scenario", "confidence": "J"})


def regime_ids() -> tuple[str, ...]:
    """Return the ids of the regimes there are, sorted."""
    return shipped_names("regimes", _REGIME)


def regime(regime_id: str) -> Regime:
    """Return a regime.

    Raises
    ------
    ScenarioError
        ``regime_unknown`` with the ids there are; ``data_damaged`` where its file is.
    """
    path = _regime_path(regime_id)
    found = shipped(Regime, path)
    if found.id != regime_id:
        raise ScenarioError([Problem((), "data_damaged", {"file": path, "at": "id", "reason": found.id})])
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
        return shipped_digest(_regime_path(choice.id))
    return hashlib.sha256(effective_regime(choice).model_dump_json().encode()).hexdigest()


def unknown_regime(regime_id: str) -> Problem:
    """Return the problem that there is no regime of this id, with the ids there are."""
    return Problem(("regime", "id"), "regime_unknown", {"found": regime_id, "choices": ("flat", *regime_ids())})


def template_ids() -> tuple[str, ...]:
    """Return the ids of the templates there are, sorted."""
    return shipped_names("templates", _TEMPLATE)


def template(template_id: str) -> Template:
    """Return a template.

    Raises
    ------
    ScenarioError
        ``template_unknown`` with the ids there are; ``data_damaged`` where its file is.
    """
    if template_id not in template_ids():
        raise ScenarioError([Problem((), "template_unknown", {"found": template_id, "choices": template_ids()})])
    return shipped(Template, f"templates/{template_id}{_TEMPLATE}")


def known_template(template_id: str | None) -> Template | None:
    """Return the template that a candidate says it was begun from; None where there is none of that id."""
    return template(template_id) if template_id in template_ids() else None


def company_frame() -> Scenario:
    """Return the scenario that a new one begins from: an example company, its shared figures, and no candidates."""
    return shipped(Scenario, "reference/company.roi.json")


def example_names() -> tuple[str, ...]:
    """Return the names of the examples, sorted."""
    return shipped_names("examples", _EXAMPLE)


def example_bytes(name: str) -> bytes:
    """Return the file of an example.

    Raises
    ------
    LookupError
        There is no example of that name.
    """
    if name not in example_names():
        raise LookupError(name)
    return shipped_bytes(f"examples/{name}{_EXAMPLE}")


def is_example(path: Path) -> bool:
    """Tell whether a file is an example where the program keeps it: to be looked at, not to be written over."""
    examples = folder("examples")
    return isinstance(examples, Path) and path.name.endswith(_EXAMPLE) and path.resolve().parent == examples.resolve()


def _one_rate(rate: float) -> ProfitTax:
    return ProfitTax.model_validate({**_AS_STATED, "brackets": ({"above": 0.0, "rate": rate},)})


def _regime_path(regime_id: str) -> str:
    if regime_id not in regime_ids():
        raise ScenarioError([unknown_regime(regime_id)])
    return f"regimes/{regime_id}{_REGIME}"
