"""A form as Google keeps it, with the rules that a change to it must keep."""

from __future__ import annotations

import copy
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.google_server.errors import ApiError
from tests.google_server.fields import copy_fields, leaves, parse_mask
from tests.google_server.form_responses import ResponseBox

Item = dict[str, Any]
KINDS = ("questionItem", "questionGroupItem", "pageBreakItem", "textItem", "imageItem", "videoItem")
QUESTIONS = ("choiceQuestion", "textQuestion", "scaleQuestion", "dateQuestion", "timeQuestion", "fileUploadQuestion", "ratingQuestion")
HEXADECIMAL = re.compile(r"[0-9a-f]{1,8}")


@dataclass
class FormDoc:
    """One form. `published` and `accepting` are None for a form of the old kind, which knows no publishing."""

    id: str
    title: str = ""
    document_title: str = ""
    description: str = ""
    items: list[Item] = field(default_factory=list)
    email_collection: str = "DO_NOT_COLLECT"
    published: bool | None = False
    accepting: bool | None = False
    linked_sheet: str = ""
    access: dict[str, str] = field(default_factory=dict)
    revision: int = 1
    box: ResponseBox = field(default_factory=ResponseBox)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(0x20000001))

    @property
    def revision_id(self) -> str:
        return f"{self.revision:08d}"

    def resource(self) -> dict[str, Any]:
        """The `Form` message; what is blank is left out, as Google does."""
        info = {"title": self.title, "documentTitle": self.document_title, "description": self.description}
        resource: dict[str, Any] = {
            "formId": self.id, "info": {name: text for name, text in info.items() if text}, "revisionId": self.revision_id,
            "settings": {"emailCollectionType": self.email_collection}, "items": copy.deepcopy(self.items),
            "responderUri": f"https://docs.google.com/forms/d/e/1FAIpQL{self.id}/viewform",
        }  # fmt: skip
        if self.published is not None:
            resource["publishSettings"] = {"publishState": {"isPublished": self.published, "isAcceptingResponses": bool(self.accepting)}}
        if self.linked_sheet:
            resource["linkedSheetId"] = self.linked_sheet
        return {name: value for name, value in resource.items() if value}

    # what people do in the form's editor

    def titles(self) -> list[str]:
        return [item.get("title", "") for item in self.items]

    def item(self, title: str) -> Item:
        return next(item for item in self.items if item.get("title") == title)

    def add(self, title: str, index: int | None = None, *, question: dict[str, Any] | None = None) -> Item:
        """A person adds a question (a short answer), or a page where `question` is empty."""
        content = {"pageBreakItem": {}} if question == {} else {"questionItem": {"question": question or {"textQuestion": {}}}}
        item = self._with_ids({"title": title, **copy.deepcopy(content)})
        self.items.insert(len(self.items) if index is None else index, item)
        self.touch()
        return item

    def touch(self) -> None:
        self.revision += 1

    # what the API does

    def apply(self, requests: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """All of the requests, or none and an ApiError; the replies."""
        if not requests:
            raise ApiError(400, "Must specify at least one request.")
        kept = copy.deepcopy((self.items, self.title, self.description, self.email_collection))
        try:
            replies = [self._apply(request, f"requests[{place}]") for place, request in enumerate(requests)]
        except ApiError:
            self.items, self.title, self.description, self.email_collection = kept
            raise
        self.touch()
        return replies

    def _apply(self, request: dict[str, Any], where: str) -> dict[str, Any]:
        if len(request) != 1:
            raise ApiError(400, f"Invalid {where}: exactly one kind of request must be set.")
        [(name, body)] = request.items()
        return getattr(self, f"_{name}")(body, f"Invalid {where}.{name}") or {}

    def _createItem(self, body: dict[str, Any], where: str) -> dict[str, Any]:  # noqa: N802
        index = self._index(body["location"], where, beyond=1)
        item = self._with_ids(copy.deepcopy(body["item"]))
        self.items.insert(index, item)
        self._check(item, where)
        question = item.get("questionItem", {}).get("question", {})
        return {"createItem": {"itemId": item["itemId"], **({"questionId": [question["questionId"]]} if question else {})}}

    def _moveItem(self, body: dict[str, Any], where: str) -> None:  # noqa: N802
        start, end = self._index(body["originalLocation"], where), self._index(body["newLocation"], where)
        self.items.insert(end, self.items.pop(start))

    def _deleteItem(self, body: dict[str, Any], where: str) -> None:  # noqa: N802
        self.items.pop(self._index(body["location"], where))

    def _updateItem(self, body: dict[str, Any], where: str) -> None:  # noqa: N802
        item = self.items[self._index(body["location"], where)]
        mask = parse_mask(body["updateMask"])
        paths = [".".join(path) for path in leaves(mask)]
        unsure = [path for path in paths if path == "*" or path.endswith(("Id", "Item", "question", "Question"))]
        if unsure:  # it would give new ids, or another kind
            raise ApiError(400, f"{where}: the stand-in does not let {unsure} be replaced")
        if any(path.startswith(KINDS) and _kind(item) not in path for path in paths):
            raise ApiError(400, f"{where}: the item is a {_kind(item)}, not what the mask names")
        copy_fields(mask, body["item"], item)
        self._check(item, where)

    def _updateFormInfo(self, body: dict[str, Any], where: str) -> None:  # noqa: N802
        for name in parse_mask(body["updateMask"]):
            if name not in ("title", "description"):
                raise ApiError(400, f"{where}: {name} cannot be updated")
            self._check_text(body["info"].get(name, "") if name == "title" else "", where)
            setattr(self, name, body["info"].get(name, ""))

    def _updateSettings(self, body: dict[str, Any], where: str) -> None:  # noqa: N802
        self.email_collection = body["settings"]["emailCollectionType"]

    def _index(self, location: dict[str, Any], where: str, beyond: int = 0) -> int:
        index: int = location.get("index", 0)
        if not 0 <= index < len(self.items) + beyond:
            raise ApiError(400, f"{where}: Location index must be in the range [0, {len(self.items) + beyond}), it is {index}.")
        return index

    def _with_ids(self, item: Item) -> Item:
        item.setdefault("itemId", f"{next(self._numbers):08x}")
        if "questionItem" in item:
            item["questionItem"]["question"].setdefault("questionId", f"{next(self._numbers):08x}")
        return item

    def _check(self, item: Item, where: str) -> None:
        self._check_text(item.get("title", ""), where)
        self._check_ids(item, where)
        if len([kind for kind in KINDS if kind in item]) != 1:
            raise ApiError(400, f"{where}: an item has exactly one kind.")
        question = item.get("questionItem", {}).get("question")
        if question is not None and len([kind for kind in QUESTIONS if kind in question]) != 1:
            raise ApiError(400, f"{where}: a question has exactly one kind.")
        if question and "choiceQuestion" in question:
            self._check_options(question["choiceQuestion"], where)

    def _check_ids(self, item: Item, where: str) -> None:
        counted = Counter(id for each in self.items for id in ids_of(each))
        for id in ids_of(item):
            if not HEXADECIMAL.fullmatch(id):
                raise ApiError(400, f"{where}: {id} is not an ID.")
            if counted[id] > 1:
                raise ApiError(400, f"{where}: the ID {id} is already used in the form.")

    def _check_options(self, choice: dict[str, Any], where: str) -> None:
        options = choice.get("options", [])
        values = [option.get("value", "") for option in options]
        if not options or not all(values):
            raise ApiError(400, f"{where}: a choice question needs options, and each a value.")
        if len(set(values)) < len(values):
            raise ApiError(400, f"{where}: Cannot have duplicate option values: {[v for v, n in Counter(values).items() if n > 1]}")
        pages = {item["itemId"] for item in self.items if "pageBreakItem" in item}
        for option in options:
            self._check_text(option["value"], where)
            page = option.get("goToSectionId")
            if page is not None and (page not in pages or "goToAction" in option or choice["type"] == "CHECKBOX"):
                raise ApiError(400, f"{where}: there is no section {page} to go to.")

    @staticmethod
    def _check_text(text: str, where: str) -> None:
        if "\n" in text:
            raise ApiError(400, f"{where}: Displayed text cannot contain newlines")


def ids_of(item: Item) -> list[str]:
    question = item.get("questionItem", {}).get("question", {})
    return [item["itemId"], *([question["questionId"]] if "questionId" in question else [])]


def _kind(item: Item) -> str:
    return next(kind for kind in KINDS if kind in item)
