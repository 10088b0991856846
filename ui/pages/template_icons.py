"""The icon of each template."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ICONS: Mapping[str, str] = MappingProxyType(
    {
        "cobot_cell": "bot",
        "robot_as_a_service": "hand-coins",
        "industrial_robot_cell": "factory",
        "amr_agv": "forklift",
        "machine_monitoring": "activity",
        "energy_monitoring": "zap",
        "predictive_maintenance": "wrench",
        "quality_vision": "camera",
        "edi_supply_chain_ordering": "arrow-left-right",
        "digital_work_instructions": "tablet",
        "mes": "workflow",
        "erp": "database",
        "printing_bureau": "package",
        "printing_polymer": "printer",
        "printing_metal": "layers",
        "connected_product_service": "repeat",
        "cyber_baseline": "shield-check",
    }
)
