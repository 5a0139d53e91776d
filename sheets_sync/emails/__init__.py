"""One kind of e-mail a file, each deciding who is told what; `render` puts the drafts into words.

A kind is a module with `draft`, a folder of templates of its name, and a line in `ALL_KINDS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sheets_sync.domain.message import Draft
from sheets_sync.emails import area_report, executive_report, job_report, overdue, receipt, reminder, unit_report
from sheets_sync.emails.context import Context
from sheets_sync.emails.unit_report import not_mailed
from sheets_sync.language import N_

__all__ = ["ALL_KINDS", "MONTHLY_REPORTS", "Context", "Kind", "not_mailed"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of e-mail: its code, what people call it, and who is told what.

    `draft` takes (assessment, language, context) and returns drafts; `receipt` and `job_report` are told their occasion by
    keyword, and `job_report` needs no assessment, for there may be none.
    """

    code: str
    title: str
    draft: Callable[..., list[Draft]]


MONTHLY_REPORTS = (
    Kind(executive_report.KIND, N_("Summary for the leadership"), executive_report.draft),
    Kind(area_report.KIND, N_("Reports to the heads of kapanewon"), area_report.draft),
    Kind(unit_report.KIND, N_("Reports to the heads of units"), unit_report.draft),
)

ALL_KINDS = (
    *MONTHLY_REPORTS,
    Kind(overdue.KIND, N_("Notes after the due day"), overdue.draft),
    Kind(reminder.KIND, N_("Reminders before the due day"), reminder.draft),
    Kind(receipt.KIND, N_("Receipts"), receipt.draft),
    Kind(job_report.KIND, N_("Notes to the administrators"), job_report.draft),
)
"""In the order in which they are sent when not everything can be."""
