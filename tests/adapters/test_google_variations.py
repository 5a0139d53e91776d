"""What Google answers, and what people do to a spreadsheet, beyond the usual: the sync goes on or says why, and nothing is lost."""

from __future__ import annotations

import copy
from dataclasses import replace

import pytest

from sheets_sync.adapters.workbooks.google import GoogleWorkbook
from sheets_sync.errors import WorkbookAccessError
from tests.google_server import Fault
from tests.google_server.errors import ApiError
from tests.google_server.grid import Sheet
from tests.google_server.interleaving import untrue
from tests.google_server.office import LOG, RECAP, SUMMARY, Office, log, recap, spoken, summary, unit_row
from tests.google_server.server import ACCOUNT
from tests.google_server.sheets_api import SheetsApi

ROWS = [unit_row(1), unit_row(2), unit_row(3)]
NEXT = [unit_row(4), unit_row(1, "Terlambat"), unit_row(2), unit_row(3)]
READ = ["spreadsheets.get", "spreadsheets.values.batchGet"]


def twice(office, *tabs):
    """Two syncs of the same: what the second of them called."""
    office.sync(*tabs)
    office.server.start_over()
    office.sync(*tabs)
    return office.server.names


def redrawn(tab):
    return replace(tab, tab_colour="#000000")


BODIES = {
    "HTML": (502, b"<html><title>502 Bad Gateway</title></html>", "502"),
    "nothing at all": (500, b"", "500"),
    "a list of errors": (503, b'[{"error":{"code":503,"message":"x","status":"UNAVAILABLE"}}]', "503"),
    "OAuth's form": (503, b'{"error":"temporarily_unavailable","error_description":"x"}', "503"),
    "no code, no message": (503, b'{"error":{}}', "503"),
    "half of it": (504, b'{"error":{"code":504,"mess', "504"),
}  # fmt: skip


