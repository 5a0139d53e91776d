"""A regency's districts and villages as rows of the register."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sheets_sync.domain.tab import Cell
from sheets_sync.domain.unit import KALURAHAN, KAPANEWON


@dataclass(frozen=True, slots=True)
class Area:
    """A district, or a village within one (`parent`: its code; "" for a district); codes are Kemendagri's, with dots."""

    code: str
    name: str
    parent: str = ""


@dataclass(frozen=True)
class Regency:
    """A regency or city, each district followed by its villages. Villages are called kalurahan in the Special Region of Yogyakarta,
    desa or kelurahan elsewhere; the register knows both as KALURAHAN, and districts as KAPANEWON."""

    code: str
    name: str
    areas: Sequence[Area]

    def count(self) -> tuple[int, int]:
        """How many districts and villages."""
        villages = sum(bool(area.parent) for area in self.areas)
        return len(self.areas) - villages, villages


def register_rows(regency: Regency, known: Collection[str] = ()) -> list[Mapping[str, Cell]]:
    """A row for each area, districts first, leaving out the codes already `known`."""
    districts = [area for area in regency.areas if not area.parent]
    villages = [area for area in regency.areas if area.parent]
    return [_row(area) for area in (*districts, *villages) if area.code not in known]


def _row(area: Area) -> Mapping[str, Cell]:
    kind = KALURAHAN if area.parent else KAPANEWON
    return {"code": area.code, "name": area.name, "kind": kind, "parent": area.parent or None}
