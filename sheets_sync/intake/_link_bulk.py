"""The links of millions of cells, as columns.

Most cells hold nothing but plain links, and these are read together (`_link_scan`, `_link_heads`). A cell with anything else in it,
if only one word with a full stop, goes the careful way of single cells, whose addresses then take the fast way where they are plain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import ne

import numpy as np
import numpy.typing as npt

from sheets_sync.intake._link import KINDS, LINK_PLATFORMS
from sheets_sync.intake._link_heads import (
    NUMBERS,
    ONLY_LONG,
    OWNER_NAMES,
    PREFIXED,
    SHORT,
    SUFFIXED,
    WITH_REST,
    WORDS,
    Heads,
    literal_hashes,
)
from sheets_sync.intake._link_reading import read_link
from sheets_sync.intake._link_scan import PADDING, Flags, Hashes, Parts, Positions, Scan, Text, hashes_of, mix
from sheets_sync.intake._link_text import candidates

BATCH = 8192
"""Cells read together: enough to make numpy worth its while, few enough to stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class LinkTable:
    """One row a link, in the order of the cells and within them.

    `cell`: its cell's position; `platform`, `kind`: positions in `LINK_PLATFORMS` and `KINDS`; `identity`: a hash of its canonical id,
    0 where it has none; `account`: position in `accounts`, -1 where the address carries none.
    """

    cell: npt.NDArray[np.int32]
    platform: npt.NDArray[np.int8]
    kind: npt.NDArray[np.int8]
    identity: npt.NDArray[np.uint64]
    account: npt.NDArray[np.int32]
    accounts: list[str]

    def __len__(self) -> int:
        return len(self.cell)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Links as they are found; `place` is the position of their cell, or of their address among others."""

    place: Positions
    platform: npt.NDArray[np.int8]
    kind: npt.NDArray[np.int8]
    identity: Hashes
    account: npt.NDArray[np.int32]

    @classmethod
    def joined(cls, parts: Sequence[_Rows]) -> _Rows:
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in cls.__slots__))

    def only(self, rows: Positions | Flags) -> _Rows:
        return _Rows(*(getattr(self, name)[rows] for name in self.__slots__))


def read_link_cells(cells: Sequence[object]) -> LinkTable:
    """What `extract_links` finds in each cell, without the addresses themselves: 18 bytes a link."""
    reader = _Reader()
    batches = [_NONE, *(reader.read(cells[start : start + BATCH], start) for start in range(0, len(cells), BATCH))]
    rows = _Rows.joined(batches)
    return LinkTable(rows.place.astype(np.int32), rows.platform, rows.kind, rows.identity, rows.account, reader.heads.accounts)


class _Reader:
    def __init__(self) -> None:
        self.heads = Heads()
        self._literals = literal_hashes()

    def read(self, cells: Sequence[object], first: int) -> _Rows:
        """The links of some cells, of which the first has the position `first`."""
        texts = [cell if isinstance(cell, str) else "" for cell in cells]
        plain = [text if text.isascii() else "" for text in texts]
        odd = np.fromiter(map(ne, map(len, plain), map(len, texts)), dtype=np.bool_, count=len(texts))
        rows, unread = self._plain_links(plain)
        odd[unread] = True
        careful = self._careful_links(texts, np.flatnonzero(odd))
        rows = _in_order(rows.only(~odd[rows.place]) if odd.any() else rows, careful)
        return replace(rows, place=rows.place + first)

    def _careful_links(self, texts: Sequence[str], cells: Positions) -> _Rows:
        """The links of the cells at these positions, each found in its text by itself."""
        found = [(cell, address) for cell in cells.tolist() for address in candidates(texts[cell])]
        if not found:
            return _NONE
        addresses = [address for _, address in found]
        rows, unread = self._plain_links([address if address.isascii() else _UNREADABLE for address in addresses])
        places = np.unique(unread)
        rows = _in_order(rows, self._one_by_one(addresses, places))
        return replace(rows, place=np.array([cell for cell, _ in found], dtype=np.int64)[rows.place])

    def _one_by_one(self, addresses: Sequence[str], places: Positions) -> _Rows:
        links = [read_link(addresses[place]) for place in places.tolist()]
        return _Rows(
            places,
            np.array([LINK_PLATFORMS.index(link.platform) for link in links], dtype=np.int8),
            np.array([KINDS.index(link.kind) for link in links], dtype=np.int8),
            identities([link.canonical_id for link in links]),
            np.array([self.heads.account_code(link.account) for link in links], dtype=np.int32),
        )

    def _plain_links(self, lines: Sequence[str]) -> tuple[_Rows, Positions]:
        """The plain links, and the positions of the lines where there is something else besides."""
        scan = Scan(Text.of("\n".join(lines)), OWNER_NAMES)
        line_ends = np.cumsum(np.fromiter(map(len, lines), dtype=np.int64, count=len(lines)) + 1) + len(PADDING)
        place = np.searchsorted(line_ends, scan.starts, side="right")
        plain = np.flatnonzero(scan.plain)
        rows, read = self._rows(scan, plain, scan.by_path(plain))
        rest = plain[~read]
        more, read_too = self._rows(scan, rest, scan.by_parameter(rest))
        known = np.zeros(len(scan.starts), dtype=np.bool_)
        known[plain[read]] = known[rest[read_too]] = True
        others = np.flatnonzero(~known)
        known[others] = scan.idle(others)
        rows = _in_order(rows, more)
        return replace(rows, place=place[rows.place]), place[~known]

    def _rows(self, scan: Scan, tokens: Positions, parts: Parts) -> tuple[_Rows, Flags]:
        """The links among the tokens at these positions, taken apart so, and which of them could be read."""
        fit = np.flatnonzero(parts.fits)
        parts = parts.only(fit)
        codes = self._head_codes(scan.text, parts)
        ids = scan.text.hashes(parts.id_start, parts.id_end)
        read = _takes(scan.text, parts, self.heads.takes[codes]) & ~self._are_literals(ids)
        codes, heads = codes[read], self.heads
        identity = _never_zero(mix(heads.prefix[codes], ids[read]))
        flags = np.zeros(len(tokens), dtype=np.bool_)
        flags[fit[read]] = True
        return _Rows(tokens[fit[read]], heads.platform[codes], heads.kind[codes], identity, heads.account[codes]), flags

    def _are_literals(self, ids: Hashes) -> Flags:
        at = np.minimum(np.searchsorted(self._literals, ids), len(self._literals) - 1)
        are: Flags = self._literals[at] == ids
        return are

    def _head_codes(self, text: Text, parts: Parts) -> Positions:
        """What is known of the heads, new ones learned first."""
        hashes = text.hashes(parts.head_start, parts.head_end)
        named = parts.owner_end > parts.owner_start
        hashes[named] = mix(hashes[named], text.hashes(parts.owner_start[named], parts.owner_end[named]))
        codes = self.heads.codes(hashes)
        unknown = np.flatnonzero(codes < 0)
        if not len(unknown):
            return codes
        new, rows = np.unique(hashes[unknown], return_index=True)
        one_each = parts.only(unknown[rows])
        self.heads.learn(new, [_head_text(text, one_each, row) for row in range(len(new))])
        return self.heads.codes(hashes)


def _in_order(rows: _Rows, more: _Rows) -> _Rows:
    if not len(more.place):
        return rows
    together = _Rows.joined([rows, more])
    return together.only(np.argsort(together.place, kind="stable"))


def _head_text(text: Text, parts: Parts, row: int) -> tuple[str, str]:
    """A head, and the parameter after the id that names the account."""
    owner_start, owner_end = int(parts.owner_start[row]), int(parts.owner_end[row])
    before = text.raw.rindex(b"&", 0, owner_start) if owner_end > owner_start else owner_end
    return text.slice(int(parts.head_start[row]), int(parts.head_end[row])), text.slice(before, owner_end)


def _takes(text: Text, parts: Parts, takes: npt.NDArray[np.uint32]) -> Flags:
    """Whether the heads take the ids, and what follows them."""
    taken: Flags = (takes & (NUMBERS | WORDS)) == NUMBERS | WORDS
    choosy = np.flatnonzero(~taken & (takes != 0))
    start, end = parts.id_start[choosy], parts.id_end[choosy]
    digits = text.are_digits(start, end)
    choices = takes[choosy]
    taken[choosy] = np.where(digits, choices & NUMBERS, choices & WORDS) != 0
    for prefix, sort in PREFIXED.items():
        taken[choosy] |= text.begin_with(prefix, start, end) & (choices & sort != 0)
    taken &= ~parts.has_rest | (takes & WITH_REST != 0)
    taken &= ~parts.has_suffix | (takes & SUFFIXED != 0)
    taken &= (parts.id_end - parts.id_start >= SHORT) | (takes & ONLY_LONG == 0)
    return taken


def identities(canonical_ids: Sequence[str]) -> Hashes:
    """The hashes of canonical ids, 0 for "": of what stands before the post's own id, and of that."""
    split = [_OWN_ID.search(text) for text in canonical_ids]
    starts = [found.start() if found else 0 for found in split]
    prefixes = hashes_of([text[:start] for text, start in zip(canonical_ids, starts, strict=True)])
    ids = hashes_of([text[start:] for text, start in zip(canonical_ids, starts, strict=True)])
    return np.where(np.array(canonical_ids, dtype=object) == "", np.uint64(0), _never_zero(mix(prefixes, ids)))


_OWN_ID = re.compile(r"[^:/=]*$")


def _never_zero(hashes: Hashes) -> Hashes:
    return np.maximum(hashes, np.uint64(1))


_UNREADABLE = "."
_NONE = _Rows(
    np.zeros(0, dtype=np.int64),
    np.zeros(0, dtype=np.int8),
    np.zeros(0, dtype=np.int8),
    np.zeros(0, dtype=np.uint64),
    np.zeros(0, dtype=np.int32),
)
