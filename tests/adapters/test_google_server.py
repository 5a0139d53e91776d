"""The stand-in is as strict as Google: what it refuses, and what it does to rows, columns and metadata."""

from __future__ import annotations

import pytest

from tests.google_server.batch import apply_batch
from tests.google_server.book import Book
from tests.google_server.discovery import discovery
from tests.google_server.errors import ApiError
from tests.google_server.fields import apply_mask, parse_mask
from tests.google_server.grid import Formula
from tests.google_server.ranges import column_index, column_name
from tests.google_server.rendering import read_range


@pytest.fixture
def book():
    made = Book("id")
    made.add("Data", [["Kode", "Nama"], ["b", 2], ["a", 1.5], ["c", None]], grid=(6, 4))
    return made


@pytest.fixture
def sheets():
    return discovery("sheets.v4")


def batch(book, *requests):
    return apply_batch(book, list(requests), "someone@example.com")


class TestDiscovery:
    def problems(self, sheets, body):
        method, _ = sheets.find("POST", "/v4/spreadsheets/x:batchUpdate")
        return sheets.body_problems(method, body)

    def test_a_sound_request_passes(self, sheets):
        body = {"requests": [{"updateSheetProperties": {"properties": {"sheetId": 1, "title": "A"}, "fields": "title"}}]}
        assert self.problems(sheets, body) == []

    @pytest.mark.parametrize(
        ("request_", "words"),
        [
            ({"updateSheet": {}}, 'Unknown name "updateSheet"'),
            ({"addSheet": {"properties": {"sheetId": "7"}}}, "TYPE_INT32"),
            ({"addSheet": {"properties": {"sheetId": 2**31}}}, "TYPE_INT32"),
            ({"addSheet": {"properties": {"sheetId": 1.0}}}, "TYPE_INT32"),
            ({"addSheet": {"properties": {"title": 5}}}, "TYPE_STRING"),
            ({"addSheet": {"properties": {"hidden": "yes"}}}, "TYPE_BOOLEAN"),
            ({"addSheet": {"properties": {"sheetType": "ROUND"}}}, "TYPE_ENUM"),
            ({"addSheet": {"properties": []}}, "SheetProperties"),
            ({"updateCells": {"rows": {}, "fields": "userEnteredValue"}}, "(repeated)"),
            ({"updateCells": {"rows": []}}, "At least one field must be listed"),
            ({"updateCells": {"rows": [], "fields": "userEnteredText"}}, "Invalid field: 'userEnteredText'"),
            ({"updateSheetProperties": {"properties": {}, "fields": "gridProperties.rows"}}, "gridProperties.rows"),
        ],
    )
    def test_what_is_refused(self, sheets, request_, words):
        problems = self.problems(sheets, {"requests": [request_]})
        assert len(problems) == 1
        assert words in problems[0]

    def test_values_may_be_anything_but_must_come_in_rows(self, sheets):
        method, _ = sheets.find("POST", "/v4/spreadsheets/x/values:batchUpdate")
        sound = {"valueInputOption": "RAW", "data": [{"range": "A1", "values": [["a", 1.5, True, None], []]}]}
        assert sheets.body_problems(method, sound) == []
        for values in (["a"], {"0": ["a"]}, [["a"], "b"]):
            [problem] = sheets.body_problems(method, {**sound, "data": [{"range": "A1", "values": values}]})
            assert "(repeated)" in problem

    def test_query_parameters(self, sheets):
        method, path = sheets.find("GET", "/v4/spreadsheets/x/values:batchGet")
        assert path == {"spreadsheetId": "x"}
        assert sheets.query_problems(method, {"ranges": ["A", "B"], "valueRenderOption": ["FORMULA"]}) == []
        assert "Unknown name" in sheets.query_problems(method, {"range": ["A"]})[0]
        assert "TYPE_ENUM" in sheets.query_problems(method, {"valueRenderOption": ["RAW"]})[0]
        assert "Invalid field" in sheets.query_problems(method, {"fields": ["valueRanges(cells)"]})[0]

    def test_other_apis_are_described_the_same_way(self):
        assert discovery("forms.v1").find("POST", "/v1/forms/x:batchUpdate")[0].id == "forms.forms.batchUpdate"
        assert discovery("gmail.v1").find("POST", "/gmail/v1/users/me/messages/send")[0].id == "gmail.users.messages.send"


class TestMasks:
    @pytest.mark.parametrize(
        ("mask", "left"),
        [
            ("a", {"a": {"b": 1, "c": [{"d": 2, "e": 3}]}}),
            ("a.b", {"a": {"b": 1}}),
            ("a(b,c/d)", {"a": {"b": 1, "c": [{"d": 2}]}}),
            ("a.b,a.c.e", {"a": {"b": 1, "c": [{"e": 3}]}}),
            ("*", {"a": {"b": 1, "c": [{"d": 2, "e": 3}]}, "x": 0}),
        ],
    )
    def test_what_is_left(self, mask, left):
        assert apply_mask(parse_mask(mask), {"a": {"b": 1, "c": [{"d": 2, "e": 3}]}, "x": 0}) == left

    @pytest.mark.parametrize("mask", ["", "a(", "a)", "a,,b", "a b!", "(a)"])
    def test_what_is_no_mask(self, mask):
        with pytest.raises(ValueError):
            parse_mask(mask)


