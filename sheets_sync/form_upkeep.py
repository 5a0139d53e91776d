"""The office's form brought up to date: read, compared with its plan, changed where it differs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sheets_sync.domain.form_record import FormRecord
from sheets_sync.domain.hosted_form import HostedForm
from sheets_sync.domain.marks import N_
from sheets_sync.domain.unit import Unit
from sheets_sync.errors import WorkbookAccessError
from sheets_sync.forms.blueprint import Office, make_plan
from sheets_sync.forms.difference import Change, difference
from sheets_sync.forms.matching import match_items
from sheets_sync.forms.plan import MONTH, UNIT, FormPlan
from sheets_sync.intake.responses import wanted_columns
from sheets_sync.language import Language
from sheets_sync.ports import FormHost
from sheets_sync.settings import Settings

ROUNDS = 4
"""How often a form that others are changing at the moment is looked at again."""


@dataclass(frozen=True)
class FormDesk:
    """What is needed to look after the form: `host` opens the way to it, `form_id` is what the settings say ("": nothing),
    `record` what is remembered of it, `remember` keeps that."""

    host: Callable[[], FormHost]
    form_id: str
    record: FormRecord | None
    remember: Callable[[FormRecord], None]

    @property
    def known_id(self) -> str:
        return self.form_id or (self.record.form_id if self.record else "")

    @property
    def is_ours(self) -> bool:
        """Whether the form has been finished before: from then on what people make of it is theirs."""
        return self.record is not None and bool(self.record.fingerprint)


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What was, or would be, done: `form` as it stands now, the `changes` to it, whether it was `published`."""

    form: HostedForm
    changes: tuple[Change, ...] = ()
    published: bool = False


def make_or_update(desk: FormDesk, plan: FormPlan, *, dry_run: bool = False) -> Upkeep:
    """Make the form if there is none yet, and bring it to its plan.

    Once made it is remembered at once: whatever fails afterwards, no second one is made.
    """
    if not desk.known_id and dry_run:
        return Upkeep(HostedForm(""), difference(plan, HostedForm(""), first=True).changes, published=True)
    host = desk.host()
    form = host.read(desk.known_id) if desk.known_id else host.create(plan.title)
    if not desk.known_id:
        desk.remember(FormRecord(form.id, form.responder_uri))
    what = bring_up_to_date(host, form, plan, first=not desk.is_ours, dry_run=dry_run)
    if not dry_run:
        desk.remember(_record_of(what.form, plan))
    return what


def keep_current(desk: FormDesk, plan: FormPlan) -> Upkeep | None:
    """Bring a form that the job has made to its plan, if that is another by now; None, and no call, if it is not.

    A form that people made is left alone until `make_or_update` is asked for.
    """
    if desk.record is None or not desk.is_ours or desk.record.fingerprint == plan.fingerprint:
        return None
    return make_or_update(desk, plan)


def _record_of(form: HostedForm, plan: FormPlan) -> FormRecord:
    found = match_items(plan, form)
    return FormRecord(form.id, form.responder_uri, found[UNIT].question_id, found[MONTH].question_id, plan.fingerprint)


def form_plan(units: Mapping[str, Unit], settings: Settings, now: datetime) -> FormPlan:
    """The form that this register and these settings ask for."""
    own_titles = {key: getattr(settings.columns, key) for key in ("unit", "month", "count", "links", "notes")}
    titles = {column.key: column.headers for column in wanted_columns(settings.policy.platforms, own_titles)}
    office = Office(
        settings.office.name, Language(settings.office.language), settings.policy.platforms, settings.policy.deadline_rule, titles
    )
    return make_plan(units, office, now)


def bring_up_to_date(host: FormHost, form: HostedForm, plan: FormPlan, *, first: bool, dry_run: bool = False) -> Upkeep:
    """Send what differs, as often as others come in between; `first`: the form becomes the job's now, so that it is also published.

    WorkbookContentError where a question of people's is in the way.
    """
    opened = first and form.published is False
    changes: dict[Change, None] = {}
    for _ in range(ROUNDS):
        what = difference(plan, form, first=first)
        changes |= dict.fromkeys(what.changes)
        if dry_run:
            return Upkeep(form, tuple(changes), opened)
        if not what.requests:
            return Upkeep(host.publish(form) if opened else form, tuple(changes), opened)
        form = host.change(form, what.requests)
    raise WorkbookAccessError(
        N_("The form is being changed by somebody else all the time; it is not up to date."),
        remedy=N_("Wait until nobody is working on it, then run `sheets-sync form`."),
    )
