"""Opening a connection to an SMTP server: encrypted and verified, logged in, or a failure that says what to mend."""

from __future__ import annotations

import base64
import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import TypeVar

from sheets_sync.adapters.mail._smtp_replies import Step, as_text, lost, refusal
from sheets_sync.domain.marks import N_
from sheets_sync.errors import SendError, SettingsError, StopTheRunError

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where and how to log in; `security` is starttls, tls or none, `username` "" to send without a login.

    Seconds: `timeout_s` for every step but the last, `data_timeout_s` for the answer to a whole message, which a server
    may take its time to give and which must not be missed (RFC 5321 asks for ten minutes).
    """

    host: str
    port: int
    security: str
    username: str = ""
    password: str = field(default="", repr=False)
    timeout_s: float = 60
    data_timeout_s: float = 600

    def __post_init__(self) -> None:
        if self.security == "none" and not _on_this_machine(self.host):
            raise SettingsError(
                N_("Mail to {host} would travel unencrypted: security = none is for a server on this machine only."),
                remedy=N_("Set security in [mail.smtp] to starttls (port 587) or tls (port 465)."),
                host=self.host,
            )


def _on_this_machine(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    with suppress(ValueError):
        return ip_address(host.strip("[]")).is_loopback
    return False


def open_connection(server: SmtpServer, context: ssl.SSLContext) -> smtplib.SMTP:
    """A connection on which MAIL FROM may be said; a SendError of any step up to there."""
    smtp = _try(Step.CONNECT, server, lambda: _dial(server, context))
    try:
        _greet(smtp, server, context)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _dial(server: SmtpServer, context: ssl.SSLContext) -> smtplib.SMTP:
    smtp: smtplib.SMTP
    if server.security == "tls":
        smtp = smtplib.SMTP_SSL(server.host, server.port, timeout=server.timeout_s, context=context)
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=server.timeout_s)
    if smtp.sock is not None:
        # A message ends in small writes; without this each waits for the answer to the one before.
        smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return smtp


def _greet(smtp: smtplib.SMTP, server: SmtpServer, context: ssl.SSLContext) -> None:
    _try(Step.EHLO, server, smtp.ehlo_or_helo_if_needed)
    if server.security == "starttls":
        _try(Step.STARTTLS, server, lambda: smtp.starttls(context=context))
        _try(Step.EHLO, server, smtp.ehlo_or_helo_if_needed)
    if server.username:
        _try(Step.LOGIN, server, lambda: smtp.login(server.username, server.password))


def _try(step: Step, server: SmtpServer, action: Callable[[], _Result]) -> _Result:
    try:
        return action()
    except (smtplib.SMTPException, OSError, UnicodeError) as error:
        failure = _failure(step, server, error)
        # At the login the cause could carry the password into a traceback.
        raise failure from (None if step is Step.LOGIN else error)


def _failure(step: Step, server: SmtpServer, error: Exception) -> SendError:
    reason = _without_secrets(str(error), server)
    match error:
        case ssl.SSLCertVerificationError():
            return StopTheRunError(
                N_("The certificate of the mail server {host} is not trusted: {reason}."),
                remedy=N_("Check host in [mail.smtp]: it must be the name in the certificate. Ask the provider if it is right."),
                host=server.host,
                reason=error.verify_message,
            )
        case ssl.SSLError(reason="WRONG_VERSION_NUMBER"):
            return StopTheRunError(
                N_("The mail server {host} does not speak TLS on port {port}."),
                remedy=N_("Use security = starttls with port 587, or security = tls with port 465."),
                host=server.host,
                port=str(server.port),
            )
        case smtplib.SMTPNotSupportedError():
            return _not_offered(step, server)
        case smtplib.SMTPResponseException() if 400 <= error.smtp_code < 600:
            return refusal(step, error.smtp_code, _without_secrets(as_text(error.smtp_error), server))
        case UnicodeError():
            return StopTheRunError(
                N_("The user name or password for the mail server has letters that cannot be used there."),
                remedy=N_("Choose a password of plain letters, digits and signs."),
            )
        case smtplib.SMTPException() if step is Step.LOGIN and not isinstance(error, smtplib.SMTPServerDisconnected):
            return _not_offered(step, server)
    return lost(step, reason)


def _not_offered(step: Step, server: SmtpServer) -> SendError:
    if step is Step.LOGIN:
        return StopTheRunError(
            N_("The mail server {host} offers no login that this program knows."),
            remedy=N_("Leave username in [mail.smtp] empty if the server wants none, or check port and security."),
            host=server.host,
        )
    return StopTheRunError(
        N_("The mail server {host} offers no encryption (STARTTLS)."),
        remedy=N_("Use security = tls with port 465 if the provider has it; nothing is sent unencrypted."),
        host=server.host,
    )


def _without_secrets(text: str, server: SmtpServer) -> str:
    """Some servers repeat in an answer what they were sent."""
    pair = f"\0{server.username}\0{server.password}"
    for secret in (server.password, *(base64.b64encode(each.encode()).decode() for each in (pair, server.password))):
        if server.password:
            text = text.replace(secret, "…")
    return text
