"""Temuan: everything wrong or doubtful in the months still open and in the register, worst first, with what to do."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.finding import SEVERITIES
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.platforms import BY_CODE
from sheets_sync.domain.tab import INTEGER, SEVERITY, WRAP, Cell, Column, Tab, Table, storable
from sheets_sync.language import N_
from sheets_sync.summaries.edition import Edition
from sheets_sync.summaries.recap_columns import HEADERS
from sheets_sync.summaries.words import SEVERITY_STYLES, SEVERITY_WORDS

MOST_ROWS = 1_000_000
"""A spreadsheet's tab has 1,048,576 rows."""


def make(edition: Edition, most_rows: int = MOST_ROWS) -> list[Tab]:
    findings = _worst_first(_of_open_months(edition.assessment), edition.assessment)
    table = Table(_columns(edition), [*_rows(findings[:most_rows], edition), *_left_out(len(findings) - most_rows, edition)], filter=True)
    colours = {edition.word(SEVERITY_WORDS[severity]): style for severity, style in SEVERITY_STYLES.items()}
    return [Tab("findings", edition.title("findings"), (table,), colours, frozen_rows=1, tab_colour="#c0392b")]


def _left_out(number: int, edition: Edition) -> list[tuple[Cell, ...]]:
    """A last row that says how many findings a spreadsheet has no room for."""
    if number <= 0:
        return []
    said = edition.fill(N_("{number} further findings have no room in this tab."), number=number)
    return [(None, None, None, None, None, None, said, None, None)]


def _columns(edition: Edition) -> tuple[Column, ...]:
    return (
        Column("month", edition.word(N_("Month")), 10),
        Column("code", edition.word(HEADERS["code"]), 18),
        Column("name", edition.word(HEADERS["name"]), 34, WRAP),
        Column("platform", edition.word(N_("Platform")), 12),
        Column("rule", edition.word(N_("Rule")), 23),
        Column("severity", edition.word(N_("Severity")), 16, SEVERITY),
        Column("message", edition.word(N_("Finding")), 60, WRAP),
        Column("remedy", edition.word(N_("What to Do")), 56, WRAP),
        Column("row", edition.word(N_("Row")), 8, INTEGER),
    )


def _of_open_months(assessment: Assessment) -> pd.DataFrame:
    findings = assessment.findings
    return findings[findings["month"].isin([-1, *(month.ordinal for month in assessment.open_months)])]


def _worst_first(findings: pd.DataFrame, assessment: Assessment) -> pd.DataFrame:
    """By severity, newest month first, then what belongs to no unit, then in register order."""
    places = {code: place for place, code in enumerate(assessment.units)}
    platforms = {code: place for place, code in enumerate(assessment.platforms)}
    keys = (
        findings["row"].astype(int),
        findings["platform"].map(platforms).fillna(-1),
        findings["unit"].map(places).fillna(-1),
        -findings["month"].astype(int),
        _severities(findings, assessment).map({severity: place for place, severity in enumerate(SEVERITIES)}),
    )
    return findings.iloc[np.lexsort([key.to_numpy(dtype=float) for key in keys])] if len(findings) else findings


def _severities(findings: pd.DataFrame, assessment: Assessment) -> pd.Series:
    """A finding's own severity, which may be milder than its rule's."""
    of_rules = findings["rule"].map({code: text.severity for code, text in assessment.rule_texts.items()})
    return findings["severity"].where(findings["severity"].isin(SEVERITIES), of_rules)


def _rows(findings: pd.DataFrame, edition: Edition) -> list[tuple[Cell, ...]]:
    severities = _severities(findings, edition.assessment).map({code: edition.word(word) for code, word in SEVERITY_WORDS.items()})
    names = ("rule", "unit", "month", "platform", "row", "values")
    fields = zip(severities, *(findings[name] for name in names), strict=True)
    return [_row(edition, *each) for each in fields]


def _row(
    edition: Edition, severity: str, rule: str, unit: str, month: int, platform: str, row: int, values: Mapping[str, object]
) -> tuple[Cell, ...]:
    text = edition.assessment.rule_texts[rule]
    registered = edition.assessment.units.get(unit)
    label = BY_CODE[platform].label if platform in BY_CODE else platform
    told = {"platform": label, **values}
    return (
        str(ReportingMonth.from_ordinal(month)) if month >= 0 else None,
        storable(unit) or None,
        storable(registered.name) if registered else None,
        label or None,
        rule,
        severity,
        storable(edition.language.fill(text.message, told)),
        storable(edition.language.fill(text.remedy, told)),
        int(row) or None,
    )
