"""Killing a sender again and again, and what must hold once it has been left to finish."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import sys
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
class Axe:
    """Falls on a process as the server gets one more command than it was to live to see: before its answer, or within
    `LATEST_S` of it, while the process has the answer already and goes on."""

    chance: random.Random
    victim: int = 0
    commands_left: int = 0

    LATEST_S = 0.003

    def aim(self, victim: int, commands: int) -> None:
        self.victim, self.commands_left = victim, commands

    def on_command(self) -> None:
        self.commands_left -= 1
        if self.commands_left == 0:
            delay = self.chance.choice((0, self.chance.uniform(0, self.LATEST_S)))
            if delay:
                asyncio.get_running_loop().call_later(delay, self._fall, self.victim)
            else:
                self._fall(self.victim)

    def _fall(self, victim: int) -> None:
        if victim and victim == self.victim:
            os.kill(victim, signal.SIGKILL)


@dataclass
class CrashRig:
    """A server, a nursery of senders, and what kills them."""

    folder: Path
    server: FaultyServer
    nursery: subprocess.Popen[str]
    axe: Axe
    tally: CrashTally = field(default_factory=CrashTally)

    def round(self, count: int = 200, longest_life: int = 60) -> None:
        """Send `count` messages through as many deaths as it takes; every breach of the promise goes to `tally.faults`.

        `longest_life`: of how many commands a sender may see the answer, three of which make a message.
        """
        self.tally.rounds += 1
        path = self.folder / f"round{self.tally.rounds}" / "outbox.sqlite"
        now = datetime.now().replace(microsecond=0)
        with SqliteOutbox(path) as outbox:
            month = f"round {self.tally.rounds}"
            put(outbox, *(message(f"K{n}", month=month) for n in range(count)), now=now, expires_at=now + timedelta(days=1))
        before = len(self.server.accepted)
        while not self._one_life(path, self.axe.chance.randrange(longest_life)):
            self.tally.kills += 1
        with SqliteOutbox(path) as outbox:
            self._check(outbox.entries(), self.server.accepted[before:], count)

    def _one_life(self, path: Path, commands: int) -> bool:
        """Whether the sender came to its end before the axe."""
        sender = int(self._ask(f"{path}\t{self.server.port}"))
        if commands:
            self.axe.aim(sender, commands)
        else:
            os.kill(sender, signal.SIGKILL)
        assert self._ask("wait") == "ended"
        self.axe.aim(0, 0)
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
    axe = Axe(random.Random(seed))  # noqa: S311
    command = [sys.executable, "-m", "tests.mail_server.crash_sender"]
    with (
        faulty_server(Behaviour(on_command=axe.on_command)) as server,
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as nursery,
    ):
        yield CrashRig(folder, server, nursery, axe)
        assert nursery.stdin is not None
        nursery.stdin.close()
