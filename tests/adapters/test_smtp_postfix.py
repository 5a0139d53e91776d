"""Delivery through a real Postfix: what arrives, what is refused, and what comes back."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from sheets_sync.adapters.mail.bounces import read_bounces
from sheets_sync.adapters.mail.smtp import SmtpServer, SmtpTransport
from sheets_sync.adapters.outbox import SqliteOutbox
from sheets_sync.domain.delivery import BOUNCED, State
from sheets_sync.mailing.delivery import Pace, deliver
from tests.mail_server.authority import Authority
from tests.mail_server.postroom import SENDER, TestClock, message, outbox_in, put
from tests.needed import needed

postfix = pytest.importorskip("tests.mail_server.postfix", reason="needs a Unix system", exc_type=ImportError)

HEADS = [f"kepala.k{number}@example.go.id" for number in range(5)]


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


@pytest.fixture(scope="module")
def server(authority: Authority) -> Iterator[object]:
    aliases = {"pindah@example.go.id": "tidak.ada@example.com"}
    needed(postfix.postfix_is_here(), "needs Postfix, and root to run it")
    with postfix.running_postfix(authority.certificate(), [*HEADS, SENDER.email], aliases) as running:
        yield running


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[SqliteOutbox]:
    with outbox_in(tmp_path) as box:
        yield box


def _deliver(outbox: SqliteOutbox, port: int, context: ssl.SSLContext) -> None:
    transport = SmtpTransport(SmtpServer("127.0.0.1", port, "starttls"), context)
    deliver(outbox, transport, timing=TestClock().timing, pace=Pace())


def test_reports_arrive_once_and_unharmed(server, authority: Authority, outbox: SqliteOutbox) -> None:  # type: ignore[no-untyped-def]
    text = "Kalurahan Ngestirejo: 3 unggahan — 'é', …\n.\n.titik\n" + "panjang " * 300
    put(outbox, *(message(f"K{number}", text=text) for number in range(5)))
    for _ in range(2):
        _deliver(outbox, server.port, authority.trusting())
    for address, entry in zip(HEADS, outbox.entries(), strict=True):
        (mail,) = server.mail_of(address)
        assert mail["Message-ID"] == entry.message_id
        body = message_from_bytes(bytes(mail), policy=default).get_body(("plain",))
        assert body is not None
        assert body.get_content().splitlines() == text.splitlines()
        assert entry.state is State.ACCEPTED
        assert "queued as" in entry.reply


def test_unknown_mailbox_is_refused_at_once(server, authority: Authority, outbox: SqliteOutbox) -> None:  # type: ignore[no-untyped-def]
    put(outbox, message("K9"))
    _deliver(outbox, server.port, authority.trusting())
    (entry,) = outbox.entries()
    assert entry.state is State.FAILED
    assert entry.reply.startswith("550 5.1.1 <k…@example.go.id>")


def test_what_comes_back_is_matched(server, authority: Authority, outbox: SqliteOutbox, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    put(outbox, message("K7", to="pindah@example.go.id"))
    _deliver(outbox, server.port, authority.trusting())
    (returned,) = server.mail_of(SENDER.email)
    saved = tmp_path / "returned.eml"
    saved.write_bytes(bytes(returned))
    marked, strangers = outbox.mark_bounces(read_bounces(saved))
    assert strangers == []
    (entry,) = marked
    assert entry.subject_of == "K7"
    assert outbox.entries()[0].bounce == BOUNCED
    assert "5.1.2" in outbox.doubtful_addresses()["pindah@example.go.id"]
