"""The JSON Schema (draft 2020-12) of the scenario file, for editors and programs that write it.

It is made from the model, and published as ``scenarios/schema/scenario.schema.json``. What a schema cannot say (names
that are unique, formulas that can be read) the program tells on opening.
"""

from __future__ import annotations

import json

from roitool.scenario.scenario import Scenario


def schema_bytes() -> bytes:
    """Return the published file: UTF-8, LF, the same bytes for the same model."""
    schema = Scenario.model_json_schema()
    # The reader asks for both; the model has them as defaults for whoever makes a scenario in Python.
    required = ["format", "schema_version", *schema["required"]]
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "ROItool scenario"}
    return (json.dumps(head | schema | head | {"required": required}, ensure_ascii=False, indent=2) + "\n").encode()
