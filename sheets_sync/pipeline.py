"""One function per command: gather, decide, act. Each reads as the way one month's data walks through the house."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.marks import N_
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.responses import FormTimes, Responses
from sheets_sync.domain.tab import LAYOUT, Tab, TabChange, same_sheets
from sheets_sync.domain.unit import Unit
from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.intake.first_submissions import credited_moments
from sheets_sync.intake.headers import LINK_THE_FORM, RENAME_THE_TAB, find_tab
from sheets_sync.intake.register import Register, read_register
from sheets_sync.intake.responses import read_responses
from sheets_sync.judgement import Recorded, Rulebook, assess
from sheets_sync.language import Language
from sheets_sync.ports import Contents, Submissions, Workbook
from sheets_sync.summaries import make_tabs, with_log_line
from sheets_sync.summaries.difference import differences
from sheets_sync.summaries.memory import LogLine, Memory
from sheets_sync.summaries.read_back import read_back

if TYPE_CHECKING:
    from sheets_sync.settings import Settings

_MONTHS_ASKED_BACK = 3
"""The form is asked about responses since the beginning of that month: enough for every month that is not frozen by default."""


@dataclass(frozen=True)
class Job:
    """What every command is handed: settings, the moment it started, its reader's language, its workbook, `say` for progress.

    `submissions`: the form itself, where it can be asked when responses were first sent.
    """

    settings: Settings
    now: datetime
    language: Language
    workbook: Workbook
    say: Callable[[str], None]
    submissions: Submissions | None = None

    def tell(self, message: str, **values: object) -> None:
        self.say(self.language.fill(message, values))


@dataclass(frozen=True)
class Picture:
    """All that one reading of the workbook yields.

    `asked`: the month under the light and those reopened, as they were asked for; `tabs`: what a sync has made of it, before its
    line in the log.
    """

    contents: Contents
    memory: Memory
    register: Register
    responses: Responses
    assessment: Assessment
    asked: tuple[ReportingMonth | None, tuple[ReportingMonth, ...]] = (None, ())
    tabs: Sequence[Tab] = ()


def look(job: Job, *, month: ReportingMonth | None = None, reopen: Sequence[ReportingMonth] = (), known: Picture | None = None) -> Picture:
    """Read the workbook and judge every month in it; `month` is the one under the light (by default the latest that is over).

    `known`: what this job saw before. What stands in the workbook as it stood then is not made out, judged and shown once more.
    """
    _refuse_future(month, job.now)
    job.tell(N_("Reading {workbook} …"), workbook=job.workbook.name)
    contents = job.workbook.read()
    memory = read_back(contents.outputs, job.settings.policy.platforms, job.settings.tabs.output_titles)
    asked = (month, tuple(reopen))
    if known and not same_sheets(known.contents.inputs, contents.inputs):
        known = None
    if known and known.asked == asked and job.submissions is None and known.memory.same_verdicts(memory):
        return replace(known, contents=contents, memory=memory, tabs=known.tabs if known.memory.same_recaps(memory) else ())
    register, responses = (known.register, known.responses) if known else read_everything(contents, job)
    responses = _with_form_times(responses, memory, job)
    job.tell(N_("Judging {responses} responses of {units} units …"), responses=len(responses.frame), units=len(register.units))
    recorded = Recorded(memory.credits, memory.verdicts, memory.reopened)
    assessment = assess(register, responses, recorded, rulebook=_rulebook(job.settings), now=job.now, month=month, reopen=asked[1])
    return Picture(contents, memory, register, responses, assessment, asked)


def read_everything(contents: Contents, job: Job) -> tuple[Register, Responses]:
    """Register and responses as they are read; errors as a sync would raise them."""
    register = _register(contents, job.settings)
    return register, _responses(contents, register, job)


def _with_form_times(responses: Responses, memory: Memory, job: Job) -> Responses:
    """The responses with what the form knows of their first submission; with the sheet's times alone where it cannot be asked."""
    if job.submissions is None:
        return responses
    since = ReportingMonth.of(job.now.date()) - _MONTHS_ASKED_BACK
    try:
        submissions = job.submissions.since(datetime.combine(since.first_day, time()))
    except SheetsSyncError:
        return replace(responses, form_times=FormTimes())
    return replace(responses, form_times=FormTimes(credited_moments(responses, submissions, memory.looks)))


