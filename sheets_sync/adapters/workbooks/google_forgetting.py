"""Forgetting what a write covered: the hidden journal holds copies of the rows that were written over last, addresses among them."""

from __future__ import annotations

import json

from gspread.exceptions import APIError

from sheets_sync.adapters.google_answers import AmbiguousWriteError
from sheets_sync.adapters.workbooks.google import GoogleWorkbook


def clear_journal(workbook: GoogleWorkbook) -> None:
    """Empty the journal; repeating is safe, for between two writes nobody needs it."""
    journal = workbook.look().journal()
    if journal is None:
        return
    body = json.dumps({"requests": [{"updateCells": {"range": {"sheetId": journal.id}, "fields": "userEnteredValue"}}]}).encode()
    try:
        _send(workbook, body)
    except APIError as error:
        raise workbook.refused(error) from None


def _send(workbook: GoogleWorkbook, body: bytes) -> None:
    try:
        workbook.send(body, "spreadsheetId")
    except AmbiguousWriteError:
        workbook.send(body, "spreadsheetId")
