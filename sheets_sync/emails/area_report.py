"""The monthly report to the head of a kapanewon: its kalurahan at a glance, worst first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sheets_sync import rates
from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.message import Draft
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.unit import KALURAHAN, KAPANEWON, Unit
from sheets_sync.emails._letter import Letter, dear, thanks_for_cooperation, where_to_ask
from sheets_sync.emails._people import head_mailbox, head_of, name_of_head, unit_name
from sheets_sync.emails._rows import TrendRow, rate_trend, trend_months, unmet_platforms
from sheets_sync.emails._unclear import UNCLEAR_MARK, unclear_responses
from sheets_sync.emails._verdicts import NO_RATE, TONES, Rate, Verdict, improved, rates_in, verdicts_in
from sheets_sync.emails._words import (
    accepted_until,
    change_of_rate,
    deadline_line,
    headline_of_rate,
    listed,
    ratio,
    status_word,
    tone_of_rate,
    with_rest,
)
from sheets_sync.emails.context import Context
from sheets_sync.language import N_, Language

KIND = "area_report"
TREND_LENGTH = 6
NAMES_THANKED = 8


@dataclass(frozen=True, slots=True)
class VillageRow:
    """One kalurahan: `open` names the platforms still to be completed ("" if none, or if nothing came at all).

    `note` says that there is a response that may be its ("" if not).
    """

    name: str
    status: str
    tone: str
    met: str
    posts: str
    open: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaReport(Letter):
    """`thanks` names the kalurahan that are complete now and were not the month before."""

    villages: tuple[VillageRow, ...]
    trend: tuple[TrendRow, ...]
    thanks: str


def draft(assessment: Assessment, language: Language, context: Context) -> list[Draft]:
    """One letter for every kapanewon with kalurahan that have to report and a head who can be reached."""
    writer = _Writer(assessment, language, context)
    addressed = ((area, villages, head_mailbox(area)) for area, villages in writer.areas())
    return [
        Draft(KIND, str(assessment.month), area.code, head, (), writer.report(area, villages).view)
        for area, villages, head in addressed
        if head
    ]


class _Writer:
    """Writes the letters of one month; what all of them need is gathered once."""

    def __init__(self, assessment: Assessment, language: Language, context: Context) -> None:
        self.assessment = assessment
        self.language = language
        self.context = context
        self.month = assessment.month
        self.by_month = {month: verdicts_in(assessment, month) for month in trend_months(assessment, TREND_LENGTH)}
        self.rates = {month: self._rates(month) for month in self.by_month}
        self.unmet = unmet_platforms(assessment)
        self.unclear = unclear_responses(assessment, self.by_month[self.month])

    def _rates(self, month: ReportingMonth) -> dict[str, Rate]:
        return rates_in(rates.by_kapanewon(self.assessment.verdicts_of(month).reset_index(), self.assessment.units))

    def areas(self) -> Iterator[tuple[Unit, list[Unit]]]:
        """Each kapanewon with its kalurahan, where at least one of them has to report."""
        units, current = self.assessment.units, self.by_month[self.month]
        villages: dict[str, list[Unit]] = {}
        for unit in units.values():
            if unit.kind == KALURAHAN and unit.code in current:
                villages.setdefault(unit.parent, []).append(unit)
        for code, now in self.rates[self.month].items():
            if now.expected and code in units and units[code].kind == KAPANEWON:
                yield units[code], villages[code]

    def report(self, area: Unit, villages: Sequence[Unit]) -> AreaReport:
        assessment, language, context, month = self.assessment, self.language, self.context, self.month
        trend = {each: of_areas.get(area.code, NO_RATE) for each, of_areas in self.rates.items()}
        now = trend[month]
        return AreaReport(
            office=context.office,
            topic=language.fill(N_("Publication reports for {month}"), {"month": month}),
            title=unit_name(area),
            tone=tone_of_rate(now),
            verdict=language.fill(N_("{complete} of {expected} kalurahan complete"), now.values),
            headline=headline_of_rate(now, language),
            change=change_of_rate(now, trend.get(month - 1, NO_RATE), month - 1, language),
            deadline=deadline_line(assessment, month, context.zone, language),
            salutation=dear(head_of(area), language),
            addressee_name=name_of_head(area),
            paragraphs=tuple(self._paragraphs(area, now)),
            button_label=language.gettext(N_("Look at the whole recap")) if context.recap_link else "",
            button_link=context.recap_link,
            closing=thanks_for_cooperation(language),
            question=where_to_ask(context, language),
            reason=language.fill(N_("You receive this as head of {unit}."), {"unit": unit_name(area)}),
            villages=tuple(self._rows(villages)),
            trend=tuple(rate_trend(trend, language)) if len(trend) > 1 else (),
            thanks=self._thanks(villages),
        )

    def _paragraphs(self, area: Unit, now: Rate) -> Iterator[str]:
        language, values = self.language, {"unit": unit_name(area), "month": self.month}
        if now.complete == now.expected:
            thanks = N_("Thank you. The publication reports of all kalurahan in {unit} for {month} have reached us complete.")
            yield language.fill(thanks, values)
            return
        yield language.fill(N_("Below is how the kalurahan in {unit} reported their publications in {month}."), values)
        request = language.gettext(N_("We kindly ask for your help in reminding those that still have something to complete."))
        until = accepted_until(self.assessment, self.month, self.context.zone, language)
        yield f"{request} {until}".strip()

    def _rows(self, villages: Sequence[Unit]) -> Iterator[VillageRow]:
        verdicts = self.by_month[self.month]
        for village in sorted(villages, key=lambda village: verdicts[village.code].standing):
            yield self._row(village, verdicts[village.code])

    def _row(self, village: Unit, verdict: Verdict) -> VillageRow:
        unmet = self.unmet.get(village.code, [])
        return VillageRow(
            name=village.name,
            status=status_word(verdict.status, self.language),
            tone=TONES[verdict.status],
            met=ratio(verdict.met, verdict.required, self.language) if verdict.expected else "–",
            posts=self.language.number(verdict.posts) if verdict.reported else "–",
            open=listed(unmet, self.language) if verdict.reported and not verdict.complete else "",
            note=f"({self.language.gettext(UNCLEAR_MARK)})" if village.code in self.unclear else "",
        )

    def _thanks(self, villages: Sequence[Unit]) -> str:
        before = self.by_month.get(self.month - 1, {})
        risen = improved(self.by_month[self.month], before)
        names = [village.name for village in villages if village.code in risen]
        if not names:
            return ""
        message = N_("Our thanks to those whose reports are complete now and were not the month before: {names}.")
        return self.language.fill(message, {"names": with_rest(names, NAMES_THANKED, self.language)})
