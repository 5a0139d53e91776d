"""What every workbook must do, whatever it is kept in: the same tests run over the local file and the Google spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

import pytest

from sheets_sync.domain.tab import INTEGER, MOMENT, PEOPLE, STATUS, WRAP, Cell, Column, Sheet, Tab, Table
from sheets_sync.ports import Workbook
from sheets_sync.summaries.difference import differences

REGISTER = [["Kode", "Nama Unit", "Jenis"], ["001", "Dinas 1", "OPD"], ["007", "=1+1", "OPD"]]
RESPONSES = [["Timestamp", "Nama Unit"], [datetime(2026, 11, 3, 9, 12, 33), "Dinas 1"]]
INPUTS = {"Daftar Unit": REGISTER, "Form Responses 1": RESPONSES}

COLUMNS = (
    Column("code", "Kode", 16),
    Column("status", "Status", 15, STATUS),
    Column("received", "Diterima", 17, MOMENT),
    Column("posts", "Jumlah", 12, INTEGER),
    Column("notes", "Catatan", 40, WRAP, PEOPLE),
)
HOSTILE = ("=1+1", "+62 812", "-5", "@x", "'apostrof", "007", "3/4", "0,5", "1.234", "TRUE", "NA", "dua\nbaris", "é 😀", '"', "  spasi  ")


class Kept(Protocol):
    """A workbook under test, and a person's hands in it."""

    def workbook(self) -> Workbook:
        """A fresh one, as a new run opens it."""

    def type(self, title: str, row: int, column: int, value: Cell) -> None:
        """A person types into one of the job's tabs."""

    def fingerprint(self) -> object:
        """Equal exactly while nothing was written."""


def recap(*rows: tuple[str, str, Cell], title: str = "Rekap 2026-10") -> Tab:
    """A recap of (code, status, note)."""
    received = datetime(2026, 11, 3, 9, 12, 33)
    cells = [(code, status, received, number, note) for number, (code, status, note) in enumerate(rows)]
    return Tab("recap:2026-10", title, (Table(COLUMNS, cells, filter=True),), {"Lengkap": "good", "Belum Lapor": "bad"}, 1, 1)


def findings(texts: Sequence[str]) -> Tab:
    columns = Column("number", "No", 6, INTEGER), Column("text", "Isi", 30, WRAP)
    return Tab("findings", "Temuan", (Table(columns, list(enumerate(texts)), filter=True),), frozen_rows=1)


def changed(tabs: Sequence[Tab], outputs: Mapping[str, Sheet]) -> list[str]:
    return [change.title for change in differences(tabs, outputs) if change.kind != "same"]


class WorkbookContract:
    """Subclassed once a backend, which provides the fixture `kept`."""

    @pytest.fixture
    def kept(self) -> Kept:
        raise NotImplementedError

    def write(self, kept: Kept, *tabs: Tab) -> str:
        workbook = kept.workbook()
        return workbook.write(tabs, workbook.read())

    def test_it_has_a_name(self, kept):
        assert kept.workbook().name

    def test_inputs_are_read_by_title_and_outputs_are_none_at_first(self, kept):
        contents = kept.workbook().read()
        assert set(contents.inputs) == set(INPUTS)
        assert [list(row) for row in contents.inputs["Daftar Unit"].rows] == REGISTER
        assert contents.outputs == {}
        assert contents.layout == ""

    def test_what_was_written_is_read_back_as_the_same(self, kept):
        tabs = [recap(("001", "Lengkap", None), ("007", "Belum Lapor", None)), findings(HOSTILE)]
        assert self.write(kept, *tabs)
        contents = kept.workbook().read()
        assert changed(tabs, contents.outputs) == []
        assert contents.layout

    def test_text_stays_the_text_it_is(self, kept):
        self.write(kept, findings(HOSTILE))
        rows = kept.workbook().read().outputs["Temuan"].rows
        assert [row[1] for row in rows[1:]] == list(HOSTILE)

    def test_writing_the_same_again_changes_nothing(self, kept):
        tabs = [recap(("001", "Lengkap", None)), findings(["a"])]
        self.write(kept, *tabs)
        before = kept.fingerprint()
        self.write(kept, *tabs)
        assert kept.fingerprint() == before

    def test_a_longer_tail_is_gone(self, kept):
        self.write(kept, findings(["a", "b", "c"]))
        self.write(kept, findings(["x"]))
        assert [row[1] for row in kept.workbook().read().outputs["Temuan"].rows] == ["Isi", "x"]

    def test_a_note_carried_over_stays_with_its_unit(self, kept):
        self.write(kept, recap(("001", "Lengkap", None), ("007", "Belum Lapor", None)))
        kept.type("Rekap 2026-10", 2, 4, "sudah ditelepon")
        workbook = kept.workbook()
        contents = workbook.read()
        assert contents.outputs["Rekap 2026-10"].rows[2][4] == "sudah ditelepon"
        tab = recap(("007", "Lengkap", "sudah ditelepon"), ("002", "Lengkap", None), ("001", "Lengkap", None))
        workbook.write([tab], contents)
        rows = kept.workbook().read().outputs["Rekap 2026-10"].rows
        assert {row[0]: row[4] or None for row in rows[1:]} == {"007": "sudah ditelepon", "002": None, "001": None}
        assert changed([tab], kept.workbook().read().outputs) == []

    def test_a_tab_that_was_not_handed_over_stays(self, kept):
        self.write(kept, recap(("001", "Lengkap", None)), findings(["a"]))
        self.write(kept, findings(["b"]))
        assert set(kept.workbook().read().outputs) == {"Rekap 2026-10", "Temuan"}

    def test_inputs_are_never_written(self, kept):
        before = kept.workbook().read().inputs
        self.write(kept, recap(("001", "Lengkap", None)))
        assert kept.workbook().read().inputs == before

    def test_columns_may_change(self, kept):
        tab = findings(["a", "b"])
        self.write(kept, tab)
        [table] = tab.tables
        wider = replace(table, columns=(*table.columns, Column("todo", "Tindakan")), rows=[(*row, "perbaiki") for row in table.rows])
        self.write(kept, replace(tab, tables=(wider,)))
        contents = kept.workbook().read()
        assert changed([replace(tab, tables=(wider,))], contents.outputs) == []
