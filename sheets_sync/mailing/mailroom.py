"""What the mail commands work with: the ledger of what was sent, the words, the letterhead, the way out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sheets_sync.domain.delivery import Bounce, Decision, Entry, LedgerRow, Letter, State
from sheets_sync.emails import Context
from sheets_sync.emails.render import Renderer
from sheets_sync.mailing.delivery import Letterhead, Pace, Timing
from sheets_sync.ports import MailTransport, Outbox


class Ledger(Outbox, Protocol):
    """The outbox as people and the delivery tab see it."""

    def entries(self, *, states: Iterable[State] = ..., month: str = "", subject_of: str = "", rehearsals: bool = False) -> Sequence[Entry]:
        """What the outbox holds, oldest first, narrowed to states, a month, a subject."""

    def retry(self, states: Iterable[State], *, until: datetime, now: datetime, subject_of: str = "") -> int:
        """On a person's word, send again what failed, came back or is unknown; returns how many."""

    def ledger_rows(self) -> Sequence[LedgerRow]:
        """All that was, or may have been, sent; rehearsals left out."""

    def restore(self, rows: Iterable[LedgerRow], now: datetime) -> int:
        """Learn what this ledger does not know; returns how many entries changed."""

    def mark_bounces(self, bounces: Iterable[Bounce]) -> tuple[Sequence[Entry], Sequence[Bounce]]:
        """The entries that the bounces belong to, now marked, and the bounces that belong to none."""

    def forget_old(self, letters_before: datetime, addresses_before: str) -> int:
        """Drop the letters of what was settled before the moment, and the addresses of months before that one."""


@dataclass(frozen=True)
class MailRoom:
    """What the mail commands need besides the job.

    `outbox` opens the ledger, `has_outbox` says whether there is one yet, `forecast` what planning would do, `transport` connects
    only when there is something to send. `way` is how this ledger's mail goes: "files" or "mail".
    """

    context: Context
    renderer: Renderer
    letterhead: Letterhead
    outbox: Callable[[], AbstractContextManager[Ledger]]
    has_outbox: Callable[[], bool]
    forecast: Callable[[Sequence[Letter]], Sequence[Decision]]
    transport: Callable[[], MailTransport]
    timing: Timing
    pace: Pace
    way: str
    where: str
