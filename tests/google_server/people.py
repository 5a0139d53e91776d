"""People at work in a recap: random edits between any two calls, and an account of what must still be there afterwards."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.google_server.grid import Sheet
from tests.google_server.office import NOTES, Office


@dataclass
class Clerk:
    """Edits the recap at random and remembers what was typed where: `notes` by column header and unit code, `lines` in rows of
    the clerk's own."""

    office: Office
    chance: random.Random
    notes: dict[str, dict[str, str]] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    typed: int = 0
    done: list[str] = field(default_factory=list)

    def act(self) -> None:
        if not self._units():  # in the instant in which a write has gone astray
            return
        action = self.chance.choice(self._actions())
        self.done.append(action.__name__)
        action()

    def _actions(self) -> list[Callable[[], None]]:
        return [
            self.type_note, self.type_note, self.type_note, self.insert_blank_row, self.insert_line, self.sort, self.sort_down,
            self.move_row, self.insert_column, self.rename, self.move_tab, self.move_column, self.filter, self.add_line_below,
            self.fill_own_column,
        ]  # fmt: skip

    # the sheet as the clerk sees it

    @property
    def sheet(self) -> Sheet:
        return self.office.recap

    def _header(self) -> int:
        return next(index for index, row in enumerate(self.sheet.rows) if "Kode" in row.values and NOTES in row.values)

    def _columns(self) -> list[object]:
        return list(self.sheet.rows[self._header()].values)

    def _units(self) -> list[tuple[int, str]]:
        key = self._columns().index("Kode")
        rows = enumerate(self.sheet.rows[self._header() + 1 :], self._header() + 1)
        return [(index, str(row.get(key))) for index, row in rows if re.fullmatch(r"\d{3}", str(row.get(key)))]

    def _text(self, what: str) -> str:
        self.typed += 1
        return f"{what} {self.typed}"

    # edits

    def type_note(self) -> None:
        self._type_under(NOTES)

    def fill_own_column(self) -> None:
        own = [header for header in self.notes if header != NOTES]
        self._type_under(self.chance.choice(own) if own else "Tindak Lanjut")

    def _type_under(self, header: str) -> None:
        row, code = self.chance.choice(self._units())
        text = self._text("catatan")
        self.sheet.type(row, self._columns().index(header), text)
        self.notes.setdefault(header, {})[code] = text

    def insert_blank_row(self) -> None:
        self.sheet.insert_rows(self.chance.choice(self._units())[0])

    def insert_line(self) -> None:
        row = self.chance.choice(self._units())[0]
        self.sheet.insert_rows(row)
        self._fill_line(row)

    def add_line_below(self) -> None:
        self._fill_line(len(self.sheet.used()) + self.chance.randrange(3))

    def _fill_line(self, row: int) -> None:
        key = self._columns().index("Kode")
        places = [place for place in range(len(self._columns())) if place != key]
        for place in self.chance.sample(places, 3):
            self.lines.append(self._text("baris sendiri"))
            self.sheet.type(row, place, self.lines[-1])

    def sort(self, *, descending: bool = False) -> None:
        column = self.chance.randrange(len(self._columns()))
        self.sheet.sort(column, descending=descending, top=self._header() + 1)

    def sort_down(self) -> None:
        self.sort(descending=True)

    def move_row(self) -> None:
        rows = [row for row, _ in self._units()]
        start = self.chance.choice(rows)
        self.sheet.move_rows(start, start + 1, self.chance.choice(rows))

    def move_column(self) -> None:
        width = len(self._columns())
        start = self.chance.randrange(width)
        self.sheet.move_columns(start, start + 1, self.chance.randrange(width))

    def insert_column(self) -> None:
        at = self.chance.randrange(len(self._columns()) + 1)
        self.sheet.insert_columns(at)
        header = self._text("Kolom")
        self.sheet.type(self._header(), at, header)
        self.notes[header] = {}
        for row, code in self._units():
            if self.chance.random() < 0.7:
                self.notes[header][code] = self._text("isian")
                self.sheet.type(row, at, self.notes[header][code])

    def rename(self) -> None:
        self.sheet.title = self._text("Rekap Oktober")

    def move_tab(self) -> None:
        sheet = self.sheet
        self.office.book.sheets.remove(sheet)
        self.office.book.sheets.insert(self.chance.randrange(len(self.office.book.sheets) + 1), sheet)

    def filter(self) -> None:
        area = {"sheetId": self.sheet.id, "startRowIndex": self._header()}
        self.sheet.basic_filter = {"range": area, "criteria": {"4": {"hiddenValues": ["Lengkap"]}}}

    # what must be there

    def missing(self) -> list[str]:
        """What of the clerk's work is not where it belongs."""
        wrong = []
        for header, notes in self.notes.items():
            there = self.office.by_code(header)
            wrong += [f"{header} of {code}: {text} is {there.get(code)}" for code, text in notes.items() if there.get(code) != text]
        everywhere = {value for row in self.sheet.rows for value in row.values}
        return wrong + [f"line {text} is gone" for text in self.lines if text not in everywhere]
