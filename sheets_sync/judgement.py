"""From what was read to the whole picture: screen, merge, judge, check. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import numpy as np
import pandas as pd

from sheets_sync import compliance, rules
from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.calendar import Deadline, DeadlineRule
from sheets_sync.domain.link import Link
from sheets_sync.domain.marks import N_
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.responses import Responses
from sheets_sync.domain.unit import Unit
from sheets_sync.errors import SettingsError
from sheets_sync.intake.links import account_contradicts, account_of, extract_links
from sheets_sync.intake.register import Register
from sheets_sync.rules.rule import Facts

_GAP_MONTHS = 12
"""How far back a month that nobody reported on is shown, between months that somebody did."""


@dataclass(frozen=True)
class Rulebook:
    """The office's policy. `submitters`: off, warn or enforce; `exempt`: unit codes, or code@YYYY-MM for one month."""

    office: str
    platforms: tuple[str, ...]
    deadlines: DeadlineRule
    submitters: str
    exempt: tuple[str, ...]
    sk_expiring_days: int


@dataclass(frozen=True)
class Recorded:
    """What earlier runs wrote down and today's reading must respect.

    `credits`: unit, month, complete_since, received; `verdicts`: VERDICTS of every recap there is; `reopened`: months that were
    unlocked on purpose, and when.
    """

    credits: pd.DataFrame
    verdicts: pd.DataFrame
    reopened: Mapping[ReportingMonth, datetime]


def assess(
    register: Register,
    responses: Responses,
    recorded: Recorded,
    *,
    rulebook: Rulebook,
    now: datetime,
    month: ReportingMonth | None,
    reopen: Sequence[ReportingMonth] = (),
) -> Assessment:
    """Judge every month there is something to say about; `month` is the one under the light (None: `month_under_the_light` chooses),
    `reopen` are judged as if never frozen."""
    units, platforms, deadline = register.units, rulebook.platforms, rulebook.deadlines.deadline
    set_aside = compliance.screen_responses(
        responses,
        units=units,
        deadline=deadline,
        now=now,
        enforce_submitters=rulebook.submitters == "enforce",
        reopened={**recorded.reopened, **dict.fromkeys(reopen, now)},
    )
    reports = compliance.merge_reports(responses, set_aside == "", units, platforms)
    findings = rules.check(
        Facts(
            units=units,
            register_problems=register.problems,
            responses=responses,
            set_aside=set_aside,
            reports=reports,
            platforms=platforms,
            deadline=deadline,
            now=now,
            check_submitters=rulebook.submitters != "off",
            sk_expiring_days=rulebook.sk_expiring_days,
            read_links=extract_links,
            is_foreign=_AccountBook().is_foreign,
        )
    )
    known = {*map(int, np.unique(reports.month)), *map(int, recorded.verdicts["month"].unique())}
    month = month or month_under_the_light(known, now)
    months = judged_months(known, month, now)
    deadlines = {each: deadline(each) for each in months}
    open_months = _open_months(deadlines, now)
    findings = _without_old_news(findings, responses, open_months)
    verdicts = compliance.judge(
        reports,
        findings,
        units=units,
        months=months,
        platforms=platforms,
        deadlines=deadlines,
        exempt=_exemption(rulebook.exempt, units),
        credits=recorded.credits,
        recorded=recorded.verdicts,
    )
    frozen = [each.ordinal for each in months if deadlines[each].locked(now) and each not in reopen]
    then = recorded.verdicts[recorded.verdicts["month"].isin(frozen)]
    return Assessment(
        office=rulebook.office,
        units=units,
        platforms=platforms,
        months=months,
        month=month,
        now=now,
        deadlines=deadlines,
        verdicts=compliance.keep_frozen(verdicts, then, units=units, months=months),
        answers=compliance.answers_frame(reports.answers, responses, units, platforms),
        findings=findings,
        rule_texts=rules.RULE_TEXTS,
        open_months=open_months,
    )


class _AccountBook:
    """The accounts that cells of the register name, each read once."""

    def __init__(self) -> None:
        self._accounts = lru_cache(maxsize=None)(account_of)

    def is_foreign(self, link: Link, registered: str, platform: str) -> bool:
        return account_contradicts(link, self._accounts(registered, platform))


def month_under_the_light(known: Collection[int], now: datetime) -> ReportingMonth:
    """The latest month that is over; the present one where every month `known` by a report or a recap is later than that, for
    nobody owes a report on a month before an office began to ask for them."""
    present = ReportingMonth.of(now.date())
    return present if known and min(known) >= present.ordinal else present - 1


def judged_months(known: Iterable[int], focus: ReportingMonth, now: datetime) -> tuple[ReportingMonth, ...]:
    """Months `known` by a report or a recap, the one under the light, and those of the last year between them, ascending."""
    known = {*known, focus.ordinal}
    latest_over = ReportingMonth.of(now.date()).ordinal - 1
    between = {month for month in range(latest_over - _GAP_MONTHS, latest_over + 1) if month > min(known)}
    return tuple(ReportingMonth.from_ordinal(month) for month in sorted(known | between))


def _exemption(exempt: Sequence[str], units: Mapping[str, Unit]) -> Callable[[Unit, ReportingMonth], bool]:
    for entry in exempt:
        code = entry.partition("@")[0].strip()
        if code not in units:
            raise SettingsError(
                N_("[policy] exempt names {code}, which is no unit's code in the register."),
                remedy=N_("Correct the code, or take it out of the list."),
                code=code,
            )
    listed = {entry.replace(" ", "") for entry in exempt}

    def is_exempt(unit: Unit, month: ReportingMonth) -> bool:
        return not unit.active_throughout(month) or (bool(listed) and (unit.code in listed or f"{unit.code}@{month}" in listed))

    return is_exempt


def _open_months(deadlines: Mapping[ReportingMonth, Deadline], now: datetime) -> tuple[ReportingMonth, ...]:
    """Months not yet frozen, and the latest that is over even if it is: it is what people still work with."""
    latest_over = ReportingMonth.of(now.date()) - 1
    return tuple(month for month, deadline in deadlines.items() if month == latest_over or not deadline.locked(now))


def _without_old_news(findings: pd.DataFrame, responses: Responses, open_months: Sequence[ReportingMonth]) -> pd.DataFrame:
    """Without responses that could not be placed in any month and came before the open months began: they are past mending."""
    if not open_months:
        return findings
    frame = responses.frame
    before = frame["submitted_at"].to_numpy().astype("datetime64[s]") < np.datetime64(min(open_months).first_day, "s")
    placed_nowhere = findings["month"].to_numpy(dtype=int) < 0  # of these, only findings about responses have a row of theirs
    old = placed_nowhere & np.isin(findings["row"].to_numpy(dtype=int), frame["row"].to_numpy()[before])
    return findings[~old].reset_index(drop=True) if old.any() else findings
