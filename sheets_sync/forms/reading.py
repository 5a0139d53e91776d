"""A form as Google's Forms API (v1) describes it, read into the job's own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sheets_sync.domain.hosted_form import DROP_DOWN, OTHER, PAGE, PARAGRAPH, TEXT, Choice, FormItem, HostedForm


def read_form(resource: Mapping[str, Any]) -> HostedForm:
    """The `Form` resource of forms.get; what it leaves out is blank."""
    info, state = resource.get("info", {}), resource.get("publishSettings", {}).get("publishState")
    return HostedForm(
        id=resource["formId"],
        revision=resource.get("revisionId", ""),
        title=info.get("title", ""),
        description=info.get("description", ""),
        items=tuple(_item(item) for item in resource.get("items", ())),
        responder_uri=resource.get("responderUri", ""),
        linked_sheet=resource.get("linkedSheetId", ""),
        published=None if "publishSettings" not in resource else bool((state or {}).get("isPublished")),
        accepting=state is None or bool(state.get("isAcceptingResponses")),
        collects=resource.get("settings", {}).get("emailCollectionType", ""),
    )


def _item(item: Mapping[str, Any]) -> FormItem:
    question = item.get("questionItem", {}).get("question", {})
    return FormItem(
        id=item["itemId"],
        kind=_kind(item, question),
        title=item.get("title", ""),
        question_id=question.get("questionId", ""),
        help=item.get("description", ""),
        required=bool(question.get("required")),
        choices=tuple(_choice(option) for option in question.get("choiceQuestion", {}).get("options", ())),
    )


def _kind(item: Mapping[str, Any], question: Mapping[str, Any]) -> str:
    if "pageBreakItem" in item:
        return PAGE
    if "textQuestion" in question:
        return PARAGRAPH if question["textQuestion"].get("paragraph") else TEXT
    return DROP_DOWN if question.get("choiceQuestion", {}).get("type") == "DROP_DOWN" else OTHER


def _choice(option: Mapping[str, Any]) -> Choice:
    """An option; an action that leads elsewhere than to the next page is told apart from none."""
    action = option.get("goToAction", "")
    elsewhere = "" if action in ("", "NEXT_SECTION", "GO_TO_ACTION_UNSPECIFIED") else action
    return Choice(option.get("value", ""), option.get("goToSectionId", "") or elsewhere)
