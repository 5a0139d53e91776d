"""Writes above the size of one call: new tabs are filled out of sight, and one last batch shows them; the log comes last."""

from __future__ import annotations

from datetime import datetime

import pytest
from gspread.exceptions import APIError

from sheets_sync.errors import LockedError, SheetsSyncError
from tests.google_server import EVERY_FAULT, Fault
from tests.google_server.faults import RESET_AFTER
from tests.google_server.interleaving import untrue
from tests.google_server.office import LOG, NOTES, RECAP, SUMMARY, Office, Waiting, log, recap, summary, unit_row

LIMIT = 30_000
ROWS = [unit_row(number) for number in range(1, 600)]
FILL, BATCH = "spreadsheets.values.batchUpdate", "spreadsheets.batchUpdate"
INPUTS = ["Sheet1", "Daftar Unit", "Form Responses 1"]


def small_calls(office, **options):
    return office.workbook(body_limit=LIMIT, timeout_s=0.3, **options)


def sync(office, *tabs):
    workbook = small_calls(office)
    workbook.write(tabs, workbook.read())


def patient_sync(office, *tabs):
    """One that a busy machine does not make give up on a call: there people race the calls, not the clock."""
    workbook = office.workbook(body_limit=LIMIT)
    workbook.write(tabs, workbook.read())


def visible(office):
    return [sheet.title for sheet in office.book.sheets if not sheet.hidden]


def hidden(office):
    return [sheet.title for sheet in office.book.sheets if sheet.hidden]


class Interrupted(Waiting):
    """Time in which something happens at the first wait."""

    def __init__(self, happening):
        super().__init__()
        self._happening = happening

    def sleep(self, seconds):
        super().sleep(seconds)
        happening, self._happening = self._happening, lambda: None
        happening()


class TestFirstWrite:
    def test_tabs_are_filled_out_of_sight_and_shown_in_one_batch(self, google, office):
        seen = []
        for call in range(3, 12):
            google.before[call] = lambda _book: seen.append(visible(office))
        sync(office, summary([("OPD", 3)]), recap(ROWS), log(1))
        assert google.names[2:] == [BATCH, *[FILL] * (len(google.names) - 4), BATCH]
        assert all(call.sent <= LIMIT for call in google.calls)
        assert seen
        assert all(titles == INPUTS for titles in seen)
        assert visible(office) == [*INPUTS, SUMMARY, RECAP, LOG]
        assert hidden(office) == []

    def test_what_is_written_is_what_one_batch_would_write(self, google, office, tmp_path):
        tabs = summary([("OPD", 3)]), recap(ROWS), log(1)
        sync(office, *tabs)
        other = Office(google, tmp_path, google.add_book("1AnotherSpreadsheetOfTheSameOffice_0123456"))
        other.sync(*tabs)
        for title in (SUMMARY, RECAP, LOG):
            there, wanted = office.book[title], other.book[title]
            assert there.used() == wanted.used()
            assert (there.painted, there.objects, there.basic_filter) == (wanted.painted, wanted.objects, wanted.basic_filter)
            assert (there.frozen_rows, there.frozen_columns, there.look) == (wanted.frozen_rows, wanted.frozen_columns, wanted.look)
            assert {item["metadataKey"] for item in there.metadata} == {item["metadataKey"] for item in wanted.metadata}
        assert office.book.titles == other.book.titles

    def test_the_next_sync_finds_nothing_to_do(self, google, office):
        sync(office, recap(ROWS), log(1))
        google.start_over()
        sync(office, recap(ROWS), log(1))
        assert google.names == ["spreadsheets.get", "spreadsheets.values.batchGet"]

    @pytest.mark.parametrize(
        "text", ["=1+1", "+62812", "-5", "@SUM(A1)", "007", "3/4", "TRUE", "'x", "1e5", "Oktober 2026", " a ", "#REF!"]
    )
    def test_text_stays_text(self, office, text):
        rows = [*ROWS, (*unit_row(950)[:3], text, *unit_row(950)[4:])]
        sync(office, recap(rows), log(1))
        assert office.by_code("Induk")["950"] == text

    def test_numbers_moments_and_what_is_no_number(self, office):
        odd = ("951", "Dinas\x07 901", "OPD", None, "Lengkap", datetime(2026, 10, 31, 23, 59, 59), float("nan"), None, None)
        sync(office, recap([*ROWS, odd, (*odd[:1], "Dinas 902", *odd[2:6], 197001012000121001, None, "x" * 40_000)]), log(1))
        last, after = office.recap.used()[-2:]
        assert last[1] == "Dinas\ufffd 901"
        assert last[5] * 86_400 == pytest.approx((datetime(2026, 10, 31, 23, 59, 59) - datetime(1899, 12, 30)).total_seconds())
        assert last[6:] == []
        assert after[6] == "197001012000121001"
        assert len(after[8]) == 32_767


