"""The live spreadsheet, against the stand-in: three calls, typed cells, people's cells left alone."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

import pytest

from sheets_sync.adapters.workbooks.google import GoogleWorkbook
from sheets_sync.domain.tab import LAYOUT, Column, Tab, Table
from sheets_sync.errors import LockedError
from tests.google_server.interleaving import untrue
from tests.google_server.office import LOG, RECAP, SUMMARY, log, recap, summary, unit_row

SYNC = ["spreadsheets.get", "spreadsheets.values.batchGet", "spreadsheets.batchUpdate"]


def edition(*numbers, **options):
    return recap([unit_row(number) for number in numbers], **options)


def requests_of(google, kind):
    return [request[kind] for call in google.calls if call.body for request in call.body.get("requests", ()) if kind in request]


class TestCalls:
    def test_a_sync_is_three_calls_whatever_the_number_of_tabs(self, google, office):
        months = [recap([unit_row(number) for number in range(20)], month=f"2026-{month:02}") for month in range(1, 13)]
        office.sync(summary([("OPD", 3)]), *months, log(1))
        assert google.names == SYNC
        assert google.token_calls == 1

    def test_a_sync_that_changes_what_stands_is_three_calls(self, google, office):
        office.sync(edition(1, 2, 3), log(1))
        google.start_over()
        office.sync(edition(2, 4, 1), log(2))
        assert google.names == SYNC

    def test_nothing_changed_is_two_calls(self, google, office):
        tabs = [summary([("OPD", 3), ("KALURAHAN", 4)]), edition(1, 2), log(1)]
        office.sync(*tabs)
        google.start_over()
        office.sync(*tabs)
        assert google.names == SYNC[:2]

    def test_what_is_read_back_is_what_was_written(self, office):
        tabs = [summary([("OPD", 3)]), edition(1, 2, left_over=[unit_row(9, note="masih ditanyakan")]), log(2)]
        office.sync(*tabs)
        contents = office.workbook().read()
        assert contents.layout == LAYOUT
        for tab in tabs:
            rows = contents.outputs[tab.title].rows
            grid = tab.grid()
            assert len(rows) == len(grid)
            for wanted, there in zip(grid, rows, strict=True):
                texts = [cell for cell in wanted if isinstance(cell, str) and cell]
                assert [cell for cell in there if isinstance(cell, str) and cell] == texts

    def test_only_spans_that_differ_are_written(self, google, office):
        rows = [unit_row(number) for number in range(1, 200)]
        office.sync(recap(rows))
        google.start_over()
        rows[99] = unit_row(100, "Terlambat")
        office.sync(recap(rows))
        cells = [request for request in requests_of(google, "updateCells") if "rows" in request]
        assert [(cell["range"]["startRowIndex"], len(cell["rows"]), len(cell["rows"][0]["values"])) for cell in cells] == [(100, 1, 1)]
        assert google.calls[-1].sent < 3000


class TestReading:
    def test_inputs_are_found_under_any_accepted_title(self, office):
        office.book["Form Responses 1"].title = "respons  formulir 1"
        contents = office.workbook().read()
        assert set(contents.inputs) == {"Daftar Unit", "respons  formulir 1"}
        assert contents.inputs["respons  formulir 1"].rows[1] == [46329.5, "Dinas 1", "Oktober 2026"]

    def test_where_a_tab_is_missing_every_tab_is_named(self, office):
        office.book["Daftar Unit"].title = "Unit"
        assert set(office.workbook().read().inputs) == {"Sheet1", "Unit", "Form Responses 1"}

    def test_an_empty_tab_has_no_rows(self, office):
        office.book.add("Respons Formulir 1")
        assert office.workbook().read().inputs["Respons Formulir 1"].rows == []

    def test_titles_with_quotes_and_exclamation_marks(self, google, tmp_path, office):
        office.book["Daftar Unit"].title = "Unit '26! A1"
        workbook = GoogleWorkbook(
            google.book.id, credentials=office.credentials, inputs=[["Unit '26! A1"]], api_root=google.url
        )  # fmt: skip
        assert workbook.read().inputs["Unit '26! A1"].rows[1][0] == "001"

    def test_a_tab_renamed_between_the_two_calls_is_looked_for_again(self, google, office):
        google.before[1] = lambda book: setattr(book["Daftar Unit"], "title", "Daftar  UNIT")
        contents = office.workbook().read()
        assert contents.inputs["Daftar  UNIT"].rows[1][0] == "001"
        assert google.names == [*SYNC[:2], *SYNC[:2]]

    def test_a_dry_run_asks_for_no_more_than_reading(self, google, office):
        office.workbook(read_only=True).read()
        assert {scope for grant in google.desk._grants.values() for scope in grant.scopes} == {
            "https://www.googleapis.com/auth/spreadsheets.readonly"
        }


class TestCells:
    HOSTILE = ("=1+1", "+62 812", "-5", "@x", "'007", "007", "3/4", "0,5", "1.234", "TRUE", "#REF!", "NA", "dua\nbaris", "é 😀", '"', "\\")

    def test_text_stays_text(self, office):
        columns = Column("number", "No", 6, "integer"), Column("text", "Isi", 30)
        office.sync(Tab("findings", "Temuan", (Table(columns, list(enumerate(self.HOSTILE))),)))
        assert [row[1] for row in office.book["Temuan"].used()[1:]] == list(self.HOSTILE)
        assert all(type(value) is str for row in office.book["Temuan"].used() for value in row[1:])

    def test_moments_and_numbers(self, office):
        np = pytest.importorskip("numpy")
        moment = datetime(2026, 11, 5, 23, 59, 59)
        cells = [moment, moment.date(), np.int64(7), np.float64(0.5), float("nan"), True, "", None, 10**18 + 1]
        columns = tuple(Column(str(index), f"K{index}") for index in range(len(cells)))
        tab = Tab("findings", "Temuan", (Table(columns, [cells]),))
        office.sync(tab)
        there = office.book["Temuan"].row_values(1)
        assert there[:6] == [pytest.approx(46331.99998842592), 46331, 7, 0.5, None, True]
        assert there[8] == "1000000000000000001"
        office.server.start_over()
        office.sync(tab)
        assert office.server.names == SYNC[:2]

    def test_every_second_of_a_day_comes_back_as_itself(self):
        from sheets_sync.adapters.workbooks._google_cells import moment, same, serial

        for second in range(86_400):
            at = datetime(2026, 10, 31, second // 3600, second // 60 % 60, second % 60)
            assert moment(serial(at)) == at
            assert same(at, serial(at))

    def test_the_old_longer_tail_is_cleared(self, office):
        columns = Column("a", "A"), Column("b", "B")
        tab = Tab("findings", "Temuan", (Table(columns, [(str(number), number) for number in range(9)]),))
        office.sync(tab)
        office.sync(Tab("findings", "Temuan", (Table(columns, [("0", 5)]),)))
        assert office.book["Temuan"].used() == [["A", "B"], ["0", 5]]

    def test_a_tab_grows_with_what_it_holds(self, office):
        columns = Column("a", "A"), Column("b", "B")
        office.sync(Tab("findings", "Temuan", (Table(columns, [("x", 1)]),)))
        rows = [(str(number), number) for number in range(500)]
        office.sync(Tab("findings", "Temuan", (Table((*columns, Column("c", "C")), [(*row, "c") for row in rows]),)))
        assert len(office.book["Temuan"].used()) == 501
        assert office.book["Temuan"].used()[500] == ["499", 499, "c"]


class TestLooks:
    def test_a_tab_is_drawn_once(self, google, office):
        tabs = [summary([("OPD", 3)]), edition(1, 2), log(1)]
        office.sync(*tabs)
        office.sync(summary([("OPD", 4)]), recap([unit_row(1, "Terlambat"), unit_row(2), unit_row(3)]), log(2))
        sheet = office.recap
        assert [rule["booleanRule"]["condition"]["values"][0]["userEnteredValue"] for rule in sheet.objects["conditionalFormats"]] == [
            "Lengkap", "Terlambat", "Belum Lapor",
        ]  # fmt: skip
        assert [(area["range"]["startColumnIndex"], area["range"]["endColumnIndex"]) for area in sheet.objects["protectedRanges"]] == [
            (0, 7)
        ]
        assert all(area["warningOnly"] for area in sheet.objects["protectedRanges"])
        assert len(office.book[SUMMARY].objects["charts"]) == 1
        assert len(sheet.metadata) == 2
        assert "bandedRanges" not in sheet.objects

    def test_looks_drawn_anew_do_not_pile_up(self, office):
        """As after an update of the program: what it noted says that an older layout drew the tabs."""
        tabs = [summary([("OPD", 3)]), edition(1, 2)]
        office.sync(*tabs)
        office.recap.objects["conditionalFormats"].append(
            {"ranges": [{"sheetId": office.recap.id}], "booleanRule": {"condition": {"type": "BLANK"}}}
        )
        for sheet in office.book.sheets:
            for item in sheet.metadata:
                item["metadataValue"] = item["metadataValue"].replace(f'"version":"{LAYOUT}"', '"version":"older"')
        assert office.workbook().read().layout == "older"
        office.sync(*tabs)
        assert len(office.recap.objects["conditionalFormats"]) == 4
        assert len(office.recap.objects["protectedRanges"]) == 1
        assert len(office.book[SUMMARY].objects["charts"]) == 1
        assert office.workbook().read().layout == LAYOUT

    def test_drop_downs_do_not_force(self, google, office):
        office.sync(edition(1))
        [rule] = requests_of(google, "setDataValidation")
        assert rule["rule"]["strict"] is False
        assert [value["userEnteredValue"] for value in rule["rule"]["condition"]["values"]] == ["Sudah dihubungi", "Selesai"]
        assert rule["range"]["startColumnIndex"] == 7

    def test_a_chart_follows_its_table(self, google, office):
        office.sync(summary([("OPD", 3)]))
        office.sync(summary([("OPD", 3), ("KALURAHAN", 9)]))
        [chart] = office.book[SUMMARY].objects["charts"]
        [series] = chart["spec"]["basicChart"]["series"]
        assert series["series"]["sourceRange"]["sources"][0]["endRowIndex"] == 6

    def test_a_chart_that_people_deleted_stays_deleted(self, office):
        office.sync(summary([("OPD", 3)]))
        office.book[SUMMARY].objects["charts"].clear()
        office.sync(summary([("OPD", 4)]))
        assert office.book[SUMMARY].objects["charts"] == []

    def test_tabs_stand_in_order_and_a_new_month_before_the_older(self, office):
        office.sync(summary([]), recap([unit_row(1)], month="2026-09"), log(1))
        office.sync(summary([]), recap([unit_row(1)], month="2026-10"), recap([unit_row(1)], month="2026-09"), log(1))
        own = [title for title in office.book.titles if title.startswith(("Ringkasan", "Rekap", "Log"))]
        assert own == [SUMMARY, "Rekap 2026-10", "Rekap 2026-09", LOG]


class TestPeople:
    def test_notes_stay_with_their_units_whatever_changes(self, office):
        office.sync(edition(1, 2, 3, 4))
        office.recap.type(3, 8, "sudah ditelepon")
        office.sync(edition(4, 5, 3, 1))
        assert office.by_code() == {"004": None, "005": None, "003": "sudah ditelepon", "001": None}

    def test_a_stale_value_in_the_tab_never_overwrites_a_note(self, office):
        office.sync(edition(1, 2))
        office.recap.type(1, 8, "baru")
        office.sync(recap([unit_row(1, "Terlambat", note="lama"), unit_row(2)]))
        assert office.by_code()["001"] == "baru"
        assert office.by_code("Status")["001"] == "Terlambat"

    def test_sorted_by_people_comes_back_in_order_notes_and_all(self, office):
        office.sync(edition(1, 2, 3, 4))
        office.recap.type(2, 8, "dua")
        office.recap.sort(0, descending=True)
        office.sync(edition(1, 2, 3, 4))
        assert list(office.by_code().items()) == [("001", None), ("002", "dua"), ("003", None), ("004", None)]

    def test_columns_of_their_own_stay_where_they_put_them(self, google, office):
        office.sync(edition(1, 2, 3))
        office.recap.insert_columns(2)
        office.recap.type(0, 2, "Telepon")
        office.recap.type(2, 2, "0812")
        contents = office.workbook().read()
        assert contents.outputs[RECAP].rows[0][-1] == "Telepon"
        office.sync(recap([unit_row(1), (*unit_row(2, "Terlambat"), "0812"), unit_row(3)], extras=["Telepon"]))
        assert office.recap.row_values(0)[:4] == ["Kode", "Nama Unit", "Telepon", "Jenis"]
        assert office.by_code("Telepon") == {"001": None, "002": "0812", "003": None}
        assert office.by_code("Status")["002"] == "Terlambat"
        google.start_over()
        office.sync(recap([unit_row(1), (*unit_row(2, "Terlambat"), "0812"), unit_row(3)], extras=["Telepon"]))
        assert google.names == SYNC[:2]

    def test_lines_of_their_own_stay(self, office):
        office.sync(edition(1, 2, 3))
        office.recap.insert_rows(2)
        office.recap.type(2, 1, "— rapat tanggal 3 —")
        office.sync(edition(1, 2, 3, 4))
        assert [row[1] for row in office.recap.used()[1:]] == ["Dinas 1", "— rapat tanggal 3 —", "Dinas 2", "Dinas 3", "Dinas 4"]

    def test_rows_above_the_header(self, office):
        office.sync(edition(1, 2))
        office.recap.insert_rows(0, 2)
        office.recap.type(0, 0, "Rapat")
        office.sync(recap([unit_row(1, "Terlambat"), unit_row(2)]))
        assert office.recap.row_values(0) == ["Rapat"]
        assert office.by_code("Status")["001"] == "Terlambat"

    def test_a_unit_that_is_gone_takes_its_row_along_only_if_nobody_wrote_in_it(self, office):
        office.sync(edition(1, 2, 3))
        office.recap.type(2, 8, "pindah ke kapanewon")
        office.sync(edition(1))
        assert office.by_code() == {"001": None, "002": "pindah ke kapanewon"}

    def test_a_row_whose_code_was_wiped_is_known_by_its_name(self, office):
        office.sync(edition(1, 2))
        office.recap.type(2, 8, "penting")
        office.recap.type(2, 0, None)
        office.sync(edition(1, 2))
        assert office.by_code() == {"001": None, "002": "penting"}

    def test_a_copied_row_is_left_alone(self, office):
        office.sync(edition(1, 2))
        office.recap.type(1, 8, "asli")
        office.recap.insert_rows(2)
        for column, value in enumerate(office.recap.row_values(1)):
            office.recap.type(2, column, value)
        office.recap.type(2, 8, "salinan")
        office.sync(recap([unit_row(1, "Terlambat"), unit_row(2)]))
        rows = [(row[0], row[4], *row[8:]) for row in office.recap.used()[1:]]
        assert rows == [("001", "Terlambat", "asli"), ("001", "Lengkap", "salinan"), ("002", "Lengkap")]

    def test_a_column_that_people_deleted_comes_back(self, office):
        office.sync(edition(1, 2))
        office.recap.type(1, 8, "catatan")
        office.recap.delete_columns(4)
        office.sync(edition(1, 2))
        assert office.recap.row_values(0)[:6] == ["Kode", "Nama Unit", "Jenis", "Induk", "Status", "Diterima"]
        assert office.by_code("Status") == {"001": "Lengkap", "002": "Lengkap"}
        assert office.by_code()["001"] == "catatan"

    def test_a_renamed_tab_keeps_its_name_and_is_found(self, google, office):
        office.sync(edition(1), log(1))
        office.recap.title = "Rekap Oktober (final)"
        contents = office.workbook().read()
        assert RECAP in contents.outputs
        google.start_over()
        office.sync(edition(1), log(1))
        assert google.names == SYNC[:2]
        assert "Rekap Oktober (final)" in office.book

    @pytest.mark.parametrize(("taken", "then"), [("Rapat", RECAP), ("Lain", "Rapat")])
    def test_another_title_is_taken_unless_somebody_uses_it(self, office, taken, then):
        office.sync(edition(1))
        office.book.add(taken)
        office.sync(replace(edition(1, 2), title="Rapat"))
        assert office.recap.title == then
        assert list(office.by_code()) == ["001", "002"]

    def test_a_tab_that_people_deleted_is_made_again(self, office):
        office.sync(edition(1), log(1))
        office.book.sheets.remove(office.recap)
        office.sync(edition(1), log(2))
        assert office.by_code() == {"001": None}

    def test_a_copy_of_a_tab_is_not_taken_for_it(self, office):
        office.sync(edition(1))
        copy = office.recap.clone()
        copy.id, copy.title = 77, f"Copy of {RECAP}"
        copy.metadata = [{**item, "metadataId": item["metadataId"] + 1000} for item in copy.metadata]
        office.book.sheets.insert(0, copy)
        office.sync(recap([unit_row(1, "Terlambat")]))
        assert office.book[RECAP].row_values(1)[4] == "Terlambat"
        assert office.book[f"Copy of {RECAP}"].row_values(1)[4] == "Lengkap"

    def test_a_tab_of_that_name_made_by_people_is_left_alone(self, office):
        office.book.add(LOG, [["Tanggal", "Tamu"], ["1 Mei", "Bupati"]])
        office.sync(log(1))
        assert office.book[LOG].used() == [["Tanggal", "Tamu"], ["1 Mei", "Bupati"]]
        assert len(office.book[f"{LOG} (2)"].used()) == 2
        office.sync(log(2))
        assert len(office.book[f"{LOG} (2)"].used()) == 3

    def test_a_tab_without_its_mark_is_known_by_its_header(self, office):
        office.sync(edition(1, 2))
        office.recap.type(1, 8, "dari salinan")
        office.book[RECAP].metadata.clear()
        assert RECAP in office.workbook().read().outputs
        office.sync(recap([unit_row(1, "Terlambat"), unit_row(2)]))
        assert office.by_code() == {"001": "dari salinan", "002": None}
        assert len([title for title in office.book.titles if title.startswith("Rekap")]) == 1

    def test_a_tab_whose_header_is_gone_is_let_go(self, office):
        office.sync(edition(1, 2))
        office.recap.type(1, 8, "jangan hilang")
        office.recap.delete_rows(0)
        office.sync(edition(1, 2))
        assert any("jangan hilang" in row for row in office.book[RECAP].used())
        assert office.by_code() == {"001": None, "002": None}
        assert f"{RECAP} (2)" in office.book

    def test_an_emptied_tab_is_filled_again(self, office):
        office.sync(edition(1, 2))
        for row in office.recap.rows:
            row.values.clear()
        office.sync(edition(1, 2))
        assert untrue(office, edition(1, 2)) == []

    def test_left_over_rows_stand_below_under_their_title(self, google, office):
        office.sync(edition(1, 2, 3))
        office.recap.type(2, 8, "masih ditanyakan")
        gone = unit_row(2, note="masih ditanyakan")
        office.sync(edition(1, 3, left_over=[gone]))
        assert [row[0] if row else None for row in office.recap.used()] == [
            "Kode", "001", "003", None, "Catatan dari baris yang tidak ada lagi", "002",
        ]  # fmt: skip
        assert office.by_code()["002"] == "masih ditanyakan"
        google.start_over()
        office.sync(edition(1, 3, left_over=[gone]))
        assert google.names == SYNC[:2]
        rows = office.workbook().read().outputs[RECAP].rows
        assert [row[0] or None for row in rows] == ["Kode", "001", "003", None, "Catatan dari baris yang tidak ada lagi", "002"]

    def test_columns_beside_the_jobs_own_tabs_stay(self, office):
        columns = Column("a", "A"), Column("b", "B")
        office.sync(Tab("findings", "Temuan", (Table(columns, [("x", 1), ("y", 2)]),)))
        office.book["Temuan"].type(1, 2, "di samping")
        office.book["Temuan"].insert_columns(1)
        office.book["Temuan"].type(2, 1, "di tengah")
        office.sync(Tab("findings", "Temuan", (Table(columns, [("z", 3)]),)))
        assert office.book["Temuan"].used() == [["A", None, "B"], ["z", None, 3, "di samping"], [None, "di tengah"]]


class TestTwoRuns:
    def test_a_run_that_was_overtaken_writes_nothing(self, google, office):
        office.sync(edition(1), log(1))
        late = office.workbook()
        contents = late.read()
        office.sync(recap([unit_row(1, "Terlambat")]), log(2))
        with pytest.raises(LockedError):
            late.write([recap([unit_row(1, "Belum Lapor")]), log(2)], contents)
        assert office.by_code("Status") == {"001": "Terlambat"}

    def test_one_number_stays_in_the_spreadsheet(self, office):
        for lines in range(1, 5):
            office.sync(log(lines))
        assert [json.loads(item["metadataValue"])[0] for item in office.book.metadata] == [4]