class TestReads:
    def test_trailing_blanks_are_left_off(self, book):
        assert read_range(book, "Data", "UNFORMATTED_VALUE", "SERIAL_NUMBER") == {
            "range": "'Data'!A1:D6", "majorDimension": "ROWS", "values": [["Kode", "Nama"], ["b", 2], ["a", 1.5], ["c"]],
        }  # fmt: skip

    def test_nothing_has_no_values_at_all(self, book):
        assert "values" not in read_range(book, "'Data'!C1:D6", "UNFORMATTED_VALUE", "SERIAL_NUMBER")

    def test_decimal_commas_where_indonesia_is_the_locale(self, book):
        assert read_range(book, "Data!B3", "FORMATTED_VALUE", "SERIAL_NUMBER")["values"] == [["1,5"]]

    @pytest.mark.parametrize("a1", ["Tidak ada!A1", "'Data", "Data!Z1:Z2", "Data!A0"])
    def test_ranges_that_are_none(self, book, a1):
        with pytest.raises(ApiError):
            read_range(book, a1, "UNFORMATTED_VALUE", "SERIAL_NUMBER")

    def test_column_names(self):
        assert [column_name(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
        assert all(column_index(column_name(index)) == index for index in range(2000))


class TestBatches:
    def test_one_bad_request_and_nothing_is_applied(self, book):
        good = {"updateSheetProperties": {"properties": {"sheetId": 0, "title": "Baru"}, "fields": "title"}}
        with pytest.raises(ApiError, match=r"requests\[1\].deleteSheet: No grid with id: 9"):
            batch(book, good, {"deleteSheet": {"sheetId": 9}})
        assert book.titles == ["Data"]

    def test_cells_outside_the_grid(self, book):
        area = {"sheetId": 0, "startRowIndex": 5, "endRowIndex": 8, "startColumnIndex": 0, "endColumnIndex": 1}
        with pytest.raises(ApiError, match="exceeds grid limits"):
            batch(book, {"updateCells": {"range": area, "rows": [], "fields": "userEnteredValue"}})

    def test_a_range_is_cleared_where_rows_do_not_cover_it(self, book):
        area = {"sheetId": 0, "startRowIndex": 1, "endRowIndex": 3, "startColumnIndex": 0, "endColumnIndex": 2}
        rows = [{"values": [{"userEnteredValue": {"stringValue": "=1+1"}}]}]
        batch(book, {"updateCells": {"range": area, "rows": rows, "fields": "userEnteredValue"}})
        assert book["Data"].used() == [["Kode", "Nama"], ["=1+1"], [], ["c"]]
        assert not isinstance(book["Data"].value(1, 0), Formula)

    def test_a_long_number_is_a_double(self, book):
        rows = [{"values": [{"userEnteredValue": {"numberValue": 199001012015041001}}]}]
        batch(book, {"updateCells": {"start": {"sheetId": 0}, "rows": rows, "fields": "userEnteredValue"}})
        assert book["Data"].value(0, 0) != 199001012015041001

    def test_metadata_goes_along_with_a_moved_row_but_not_with_a_sort(self, book):
        where = {"dimensionRange": {"sheetId": 0, "dimension": "ROWS", "startIndex": 1, "endIndex": 2}}
        note = {"metadataId": 5, "metadataKey": "k", "visibility": "DOCUMENT", "location": where}
        batch(book, {"createDeveloperMetadata": {"developerMetadata": note}})
        source = {"sheetId": 0, "dimension": "ROWS", "startIndex": 1, "endIndex": 2}
        batch(book, {"moveDimension": {"source": source, "destinationIndex": 4}})
        assert [row.get(0) for row in book["Data"].rows[:4]] == ["Kode", "a", "c", "b"]
        assert [index for index, row in enumerate(book["Data"].rows) if row.line.metadata] == [3]
        book["Data"].sort(0)
        assert [row.get(0) for row in book["Data"].rows[:4]] == ["Kode", "a", "b", "c"]
        assert [index for index, row in enumerate(book["Data"].rows) if row.line.metadata] == [3]

    def test_an_id_is_used_once(self, book):
        note = {"metadataId": 5, "metadataKey": "k", "visibility": "DOCUMENT", "location": {"spreadsheet": True}}
        with pytest.raises(ApiError, match="already exists"):
            batch(book, *[{"createDeveloperMetadata": {"developerMetadata": note}}] * 2)
        with pytest.raises(ApiError, match="already exists"):
            batch(book, {"addSheet": {"properties": {"sheetId": 0, "title": "B"}}})
        with pytest.raises(ApiError, match='with the name "Data" already exists'):
            batch(book, {"addSheet": {"properties": {"sheetId": 1, "title": "data"[:1].upper() + "ata"}}})

    def test_ranges_follow_inserted_and_deleted_rows(self, book):
        area = {"sheetId": 0, "startRowIndex": 1, "endRowIndex": 4}
        batch(book, {"addProtectedRange": {"protectedRange": {"range": area, "warningOnly": True}}})
        book["Data"].insert_rows(2, 3)
        book["Data"].delete_rows(0)
        [protected] = book["Data"].objects["protectedRanges"]
        assert (protected["range"]["startRowIndex"], protected["range"]["endRowIndex"]) == (0, 6)

    def test_what_is_protected_against_the_caller(self, book):
        area = {"range": {"sheetId": 0}, "editors": {"users": ["other@example.com"]}}
        batch(book, {"addProtectedRange": {"protectedRange": area}})
        with pytest.raises(ApiError, match="protected cell"):
            batch(book, {"updateCells": {"start": {"sheetId": 0}, "rows": [{"values": [{}]}], "fields": "userEnteredValue"}})
