"""The monthly report to the leadership: the regency on one screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from sheets_sync import rates
from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.message import Address, Draft
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.status import MISSING
from sheets_sync.domain.unit import kinds_of
from sheets_sync.emails._letter import Letter, dear, thanks_for_cooperation, where_to_ask
from sheets_sync.emails._people import bare_name, distinct_names
from sheets_sync.emails._rows import TrendRow, bar_width, platform_counts, rate_trend, trend_months
from sheets_sync.emails._unclear import name_with_mark, unclear_responses
from sheets_sync.emails._verdicts import NO_RATE, Rate, improved, rates_in, verdicts_in
from sheets_sync.emails._words import (
    KIND_TITLES,
    change_of_rate,
    deadline_line,
    headline_of_rate,
    ratio,
    tone_of_rate,
    with_rest,
)
from sheets_sync.emails.context import Context
from sheets_sync.language import N_, Language

KIND = "executive_report"
TREND_LENGTH = 12
NAMES_SHOWN = 12
REPEATED = 2
"""So many months missing in a row make a unit worth a call from above."""


@dataclass(frozen=True, slots=True)
class RateRow:
    """A group of units: how many are complete and how many on time, each as n/N and per cent."""

    label: str
    complete: str
    complete_percent: str
    on_time: str
    on_time_percent: str
    width: int


@dataclass(frozen=True, slots=True)
class PlatformTotal:
    """A platform across the regency: all posts, and how many of the units that owe it have met it."""

    label: str
    posts: str
    met: str
    met_percent: str
    width: int


@dataclass(frozen=True, slots=True)
class NameGroup:
    """Units of one kind: how many, and their names; long lists end in a count."""

    title: str
    number: str
    names: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutiveReport(Letter):
    kinds: tuple[RateRow, ...]
    total: RateRow
    trend: tuple[TrendRow, ...]
    areas: tuple[RateRow, ...]
    platforms: tuple[PlatformTotal, ...]
    total_posts: str
    missing: tuple[NameGroup, ...]
    repeated: tuple[NameGroup, ...]
    improved: tuple[NameGroup, ...]


def draft(assessment: Assessment, language: Language, context: Context) -> list[Draft]:
    """The same letter for each of the leadership; none while no unit has to report."""
    writer = _Writer(assessment, language, context)
    if not writer.rates[assessment.month].expected:
        return []
    leaders = {leader.email.lower(): leader for leader in context.leadership}
    return [Draft(KIND, str(assessment.month), email, leader, (), writer.report(leader).view) for email, leader in leaders.items()]


class _Writer:
    """Writes the letters of one month; all but the salutation is the same for everybody."""

    def __init__(self, assessment: Assessment, language: Language, context: Context) -> None:
        self.assessment = assessment
        self.language = language
        self.context = context
        self.month = assessment.month
        self.names = distinct_names(assessment.units, bare_name)
        self.full_names = distinct_names(assessment.units)
        self.by_month = {month: verdicts_in(assessment, month) for month in trend_months(assessment, TREND_LENGTH)}
        self.now = self.by_month[self.month]
        self.unclear = unclear_responses(assessment, self.now)
        self.before = self.by_month.get(self.month - 1, {})
        self.rates = self._rates_by_month()

    def _rates_by_month(self) -> dict[ReportingMonth, Rate]:
        told = rates_in(rates.by_month(self.assessment.verdicts, self.assessment.units))
        return {month: told.get(month.ordinal, NO_RATE) for month in self.by_month}

    def _judged(self) -> pd.DataFrame:
        return self.assessment.verdicts_of(self.month).reset_index()

    def report(self, leader: Address) -> ExecutiveReport:
        assessment, language, context, month = self.assessment, self.language, self.context, self.month
        now = self.rates[month]
        platforms = tuple(self._platforms())
        return ExecutiveReport(
            office=context.office,
            topic=language.fill(N_("Publication reports for {month}"), {"month": month}),
            title=language.gettext(N_("Summary for the leadership")),
            tone=tone_of_rate(now),
            verdict=language.fill(N_("{complete} of {expected} units complete"), now.values),
            headline=headline_of_rate(now, language),
            change=change_of_rate(now, self.rates.get(month - 1, NO_RATE), month - 1, language),
            deadline=deadline_line(assessment, month, context.zone, language),
            salutation=dear(leader.name, language) if leader.name else language.gettext(N_("Dear leadership,")),
            paragraphs=(language.fill(N_("Below is how all units reported their publications in {month}."), {"month": month}),),
            button_label=language.gettext(N_("Look at the whole recap")) if context.recap_link else "",
            button_link=context.recap_link,
            closing=thanks_for_cooperation(language),
            question=where_to_ask(context, language),
            reason=language.gettext(N_("You receive this because the office has named you as a reader of the monthly summary.")),
            kinds=tuple(self._kinds()),
            total=rate_row(language.gettext(N_("All units")), now, language),
            trend=tuple(rate_trend(self.rates, language)) if len(self.rates) > 1 else (),
            areas=tuple(self._areas()),
            platforms=platforms,
            total_posts=language.number(int(rates.overall(self._judged(), assessment.units)["posts"])),
            missing=tuple(self._groups([code for code, verdict in self.now.items() if verdict.status == MISSING])),
            repeated=tuple(self._repeated()),
            improved=tuple(self._groups(improved(self.now, self.before))),
        )

    def _kinds(self) -> Iterator[RateRow]:
        for kind, its in rates_in(rates.by_kind(self._judged(), self.assessment.units)).items():
            if its.expected:
                yield rate_row(self.language.gettext(KIND_TITLES.get(kind, kind)), its, self.language)

    def _areas(self) -> Iterator[RateRow]:
        """The kalurahan of each kapanewon, the one with most to do first."""
        told = rates_in(rates.by_kapanewon(self._judged(), self.assessment.units))
        areas = [(code, its) for code, its in told.items() if its.expected and code in self.assessment.units]
        for code, its in sorted(areas, key=lambda area: Fraction(area[1].complete, area[1].expected)):
            yield rate_row(self.names[code], its, self.language)

    def _platforms(self) -> Iterator[PlatformTotal]:
        for total in platform_counts(self.assessment, [code for code, verdict in self.now.items() if verdict.expected]):
            yield PlatformTotal(
                label=total.label,
                posts=self.language.number(total.posts),
                met=ratio(total.met, total.owed, self.language),
                met_percent=self.language.percent(total.met, total.owed),
                width=bar_width(total.met, total.owed),
            )

    def _groups(self, codes: Sequence[str]) -> Iterator[NameGroup]:
        for kind in kinds_of(self.assessment.units.values()):
            names = [self._marked(self.names, code) for code in codes if self.assessment.units[code].kind == kind]
            if names:
                yield self._group(self.language.gettext(KIND_TITLES.get(kind, kind)), names)

    def _marked(self, names: Mapping[str, str], code: str) -> str:
        return name_with_mark(names[code], code, self.unclear, self.language)

    def _group(self, title: str, names: Sequence[str]) -> NameGroup:
        return NameGroup(title, self.language.number(len(names)), with_rest(names, NAMES_SHOWN, self.language))

    def _repeated(self) -> Iterator[NameGroup]:
        """Units that have not reported for months in a row, the longest first.

        A month counts once its due moment has passed; who has reported since, or need not any more, is not named.
        """
        assessment = self.assessment
        due = [month for month in assessment.months if month <= self.month and assessment.deadlines[month].due < assessment.now]
        streaks = rates.missing_streaks(assessment.verdicts, due)
        still_missing = [code for code, verdict in self.now.items() if verdict.status == MISSING]
        repeated = streaks[(streaks["months"] >= REPEATED) & streaks["unit"].isin(still_missing)]
        for length, units in repeated.groupby("months", sort=False)["unit"]:
            title = self.language.ngettext("{n} month in a row", "{n} months in a row", int(length))
            yield self._group(title.format(n=self.language.number(int(length))), [self._marked(self.full_names, code) for code in units])


def rate_row(label: str, its: Rate, language: Language) -> RateRow:
    return RateRow(
        label=label,
        complete=ratio(its.complete, its.expected, language),
        complete_percent=language.percent(its.complete, its.expected),
        on_time=ratio(its.on_time, its.expected, language),
        on_time_percent=language.percent(its.on_time, its.expected),
        width=bar_width(its.complete, its.expected),
    )
