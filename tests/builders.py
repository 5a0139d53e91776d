"""Units, reports and whole assessments for tests, in as few words as the test cares about.

A report is told in counts (`report("K1", OCTOBER, instagram=5, x=0)`) and becomes the answers and the verdict that
belong to it; whatever is not told is ordinary: every account registered, every count with as many valid links.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import pandas as pd

from sheets_sync.domain import status as states
from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.calendar import DeadlineRule
from sheets_sync.domain.finding import RuleText
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.platforms import BY_CODE
from sheets_sync.domain.tables import ANSWERS, FINDINGS, VERDICTS
from sheets_sync.domain.unit import KALURAHAN, KAPANEWON, OPD, Unit

OFFICE = "Dinas Komunikasi dan Informatika Kabupaten Gunungkidul"
OCTOBER = ReportingMonth(2026, 10)
SEPTEMBER = OCTOBER - 1
AFTER_DUE = datetime(2026, 11, 8, 9, 0)
DEADLINES = DeadlineRule(due_day=5, due_time=time(23, 59), working_days=True, lock_day=20)
PLATFORMS = tuple(BY_CODE)

RULE_TEXTS = {
    text.code: text
    for text in (
        RuleText(
            "missing-links",
            "error",
            "Links missing",
            "{platform}: {count} posts are reported, but no link is given.",
            "Fill in the links of the posts on {platform}.",
        ),
        RuleText(
            "missing-count",
            "error",
            "Count missing",
            "{platform}: the number of posts is blank.",
            "Fill in the number; 0 if there was none.",
        ),
        RuleText(
            "fewer-links-than-posts",
            "warning",
            "Fewer links than posts",
            "{platform}: {links} links for {count} posts.",
            "Add the links that are missing.",
        ),
        RuleText("no-sk", "warning", "No decree", "The register names no decree.", "Send the office a copy of the decree."),
        RuleText("superseded", "info", "Answer replaced", "{platform}: a later answer replaced {old}.", "Nothing needs to be done."),
    )
}


def unit(code: str = "34.03.01.2002", name: str = "Kepek", kind: str = KALURAHAN, **fields: Any) -> Unit:
    """A unit with everything in order: head, operator, decree, and an account on every platform."""
    handle = "".join(letter for letter in f"{code}".lower() if letter.isalnum())
    ordinary: dict[str, Any] = {
        "head_email": f"kepala.{handle}@example.go.id",
        "operator_name": f"Operator {name}",
        "operator_emails": (f"operator.{handle}@example.go.id",),
        "sk_number": "12/KPTS/2026",
        "sk_date": date(2026, 1, 5),
        "sk_until": date(2027, 12, 31),
        "access_holder": f"Operator {name}",
        "accounts": dict.fromkeys(PLATFORMS, f"@{handle}") | {"website": f"https://{handle}.example.go.id"},
    }
    return Unit(code=code, name=name, kind=kind, **{**ordinary, **fields})


def opd(code: str = "OPD-DINKES", name: str = "Dinas Kesehatan", **fields: Any) -> Unit:
    return unit(code, name, OPD, **fields)


def kapanewon(code: str = "34.03.01", name: str = "Wonosari", **fields: Any) -> Unit:
    return unit(code, name, KAPANEWON, **fields)


def kalurahan(number: int = 2002, name: str = "Kepek", parent: str = "34.03.01", **fields: Any) -> Unit:
    return unit(f"{parent}.{number}", name, KALURAHAN, parent=parent, **fields)


@dataclass(frozen=True)
class Told:
    """What one unit said about one month, as rows of `verdicts` and `answers`."""

    verdict: Mapping[str, Any]
    answers: Sequence[Mapping[str, Any]] = field(default_factory=tuple)


def verdict(unit: Unit, month: ReportingMonth, status: str, **fields: Any) -> dict[str, Any]:
    """A row of VERDICTS; counts per platform as `counts={"instagram": 5}`."""
    counts = fields.pop("counts", {})
    row: dict[str, Any] = {
        "unit": unit.code, "month": month.ordinal, "status": status, "received": pd.NaT, "complete_since": pd.NaT,
        "met": 0, "required": len(unit.accounts), "posts": 0, "valid_links": 0, "findings": 0, "frozen": False,
    }  # fmt: skip
    row |= {f"count:{platform}": float(counts.get(platform, math.nan)) for platform in PLATFORMS}
    return {**row, **fields}


def answer(
    unit: Unit, month: ReportingMonth, platform: str, count: float | None, links: int | None = None, **fields: Any
) -> dict[str, Any]:
    """A row of ANSWERS: `links` valid and distinct links, as many as the count unless said otherwise."""
    links = links if links is not None else int(count or 0)
    obliged = platform in unit.accounts
    row: dict[str, Any] = {
        "unit": unit.code, "month": month.ordinal, "platform": platform,
        "obliged": obliged, "account": unit.accounts.get(platform, ""),
        "count": math.nan if count is None else float(count), "count_cell": "" if count is None else str(count),
        "count_problem": "", "count_row": 2, "links_cell": f"{links} links" if links else "",
        "links_row": 2, "links_found": links,
        "links_valid": links, "links_distinct": links, "met": obliged and count is not None and (count == 0 or links > 0),
    }  # fmt: skip
    return {**row, **fields}


def report(
    unit: Unit, month: ReportingMonth = OCTOBER, *, late: bool = False, links: Mapping[str, int] | None = None,
    received: datetime | None = None, **counts: int | None,
) -> Told:  # fmt: skip
    """The unit reported `counts` (None or left out: blank) with as many links, or with those of `links`."""
    given = links or {}
    platforms = [platform for platform in PLATFORMS if platform in unit.accounts or platform in counts]
    answers = [answer(unit, month, platform, counts.get(platform), given.get(platform)) for platform in platforms]
    met = sum(row["met"] for row in answers)
    complete = met == len(unit.accounts)
    status = (states.LATE if late else states.COMPLETE) if complete else states.INCOMPLETE
    moment = received or datetime.combine((month + 1).first_day.replace(day=12 if late else 3), time(9, 15))
    row = verdict(
        unit, month, status, received=moment, complete_since=moment if complete else pd.NaT, met=met,
        posts=sum(int(count or 0) for count in counts.values()), valid_links=sum(row["links_valid"] for row in answers),
        counts={platform: count for platform, count in counts.items() if count is not None},
    )  # fmt: skip
    return Told(row, answers)


def complete(unit: Unit, month: ReportingMonth = OCTOBER, posts: int = 4, *, late: bool = False) -> Told:
    """The unit reported the same number of posts, with links, wherever it has an account."""
    counts: dict[str, int | None] = dict.fromkeys(unit.accounts, posts)
    return report(unit, month, late=late, **counts)


def missing(unit: Unit, month: ReportingMonth = OCTOBER) -> Told:
    return Told(verdict(unit, month, states.MISSING))


def exempt(unit: Unit, month: ReportingMonth = OCTOBER) -> Told:
    return Told(verdict(unit, month, states.EXEMPT, required=0))


def finding(
    rule: str, unit: Unit | None = None, month: ReportingMonth | None = OCTOBER, platform: str = "", row: int = 0, **values: Any
) -> dict[str, Any]:
    """A row of FINDINGS; the texts of `rule` are filled with `values`."""
    return {
        "rule": rule, "severity": RULE_TEXTS[rule].severity, "unit": unit.code if unit else "",
        "month": month.ordinal if month else -1, "platform": platform, "row": row, "values": values,
    }  # fmt: skip


def frame(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    """The rows as a frame that has `columns` even when there are none."""
    rows = list(rows)
    return pd.DataFrame(rows) if rows else pd.DataFrame({column: pd.Series(dtype=object) for column in columns})


def assessment(
    units: Iterable[Unit], told: Iterable[Told] = (), findings: Iterable[Mapping[str, Any]] = (), *,
    month: ReportingMonth = OCTOBER, now: datetime = AFTER_DUE, platforms: tuple[str, ...] = PLATFORMS,
    rule_texts: Mapping[str, RuleText] | None = None,
) -> Assessment:  # fmt: skip
    """Everything told, judged as told; a unit of which nothing is told for a month that others speak of is missing in it."""
    register = {unit.code: unit for unit in units}
    findings = list(findings)
    spoken = {(item.verdict["month"], item.verdict["unit"]): item for item in told}
    months = sorted({ordinal for ordinal, _ in spoken} | {month.ordinal})
    every = [
        spoken.get((ordinal, code)) or missing(unit, ReportingMonth.from_ordinal(ordinal))
        for ordinal in months
        for code, unit in register.items()
    ]
    counted = Counter((row["month"], row["unit"]) for row in findings)
    return Assessment(
        office=OFFICE,
        units=register,
        platforms=platforms,
        months=tuple(ReportingMonth.from_ordinal(ordinal) for ordinal in months),
        month=month,
        now=now,
        deadlines={each: DEADLINES.deadline(each) for each in map(ReportingMonth.from_ordinal, months)},
        verdicts=frame(
            ({**item.verdict, "findings": counted[item.verdict["month"], item.verdict["unit"]]} for item in every),
            verdict_columns(),
        ),
        answers=frame((row for item in every for row in item.answers), ANSWERS),
        findings=frame(findings, FINDINGS),
        rule_texts=rule_texts or RULE_TEXTS,
        open_months=(month,),
    )


def verdict_columns() -> tuple[str, ...]:
    return (*VERDICTS, *(f"count:{platform}" for platform in PLATFORMS))


def regency(areas: int = 3, villages: int = 4, offices: int = 3) -> list[Unit]:
    """A small regency in register order: offices, then sub-districts, then their villages."""
    seats = [kapanewon(f"34.03.{area:02d}", f"Kapanewon {area}") for area in range(1, areas + 1)]
    return [
        *(opd(f"OPD-{number}", f"Dinas {number}") for number in range(1, offices + 1)),
        *seats,
        *(kalurahan(2000 + number, f"Desa {seat.code[-2:]}-{number}", seat.code) for seat in seats for number in range(1, villages + 1)),
    ]
