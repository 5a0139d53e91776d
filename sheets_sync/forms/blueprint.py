"""The form that a register and an office's policy ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sheets_sync.domain.calendar import DeadlineRule
from sheets_sync.domain.hosted_form import DROP_DOWN, PAGE, PARAGRAPH, TEXT
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.platforms import BY_CODE
from sheets_sync.domain.unit import Unit
from sheets_sync.domain.unit_label import unit_labels
from sheets_sync.forms import wording
from sheets_sync.forms.pages import Pages, kinds_in_order, lay_out
from sheets_sync.forms.plan import MONTH, NOTES, PARKING, UNIT, FormPlan, PlannedChoice, PlannedItem
from sheets_sync.forms.prefilled import month_option
from sheets_sync.language import Language

MONTHS_OFFERED = 6
"""How many months are offered where months are never frozen."""


@dataclass(frozen=True)
class Office:
    """What of an office's settings shapes its form.

    `titles`: for each answer ("unit", "count:instagram", …) the titles that the response tab's columns may have, the default first.
    """

    name: str
    language: Language
    platforms: Sequence[str]
    rule: DeadlineRule
    titles: Mapping[str, Sequence[str]]


def make_plan(units: Mapping[str, Unit], office: Office, now: datetime) -> FormPlan:
    """The form for these units (code -> unit, in register order) at that moment."""
    months = open_months(office.rule, now)
    offered = _offered(units, months)
    pages = lay_out(office.platforms, offered)
    unit = _question(UNIT, DROP_DOWN, office, office.language.fill(wording.UNIT_HELP, {"office": office.name}), required=True)
    choices = tuple(_unit_choices(units, offered, pages))
    return FormPlan(
        title=office.language.fill(wording.TITLE, {"office": office.name}),
        description=_description(office),
        front=(replace(unit, choices=choices), _month_question(months, office)),
        parked=tuple(_parked(pages, office)),
        asked=(*_asked(pages, office), _question(NOTES, PARAGRAPH, office, office.language.gettext(wording.NOTES_HELP))),
        parking=_parking(office.language),
    )


def open_months(rule: DeadlineRule, now: datetime) -> list[ReportingMonth]:
    """The months that a report may still be sent for: the one that is due next first, then the running month, then older ones."""
    running = ReportingMonth.of(now.date())
    past = [month for back in range(1, MONTHS_OFFERED) if not rule.deadline(month := running - back).locked(now)]
    return [*past[:1], running, *past[1:]]


def _offered(units: Mapping[str, Unit], months: Sequence[ReportingMonth]) -> list[Unit]:
    """The units that owe a report for one of these months, grouped by kind; all of them if none does."""
    active = [unit for unit in units.values() if any(unit.active_throughout(month) for month in months)] or [*units.values()]
    order = {kind: place for place, kind in enumerate(kinds_in_order(active))}
    return sorted(active, key=lambda unit: order[unit.kind])


def _unit_choices(units: Mapping[str, Unit], offered: Sequence[Unit], pages: Pages) -> Iterator[PlannedChoice]:
    labels = unit_labels(units)
    for unit in offered:
        yield PlannedChoice(labels[unit.code], _page_key(pages, pages.entries[unit.code]))


def _month_question(months: Sequence[ReportingMonth], office: Office) -> PlannedItem:
    due = office.rule.deadline(months[0]).due
    text = office.language.fill(wording.MONTH_HELP, {"month": months[0], "due": due})
    question = _question(MONTH, DROP_DOWN, office, text, required=True, kept_current=True)
    return replace(question, choices=tuple(PlannedChoice(month_option(month, office.language)) for month in months))


def _parked(pages: Pages, office: Office) -> Iterator[PlannedItem]:
    """Platforms of the policy that no unit publishes on yet: their columns are there when the first one begins."""
    if pages.parked:
        yield _parking(office.language)
        yield from _platform_questions(pages.parked, office)


def _parking(language: Language) -> PlannedItem:
    return _page(PARKING, language.gettext(wording.PARKED_TITLE), language.gettext(wording.PARKED_HELP))


def _asked(pages: Pages, office: Office) -> Iterator[PlannedItem]:
    for position, platforms in enumerate(pages.pages):
        title = office.language.fill(wording.PAGE_TITLE, {"platforms": [BY_CODE[code].label for code in platforms]})
        yield _page(_page_key(pages, position), title, office.language.gettext(wording.PAGE_HELP))
        yield from _platform_questions(platforms, office)


def _platform_questions(platforms: Sequence[str], office: Office) -> Iterator[PlannedItem]:
    for code in platforms:
        values = {"platform": BY_CODE[code].label, "example": wording.EXAMPLES[code]}
        yield _question(f"count:{code}", TEXT, office, office.language.fill(wording.COUNT_HELP, values))
        yield _question(f"links:{code}", PARAGRAPH, office, office.language.fill(wording.LINKS_HELP, values))


def _page_key(pages: Pages, position: int) -> str:
    """Counted from the last page: one more in front leaves the others what they are."""
    return f"page:{len(pages.pages) - 1 - position}"


def _page(key: str, title: str, text: str) -> PlannedItem:
    return PlannedItem(key, PAGE, (title,), text, kept_current=True)


def _question(key: str, kind: str, office: Office, text: str, *, required: bool = False, kept_current: bool = False) -> PlannedItem:
    return PlannedItem(key, kind, tuple(office.titles[key]), text, required, kept_current=kept_current)


def _description(office: Office) -> str:
    rule = office.rule
    values = {"office": office.name, "day": rule.due_day, "time": office.language.time(datetime.combine(datetime.min, rule.due_time))}
    return office.language.fill(wording.DESCRIPTION, values)
