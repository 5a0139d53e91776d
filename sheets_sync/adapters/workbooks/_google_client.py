"""gspread's HTTP client with the job's patience in the place of its own."""

from __future__ import annotations

from typing import Any

import requests
from google.auth.transport.requests import AuthorizedSession
from gspread.exceptions import APIError, GSpreadException
from gspread.http_client import HTTPClient

from sheets_sync.adapters.google_answers import Refusal
from sheets_sync.adapters.google_calls import Patience, Timing
from sheets_sync.adapters.workbooks._google_errors import explained

GOOGLE = "https://sheets.googleapis.com"


class RefusedError(APIError):
    """An answer other than success, whatever its body: gspread's own stumbles over those that are not as expected."""

    def __init__(self, response: requests.Response) -> None:
        GSpreadException.__init__(self, response.status_code)
        self.response = response
        self.code = response.status_code
        self.error = {"code": response.status_code, "message": response.reason}


class PatientClient(HTTPClient):
    """gspread's client over an authorized session, for one run: all its calls share one deadline.

    Raises SheetsSyncError for what a person can mend, APIError (gspread) for a 400 the caller must judge, AmbiguousWriteError
    where a write may or may not have taken effect.
    """

    def __init__(self, credentials: Any, *, account: str, api_root: str, timeout_s: float, deadline_s: float, timing: Timing) -> None:
        super().__init__(credentials, AuthorizedSession(credentials))  # type: ignore[no-untyped-call]
        self.account = account
        self.api_root = (api_root or GOOGLE).rstrip("/")
        self.patience = Patience(timing, timeout_s=timeout_s, deadline_s=deadline_s)

    def request(self, method: str, endpoint: str, *args: Any, **kwargs: Any) -> requests.Response:
        """One call, repeated where that is safe and may help."""
        url = self.api_root + endpoint.removeprefix(GOOGLE)
        writing = method.lower() != "get"

        def send(timeouts: tuple[float, float]) -> requests.Response:
            response = self.session.request(method, url, *args, **{**kwargs, "timeout": timeouts})
            if not response.ok:
                raise RefusedError(response)
            return response

        try:
            return self.patience.call(send, writing=writing)
        except Exception as error:
            raise self._explained(error, writing) from None  # the cause carries headers and bodies

    def _explained(self, error: Exception, writing: bool) -> Exception:
        told = self.patience.explained(error, writing=writing, account=self.account, host=self.api_root.partition("//")[2])
        if not isinstance(told, APIError):
            return told
        refusal = Refusal.of(told.response)
        return told if _for_the_caller(refusal) else explained(refusal, self.account, writing=writing)


def _for_the_caller(refusal: Refusal) -> bool:
    """A 400 that another look at the spreadsheet may explain: somebody changed it meanwhile."""
    plain = refusal.code == 400 and refusal.status == "INVALID_ARGUMENT"
    return plain and "protected cell" not in refusal.message and "above the limit" not in refusal.message
