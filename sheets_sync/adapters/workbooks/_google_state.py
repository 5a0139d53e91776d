"""What the job notes about each of its tabs, in developer metadata on the sheet: which tab it is and how it was last drawn."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from sheets_sync.adapters.workbooks._formats import FILLS
from sheets_sync.adapters.workbooks._google_cells import folded
from sheets_sync.domain.tab import PEOPLE, STATUS, Tab

TAB_KEY = "sheets_sync.tab"
"""Value: the tab's key. It stays on the sheet through renaming and moving, and is how the tab is found again."""

LAYOUT_KEY = "sheets_sync.layout"
"""Value: a TabState as JSON."""

GENERATION_KEY = "sheets_sync.generation"
"""On the spreadsheet: counts the job's writes, so that two runs cannot both write what they made of the same reading."""

GENERATION_BASE = 1_500_000_000
JOURNAL = "journal"

UNFINISHED = "unfinished"
"""Marks a hidden tab that is being filled out of sight; left behind, it is of no use to anybody."""


@dataclass(frozen=True)
class TabState:
    """How a tab was last written.

    `columns`: (key, header) in order, where one header row names them all; empty for tabs of several tables. `people`: positions
    of the columns people own; `identity`: positions that name a row without its key. `sections`: titles of tables that continue
    the first one without a header, and the blank rows above each. `texts`: the texts that have a colour, `fills`: these colours.
    `home`: the id of the sheet this was noted on, which a copy of it does not have.
    """

    version: str
    title: str
    columns: tuple[tuple[str, str], ...] = ()
    people: tuple[int, ...] = ()
    identity: tuple[int, ...] = ()
    header_row: int = 0
    width: int = 0
    sections: tuple[tuple[str, int], ...] = ()
    texts: tuple[str, ...] = ()
    looks: str = ""
    charts: str = ""
    fills: tuple[str, ...] = ()
    home: int = -1

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> TabState | None:
        """None for what an older or newer version, or somebody else, wrote."""
        try:
            raw = json.loads(text)
            known = {item.name: raw[item.name] for item in fields(cls) if item.name in raw}
            frozen: dict[str, Any] = {name: _frozen(value) for name, value in known.items()}
            return cls(**frozen)
        except (ValueError, TypeError, KeyError):
            return None

    @property
    def keyed(self) -> bool:
        """Whether rows are known by their first cell, because cells of theirs belong to people."""
        return bool(self.people)


def _frozen(value: object) -> object:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


def state_of(tab: Tab, version: str, looks: str, charts: str, home: int) -> TabState:
    """What is to be noted about a tab once it is written."""
    _, width = extent(tab)
    single = has_one_header(tab)
    columns = tab.tables[0].columns if single else ()
    return TabState(
        version=version, title=tab.title,
        columns=tuple((column.key, column.header) for column in columns),
        people=tuple(index for index, column in enumerate(columns) if column.owner == PEOPLE),
        identity=_identity(tab) if single else (),
        header_row=tab.tables[0].row if single else 0,
        width=width,
        sections=tuple((table.title, table.row - 1 - before.end_row) for before, table in zip(tab.tables, tab.tables[1:], strict=False))
        if single else (),
        texts=tuple(sorted(tab.colours)), looks=looks, charts=charts,
        fills=tuple(sorted({FILLS[style][0] for style in tab.colours.values()})), home=home,
    )  # fmt: skip


def extent(tab: Tab) -> tuple[int, int]:
    """Rows and columns of the tab's grid."""
    height = max([0, *(table.end_row for table in tab.tables), *(row + 1 for row, _, _ in tab.notes)])
    width = max([0, *(table.column + len(table.columns) for table in tab.tables), *(column + 1 for _, column, _ in tab.notes)])
    return height, width


def has_one_header(tab: Tab) -> bool:
    """Whether one header row names all columns: one table at the left edge, others only continuing it."""
    if not tab.tables or any(table.column for table in tab.tables) or not tab.tables[0].header:
        return False
    first = tab.tables[0]
    return all(not table.header and table.columns == first.columns and table.row > first.row for table in tab.tables[1:])


def _identity(tab: Tab) -> tuple[int, ...]:
    """The columns between a row's key and its status: what names it for people (name, kind, parent)."""
    columns = tab.tables[0].columns
    status = next((index for index, column in enumerate(columns) if column.format == STATUS), 0)
    return tuple(range(1, status)) if any(column.owner == PEOPLE for column in columns) else ()


@dataclass(frozen=True)
class RowName:
    """What a row of a keyed tab is known by: the folded text of its key and which of several alike it is; without a key, the
    folded identifying cells."""

    text: str
    number: int = 0
    others: tuple[str, ...] = ()


def row_names(rows: Sequence[Sequence[object]], identity: Sequence[int]) -> list[RowName | None]:
    """The names of rows whose first cell is the key; None for rows that have neither key nor name."""
    seen: dict[tuple[str, tuple[str, ...]], int] = {}
    names: list[RowName | None] = []
    for row in rows:
        text = folded(row[0]) if row else ""
        others = () if text else tuple(folded(row[index]) if index < len(row) else "" for index in identity)
        if not text and not (others and others[0]):
            names.append(None)
            continue
        number = seen.get((text, others), 0)
        seen[text, others] = number + 1
        names.append(RowName(text, number, others))
    return names