REFUSALS = {
    "quota": (ApiError(429, "Quota exceeded for quota metric 'Read requests'", details=[
        {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "RATE_LIMIT_EXCEEDED", "metadata": {"quota_limit_value": "60"}},
        {"@type": "type.googleapis.com/google.rpc.Help", "links": [{"description": "Request a higher quota limit.", "url": "https://x"}]},
    ]), "limit of requests per minute"),
    "violations": (ApiError(400, "Invalid JSON payload received. Unknown name", details=[
        {"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [{"field": "requests[0]", "description": "x"}]},
    ]), "Google refused the request"),
    "a detail that is no object": (ApiError(403, "The caller does not have permission", details=["x"]), "not shared with"),
    "gone": (ApiError(404, "Requested entity was not found."), "No spreadsheet is found"),
    "a payload too large": (ApiError(413, "Request Entity Too Large"), "Google refused the request"),
}  # fmt: skip


class LeanSheets(SheetsApi):
    """Leaves out whatever has its default, adds what nobody asked about, and names ranges as it likes."""

    def answer(self, method, path, query, body, grant):
        answer = copy.deepcopy(super().answer(method, path, query, body, grant))
        for sheet in answer.get("sheets", ()):
            properties = sheet["properties"]
            properties.update({name: value for name, value in (("index", None), ("hidden", None)) if not properties.get(name)})
            sheet["properties"] = {name: value for name, value in properties.items() if value not in (None, False, 0) or name == "title"}
            sheet["properties"].pop("sheetType", None)
            for area in sheet.get("protectedRanges", ()):
                area.pop("unprotectedRanges", None)
        for found in answer.get("valueRanges", ()):
            title, _, cells = found["range"].rpartition("!")
            found["range"] = f"{title.strip(chr(39))}!{cells}" if title.isalnum() else found["range"]
            found.pop("majorDimension")
        if "replies" in answer:
            answer["replies"] = [{} for _ in answer["replies"]]
        return answer


class TestAnswers:
    @pytest.fixture
    def lean(self, google, office):
        server = LeanSheets()
        server.books = google.sheets.books
        google.sheets, google.apis[0] = server, server
        return office

    def test_defaults_left_out(self, google, lean):
        assert twice(lean, summary([("OPD", 3)]), recap(ROWS), log(1)) == READ
        lean.recap.type(1, 8, "catatan")
        lean.sync(summary([("OPD", 4)]), recap(NEXT), log(2))
        assert untrue(lean, recap(NEXT)) == []
        assert lean.by_code()["001"] == "catatan"

    def test_metadata_without_a_value(self, office):
        office.sync(recap(ROWS))
        office.recap.type(1, 8, "catatan")
        for item in office.book[RECAP].metadata:
            del item["metadataValue"]
        office.book.metadata[0].pop("metadataValue")
        office.sync(recap(NEXT))
        assert office.by_code()["001"] == "catatan"

    def test_other_metadata_on_the_same_places(self, office):
        office.sync(recap(ROWS))
        office.recap.metadata.append({"metadataId": 5, "metadataKey": "add-on", "metadataValue": "x", "visibility": "DOCUMENT"})
        office.recap.rows[1].line.metadata.append({"metadataId": 6, "metadataKey": "row", "visibility": "DOCUMENT"})
        office.book.metadata.append({"metadataId": 7, "metadataKey": "add-on", "visibility": "DOCUMENT"})
        office.sync(recap(NEXT))
        assert office.recap.metadata[-1]["metadataKey"] == "add-on"
        assert len(office.book.metadata) == 2

    @pytest.mark.parametrize(("code", "body", "words"), BODIES.values(), ids=BODIES)
    @pytest.mark.parametrize("call", range(3))
    def test_errors_of_any_shape(self, google, office, code, body, words, call):
        office.sync(recap(ROWS))
        before = office.recap.used()
        google.start_over()
        google.faults.when(lambda index, _name: Fault("status", code, body=body) if index >= call else None)
        with pytest.raises(WorkbookAccessError, match=words):
            office.sync(recap(NEXT))
        assert office.recap.used() == before

    @pytest.mark.parametrize(("error", "words"), REFUSALS.values(), ids=REFUSALS)
    def test_refusals_with_details(self, google, office, error, words):
        google.faults.when(lambda _index, _name: Fault("status", error.code, error=error))
        with pytest.raises(WorkbookAccessError) as caught:
            office.workbook().read()
        assert words in spoken(caught.value)

    def test_a_success_that_is_a_page_of_a_gateway(self, google, office):
        google.faults.at(0, Fault("status", 200, body=b"<html>Please log in to the network</html>"))
        google.faults.at(2, Fault("status", 200, body=b"<html>Please log in to the network</html>"))
        office.sync(recap(ROWS), log(1))
        assert untrue(office, recap(ROWS)) == []

    def test_values_of_every_kind(self, google, office):
        office.book["Form Responses 1"].rows[1].values = [46329.5, "#REF!", True, 3.0, False, 1e21, "", None]
        [row] = office.workbook().read().inputs["Form Responses 1"].rows[1:]
        assert row == [46329.5, "#REF!", True, 3, False, 1e21]


class TestSheetsOfOtherKinds:
    def test_charts_and_data_sources_with_sheets_of_their_own(self, google, office):
        for number, kind in enumerate(("OBJECT", "DATA_SOURCE"), 500):
            office.book.sheets.insert(0, Sheet(number, kind.title(), [], [], kind=kind))
        assert twice(office, summary([("OPD", 3)]), recap(ROWS), log(1)) == READ
        assert office.book.titles[:2] == ["Data_Source", "Object"]

    def test_where_a_tab_is_missing_they_are_not_read_either(self, office):
        office.book.sheets.append(Sheet(500, "Diagram", [], [], kind="OBJECT"))
        office.book["Daftar Unit"].title = "Unit"
        assert set(office.workbook().read().inputs) == {"Sheet1", "Unit", "Form Responses 1"}

    def test_a_chart_sheet_that_bears_the_title_of_a_tab(self, office):
        office.book.sheets.append(Sheet(500, RECAP, [], [], kind="OBJECT"))
        assert twice(office, recap(ROWS), log(1)) == READ
        assert office.recap.title == f"{RECAP} (2)"

    def test_hidden_tabs_of_ours_and_of_the_office(self, office):
        office.sync(recap(ROWS), log(1))
        office.recap.hidden = office.book["Daftar Unit"].hidden = True
        office.sync(recap(NEXT), log(2))
        assert untrue(office, recap(NEXT)) == []
        assert office.recap.hidden

    def test_a_chart_of_ours_moved_to_a_sheet_of_its_own(self, office):
        office.sync(summary([("OPD", 3)]))
        alone = Sheet(500, "Diagram1", [], [], kind="OBJECT")
        alone.objects["charts"] = [office.book[SUMMARY].objects["charts"].pop()]
        office.book.sheets.append(alone)
        assert twice(office, redrawn(summary([("OPD", 4)]))) == READ
        assert len(alone.objects["charts"]) == 1


class TestWhatPeopleAdd:
    """To the job's tabs: it stays, also when the tab is drawn anew."""

    def test_rules_banding_charts_filters_and_protection(self, office):
        office.sync(recap(ROWS), log(1))
        sheet = office.recap
        area = {"sheetId": sheet.id, "startColumnIndex": 8, "endColumnIndex": 9}
        colour = {"rgbColor": {"red": 0.2, "green": 0.4, "blue": 1}}
        rule = {
            "ranges": [area],
            "booleanRule": {
                "condition": {"type": "TEXT_EQ", "values": [{"userEnteredValue": "Lengkap"}]}, "format": {"backgroundColorStyle": colour},
            },
        }  # fmt: skip
        scale = {"ranges": [area], "gradientRule": {"minpoint": {"type": "MIN"}, "maxpoint": {"type": "MAX"}}}
        theirs = {
            "bandedRanges": [{"bandedRangeId": 1, "range": area}], "charts": [{"chartId": 2, "spec": {}, "position": {}}],
            "filterViews": [{"filterViewId": 3, "title": "Milik saya", "range": area}],
        }  # fmt: skip
        sheet.objects.update(copy.deepcopy(theirs))
        sheet.objects["conditionalFormats"] += [rule, scale]
        sheet.objects["protectedRanges"].append({"protectedRangeId": 4, "description": "Diskominfo", "warningOnly": True, "range": area})
        sheet.basic_filter = {"range": area, "criteria": {"8": {"hiddenValues": ["x"]}}}
        sheet.frozen_columns = 3
        office.sync(redrawn(recap(NEXT)), log(2))
        sheet = office.recap
        assert {name: sheet.objects[name] for name in theirs} == theirs
        assert sheet.objects["conditionalFormats"][-2:] == [rule, scale]
        assert len(sheet.objects["conditionalFormats"]) == 5
        assert [one["description"] for one in sheet.objects["protectedRanges"]] == ["Diskominfo", "sheets-sync"]
        assert sheet.basic_filter["criteria"]

    def test_frozen_columns_stay_as_they_set_them(self, office):
        office.sync(recap(ROWS))
        office.recap.frozen_columns, office.recap.frozen_rows = 5, 3
        office.sync(recap(NEXT))
        assert (office.recap.frozen_columns, office.recap.frozen_rows) == (5, 3)

    def test_rows_are_brought_into_order_across_rows_that_they_froze(self, google, office):
        office.sync(recap(ROWS))
        office.recap.type(1, 8, "catatan")
        office.recap.frozen_rows = 3
        google.start_over()
        office.sync(recap([*reversed(ROWS), unit_row(4)]))
        assert google.names == [*READ, "spreadsheets.batchUpdate"]
        assert list(office.by_code().items()) == [("003", None), ("002", None), ("001", "catatan"), ("004", None)]
        assert office.recap.frozen_rows == 3

    def test_rules_come_back_as_google_keeps_colours(self, office):
        """As both kinds of colour, and as doubles of single precision."""
        office.sync(recap(ROWS))
        for rule in office.recap.objects["conditionalFormats"]:
            look = rule["booleanRule"]["format"]
            look["backgroundColor"] = {name: value + 1e-4 for name, value in look.pop("backgroundColorStyle")["rgbColor"].items()}
        office.sync(redrawn(recap(NEXT)))
        assert len(office.recap.objects["conditionalFormats"]) == 3

    def test_a_range_protected_against_the_job_stops_it_before_anything_is_written(self, office):
        office.sync(recap(ROWS), log(1))
        office.recap.type(1, 8, "catatan")
        area = {"sheetId": office.recap.id, "startColumnIndex": 4, "endColumnIndex": 5}
        office.recap.objects["protectedRanges"].append({"protectedRangeId": 4, "range": area, "editors": {"users": ["a@example.go.id"]}})
        before = office.recap.used(), office.book[LOG].used()
        with pytest.raises(WorkbookAccessError) as caught:
            office.sync(recap(NEXT), log(2))
        assert ACCOUNT in spoken(caught.value)
        assert (office.recap.used(), office.book[LOG].used()) == before

    def test_merged_header_cells(self, office):
        """All but the first of merged cells lose what they held."""
        office.sync(recap(ROWS))
        office.recap.type(1, 8, "catatan")
        office.recap.rows[0].set(5, None)
        assert twice(office, recap(NEXT)) == READ
        assert untrue(office, recap(NEXT)) == []
        assert office.by_code()["001"] == "catatan"

    def test_a_formula_of_theirs(self, office):
        office.sync(recap(ROWS))
        office.recap.type(2, 8, "=F3+1")
        office.sync(recap(NEXT))
        assert office.by_code()["002"] == "=F3+1"


class TestCopiesAndRemoval:
    def copied(self, office: Office, title: str, at: int) -> Sheet:
        """A tab duplicated, its metadata with it."""
        twin = office.recap.clone()
        twin.id, twin.title = 77, title
        twin.metadata = [{**item, "metadataId": item["metadataId"] + 1000} for item in twin.metadata]
        twin.objects = {}
        office.book.sheets.insert(at, twin)
        return twin

    def original(self, office):
        return next(sheet for sheet in office.book.sheets if sheet.id not in (0, 1, 2, 77) and sheet.value(0, 0) == "Kode")

    @pytest.mark.parametrize("at", [0, 99])
    @pytest.mark.parametrize(("first", "second"), [("Rekap lama", RECAP), ("Rekap lama", "Cadangan"), (RECAP, "Cadangan")])
    def test_the_original_is_written_whatever_the_two_are_called(self, office, at, first, second):
        office.sync(recap(ROWS))
        self.copied(office, "Salinan", at)
        original = self.original(office)
        original.title = first
        office.book["Salinan"].title = second
        original.type(1, 8, "di asli")
        office.book[second].type(1, 8, "di salinan")
        office.sync(recap(NEXT))
        assert self.original(office).used()[2][4:9] == ["Terlambat", *self.original(office).used()[2][5:8], "di asli"]
        assert office.book[second].used()[1][4] == "Lengkap"
        assert office.book[second].used()[1][8] == "di salinan"

    def test_the_copy_takes_over_where_the_original_was_deleted(self, office):
        office.sync(recap(ROWS))
        self.copied(office, RECAP, 3).type(1, 8, "di salinan")
        office.book.sheets.remove(self.original(office))
        assert twice(office, recap(NEXT)) == READ
        assert office.by_code()["001"] == "di salinan"
        assert len([title for title in office.book.titles if title.startswith("Rekap")]) == 1

    def test_a_tab_deleted_between_reading_and_writing(self, google, office):
        office.sync(recap(ROWS), log(1))
        google.start_over()
        google.before[2] = lambda book: book.sheets.remove(office.recap)
        office.sync(recap(NEXT), log(2))
        assert untrue(office, recap(NEXT)) == []

    def test_a_tab_of_the_office_deleted_between_the_two_looks(self, google, office):
        google.before[1] = lambda book: book.sheets.remove(book["Form Responses 1"])
        contents = office.workbook().read()
        assert "Form Responses 1" not in contents.inputs

    def test_a_copy_of_the_whole_file(self, google, office, tmp_path):
        """Sheet ids and metadata come along or not: the tabs are taken over either way."""
        office.sync(summary([("OPD", 3)]), recap(ROWS), log(1))
        office.recap.type(1, 8, "catatan")
        for number, book_id in enumerate(("1CopyWithTheSameIds_0123456789abcd", "1CopyWithOtherIds_0123456789abcdef")):
            twin = google.add_book(book_id)
            twin.sheets = [sheet.clone() for sheet in office.book.sheets]
            for index, sheet in enumerate(twin.sheets):
                sheet.id = sheet.id if number == 0 else 900 + index
                sheet.metadata = sheet.metadata if number == 0 else []
                sheet.objects = {}
            other = Office(google, tmp_path, twin)
            twin.sheets = twin.sheets[:-2]
            tabs = summary([("OPD", 4)]), recap(NEXT), log(2)
            assert twice(other, *tabs) == READ
            titles = [title for title in twin.titles if title.startswith("Rekap")]
            assert titles == [RECAP]
            assert twin[RECAP].used()[2][8] == "catatan"


@pytest.mark.parametrize("title", ["SK2026", "A1", "opd9"])
def test_a_tab_of_the_office_that_is_called_like_a_cell(google, office, title):
    office.book["Form Responses 1"].title = title
    office.book["Daftar Unit"].title = "OT1"
    workbook = GoogleWorkbook(
        office.book.id, credentials=office.credentials, inputs=[["OT1"], [title]], api_root=google.url, timing=office.waiting.timing()
    )
    contents = workbook.read()
    assert [len(contents.inputs[name].rows) for name in ("OT1", title)] == [2, 2]


def test_titles_like_cells_and_quotes(google, office):
    for title in ("A1", "R1C1", "It's 'so'!", "Rekap 2026-10!A1", "'", "Ünïts 📊"):
        office.book.add(title, [["x"]])
    assert twice(office, recap(ROWS), log(1)) == READ
    renamed = office.recap
    renamed.title = "Rekap 'Oktober'!B2"
    office.sync(recap(NEXT), log(2))
    assert untrue(office, recap(NEXT)) == []
