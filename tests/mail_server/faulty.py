"""An SMTP server on this machine that takes mail, or fails for chosen addresses in chosen ways."""

# ruff: noqa: N802  # aiosmtpd finds its hooks by these names
from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesHeaderParser
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass(frozen=True, slots=True)
class Accepted:
    """A message the server took."""

    sender: str
    recipient: str
    raw: bytes
    tls: bool

    @property
    def message_id(self) -> str:
        return str(BytesHeaderParser().parsebytes(self.raw)["Message-ID"])


@dataclass
class Behaviour:
    """How the server treats its clients.

    `rcpt`, `data`: answers by recipient instead of 250, each given once per entry of the list, the last for ever.
    "cut" hangs up without a word, "taken, cut" takes the message first, "slow" answers after the client gave up.
    `mail`, `ehlo`: the same for everybody. `on_accept` is called with each message before the answer to it, `on_command` before
    the answer to each MAIL and RCPT and to a message; both on the server's thread.
    """

    rcpt: dict[str, list[str]] = field(default_factory=dict)
    data: dict[str, list[str]] = field(default_factory=dict)
    mail: list[str] = field(default_factory=list)
    ehlo: list[str] = field(default_factory=list)
    password: str = ""
    slow_s: float = 3.0
    on_accept: Callable[[Accepted], None] = lambda _message: None
    on_command: Callable[[], None] = lambda: None


def _next(answers: list[str]) -> str:
    if not answers:
        return ""
    return answers.pop(0) if len(answers) > 1 else answers[0]


class _Handler:
    def __init__(self, behaviour: Behaviour) -> None:
        self.behaviour = behaviour
        self.accepted: list[Accepted] = []
        self.peers: set[object] = set()
        self.commands: list[str] = []

    async def handle_EHLO(self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]) -> list[str]:
        session.host_name = hostname
        self.peers.add(session.peer)
        answer = _next(self.behaviour.ehlo)
        if answer:
            await self._misbehave(server, answer)
            return [answer]
        return responses

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:
        self.commands.append(f"MAIL {address}")
        self.behaviour.on_command()
        answer = _next(self.behaviour.mail)
        if answer:
            await self._misbehave(server, answer)
            return answer
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:
        self.commands.append(f"RCPT {address}")
        self.behaviour.on_command()
        answer = _next(self.behaviour.rcpt.get(address, []))
        if answer and not answer.startswith("250"):
            await self._misbehave(server, answer)
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_RSET(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.commands.append("RSET")
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        recipient = envelope.rcpt_tos[0]
        answer = _next(self.behaviour.data.get(recipient, [])) or "250 2.0.0 taken"
        if answer.startswith(("250", "taken", "slow")):
            message = Accepted(str(envelope.mail_from), recipient, bytes(envelope.original_content or b""), session.ssl is not None)
            self.accepted.append(message)
            self.behaviour.on_accept(message)
        self.behaviour.on_command()
        await self._misbehave(server, answer)
        return "250 2.0.0 taken" if answer in ("slow", "taken, cut") else answer

    async def _misbehave(self, server: SMTP, answer: str) -> None:
        if answer.endswith("cut"):
            transport: Any = server.transport
            transport.abort()
            await asyncio.sleep(0)
            raise asyncio.CancelledError
        if answer == "slow":
            await asyncio.sleep(self.behaviour.slow_s)

    async def handle_exception(self, error: Exception) -> str:
        return f"451 {error}"


class _Controller(Controller):
    """Listens on a port that the system chose: no two tests can want the same."""

    def __init__(self, handler: _Handler, **options: Any) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        super().__init__(handler, hostname="127.0.0.1", port=self._listener.getsockname()[1], **options)

    def _create_server(self) -> Any:
        return self.loop.create_server(self._factory_invoker, sock=self._listener, ssl=self.ssl_context)


@dataclass(frozen=True, slots=True)
class FaultyServer:
    """A running server; what it took so far is in `accepted`."""

    host: str
    port: int
    handler: _Handler

    @property
    def accepted(self) -> list[Accepted]:
        return self.handler.accepted

    @property
    def recipients(self) -> list[str]:
        return [message.recipient for message in self.accepted]

    @property
    def commands(self) -> list[str]:
        return self.handler.commands

    @property
    def connections(self) -> int:
        return len(self.handler.peers)


@contextmanager
def faulty_server(
    behaviour: Behaviour | None = None, *, starttls: ssl.SSLContext | None = None, tls: ssl.SSLContext | None = None, **options: Any
) -> Iterator[FaultyServer]:
    """Run a server on a free port of 127.0.0.1; with `starttls` it wants encryption, with `tls` it speaks nothing else."""
    behaviour = behaviour or Behaviour()
    handler = _Handler(behaviour)
    if behaviour.password:
        options |= {"authenticator": _authenticator(behaviour.password), "auth_required": True, "auth_require_tls": starttls is not None}
    if starttls:
        options |= {"tls_context": starttls, "require_starttls": True}
    controller = _Controller(handler, ssl_context=tls, **options)
    controller.start()
    try:
        yield FaultyServer("127.0.0.1", controller.port, handler)
    finally:
        controller.stop()


def _authenticator(password: str) -> Callable[..., AuthResult]:
    def check(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword) -> AuthResult:
        right = isinstance(data, LoginPassword) and data.password.decode() == password
        return AuthResult(success=right, handled=right)

    return check
