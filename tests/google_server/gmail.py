"""The Gmail v1 method of the stand-in: taking a message, as strictly as Google does."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.policy import SMTP
from email.utils import getaddresses
from typing import Any

from tests.google_server.accounts import Grant, TokenDesk, TokenRefusedError
from tests.google_server.discovery import Method, discovery
from tests.google_server.errors import ApiError, insufficient_scopes

Query = dict[str, list[str]]


class GmailError(ApiError):
    """An error with the list of reasons that the older APIs still send."""

    def __init__(self, code: int, message: str, reason: str, *, status: str = "") -> None:
        super().__init__(code, message, status=status)
        self.reason = reason

    def body(self) -> dict[str, Any]:
        body = super().body()
        body["error"]["errors"] = [{"message": self.message, "domain": "global", "reason": self.reason}]
        return body


@dataclass(frozen=True)
class Sent:
    """A message that Gmail sent: to all whom its headers name."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes


class GmailApi:
    """Answers `users.messages.send` for the mailboxes it holds."""

    discovery = discovery("gmail.v1")

    def __init__(self, mailboxes: Sequence[str]) -> None:
        self.mailboxes = set(mailboxes)
        self.sent: list[Sent] = []

    def quota_of(self, method: Method) -> str:
        return "Send"

    def answer(self, method: Method, path: dict[str, str], query: Query, body: Any, grant: Grant) -> dict[str, Any]:
        """The method's answer, or ApiError."""
        if method.id != "gmail.users.messages.send":
            raise NotImplementedError(f"the stand-in does not serve {method.id}")
        if not grant.scopes & set(method.scopes):
            raise insufficient_scopes()
        if path["userId"] not in ("me", grant.email) or grant.email not in self.mailboxes:
            raise GmailError(400, "Mail service not enabled", "failedPrecondition", status="FAILED_PRECONDITION")
        self.sent.append(_opened(grant.email, body.get("raw", "")))
        name = f"{len(self.sent):016x}"
        return {"id": name, "threadId": name, "labelIds": ["SENT"]}


def _opened(sender: str, raw: str) -> Sent:
    try:
        content = base64.b64decode(raw, altchars=b"-_", validate=True)
    except binascii.Error:
        raise GmailError(400, "Invalid value for ByteString", "invalidArgument") from None
    try:
        mail = message_from_bytes(content, policy=SMTP)
        named = getaddresses([str(mail[header]) for header in ("To", "Cc", "Bcc") if mail[header]])
    except (MessageError, ValueError):
        raise GmailError(400, "Invalid To header", "invalidArgument") from None
    recipients = tuple(address for _, address in named)
    if not recipients:
        raise GmailError(400, "Recipient address required", "invalidArgument")
    return Sent(sender, recipients, content)


class DelegatingDesk(TokenDesk):
    """A token endpoint of a domain whose administrator lets some service accounts act for its people."""

    delegates: Sequence[str] = ()

    def _verified(self, assertion: str) -> dict[str, Any]:
        claims = super()._verified(assertion)
        if "sub" not in claims:
            return claims
        if claims["iss"] not in self.delegates:
            raise TokenRefusedError(
                "unauthorized_client",
                "Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes "
                "requested.",
            )
        return {**claims, "iss": claims["sub"]}