def registered_units(job: Job) -> Mapping[str, Unit]:
    """The register alone."""
    return _register(job.workbook.read(), job.settings).units


def _refuse_future(month: ReportingMonth | None, now: datetime) -> None:
    if month is not None and month > ReportingMonth.of(now.date()):
        raise UsageError(N_("The month {month} has not begun yet."), remedy=N_("Choose one that has."), month=month)


def _register(contents: Contents, settings: Settings) -> Register:
    return read_register(find_tab(contents.inputs, settings.tabs.input_titles[0]), settings.columns.register_)


def _responses(contents: Contents, register: Register, job: Job) -> Responses:
    settings = job.settings
    owed = {code for unit in register.units.values() for code in unit.accounts}
    return read_responses(
        find_tab(contents.inputs, settings.tabs.input_titles[1], LINK_THE_FORM if settings.workbook.url else RENAME_THE_TAB),
        units=register.units,
        platforms=settings.policy.platforms,
        zone=ZoneInfo(settings.office.timezone),
        now=job.now,
        own_titles=settings.columns.model_dump(exclude={"register_"}),
        needed=[code for code in settings.policy.platforms if code in owed],
    )


def _rulebook(settings: Settings) -> Rulebook:
    policy = settings.policy
    return Rulebook(
        office=settings.office.name,
        platforms=policy.platforms,
        deadlines=policy.deadline_rule,
        submitters=policy.submitters,
        exempt=policy.exempt,
        sk_expiring_days=policy.sk_expiring_days,
    )


@dataclass(frozen=True)
class SyncOutcome:
    """What a sync saw, what differed, and where the tabs can be looked at."""

    picture: Picture
    changes: tuple[TabChange, ...]
    where: str

    @property
    def changed(self) -> bool:
        """Whether the tabs differ, or were drawn by an earlier version of the program."""
        contents = self.picture.contents
        outdated = bool(contents.outputs) and contents.layout != LAYOUT
        return outdated or any(change.kind != "same" for change in self.changes)


def sync(
    job: Job,
    *,
    month: ReportingMonth | None = None,
    reopen: Sequence[ReportingMonth] = (),
    dry_run: bool = False,
    amend: Callable[[Picture], Picture] = lambda picture: picture,
    continues: bool = False,
    known: Picture | None = None,
) -> SyncOutcome:
    """Bring the job's tabs up to date; nothing is written where nothing differs.

    `amend` may add to what was read, or refuse it with an error, before anything is made of it. `continues`: this run has
    written before and has its line in the log. `known` is as for `look`.
    """
    seen = look(job, month=month, reopen=reopen, known=known)
    picture = amend(seen)
    titles = job.settings.tabs.output_titles
    as_seen = picture.assessment is seen.assessment and picture.memory.recaps is seen.memory.recaps
    tabs = make_tabs(picture.assessment, picture.memory, job.language, titles=titles, standing=seen.tabs if as_seen else ())
    picture = replace(picture, tabs=tabs)
    changes = tuple(differences(tabs, picture.contents.outputs))
    outcome = SyncOutcome(picture, changes, job.workbook.name)
    if dry_run or not (outcome.changed or reopen):
        return outcome
    job.tell(N_("Writing {workbook} …"), workbook=job.workbook.name)
    line = replace(_log_line(picture, changes, reopen, job), continues=continues)
    tabs = with_log_line(tabs, picture.assessment, picture.memory, job.language, line, titles=titles)
    return replace(outcome, where=job.workbook.write(tabs, picture.contents))


def _log_line(picture: Picture, changes: Sequence[TabChange], reopen: Sequence[ReportingMonth], job: Job) -> LogLine:
    assessment = picture.assessment
    changed = [change for change in changes if change.kind != "same"]
    locked = {month for month in assessment.months if assessment.deadlines[month].locked(job.now)}
    return LogLine(
        time=job.now,
        months=assessment.open_months,
        units=len(assessment.units),
        responses=len(picture.responses.frame),
        findings=len(assessment.findings),
        changes="; ".join(
            job.language.fill(N_("{tab}: {cells} cells"), {"tab": change.title, "cells": change.cells}) for change in changed
        ),
        frozen=tuple(sorted(locked - picture.memory.frozen_months)),
        reopened=tuple(reopen),
    )
