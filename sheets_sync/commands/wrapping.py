"""Long lines on a terminal, broken between words; the next line begins where the text began, under its sign or number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

_LEAD = re.compile(r"\s*(?:(?:[✓✗!•·→]|\d+\.)\s+)?")
_NARROWEST = 24
"""Columns below which breaking between words would leave hardly one word a line."""


def wrapped(text: Text, width: int) -> Text:
    """`text` in lines of at most `width` columns; a word longer than a line, such as a path or an address, stays whole."""
    if width < _NARROWEST:
        return text
    return Text("\n").join(_wrapped_line(line, width) for line in text.split("\n", allow_blank=True))


def _wrapped_line(line: Text, width: int) -> Text:
    if cell_len(line.plain) <= width:
        return line
    lead = _LEAD.match(line.plain)
    hang = " " * (lead.end() if lead else 0)
    pieces = [line[start:end] for start, end in _spans(line.plain, len(hang), width)]
    return Text(f"\n{hang}").join(pieces)


def _spans(plain: str, hang: int, width: int) -> Iterator[tuple[int, int]]:
    """Where each line starts and ends in `plain`."""
    start, end, room = 0, hang, width
    for word in re.finditer(r"\S+", plain[hang:]):
        word_end = hang + word.end()
        if cell_len(plain[start:word_end]) > room and end > max(start, hang):
            yield start, end
            start, room = hang + word.start(), width - hang
        end = word_end
    yield start, end
