"""An office in memory: register rows and response rows as people typed them, judged by the real stages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.calendar import DeadlineRule
from sheets_sync.domain.finding import Finding
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.platforms import BY_CODE
from sheets_sync.domain.responses import FormTimes
from sheets_sync.domain.submission import Submission
from sheets_sync.domain.tab import Sheet
from sheets_sync.domain.tables import VERDICTS, empty
from sheets_sync.intake.first_submissions import credited_moments
from sheets_sync.intake.register import read_register
from sheets_sync.intake.responses import read_responses
from sheets_sync.judgement import Recorded, Rulebook, assess

PLATFORMS = ("website", "instagram", "tiktok")
OCTOBER = ReportingMonth(2026, 10)
NOW = datetime(2026, 11, 9, 8)
REGISTER_HEADERS = (
    "Kode", "Nama Unit", "Jenis", "Induk", "Nama Lain", "Email Kepala", "Email Operator", "Nama Operator", "Nomor SK", "Tanggal SK",
    "SK Berlaku Sampai", "Hak Akses", "Target Unggahan", "Aktif Sejak", "Aktif Sampai", *(BY_CODE[code].label for code in PLATFORMS),
)  # fmt: skip
RESPONSE_HEADERS = (
    "Timestamp", "Email Address", "Nama Unit", "Bulan Laporan",
    *(f"{kind} {BY_CODE[code].label}" for code in PLATFORMS for kind in ("Jumlah Unggahan", "Tautan")), "Catatan",
)  # fmt: skip

KEPEK = {
    "Kode": "34.03.01.2002", "Nama Unit": "Kepek", "Jenis": "KALURAHAN", "Induk": "34.03.01", "Email Kepala": "lurah.kepek@example.go.id",
    "Email Operator": "kepek@example.go.id", "Nama Operator": "Operator Kepek", "Nomor SK": "1/KPTS/2026", "Hak Akses": "Operator Kepek",
    "Target Unggahan": "1", "Instagram": "@kepek_wonosari",
}  # fmt: skip
WONOSARI = {
    **KEPEK,
    "Kode": "34.03.01",
    "Nama Unit": "Wonosari",
    "Jenis": "KAPANEWON",
    "Induk": "",
    "Email Operator": "wonosari@example.go.id",
    "Instagram": "@kap_wonosari",
}
GARI = {
    **KEPEK,
    "Kode": "34.03.01.2004",
    "Nama Unit": "Gari",
    "Email Operator": "gari@example.go.id",
    "Instagram": "@gari_wonosari",
}
KEPEK_SAPTOSARI = {
    **KEPEK,
    "Kode": "34.03.15.2004",
    "Induk": "34.03.15",
    "Email Operator": "kepek.saptosari@example.go.id",
    "Instagram": "@kepek_saptosari",
}
SAPTOSARI = {
    **WONOSARI,
    "Kode": "34.03.15",
    "Nama Unit": "Saptosari",
    "Email Operator": "saptosari@example.go.id",
    "Instagram": "@kap_saptosari",
}
REGISTER = (WONOSARI, SAPTOSARI, KEPEK, GARI, KEPEK_SAPTOSARI)


def instagram(number: int, account: str = "") -> str:
    """A link to a post of its own."""
    return f"https://www.instagram.com/{account + '/' if account else ''}p/DAb{number:08d}/"


def response(
    unit: str = "Kalurahan Kepek, Wonosari", month: Any = "Oktober 2026", at: Any = datetime(2026, 11, 3, 9), **answers: Any
) -> dict[str, Any]:
    """A response; answers as `instagram=(count, links)`, or by header."""
    row = {"Timestamp": at, "Email Address": "kepek@example.go.id", "Nama Unit": unit, "Bulan Laporan": month}
    for name, answer in answers.items():
        if name in BY_CODE:
            row[f"Jumlah Unggahan {BY_CODE[name].label}"], row[f"Tautan {BY_CODE[name].label}"] = answer
        else:
            row[{"sender": "Email Address"}.get(name, name)] = answer
    return row


def good(unit: str = "Kalurahan Kepek, Wonosari", **fields: Any) -> dict[str, Any]:
    """A response that is complete for a unit with nothing but Instagram."""
    return response(unit, **{"instagram": (1, instagram(1)), **fields})


@dataclass(frozen=True)
class Office:
    """Judge it with `assess()`; `replace` gives another office. `form`: what the form itself says, asked after runs at `looks`."""

    responses: Sequence[Mapping[str, Any]] = ()
    register: Sequence[Mapping[str, Any]] = REGISTER
    now: datetime = NOW
    submitters: str = "warn"
    exempt: tuple[str, ...] = ()
    due_day: int = 5
    lock_day: int = 20
    platforms: tuple[str, ...] = PLATFORMS
    form: Sequence[Submission] | None = None
    looks: Sequence[datetime] = ()
    recorded: Recorded = field(
        default_factory=lambda: Recorded(empty(("unit", "month", "complete_since", "received")), empty(VERDICTS), {})
    )

    def assess(self, month: ReportingMonth | None = OCTOBER, reopen: Sequence[ReportingMonth] = ()) -> Assessment:
        register = read_register(_sheet("Daftar Unit", REGISTER_HEADERS, self.register))
        responses = read_responses(
            _sheet("Form Responses 1", RESPONSE_HEADERS, self.responses),
            units=register.units,
            platforms=self.platforms,
            zone=ZoneInfo("Asia/Jakarta"),
            now=self.now,
        )
        if self.form is not None:
            responses = replace(responses, form_times=FormTimes(credited_moments(responses, self.form, self.looks)))
        rulebook = Rulebook(
            office="Diskominfo",
            platforms=self.platforms,
            deadlines=DeadlineRule(self.due_day, time(23, 59), True, self.lock_day),
            submitters=self.submitters,
            exempt=self.exempt,
            sk_expiring_days=60,
        )
        return assess(register, responses, self.recorded, rulebook=rulebook, now=self.now, month=month, reopen=reopen)

    def remembering(self, assessment: Assessment) -> Office:
        """The same office on a later run, which reads back what this assessment had written."""
        verdicts = assessment.verdicts
        return replace(self, recorded=Recorded(verdicts[["unit", "month", "complete_since", "received"]], verdicts, self.recorded.reopened))


def _sheet(title: str, headers: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> Sheet:
    return Sheet(title, [list(headers), *([row.get(header) for header in headers] for row in rows)])


def status(assessment: Assessment, unit: str = KEPEK["Kode"], month: ReportingMonth = OCTOBER) -> str:
    return str(assessment.verdicts_of(month).at[unit, "status"])


def verdict(assessment: Assessment, unit: str = KEPEK["Kode"], month: ReportingMonth = OCTOBER) -> pd.Series:
    return assessment.verdicts_of(month).loc[unit]


def found(assessment: Assessment, rule: str) -> list[Finding]:
    return assessment.described(assessment.findings[assessment.findings["rule"] == rule])
