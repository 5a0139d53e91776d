"""The links of millions of cells, as columns.

Most cells hold nothing but plain links, between them words and numbers at most, and these are read together (`_link_plain`). A cell
with anything else in it goes the careful way of single cells, and the addresses found there take the fast way where they are plain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sheets_sync.domain.link import LinkTable
from sheets_sync.intake._link_bytes import Positions
from sheets_sync.intake._link_plain import PlainReader
from sheets_sync.intake._link_reading import read_link
from sheets_sync.intake._link_rows import NO_ROWS, Rows
from sheets_sync.intake._link_text import candidates

BATCH = 4096
"""Cells read together: enough to make numpy worth its while, few enough to stay in the processor's cache."""
STRETCH = 32 * BATCH
"""Cells whose odd ones are looked at together."""


def read_link_cells(cells: Sequence[object]) -> LinkTable:
    """What `extract_links` finds in each cell, without the addresses themselves: 18 bytes a link."""
    reader = PlainReader()
    stretches = [_read_stretch(reader, cells[start : start + STRETCH], start) for start in range(0, len(cells), STRETCH)]
    rows = Rows.joined([NO_ROWS, *stretches])
    return LinkTable(rows.place.astype(np.int32), rows.platform, rows.kind, rows.identity, rows.account, reader.accounts.names)


def _read_stretch(reader: PlainReader, cells: Sequence[object], first: int) -> Rows:
    """The links of some cells, of which the first has the position `first`."""
    rows, odd = _first_look(reader, cells)
    for another_look in (_second_look, _careful_look):
        more, still_odd = another_look(reader, [str(cells[cell]) for cell in odd.tolist()])
        rows = rows.with_more(replace(more, place=odd[more.place]))
        odd = odd[still_odd]
    return replace(rows, place=rows.place + first)


def _first_look(reader: PlainReader, cells: Sequence[object]) -> tuple[Rows, Positions]:
    """The links of cells without other things in them, and the cells with such."""
    found, odd = [NO_ROWS], [NO_ROWS.place]
    for start in range(0, len(cells), BATCH):
        rows, odd_ones = reader.read([cell if isinstance(cell, str) else "" for cell in cells[start : start + BATCH]])
        rows = rows.only(~np.isin(rows.place, odd_ones)) if len(odd_ones) else rows
        found.append(replace(rows, place=rows.place + start))
        odd.append(odd_ones + start)
    return Rows.joined(found), np.concatenate(odd)


def _second_look(reader: PlainReader, texts: Sequence[str]) -> tuple[Rows, Positions]:
    """The links of texts, and the texts with yet other things in them, read after the commonest mishap is mended."""
    return _first_look(reader, list(map(_mended_quickly, texts)))


def _mended_quickly(text: str) -> str:
    """Links apart that are glued to what stands before them."""
    parts = text.split("https://")
    apart = "///" not in text and "" not in parts[1:-1] and all(map(_ends_there, parts[:-1]))
    return " https://".join(parts) if apart else text


def _ends_there(part: str) -> bool:
    """Whether what stands before a link is surely no beginning of it: not such as redirects and archives have."""
    last = part[-1:]
    if last == "/":
        before, _, folder = part[:-1].rpartition("/")
        return "/" in before and len(folder) > 4 and "/web/" not in part
    if last.isalnum():
        return part[-3:].lower() != "%2f"
    return last == "" or last.isspace() or last == "-" or part.endswith("==") or _INTRODUCES.search(part[-12:]) is not None


_INTRODUCES = re.compile(
    r"(?:^|\s)(?:\d{1,3}[.)]|(?:link|tautan|url|ig|fb|yt|x|web|website|tiktok|threads|instagram|facebook|youtube):)$", re.IGNORECASE
)
"""What people write in front of a link without a space between."""


def _careful_look(reader: PlainReader, texts: Sequence[str]) -> tuple[Rows, Positions]:
    """The links of texts, each found in its text by itself."""
    found = [(place, address) for place, text in enumerate(texts) for address in candidates(text)]
    addresses = [address for _, address in found]
    rows, odd = _first_look(reader, addresses)
    rows = rows.with_more(reader.of_links(odd, [read_link(addresses[place]) for place in odd.tolist()]))
    return replace(rows, place=np.array([place for place, _ in found], dtype=np.int64)[rows.place]), odd[:0]
