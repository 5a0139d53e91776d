"""Pages for everybody's eyes: what they show, in words, for `templates/pages`. Nothing here names a person or an address."""

from __future__ import annotations

from sheets_sync.pages.public_report import PublicReport, public_report

__all__ = ["PublicReport", "public_report"]
