"""The month a report is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, order=True, slots=True)
class ReportingMonth:
    """A calendar month, 1..12 of a year; raises ValueError outside it.

    `ordinal` counts months (year * 12 + month - 1): the form in which frames hold it.
    """

    year: int
    month: int

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12 or not 1 <= self.year <= 9998:
            raise ValueError(f"no such month: {self.year}-{self.month}")

    @classmethod
    def from_ordinal(cls, ordinal: int) -> ReportingMonth:
        return cls(int(ordinal) // 12, int(ordinal) % 12 + 1)

    @classmethod
    def of(cls, day: date) -> ReportingMonth:
        return cls(day.year, day.month)

    @classmethod
    def from_code(cls, code: str) -> ReportingMonth:
        """Read "2026-10"; ValueError for anything else."""
        match = re.fullmatch(r"(\d{4})-(\d{2})", code)
        if not match:
            raise ValueError(f"not a month in the form YYYY-MM: {code!r}")
        return cls(int(match[1]), int(match[2]))

    @property
    def ordinal(self) -> int:
        return self.year * 12 + self.month - 1

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        return (self + 1).first_day - timedelta(days=1)

    def __add__(self, months: int) -> ReportingMonth:
        return ReportingMonth.from_ordinal(self.ordinal + months)

    def __sub__(self, months: int) -> ReportingMonth:
        return self + -months

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"
