"""Texts in ASCII, for the reader of plain links, which looks at bytes."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import numpy as np
import numpy.typing as npt

from sheets_sync.intake._link_mending import mended

SIGN = "\x01"
"""Stands for any sign beyond ASCII."""
_UNREADABLE = "\x02"
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_SIGNS = frozenset({"So", "Sk", "Pd", "Pi", "Pf", "Po", "Ps", "Pe"})


def joined_in_ascii(texts: list[str]) -> tuple[str, npt.NDArray[np.int64]]:
    """The texts with line breaks between them, and their lengths; one with letters beyond ASCII is replaced as a whole."""
    odd = np.flatnonzero(~np.fromiter(map(str.isascii, texts), dtype=np.bool_, count=len(texts))).tolist()
    lines = list(texts) if odd else texts
    for place in odd:
        line = _BEYOND_ASCII.sub(lambda found: _ascii_for(found[0]), texts[place])
        lines[place] = line if line.isascii() else _UNREADABLE
    return "\n".join(lines), np.fromiter(map(len, lines), dtype=np.int64, count=len(lines))


@cache
def _ascii_for(char: str) -> str:
    """What stands for a space or a sign beyond ASCII; letters, and what mending looks at, stand for themselves."""
    if char.isspace():
        return " "
    plain = mended(char)
    return SIGN if plain == char and unicodedata.category(char) in _SIGNS else plain if plain == "" else char
