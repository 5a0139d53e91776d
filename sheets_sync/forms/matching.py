"""Which item of an existing form is which of the plan's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sheets_sync.domain.header import folded
from sheets_sync.domain.hosted_form import PARAGRAPH, TEXT, FormItem, HostedForm
from sheets_sync.domain.marks import N_
from sheets_sync.errors import WorkbookContentError
from sheets_sync.forms.plan import FormPlan, PlannedItem

_COMPATIBLE = {TEXT: (TEXT, PARAGRAPH), PARAGRAPH: (PARAGRAPH, TEXT)}
"""A short answer and a paragraph take the same answers."""


def match_items(plan: FormPlan, form: HostedForm) -> dict[str, FormItem]:
    """The plan's keys -> the form's items: by the ids that the job gives, else by title, for a form that people made.

    WorkbookContentError where such a question is of another kind: a second one beside it would be a second column of that title,
    and to make it anew would cut its answers off.
    """
    by_id = {item.id: item for item in form.items}
    found = {planned.key: by_id[planned.id] for planned in plan.items if planned.id in by_id}
    taken = {item.id for item in found.values()}
    for planned in plan.items:
        item = None if planned.key in found else _of_that_title(planned, (item for item in form.items if item.id not in taken))
        if item:
            found[planned.key] = item
            taken.add(item.id)
    _refuse_other_kinds([item for planned in plan.items if (item := found.get(planned.key)) and not _fits(item, planned)])
    return found


def _of_that_title(planned: PlannedItem, items: Iterable[FormItem]) -> FormItem | None:
    """The item with the first of the titles that any has; a question of another kind too, but never a page for a question."""
    by_title: dict[str, FormItem] = {}
    for item in items:
        if bool(item.question_id) == bool(planned.is_question) and (item.question_id or _fits(item, planned)):
            by_title.setdefault(folded(item.title), item)
    return next((by_title[folded(title)] for title in planned.titles if folded(title) in by_title), None)


def _fits(item: FormItem, planned: PlannedItem) -> bool:
    return item.kind in _COMPATIBLE.get(planned.kind, (planned.kind,))


def _refuse_other_kinds(items: Sequence[FormItem]) -> None:
    if items:
        raise WorkbookContentError(
            N_("In the form, these questions are of another kind than needed: {titles}. Nothing was changed."),
            remedy=N_("Open the form and change their kind (unit and month: Drop-down; all others: Short answer or Paragraph)."),
            titles=", ".join(f"“{item.title}”" for item in items),
        )
