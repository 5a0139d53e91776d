"""The responses that the stand-in's forms keep: sent, sent again after an edit, listed as Google lists them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.google_server.errors import ApiError

Query = dict[str, list[str]]
MOST_A_PAGE = 5000
_FILTER = re.compile(r"timestamp (>=|>) (\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z)")


@dataclass
class FormResponse:
    """One response; `answers` by question id. Moments have a zone."""

    id: str
    created: datetime
    submitted: datetime
    email: str
    answers: dict[str, str]

    def resource(self) -> dict[str, Any]:
        """The `FormResponse` message as a list holds it: without the form's id, blank answers left out."""
        told = {key: {"questionId": key, "textAnswers": {"answers": [{"value": text}]}} for key, text in self.answers.items() if text != ""}
        resource = {
            "responseId": self.id, "createTime": rfc3339(self.created), "lastSubmittedTime": rfc3339(self.submitted),
            "respondentEmail": self.email, "answers": told,
        }  # fmt: skip
        return {name: value for name, value in resource.items() if value}


@dataclass
class ResponseBox:
    """A form's responses, oldest first; `on_submit` is told of each, as a linked sheet is. `page` is the most that one answer holds."""

    responses: list[FormResponse] = field(default_factory=list)
    on_submit: Callable[[FormResponse], None] = lambda _response: None
    page: int = MOST_A_PAGE

    def submit(self, at: datetime, answers: dict[str, str], *, email: str = "") -> FormResponse:
        """A respondent sends the form."""
        response = FormResponse(f"ACYDBN{len(self.responses):04d}", at, at, email, dict(answers))
        self.responses.append(response)
        self.on_submit(response)
        return response

    def edit(self, response: FormResponse, at: datetime, answers: dict[str, str]) -> None:
        """The respondent opens the link to edit the response and sends it again."""
        response.submitted = at
        response.answers |= answers
        self.on_submit(response)

    def list(self, query: Query) -> dict[str, Any]:
        """What forms.responses.list answers, or ApiError."""
        chosen = [each for each in self.responses if _passes(each, query.get("filter", [""])[0])]
        size = min(int(query.get("pageSize", ["0"])[0]) or MOST_A_PAGE, self.page)
        start = _place(query.get("pageToken", [""])[0], chosen)
        answer: dict[str, Any] = {"responses": [each.resource() for each in chosen[start : start + size]]}
        if start + size < len(chosen):
            answer["nextPageToken"] = f"page-{start + size}"
        return {name: value for name, value in answer.items() if value}


def rfc3339(moment: datetime) -> str:
    """As Google writes moments: UTC with a Z, as many digits of the second as there are."""
    text = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")
    return f"{text.rstrip('0').rstrip('.')}Z"


def _passes(response: FormResponse, condition: str) -> bool:
    if not condition:
        return True
    match = _FILTER.fullmatch(condition)
    if not match:
        raise ApiError(400, "Request contains an invalid argument.")
    bound = datetime.fromisoformat(match[2].replace("Z", "+00:00"))
    return response.submitted >= bound if match[1] == ">=" else response.submitted > bound


def _place(token: str, chosen: Sequence[FormResponse]) -> int:
    if not token:
        return 0
    match = re.fullmatch(r"page-(\d+)", token)
    if not match or int(match[1]) >= len(chosen):
        raise ApiError(400, "Request contains an invalid argument.")
    return int(match[1])
