"""The links of millions of cells, as columns.

Most cells hold nothing but plain links, between them words and numbers at most, and these are read together (`_link_plain`). A cell
with anything else in it goes the careful way of single cells, and the addresses found there take the fast way where they are plain.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sheets_sync.domain.link import LinkTable
from sheets_sync.intake._link_mending import mended
from sheets_sync.intake._link_plain import SIGN, PlainReader
from sheets_sync.intake._link_reading import read_link
from sheets_sync.intake._link_rows import NO_ROWS, Rows
from sheets_sync.intake._link_scan import Positions
from sheets_sync.intake._link_text import candidates

BATCH = 8192
"""Cells read together: enough to make numpy worth its while, few enough to stay in the processor's cache."""


def read_link_cells(cells: Sequence[object]) -> LinkTable:
    """What `extract_links` finds in each cell, without the addresses themselves: 18 bytes a link."""
    reader = PlainReader()
    batches = [NO_ROWS, *(_read_batch(reader, cells[start : start + BATCH], start) for start in range(0, len(cells), BATCH))]
    rows = Rows.joined(batches)
    return LinkTable(rows.place.astype(np.int32), rows.platform, rows.kind, rows.identity, rows.account, reader.heads.accounts)


def _read_batch(reader: PlainReader, cells: Sequence[object], first: int) -> Rows:
    """The links of some cells, of which the first has the position `first`."""
    texts = [cell if isinstance(cell, str) else "" for cell in cells]
    lines = [text if text.isascii() else text.translate(_IN_ASCII) for text in texts]
    rows, unread = reader.read([line if line.isascii() else _UNREADABLE for line in lines])
    if not len(unread):
        return replace(rows, place=rows.place + first)
    odd = np.zeros(len(texts), dtype=np.bool_)
    odd[unread] = True
    rows = rows.only(~odd[rows.place]).with_more(_careful_links(reader, texts, np.flatnonzero(odd)))
    return replace(rows, place=rows.place + first)


def _careful_links(reader: PlainReader, texts: Sequence[str], cells: Positions) -> Rows:
    """The links of the cells at these positions, each found in its text by itself."""
    found = [(cell, address) for cell in cells.tolist() for address in candidates(texts[cell])]
    addresses = [address for _, address in found]
    rows, unread = reader.read([address if address.isascii() else _UNREADABLE for address in addresses])
    places = np.unique(unread)
    rows = rows.with_more(reader.of_links(places, [read_link(addresses[place]) for place in places.tolist()]))
    return replace(rows, place=np.array([cell for cell, _ in found], dtype=np.int64)[rows.place])


class _InAscii(dict[int, int | str | None]):
    """Spaces and signs beyond ASCII, by what they are to links; letters, and what mending looks at, are left alone."""

    def __missing__(self, code: int) -> int | str | None:
        char = chr(code)
        if code < 128:
            self[code] = code
        elif char.isspace():
            self[code] = " "
        elif mended(char) == "":
            self[code] = None
        else:
            self[code] = SIGN if mended(char) == char and unicodedata.category(char) in _SIGNS else code
        return self[code]


_IN_ASCII = _InAscii()
_SIGNS = frozenset({"So", "Sk", "Pd", "Pi", "Pf", "Po", "Ps", "Pe"})
_UNREADABLE = "."
