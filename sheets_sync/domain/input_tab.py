"""A tab that people fill in, as a value: what any spreadsheet backend needs to lay it out, and nothing of how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sheets_sync.domain.tab import Cell, Column


@dataclass(frozen=True, slots=True)
class InputTab:
    """A tab laid out for people: a header row, whose cells bear the columns' notes, and `rows` to begin with.

    The first `examples` rows only show how it is done. `required`: keys of the columns without which a row cannot be used.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]] = ()
    examples: int = 0
    required: frozenset[str] = frozenset()
    frozen_columns: int = 0
    tab_colour: str = ""

    @property
    def headers(self) -> list[str]:
        return [column.header for column in self.columns]
