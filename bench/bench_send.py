"""How fast 200 reports leave over loopback STARTTLS, beside a bare smtplib loop that sends the same bytes.

    python -m bench.bench_send [MESSAGES] [REPEATS]

The server runs in a process of its own. Both sides use verified certificates, one connection and TCP_NODELAY; ours also
writes every step to the outbox on the disk. Planning (rendering aside) is timed apart.
"""

from __future__ import annotations

import multiprocessing
import random
import smtplib
import socket
import ssl
import statistics
import sys
import tempfile
import time
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

import trustme

from sheets_sync.adapters.mail.smtp import SmtpServer, SmtpTransport
from sheets_sync.adapters.outbox import SqliteOutbox
from sheets_sync.domain.delivery import State
from sheets_sync.mailing.delivery import Pace, Timing, deliver
from tests.mail_server.postroom import message, put

TEXT = "Laporan bulanan. " * 900  # about 15 KB a part, as the reports are


def serve(pipe: Connection, certificate: bytes) -> None:
    from tests.mail_server.faulty import faulty_server

    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    with tempfile.NamedTemporaryFile(suffix=".pem") as file:
        file.write(certificate)
        file.flush()
        context.load_cert_chain(file.name)
    with faulty_server(starttls=context) as server:
        pipe.send(server.port)
        pipe.recv()


class WallClock:
    def now(self) -> datetime:
        return datetime.now().replace(microsecond=0)


def bare_loop(port: int, context: ssl.SSLContext, envelopes: list[tuple[str, str, bytes]]) -> float:
    start = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", port) as smtp:
        smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        smtp.starttls(context=context)
        for sender, recipient, raw in envelopes:
            smtp.sendmail(sender, recipient, raw)
    return time.perf_counter() - start


def ours(port: int, context: ssl.SSLContext, count: int, folder: Path) -> tuple[float, float, list[tuple[str, str, bytes]]]:
    """Seconds to plan, seconds to send, and what was sent."""
    timing = Timing(WallClock(), time.sleep, random.random)
    now = timing.clock.now()
    with SqliteOutbox(folder / "outbox.sqlite") as outbox:
        start = time.perf_counter()
        put(outbox, *(message(f"K{n}", text=TEXT) for n in range(count)), now=now, expires_at=now + timedelta(days=1))
        planned = time.perf_counter()
        report = deliver(outbox, SmtpTransport(SmtpServer("127.0.0.1", port, "starttls"), context), timing=timing, pace=Pace())
        sent = time.perf_counter()
        assert report.counts[State.ACCEPTED] == count
        rows = outbox._database.execute("SELECT sender, recipient, raw FROM entry JOIN wire ON wire.entry = entry.id").fetchall()
    return planned - start, sent - planned, [tuple(row) for row in rows]


def main(count: int = 200, repeats: int = 5) -> None:
    authority = trustme.CA()
    pem = authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.bytes()
    context = ssl.create_default_context()
    authority.configure_trust(context)
    here, there = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(there, pem))
    server.start()
    port = here.recv()
    bare, plans, sends = [], [], []
    for _ in range(repeats):
        with tempfile.TemporaryDirectory() as folder:
            planned, sent, envelopes = ours(port, context, count, Path(folder))
        plans.append(planned)
        sends.append(sent)
        bare.append(bare_loop(port, context, envelopes))
    here.send("stop")
    server.join()
    size = statistics.mean(len(raw) for *_, raw in envelopes)
    print(f"{count} messages of {size / 1000:.0f} KB, median of {repeats}")
    for name, seconds in (("plan", plans), ("send", sends), ("bare smtplib", bare)):
        median = statistics.median(seconds)
        print(f"  {name:13} {median:6.3f} s  {count / median:6.0f} a second")
    print(f"  send / bare smtplib, rate: {statistics.median(bare) / statistics.median(sends):.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
