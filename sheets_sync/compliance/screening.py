"""Which responses are used, and for which rule the others are set aside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

import numpy as np
import pandas as pd

from sheets_sync.domain.calendar import Deadline
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.pairs import distinct_pairs
from sheets_sync.domain.responses import Responses
from sheets_sync.domain.unit import Unit

UNKNOWN_UNIT, AMBIGUOUS_UNIT, INVALID_MONTH, FUTURE_MONTH, MONTH_LOCKED, UNREGISTERED = SET_ASIDE_FOR = (
    "unknown-unit", "ambiguous-unit", "invalid-month", "future-month", "month-locked", "unregistered-submitter",
)  # fmt: skip


def screen_responses(
    responses: Responses,
    *,
    units: Mapping[str, Unit],
    deadline: Callable[[ReportingMonth], Deadline],
    now: datetime,
    enforce_submitters: bool,
    reopened: Mapping[ReportingMonth, datetime],
) -> np.ndarray:
    """Per response, the rule for which it is set aside, or "" where it is used.

    `reopened`: months that were unlocked on purpose, and when: what had come by then counts.
    """
    frame = responses.frame
    month = frame["month"].to_numpy()
    submitted = frame["submitted_at"].to_numpy().astype("datetime64[s]")
    sent = np.where(np.isnat(submitted), np.datetime64(now, "s"), submitted)
    credited = responses.credited_at
    came = np.where(np.isnat(credited), sent, credited)
    understood = frame["unit"].to_numpy(dtype=object) != ""
    ambiguous = np.array([bool(match.candidates) for match in responses.matches], dtype=bool)[frame["match"].to_numpy()]
    future = month > sent.astype("datetime64[M]").astype(int) + 1970 * 12
    stranger = ~is_registered_submitter(frame, units) if enforce_submitters and responses.has_email else np.zeros(len(frame), bool)
    conditions = [~understood & ~ambiguous, ~understood, month < 0, future, came > _locks(month, deadline, reopened), stranger]
    return np.select(conditions, SET_ASIDE_FOR, default="").astype(object)


def _locks(month: np.ndarray, deadline: Callable[[ReportingMonth], Deadline], reopened: Mapping[ReportingMonth, datetime]) -> np.ndarray:
    """Per response, the last moment that counts for its month; NaT, later than which nothing is, where there is none."""
    found, which = np.unique(month, return_inverse=True)
    months = [ReportingMonth.from_ordinal(ordinal) if ordinal >= 0 else None for ordinal in found.tolist()]
    locks = [_lock(each, deadline, reopened) if each else None for each in months]
    return np.array(locks, dtype="datetime64[s]")[which]


def _lock(
    month: ReportingMonth, deadline: Callable[[ReportingMonth], Deadline], reopened: Mapping[ReportingMonth, datetime]
) -> datetime | None:
    lock = deadline(month).lock
    return max(lock, reopened.get(month, lock)) if lock else None


def is_registered_submitter(frame: pd.DataFrame, units: Mapping[str, Unit]) -> np.ndarray:
    """Per response, whether its address is one of the unit's; also where the register names none to compare with."""
    known = {unit.code: {*unit.operator_emails, unit.head_email} - {""} for unit in units.values()}
    unit, email = frame["unit"].to_numpy(dtype=object), frame["email"].to_numpy(dtype=object)
    numbers, first = distinct_pairs(unit, email)
    pairs = zip(unit[first], email[first], strict=True)
    return np.array([not known.get(code) or address in known[code] for code, address in pairs], dtype=bool)[numbers]
