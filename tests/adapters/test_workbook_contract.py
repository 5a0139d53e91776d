"""The workbook contract over each backend."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from sheets_sync.adapters.workbooks.google import GoogleWorkbook
from sheets_sync.adapters.workbooks.local import LocalWorkbook
from sheets_sync.domain.tab import Cell
from sheets_sync.ports import Workbook
from tests.adapters.workbook_contract import INPUTS, WorkbookContract
from tests.google_server import GoogleServer


class LocalKept:
    def __init__(self, folder: Path) -> None:
        self._path, self._output = folder / "laporan.xlsx", folder / "rekap.xlsx"
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in INPUTS.items():
            sheet = book.create_sheet(title)
            for number, row in enumerate(rows, 1):
                for column, value in enumerate(row, 1):
                    sheet.cell(number, column).value = value
                    sheet.cell(number, column).data_type = "s" if isinstance(value, str) else sheet.cell(number, column).data_type
        book.save(self._path)

    def workbook(self) -> Workbook:
        return LocalWorkbook(self._path, self._output)

    def type(self, title: str, row: int, column: int, value: Cell) -> None:
        book = openpyxl.load_workbook(self._output)
        book[title].cell(row + 1, column + 1).value = value
        book.save(self._output)

    def fingerprint(self) -> object:
        return self._output.read_bytes()


class GoogleKept:
    def __init__(self, server: GoogleServer, folder: Path) -> None:
        self._server = server
        self._credentials = server.credentials(folder)
        for title, rows in INPUTS.items():
            server.book.add(title, [[cell if isinstance(cell, str) else 46329.5 for cell in row] for row in rows])
        server.book.sheets.pop(0)

    def workbook(self) -> Workbook:
        return GoogleWorkbook(
            self._server.book.id, credentials=self._credentials, inputs=[[title] for title in INPUTS], api_root=self._server.url
        )

    def type(self, title: str, row: int, column: int, value: Cell) -> None:
        self._server.book[title].type(row, column, value)

    def fingerprint(self) -> object:
        return self._server.names.count("spreadsheets.batchUpdate")


class TestLocalWorkbook(WorkbookContract):
    @pytest.fixture
    def kept(self, tmp_path):
        return LocalKept(tmp_path)


class TestGoogleWorkbook(WorkbookContract):
    @pytest.fixture
    def kept(self, google, tmp_path):
        return GoogleKept(google, tmp_path)
