"""The JSON Schemas (draft 2020-12) of scenarios, tax rules, sources and reference figures, for who writes such files.

Each is made from its model, and published in ``scenarios/schema``. What a schema cannot say (names that are unique,
formulas that can be read) the program tells on opening.
"""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING

from roitool.scenario.integration import IntegrationRule
from roitool.scenario.reference import ReadinessRules, ReferenceClasses
from roitool.scenario.regime import Regime
from roitool.scenario.scenario import Scenario
from roitool.scenario.sources import Sources
from roitool.scenario.technologies import Technologies
from roitool.scenario.template import Template
from roitool.scenario.where_to_begin import Beginnings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

_HEAD = "https://json-schema.org/draft/2020-12/schema"

SCHEMAS: Mapping[str, tuple[type[BaseModel], str]] = MappingProxyType(
    {
        "scenario": (Scenario, "ROItool scenario"),
        "regime": (Regime, "ROItool tax rules"),
        "sources": (Sources, "ROItool sources"),
        "technologies": (Technologies, "ROItool technologies of the European Manufacturing Survey"),
        "template": (Template, "ROItool template"),
        "classes": (ReferenceClasses, "ROItool reference figures: classes of projects"),
        "readiness": (ReadinessRules, "ROItool reference figures: readiness"),
        "integration": (IntegrationRule, "ROItool reference figures: interfaces with other systems"),
        "beginnings": (Beginnings, "ROItool: what there is to begin with"),
    }
)
"""The published schemas by name, ``scenarios/schema/<name>.schema.json``: each with its model and its title."""


def schema_bytes(name: str = "scenario") -> bytes:
    """Return a published file, by its name in :data:`SCHEMAS`: UTF-8, LF, the same bytes for the same model."""
    model, title = SCHEMAS[name]
    schema = model.model_json_schema()
    # The reader asks for both; the model of a scenario has them as defaults for whoever makes one in Python.
    asked = [field for field in ("format", "schema_version") if field in model.model_fields]
    head: dict[str, object] = {"$schema": _HEAD, "title": title}
    whole = head | schema | head
    if required := list(dict.fromkeys([*asked, *schema.get("required", ())])):
        whole["required"] = required
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()
