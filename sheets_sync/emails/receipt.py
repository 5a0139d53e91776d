"""The receipt to whoever filled in the form: what was understood, and what is still missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.message import Address, Draft
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.unit import Unit
from sheets_sync.emails._findings import FindingBlock, blocks
from sheets_sync.emails._letter import Letter, dear_operator, thanks_for_cooperation, where_to_ask
from sheets_sync.emails._people import distinct_names, head_mailbox, operator_mailboxes, place
from sheets_sync.emails._rows import PlatformRow, platform_rows
from sheets_sync.emails._verdicts import TONES, Verdict, verdicts_in
from sheets_sync.emails._words import deadline_line, headline_of_unit, moment_in_zone, ratio, status_word
from sheets_sync.emails.context import Context
from sheets_sync.language import N_, Language

KIND = "receipt"
_MOMENT = "%Y%m%dT%H%M%S"
_NO_UNIT = "response"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptLetter(Letter):
    """`platforms` is empty where unit or month were not understood."""

    platforms: tuple[PlatformRow, ...]
    total_posts: str
    total_links: str
    total_met: str
    findings: tuple[FindingBlock, ...]


@dataclass(frozen=True, slots=True)
class _Submission:
    """A response and what was understood of it."""

    row: int
    email: str
    submitted_at: datetime | None
    unit_text: str
    month_text: str
    unit: Unit | None
    month: ReportingMonth | None

    @property
    def report(self) -> object:
        """What it is about: a unit's month, or only itself where that was not understood."""
        return (self.unit.code, self.month) if self.unit and self.month else self.key

    @property
    def key(self) -> str:
        """Tells submissions apart, also after the sheet was sorted anew."""
        moment = self.submitted_at.strftime(_MOMENT) if self.submitted_at else f"row{self.row}"
        return f"{self.unit.code if self.unit else _NO_UNIT}.{moment}"


def draft(assessment: Assessment, language: Language, context: Context, *, responses: pd.DataFrame) -> list[Draft]:
    """A receipt for each of `responses` (RESPONSES, oldest first) whose sender the register knows; of several about a report, for the last.

    Who is not of the unit, or of the one it belongs to, is told nothing about it.
    """
    writer = _Writer(assessment, language, context)
    latest: dict[object, tuple[_Submission, Address]] = {}
    for response in responses.to_dict("records"):
        submission = _submission(assessment, response)
        sender = writer.sender(submission)
        if sender:
            latest[(submission.report, sender.email.lower())] = (submission, sender)
    return [
        Draft(KIND, str(submission.month or assessment.month), submission.key, sender, (), writer.letter(submission, sender).view)
        for submission, sender in latest.values()
    ]


def report_and_reader(draft: Draft) -> tuple[str, str, str]:
    """Month, unit and address: of two receipts that share them the later says all. One that names no unit stands for itself."""
    unit = draft.subject_of.rpartition(".")[0]
    return draft.month, draft.subject_of if unit == _NO_UNIT else unit, draft.to.email.lower()


def moment_in(key: str) -> datetime | None:
    """When the response came that the receipt of that key answers; None if the key does not tell."""
    try:
        return datetime.strptime(key.rpartition(".")[2], _MOMENT)
    except ValueError:
        return None


def _submission(assessment: Assessment, response: Mapping[Any, Any]) -> _Submission:
    submitted = response["submitted_at"]
    return _Submission(
        row=int(response["row"]),
        email=str(response["email"]).strip(),
        submitted_at=None if pd.isna(submitted) else pd.Timestamp(submitted).to_pydatetime(),
        unit_text=str(response["unit_text"]),
        month_text=str(response["month_text"]),
        unit=assessment.units.get(response["unit"]),
        month=ReportingMonth.from_ordinal(response["month"]) if response["month"] >= 0 else None,
    )


