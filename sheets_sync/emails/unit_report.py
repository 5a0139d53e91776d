"""The monthly report to the head of one unit: how it stands, what to mend, and thanks where thanks are due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sheets_sync import rates
from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.finding import INFO, Finding
from sheets_sync.domain.message import Address, Draft
from sheets_sync.domain.status import COMPLETE, INCOMPLETE, LATE, MISSING
from sheets_sync.domain.unit import Unit
from sheets_sync.emails._findings import FindingBlock, blocks
from sheets_sync.emails._letter import Letter, dear, thanks_for_cooperation, where_to_ask
from sheets_sync.emails._people import distinct_names, head_mailbox, head_of, name_of_head, operator_mailboxes, place, unit_name, without
from sheets_sync.emails._rows import PlatformRow, TrendRow, platform_rows, trend_months, unit_trend
from sheets_sync.emails._unclear import question_to, unclear_responses
from sheets_sync.emails._verdicts import TONES, Verdict, rates_in, verdicts_in
from sheets_sync.emails._words import (
    KIND_WORDS,
    accepted_until,
    change_of_unit,
    deadline_line,
    headline_of_unit,
    listed,
    moment_in_zone,
    ratio,
    status_word,
)
from sheets_sync.emails.context import Context
from sheets_sync.language import N_, Language

KIND = "unit_report"
TREND_LENGTH = 6
BLOCKS_SHOWN = 10
FEWEST_TO_COMPARE = 3
"""Below so many units of a kind, a comparison would say how one particular other unit does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReport(Letter):
    """`name` tells the unit from others of the same name; `standing` compares with units of the same kind, without naming any.

    `more_findings` says how many notes are not shown.
    """

    name: str
    platforms: tuple[PlatformRow, ...]
    total_posts: str
    total_links: str
    total_met: str
    trend: tuple[TrendRow, ...]
    standing: str
    findings: tuple[FindingBlock, ...]
    more_findings: str


def draft(assessment: Assessment, language: Language, context: Context) -> list[Draft]:
    """One letter for every unit that has to report and whose head can be reached, in register order."""
    writer, month = _Writer(assessment, language, context), str(assessment.month)
    return [
        Draft(KIND, month, unit.code, head, without(operator_mailboxes(unit), head), writer.report(unit, verdict).view)
        for unit, verdict, head in _addressed(assessment)
    ]


def not_mailed(assessment: Assessment) -> list[tuple[Unit, str]]:
    """Units that get no report, each with the reason (an English message to translate)."""
    verdicts = verdicts_in(assessment, assessment.month)
    reasons = ((unit, _reason_not_mailed(unit, verdicts.get(code))) for code, unit in assessment.units.items())
    return [(unit, reason) for unit, reason in reasons if reason]


def _reason_not_mailed(unit: Unit, verdict: Verdict | None) -> str:
    if verdict is None or not verdict.expected:
        return N_("does not have to report this month")
    if head_mailbox(unit) is None:
        return N_("the register has no usable address of its head")
    return ""


def _addressed(assessment: Assessment) -> Iterator[tuple[Unit, Verdict, Address]]:
    for code, verdict in verdicts_in(assessment, assessment.month).items():
        unit = assessment.units.get(code)
        head = head_mailbox(unit) if unit and verdict.expected else None
        if unit and head:
            yield unit, verdict, head


