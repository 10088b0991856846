"""The JSON Schema (draft 2020-12) of the scenario file and of reference figures, for editors and other programs.

Each is made from its model, and published in ``scenarios/schema``. What a schema cannot say (names that are unique,
formulas that can be read) the program tells on opening.
"""

from __future__ import annotations

import json

from roitool.scenario.integration import IntegrationRule
from roitool.scenario.scenario import Scenario

_HEAD = "https://json-schema.org/draft/2020-12/schema"


def schema_bytes() -> bytes:
    """Return the published file: UTF-8, LF, the same bytes for the same model."""
    schema = Scenario.model_json_schema()
    # The reader asks for both; the model has them as defaults for whoever makes a scenario in Python.
    required = ["format", "schema_version", *schema["required"]]
    return _written(schema | {"required": required}, "ROItool scenario")


def integration_schema_bytes() -> bytes:
    """Return the schema of the reference figures on interfaces, ``scenarios/schema/integration.schema.json``."""
    return _written(IntegrationRule.model_json_schema(), "ROItool reference figures: interfaces with other systems")


def _written(schema: dict[str, object], title: str) -> bytes:
    head: dict[str, object] = {"$schema": _HEAD, "title": title}
    return (json.dumps(head | schema | head, ensure_ascii=False, indent=2) + "\n").encode()
