"""The stand-in on its own, to try commands against: `python -m tests.google_server FOLDER [--workbook laporan.xlsx]`.

Writes FOLDER/credentials.json, fills the spreadsheet with the tabs of a workbook, has an empty form shared with the account, prints
the settings that lead to both and serves until interrupted. What is in spreadsheet and form is gone with it.
"""

from __future__ import annotations

import argparse
import threading
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from tests.google_server.book import Book
from tests.google_server.grid import Value
from tests.google_server.server import QUOTA_A_MINUTE, GoogleServer

EPOCH = datetime(1899, 12, 30)
FORM_ID = "1StandInFormForTests_0123456789abcdefghijklm"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--workbook", type=Path, help="an .xlsx whose tabs the spreadsheet shall have")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds added to every call")
    parser.add_argument("--quota", type=int, default=QUOTA_A_MINUTE, help="calls a minute")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with GoogleServer(latency_s=given.latency, quota=given.quota, port=given.port) as server:
        if given.workbook:
            fill(server.book, given.workbook)
        credentials = server.credentials(given.folder)
        print("[workbook]")
        print(f'url = "https://docs.google.com/spreadsheets/d/{server.book.id}/edit"')
        print(f'credentials = "{credentials.resolve().as_posix()}"')
        print(f'api_root = "{server.url}"')
        form = server.forms.add(FORM_ID, server.account.email)  # as a person makes and shares it: empty
        print("[form]")
        print(f'id = "{form.id}"', flush=True)
        threading.Event().wait()


def fill(book: Book, workbook: Path) -> None:
    """The tabs of an .xlsx in the place of what the book holds."""
    file = CalamineWorkbook.from_path(str(workbook))
    tabs = {title: list(_rows(file.get_sheet_by_name(title).to_python(skip_empty_area=False))) for title in file.sheet_names}
    book.sheets.clear()
    for title, rows in tabs.items():
        book.add(title, rows, grid=(len(rows) + 100, max(map(len, rows), default=0) + 1))


def _rows(rows: list[list[Any]]) -> Iterator[list[Value]]:
    for row in rows:
        values = [_value(cell) for cell in row]
        while values and values[-1] is None:
            values.pop()
        yield values


def _value(cell: Any) -> Value:
    """A cell as Google keeps it: moments are serial numbers."""
    if isinstance(cell, datetime):
        return (cell - EPOCH) / timedelta(days=1)
    if isinstance(cell, date):
        return (cell - EPOCH.date()).days
    if isinstance(cell, time):
        return (cell.hour * 3600 + cell.minute * 60 + cell.second) / 86_400
    if isinstance(cell, timedelta):
        return cell / timedelta(days=1)
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return None if cell == "" else cell


if __name__ == "__main__":
    main()
