"""The outbox's file: how it is opened, its tables, and one transaction at a time."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sheets_sync.domain.delivery import Entry, State
from sheets_sync.domain.marks import N_
from sheets_sync.errors import DeliveryError, LockedError, SheetsSyncError

VERSION = 1
BUSY_S = 30.0

_SCHEMA = """
CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    rehearsal TEXT NOT NULL,
    month TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject_of TEXT NOT NULL,
    address TEXT NOT NULL,
    edition INTEGER NOT NULL,
    state TEXT NOT NULL
        CHECK (state IN ('queued', 'sending', 'accepted', 'retry', 'failed', 'unknown', 'expired')),
    stage TEXT NOT NULL DEFAULT '' CHECK (stage IN ('', 'envelope', 'data')),
    machine REAL NOT NULL DEFAULT 0,
    priority INTEGER NOT NULL DEFAULT 0,
    setbacks INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    planned_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    not_before TEXT NOT NULL,
    sent_at TEXT,
    reply TEXT NOT NULL DEFAULT '',
    content TEXT NOT NULL DEFAULT '',
    wrapping TEXT NOT NULL DEFAULT '',
    message_id TEXT NOT NULL DEFAULT '',
    subject TEXT NOT NULL DEFAULT '',
    sender TEXT NOT NULL DEFAULT '',
    recipient TEXT NOT NULL DEFAULT '',
    copy INTEGER NOT NULL DEFAULT 0,
    bounce TEXT NOT NULL DEFAULT '',
    bounce_reason TEXT NOT NULL DEFAULT '',
    UNIQUE (rehearsal, month, kind, subject_of, address, edition)
);
CREATE INDEX waiting_by_turn ON entry (setbacks, priority, id) WHERE state IN ('queued', 'retry');
CREATE INDEX waiting_by_time ON entry (not_before) WHERE state IN ('queued', 'retry');
CREATE INDEX entry_by_sending ON entry (sent_at);
CREATE INDEX entry_by_message_id ON entry (message_id);
CREATE TABLE wire (entry INTEGER PRIMARY KEY REFERENCES entry ON DELETE CASCADE, raw BLOB NOT NULL);
CREATE TABLE pause (one INTEGER PRIMARY KEY CHECK (one = 1), until TEXT NOT NULL, reason TEXT NOT NULL);
"""
# The bytes stand in a table of their own: an UPDATE of a row rewrites the whole row, and states change thrice a message.


def connect(path: Path) -> sqlite3.Connection:
    """Open the outbox, making it if there is none; DeliveryError if it cannot be, or is something else or newer than this program."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)  # it holds addresses and letters
        connection = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)
    except (OSError, sqlite3.OperationalError) as error:
        raise _unwritable(error) from error
    connection.row_factory = sqlite3.Row
    try:
        _prepare(connection)
    except sqlite3.OperationalError as error:
        connection.close()
        raise _unwritable(error) from error
    except sqlite3.DatabaseError as error:
        connection.close()
        raise _unusable(path, error) from error
    except DeliveryError:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")  # `outbox` can list during a run; elsewhere SQLite keeps its default
    connection.execute("PRAGMA synchronous = FULL")  # see `light_transaction` for where less will do
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(
        "PRAGMA secure_delete = ON"
    ).fetchall()  # what is deleted is overwritten: somebody's address is never just free space
    damage = connection.execute("PRAGMA quick_check(1)").fetchone()[0]  # 40 ms for a quarter of a year of letters
    if damage != "ok":
        raise sqlite3.DatabaseError(damage)
    with transaction(connection):
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise DeliveryError(
                N_("The outbox was written by a newer version of this program."), remedy=N_("Update the program, then run it again.")
            )
        if version == 0:
            for statement in _SCHEMA.split(";"):  # executescript would commit on its own
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {VERSION}")


def _unusable(path: Path, error: sqlite3.DatabaseError) -> DeliveryError:
    return DeliveryError(
        N_("The outbox {file} cannot be read: {reason}."),
        remedy=N_("Move the file away and run again: what was sent is read back from the delivery tab of the workbook."),
        file=path,
        reason=error,
    )


def _unwritable(error: Exception) -> SheetsSyncError:
    if "locked" in str(error):
        return LockedError(N_("Another program keeps the outbox busy."), remedy=N_("Wait until it has finished, then try again."))
    return DeliveryError(
        N_("The outbox cannot be written: {reason}."),
        remedy=N_("Check that the disk has room and that the folder `state` beside the settings may be written, then run again."),
        reason=error,
    )


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All that happens inside, or nothing; it outlives the process, and the machine's next power cut too.

    DeliveryError if the disk does not take it, LockedError if another program keeps the file to itself.
    """
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("COMMIT")
    except sqlite3.OperationalError as error:
        raise _unwritable(error) from error
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextmanager
def light_transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Like `transaction`, but only with the next one (or `flush`) does it outlive a power cut: the disk is not waited for.

    For what may be lost as long as everything after it is lost too.
    """
    connection.execute("PRAGMA synchronous = NORMAL")
    try:
        with transaction(connection):
            yield
    finally:
        connection.execute("PRAGMA synchronous = FULL")


def flush(connection: sqlite3.Connection) -> None:
    """Wait until all that was written is on the disk."""
    connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()


def machine_start() -> float:
    """When this machine was started, in seconds of the epoch: near enough to tell whether it was started anew since."""
    return time.time() - time.monotonic()


def stamp(moment: datetime) -> str:
    """A moment as it stands in the file: comparable as text."""
    return moment.isoformat(sep=" ", timespec="seconds")


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


_ENTRY_FIELDS = tuple(Entry.__dataclass_fields__)
ENTRY_COLUMNS = ", ".join(_ENTRY_FIELDS)


def entry_of(row: sqlite3.Row) -> Entry:
    values: dict[str, Any] = {name: row[name] for name in _ENTRY_FIELDS}
    for name in ("planned_at", "expires_at", "not_before", "sent_at"):
        values[name] = _moment(values[name])
    return Entry(**{**values, "state": State(row["state"])})
