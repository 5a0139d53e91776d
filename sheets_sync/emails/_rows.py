"""The rows of the tables in letters: platforms of a unit, months of a trend."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.status import MISSING
from sheets_sync.domain.unit import Unit
from sheets_sync.emails._verdicts import TONES, Rate, Verdict
from sheets_sync.emails._words import platform_label, ratio, status_word
from sheets_sync.language import N_, Language


@dataclass(frozen=True, slots=True)
class PlatformRow:
    """One platform of one unit, in words; `met` is whether the obligation is met, for the colour beside `met_word`."""

    label: str
    account: str
    posts: str
    links: str
    met_word: str
    met: bool
    obliged: bool


def platform_rows(unit: Unit, platforms: Sequence[str], answers: pd.DataFrame, language: Language) -> list[PlatformRow]:
    """What the unit owes and what it answered, in the platforms' order."""
    given = {answer["platform"]: answer for answer in answers.to_dict("records")}
    shown = [platform for platform in platforms if platform in unit.accounts or platform in given]
    return [_platform_row(unit, platform, given.get(platform), language) for platform in shown]


def _platform_row(unit: Unit, platform: str, answer: Mapping[Any, Any] | None, language: Language) -> PlatformRow:
    obliged = platform in unit.accounts
    met = bool(answer and answer["met"])
    word = (N_("Met") if met else N_("Not yet met")) if obliged else N_("Not required")
    return PlatformRow(
        label=platform_label(platform),
        account=", ".join(_as_said(platform, part) for part in unit.accounts.get(platform, "").split("|") if part.strip()),
        posts=_posts(answer, language),
        links=language.number(int(answer["links_distinct"])) if answer else "–",
        met_word=language.gettext(word),
        met=met,
        obliged=obliged,
    )


_SITE = re.compile(r"^(?:https?://)?[\w.-]+\.[a-z]+/(?=.)", re.IGNORECASE)


def _as_said(platform: str, account: str) -> str:
    """An account as people say it: example.go.id, @dinkes, ID 61559909846673."""
    text = re.sub(r"^https?://(www\.)?", "", account.strip(), flags=re.IGNORECASE).rstrip("/")
    return text if platform == "website" else re.sub(r"^profile\.php\?id=", "ID ", _SITE.sub("", text))


def _posts(answer: Mapping[Any, Any] | None, language: Language) -> str:
    if answer is None:
        return "–"
    if not pd.isna(answer["count"]):
        return language.number(int(answer["count"]))
    return language.gettext(N_("unreadable") if str(answer["count_cell"]).strip() else N_("blank"))


def unmet_platforms(assessment: Assessment) -> dict[str, list[str]]:
    """Per unit that reported the month under the light, the labels of the platforms still to be completed."""
    answers = assessment.answers
    if answers.empty:
        return {}
    current = answers["month"].eq(assessment.month.ordinal)
    unmet = answers[current & answers["obliged"].astype(bool) & ~answers["met"].astype(bool)]
    owed: dict[str, set[str]] = {}
    for unit, platform in zip(unmet["unit"], unmet["platform"], strict=True):
        owed.setdefault(unit, set()).add(platform)
    return {unit: [platform_label(code) for code in assessment.platforms if code in codes] for unit, codes in owed.items()}


@dataclass(frozen=True, slots=True)
class PlatformCount:
    """A platform over many units: all their posts, how many units owe it and how many of these have met it."""

    label: str
    posts: int
    owed: int
    met: int


def platform_counts(assessment: Assessment, codes: Sequence[str]) -> list[PlatformCount]:
    """The month under the light, platform by platform, over the units of `codes`."""
    verdicts = assessment.verdicts_of(assessment.month).loc[list(codes)]
    answers = assessment.answers
    met = answers[answers["month"].eq(assessment.month.ordinal) & answers["met"].astype(bool) & answers["unit"].isin(codes)]
    units = [assessment.units[code] for code in codes]
    return [
        PlatformCount(
            label=platform_label(platform),
            posts=int(verdicts[f"count:{platform}"].sum()) if f"count:{platform}" in verdicts else 0,
            owed=sum(platform in unit.accounts for unit in units),
            met=int((met["platform"].eq(platform) & met["obliged"].astype(bool)).sum()),
        )
        for platform in assessment.platforms
    ]


@dataclass(frozen=True, slots=True)
class TrendRow:
    """A month of a trend: a bar of `width` per cent, the number it stands for, and a word or percentage beside it."""

    month: str
    width: int
    value: str
    word: str
    tone: str = "plain"


def trend_months(assessment: Assessment, length: int) -> list[ReportingMonth]:
    """The month under the light and those before it, at most `length`, oldest first."""
    return [month for month in assessment.months if month <= assessment.month][-length:]


def unit_trend(told: Mapping[ReportingMonth, Verdict], language: Language) -> list[TrendRow]:
    """Posts and status, month by month; bars relative to the greatest month."""
    greatest = max((verdict.posts for verdict in told.values()), default=0)
    return [
        TrendRow(
            month=language.short_month(month),
            width=bar_width(verdict.posts, greatest),
            value="–" if verdict.status == MISSING else language.number(verdict.posts),
            word=status_word(verdict.status, language),
            tone=TONES[verdict.status],
        )
        for month, verdict in told.items()
    ]


def rate_trend(told: Mapping[ReportingMonth, Rate], language: Language) -> list[TrendRow]:
    """Share of complete units, month by month; the bar is the share itself."""
    return [
        TrendRow(
            month=language.short_month(month),
            width=bar_width(rate.complete, rate.expected),
            value=ratio(rate.complete, rate.expected, language),
            word=language.percent(rate.complete, rate.expected),
        )
        for month, rate in told.items()
    ]


def bar_width(part: int, whole: int) -> int:
    """Whole per cent; at least 1 for anything above nothing, 100 only for all."""
    return 0 if whole <= 0 or part <= 0 else max(1, part * 100 // whole)
