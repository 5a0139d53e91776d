"""A process that sends what an outbox holds, made to be killed.

`python -m tests.mail_server.crash_sender OUTBOX PORT [PLAN]` plans PLAN messages and sends once. Without arguments it reads
lines `OUTBOX PORT` and forks a sender for each, so that a thousand deaths do not cost a thousand starts of Python: it
answers with the sender's process id; to the next line, whatever that is, when the sender has ended; and to the one after
it with the exit status. Until then the id is the sender's own, dead or alive.
"""

from __future__ import annotations

import os
import random
import sys
import time
from datetime import datetime
from pathlib import Path

from sheets_sync.adapters.mail.smtp import SmtpServer, SmtpTransport
from sheets_sync.adapters.outbox import SqliteOutbox
from sheets_sync.mailing.delivery import Pace, Timing, deliver
from tests.mail_server.postroom import message, put


class _Clock:
    def now(self) -> datetime:
        return datetime.now().replace(microsecond=0)


def send(outbox: Path, port: int, plan: int = 0) -> None:
    timing = Timing(_Clock(), time.sleep, random.random)
    with SqliteOutbox(outbox) as box:
        if plan:
            now = timing.clock.now()
            put(box, *(message(f"K{number}") for number in range(plan)), now=now, expires_at=now.replace(year=now.year + 1))
        deliver(box, SmtpTransport(SmtpServer("127.0.0.1", port, "none")), timing=timing, pace=Pace(), wait_s=60)


def fork_senders() -> None:
    for line in sys.stdin:
        outbox, port = line.split("\t")
        child = os.fork()
        if child == 0:
            _send_and_die(Path(outbox), int(port))
        print(child, flush=True)
        sys.stdin.readline()
        os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
        print("ended", flush=True)
        sys.stdin.readline()
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _send_and_die(outbox: Path, port: int) -> None:
    status = 1
    try:
        send(outbox, port)
        status = 0
    finally:
        os._exit(status)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        send(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
    else:
        fork_senders()
