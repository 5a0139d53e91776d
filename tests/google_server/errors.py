"""Errors as Google's APIs send them."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

STATUS_NAMES = {
    400: "INVALID_ARGUMENT", 401: "UNAUTHENTICATED", 403: "PERMISSION_DENIED", 404: "NOT_FOUND", 408: "DEADLINE_EXCEEDED",
    429: "RESOURCE_EXHAUSTED", 500: "INTERNAL", 502: "UNAVAILABLE", 503: "UNAVAILABLE", 504: "DEADLINE_EXCEEDED",
}  # fmt: skip


class ApiError(Exception):
    """An answer other than 200: the HTTP code and the JSON body Google sends with it."""

    def __init__(self, code: int, message: str, *, status: str = "", details: Sequence[dict[str, Any]] = ()) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message
        self.status = status or STATUS_NAMES.get(code, HTTPStatus(code).name)
        self.details = list(details)

    def body(self) -> dict[str, Any]:
        error: dict[str, Any] = {"code": self.code, "message": self.message, "status": self.status}
        if self.details:
            error["details"] = self.details
        return {"error": error}


def unknown_or_wrong_fields(problems: Sequence[str]) -> ApiError:
    """400 with one violation a problem, as the gateway in front of every Google API words it."""
    violations = [{"description": problem} for problem in problems]
    detail = {"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": violations}
    return ApiError(400, "\n".join(problems), details=[detail])


def not_found() -> ApiError:
    return ApiError(404, "Requested entity was not found.")


def forbidden() -> ApiError:
    return ApiError(403, "The caller does not have permission")


def insufficient_scopes(service: str = "sheets.googleapis.com") -> ApiError:
    detail = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "domain": "googleapis.com",
        "metadata": {"service": service},
    }  # fmt: skip
    return ApiError(403, "Request had insufficient authentication scopes.", details=[detail])


def api_not_enabled(project: str = "123456789012", api: str = "Sheets") -> ApiError:
    service = f"{api.lower()}.googleapis.com"
    url = f"https://console.developers.google.com/apis/api/{service}/overview?project={project}"
    detail = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "SERVICE_DISABLED", "domain": "googleapis.com",
        "metadata": {"service": service, "consumer": f"projects/{project}", "activationUrl": url},
    }  # fmt: skip
    message = (
        f"Google {api} API has not been used in project {project} before or it is disabled. Enable it by visiting {url} then retry. "
        "If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry."
    )
    return ApiError(403, message, details=[detail])


def office_file() -> ApiError:
    """An .xlsx opened in Drive."""
    return ApiError(
        400, "This operation is not supported for this document. The document must not be an Office file.", status="FAILED_PRECONDITION"
    )


def quota_exceeded(kind: str) -> ApiError:
    message = (
        f"Quota exceeded for quota metric '{kind} requests' and limit '{kind} requests per minute per user' of service "
        "'sheets.googleapis.com' for consumer 'project_number:123456789012'."
    )
    detail = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "RATE_LIMIT_EXCEEDED", "domain": "googleapis.com",
        "metadata": {"quota_metric": f"sheets.googleapis.com/{kind.lower()}_requests", "quota_limit_value": "60"},
    }  # fmt: skip
    return ApiError(429, message, details=[detail])


def unauthenticated() -> ApiError:
    return ApiError(
        401,
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication "
        "credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
    )
