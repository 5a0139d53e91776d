"""The office's form in Google Forms (REST, v1), through google-auth's session with the patience that all calls to Google have."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import requests
from google.auth.transport.requests import AuthorizedSession

from sheets_sync.adapters._google_form_answers import explained, not_by_a_service_account, perhaps_made
from sheets_sync.adapters.google_answers import AmbiguousWriteError, Refusal
from sheets_sync.adapters.google_calls import Patience, Timing, status_of
from sheets_sync.adapters.google_login import account_of, load_credentials
from sheets_sync.domain.hosted_form import HostedForm
from sheets_sync.domain.marks import N_
from sheets_sync.errors import WorkbookAccessError
from sheets_sync.forms.reading import read_form

GOOGLE = "https://forms.googleapis.com"
READ_WRITE = ("https://www.googleapis.com/auth/forms.body",)
READ_ONLY = ("https://www.googleapis.com/auth/forms.body.readonly",)
_SERVICE_ACCOUNT = ".gserviceaccount.com"


class AnswerError(Exception):
    """An answer other than success, as `response`."""

    def __init__(self, response: requests.Response) -> None:
        super().__init__(response.status_code)
        self.response = response


class GoogleForms:
    """`ports.FormHost` over the Forms API; all its calls share `deadline_s` seconds.

    `scopes` say how much the credentials are asked to allow. `api_root` is another endpoint than Google's, for rehearsals.
    """

    def __init__(
        self, credentials: Path | None = None, *, scopes: tuple[str, ...] = READ_WRITE, api_root: str = "", timeout_s: float = 60.0,
        deadline_s: float = 300.0, timing: Timing | None = None,
    ) -> None:  # fmt: skip
        loaded = load_credentials(credentials, scopes)
        self.account = account_of(loaded)
        self._root = (api_root or GOOGLE).rstrip("/")
        self._session = AuthorizedSession(loaded)  # type: ignore[no-untyped-call]
        self._patience = Patience(timing or Timing(), timeout_s=timeout_s, deadline_s=deadline_s)

    def read(self, form_id: str) -> HostedForm:
        return _understood(self._call("GET", f"/v1/forms/{form_id}"))

    def create(self, title: str) -> HostedForm:
        """A new, empty form; never asked for twice, for it would be two."""
        if self.account.endswith(_SERVICE_ACCOUNT):
            raise not_by_a_service_account(self.account)
        try:
            return _understood(self._call("POST", "/v1/forms", {"info": {"title": title, "documentTitle": title}}))
        except AmbiguousWriteError:
            raise perhaps_made(title) from None

    def change(self, form: HostedForm, changes: Sequence[Mapping[str, Any]]) -> HostedForm:
        body = {"requests": list(changes), "includeFormInResponse": True, "writeControl": {"requiredRevisionId": form.revision}}
        return self._written(form, f"/v1/forms/{form.id}:batchUpdate", body)

    def publish(self, form: HostedForm) -> HostedForm:
        state = {"isPublished": True, "isAcceptingResponses": True}
        body = {"publishSettings": {"publishState": state}, "updateMask": "publishState"}
        return self._written(form, f"/v1/forms/{form.id}:setPublishSettings", body)

    def _written(self, form: HostedForm, path: str, body: dict[str, Any]) -> HostedForm:
        """The form after a write; where that is not known, or was refused since somebody was quicker, as it stands then."""
        try:
            answer = self._call("POST", path, body)
        except AmbiguousWriteError:
            self._patience.pause(1)
            return self.read(form.id)
        except AnswerError as error:
            latest = self.read(form.id)
            if latest.revision == form.revision:
                raise self._refused(error, writing=True) from None
            return latest
        return _understood(answer["form"]) if "form" in answer else self.read(form.id)

    def _call(self, verb: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """The answer; AnswerError for a 400 to a write, which another look may explain, AmbiguousWriteError, SheetsSyncError."""
        writing = body is not None
        try:
            response = self._patience.call(self._sender(verb, path, body), writing=writing)
        except Exception as error:
            host = self._root.partition("//")[2]
            told = self._patience.explained(error, writing=writing, account=self.account, host=host)
            if isinstance(told, AnswerError) and not (writing and status_of(told) == 400):
                told = self._refused(told, writing=writing)
            raise told from None  # the cause carries headers and bodies
        answer: dict[str, Any] = json.loads(response.content)
        return answer

    def _sender(self, verb: str, path: str, body: dict[str, Any] | None) -> Callable[[tuple[float, float]], requests.Response]:
        def send(timeouts: tuple[float, float]) -> requests.Response:
            response: requests.Response = self._session.request(  # type: ignore[no-untyped-call]
                verb, self._root + path, json=body, timeout=timeouts
            )
            if not response.ok:
                raise AnswerError(response)
            return response

        return send

    def _refused(self, error: AnswerError, *, writing: bool) -> Exception:
        return explained(Refusal.of(error.response), self.account, writing=writing)


def _understood(resource: Mapping[str, Any]) -> HostedForm:
    try:
        return read_form(resource)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise WorkbookAccessError(N_("Google Forms answers in a way that is not understood.")) from error
