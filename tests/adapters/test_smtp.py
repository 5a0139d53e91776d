"""The SMTP transport against a real server that fails in every way a server can."""

# ruff: noqa: SIM117  # the inner `with` says what is expected of the outer one
from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import keyring
import keyring.backends.fail
import keyring.errors
import pytest
from keyring.backend import KeyringBackend

from sheets_sync.adapters.mail.smtp import SmtpServer, SmtpTransport, password_for
from sheets_sync.domain.message import Envelope
from sheets_sync.errors import (
    OutcomeUnknownError,
    PermanentError,
    QuotaError,
    RetryableError,
    SendError,
    SettingsError,
    StopTheRunError,
)
from sheets_sync.language import Language
from tests.mail_server.authority import Authority
from tests.mail_server.faulty import Behaviour, FaultyServer, faulty_server

PASSWORD = "rahasia-sekali-7"
RAW = b"Message-ID: <1@example.go.id>\r\nSubject: Laporan\r\n\r\n.titik di awal\r\n"


def envelope(recipient: str = "kepala@example.go.id", raw: bytes = RAW) -> Envelope:
    return Envelope(f"2026-10/unit_report/K1/{recipient}", "2026-10", "unit_report", "K1", "monev@example.go.id", recipient, raw)


def plain(server: FaultyServer, **options: float | str) -> SmtpTransport:
    return SmtpTransport(
        SmtpServer(server.host, server.port, "none", **{"timeout_s": 0.5, "data_timeout_s": 0.5, **options})  # type: ignore[arg-type]
    )


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


class Doubt:
    """Notes when the transport says that from here on the outcome is in doubt."""

    def __init__(self) -> None:
        self.told = 0

    def __call__(self) -> None:
        self.told += 1


def test_message_arrives_byte_for_byte() -> None:
    with faulty_server() as server, plain(server) as transport:
        doubt = Doubt()
        receipt = transport.send(envelope(), doubt)
    assert receipt.outcome == "accepted"
    assert receipt.detail == "250 2.0.0 taken"
    assert server.accepted[0].raw == RAW
    assert doubt.told == 1


def test_one_connection_serves_a_whole_run() -> None:
    with faulty_server() as server, plain(server) as transport:
        for number in range(5):
            transport.send(envelope(f"kepala{number}@example.go.id"), Doubt())
    assert server.connections == 1
    assert len(server.accepted) == 5


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        ("550 5.1.1 no such user", PermanentError),
        ("550 5.7.1 rejected by policy", QuotaError),
        ("550 5.4.5 daily sending quota exceeded", QuotaError),
        ("554 5.7.1 Relay access denied", StopTheRunError),
        ("530 5.7.0 Authentication required", StopTheRunError),
        ("450 4.7.1 greylisted", RetryableError),
        ("452 4.2.2 mailbox full", RetryableError),
        ("552 5.2.2 mailbox full", PermanentError),
        ("454 4.7.1 Relay access denied", StopTheRunError),
        ("550 Domain example.go.id has exceeded the max emails per hour (100/100)", RetryableError),
        ("554 5.2.0 SubmissionQuotaExceededException", QuotaError),
        ("550 5.1.90 you have reached your daily limit for message recipients", QuotaError),
        ("452 4.2.2 The recipient's inbox is over quota", RetryableError),
    ],
)
def test_refused_recipient_leaves_the_connection_usable(answer: str, failure: type[SendError]) -> None:
    behaviour = Behaviour(rcpt={"buruk@example.go.id": [answer]})
    with faulty_server(behaviour) as server, plain(server) as transport:
        doubt = Doubt()
        with pytest.raises(failure) as caught:
            transport.send(envelope("buruk@example.go.id"), doubt)
        transport.send(envelope(), Doubt())
    assert doubt.told == 0
    assert caught.value.reply == answer
    assert server.recipients == ["kepala@example.go.id"]
    assert server.connections == 1
    assert "RSET" in server.commands


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        ("451 4.3.0 try later", RetryableError),
        ("552 5.3.4 message too big", PermanentError),
        ("554 5.6.0 content refused", PermanentError),
        ("550 5.7.1 looks like spam", QuotaError),
    ],
)
def test_refused_content_leaves_the_connection_usable(answer: str, failure: type[SendError]) -> None:
    with faulty_server(Behaviour(data={"buruk@example.go.id": [answer]})) as server, plain(server) as transport:
        with pytest.raises(failure):
            transport.send(envelope("buruk@example.go.id"), Doubt())
        transport.send(envelope(), Doubt())
    assert server.recipients == ["kepala@example.go.id"]
    assert server.connections == 1


