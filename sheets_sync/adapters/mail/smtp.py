"""Mail through an SMTP server: one connection a run, and every failure told by the step it met."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import import_module
from types import TracebackType

from sheets_sync.adapters.mail._smtp_connection import SmtpServer, open_connection
from sheets_sync.adapters.mail._smtp_replies import Step, as_text, lost, one_line, refusal
from sheets_sync.domain.marks import N_
from sheets_sync.domain.message import Envelope, Receipt
from sheets_sync.errors import RetryableError, SendError, SettingsError

__all__ = ["KEYRING_SERVICE", "SmtpServer", "SmtpTransport", "password_for"]

KEYRING_SERVICE = "sheets-sync"


def password_for(username: str, variable: str, environ: Mapping[str, str]) -> str:
    """The password of `username` from the environment variable or the system's keyring; SettingsError if in neither.

    "" for no user name: such a server wants no login.
    """
    if not username:
        return ""
    password = environ.get(variable, "") or _from_keyring(username)
    if not password:
        raise SettingsError(
            N_("There is no password for the mail account."),
            remedy=N_("Put it into the environment variable {variable}, or into the keyring: keyring set {service} {username}."),
            variable=variable,
            service=KEYRING_SERVICE,
            username=username,
        )
    return password


def _from_keyring(username: str) -> str:
    try:
        keyring = import_module("keyring")
    except ImportError:  # an optional extra
        return ""
    try:
        return keyring.get_password(KEYRING_SERVICE, username) or ""
    except keyring.errors.KeyringError:  # no keyring on a server without a desktop
        return ""


def _default_context(server: SmtpServer) -> ssl.SSLContext:
    """One that trusts whom the system trusts; where nothing is encrypted, nobody, since reading the certificates takes a while."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if server.security == "none" else ssl.create_default_context()


class SmtpTransport:
    """`ports.MailTransport` over SMTP; connects at the first message, keeps the connection, quits on exit."""

    def __init__(self, server: SmtpServer, context: ssl.SSLContext | None = None) -> None:
        """`context` decides which certificates are trusted; by default the system's."""
        self._server = server
        self._context = context or _default_context(server)
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> SmtpTransport:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._smtp is not None and error is None:
            with suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()
        self._drop()

    def check(self) -> str:
        """Connect and log in, send nothing; the server's answer, or a SendError."""
        self._connection()
        return self._command(Step.EHLO, lambda smtp: smtp.noop())

    def send(self, envelope: Envelope, before_data: Callable[[], None]) -> Receipt:
        """Hand over one message; a connection that the server has closed meanwhile is opened anew, once."""
        was_open = self._smtp is not None
        try:
            return self._hand_over(envelope, before_data)
        except RetryableError:
            if not was_open or self._smtp is not None:
                raise
        return self._hand_over(envelope, before_data)

    def _hand_over(self, envelope: Envelope, before_data: Callable[[], None]) -> Receipt:
        size = [f"SIZE={len(envelope.raw)}"] if self._connection().has_extn("size") else []
        self._command(Step.MAIL, lambda smtp: smtp.mail(envelope.sender, size))
        self._command(Step.RCPT, lambda smtp: smtp.rcpt(envelope.recipient))
        before_data()
        self._patience(self._server.data_timeout_s)
        reply = self._command(Step.DATA, lambda smtp: smtp.data(envelope.raw))
        self._patience(self._server.timeout_s)
        return Receipt("accepted", reply)

    def _patience(self, seconds: float) -> None:
        if self._smtp is not None and self._smtp.sock is not None:
            self._smtp.sock.settimeout(seconds)

    def _command(self, step: Step, command: Callable[[smtplib.SMTP], tuple[int, bytes]]) -> str:
        """Run one step; the server's answer if it is a yes."""
        smtp = self._connection()
        answer: bytes | str
        try:
            code, answer = command(smtp)
        except smtplib.SMTPResponseException as error:
            code, answer = error.smtp_code, error.smtp_error
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            raise lost(step, str(error)) from error
        if 200 <= code < 300:
            return one_line(code, as_text(answer))
        # smtplib says 500 of its own when an answer is too long to read, and closes: that is no refusal.
        raise self._refused(step, code if smtp.sock is not None else 0, as_text(answer))

    def _refused(self, step: Step, code: int, answer: str) -> SendError:
        if not 400 <= code < 600:
            self._drop()
            return lost(step, answer)
        if code == 421:
            self._drop()
        else:
            self._reset()
        return refusal(step, code, answer)

    def _reset(self) -> None:
        """Forget the message under way, so that the next one starts clean."""
        try:
            code = self._connection().rset()[0]
        except (smtplib.SMTPException, OSError):
            code = 0
        self._patience(self._server.timeout_s)
        if code != 250:
            self._drop()

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None

    def _connection(self) -> smtplib.SMTP:
        if self._smtp is None:
            self._smtp = open_connection(self._server, self._context)
        return self._smtp
