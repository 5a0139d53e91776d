"""Links that open the form with answers already filled in."""

from __future__ import annotations

from urllib.parse import quote

from sheets_sync.domain.form import FormLinks
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.language import Language


def prefilled_link(links: FormLinks, unit_label: str, month_text: str = "") -> str:
    """The form with unit and month filled in; the month is left to choose where `month_text` is blank."""
    answers = {links.unit_entry: unit_label, links.month_entry: month_text}
    filled = [f"entry.{int(entry, 16)}={quote(text, safe='')}" for entry, text in answers.items() if text]
    return "&".join((f"{links.responder_uri}?usp=pp_url", *filled))


def month_option(month: ReportingMonth, language: Language) -> str:
    """The month as the form's drop-down shows it: "Oktober 2026", "October 2026"."""
    return language.month(month)