def test_message_over_the_announced_size_is_refused_before_data() -> None:
    with faulty_server(data_size_limit=100) as server, plain(server) as transport:
        doubt = Doubt()
        with pytest.raises(PermanentError):
            transport.send(envelope(raw=RAW + b"x" * 200), doubt)
    assert doubt.told == 0


def test_sender_refused_stops_the_run() -> None:
    with faulty_server(Behaviour(mail=["553 5.7.1 sender address rejected"])) as server, plain(server) as transport:
        with pytest.raises(StopTheRunError) as caught:
            transport.send(envelope(), Doubt())
    assert "sender" in caught.value.text(Language("en"))


def test_421_on_a_kept_connection_is_answered_by_a_new_one() -> None:
    behaviour = Behaviour(rcpt={"kedua@example.go.id": ["421 4.7.0 too many messages in this session", "250"]})
    with faulty_server(behaviour) as server, plain(server) as transport:
        transport.send(envelope(), Doubt())
        transport.send(envelope("kedua@example.go.id"), Doubt())
    assert server.recipients == ["kepala@example.go.id", "kedua@example.go.id"]
    assert server.connections == 2


def test_421_on_a_new_connection_is_put_off() -> None:
    with faulty_server(Behaviour(mail=["421 4.3.2 closing"])) as server, plain(server) as transport:
        with pytest.raises(RetryableError) as caught:
            transport.send(envelope(), Doubt())
    assert caught.value.whole_server
    assert server.connections == 1


@pytest.mark.parametrize("place", ["ehlo", "mail", "rcpt"])
@pytest.mark.parametrize("way", ["cut", "slow"])
def test_connection_lost_before_data_may_be_tried_again(place: str, way: str) -> None:
    behaviour = Behaviour(slow_s=0.6)
    if place == "rcpt":
        behaviour.rcpt["kepala@example.go.id"] = [way]
    else:
        setattr(behaviour, place, [way])
    with faulty_server(behaviour) as server, plain(server, timeout_s=0.2) as transport:
        doubt = Doubt()
        with pytest.raises(RetryableError) as caught:
            transport.send(envelope(), doubt)
    assert caught.value.whole_server is (place != "rcpt")
    assert doubt.told == 0
    assert server.accepted == []


@pytest.mark.parametrize(("way", "taken"), [("taken, cut", 1), ("cut", 0), ("slow", 1)])
def test_connection_lost_after_data_is_unknown(way: str, taken: int) -> None:
    behaviour = Behaviour(data={"kepala@example.go.id": [way]}, slow_s=0.6)
    with faulty_server(behaviour) as server, plain(server, data_timeout_s=0.2) as transport:
        doubt = Doubt()
        with pytest.raises(OutcomeUnknownError):
            transport.send(envelope(), doubt)
        transport.send(envelope("lain@example.go.id"), Doubt())
    assert doubt.told == 1
    assert len(server.accepted) == taken + 1


