"""What people and the delivery tab ask of the outbox: what was sent, what came back, send it again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime

from sheets_sync.adapters._outbox_store import ENTRY_COLUMNS, entry_of, stamp
from sheets_sync.domain.delivery import BOUNCED, SETTLED, Bounce, Entry, LedgerRow, State
from sheets_sync.domain.marks import N_

ASKED_AGAIN = N_("It is to be sent again: the next run does so.")


_FAILED = "(state = 'failed' OR state = 'accepted' AND bounce != '')"  # what came back did not arrive either
_AGAIN = {State.FAILED: _FAILED, State.UNKNOWN: "state = 'unknown'"}


def send_again(database: sqlite3.Connection, states: Iterable[State], *, until: datetime, now: datetime, subject_of: str) -> int:
    conditions = " OR ".join(_AGAIN[state] for state in states if state in _AGAIN) or "0"
    named = f"({conditions}) AND (? = '' OR subject_of = ?) AND rehearsal = ''"
    # Restored from the tab, an entry has no bytes to send: expired, it is free to be planned anew.
    without_bytes = database.execute(
        "UPDATE entry SET state = 'expired', bounce = '', bounce_reason = '', reply = ?"  # noqa: S608  # only conditions of our own
        f" WHERE id NOT IN (SELECT entry FROM wire) AND {named}",
        (ASKED_AGAIN, subject_of, subject_of),
    ).rowcount
    queued = database.execute(
        "UPDATE entry SET state = 'queued', bounce = '', bounce_reason = '', attempts = 0, setbacks = 0,"  # noqa: S608  # as above
        f" not_before = ?, expires_at = max(expires_at, ?) WHERE {named}",
        (stamp(now), stamp(until), subject_of, subject_of),
    ).rowcount
    database.execute("DELETE FROM pause")
    return without_bytes + queued


def ledger_rows(database: sqlite3.Connection) -> Sequence[LedgerRow]:
    rows = database.execute(
        f"SELECT {ENTRY_COLUMNS} FROM entry WHERE rehearsal = '' AND state IN ('accepted', 'failed', 'unknown', 'sending') ORDER BY id"  # noqa: S608
    )
    return [_ledger_row(entry_of(row)) for row in rows]


def _ledger_row(entry: Entry) -> LedgerRow:
    return LedgerRow(
        month=entry.month,
        kind=entry.kind,
        subject_of=entry.subject_of,
        address=entry.address,
        edition=entry.edition,
        # Seen from another machine, what is in flight here may have been sent.
        state=(State.UNKNOWN if entry.state is State.SENDING else entry.state).value,
        sent_at=entry.sent_at,
        reply=entry.reply,
        content=entry.content,
        message_id=entry.message_id,
        bounce=entry.bounce,
    )


def restore_row(database: sqlite3.Connection, row: LedgerRow, now: datetime) -> int:
    """Take in one remembered row: it makes an entry, or settles one that still waits; a settled one stays as it is."""
    if row.state not in {state.value for state in SETTLED}:
        return 0
    sent_at = stamp(row.sent_at) if row.sent_at else None
    return database.execute(
        "INSERT INTO entry (rehearsal, month, kind, subject_of, address, edition, state, sent_at, reply, content, message_id, bounce,"
        " planned_at, expires_at, not_before) VALUES ('', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET state = excluded.state, sent_at = excluded.sent_at, reply = excluded.reply,"
        " content = excluded.content, message_id = excluded.message_id, bounce = excluded.bounce"
        " WHERE state IN ('queued', 'retry', 'expired')",
        (
            row.month, row.kind, row.subject_of, row.address.lower(), row.edition, row.state, sent_at, row.reply, row.content,
            row.message_id, row.bounce, *(sent_at or stamp(now),) * 3,
        ),
    ).rowcount  # fmt: skip


def mark_bounces(database: sqlite3.Connection, bounces: Iterable[Bounce]) -> tuple[Sequence[Entry], Sequence[Bounce]]:
    marked: list[Entry] = []
    strangers: list[Bounce] = []
    for bounce in bounces:
        entry = _bounced_entry(database, bounce)
        if entry is None:
            strangers.append(bounce)
            continue
        database.execute(
            "UPDATE entry SET bounce = ?, bounce_reason = ? WHERE id = ? AND bounce != ?",
            (bounce.verdict, bounce.reason, entry.id, BOUNCED),
        )
        marked.append(entry)
    return marked, strangers


def _bounced_entry(database: sqlite3.Connection, bounce: Bounce) -> Entry | None:
    """By Message-ID; a message and its copies share one, so the recipient tells them apart. None if that stays open."""
    found = [
        entry_of(row)
        for row in database.execute(f"SELECT {ENTRY_COLUMNS} FROM entry WHERE message_id = ? AND message_id != ''", (bounce.message_id,))  # noqa: S608
    ]
    named = [entry for entry in found if bounce.recipient.lower() in (entry.address, entry.rehearsal)]
    chosen = named or found
    return chosen[0] if len(chosen) == 1 else None


def doubtful_addresses(database: sqlite3.Connection) -> dict[str, str]:
    rows = database.execute("SELECT address, bounce_reason FROM entry WHERE bounce != '' AND rehearsal = '' ORDER BY id")
    return {row["address"]: row["bounce_reason"] for row in rows}
