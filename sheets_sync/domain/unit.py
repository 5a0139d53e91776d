"""A row of the register: who must report, where they publish, and who answers for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sheets_sync.domain.month import ReportingMonth

OPD, KAPANEWON, KALURAHAN = KINDS = ("OPD", "KAPANEWON", "KALURAHAN")


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of the regency, as the register names it.

    `accounts` maps a platform's code to what the register says of it (handle or URL, several split by `|`);
    `targets` maps a platform's code, or "" for all together, to the posts a month that the decree promises.
    """

    code: str
    name: str
    kind: str
    parent: str = ""
    aliases: tuple[str, ...] = ()
    head_name: str = ""
    head_title: str = ""
    head_email: str = ""
    operator_name: str = ""
    operator_emails: tuple[str, ...] = ()
    sk_number: str = ""
    sk_date: date | None = None
    sk_until: date | None = None
    access_holder: str = ""
    targets: Mapping[str, int] = field(default_factory=dict)
    active_since: date | None = None
    active_until: date | None = None
    accounts: Mapping[str, str] = field(default_factory=dict)
    row: int = 0

    def active_throughout(self, month: ReportingMonth) -> bool:
        """Whether the unit existed from the month's first day to its last."""
        started = self.active_since is None or self.active_since <= month.first_day
        lasted = self.active_until is None or self.active_until >= month.last_day
        return started and lasted


def kinds_of(units: Iterable[Unit]) -> list[str]:
    """The kinds there are among the units: those of KINDS first, then any other word the register uses, so that no unit is left out."""
    present = dict.fromkeys(unit.kind for unit in units)
    return [*(kind for kind in KINDS if kind in present), *(kind for kind in present if kind not in KINDS)]
