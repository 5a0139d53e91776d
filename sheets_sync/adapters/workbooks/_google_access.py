"""Which spreadsheet is meant by a link, and what Google is asked to allow."""

from __future__ import annotations

import re

from sheets_sync.errors import SettingsError
from sheets_sync.language import N_

READ_WRITE = ("https://www.googleapis.com/auth/spreadsheets",)
READ_ONLY = ("https://www.googleapis.com/auth/spreadsheets.readonly",)

_LINK = re.compile(r"/spreadsheets/(?:u/\d+/)?d/([A-Za-z0-9_-]{20,})")
_ID = re.compile(r"[A-Za-z0-9_-]{20,}")
_SHOWN = 60


def spreadsheet_id(link: str) -> str:
    """The id in a link (or the id itself); SettingsError for a published link, another document or no link at all."""
    text = link.strip()
    if "/d/e/" in text or text.startswith("2PACX"):
        raise SettingsError(
            N_("The link in [workbook] url is one of “Publish to web”, which only shows a copy."),
            remedy=N_("Open the spreadsheet itself and copy the address from the browser: https://docs.google.com/spreadsheets/d/…/edit."),
        )
    match = _LINK.search(text)
    if match:
        return match[1]
    if _ID.fullmatch(text):
        return text
    raise SettingsError(
        N_("[workbook] url is not the link of a Google Spreadsheet: {link}."),
        remedy=N_("Open the spreadsheet and copy the address from the browser: https://docs.google.com/spreadsheets/d/…/edit."),
        link=text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…",
    )
