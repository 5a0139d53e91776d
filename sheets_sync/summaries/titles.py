"""What the output tabs are called, and which of a workbook's tabs is which."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.tab import folded_title

TITLES: Mapping[str, str] = {
    "summary": "Ringkasan",
    "recap": "Rekap {month}",
    "history": "Riwayat",
    "findings": "Temuan",
    "deliveries": "Pengiriman",
    "log": "Log Sinkronisasi",
}
"""Key -> title; settings may replace any. A recap's title holds {month}, shown as YYYY-MM."""


def with_defaults(titles: Mapping[str, str] | None) -> dict[str, str]:
    return {**TITLES, **(titles or {})}


def month_of(title: str, titles: Mapping[str, str]) -> ReportingMonth | None:
    """The month whose recap bears this title, None if it is no recap."""
    before, _, after = folded_title(titles["recap"]).partition("{month}")
    match = re.fullmatch(f"{re.escape(before)}(\\d{{4}}-\\d{{2}}){re.escape(after)}", folded_title(title))
    try:
        return ReportingMonth.from_code(match[1]) if match else None
    except ValueError:
        return None


def is_output(title: str, titles: Mapping[str, str] | None = None) -> bool:
    """Whether a tab of that title is one of the job's own."""
    known = with_defaults(titles)
    single = {folded_title(name) for key, name in known.items() if key != "recap"}
    return folded_title(title) in single or month_of(title, known) is not None
