"""Blocks of cells as `updateCells` requests, and requests as bodies of at most eight megabytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sheets_sync.adapters.workbooks._google_cells import row_json
from sheets_sync.domain.tab import Cell

MAX_BODY = 8_000_000
"""Bytes of JSON a call may carry; more is split."""

PIECES = 20
"""A block is cut into requests of about this fraction of a call."""


@dataclass(frozen=True)
class Block:
    """A rectangle of cells to be written as typed values; every row has the same number of cells."""

    sheet_id: int
    top: int
    left: int
    rows: Sequence[Sequence[Cell]]

    @property
    def width(self) -> int:
        return len(self.rows[0])

    def requests(self, size_limit: int) -> Iterator[str]:
        """As JSON, cut between rows where it grows larger than `size_limit`."""
        top, pending, size = self.top, [], 0
        for row in self.rows:
            pending.append(row_json(row))
            size += len(pending[-1])
            if size > size_limit:
                yield self._request(top, pending)
                top, pending, size = top + len(pending), [], 0
        if pending:
            yield self._request(top, pending)

    def _request(self, top: int, rows: list[str]) -> str:
        area = json.dumps(
            {
                "sheetId": self.sheet_id, "startRowIndex": top, "endRowIndex": top + len(rows),
                "startColumnIndex": self.left, "endColumnIndex": self.left + self.width,
            }
        )  # fmt: skip
        return f'{{"updateCells":{{"range":{area},"fields":"userEnteredValue","rows":[{",".join(rows)}]}}}}'


class BlockBuilder:
    """Gathers changed cells row by row, top to bottom, into few rectangles."""

    def __init__(self, sheet_id: int) -> None:
        self.sheet_id = sheet_id
        self.blocks: list[Block] = []
        self._open: dict[tuple[int, int], tuple[int, list[Sequence[Cell]]]] = {}

    def add(self, row: int, cells: dict[int, Cell]) -> None:
        """The cells to write in a row, by column; call with ascending rows."""
        spans: dict[tuple[int, int], list[Cell]] = {}
        for column in sorted(cells):
            last = next(reversed(spans), None)
            if last is not None and last[1] == column:
                spans[last[0], column + 1] = [*spans.pop(last), cells[column]]
            else:
                spans[column, column + 1] = [cells[column]]
        self._close(row, spans)
        for span, values in spans.items():
            self._open.setdefault(span, (row, []))[1].append(values)

    def _close(self, row: int, going_on: Iterable[tuple[int, int]]) -> None:
        for span in [span for span, (top, rows) in self._open.items() if top + len(rows) < row or span not in going_on]:
            top, rows = self._open.pop(span)
            self.blocks.append(Block(self.sheet_id, top, span[0], rows))

    def done(self) -> list[Block]:
        self._close(2**31, ())
        return self.blocks


class Group(NamedTuple):
    """Requests as JSON that belong in one call, and the key of the tab that they are about, "" for none."""

    key: str
    requests: Iterable[str]


class Batch(NamedTuple):
    """What one call carries: requests as JSON, the keys of the tabs that these are about, and whether it is the last call."""

    requests: list[str]
    keys: frozenset[str]
    is_last: bool


def batches(groups: Iterable[Group], limit: int) -> Iterator[Batch]:
    """Groups put together to batches of at most `limit` bytes; but no group is cut, and none that is about no tab goes alone:
    between two batches people may move what the second one counts on."""
    pending: list[str] = []
    keys: list[str] = []
    size = 0
    for key, group in groups:
        requests = list(group)
        length = sum(map(len, requests))
        if requests and any(keys) and size + length > limit:
            yield Batch(pending, frozenset(keys), False)
            pending, keys, size = [], [], 0
        pending += requests
        keys += [key] if requests else []
        size += length
    if pending:
        yield Batch(pending, frozenset(keys), True)


def within(groups: Iterable[Group], limit: int) -> list[Group] | None:
    """All groups with their requests made, or None where they take more bytes than the limit; not all are made then."""
    found: list[Group] = []
    size = 0
    for key, group in groups:
        made: list[str] = []
        found.append(Group(key, made))
        for request in group:
            made.append(request)
            size += len(request)
            if size > limit:
                return None
    return found


def as_body(requests: Sequence[str], tail: str = "") -> bytes:
    """`tail`: further fields, after a comma."""
    return ('{"requests":[' + ",".join(requests) + "]" + tail + "}").encode()


def as_json(request: dict[str, Any]) -> str:
    return json.dumps(request, ensure_ascii=False, separators=(",", ":"))
