"""Changes to a form as requests of the Forms API's `batchUpdate`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sheets_sync.domain.hosted_form import DROP_DOWN, PAGE, PARAGRAPH, FormItem

Request = dict[str, Any]

MASKS = {
    "title": "title",
    "help": "description",
    "required": "questionItem.question.required",
    "choices": "questionItem.question.choiceQuestion.options",
}
"""What of an item can change, and how the API names it; neither its ids nor its kind, by which the answers' columns hang."""


def create_item(item: FormItem, index: int) -> Request:
    return {"createItem": {"item": _resource(item), "location": {"index": index}}}


def move_item(start: int, end: int) -> Request:
    return {"moveItem": {"originalLocation": {"index": start}, "newLocation": {"index": end}}}


def update_item(item: FormItem, index: int, fields: Sequence[str]) -> Request:
    mask = ",".join(MASKS[field] for field in fields)
    return {"updateItem": {"item": _resource(item), "location": {"index": index}, "updateMask": mask}}


def update_info(**fields: str) -> Request:
    """Set `title` and `description` of the form, as far as given."""
    return {"updateFormInfo": {"info": fields, "updateMask": ",".join(fields)}}


def collect_addresses(how: str) -> Request:
    return {"updateSettings": {"settings": {"emailCollectionType": how}, "updateMask": "emailCollectionType"}}


def _resource(item: FormItem) -> dict[str, Any]:
    described = {"description": item.help} if item.help else {}
    return {"itemId": item.id, "title": item.title, **described, **_content(item)}


def _content(item: FormItem) -> dict[str, Any]:
    if item.kind == PAGE:
        return {"pageBreakItem": {}}
    question = {"questionId": item.question_id, "required": item.required, **_kind(item)}
    return {"questionItem": {"question": question}}


def _kind(item: FormItem) -> dict[str, Any]:
    if item.kind != DROP_DOWN:
        return {"textQuestion": {"paragraph": item.kind == PARAGRAPH}}
    options = [{"value": choice.value, **({"goToSectionId": choice.page} if choice.page else {})} for choice in item.choices]
    return {"choiceQuestion": {"type": "DROP_DOWN", "options": options}}
