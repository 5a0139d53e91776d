"""How a form differs from its plan, and the requests that bring it there: nothing deleted, nothing of people's overwritten.

People own the words: title, instructions and help texts are written where there are none, and stay as people make them. The job
owns what must be right: the choices, which pages there are, the order, and titles by which the columns are found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sheets_sync.domain.header import folded
from sheets_sync.domain.hosted_form import PAGE, VERIFIED, Choice, FormItem, HostedForm
from sheets_sync.domain.platforms import PLATFORMS
from sheets_sync.forms import requests
from sheets_sync.forms.matching import match_items
from sheets_sync.forms.ordering import steps
from sheets_sync.forms.placing import in_order
from sheets_sync.forms.plan import PARKING, UNIT, FormPlan, PlannedItem, form_item_id
from sheets_sync.forms.requests import Request

NEW, CHANGED, MOVED, FORM = ("new", "changed", "moved", "form")
"""What can happen to an item; `FORM`: the form as a whole."""

_UNNAMED = {"", "untitled form", "formulir tanpa judul"}
_EVER_MADE = (
    *(f"{kind}:{platform.code}" for platform in PLATFORMS for kind in ("count", "links")),
    *(f"page:{number}" for number in range(len(PLATFORMS))),
    PARKING,
)
"""Keys of all items that some register and policy may have asked for."""


@dataclass(frozen=True, slots=True)
class Change:
    """What would happen to the item of that title: `kind`, the names of what of it changes, and the choices it gains and loses."""

    kind: str
    title: str
    what: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    fewer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """The requests of one `batchUpdate`, in their order, and what they mean to a person. Neither: the form is as planned."""

    requests: tuple[Request, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class _Target:
    """The form to be: the plan's items as they are to stand in the form, in order, and all ids in their order."""

    items: Mapping[str, FormItem]
    order: Sequence[str]
    branching: str


Made = tuple[int, Request, Change]
"""A request, what it means, and where in the form it shows (-1: in the form as a whole)."""


def difference(plan: FormPlan, form: HostedForm, *, first: bool) -> Difference:
    """What has to be sent; `first`: the form has not been the job's before, so that its settings are made too.

    WorkbookContentError where a question of people's is in the way.
    """
    target = _target_of(plan, form)
    made = [*_info(plan, form), *(_settings(plan, form) if first else ()), *_order(target, form), *_updates(target, form)]
    in_place = sorted(made, key=lambda each: each[0])
    return Difference(tuple(request for _, request, _ in made), tuple(change for _, _, change in in_place))


def _target_of(plan: FormPlan, form: HostedForm) -> _Target:
    plan = _with_retired(plan, form)
    found = match_items(plan, form)
    ids = {item.key: found[item.key].id if item.key in found else item.id for item in plan.items}
    pages = ids if plan.branches else {}
    items = {ids[item.key]: _as_it_shall_be(item, found.get(item.key), pages) for item in plan.items}
    front, parked = ([ids[item.key] for item in part] for part in (plan.front, plan.parked))
    return _Target(items, in_order([*items], form.items, front=front, parked=parked), ids[UNIT])


def _with_retired(plan: FormPlan, form: HostedForm) -> FormPlan:
    """The plan with what the job once made and the plan has no place for: kept among what everybody skips, the pages first."""
    wanted = {item.key for item in plan.items}
    by_id = {item.id: item for item in form.items}
    there = [(key, by_id[form_item_id(key)]) for key in _EVER_MADE if key not in wanted and form_item_id(key) in by_id]
    questions = [PlannedItem(key, item.kind, (item.title,), item.help) for key, item in there if item.kind != PAGE]
    pages = [replace(plan.parking, key=key) for key, item in there if item.kind == PAGE]
    begun = plan.parked or not questions or pages
    return replace(plan, parked=(*pages, *plan.parked, *(() if begun else (plan.parking,)), *questions))


def _as_it_shall_be(planned: PlannedItem, item: FormItem | None, pages: Mapping[str, str]) -> FormItem:
    """The item with what the job owns as planned, and what people own as they have it."""
    choices = tuple(Choice(choice.value, pages.get(choice.page, "")) for choice in planned.choices)
    if item is None:
        return FormItem(planned.id, planned.kind, planned.titles[0], *_question_of(planned), choices)
    return replace(
        item,
        title=item.title if folded(item.title) in map(folded, planned.titles) else planned.titles[0],
        help=planned.help if planned.kept_current or not item.help else item.help,
        required=item.required or planned.required,
        choices=choices or item.choices,
    )


def _question_of(planned: PlannedItem) -> tuple[str, str, bool]:
    return planned.question_id if planned.is_question else "", planned.help, planned.required


def _info(plan: FormPlan, form: HostedForm) -> Iterator[Made]:
    fields = {
        **({"title": plan.title} if _is_unnamed(form) else {}),
        **({"description": plan.description} if not form.description.strip() else {}),
    }
    if fields:
        yield -1, requests.update_info(**fields), Change(FORM, _name(plan, form), tuple(fields))


def _settings(plan: FormPlan, form: HostedForm) -> Iterator[Made]:
    if form.collects != VERIFIED:
        yield -1, requests.collect_addresses(VERIFIED), Change(FORM, _name(plan, form), ("addresses",))


def _is_unnamed(form: HostedForm) -> bool:
    return form.title.strip().casefold() in _UNNAMED


def _name(plan: FormPlan, form: HostedForm) -> str:
    return plan.title if _is_unnamed(form) else form.title


def _order(target: _Target, form: HostedForm) -> Iterator[Made]:
    present = {item.id: item for item in form.items}
    for step in steps([*present], target.order, last=target.branching):
        item = target.items.get(step.name) or present[step.name]
        if step.start is None:
            yield target.order.index(step.name), requests.create_item(item, step.end), Change(NEW, item.title)
        else:
            yield target.order.index(step.name), requests.move_item(step.start, step.end), Change(MOVED, item.title)


def _updates(target: _Target, form: HostedForm) -> Iterator[Made]:
    for before in form.items:
        after = target.items.get(before.id, before)
        fields = [field for field in requests.MASKS if getattr(before, field) != getattr(after, field)]
        if fields:
            place = target.order.index(before.id)
            yield place, requests.update_item(after, place, fields), Change(CHANGED, after.title, tuple(fields), *_choices(before, after))


def _choices(before: FormItem, after: FormItem) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The choices that are more, and those that are fewer."""
    old, new = ([choice.value for choice in item.choices] for item in (before, after))
    return tuple(value for value in new if value not in old), tuple(value for value in old if value not in new)