class TestChangedTabs:
    def test_only_new_tabs_take_the_detour(self, google, office):
        patient_sync(office, recap(ROWS[:20]), log(1))
        office.recap.type(3, 8, "sudah ditelepon")
        google.start_over()
        november = recap(ROWS, month="2026-11")
        patient_sync(office, recap([*ROWS[:9], unit_row(10, "Terlambat"), *ROWS[10:20]]), november, log(2))
        assert google.names[2:4] == [BATCH, FILL]
        assert office.by_code("Status")["010"] == "Terlambat"
        assert office.by_code(NOTES)["003"] == "sudah ditelepon"
        assert len(office.book["Rekap 2026-11"].used()) == len(ROWS) + 1

    def test_changes_of_standing_tabs_are_cut_into_batches_with_the_log_last(self, google, office):
        patient_sync(office, recap(ROWS), log(1))
        office.recap.type(3, 8, "sudah ditelepon")
        google.start_over()
        changed = recap([unit_row(number, "Terlambat", posts=999) for number in range(1, 600)])
        patient_sync(office, log(2), changed)
        assert google.names.count(BATCH) > 1
        assert FILL not in google.names
        assert untrue(office, changed) == []
        assert office.by_code(NOTES)["003"] == "sudah ditelepon"
        assert "HYPERLINK" not in repr(google.calls[2].body)

    def test_no_tab_is_cut_so_that_people_may_go_on_working_between_the_batches(self, google, office):
        tabs = [recap(ROWS[:400], month=month) for month in ("2026-10", "2026-11")]
        patient_sync(office, *tabs, log(1))
        for sheet in office.book.sheets[3:5]:
            sheet.type(3, 8, f"catatan {sheet.title}")
        google.start_over()

        def moved(_book):
            for sheet in office.book.sheets[3:5]:
                sheet.insert_columns(4)
                sheet.type(0, 4, "Telepon")
                sheet.type(5, 4, f"0812 {sheet.title}")
                sheet.insert_rows(2)

        google.before[3] = moved
        changed = [
            recap([unit_row(number, "Terlambat", posts=999) for number in range(1, 401)], month=month) for month in ("2026-10", "2026-11")
        ]
        patient_sync(office, *changed, log(2))
        assert untrue(office, changed[0]) == []
        for sheet in office.book.sheets[3:5]:
            assert sheet.value(sheet.find_row("003"), sheet.find_column(NOTES)) == f"catatan {sheet.title}"
            assert sheet.value(sheet.find_row("005"), sheet.find_column("Telepon")) == f"0812 {sheet.title}"
            assert sheet.value(sheet.find_row("400"), sheet.find_column("Status")) == "Terlambat"

    @pytest.mark.parametrize("arrival", [4, 5, 6, 7])
    def test_a_batch_that_arrives_late_covers_nothing(self, google, office, arrival):
        """The second batch is given up; Google carries it out all the same, before, during or after the next look."""
        months = ("2026-10", "2026-11")
        patient_sync(office, *[recap(ROWS[:400], month=month) for month in months], log(1))
        google.start_over()
        moments = iter([lambda: people_rearrange(office.book["Rekap 2026-11"]), lambda: google.arrive_late(google.calls[3])])
        for call in (3, arrival):
            google.before[call] = lambda _book: next(moments)()
        google.faults.at(3, Fault("reset"))
        changed = [recap([unit_row(number, "Terlambat", posts=999) for number in range(1, 401)], month=month) for month in months]
        patient_sync(office, *changed, log(2))
        assert next(moments, None) is None
        sheet = office.book["Rekap 2026-11"]
        assert untrue(office, changed[0]) == []
        assert sheet.value(sheet.find_row("005"), sheet.find_column("Telepon")) == "0812"
        assert sheet.value(sheet.find_row("003"), sheet.find_column(NOTES)) == "sudah ditelepon"
        assert {sheet.value(sheet.find_row(f"{number:03}"), sheet.find_column("Status")) for number in range(1, 401)} == {"Terlambat"}
        assert len(office.book[LOG].used()) == 3


