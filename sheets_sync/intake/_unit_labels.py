"""The labels of the form's drop-down, looked up before anything is interpreted."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sheets_sync.domain.unit import Unit
from sheets_sync.domain.unit_label import RegisterUnit, label_key, unit_labels


def units_by_label(units: Iterable[RegisterUnit]) -> dict[str, int]:
    """Each label's `label_key` and the position of its unit; of a code that stands twice, the last."""
    known = [_as_unit(unit) for unit in units]
    position = {unit.code: i for i, unit in enumerate(known)}
    return {label_key(label): position[code] for code, label in unit_labels({unit.code: unit for unit in known}).items()}


def _as_unit(unit: RegisterUnit) -> Unit:
    if isinstance(unit, Unit):
        return unit
    aliases = re.split(r"[|;]", unit.aliases) if isinstance(unit.aliases, str) else unit.aliases or ()
    kind = str(getattr(unit.kind, "value", unit.kind))
    return Unit(str(unit.code).strip(), str(unit.name), kind, str(unit.parent or "").strip(), tuple(str(alias) for alias in aliases))
