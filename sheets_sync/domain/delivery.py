"""The words of delivery: the states of an outbox entry, and what planning a message does to one that is already there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from sheets_sync.domain.message import message_key


class State(StrEnum):
    """Where an entry stands; it leaves ACCEPTED, FAILED and UNKNOWN only on a person's word."""

    QUEUED = "queued"
    SENDING = "sending"
    ACCEPTED = "accepted"
    RETRY = "retry"
    FAILED = "failed"
    UNKNOWN = "unknown"
    EXPIRED = "expired"


WAITING = (State.QUEUED, State.RETRY)
SETTLED = (State.ACCEPTED, State.FAILED, State.UNKNOWN)

BOUNCED = "bounced"
DOUBTFUL = "doubtful"

FIRST_KINDS = ("job_report", "executive_report", "area_report", "unit_report", "receipt", "overdue")
"""Kinds in the order they go out when not all can; the others follow."""


def priority(kind: str) -> int:
    """Lower goes first."""
    return FIRST_KINDS.index(kind) if kind in FIRST_KINDS else len(FIRST_KINDS)


LETTERS_KEPT_FOR = timedelta(days=90)
"""So long the letters themselves stay in the ledger; that they were sent stays known."""
MONTHS_REMEMBERED = 12
"""Of so many reporting months the ledger and the delivery tab hold addresses; of older ones only that something was sent stays known."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """What goes over the wire for one entry."""

    sender: str
    recipient: str
    message_id: str
    subject: str
    raw: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Letter:
    """One message for one address, offered to the outbox; `freeze(edition)` is asked only if it is taken.

    `rehearsal` is the address everything is redirected to ("" when it is meant): a rehearsal has a ledger of its own.
    `content` tells what the letter says, `wrapping` how it is addressed (From, Reply-To). `correct` asks for a new
    edition if other content was already sent.
    """

    month: str
    kind: str
    subject_of: str
    address: str
    expires_at: datetime
    content: str
    wrapping: str
    freeze: Callable[[int], Frozen]
    rehearsal: str = ""
    correct: bool = False
    copy: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the outbox without its bytes. Moments are naive, in the office's zone, to the second."""

    id: int
    rehearsal: str
    month: str
    kind: str
    subject_of: str
    address: str
    edition: int
    state: State
    attempts: int
    planned_at: datetime
    expires_at: datetime
    not_before: datetime
    sent_at: datetime | None
    reply: str
    content: str
    wrapping: str
    message_id: str
    subject: str
    bounce: str
    bounce_reason: str

    @property
    def key(self) -> str:
        return message_key(self.month, self.kind, self.subject_of, self.address, self.edition)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """What must be remembered of an entry elsewhere, so that nobody is mailed twice when the outbox file is lost."""

    month: str
    kind: str
    subject_of: str
    address: str
    edition: int
    state: str
    sent_at: datetime | None
    reply: str = ""
    content: str = ""
    message_id: str = ""
    bounce: str = ""


@dataclass(frozen=True, slots=True)
class Bounce:
    """A message that came back: `verdict` is BOUNCED, or DOUBTFUL where the returning server is not clear about why."""

    message_id: str
    recipient: str
    verdict: str
    reason: str


class Decision(StrEnum):
    """What planning a letter did."""

    QUEUE = "queued"
    REPLACE = "replaced"
    NEW_EDITION = "new edition"
    KEEP = "kept"


def decide(standing: Entry | None, letter: Letter, now: datetime) -> Decision:
    """What becomes of a letter, given the newest edition of it that the outbox holds.

    What never reached a server follows the newest wish; what did, or may have, is repeated only when a correction is
    asked for and says something else. A rehearsal whose content changed is rehearsed anew.
    """
    if standing is None:
        return Decision.QUEUE
    if standing.state in WAITING:
        same = (standing.content, standing.wrapping) == (letter.content, letter.wrapping)
        return Decision.KEEP if same else Decision.REPLACE
    if standing.state is State.EXPIRED:
        return Decision.REPLACE if letter.expires_at > now else Decision.KEEP
    if standing.state is State.SENDING or standing.content == letter.content or not (letter.correct or letter.rehearsal):
        return Decision.KEEP
    return Decision.REPLACE if standing.state is State.FAILED else Decision.NEW_EDITION
