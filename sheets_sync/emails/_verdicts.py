"""A month's verdicts as letters read them: one value per unit, compared, counted and put into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.status import COMPLETE, EXEMPT, INCOMPLETE, LATE, MISSING, WORST_FIRST

TONES = {COMPLETE: "good", LATE: "fair", INCOMPLETE: "poor", MISSING: "bad", EXEMPT: "muted"}
"""The colour that goes with a status, by its style name; the word is always there too."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One row of VERDICTS; absent moments are None."""

    status: str
    met: int
    required: int
    posts: int
    valid_links: int
    received: datetime | None
    complete_since: datetime | None

    @property
    def complete(self) -> bool:
        return self.status in (COMPLETE, LATE)

    @property
    def expected(self) -> bool:
        return self.status != EXEMPT

    @property
    def reported(self) -> bool:
        return self.status not in (MISSING, EXEMPT)

    @property
    def open(self) -> bool:
        """Whether the unit still owes something."""
        return self.status in (MISSING, INCOMPLETE)

    @property
    def standing(self) -> tuple[int, float]:
        """Greater is better: first the status, then the share of obligations met."""
        return WORST_FIRST.index(self.status), self.met / max(self.required, 1)


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of the expected units are complete, and how many of them on time."""

    complete: int
    on_time: int
    expected: int

    @property
    def values(self) -> dict[str, object]:
        """For the places of a message."""
        return {"complete": self.complete, "on_time": self.on_time, "expected": self.expected}


def rates_in(counted: pd.DataFrame) -> dict[Any, Rate]:
    """A roll-up of `sheets_sync.rates`, as one rate for each of its rows."""
    counts = zip(counted.index, counted["complete"], counted["on_time"], counted["expected"], strict=True)
    return {group: Rate(int(complete), int(on_time), int(expected)) for group, complete, on_time, expected in counts}


NO_RATE = Rate(0, 0, 0)
"""Of a month that was not judged."""


def improved(now: Mapping[str, Verdict], before: Mapping[str, Verdict]) -> list[str]:
    """Units that are complete now and, though they had to be, were not before."""
    return [code for code, verdict in now.items() if verdict.complete and code in before and before[code].open]


def verdicts_in(assessment: Assessment, month: ReportingMonth) -> dict[str, Verdict]:
    """The month's verdicts by unit code, in register order; empty for a month that was not judged."""
    frame = assessment.verdicts_of(month)
    names = ("status", "met", "required", "posts", "valid_links", "received", "complete_since")
    rows = zip(frame.index, *(frame[name] for name in names), strict=True)
    return {
        code: Verdict(str(status), int(met), int(required), int(posts), int(links), _moment(received), _moment(since))
        for code, status, met, required, posts, links, received, since in rows
        if code in assessment.units
    }


def _moment(value: pd.Timestamp) -> datetime | None:
    return None if pd.isna(value) else pd.Timestamp(value).to_pydatetime()
