"""Letters to the people who can still do something about a month: one each, however many units are theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.finding import ERROR
from sheets_sync.domain.message import Address, Draft
from sheets_sync.domain.unit import Unit
from sheets_sync.emails._findings import FindingBlock, blocks
from sheets_sync.emails._letter import Letter, dear, dear_operator, thanks_for_cooperation, where_to_ask
from sheets_sync.emails._people import distinct_names, head_of
from sheets_sync.emails._rows import unmet_platforms
from sheets_sync.emails._unclear import question_to, unclear_responses
from sheets_sync.emails._verdicts import TONES, Verdict, verdicts_in
from sheets_sync.emails._words import deadline_line, headline_of_unit, listed, status_word, with_rest
from sheets_sync.emails.context import Context
from sheets_sync.language import N_, Language

NAMES_IN_TITLE = 2
"""More would be cut in the subject."""

TOPIC_UNCLEAR = N_("Please check: publication report for {month}")
ALL_UNCLEAR = N_("For {month} we have received responses whose unit names are not clear. They may be those of your units, named below.")


@dataclass(frozen=True, slots=True)
class OpenUnit:
    """A unit with something left to do: `open` names the platforms ("" while nothing came at all).

    `question` asks about a response that may be the unit's; none where there is no such response.
    """

    name: str
    status: str
    tone: str
    headline: str
    open: str
    question: tuple[str, ...]
    link: str
    link_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenUnitsLetter(Letter):
    """`findings` says what exactly is wrong with a person's only open unit; of several, `units` names the platforms."""

    units: tuple[OpenUnit, ...]
    findings: tuple[FindingBlock, ...]


@dataclass(frozen=True, slots=True)
class Occasion:
    """What sets a reminder and an overdue note apart; `key` tells the waves of one month apart."""

    kind: str
    key: str
    topic: str
    tone: str
    verdict: str
    paragraphs: tuple[str, ...]
    people: Callable[[Unit], Iterable[Address]]


def days_until_due(assessment: Assessment) -> int:
    """Whole days from today to the due day; negative after it."""
    return (assessment.deadlines[assessment.month].due.date() - assessment.now.date()).days


def drafts_to_people(assessment: Assessment, language: Language, context: Context, occasion: Occasion) -> list[Draft]:
    """One letter for each person of a unit that is not yet complete, in the order of the register."""
    writer = _Writer(assessment, language, context, occasion)
    return [
        Draft(occasion.kind, str(assessment.month), f"{email}.{occasion.key}", person, (), writer.letter(person, units).view)
        for email, (person, units) in writer.people().items()
    ]


def _headline(rows: Sequence[OpenUnit]) -> str:
    return N_("{units} not yet complete, or not yet clear") if any(row.question for row in rows) else N_("{units} not yet complete")


class _Writer:
    def __init__(self, assessment: Assessment, language: Language, context: Context, occasion: Occasion) -> None:
        self.assessment = assessment
        self.language = language
        self.context = context
        self.occasion = occasion
        self.names = distinct_names(assessment.units)
        self.verdicts = verdicts_in(assessment, assessment.month)
        self.unmet = unmet_platforms(assessment)
        self.unclear = unclear_responses(assessment, self.verdicts)

    def people(self) -> dict[str, tuple[Address, list[Unit]]]:
        """By address: the person, by the first name the register knows, and the open units that are theirs."""
        people: dict[str, tuple[Address, list[Unit]]] = {}
        for code, verdict in self.verdicts.items():
            unit = self.assessment.units[code]
            for person in self.occasion.people(unit) if verdict.open else ():
                known, units = people.get(person.email.lower(), (person, []))
                if unit not in units:
                    people[person.email.lower()] = (known if known.name else person, [*units, unit])
        return people

    def letter(self, person: Address, units: list[Unit]) -> OpenUnitsLetter:
        assessment, language, context, month = self.assessment, self.language, self.context, self.assessment.month
        rows = tuple(self._row(unit, self.verdicts[unit.code]) for unit in units)
        alone = rows[0] if len(rows) == 1 else None
        number = language.ngettext("{n} unit", "{n} units", len(rows)).format(n=language.number(len(rows)))
        return OpenUnitsLetter(
            office=context.office,
            topic=language.fill(TOPIC_UNCLEAR if all(row.question for row in rows) else self.occasion.topic, {"month": month}),
            title=alone.name if alone else with_rest([row.name for row in rows], NAMES_IN_TITLE, language),
            tone=self.occasion.tone,
            verdict=self.occasion.verdict,
            headline=alone.headline if alone else language.fill(_headline(rows), {"units": number}),
            deadline=deadline_line(assessment, month, context.zone, language),
            salutation=self._salutation(person, units),
            paragraphs=self._paragraphs(rows),
            button_label=language.fill(N_("Open the form for {month}"), {"month": month}) if alone and alone.link else "",
            button_link=alone.link if alone else "",
            closing=thanks_for_cooperation(language),
            question=where_to_ask(context, language),
            reason=language.gettext(N_("You receive this because the register names you for these units.")),
            units=rows,
            findings=self._to_mend(units[0]) if alone else (),
        )

    def _paragraphs(self, rows: tuple[OpenUnit, ...]) -> tuple[str, ...]:
        first, *others = self.occasion.paragraphs
        alone = rows[0] if len(rows) == 1 else None
        if alone and alone.question:
            return (*alone.question, *others)
        if alone and alone.open:
            return (first, self.language.fill(N_("Still to be completed: {platforms}."), {"platforms": alone.open}), *others)
        if all(row.question for row in rows):
            return (self.language.fill(ALL_UNCLEAR, {"month": self.assessment.month}), *others)
        return (first, *others)

    def _to_mend(self, unit: Unit) -> tuple[FindingBlock, ...]:
        """What leaves an obligation of the unit unmet; the rest can wait for the monthly report."""
        findings = self.assessment.findings_of(unit.code, self.assessment.month)
        return tuple(blocks((finding for finding in findings if finding.severity == ERROR), self.language))

    def _salutation(self, person: Address, units: list[Unit]) -> str:
        for unit in units:
            if unit.head_email.lower() == person.email.lower():
                return dear(head_of(unit), self.language)
        return dear_operator(person.name, self.language)

    def _row(self, unit: Unit, verdict: Verdict) -> OpenUnit:
        month, name = self.assessment.month, self.names[unit.code]
        link = self.context.form_link(self.assessment.unit_labels[unit.code], month)
        values = {"unit": name, "month": month}
        return OpenUnit(
            name=name,
            status=status_word(verdict.status, self.language),
            tone=TONES[verdict.status],
            headline=headline_of_unit(verdict, month, self.context.zone, self.language, unclear=unit.code in self.unclear),
            open=listed(self.unmet.get(unit.code, []), self.language),
            question=tuple(question_to(unit.code, self.assessment, self.unclear, self.language, self.context)),
            link=link,
            link_label=self.language.fill(N_("Fill in the form of {unit} for {month}"), values) if link else "",
        )
