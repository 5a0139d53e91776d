"""Responses whose unit is not certain: what may be said of them to the units they may be about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

AMBIGUOUS_UNIT = "ambiguous-unit"
"""The rule whose findings carry `text`, `may_be` (the codes of the candidates) and `came` among their values."""


@dataclass(frozen=True, slots=True)
class UnclearResponse:
    """The unit as it was typed, and when the response came (None: not known). Nothing else of it is anybody's but its unit's."""

    text: str
    came: datetime | None


def by_candidate(findings: Iterable[Mapping[str, Any]]) -> dict[str, tuple[UnclearResponse, ...]]:
    """Per unit, the responses that may be its, the earliest first; from the values of findings."""
    found: dict[str, dict[UnclearResponse, None]] = {}
    for values in findings:
        response = UnclearResponse(str(values["text"]), values["came"])
        for code in values["may_be"]:
            found.setdefault(code, {})[response] = None
    return {code: tuple(sorted(its, key=lambda each: each.came or datetime.max)) for code, its in found.items()}
