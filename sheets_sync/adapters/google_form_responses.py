"""The form's responses in Google Forms (REST, v1): when each was first sent, which the response sheet does not keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from sheets_sync.adapters.google_calls import Timing
from sheets_sync.adapters.google_form import GoogleForms
from sheets_sync.domain.marks import N_
from sheets_sync.domain.submission import Submission
from sheets_sync.errors import WorkbookAccessError

SCOPES = ("https://www.googleapis.com/auth/forms.responses.readonly",)
PAGE_SIZE = 2000
MOST_PAGES = 50
_FIELDS = "nextPageToken,responses(createTime,lastSubmittedTime,respondentEmail,answers)"


class GoogleSubmissions(GoogleForms):
    """`ports.Submissions` over the Forms API; what a sync can do without may not keep it waiting: `deadline_s` for all calls."""

    def __init__(
        self, form_id: str, zone: ZoneInfo, *, credentials: Path | None = None, api_root: str = "", timeout_s: float = 20.0,
        deadline_s: float = 30.0, timing: Timing | None = None,
    ) -> None:  # fmt: skip
        super().__init__(credentials, scopes=SCOPES, api_root=api_root, timeout_s=timeout_s, deadline_s=deadline_s, timing=timing)
        self._path = f"/v1/forms/{form_id}/responses"
        self._zone = zone

    def since(self, moment: datetime) -> Sequence[Submission]:
        try:
            return [self._submission(each) for page in self._pages(moment) for each in page]
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise WorkbookAccessError(N_("Google Forms answers in a way that is not understood.")) from error

    def _pages(self, moment: datetime) -> Iterator[Iterable[Mapping[str, Any]]]:
        start = moment.replace(tzinfo=self._zone).astimezone(UTC)
        query = {"filter": f"timestamp >= {start:%Y-%m-%dT%H:%M:%SZ}", "pageSize": PAGE_SIZE, "fields": _FIELDS}
        token = ""
        for _ in range(MOST_PAGES):
            answer = self._call("GET", f"{self._path}?{urlencode({**query, **({'pageToken': token} if token else {})})}")
            yield answer.get("responses", ())
            token = answer.get("nextPageToken", "")
            if not token:
                return
        raise ValueError("the pages do not end")

    def _submission(self, response: Mapping[str, Any]) -> Submission:
        first, last = (self._moment(response[name]) for name in ("createTime", "lastSubmittedTime"))
        return Submission(first, last, response.get("respondentEmail", "").lower(), frozenset(_texts(response.get("answers", {}))))

    def _moment(self, text: str) -> datetime:
        """A time like 2026-11-04T02:00:07.123456789Z in the office's zone, without its fraction."""
        return datetime.fromisoformat(f"{text[:19]}+00:00").astimezone(self._zone).replace(tzinfo=None)


def _texts(answers: Mapping[str, Any]) -> Iterator[str]:
    for answer in answers.values():
        for text in answer.get("textAnswers", {}).get("answers", ()):
            yield text.get("value", "")
