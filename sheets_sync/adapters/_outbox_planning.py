"""Taking a letter into the outbox: a new row, new bytes for a row that never left, another edition, or nothing."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from sheets_sync.adapters._outbox_store import ENTRY_COLUMNS, entry_of, stamp
from sheets_sync.domain.delivery import Decision, Entry, Letter, decide, priority
from sheets_sync.domain.pseudonym import Erased


def would_do(database: sqlite3.Connection, letter: Letter, erased: Erased, now: datetime) -> Decision:
    """The decision on one letter, without acting on it."""
    return decide(_newest(database, letter, erased), letter, now)


def take_in(database: sqlite3.Connection, letter: Letter, erased: Erased, now: datetime) -> Decision:
    """Decide on one letter and write down the decision; inside a transaction of the caller's."""
    standing = _newest(database, letter, erased)
    decision = decide(standing, letter, now)
    if standing is None:
        _insert(database, letter, 1, now)
    elif decision is Decision.NEW_EDITION:
        _insert(database, letter, standing.edition + 1, now)
    elif decision is Decision.REPLACE:
        _replace(database, standing, letter, now)
    else:
        _keep(database, standing, letter)
    return decision


def _newest(database: sqlite3.Connection, letter: Letter, erased: Erased) -> Entry | None:
    """The latest edition of the letter, also where the address was erased meanwhile."""
    names = {(letter.subject_of, letter.address.lower()), erased.known_as(letter.subject_of, letter.address)}
    found = [entry for subject_of, address in names if (entry := _latest(database, letter, subject_of, address))]
    return max(found, key=lambda entry: entry.edition, default=None)


def _latest(database: sqlite3.Connection, letter: Letter, subject_of: str, address: str) -> Entry | None:
    row = database.execute(
        f"SELECT {ENTRY_COLUMNS} FROM entry"  # noqa: S608  # only column names
        " WHERE rehearsal = ? AND month = ? AND kind = ? AND subject_of = ? AND address = ? ORDER BY edition DESC LIMIT 1",
        (letter.rehearsal.lower(), letter.month, letter.kind, subject_of, address),
    ).fetchone()
    return entry_of(row) if row else None


def _insert(database: sqlite3.Connection, letter: Letter, edition: int, now: datetime) -> None:
    cursor = database.execute(
        "INSERT INTO entry (rehearsal, month, kind, subject_of, address, edition, state, planned_at, expires_at, not_before)"
        " VALUES (?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?)",
        (
            letter.rehearsal.lower(), letter.month, letter.kind, letter.subject_of, letter.address.lower(), edition,
            stamp(now), stamp(letter.expires_at), stamp(now),
        ),
    )  # fmt: skip
    _freeze(database, cursor.lastrowid or 0, edition, letter)


def _replace(database: sqlite3.Connection, standing: Entry, letter: Letter, now: datetime) -> None:
    database.execute(
        "UPDATE entry SET state = 'queued', planned_at = ?, expires_at = ?, not_before = ?, reply = '', attempts = 0, setbacks = 0,"
        " subject_of = ?, address = ? WHERE id = ?",
        (stamp(now), stamp(letter.expires_at), stamp(now), letter.subject_of, letter.address.lower(), standing.id),
    )
    _freeze(database, standing.id, standing.edition, letter)


def _freeze(database: sqlite3.Connection, entry: int, edition: int, letter: Letter) -> None:
    frozen = letter.freeze(edition)
    database.execute(
        "UPDATE entry SET priority = ?, content = ?, wrapping = ?, copy = ?, message_id = ?, subject = ?, sender = ?, recipient = ?"
        " WHERE id = ?",
        (
            priority(letter.kind), letter.content, letter.wrapping, letter.copy, frozen.message_id, frozen.subject,
            frozen.sender, frozen.recipient, entry,
        ),
    )  # fmt: skip
    database.execute("INSERT OR REPLACE INTO wire VALUES (?, ?)", (entry, frozen.raw))


def _keep(database: sqlite3.Connection, standing: Entry, letter: Letter) -> None:
    """A waiting entry whose deadline moved (a holiday was announced) waits until the new one."""
    if standing.expires_at != letter.expires_at:
        database.execute(
            "UPDATE entry SET expires_at = ? WHERE id = ? AND state IN ('queued', 'retry')", (stamp(letter.expires_at), standing.id)
        )
