"""What a person does with the ledger by hand: look, send again, enter what came back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sheets_sync.domain.delivery import Entry, State
from sheets_sync.mailing.mailroom import Ledger

AGAIN_FOR = timedelta(days=3)
"""So long it is tried to send again what a person asked for."""


def concerns(entry: Entry, who: str) -> bool:
    """Whether the entry is about the unit with that code, or goes to that address."""
    return who in ("", code_of(entry)) or entry.address == who.lower()


def code_of(entry: Entry) -> str:
    """The code of the unit that the entry is about; of what goes to a person or the administrators its key."""
    return entry.subject_of.rpartition(".")[0] if entry.kind == "receipt" else entry.subject_of


def troubled(entry: Entry) -> bool:
    """Whether it has not arrived as far as one knows, and will not be sent by itself."""
    return entry.state in (State.FAILED, State.UNKNOWN) or bool(entry.bounce)


def send_again(outbox: Ledger, states: Collection[State], who: str, now: datetime) -> int:
    """Have sent again what is in `states` (FAILED: also what came back) and concerns `who` ("": everybody); how many."""
    until = now + AGAIN_FOR
    if not who:
        return outbox.retry(states, until=until, now=now)
    subjects = {entry.subject_of for entry in outbox.entries() if concerns(entry, who)}
    return sum(outbox.retry(states, until=until, now=now, subject_of=subject) for subject in sorted(subjects))


def listed(entries: Sequence[Entry], *, latest: int) -> list[Entry]:
    """What a person wants to see first: whatever is not simply sent, and the `latest` of what is."""
    sent = [entry for entry in entries if entry.state is State.ACCEPTED and not entry.bounce]
    shown = {entry.id for entry in sent[max(len(sent) - latest, 0) :]}
    return [entry for entry in entries if entry.id in shown or entry.state is not State.ACCEPTED or entry.bounce]
