"""The outbox in a file: every message planned, in flight and sent, in SQLite.

What is on the disk decides, nothing else: a state is committed before the network is touched, a reply before the next
message. Of the three commits of a message only the first waits for the disk to have it: `claim`. The other two outlive the
process at once, but a power cut only with the next claim; so where the machine was started anew since, whatever was in
flight counts as unknown. See `domain.delivery` for the states.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

from sheets_sync.adapters import _outbox_erasure as erasure
from sheets_sync.adapters import _outbox_ledger as ledger
from sheets_sync.adapters import _outbox_planning as planning
from sheets_sync.adapters._outbox_store import ENTRY_COLUMNS, connect, entry_of, flush, light_transaction, machine_start, stamp, transaction
from sheets_sync.domain.delivery import SETTLED, Bounce, Decision, Entry, LedgerRow, Letter, State
from sheets_sync.domain.marks import N_
from sheets_sync.domain.message import Envelope
from sheets_sync.domain.pseudonym import Erased
from sheets_sync.errors import LockedError

CUT_BEFORE_DATA = N_("The run was cut off before the message was handed over.")
CUT_AFTER_DATA = N_("The run was cut off while the message was being handed over: it may have arrived.")
# "+" keeps SQLite from the index of keys, which all of a ledger matches: whose turn it is stands in the indexes of what waits.
_WAITING = "+rehearsal = ? AND state IN ('queued', 'retry') AND EXISTS (SELECT 1 FROM wire WHERE entry = id)"
SAME_START_S = 10.0
"""The clock's corrections move the machine's start by less; a new start is further away."""
TOO_LATE = N_("The deadline passed before it could be sent.")


class SqliteOutbox:
    """`ports.Outbox` in the file `path`; a context manager that closes it. `started` tells when the machine was started.

    `rehearsal` is the address of the rehearsal whose messages go out ("": those that are meant); all others stay where they are.
    """

    def __init__(self, path: Path, started: Callable[[], float] = machine_start, *, rehearsal: str = "") -> None:
        self._path = path
        self._started = started
        self._rehearsal = rehearsal.lower()
        self._database = connect(path)

    def __enter__(self) -> SqliteOutbox:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._database.close()

    # Planning

    def plan(self, letters: Iterable[Letter], now: datetime) -> Sequence[Decision]:
        """Take the letters in, all or none of them; the answer tells what became of each."""
        with transaction(self._database):
            erased = self.erased()
            return [planning.take_in(self._database, letter, erased, now) for letter in letters]

    def forecast(self, letters: Iterable[Letter], now: datetime) -> Sequence[Decision]:
        """What `plan` would do with the letters, each by itself; nothing is written."""
        erased = self.erased()
        return [planning.would_do(self._database, letter, erased, now) for letter in letters]

    # Sending

    @contextmanager
    def exclusive(self, wait_s: float) -> Iterator[None]:
        """The right to send, for one process at a time; LockedError if another keeps it longer than `wait_s` seconds.

        The operating system takes it back from a process that dies, so what is in flight when it is granted is nobody's.
        """
        lock = FileLock(f"{self._path}.lock", timeout=wait_s)
        try:
            lock.acquire()
        except Timeout as error:
            raise LockedError(
                N_("Another run is sending mail at this moment."), remedy=N_("Wait until it has finished, then try again.")
            ) from error
        try:
            flush(self._database)  # a log that starts at its beginning need not grow, which makes every commit cheaper
            yield
        finally:
            flush(self._database)
            lock.release()

    def recover(self, now: datetime) -> Sequence[Entry]:
        """Settle what a process that died left in flight: cut before DATA, try again; later, unknown. Returns it as it then stands.

        After a power cut all of it is unknown: that the message had come to DATA may not have reached the disk.
        """
        with transaction(self._database):
            ids = [row["id"] for row in self._database.execute("SELECT id FROM entry WHERE state = 'sending'")]
            self._database.execute(
                "UPDATE entry SET state = 'unknown', stage = '', reply = ?, sent_at = coalesce(sent_at, ?)"
                " WHERE state = 'sending' AND (stage = 'data' OR abs(machine - ?) > ?)",
                (CUT_AFTER_DATA, stamp(now), self._started(), SAME_START_S),
            )
            self._database.execute(
                "UPDATE entry SET state = 'retry', stage = '', reply = ?, not_before = ? WHERE state = 'sending'",
                (CUT_BEFORE_DATA, stamp(now)),
            )
            rows = self._database.execute(f"SELECT {ENTRY_COLUMNS} FROM entry WHERE id IN ({', '.join('?' * len(ids))})", ids)  # noqa: S608  # only marks
            return [entry_of(row) for row in rows]

    def expire(self, now: datetime) -> int:
        """Give up what waits beyond its deadline; returns how many."""
        # The reply of the last attempt says more than that time ran out.
        return self._changed(
            "UPDATE entry SET state = 'expired', reply = CASE reply WHEN '' THEN ? ELSE reply END"
            " WHERE state IN ('queued', 'retry') AND expires_at <= ?",
            (TOO_LATE, stamp(now)),
        )

    def next_attempt(self) -> datetime | None:
        """When the next waiting entry may be tried; None if nothing waits."""
        row = self._database.execute(
            f"SELECT not_before FROM entry WHERE {_WAITING} ORDER BY not_before LIMIT 1",  # noqa: S608  # a constant
            (self._rehearsal,),
        ).fetchone()
        return datetime.fromisoformat(row["not_before"]) if row else None

    def claim(self, now: datetime) -> tuple[Entry, Envelope] | None:
        """The entry whose turn it is, now in flight: fewest refusals by policy first, then by kind, then in order of planning."""
        with transaction(self._database):
            # The turn is found without touching any letter: only the chosen one is read. "+" keeps SQLite from looking up
            # not_before in its index, which all that waits would match, to sort it anew for every message.
            row = self._database.execute(
                "SELECT entry.*, raw FROM entry JOIN wire ON wire.entry = entry.id WHERE id = (SELECT id FROM entry"  # noqa: S608
                f" WHERE {_WAITING} AND +not_before <= ? AND expires_at > ? ORDER BY setbacks, priority, id LIMIT 1)",
                (self._rehearsal, stamp(now), stamp(now)),
            ).fetchone()
            if row is None:
                return None
            self._database.execute(
                "UPDATE entry SET state = 'sending', stage = 'envelope', machine = ?, attempts = attempts + 1 WHERE id = ?",
                (self._started(), row["id"]),
            )
        entry = entry_of(row)
        return entry, _envelope(entry, row)

    def reached_data(self, entry: Entry, now: datetime) -> None:
        """From here on, a cut leaves the entry unknown."""
        self._lightly("UPDATE entry SET stage = 'data', sent_at = ? WHERE id = ? AND state = 'sending'", (stamp(now), entry.id))

    def settle(self, entry: Entry, state: State, reply: str, now: datetime, *, not_before: datetime | None = None) -> None:
        """What became of an entry in flight; one that goes back to waiting is not tried before `not_before`."""
        sent_at = stamp(now) if state in (State.ACCEPTED, State.UNKNOWN) else None
        self._lightly(
            "UPDATE entry SET state = ?, stage = '', reply = ?, sent_at = ?, not_before = ? WHERE id = ? AND state = 'sending'",
            (state.value, reply, sent_at, stamp(not_before or now), entry.id),
        )

    def put_back(self, entry: Entry, reply: str, not_before: datetime, *, last: bool = False) -> None:
        """The entry waits again as if it had not been tried; `last`: after all others."""
        self._lightly(
            "UPDATE entry SET state = CASE WHEN attempts > 1 THEN 'retry' ELSE 'queued' END, stage = '', reply = ?,"
            " sent_at = NULL, attempts = attempts - 1, setbacks = setbacks + ?, not_before = ? WHERE id = ? AND state = 'sending'",
            (reply, int(last), stamp(not_before), entry.id),
        )

    def sent_since(self, moment: datetime) -> Sequence[datetime]:
        """When messages reached a server since then, oldest first; rehearsals count, for the server counts them too."""
        rows = self._database.execute("SELECT sent_at FROM entry WHERE sent_at > ? ORDER BY sent_at", (stamp(moment),))
        return [datetime.fromisoformat(row["sent_at"]) for row in rows]

    def pause(self, until: datetime, reason: str) -> None:
        """Nothing goes out before `until`, in no process."""
        self._changed("INSERT OR REPLACE INTO pause VALUES (1, ?, ?)", (stamp(until), reason))

    def paused(self, now: datetime) -> tuple[datetime, str] | None:
        """Until when nothing may go out, and why."""
        row = self._database.execute("SELECT until, reason FROM pause WHERE until > ?", (stamp(now),)).fetchone()
        return (datetime.fromisoformat(row["until"]), row["reason"]) if row else None

    # For people

    def entries(
        self, *, states: Iterable[State] = State, month: str = "", subject_of: str = "", rehearsals: bool = False
    ) -> Sequence[Entry]:
        """What the outbox holds, oldest first, narrowed to states, a month, a unit's code."""
        chosen = [state.value for state in states]
        rows = self._database.execute(
            f"SELECT {ENTRY_COLUMNS} FROM entry WHERE state IN ({', '.join('?' * len(chosen))})"  # noqa: S608  # only marks
            " AND (? = '' OR month = ?) AND (? = '' OR subject_of = ?) AND (? OR rehearsal = '') ORDER BY id",
            (*chosen, month, month, subject_of, subject_of, rehearsals),
        )
        return [entry_of(row) for row in rows]

    def retry(self, states: Iterable[State], *, until: datetime, now: datetime, subject_of: str = "") -> int:
        """On a person's word, send again what FAILED (or came back) or is UNKNOWN, until the moment `until`; returns how many.

        A pause ends with it. An entry restored without its bytes is given up instead, so that the next plan queues it anew.
        """
        with transaction(self._database):
            return ledger.send_again(self._database, states, until=until, now=now, subject_of=subject_of)

    def ledger_rows(self) -> Sequence[LedgerRow]:
        """All that was, or may have been, sent, for the delivery tab; rehearsals left out."""
        return ledger.ledger_rows(self._database)

    def restore(self, rows: Iterable[LedgerRow], now: datetime) -> int:
        """Learn from the delivery tab what this file does not know; returns how many entries changed."""
        with transaction(self._database):
            return sum(ledger.restore_row(self._database, row, now) for row in rows)

    def mark_bounces(self, bounces: Iterable[Bounce]) -> tuple[Sequence[Entry], Sequence[Bounce]]:
        """The entries that the bounces belong to, now marked, and the bounces that belong to none."""
        with transaction(self._database):
            return ledger.mark_bounces(self._database, bounces)

    def doubtful_addresses(self) -> dict[str, str]:
        """Addresses from which mail came back, with the reason of the newest; until a person has it sent again."""
        return ledger.doubtful_addresses(self._database)

    # Forgetting

    def erased(self) -> Erased:
        """The names that stand here in place of addresses."""
        return erasure.erased_in(self._database)

    def erase(self, concerned: Callable[[Entry], bool], mentions: Callable[[bytes], bool], salt: str, *, dry_run: bool) -> tuple[int, int]:
        """Take the address out of the `concerned` entries and drop the letters that `mentions` names; how many of each.

        Nothing of it is left in the file. What was sent stays known under a name (`domain.pseudonym`), made with `salt`.
        """
        with erasure.for_show(self._database, dry_run=dry_run):
            letters = erasure.erase_letters(self._database, mentions)
            entries = erasure.erase(self._database, concerned, salt)
        if not dry_run:
            erasure.scrub(self._database, rebuild=bool(entries or letters))
        return entries, letters

    def forget_old(self, letters_before: datetime, addresses_before: str) -> int:
        """Drop the letters of what was settled before the moment, and the addresses of months before that one; how many entries changed."""
        with transaction(self._database):
            letters = self._database.execute(
                "DELETE FROM wire WHERE entry IN (SELECT id FROM entry WHERE state IN ('accepted', 'failed', 'unknown', 'expired')"
                " AND coalesce(sent_at, not_before) < ?)",
                (stamp(letters_before),),
            ).rowcount
            if not erasure.holds_addresses(self._database, addresses_before):  # as in most runs
                return letters
            return letters + erasure.erase(
                self._database, lambda entry: entry.month < addresses_before and entry.state in SETTLED, self.erased().salt
            )

    def _changed(self, statement: str, values: Sequence[object]) -> int:
        with transaction(self._database):
            return self._database.execute(statement, values).rowcount

    def _lightly(self, statement: str, values: Sequence[object]) -> None:
        with light_transaction(self._database):
            self._database.execute(statement, values)


def _envelope(entry: Entry, row: sqlite3.Row) -> Envelope:
    return Envelope(
        key=entry.key,
        month=entry.month,
        kind=entry.kind,
        subject_of=entry.subject_of,
        sender=row["sender"],
        recipient=row["recipient"],
        raw=row["raw"],
        copy=bool(row["copy"]),
    )
