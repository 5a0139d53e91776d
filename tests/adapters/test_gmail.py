"""The Gmail transport over real HTTP, against a stand-in that checks every request by Google's own description."""

# ruff: noqa: SIM117  # the inner `with` says what is expected of the outer one
from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from sheets_sync.adapters.mail.gmail import SCOPE, GmailTransport, gmail_credentials
from sheets_sync.adapters.outbox import SqliteOutbox
from sheets_sync.domain.delivery import State
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
from sheets_sync.mailing.delivery import Pace, deliver
from tests.google_server.errors import ApiError
from tests.google_server.faults import Fault
from tests.google_server.gmail import DelegatingDesk, GmailApi, GmailError
from tests.google_server.server import TOKEN_PATH, GoogleServer
from tests.mail_server.postroom import NOON, SENDER, TestClock, freeze, message, outbox_in, put

EVERY_CUT = [Fault("silence"), Fault("silence", after=True), Fault("reset"), Fault("reset", after=True)]


class Office:
    """A Workspace domain with one mailbox and one service account that may act for it."""

    def __init__(self, server: GoogleServer, folder: Path) -> None:
        self.server = server
        self.folder = folder
        self.gmail = GmailApi([SENDER.email])
        server.apis.append(self.gmail)
        self.desk = DelegatingDesk(server.url + TOKEN_PATH)
        self.desk.accounts = server.desk.accounts
        self.desk.delegates = [server.account.email]
        server.desk = self.desk

    def transport(self, timeout_s: float = 5) -> GmailTransport:
        credentials = gmail_credentials(self.server.credentials(self.folder), SENDER.email)
        return GmailTransport(credentials, api_root=self.server.url, timeout_s=timeout_s)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with GoogleServer() as server:
        yield Office(server, tmp_path)
        assert server.violations == []


def envelope(recipient: str = "kepala.k1@example.go.id", *, cc: tuple[str, ...] = (), copy: bool = False) -> Envelope:
    raw = freeze(message("K1", text="Capaian: 100 % — baik", cc=cc), NOON)
    return Envelope("2026-10/unit_report/K1/x", "2026-10", "unit_report", "K1", SENDER.email, recipient, raw, copy)


class Doubt:
    def __init__(self) -> None:
        self.told = 0

    def __call__(self) -> None:
        self.told += 1


def test_message_is_sent_as_the_sender(office: Office) -> None:
    with office.transport() as transport:
        receipt = transport.send(envelope(), Doubt())
    (sent,) = office.gmail.sent
    assert (sent.sender, sent.recipients) == (SENDER.email, ("kepala.k1@example.go.id",))
    assert sent.raw == envelope().raw
    assert receipt.detail == "id 0000000000000001"


def test_one_token_serves_a_run(office: Office) -> None:
    with office.transport() as transport:
        for _ in range(3):
            transport.send(envelope(), Doubt())
    assert office.server.token_calls == 1
    assert office.server.names == ["users.messages.send"] * 3


def test_only_the_recipient_of_the_envelope_gets_it(office: Office) -> None:
    copies = ("operator@example.go.id", "sekretaris.dengan.nama.yang.panjang.sekali@example.go.id")
    with office.transport() as transport:
        transport.send(envelope(cc=copies), Doubt())
        transport.send(envelope("operator@example.go.id", cc=copies, copy=True), Doubt())
    assert [sent.recipients for sent in office.gmail.sent] == [("kepala.k1@example.go.id",), ("operator@example.go.id",)]
    first, second = (message_from_bytes(sent.raw, policy=default) for sent in office.gmail.sent)
    assert first["Message-ID"] == second["Message-ID"]
    assert first.get_body(("plain",)).get_content() == second.get_body(("plain",)).get_content()  # type: ignore[union-attr]


def test_an_authorized_user_sends_without_delegation(office: Office, tmp_path: Path) -> None:
    office.desk.refresh_tokens["1//refresh"] = SENDER.email
    user = {"type": "authorized_user", "client_id": "1", "client_secret": "rahasia", "refresh_token": "1//refresh"}
    file = tmp_path / "user.json"
    file.write_text(json.dumps(user))
    credentials = gmail_credentials(file, SENDER.email)
    credentials._token_uri = office.server.url + TOKEN_PATH
    with GmailTransport(credentials, api_root=office.server.url) as transport:
        transport.send(envelope(), Doubt())
    assert office.gmail.sent[0].sender == SENDER.email


ANSWERS: list[tuple[ApiError, type[SendError]]] = [
    (GmailError(400, "Invalid To header", "invalidArgument"), PermanentError),
    (GmailError(400, "Mail service not enabled", "failedPrecondition", status="FAILED_PRECONDITION"), StopTheRunError),
    (GmailError(403, "User-rate limit exceeded", "userRateLimitExceeded"), RetryableError),
    (GmailError(403, "Daily limit exceeded", "dailyLimitExceeded"), QuotaError),
    (GmailError(403, "Delegation denied for monev@example.go.id", "forbidden"), StopTheRunError),
    (GmailError(404, "Not found", "notFound"), StopTheRunError),
    (GmailError(413, "Request entity too large", "uploadTooLarge"), PermanentError),
    (GmailError(429, "Rate limit exceeded", "rateLimitExceeded"), RetryableError),
    (GmailError(429, "User-rate limit exceeded.  Retry after 2126-01-01T00:00:00.000Z", "rateLimitExceeded"), QuotaError),
    (GmailError(429, "User-rate limit exceeded.  Retry after 2020-01-01T00:00:00Z", "rateLimitExceeded"), RetryableError),
    (GmailError(429, "Daily user sending limit exceeded", "rateLimitExceeded"), QuotaError),
    (ApiError(503, "The service is currently unavailable."), RetryableError),
    (ApiError(500, "Internal error encountered."), OutcomeUnknownError),
    (ApiError(502, "Bad gateway."), OutcomeUnknownError),
]