@contextmanager
def scripted_server(*lines: bytes) -> Iterator[int]:
    """A server that says its lines, one for each line it hears, whatever that is, then hangs up; yields its port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            connection, _ = listener.accept()
            with connection, connection.makefile("rwb") as stream:
                for line in lines:
                    stream.write(line)
                    stream.flush()
                    if not stream.readline():
                        return

        thread = threading.Thread(target=serve)
        thread.start()
        yield listener.getsockname()[1]
        thread.join()


def _scripted(port: int) -> SmtpTransport:
    return SmtpTransport(SmtpServer("127.0.0.1", port, "none", timeout_s=1, data_timeout_s=1))


OK = b"250 OK\r\n"


def test_cut_at_the_data_command_is_unknown() -> None:
    with scripted_server(b"220 hello\r\n", OK, OK, OK) as port, _scripted(port) as transport:
        with pytest.raises(OutcomeUnknownError):
            transport.send(envelope(), Doubt())


def test_answer_that_is_no_smtp_is_no_refusal() -> None:
    with scripted_server(b"220 hello\r\n", OK, b"what?\r\n") as port, _scripted(port) as transport:
        with pytest.raises(RetryableError):
            transport.send(envelope(), Doubt())


def test_endless_answer_to_a_message_is_unknown() -> None:
    endless = b"250 " + b"x" * 10_000 + b"\r\n"
    with scripted_server(b"220 hello\r\n", OK, OK, OK, b"354 go\r\n", endless) as port, _scripted(port) as transport:
        with pytest.raises(OutcomeUnknownError):
            transport.send(envelope(), Doubt())


def test_server_that_turns_us_away_stops_the_run() -> None:
    with scripted_server(b"554 5.7.1 no mail from this address\r\n") as port, _scripted(port) as transport:
        with pytest.raises(StopTheRunError):
            transport.send(envelope(), Doubt())


def test_server_that_is_not_there_may_be_tried_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with _scripted(port) as transport, pytest.raises(RetryableError) as caught:
        transport.send(envelope(), Doubt())
    assert caught.value.whole_server


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_mail_travels_encrypted_and_logged_in(authority: Authority, security: str) -> None:
    channel = {security: authority.serving()}
    with faulty_server(Behaviour(password=PASSWORD if security == "starttls" else ""), **channel) as server:
        login = {"username": "monev@example.go.id", "password": PASSWORD} if security == "starttls" else {}
        with SmtpTransport(SmtpServer(server.host, server.port, security, **login), authority.trusting()) as transport:
            assert transport.check().startswith("250")
            transport.send(envelope(), Doubt())
            assert transport._smtp is not None
            assert transport._smtp.sock is not None
            assert transport._smtp.sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    assert server.connections == 1
    assert server.accepted[0].tls or security == "tls"


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("certificate", ["of another authority", "for another name"])
def test_wrong_certificate_is_refused(authority: Authority, security: str, certificate: str) -> None:
    other = Authority().serving() if certificate == "of another authority" else authority.serving("mail.example.com")
    with faulty_server(**{security: other}) as server:
        with SmtpTransport(SmtpServer(server.host, server.port, security), authority.trusting()) as transport:
            with pytest.raises(StopTheRunError) as caught:
                transport.send(envelope(), Doubt())
    assert "certificate" in caught.value.text(Language("en"))
    assert server.commands == []


def test_server_without_starttls_gets_nothing() -> None:
    with faulty_server() as server, SmtpTransport(SmtpServer(server.host, server.port, "starttls")) as transport:
        with pytest.raises(StopTheRunError):
            transport.send(envelope(), Doubt())
    assert server.commands == []


def test_tls_towards_a_server_that_speaks_plain_text_is_explained() -> None:
    with faulty_server() as server, SmtpTransport(SmtpServer(server.host, server.port, "tls", timeout_s=1)) as transport:
        with pytest.raises(StopTheRunError) as caught:
            transport.send(envelope(), Doubt())
    assert "587" in caught.value.text(Language("en"))


def _failed_login(authority: Authority, password: str) -> StopTheRunError:
    with faulty_server(Behaviour(password=PASSWORD), starttls=authority.serving()) as server:
        login = SmtpServer(server.host, server.port, "starttls", username="monev@example.go.id", password=password)
        with SmtpTransport(login, authority.trusting()) as transport, pytest.raises(StopTheRunError) as caught:
            transport.check()
    return caught.value


@pytest.mark.parametrize("password", ["salah-total-9", "kata sandi ñ"])
def test_wrong_password_stops_the_run_and_stays_secret(authority: Authority, password: str) -> None:
    failure = _failed_login(authority, password)
    assert password not in repr(failure) + failure.text(Language("en"))
    assert failure.__cause__ is None
    assert password not in repr(SmtpServer("localhost", 25, "none", password=password))


def test_answer_that_repeats_the_password_is_blackened() -> None:
    echo = b"535 5.7.8 bad credentials AG1vbmV2AHJhaGFzaWEtc2VrYWxpLTc= rahasia-sekali-7\r\n"
    with scripted_server(b"220 hello\r\n", b"250-hello\r\n250 AUTH PLAIN\r\n", echo) as port:
        server = SmtpServer("127.0.0.1", port, "none", username="monev", password=PASSWORD, timeout_s=1)
        with SmtpTransport(server) as transport, pytest.raises(StopTheRunError) as caught:
            transport.check()
    assert caught.value.reply == "535 5.7.8 bad credentials … …"


def test_server_that_offers_no_login_stops_the_run() -> None:
    with faulty_server() as server:
        login = SmtpServer(server.host, server.port, "none", username="monev", password=PASSWORD)
        with SmtpTransport(login) as transport, pytest.raises(StopTheRunError):
            transport.check()


def test_whole_addresses_do_not_reach_the_reply() -> None:
    answer = "550 5.1.1 <kepala.dinas@example.go.id>: Recipient address rejected"
    with faulty_server(Behaviour(rcpt={"kepala@example.go.id": [answer]})) as server, plain(server) as transport:
        with pytest.raises(PermanentError) as caught:
            transport.send(envelope(), Doubt())
    assert caught.value.reply == "550 5.1.1 <k…@example.go.id>: Recipient address rejected"


@pytest.mark.parametrize("host", ["mail.example.go.id", "10.0.0.5", "localhost.example.com"])
def test_unencrypted_mail_off_this_machine_is_refused(host: str) -> None:
    with pytest.raises(SettingsError):
        SmtpServer(host, 25, "none")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.0.0.9", "::1"])
def test_unencrypted_mail_on_this_machine_is_allowed(host: str) -> None:
    assert SmtpServer(host, 25, "none").host == host


def test_password_comes_from_the_environment() -> None:
    assert password_for("monev", "SMTP_PASSWORD", {"SMTP_PASSWORD": PASSWORD}) == PASSWORD
    assert password_for("", "SMTP_PASSWORD", {}) == ""


class Kept(KeyringBackend):
    """A person's keyring that holds one password."""

    priority = 1.0

    def get_password(self, service: str, username: str) -> str | None:
        return PASSWORD if (service, username) == ("sheets-sync", "monev") else None

    def set_password(self, service: str, username: str, password: str) -> None:
        raise keyring.errors.PasswordSetError


@pytest.fixture
def with_keyring() -> Iterator[Callable[[KeyringBackend], None]]:
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


def test_password_comes_from_the_keyring_where_the_environment_has_none(with_keyring: Callable[[KeyringBackend], None]) -> None:
    with_keyring(Kept())
    assert password_for("monev", "SMTP_PASSWORD", {}) == PASSWORD
    with pytest.raises(SettingsError):
        password_for("somebody", "SMTP_PASSWORD", {})


def test_a_machine_that_has_no_keyring_is_told_of_the_variable(with_keyring: Callable[[KeyringBackend], None]) -> None:
    with_keyring(keyring.backends.fail.Keyring())
    with pytest.raises(SettingsError, match="SMTP_PASSWORD"):
        password_for("monev", "SMTP_PASSWORD", {})


def test_without_the_package_keyring_one_is_told_of_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "keyring.py").write_text("raise ImportError")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "keyring")
    with pytest.raises(SettingsError, match="SMTP_PASSWORD"):
        password_for("monev", "SMTP_PASSWORD", {})
