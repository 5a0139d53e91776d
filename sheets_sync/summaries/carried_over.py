"""People's cells of a recap -> the rows of its new edition, by unit, wherever they stood; what has no home is kept apart."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from sheets_sync.domain.status import SHOWN_AS
from sheets_sync.domain.tab import Cell, Column
from sheets_sync.domain.unit import Unit
from sheets_sync.summaries.cells import is_blank, kept, moment_of, text_of
from sheets_sync.summaries.memory import RecapRows
from sheets_sync.summaries.recap_columns import MOMENTS, PEOPLES
from sheets_sync.summaries.words import folded, recognisers

Row = Sequence[object]
Key = TypeVar("Key", bound=Hashable)
_MET = re.compile(r"\d+/\d+")
_DESCRIBING = ("code", "name", "kind", "parent", "status")


@dataclass(frozen=True)
class Settled:
    """`at_home`: unit code -> the row of the old edition that is its own; `left_over`: rows that belong to no unit, in order."""

    at_home: Mapping[str, Row]
    left_over: Sequence[Row]


@dataclass(frozen=True)
class Register:
    """The ways in which a row can name a unit: its code; its code in another case; or, without a code, exactly its name, kind
    and parent. What two units share names neither."""

    units: Mapping[str, Unit]

    @cached_property
    def by_folded_code(self) -> dict[str, str | None]:
        return _unambiguous((folded(code), code) for code in self.units)

    @cached_property
    def by_identity(self) -> dict[tuple[str, str, str], str | None]:
        return _unambiguous(((folded(u.name), folded(u.kind), folded(u.parent)), u.code) for u in self.units.values())


def _unambiguous(pairs: Iterable[tuple[Key, str]]) -> dict[Key, str | None]:
    found: dict[Key, str | None] = {}
    for key, code in pairs:
        found[key] = None if key in found else code
    return found


def settle(recap: RecapRows, register: Register) -> Settled:
    """Give every row to its unit. Of several rows of one unit the first is its own; another one is kept apart if it says anything
    that the first does not."""
    at_home = _first_rows(recap, register)
    homeless = []
    for row in recap.rows:
        code = text_of(recap.cell(row, "code"))
        if at_home.get(code) is row:
            continue
        meant = _named_otherwise(row, code, recap, register)
        if meant is not None and meant not in at_home:
            at_home[meant] = row
        else:
            homeless.append(row)
    return Settled(at_home, [row for row in homeless if _must_be_kept(row, recap, register, at_home)])


def _first_rows(recap: RecapRows, register: Register) -> dict[str, Row]:
    """Unit code -> the first row that bears exactly this code."""
    found: dict[str, Row] = {}
    for row in recap.rows:
        code = text_of(recap.cell(row, "code"))
        if code in register.units:
            found.setdefault(code, row)
    return found


def _named_otherwise(row: Row, code: str, recap: RecapRows, register: Register) -> str | None:
    if code:
        return register.by_folded_code.get(folded(code))
    name, kind, parent = (folded(text_of(recap.cell(row, key))) for key in ("name", "kind", "parent"))
    return register.by_identity.get((name, kind, parent)) if name and kind else None


def _must_be_kept(row: Row, recap: RecapRows, register: Register, at_home: Mapping[str, Row]) -> bool:
    code = text_of(recap.cell(row, "code"))
    own = code if code in register.units else register.by_folded_code.get(folded(code)) if code else None
    if own is not None:
        return _says_more(row, at_home[own], recap, register.units[own])
    return not _is_empty_row_of_ours(row, recap)


def _says_more(row: Row, home: Row, recap: RecapRows, unit: Unit) -> bool:
    name = folded(text_of(recap.cell(row, "name")))
    if name and name not in (folded(text_of(recap.cell(home, "name"))), folded(unit.name)):
        return True
    keys = (*PEOPLES, *(key for key, _ in recap.extras))
    pairs = ((recap.cell(row, key), recap.cell(home, key)) for key in keys)
    return any(not is_blank(cell) and kept(cell) != kept(there) for cell, there in pairs)


def _is_empty_row_of_ours(row: Row, recap: RecapRows) -> bool:
    """Whether the row is one the job once made for a unit, with nothing in it that a person typed or that is to be remembered."""
    if not text_of(recap.cell(row, "code")) or folded(recap.cell(row, "status")) not in recognisers(SHOWN_AS):
        return False
    return all(_is_ours(key, row[position]) for key, position in recap.positions.items() if key not in _DESCRIBING)


def _is_ours(key: str, cell: object) -> bool:
    if is_blank(cell):
        return True
    if key in PEOPLES or key in MOMENTS or key.startswith("extra:"):
        return False
    return not isinstance(cell, str) or (key == "met" and bool(_MET.fullmatch(cell.strip())))


def as_cells(row: Row, recap: RecapRows, columns: Sequence[Column]) -> list[Cell]:
    """A row of the old edition under the new one's columns."""
    return [_cell(column.key, recap.cell(row, column.key)) for column in columns]


def _cell(key: str, cell: object) -> Cell:
    moment = moment_of(cell) if key in MOMENTS else None
    return moment or kept(cell)
