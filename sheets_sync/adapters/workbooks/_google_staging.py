"""A write too large for one call: new tabs are filled out of sight first, so that one last batch still shows all or nothing.

Their cells go through `values.batchUpdate` with RAW, which stores what it is given unparsed, in a quarter of the bytes that typed
cells take. Until the last batch names them, the tabs are hidden and bear names that no later write uses: a call that arrives late
finds nothing to write to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import orjson

from sheets_sync.adapters.workbooks._google_blocks import Block
from sheets_sync.adapters.workbooks._google_cells import raw
from sheets_sync.adapters.workbooks._google_journal import TITLE
from sheets_sync.adapters.workbooks._google_layout import Request
from sheets_sync.adapters.workbooks._google_plan import Plan, TabPlan
from sheets_sync.adapters.workbooks._google_snapshot import column_name, quoted
from sheets_sync.adapters.workbooks._google_state import TAB_KEY, UNFINISHED
from sheets_sync.domain.tab import Cell

_ROWS = 1000
_CHUNK = 1_000_000


class Staging:
    """The new tabs of a plan on their way; `run` makes their temporary names unique, `limit` bounds a call's bytes. The log is left to
    the last batch."""

    def __init__(self, plan: Plan, run: str, limit: int) -> None:
        self._plan = plan
        self._limit = limit
        self._tabs = [part for part in plan.tabs if part.properties and part.key != "log"]
        self._titles = {part.key: f"{TITLE} {run[:8]} {number}" for number, part in enumerate(self._tabs, 1)}
        self._marks = {part.key: plan.ids.new(f"{UNFINISHED} {part.key}") for part in self._tabs}

    def __bool__(self) -> bool:
        return bool(self._tabs)

    def preparing(self) -> list[Request]:
        """Makes the hidden tabs, and takes away those of a write that was not finished."""
        return [*self._plan.leftovers, *(request for part in self._tabs for request in self._make(part))]

    def _make(self, part: TabPlan) -> Iterator[Request]:
        properties: dict[str, Any] = {**part.properties, "title": self._titles[part.key], "hidden": True}
        properties.pop("index")
        mark = {
            "metadataId": self._marks[part.key], "metadataKey": TAB_KEY, "metadataValue": UNFINISHED, "visibility": "DOCUMENT",
            "location": {"sheetId": part.properties["sheetId"]},
        }  # fmt: skip
        yield {"addSheet": {"properties": properties}}
        yield {"createDeveloperMetadata": {"developerMetadata": mark}}

    def bodies(self) -> Iterator[bytes]:
        """The bodies of the calls that fill them."""
        pending: list[bytes] = []
        size = 0
        for part in self._tabs:
            for block in part.blocks:
                for found in _ranges(block, self._titles[part.key], min(_CHUNK, self._limit // 2)):
                    if pending and size + len(found) > self._limit:
                        yield _body(pending)
                        pending, size = [], 0
                    pending.append(found)
                    size += len(found)
        if pending:
            yield _body(pending)

    def filled(self) -> None:
        """Leaves to the plan what is still to be done: to show the tabs under their names, and all else."""
        self._plan.leftovers = []
        for part in self._tabs:
            shown = {"sheetId": part.properties["sheetId"], "title": part.properties["title"], "index": part.properties["index"]}
            lookup = {"developerMetadataLookup": {"metadataId": self._marks[part.key]}}
            part.staged = [
                {"updateSheetProperties": {"properties": {**shown, "hidden": False}, "fields": "title,index,hidden"}},
                {"deleteDeveloperMetadata": {"dataFilter": lookup}},
            ]


def made_ahead(bodies: Iterator[bytes]) -> Iterator[bytes]:
    """The same bodies, each made while Google is busy with the one before."""
    with ThreadPoolExecutor(1) as worker:
        coming = worker.submit(next, bodies, None)
        while (body := coming.result()) is not None:
            coming = worker.submit(next, bodies, None)
            yield body


def _body(ranges: Sequence[bytes]) -> bytes:
    return b'{"valueInputOption":"RAW","data":[' + b",".join(ranges) + b"]}"


def _ranges(block: Block, title: str, largest: int) -> Iterator[bytes]:
    """The block as ValueRanges of a bounded size."""
    for start in range(0, len(block.rows), _ROWS):
        yield from _pieces(title, block.top + start, block.left, block.rows[start : start + _ROWS], largest)


def _pieces(title: str, top: int, left: int, rows: Sequence[Sequence[Cell]], largest: int) -> Iterator[bytes]:
    values = orjson.dumps([list(map(raw, row)) for row in rows])
    if len(values) > largest and len(rows) > 1:
        half = len(rows) // 2
        yield from _pieces(title, top, left, rows[:half], largest)
        yield from _pieces(title, top + half, left, rows[half:], largest)
        return
    area = f"{quoted(title)}!{column_name(left)}{top + 1}:{column_name(left + len(rows[0]) - 1)}{top + len(rows)}"
    yield b'{"range":' + orjson.dumps(area) + b',"values":' + values + b"}"