class _Writer:
    """Writes the letters of one month; what all of them need is gathered once."""

    def __init__(self, assessment: Assessment, language: Language, context: Context) -> None:
        self.assessment = assessment
        self.language = language
        self.context = context
        self.month = assessment.month
        self.names = distinct_names(assessment.units)
        self.by_month = {month: verdicts_in(assessment, month) for month in trend_months(assessment, TREND_LENGTH)}
        self.unclear = unclear_responses(assessment, self.by_month[self.month])
        self.rates = rates_in(rates.by_kind(assessment.verdicts_of(self.month).reset_index(), assessment.units))

    def report(self, unit: Unit, verdict: Verdict) -> UnitReport:
        assessment, language, context, month = self.assessment, self.language, self.context, self.month
        answers, findings = assessment.answers_of(unit.code, month), assessment.findings_of(unit.code, month)
        platforms = platform_rows(unit, assessment.platforms, answers, language)
        shown, hidden = self._findings(findings)
        link = self._form_link(unit, verdict, findings)
        return UnitReport(
            office=context.office,
            topic=language.fill(N_("Publication report for {month}"), {"month": month}),
            title=unit_name(unit),
            place=place(unit, assessment.units),
            tone=TONES[verdict.status],
            verdict=status_word(verdict.status, language),
            headline=headline_of_unit(verdict, month, context.zone, language, unclear=unit.code in self.unclear),
            change=change_of_unit(verdict, self.by_month.get(month - 1, {}).get(unit.code), month - 1, language),
            deadline=deadline_line(assessment, month, context.zone, language),
            salutation=dear(head_of(unit), language),
            addressee_name=name_of_head(unit),
            paragraphs=tuple(self._paragraphs(unit, verdict, platforms)),
            button_label=language.fill(N_("Open the form for {month}"), {"month": month}) if link else "",
            button_link=link,
            button_note="" if verdict.complete else accepted_until(assessment, month, context.zone, language),
            closing=thanks_for_cooperation(language),
            question=where_to_ask(context, language),
            reason=language.fill(N_("You receive this as head or operator of {unit}."), {"unit": self.names[unit.code]}),
            name=self.names[unit.code],
            platforms=tuple(platforms),
            total_posts=language.number(verdict.posts),
            total_links=language.number(verdict.valid_links),
            total_met=ratio(verdict.met, verdict.required, language),
            trend=self._trend(unit),
            standing=self._standing(unit, verdict),
            findings=shown,
            more_findings=hidden,
        )

    def _form_link(self, unit: Unit, verdict: Verdict, findings: Sequence[Finding]) -> str:
        """Where the report can be mended; "" where the form has nothing to mend."""
        doubtful = any(finding.month and finding.severity != INFO for finding in findings)
        if verdict.complete and not doubtful:
            return ""
        return self.context.form_link(self.assessment.unit_labels[unit.code], self.month)

    def _paragraphs(self, unit: Unit, verdict: Verdict, platforms: list[PlatformRow]) -> Iterator[str]:
        language, values = self.language, {"unit": unit_name(unit), "month": self.month}
        if verdict.status == COMPLETE:
            thanks = N_("Thank you. The publication report of {unit} for {month} reached us complete and on time.")
            yield language.fill(thanks, values)
        elif verdict.status == LATE:
            yield language.fill(N_("Thank you. The publication report of {unit} for {month} has reached us complete."), values)
            yield language.gettext(N_("It became complete after the due moment; we would be glad to have the next one in time."))
        elif verdict.status == INCOMPLETE:
            yield language.fill(N_("Thank you for the publication report of {unit} for {month}."), values) + self._received(verdict)
            yield from self._still_open(platforms)
        elif unit.code in self.unclear:
            yield from question_to(unit.code, self.assessment, self.unclear, language, self.context)
        elif verdict.status == MISSING:
            yield language.fill(N_("We have not yet received the publication report of {unit} for {month}."), values)
            yield language.gettext(N_("We kindly ask for your help so that the operator can fill in the form."))
            yield language.gettext(N_("If the report has been sent already, please tell us so that we can trace it."))

    def _received(self, verdict: Verdict) -> str:
        """When the report came, as a further sentence; "" where that is not known."""
        if verdict.received is None:
            return ""
        moment = moment_in_zone(verdict.received, self.context.zone, self.language)
        return " " + self.language.fill(N_("We received it on {moment}."), {"moment": moment})

    def _still_open(self, platforms: list[PlatformRow]) -> Iterator[str]:
        unmet = [row.label for row in platforms if row.obliged and not row.met]
        if unmet:
            request = N_("Still to be completed: {platforms}. We kindly ask that the operator complete it in the form.")
            yield self.language.fill(request, {"platforms": listed(unmet, self.language)})

    def _trend(self, unit: Unit) -> tuple[TrendRow, ...]:
        """The unit's last months; nothing while there is only one to show."""
        told = {month: verdicts[unit.code] for month, verdicts in self.by_month.items() if unit.code in verdicts}
        return tuple(unit_trend(told, self.language)) if len(told) > 1 else ()

    def _standing(self, unit: Unit, verdict: Verdict) -> str:
        """How many of its kind were complete on time; that number no longer moves once the due moment has passed."""
        rate = self.rates[unit.kind]
        if rate.expected < FEWEST_TO_COMPARE or not rate.on_time:
            return ""
        values = {
            "unit": unit_name(unit),
            "on_time": rate.on_time,
            "expected": rate.expected,
            "kind": self.language.gettext(KIND_WORDS.get(unit.kind, unit.kind)),
        }
        if verdict.status == COMPLETE:
            return self.language.fill(N_("{unit} is one of {on_time} of {expected} {kind} that were complete on time."), values)
        return self.language.fill(N_("{on_time} of {expected} {kind} were complete on time."), values)

    def _findings(self, findings: Sequence[Finding]) -> tuple[tuple[FindingBlock, ...], str]:
        told = blocks(findings, self.language)
        hidden = len(told) - BLOCKS_SHOWN
        if hidden <= 0:
            return tuple(told), ""
        words = self.language.ngettext("{n} further note is in the recap.", "{n} further notes are in the recap.", hidden)
        return tuple(told[:BLOCKS_SHOWN]), words.format(n=self.language.number(hidden))
