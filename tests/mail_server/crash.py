"""Killing a sender again and again, and what must hold once it has been left to finish."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sheets_sync.adapters.outbox import SqliteOutbox
from sheets_sync.domain.delivery import Entry, State
from tests.mail_server.faulty import Accepted, Behaviour, FaultyServer, faulty_server
from tests.mail_server.postroom import message, put

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class CrashTally:
    """What the rounds so far came to."""

    rounds: int = 0
    messages: int = 0
    kills: int = 0
    unknown: int = 0
    unknown_taken: int = 0
    faults: list[str] = field(default_factory=list)


@dataclass
class CrashRig:
    """A server that dawdles by chance around the moment it takes a message, and a nursery of senders to kill."""

    folder: Path
    server: FaultyServer
    nursery: subprocess.Popen[str]
    chance: random.Random
    tally: CrashTally = field(default_factory=CrashTally)

    def round(self, count: int = 200, longest_life_s: float = 0.5, mercy_after: float = float("inf")) -> None:
        """Send `count` messages through as many deaths as it takes; every breach of the promise goes to `tally.faults`.

        From the monotonic time `mercy_after` on, the sender may live.
        """
        self.tally.rounds += 1
        path = self.folder / f"round{self.tally.rounds}" / "outbox.sqlite"
        now = datetime.now().replace(microsecond=0)
        with SqliteOutbox(path) as outbox:
            month = f"round {self.tally.rounds}"
            put(outbox, *(message(f"K{n}", month=month) for n in range(count)), now=now, expires_at=now + timedelta(days=1))
        before = len(self.server.accepted)
        while not self._one_life(path, longest_life_s if time.monotonic() < mercy_after else None):
            self.tally.kills += 1
        with SqliteOutbox(path) as outbox:
            self._check(outbox.entries(), self.server.accepted[before:], count)

    def _one_life(self, path: Path, longest_s: float | None) -> bool:
        """Whether the sender came to its end before the axe."""
        sender = int(self._ask(f"{path}\t{self.server.port}"))
        if longest_s is not None:
            time.sleep(self.chance.uniform(0, longest_s))
            os.kill(sender, signal.SIGKILL)
        status = self._ask("reap")
        assert status in ("0", f"-{signal.SIGKILL}"), f"the sender ended of itself: {status}"
        return status == "0"

    def _ask(self, line: str) -> str:
        assert self.nursery.stdin is not None
        assert self.nursery.stdout is not None
        self.nursery.stdin.write(line + "\n")
        self.nursery.stdin.flush()
        return self.nursery.stdout.readline().strip()

    def _check(self, rows: Sequence[Entry], accepted: list[Accepted], count: int) -> None:
        taken = Counter(mail.recipient for mail in accepted)
        self.tally.messages += len(rows)
        faults = [f"{recipient} got it {times} times" for recipient, times in taken.items() if times > 1]
        if len(rows) != count:
            faults.append(f"{count - len(rows)} lost")
        for row in rows:
            faults += self._faults_of(row, taken[row.address])
        self.tally.faults += faults

    def _faults_of(self, row: Entry, times: int) -> Iterator[str]:
        if row.state is State.UNKNOWN:
            self.tally.unknown += 1
            self.tally.unknown_taken += times
            if f"RCPT {row.address}" not in self.server.commands:
                yield f"{row.key} is unknown, but was not under way"
        elif row.state is not State.ACCEPTED or times != 1:
            yield f"{row.key} ended {row.state}, taken {times} times"


@contextmanager
def crash_rig(folder: Path, seed: int) -> Iterator[CrashRig]:
    """Everything a crash test needs, taken down afterwards."""
    chance = random.Random(seed)  # noqa: S311
    dawdle = Behaviour(on_accept=lambda _mail: time.sleep(chance.uniform(0, 0.002)))
    command = [sys.executable, "-m", "tests.mail_server.crash_sender"]
    with (
        faulty_server(dawdle) as server,
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as nursery,
    ):
        yield CrashRig(folder, server, nursery, chance)
        assert nursery.stdin is not None
        nursery.stdin.close()
