"""Units and responses -> what each unit has said about a month, and its status.

    screening.py   which responses are used, and why others are not
    merging.py     a unit's responses about a month -> one report, answer by answer
    answers.py     the merged answers as columns
    verdicts.py    reports -> statuses, with what earlier runs wrote down

Inside, units, platforms and months are small integers and every step is one pass over columns of them.
"""

from __future__ import annotations

from sheets_sync.compliance.answers import Answers, answers_frame
from sheets_sync.compliance.merging import Reports, Timeline, merge_reports
from sheets_sync.compliance.screening import UNREGISTERED, is_registered_submitter, screen_responses
from sheets_sync.compliance.verdicts import judge, keep_frozen

__all__ = [
    "UNREGISTERED",
    "Answers",
    "Reports",
    "Timeline",
    "answers_frame",
    "is_registered_submitter",
    "judge",
    "keep_frozen",
    "merge_reports",
    "screen_responses",
]
