"""People's columns through run after run on a real file, while units come, go and move and people rearrange the tab.

Each run is the real one: make the tabs, write them, a person edits the file, read it, read back what it remembers.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sheets_sync.adapters.workbooks.local import LocalWorkbook
from sheets_sync.domain.tab import Column, Tab, Table, storable
from sheets_sync.language import Language
from sheets_sync.summaries import make_tabs
from sheets_sync.summaries.difference import differences
from sheets_sync.summaries.memory import Memory
from sheets_sync.summaries.read_back import read_back
from tests import builders as b

ALL_UNITS = [b.opd(), b.opd("OPD-A", "Dinas A"), b.kapanewon(), b.kalurahan(), b.kalurahan(2003, "Kepek"), b.kalurahan(2004, "=Baleharjo")]
PLATFORMS = ("website", "x")
TITLE = "Rekap 2026-10"
OWN_HEADERS = ("Tindak Lanjut", "Catatan Diskominfo")

notes = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).map(lambda text: f"n:{text}")
registers = st.lists(st.sampled_from(range(len(ALL_UNITS))), unique=True, min_size=1)


@dataclass
class Office:
    """The workbook on disk, and what people know they typed: (code, header) -> text, and texts that belong to no unit."""

    folder: Path
    typed: dict[tuple[str, str], str] = field(default_factory=dict)
    loose: list[str] = field(default_factory=list)
    copied: set[str] = field(default_factory=set)

    def __post_init__(self):
        (self.folder / "masuk").mkdir()
        (self.folder / "masuk" / "Daftar Unit.csv").write_text("Kode\n", encoding="utf-8")
        self.output = self.folder / "rekap.xlsx"

    def run(self, register, language="id"):
        """One sync; returns the recap as it now stands in the file."""
        units = [ALL_UNITS[number] for number in register]
        told = [b.complete(unit) if number % 2 else b.missing(unit) for number, unit in zip(register, units, strict=True)]
        assessment = b.assessment(units, told, platforms=PLATFORMS)
        workbook = LocalWorkbook(self.folder / "masuk", self.output)
        contents = workbook.read()
        memory = read_back(contents.outputs, PLATFORMS) if contents.outputs else Memory()
        tabs = make_tabs(assessment, memory, Language(language))
        self.changes = [change for change in differences(tabs, contents.outputs) if change.kind != "same"]
        if self.changes:
            workbook.write(tabs, contents)
        return workbook.read().outputs[TITLE].rows

    def edit(self, changes):
        """A person opens the file, makes these changes one after the other, and saves it."""
        book = openpyxl.load_workbook(self.output)
        sheet = book[TITLE]
        grid = [[cell.value for cell in row] for row in sheet.rows]
        for change in changes:
            change(grid)
            _fill_up(grid)
        sheet.delete_rows(1, sheet.max_row)
        for row in grid:
            sheet.append(row)
        for row in sheet.rows:
            for cell in row:
                if cell.data_type == "f":
                    cell.data_type = "s"
        sheet.auto_filter.ref = None
        book.save(self.output)


def _fill_up(grid):
    """All rows as wide as the widest, as a sheet shows them."""
    width = max(map(len, grid))
    for row in grid:
        row += [None] * (width - len(row))


def code_column(grid):
    """Where the codes stand, and the row with the headers."""
    for number, row in enumerate(grid):
        for place, cell in enumerate(row):
            if isinstance(cell, str) and cell.strip().casefold() in ("kode", "code"):
                return number, place
    raise AssertionError(grid)


# What a person does to the tab: each returns a change to the grid and keeps the office's books


def types_a_note(office, draw):
    header, text = draw(st.sampled_from(OWN_HEADERS)), storable(draw(notes))

    def change(grid):
        top, codes = code_column(grid)
        own = [" ".join(str(cell).split()).casefold() if cell else "" for cell in grid[top]]
        english = {"tindak lanjut": "follow-up", "catatan diskominfo": "notes by diskominfo"}[header.casefold()]
        place = next(place for place, name in enumerate(own) if name in (header.casefold(), english))
        known = {unit.code for unit in ALL_UNITS}
        rows = [row for row in grid if row[codes] in known]
        row = rows[draw(st.integers(0, len(rows) - 1))]
        first = next(each for each in rows if each[codes] == row[codes])
        if first[place] in office.loose:  # the person replaces it
            office.loose.remove(first[place])
        first[place] = text
        office.typed[first[codes], header] = text

    return change


def sorts_the_rows(office, draw):
    order = draw(st.randoms(use_true_random=False))

    def change(grid):
        top, _ = code_column(grid)
        body = grid[top + 1 :]
        order.shuffle(body)
        grid[top + 1 :] = body

    return change


def inserts_a_column(office, draw):
    place, text = draw(st.integers(0, 8)), storable(draw(notes))

    def change(grid):
        top, _ = code_column(grid)
        for number, row in enumerate(grid):
            row.insert(place, "Foto" if number == top else text if number == top + 1 else None)
        office.loose.append(text)

    return change


def writes_below(office, draw):
    text = storable(draw(notes))

    def change(grid):
        grid.append([])
        grid.append([None, text])
        office.loose.append(text)

    return change


def writes_above(office, draw):
    text = storable(draw(notes))

    def change(grid):
        grid.insert(0, [text])
        office.loose.append(text)

    return change


def shouts_the_headers(office, draw):
    def change(grid):
        top, _ = code_column(grid)
        theirs = {None, *office.loose}
        grid[top] = [cell if cell in theirs else f"  {cell}\n".upper() for cell in grid[top]]

    return change


def deletes_a_column_of_ours(office, draw):
    name = draw(st.sampled_from(["jenis", "kind", "status", "diterima", "website", "temuan", "induk"]))

    def change(grid):
        top, _ = code_column(grid)
        places = [place for place, cell in enumerate(grid[top]) if isinstance(cell, str) and cell.strip().casefold() == name]
        for row in grid:
            for place in places[:1]:
                del row[place]

    return change


def types_where_there_is_room(office, draw):
    """Beside the marker, between the rows, in a column without a header."""
    text = storable(draw(notes))

    def change(grid):
        row = grid[draw(st.integers(0, len(grid) - 1))]
        _, codes = code_column(grid)
        free = [place for place, cell in enumerate(row) if cell is None and row[codes] not in {unit.code for unit in ALL_UNITS}]
        if free and draw(st.booleans()):
            row[draw(st.sampled_from(free))] = text
        else:
            width = max(map(len, grid))
            row += [None] * (width - len(row)) + [text]
        office.loose.append(text)

    return change


def copies_a_row_to_write_more(office, draw):
    text = storable(draw(notes))

    def change(grid):
        top, codes = code_column(grid)
        place = next(
            place for place, cell in enumerate(grid[top]) if isinstance(cell, str) and cell.split()[0].casefold() in ("catatan", "notes")
        )
        rows = [row for row in grid if row[codes] in {unit.code for unit in ALL_UNITS}]
        row = rows[draw(st.integers(0, len(rows) - 1))]
        grid.append([text if number == place else cell for number, cell in enumerate(row)])
        office.loose.append(text)
        office.copied.add(row[codes])

    return change


PEOPLE = [
    types_where_there_is_room,
    copies_a_row_to_write_more,
    types_a_note,
    types_a_note,
    sorts_the_rows,
    inserts_a_column,
    writes_below,
    writes_above,
    shouts_the_headers,
    deletes_a_column_of_ours,
]


def check_nothing_is_lost(office, rows, register):
    top, codes = code_column(rows)
    assert (top, codes) == (0, 0)
    header = {"Follow-up": "Tindak Lanjut", "Notes by Diskominfo": "Catatan Diskominfo"}
    names = [header.get(cell, cell) for cell in rows[0]]
    units = [ALL_UNITS[number].code for number in register]
    assert [row[0] for row in rows[1 : len(units) + 1]] == units
    for (code, name), text in office.typed.items():
        place = names.index(name)
        if code in units and code not in office.copied:
            assert rows[1 + units.index(code)][place] == text, (code, name)
        else:  # of a unit that left, or of one of whose two rows it depends on people's sorting which comes first
            assert text in [row[place] for row in rows if row[0] == code], (code, name)
    present = Counter(cell for row in rows for cell in row if isinstance(cell, str))
    assert not [text for text in office.loose if not present[text]]


@settings(
    max_examples=20,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.data())
def test_people_s_columns_survive_any_reorder_removal_addition_and_return_of_units(data):
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder))
        office.run(data.draw(registers))
        for _ in range(data.draw(st.integers(1, 3))):
            acts = data.draw(st.lists(st.sampled_from(PEOPLE), max_size=3))
            if acts:
                office.edit([act(office, data.draw) for act in acts])
            register, language = data.draw(registers), data.draw(st.sampled_from(["id", "id", "en"]))
            check_nothing_is_lost(office, office.run(register, language), register)
            before, left = office.output.read_bytes(), sorted(Path(folder).iterdir())
            check_nothing_is_lost(office, office.run(register, language), register)
            assert office.changes == []
            assert (office.output.read_bytes(), sorted(Path(folder).iterdir())) == (before, left)


@settings(max_examples=60)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=30))
def test_any_text_comes_back_as_it_was_written(texts):
    tab = Tab("x", "X", (Table((Column("a", "A", owner="people"), Column("b", "B")), [(text, text) for text in texts]),))
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder))
        workbook = LocalWorkbook(office.folder / "masuk", office.output)
        workbook.write([tab], workbook.read())
        read = workbook.read().outputs
        assert [change.kind for change in differences([tab], read)] == ["same"]
        rows = [*read["X"].rows[1:], *[["", ""]] * len(texts)]
        assert rows[: len(texts)] == [[storable(text)] * 2 for text in texts]
