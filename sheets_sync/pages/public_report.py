"""The month for everybody: units, statuses, counts and trends, as the office's own website shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

import pandas as pd

from sheets_sync import rates
from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.marks import N_
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.platforms import BY_CODE
from sheets_sync.domain.status import COMPLETE, EXEMPT, LATE, SHOWN_AS, STATUSES
from sheets_sync.language import Language
from sheets_sync.pages._figures import BAR, TONES, RateRow, Segment, Share, rate_row, segments, share
from sheets_sync.pages._units import KIND_WORDS, TREND_MONTHS, UnitRow, unit_rows


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month of the trend; its `bar` is as long as the share of complete units, those on time first."""

    label: str
    bar: tuple[Segment, ...]
    complete: Share
    on_time: Share
    posts: str


@dataclass(frozen=True, slots=True)
class PlatformRow:
    """A platform over all units: their posts, and how many of those that owe it have met it."""

    label: str
    posts: str
    posts_order: int
    bar: tuple[Segment, ...]
    met: Share


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to filter by: a value and its word."""

    value: str
    word: str


@dataclass(frozen=True, slots=True)
class PublicReport:
    """All the page shows, in words."""

    office: str
    title: str
    due: str
    changeable: str
    total: RateRow
    kinds: tuple[RateRow, ...]
    months: tuple[MonthRow, ...]
    platforms: tuple[PlatformRow, ...]
    areas: tuple[RateRow, ...]
    areas_total: RateRow
    units: tuple[UnitRow, ...]
    kind_choices: tuple[Choice, ...]
    area_choices: tuple[Choice, ...]
    status_choices: tuple[Choice, ...]
    bar_length: int

    @property
    def view(self) -> dict[str, Any]:
        """For the template."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def public_report(assessment: Assessment, language: Language, *, zone: str) -> PublicReport:
    """The month under the light; `zone` is the word after a clock time (WIB)."""
    words = {status: language.gettext(word) for status, word in SHOWN_AS.items()}
    verdicts = assessment.verdicts[assessment.verdicts["month"] == assessment.month.ordinal]
    areas = rates.by_kapanewon(verdicts, assessment.units)
    units = tuple(unit_rows(assessment, words, language))
    return PublicReport(
        office=assessment.office,
        title=language.fill(N_("Publication reports for {month}"), {"month": assessment.month}),
        due=language.fill(N_("Due: {moment}"), {"moment": _moment(assessment.deadlines[assessment.month].due, zone, language)}),
        changeable=_changeable(assessment, zone, language),
        total=rate_row(language.gettext(N_("All units")), rates.overall(verdicts, assessment.units), words, language),
        kinds=tuple(_kinds(verdicts, assessment, words, language)),
        months=tuple(_months(assessment, language)),
        platforms=tuple(_platforms(verdicts, assessment, language)),
        areas=tuple(rate_row(_area_name(str(code), assessment, language), row, words, language) for code, row in areas.iterrows()),
        areas_total=rate_row(language.gettext(N_("All kalurahan")), areas.sum(), words, language),
        units=units,
        kind_choices=_choices((unit.kind, unit.kind_word) for unit in units),
        area_choices=_choices((unit.area, unit.area_name) for unit in units if unit.area),
        status_choices=tuple(Choice(status, words[status]) for status in STATUSES if any(unit.status == status for unit in units)),
        bar_length=BAR,
    )


def _moment(moment: Any, zone: str, language: Language) -> str:
    values = {"day": language.weekday(moment.date()), "time": language.time(moment), "zone": zone}
    return language.fill(N_("{day} at {time} {zone}"), values).strip()


def _changeable(assessment: Assessment, zone: str, language: Language) -> str:
    """Why a figure may still change: units have time left, or corrections count; "" once the month is frozen."""
    deadline = assessment.deadlines[assessment.month]
    if assessment.now <= deadline.due:
        return language.gettext(N_("The due moment has not passed yet: units still have time to report, and these figures will change."))
    if deadline.lock is None or deadline.locked(assessment.now):
        return ""
    moment = _moment(deadline.lock, zone, language)
    return language.fill(N_("Figures may still change: what reaches the office by {moment} counts."), {"moment": moment})


def _kinds(verdicts: pd.DataFrame, assessment: Assessment, words: Mapping[str, str], language: Language) -> Iterator[RateRow]:
    for kind, row in rates.by_kind(verdicts, assessment.units).iterrows():
        yield rate_row(language.gettext(KIND_WORDS.get(str(kind), str(kind))), row, words, language)


def _area_name(code: str, assessment: Assessment, language: Language) -> str:
    unit = assessment.units.get(code)
    return unit.name if unit else code or language.gettext(N_("Without a kapanewon"))


def _months(assessment: Assessment, language: Language) -> Iterator[MonthRow]:
    counted = rates.by_month(assessment.verdicts, assessment.units)
    counted = counted[counted.index <= assessment.month.ordinal].tail(TREND_MONTHS)
    for ordinal, row in counted.iterrows():
        complete, on_time, expected = int(row["complete"]), int(row["on_time"]), int(row["expected"])
        yield MonthRow(
            label=language.short_month(ReportingMonth.from_ordinal(int(str(ordinal)))),
            bar=segments([(TONES[COMPLETE], on_time), (TONES[LATE], complete - on_time)], expected),
            complete=share(complete, expected, language),
            on_time=share(on_time, expected, language),
            posts=language.number(int(row["posts"])),
        )


def _platforms(verdicts: pd.DataFrame, assessment: Assessment, language: Language) -> Iterator[PlatformRow]:
    """Over the units expected to report."""
    expected = verdicts[(verdicts["status"] != EXEMPT) & verdicts["unit"].isin(list(assessment.units))]
    posts = {code: _posts(expected, code) for code in assessment.platforms}
    met = _met(expected["unit"], assessment)
    for code, number in posts.items():
        owed = sum(code in assessment.units[unit].accounts for unit in expected["unit"])
        yield PlatformRow(
            label=BY_CODE[code].label,
            posts=language.number(number),
            posts_order=number,
            bar=segments([("plain", number)], max(posts.values())),
            met=share(met.get(code, 0), owed, language),
        )


def _posts(verdicts: pd.DataFrame, platform: str) -> int:
    column = f"count:{platform}"
    return int(pd.to_numeric(verdicts[column]).fillna(0).sum()) if column in verdicts else 0


def _met(units: pd.Series, assessment: Assessment) -> dict[str, int]:
    """How many of `units` have met what they owe on each platform in the month under the light."""
    answers = assessment.answers
    if answers.empty:
        return {}
    current = answers["month"].eq(assessment.month.ordinal) & answers["unit"].isin(list(units))
    met = answers[current & answers["obliged"].astype(bool) & answers["met"].astype(bool)]
    return {str(code): int(number) for code, number in met.groupby("platform").size().items()}


def _choices(pairs: Iterator[tuple[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(value, word) for value, word in dict(pairs).items())