class _Writer:
    def __init__(self, assessment: Assessment, language: Language, context: Context) -> None:
        self.assessment = assessment
        self.language = language
        self.context = context
        self.names = distinct_names(assessment.units)
        self._verdicts: dict[ReportingMonth, dict[str, Verdict]] = {}
        self._register = _addresses(list(assessment.units.values()))

    def sender(self, submission: _Submission) -> Address | None:
        """Whom to write to; None if the register does not know the address, or knows it from elsewhere only."""
        if submission.unit is None:
            return self._register.get(submission.email.lower())
        parent = self.assessment.units.get(submission.unit.parent)
        return _addresses([submission.unit, *([parent] if parent else [])]).get(submission.email.lower())

    def letter(self, submission: _Submission, sender: Address) -> ReceiptLetter:
        verdict = self._verdict(submission)
        if submission.unit is None or submission.month is None or verdict is None:
            return self._not_understood(submission, sender)
        return self._understood(submission, sender, submission.unit, submission.month, verdict)

    def _verdict(self, submission: _Submission) -> Verdict | None:
        if submission.unit is None or submission.month is None:
            return None
        if submission.month not in self._verdicts:
            self._verdicts[submission.month] = verdicts_in(self.assessment, submission.month)
        return self._verdicts[submission.month].get(submission.unit.code)

    def _understood(self, submission: _Submission, sender: Address, unit: Unit, month: ReportingMonth, verdict: Verdict) -> ReceiptLetter:
        assessment, language, zone = self.assessment, self.language, self.context.zone
        answers = assessment.answers_of(unit.code, month)
        link = "" if verdict.complete else self.context.form_link(assessment.unit_labels[unit.code], month)
        return ReceiptLetter(
            **self._common(submission, sender, month),
            title=self.names[unit.code],
            place=place(unit, assessment.units),
            tone=TONES[verdict.status],
            verdict=language.fill(N_("Received – {status}"), {"status": status_word(verdict.status, language)}),
            headline=headline_of_unit(verdict, month, zone, language),
            deadline=deadline_line(assessment, month, zone, language),
            button_label=language.fill(N_("Complete the report for {month}"), {"month": month}) if link else "",
            button_link=link,
            platforms=tuple(platform_rows(unit, assessment.platforms, answers, language)),
            total_posts=language.number(verdict.posts),
            total_links=language.number(verdict.valid_links),
            total_met=ratio(verdict.met, verdict.required, language),
            findings=tuple(blocks(assessment.findings_of(unit.code, month), language)),
        )

    def _not_understood(self, submission: _Submission, sender: Address) -> ReceiptLetter:
        language = self.language
        typed = {"unit": submission.unit_text or "–", "month": submission.month_text or "–"}
        label = self.assessment.unit_labels[submission.unit.code] if submission.unit else ""
        link = self.context.form_link(label, submission.month)
        return ReceiptLetter(
            **self._common(submission, sender, submission.month or self.assessment.month),
            title=self.names[submission.unit.code] if submission.unit else submission.unit_text,
            tone="fair",
            verdict=language.gettext(N_("Received, not yet counted")),
            headline=language.fill(N_("Unit: “{unit}”; month: “{month}”"), typed),
            button_label=language.gettext(N_("Fill in the form again")) if link else "",
            button_link=link,
            platforms=(),
            total_posts="",
            total_links="",
            total_met="",
            findings=tuple(blocks(self._findings_at(submission), language)),
        )

    def _findings_at(self, submission: _Submission) -> Sequence[Any]:
        findings = self.assessment.findings
        code = submission.unit.code if submission.unit else ""
        return self.assessment.described(findings[findings["row"].eq(submission.row) & findings["unit"].isin(["", code])])

    def _common(self, submission: _Submission, sender: Address, month: ReportingMonth) -> dict[str, Any]:
        language, context = self.language, self.context
        return {
            "office": context.office,
            "topic": language.fill(N_("Receipt: publication report for {month}"), {"month": month}),
            "salutation": dear_operator(sender.name, language),
            "paragraphs": (self._thanks(submission),),
            "closing": thanks_for_cooperation(language),
            "question": where_to_ask(context, language),
            "reason": language.gettext(N_("You receive this because the form was filled in with this address.")),
        }

    def _thanks(self, submission: _Submission) -> str:
        if submission.submitted_at is None:
            return self.language.gettext(N_("Thank you, your answers have reached us. Below is how we understood them."))
        moment = moment_in_zone(submission.submitted_at, self.context.zone, self.language)
        message = N_("Thank you, your answers of {moment} have reached us. Below is how we understood them.")
        return self.language.fill(message, {"moment": moment})


def _addresses(units: Sequence[Unit]) -> dict[str, Address]:
    """Everybody the register names for the units, by address."""
    people = [person for unit in units for person in (*operator_mailboxes(unit), head_mailbox(unit)) if person]
    return {person.email.lower(): person for person in reversed(people)}
