"""How cells look: one place for fonts, colours and number formats of the local workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from sheets_sync.domain.tab import DATE, INTEGER, MOMENT, PEOPLE, PERCENT, RATIO, SEVERITY, STATUS, WRAP, Cell, Column

INK = "#1f2933"
NAVY = "#1f3a5f"
LINE = "#dbe2ea"
FILLS = {
    "good": ("#d7f0df", "#14532d"),
    "fair": ("#fff3c4", "#5f4300"),
    "poor": ("#ffe1c7", "#7a2e00"),
    "bad": ("#fbd5d5", "#7f1d1d"),
    "muted": ("#eceff3", "#4a5568"),
}
"""Style name -> (fill, ink): at least 4.5:1 (WCAG AA) between the two."""

HEADER_FILL = (NAVY, "#ffffff")
PEOPLE_HEADER_FILL = ("#ffe08a", "#4a3500")
PEOPLE_FILL = "#fffdf2"
TOTAL_FILL = "#eef2f7"

OPTIONAL_HEADER_FILL = ("#dbe6f2", NAVY)
"""In a tab that people fill in, for what may be left blank."""
EXAMPLE_FILL = ("#f1f1f1", "#5c6672")

NUMBER_FORMATS = {INTEGER: "#,##0", PERCENT: "0.0%", MOMENT: "dd/mm/yyyy hh:mm", DATE: "dd/mm/yyyy"}
_FORMAT_OF_TYPE = (
    (datetime, "dd/mm/yyyy hh:mm"), (date, "dd/mm/yyyy"), (time, "hh:mm"), (timedelta, "[h]:mm"),
)  # fmt: skip

StyleOf = Callable[[Cell], int]

_FORMULA_SIGNS = ("=", "+", "-", "@")

_CELL = {"font_color": INK, "valign": "vcenter", "bottom": 1, "bottom_color": LINE}

_RIGHT = (INTEGER, PERCENT)
_CENTRED = (RATIO, MOMENT, DATE, STATUS, SEVERITY)


def _alignment(column: Column) -> dict[str, Any]:
    if column.format in _RIGHT:
        return {"align": "right", "indent": 1}
    return {"align": "center"} if column.format in _CENTRED else {"align": "left", "indent": 1}


class Formats:
    """The styles of one workbook, each made once; `add_format` is XlsxWriter's."""

    def __init__(self, add_format: Callable[[dict[str, Any]], Any]) -> None:
        self._add_format = add_format
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def format(self, **properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._add_format(properties)
        return self._made[key]

    def style(self, **properties: Any) -> int:
        """The index of the style in the file."""
        return int(self.format(**properties)._get_xf_index()) if properties else 0

    def header(self, column: Column) -> int:
        fill, ink = PEOPLE_HEADER_FILL if column.owner == PEOPLE else HEADER_FILL
        return self.style(
            bold=True, bg_color=fill, font_color=ink, text_wrap=True, valign="vcenter", bottom=1, bottom_color=LINE, **_alignment(column)
        )

    def cell(self, column: Column, colours: Mapping[str, str], *, total: bool = False) -> StyleOf:
        """Which style a value of the column takes."""
        base = self._base(column, total=total)
        if column.owner == PEOPLE:
            return self._by_type(base)
        return self._by_word(colours, base) if column.format in (STATUS, SEVERITY) else self._plain(base)

    def foreign(self) -> StyleOf:
        """Which style a value of somebody else's tab takes: only dates need one to be dates."""
        return self._by_type({})

    def _base(self, column: Column, *, total: bool) -> dict[str, Any]:
        base = {**_CELL, **_alignment(column)}
        if column.format in NUMBER_FORMATS:
            base["num_format"] = NUMBER_FORMATS[column.format]
        if column.format == WRAP:
            base["text_wrap"] = True
        if column.owner == PEOPLE:
            base["bg_color"] = PEOPLE_FILL
        return {**base, "bold": True, "bg_color": TOTAL_FILL, "top": 1, "top_color": NAVY} if total else base

    def _plain(self, base: Mapping[str, Any]) -> StyleOf:
        """A text that begins like a formula stays text even when a person opens the cell and leaves it again."""
        plain, guarded = self.style(**base), self.style(**base, quote_prefix=True)
        return lambda value: guarded if isinstance(value, str) and value.startswith(_FORMULA_SIGNS) else plain

    def _by_word(self, colours: Mapping[str, str], base: Mapping[str, Any]) -> StyleOf:
        plain = self._plain(base)
        coloured = {name: self.style(**{**base, "bg_color": fill, "font_color": ink}) for name, (fill, ink) in FILLS.items()}

        def style_of(value: Cell) -> int:
            name = colours.get(value) or colours.get(value.casefold()) if isinstance(value, str) else None
            return coloured[name] if name else plain(value)

        return style_of

    def _by_type(self, base: Mapping[str, Any]) -> StyleOf:
        plain = self._plain(base)
        typed = [(kind, self.style(**base, num_format=shown)) for kind, shown in _FORMAT_OF_TYPE]
        return lambda value: next((style for kind, style in typed if isinstance(value, kind)), None) or plain(value)

    def heading(self) -> int:
        return self.style(bold=True, font_size=16, font_color=NAVY)

    def title(self) -> int:
        return self.style(bold=True, font_size=12, font_color=NAVY)

    def note(self) -> int:
        return self.style(font_color="#4a5568", italic=True)
