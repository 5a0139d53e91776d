"""When responses were first sent: the sheet only knows when each was sent last, for an edit rewrites its timestamp."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import datetime

import numpy as np

from sheets_sync.domain.responses import Responses
from sheets_sync.domain.submission import Submission
from sheets_sync.domain.unit_label import label_key

TOLERANCE = np.timedelta64(1, "s")
"""The sheet rounds its timestamps to the second, the form does not."""


def credited_moments(responses: Responses, submissions: Sequence[Submission], looks: Iterable[datetime]) -> np.ndarray:
    """Per response, the moment that counts for being on time: never later than the one in the sheet.

    It is that of the first submission where nobody had looked between it and the last edit: what a look (the moments in
    `looks`) saw before the edit was judged and credited then. A response of which it is not certain which submission it is
    keeps the sheet's moment.
    """
    finder = _Finder(responses, submissions)
    credited: np.ndarray = np.array(finder.sent)
    moments = sorted(looks)
    for submission in submissions:
        row = finder.row_of(submission) if _edited_unseen(submission, moments) else None
        if row is not None:
            credited[row] = min(credited[row], np.datetime64(submission.first, "s"))
    return credited


def _edited_unseen(submission: Submission, looks: Sequence[datetime]) -> bool:
    following = bisect_left(looks, submission.first)
    return submission.first < submission.last and (following == len(looks) or looks[following] >= submission.last)


class _Finder:
    """Which row of the sheet a submission is: by the moment of the last edit, the sender's address, the unit's name."""

    def __init__(self, responses: Responses, submissions: Sequence[Submission]) -> None:
        frame = responses.frame
        self.sent = frame["submitted_at"].to_numpy().astype("datetime64[s]")
        self._order = np.argsort(self.sent, kind="stable")
        self._emails = frame["email"].to_numpy(dtype=object)
        self._units = frame["unit_text"].to_numpy(dtype=object)
        self._submissions = sorted(submissions, key=lambda each: each.last)
        self._lasts = np.array([each.last for each in self._submissions], dtype="datetime64[s]")

    def row_of(self, submission: Submission) -> int | None:
        """The position of the one row that is this submission and no other one; None where that is not certain."""
        near = self._order[_around(self.sent[self._order], np.datetime64(submission.last, "s"))]
        rows = [int(row) for row in near if self._fits(row, submission)]
        if len(rows) != 1:
            return None
        others = self._submissions[_around(self._lasts, self.sent[rows[0]])]
        return rows[0] if sum(self._fits(rows[0], other) for other in others) == 1 else None

    def _fits(self, row: int, submission: Submission) -> bool:
        """Same address or same unit, and no other address: a clerk may have corrected the unit's name in the sheet."""
        email = str(self._emails[row]).lower()
        if email and submission.email:
            return email == submission.email
        return label_key(str(self._units[row])) in {label_key(answer) for answer in submission.answers}


def _around(ascending: np.ndarray, moment: np.datetime64) -> slice:
    return slice(*np.searchsorted(ascending, [moment - TOLERANCE, moment + TOLERANCE + np.timedelta64(1, "s")]).tolist())
