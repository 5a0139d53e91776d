"""The Forms v1 methods of the stand-in."""

from __future__ import annotations

import secrets
from typing import Any

from tests.google_server.accounts import Grant
from tests.google_server.discovery import Method, discovery
from tests.google_server.errors import ApiError, forbidden, insufficient_scopes, not_found
from tests.google_server.form_doc import FormDoc

Query = dict[str, list[str]]


class FormsApi:
    """Answers requests under /v1/forms for the forms it holds."""

    discovery = discovery("forms.v1")

    def __init__(self) -> None:
        self.forms: dict[str, FormDoc] = {}

    def add(self, form_id: str, *editors: str, title: str = "") -> FormDoc:
        """A person makes a form (published and open, as from the editor) and shares it with `editors`."""
        form = FormDoc(
            form_id, title, title or "Formulir tanpa judul", access=dict.fromkeys(editors, "writer"), published=True, accepting=True
        )
        self.forms[form_id] = form
        return form

    def quota_of(self, method: Method) -> str:
        return "Forms read" if method.verb == "GET" else "Forms write"

    def answer(self, method: Method, path: dict[str, str], query: Query, body: Any, grant: Grant) -> dict[str, Any]:
        """The method's answer, or ApiError."""
        if not grant.scopes & set(method.scopes):
            raise insufficient_scopes("forms.googleapis.com")
        if method.id == "forms.forms.create":
            return self._create(query, body, grant)
        form = self.forms.get(path["formId"])
        if form is None:
            raise not_found()
        role = form.access.get(grant.email)
        if role is None or (method.id != "forms.forms.get" and role != "writer"):  # responses are for editors
            raise forbidden()
        handler = _METHODS.get(method.id)
        if handler is None:
            raise NotImplementedError(f"the stand-in does not serve {method.id}")
        answer: dict[str, Any] = handler(form, query, body or {})
        return answer

    def _create(self, query: Query, body: dict[str, Any], grant: Grant) -> dict[str, Any]:
        if set(body) != {"info"} or set(body["info"]) - {"title", "documentTitle"}:
            raise ApiError(400, "Only info.title can be set when creating a form. To add items and change settings, use batchUpdate.")
        if grant.email.endswith(".gserviceaccount.com"):  # which owns no files
            raise ApiError(500, "Internal error encountered.")
        info, form_id = body["info"], "1" + secrets.token_urlsafe(32)[:43]
        form = FormDoc(form_id, info["title"], info.get("documentTitle", "Untitled form"), access={grant.email: "writer"})
        self.forms[form_id] = form
        return form.resource()


def _get(form: FormDoc, query: Query, body: Any) -> dict[str, Any]:
    return form.resource()


def _batch_update(form: FormDoc, query: Query, body: dict[str, Any]) -> dict[str, Any]:
    control = body.get("writeControl", {})
    required = control.get("requiredRevisionId")
    if required is not None and required != form.revision_id:
        raise ApiError(400, f"The required revision ID '{required}' does not match the latest revision.")
    replies = form.apply(body.get("requests", []))
    answer: dict[str, Any] = {"replies": replies, "writeControl": {"requiredRevisionId": form.revision_id}}
    return answer | ({"form": form.resource()} if body.get("includeFormInResponse") else {})


def _set_publish_settings(form: FormDoc, query: Query, body: dict[str, Any]) -> dict[str, Any]:
    if form.published is None:
        raise ApiError(400, "Publish settings are not supported for this form.", status="FAILED_PRECONDITION")
    state = body["publishSettings"]["publishState"]
    if set(state) != {"isPublished", "isAcceptingResponses"} or (state["isAcceptingResponses"] and not state["isPublished"]):
        raise ApiError(400, "Both is_published and is_accepting_responses must be set, and an unpublished form accepts nothing.")
    form.published, form.accepting = state["isPublished"], state["isAcceptingResponses"]
    form.touch()
    return {"formId": form.id, "publishSettings": {"publishState": state}}


def _list_responses(form: FormDoc, query: Query, body: Any) -> dict[str, Any]:
    return form.box.list(query)


_METHODS = {
    "forms.forms.get": _get,
    "forms.forms.batchUpdate": _batch_update,
    "forms.forms.setPublishSettings": _set_publish_settings,
    "forms.forms.responses.list": _list_responses,
}
