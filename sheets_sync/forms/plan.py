"""What the office's form is to be, as values."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

from sheets_sync.domain.hosted_form import PAGE

UNIT, MONTH, NOTES = "unit", "month", "notes"
PARKING = "page:parked"
"""The page that every unit skips: it holds the questions that nobody needs to answer at present."""


@dataclass(frozen=True, slots=True)
class PlannedChoice:
    """An option; `page` is the key of the page that it leads to, "" for the next one."""

    value: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """One item of the form.

    `key` stays the same for ever: the item's ids in the form are made from it. `titles` are all under which it may stand in the
    form, the first is the one it is given. `kept_current`: its help text follows the plan; otherwise it is written once and then
    belongs to people.
    """

    key: str
    kind: str
    titles: tuple[str, ...]
    help: str = ""
    required: bool = False
    choices: tuple[PlannedChoice, ...] = ()
    kept_current: bool = False

    @property
    def is_question(self) -> bool:
        return self.kind != PAGE

    @property
    def id(self) -> str:
        """The item's id in a form where it is new."""
        return form_item_id(self.key)

    @property
    def question_id(self) -> str:
        """The question's id in a form where it is new."""
        return _id_of(f"question {self.key}")


@dataclass(frozen=True, slots=True)
class FormPlan:
    """The whole form: `front` is the first page, on which unit and month are asked; `parked` what everybody skips (begun by a
    page, if there is anything); `asked` the pages that units are led to. `parking` is the page that begins `parked`.
    """

    title: str
    description: str
    front: tuple[PlannedItem, ...]
    parked: tuple[PlannedItem, ...]
    asked: tuple[PlannedItem, ...]
    parking: PlannedItem

    @property
    def items(self) -> tuple[PlannedItem, ...]:
        """All of them, in the form's order."""
        return (*self.front, *self.parked, *self.asked)

    @property
    def branches(self) -> bool:
        """Whether some unit is led elsewhere than to the page that comes next."""
        following = next(item.key for item in self.items if item.kind == PAGE)
        return any(choice.page not in ("", following) for item in self.front for choice in item.choices)

    @property
    def fingerprint(self) -> str:
        """Differs where anything in the plan does."""
        content = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()[:16]


def form_item_id(key: str) -> str:
    """The id in the form of an item that the job makes."""
    return _id_of(f"item {key}")


def _id_of(text: str) -> str:
    """Eight hexadecimal digits, as Google's own ids: below 2^31, and never with a zero in front."""
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")
    return f"{0x10000000 + number % 0x70000000:08x}"