def people_rearrange(sheet):
    sheet.type(3, 8, "sudah ditelepon")
    sheet.insert_columns(4)
    sheet.type(0, 4, "Telepon")
    sheet.type(5, 4, "0812")
    sheet.insert_rows(2)


class TestFailures:
    """Cut at every call, before and after it took effect: readers see all or nothing, and the next sync completes it."""

    TABS = (summary([("OPD", 3)]), recap(ROWS), log(1))

    @pytest.mark.parametrize("call", range(6))
    @pytest.mark.parametrize("fault", EVERY_FAULT.values(), ids=EVERY_FAULT)
    def test_one_failure_is_overcome(self, google, office, call, fault):
        google.faults.at(call, fault)
        sync(office, *self.TABS)
        assert visible(office) == [*INPUTS, SUMMARY, RECAP, LOG]
        assert hidden(office) == []
        assert untrue(office, recap(ROWS)) == []

    @pytest.mark.parametrize("call", range(2, 6))
    @pytest.mark.parametrize("fault", [fault for fault in EVERY_FAULT.values() if fault.kind in ("reset", "status")])
    def test_lasting_failure_shows_nothing_and_the_next_sync_completes_it(self, google, office, call, fault):
        google.faults.when(lambda index, _name: fault if index >= call else None)
        with pytest.raises(SheetsSyncError):
            sync(office, *self.TABS)
        assert visible(office) == ([*INPUTS, SUMMARY, RECAP, LOG] if fault.after and call == 5 else INPUTS)
        google.start_over()
        sync(office, *self.TABS)
        assert visible(office) == [*INPUTS, SUMMARY, RECAP, LOG]
        assert hidden(office) == []
        assert untrue(office, recap(ROWS)) == []

    def test_what_lies_unfinished_is_no_tab_of_the_office(self, google, office):
        google.faults.when(lambda index, _name: Fault("reset") if index >= 4 else None)
        with pytest.raises(SheetsSyncError):
            sync(office, *self.TABS)
        google.start_over()
        contents = small_calls(office).read()
        assert contents.outputs == {}
        assert set(contents.inputs) == {"Daftar Unit", "Form Responses 1"}

    def test_a_tab_that_a_person_took_out_of_hiding_is_left_to_them(self, google, office):
        google.faults.when(lambda index, _name: Fault("reset") if index >= 4 else None)
        with pytest.raises(SheetsSyncError):
            sync(office, *self.TABS)
        google.start_over()
        taken = next(sheet for sheet in office.book.sheets if sheet.hidden)
        taken.hidden = False
        taken.type(0, 0, "milik saya")
        sync(office, *self.TABS)
        assert office.book[taken.title].value(0, 0) == "milik saya"
        assert untrue(office, recap(ROWS)) == []

    def test_a_filling_call_that_arrives_late_leads_nowhere(self, google, office):
        sync(office, *self.TABS)
        late = next(call for call in google.calls if call.name == FILL)
        before = {sheet.title: sheet.used() for sheet in office.book.sheets}
        with pytest.raises(APIError):
            small_calls(office).client().values_batch_update(office.book.id, late.body)
        assert google.calls[-1].status == 400
        assert {sheet.title: sheet.used() for sheet in office.book.sheets} == before

    def test_another_run_that_began_meanwhile_wins(self, google, office):
        other = small_calls(office)
        office.waiting = Interrupted(lambda: other.write([recap(ROWS[:500]), log(1)], other.read()))
        google.faults.at(3, Fault("reset"))
        with pytest.raises(LockedError):
            sync(office, *self.TABS)
        assert untrue(office, recap(ROWS[:500])) == []
        assert hidden(office) == []

    def test_faults_in_a_write_cut_into_batches(self, google, office):
        sync(office, recap(ROWS), log(1))
        google.start_over()
        google.faults.at(3, Fault("reset"))
        google.faults.at(8, RESET_AFTER)
        changed = recap([unit_row(number, "Terlambat", posts=999) for number in range(1, 600)])
        sync(office, changed, log(2))
        assert untrue(office, changed) == []
        assert len(office.book[LOG].used()) == 3
