"""The JSON Schemas (draft 2020-12) of scenarios, tax rules, sources and reference figures, for who writes such files.

Each is made from its model, and published in ``scenarios/schema``. What a schema cannot say (names that are unique,
formulas that can be read) the program tells on opening.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from roitool.scenario.integration import IntegrationRule
from roitool.scenario.regime import Regime
from roitool.scenario.scenario import Scenario
from roitool.scenario.sources import Sources

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import BaseModel

_HEAD = "https://json-schema.org/draft/2020-12/schema"


def schema_bytes() -> bytes:
    """Return the published file for scenarios: UTF-8, LF, the same bytes for the same model."""
    # The reader asks for both; the model has them as defaults for whoever makes a scenario in Python.
    return _published(Scenario, "ROItool scenario", ("format", "schema_version"))


def regime_schema_bytes() -> bytes:
    """Return the published file for tax rules."""
    return _published(Regime, "ROItool tax rules")


def sources_schema_bytes() -> bytes:
    """Return the published file for the list of sources."""
    return _published(Sources, "ROItool sources")


def integration_schema_bytes() -> bytes:
    """Return the published file for the reference figures on interfaces."""
    return _published(IntegrationRule, "ROItool reference figures: interfaces with other systems")


def _published(model: type[BaseModel], title: str, also_required: Sequence[str] = ()) -> bytes:
    schema = model.model_json_schema()
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    if required := [*also_required, *schema.get("required", ())]:
        schema["required"] = required
    return (json.dumps(head | schema | head, ensure_ascii=False, indent=2) + "\n").encode()
