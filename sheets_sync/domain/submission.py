"""A response as the form itself keeps it, with the moment at which it was first sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Submission:
    """One response. `first`: when it was sent; `last`: when it was last sent again, after an edit (the same if never): office
    time, to the second. `email`: lower case, "" where the form asks for none. `answers`: all texts it was answered with.
    """

    first: datetime
    last: datetime
    email: str = ""
    answers: frozenset[str] = frozenset()
