"""Erasing from the outbox: addresses become names that tell nobody anything, and the letters go, down to the bytes on the disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sheets_sync.adapters._outbox_store import ENTRY_COLUMNS, entry_of, transaction
from sheets_sync.domain.delivery import SETTLED, Entry
from sheets_sync.domain.pseudonym import MARK, Erased, pseudonym, renamed


def erased_in(database: sqlite3.Connection) -> Erased:
    """The names that stand in the outbox in place of addresses."""
    rows = database.execute("SELECT DISTINCT address FROM entry WHERE address GLOB ?", (f"{MARK}*",))
    return Erased(row["address"] for row in rows)


def holds_addresses(database: sqlite3.Connection, before: str) -> bool:
    """Whether any entry of a month before that one still has its address."""
    found = database.execute("SELECT 1 FROM entry WHERE month < ? AND address NOT GLOB ? LIMIT 1", (before, f"{MARK}*"))
    return found.fetchone() is not None


def erase(database: sqlite3.Connection, concerned: Callable[[Entry], bool], salt: str) -> int:
    """Take the address out of the `concerned` entries; returns how many changed.

    What was, or may have been, sent stays known under a name; what was not, and whatever was rehearsed, goes: if it is still due it is
    planned anew.
    """
    rows = database.execute(f"SELECT {ENTRY_COLUMNS} FROM entry WHERE address NOT GLOB ?", (f"{MARK}*",))  # noqa: S608  # only columns
    entries = [entry for entry in map(entry_of, rows) if concerned(entry)]
    for entry in entries:
        if entry.state in SETTLED and not entry.rehearsal:
            _rename(database, entry, salt)
        else:
            _remove(database, entry.id)
    return len(entries)


def _rename(database: sqlite3.Connection, entry: Entry, salt: str) -> None:
    """Under its name, unless the ledger, restored from a tab of yesterday, holds it under that name already."""
    name = pseudonym(entry.address, salt)
    changed = database.execute(
        "UPDATE OR IGNORE entry SET address = ?, subject_of = ?, recipient = '', subject = '', message_id = '', wrapping = '', reply = '',"
        " bounce_reason = '' WHERE id = ?",
        (name, renamed(entry.subject_of, entry.address, name), entry.id),
    ).rowcount
    if changed:
        database.execute("DELETE FROM wire WHERE entry = ?", (entry.id,))
    else:
        _remove(database, entry.id)


def erase_letters(database: sqlite3.Connection, mentions: Callable[[bytes], bool]) -> int:
    """Drop every letter that `mentions` what is to be erased, a copy's address or a text; returns how many.

    One that still waits goes with its entry: if it is still due it is written anew.
    """
    numbers = [row[0] for row in database.execute("SELECT entry FROM wire")]
    found = [number for number in numbers if mentions(_letter(database, number))]
    for number in found:
        database.execute("DELETE FROM entry WHERE id = ? AND state IN ('queued', 'retry')", (number,))
        database.execute("DELETE FROM wire WHERE entry = ?", (number,))
    return len(found)


def _letter(database: sqlite3.Connection, number: int) -> bytes:
    return bytes(database.execute("SELECT raw FROM wire WHERE entry = ?", (number,)).fetchone()[0])


def _remove(database: sqlite3.Connection, number: int) -> None:
    database.execute("DELETE FROM wire WHERE entry = ?", (number,))
    database.execute("DELETE FROM entry WHERE id = ?", (number,))


@contextmanager
def for_show(database: sqlite3.Connection, *, dry_run: bool) -> Iterator[None]:
    """A transaction that a dry run takes back."""
    with transaction(database):
        yield
        if dry_run:
            database.execute("ROLLBACK")
            database.execute("BEGIN")


def scrub(database: sqlite3.Connection, *, rebuild: bool) -> None:
    """Leave nothing of what was deleted in the log, nor, with `rebuild`, in pages half used: deleting only marks them as free."""
    if rebuild:
        database.execute("VACUUM")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
