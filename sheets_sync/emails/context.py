"""What a letter needs to know besides the assessment: whose letter it is, where the form is, who is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sheets_sync.domain.message import Address
from sheets_sync.domain.month import ReportingMonth

INDONESIAN_ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Ujung_Pandang": "WITA",
    "Asia/Jayapura": "WIT",
}
"""How people call the time zone a clock time is in."""


@dataclass(frozen=True, slots=True)
class Context:
    """The office's side of every letter.

    `form_url` is the form everybody uses; `prefilled` gives the link that opens it with a unit's label and a month (or None:
    to be chosen) filled in, where there is such a form. `reply_to` is the address to write to, `public_url` where the recap
    can be looked at ("" if nowhere). `zone` is the word after a clock time. Links that are not https are left out: mail
    readers distrust them.
    """

    office: str
    form_url: str = ""
    reply_to: str = ""
    public_url: str = ""
    leadership: tuple[Address, ...] = ()
    admin: tuple[Address, ...] = ()
    zone: str = "WIB"
    prefilled: Callable[[str, ReportingMonth | None], str] | None = None

    def form_link(self, unit_label: str = "", month: ReportingMonth | None = None) -> str:
        """Where a unit reports a month, each filled in if it is known; "" if there is no form."""
        return _https(self.prefilled(unit_label, month) if self.prefilled else self.form_url)

    @property
    def recap_link(self) -> str:
        return _https(self.public_url)


def _https(link: str) -> str:
    return link if link.startswith("https://") else ""
