"""Mail through the Gmail API: `users.messages.send` as the sender, by delegation or by the sender's own consent."""

from __future__ import annotations

import base64
import functools
import re
import warnings
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar
from urllib.parse import urlsplit

import requests
from google.auth import exceptions as auth_errors
from google.auth.transport.requests import AuthorizedSession, Request

from sheets_sync.adapters.mail._gmail_answers import interrupted, refusal, token_refused, token_unreachable
from sheets_sync.domain.marks import N_
from sheets_sync.domain.message import Envelope, Receipt
from sheets_sync.errors import SettingsError

SCOPE = "https://www.googleapis.com/auth/gmail.send"
GOOGLE = "https://gmail.googleapis.com"
_CONNECT_TIMEOUT_S = 10.0
_Result = TypeVar("_Result")


def gmail_credentials(file: Path | None, sender: str) -> Any:
    """Credentials that may send as `sender`: a service account with domain-wide delegation, or an authorized user.

    None: the machine's own. SettingsError if the file holds none.
    """
    import google.auth

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # any kind of credentials is welcome: that is the point
            if file is None:
                credentials = google.auth.default(scopes=[SCOPE])[0]
            else:
                credentials = google.auth.load_credentials_from_file(str(file), scopes=[SCOPE])[0]  # type: ignore[no-untyped-call]
    except (auth_errors.GoogleAuthError, OSError, ValueError, KeyError, TypeError, AttributeError):
        # the cause is left out on purpose: it may quote the key
        raise SettingsError(
            N_("There are no usable Google credentials to send mail with ({file})."),
            remedy=N_("Put the key file of a service account with domain-wide delegation there, or that of an authorized user."),
            file=file.name if file else "-",
        ) from None
    return credentials.with_subject(sender) if hasattr(credentials, "with_subject") else credentials


class GmailTransport:
    """`ports.MailTransport` over the Gmail API; one HTTP session a run."""

    def __init__(self, credentials: Any, *, api_root: str = "", timeout_s: float = 60) -> None:
        """`api_root` is another endpoint than Google's, for tests on this machine; `timeout_s` seconds for an answer."""
        self._credentials = credentials
        self._url = f"{api_root.rstrip('/') or GOOGLE}/gmail/v1/users/me/messages/send"
        self._timeout = (min(_CONNECT_TIMEOUT_S, timeout_s), timeout_s)
        self._token_session = requests.Session()
        self._token_request = functools.partial(Request(self._token_session), timeout=timeout_s)
        self._session = AuthorizedSession(credentials, auth_request=self._token_request)  # type: ignore[no-untyped-call]

    def __enter__(self) -> GmailTransport:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._session.close()  # type: ignore[no-untyped-call]
        self._token_session.close()

    def check(self) -> str:
        """Get an access token, send nothing; the server's name, or a SendError."""
        self._with_token(lambda: None)
        return urlsplit(self._url).netloc

    def send(self, envelope: Envelope, before_data: Callable[[], None]) -> Receipt:
        """Hand over one message; it is never repeated here, for Gmail cannot tell a repetition from a new message."""
        raw = base64.urlsafe_b64encode(addressed_only_to(envelope)).decode()
        self._with_token(before_data)
        with self._with_token(lambda: self._post({"raw": raw})) as response:
            if response.status_code // 100 == 2:
                return Receipt("accepted", _detail(response))
            raise refusal(response)

    def _post(self, body: dict[str, str]) -> requests.Response:
        try:
            # stream: once the status is there, an answer cut short leaves no doubt
            return self._session.post(self._url, json=body, timeout=self._timeout, stream=True)
        except requests.exceptions.RequestException as error:
            raise interrupted(error) from error

    def _with_token(self, action: Callable[[], _Result]) -> _Result:
        """Do what needs an access token; getting one may fail in ways of its own, all of them before anything is sent."""
        try:
            self._credentials.before_request(self._token_request, "POST", self._url, {})
            return action()
        except auth_errors.RefreshError as error:
            # the cause is left out on purpose: it may quote the assertion
            raise token_refused(error) from None
        except auth_errors.GoogleAuthError as error:
            raise token_unreachable(error) from None


def _detail(response: requests.Response) -> str:
    try:
        return f"id {response.json()['id']}"
    except (ValueError, KeyError, TypeError, requests.exceptions.RequestException):
        return str(response.status_code)


def addressed_only_to(envelope: Envelope) -> bytes:
    """The message with its one recipient in To and nobody in Cc: Gmail sends to whomever the headers name."""
    head, blank, body = envelope.raw.partition(b"\r\n\r\n")
    fields = re.split(rb"\r\n(?![ \t])", head)
    kept = [field for field in fields if not field.lower().startswith((b"cc:", b"bcc:", *((b"to:",) if envelope.copy else ())))]
    if envelope.copy:
        kept.append(b"To: " + envelope.recipient.encode())
    return b"\r\n".join(kept) + blank + body