@pytest.mark.parametrize(("error", "failure"), ANSWERS, ids=[f"{error.code} {error.message[:30]}" for error, _ in ANSWERS])
def test_every_refusal_has_its_meaning(office: Office, error: ApiError, failure: type[SendError]) -> None:
    office.server.faults.at(0, Fault("status", error.code, error=error))
    with office.transport() as transport:
        with pytest.raises(failure) as caught:
            transport.send(envelope(), Doubt())
    assert "monev@" not in caught.value.reply
    assert caught.value.text(Language("en"))


def test_the_wait_google_asks_for_is_kept(office: Office) -> None:
    office.server.faults.at(0, Fault("status", 429, retry_after="90"))
    with office.transport() as transport:
        with pytest.raises(RetryableError) as caught:
            transport.send(envelope(), Doubt())
    assert caught.value.after_s == 90
    assert caught.value.whole_server


def test_an_error_page_is_no_riddle(office: Office) -> None:
    office.server.faults.at(0, Fault("html"))
    with office.transport() as transport:
        with pytest.raises(RetryableError):
            transport.send(envelope(), Doubt())


@pytest.mark.parametrize("fault", EVERY_CUT, ids=lambda fault: f"{fault.kind}, {'after' if fault.after else 'before'} the effect")
def test_no_answer_leaves_it_unknown_and_is_not_repeated(office: Office, fault: Fault) -> None:
    office.server.faults.at(0, fault)
    with office.transport(timeout_s=0.3) as transport:
        doubt = Doubt()
        with pytest.raises(OutcomeUnknownError):
            transport.send(envelope(), doubt)
    assert doubt.told == 1
    assert len(office.gmail.sent) == fault.after


def test_an_answer_cut_short_is_still_a_yes(office: Office) -> None:
    office.server.faults.at(0, Fault("truncated", after=True))
    with office.transport() as transport:
        assert transport.send(envelope(), Doubt()).detail == "200"


def test_a_server_that_is_not_there_may_be_tried_again(office: Office) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        nowhere = f"http://127.0.0.1:{listener.getsockname()[1]}"
    credentials = gmail_credentials(office.server.credentials(office.folder), SENDER.email)
    with GmailTransport(credentials, api_root=nowhere) as transport:
        with pytest.raises(RetryableError) as caught:
            transport.send(envelope(), Doubt())
    assert caught.value.whole_server


@pytest.mark.parametrize("fault", [Fault("status", 503), Fault("silence"), Fault("reset")], ids=lambda fault: fault.kind)
def test_trouble_with_the_token_leaves_no_doubt(office: Office, fault: Fault) -> None:
    office.server.token_fault = fault
    with office.transport(timeout_s=0.2) as transport:
        doubt = Doubt()
        with pytest.raises(RetryableError):
            transport.send(envelope(), doubt)
    assert doubt.told == 0


@pytest.mark.parametrize("trouble", ["no delegation", "revoked key"])
def test_credentials_that_may_not_send_stop_the_run(office: Office, trouble: str) -> None:
    if trouble == "no delegation":
        office.desk.delegates = []
    else:
        office.server.account.revoked = True
    with office.transport() as transport:
        doubt = Doubt()
        with pytest.raises(StopTheRunError) as caught:
            transport.check()
    assert doubt.told == 0
    assert "gmail.send" in caught.value.text(Language("en"))
    assert caught.value.__cause__ is None


def test_check_sends_nothing(office: Office) -> None:
    with office.transport() as transport:
        assert transport.check().startswith("127.0.0.1")
    assert office.server.calls == []


@pytest.mark.parametrize("content", ["", "{}", '{"type": "service_account", "private_key": "-----BEGIN KUNCI"}'])
def test_unusable_credentials_are_explained_without_quoting_them(tmp_path: Path, content: str) -> None:
    file = tmp_path / "credentials.json"
    file.write_text(content)
    with pytest.raises(SettingsError) as caught:
        gmail_credentials(file, SENDER.email)
    assert "KUNCI" not in str(caught.value)


def test_google_is_where_mail_goes_unless_told_otherwise(office: Office) -> None:
    credentials = gmail_credentials(office.server.credentials(office.folder), SENDER.email)
    assert credentials.scopes == [SCOPE]
    with GmailTransport(credentials) as transport:
        assert transport._url == "https://gmail.googleapis.com/gmail/v1/users/me/messages/send"


def test_a_whole_run_through_the_outbox(office: Office, tmp_path: Path) -> None:
    office.server.faults.at(1, Fault("status", 429, retry_after="5"))
    office.server.faults.at(3, Fault("reset", after=True))
    clock = TestClock()
    with outbox_in(tmp_path) as outbox, office.transport() as transport:
        put(outbox, *(message(f"K{number}", cc=["operator@example.go.id"]) for number in range(3)))
        deliver(outbox, transport, timing=clock.timing, pace=Pace())
        states = _states(outbox)
    assert states.count(State.ACCEPTED) == 5
    assert states.count(State.UNKNOWN) == 1
    assert len(office.gmail.sent) == 6
    assert len({(sent.recipients, message_from_bytes(sent.raw)["Message-ID"]) for sent in office.gmail.sent}) == 6


def _states(outbox: SqliteOutbox) -> list[State]:
    return [entry.state for entry in outbox.entries()]
