"""Which units are left out of a kind of e-mail, and why; the reasons are English messages to translate."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.message import Address
from sheets_sync.domain.unit import KALURAHAN, KAPANEWON, Unit
from sheets_sync.emails import area_report, overdue, reminder, unit_report
from sheets_sync.emails._people import head_mailbox, operator_mailboxes
from sheets_sync.emails._verdicts import Verdict, verdicts_in
from sheets_sync.language import N_

LeftOut = Sequence[tuple[Unit, str]]

NOT_EXPECTED = N_("does not have to report this month")
COMPLETE = N_("is already complete")
NO_OPERATOR = N_("the register has no usable address of an operator")
NOBODY = N_("the register has no usable address of an operator or head")
NO_HEAD = N_("the register has no usable address of its head")


def left_out(kind: str, assessment: Assessment) -> LeftOut:
    """The units that get no e-mail of the kind about the month under the light, in register order; none for other kinds."""
    explain = _EXPLAINERS.get(kind)
    return explain(assessment) if explain else ()


def people_of(unit: Unit) -> list[Address]:
    """Everybody the register names for a unit and mail can reach: its operators, then its head."""
    head = head_mailbox(unit)
    return [*operator_mailboxes(unit), *([head] if head else [])]


def _of_reminders(assessment: Assessment) -> LeftOut:
    return _of_open_units(assessment, operator_mailboxes, NO_OPERATOR)


def _of_overdue(assessment: Assessment) -> LeftOut:
    return _of_open_units(assessment, people_of, NOBODY)


def _of_open_units(assessment: Assessment, people: Callable[[Unit], Iterable[Address]], nobody: str) -> LeftOut:
    verdicts = verdicts_in(assessment, assessment.month)
    reasons = ((assessment.units[code], _reason(assessment.units[code], verdict, people, nobody)) for code, verdict in verdicts.items())
    return [(unit, reason) for unit, reason in reasons if reason]


def _reason(unit: Unit, verdict: Verdict, people: Callable[[Unit], Iterable[Address]], nobody: str) -> str:
    if not verdict.expected:
        return NOT_EXPECTED
    if verdict.complete:
        return COMPLETE
    return "" if list(people(unit)) else nobody


def _of_area_reports(assessment: Assessment) -> LeftOut:
    """Kapanewon that have kalurahan to answer for, but no head who can be reached."""
    verdicts = verdicts_in(assessment, assessment.month)
    units = assessment.units.values()
    parents = {unit.parent for unit in units if unit.kind == KALURAHAN and unit.code in verdicts and verdicts[unit.code].expected}
    return [(unit, NO_HEAD) for unit in units if unit.kind == KAPANEWON and unit.code in parents and head_mailbox(unit) is None]


_EXPLAINERS: dict[str, Callable[[Assessment], LeftOut]] = {
    reminder.KIND: _of_reminders,
    overdue.KIND: _of_overdue,
    unit_report.KIND: unit_report.not_mailed,
    area_report.KIND: _of_area_reports,
}
