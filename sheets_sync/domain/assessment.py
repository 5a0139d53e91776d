"""The whole picture after judging: what summaries and e-mails are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import pandas as pd

from sheets_sync.domain.calendar import Deadline
from sheets_sync.domain.finding import SEVERITIES, Finding, RuleText
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.unclear import AMBIGUOUS_UNIT, UnclearResponse, by_candidate
from sheets_sync.domain.unit import Unit
from sheets_sync.domain.unit_label import unit_labels


@dataclass(frozen=True)
class Assessment:
    """Every judged month of every unit.

    `units` by code, in register order; `months` ascending; `month` the one under the light; frames as `domain.tables`
    describes them (`verdicts`: VERDICTS, `answers`: ANSWERS, `findings`: FINDINGS); `platforms` the codes reported on, in order.
    """

    office: str
    units: Mapping[str, Unit]
    platforms: tuple[str, ...]
    months: tuple[ReportingMonth, ...]
    month: ReportingMonth
    now: datetime
    deadlines: Mapping[ReportingMonth, Deadline]
    verdicts: pd.DataFrame
    answers: pd.DataFrame
    findings: pd.DataFrame
    rule_texts: Mapping[str, RuleText]
    open_months: tuple[ReportingMonth, ...] = ()

    def verdicts_of(self, month: ReportingMonth) -> pd.DataFrame:
        """The month's verdicts, indexed by unit code in register order."""
        return self._verdicts_by_month.get(month.ordinal, self.verdicts.iloc[:0]).set_index("unit")

    def answers_of(self, unit: str, month: ReportingMonth) -> pd.DataFrame:
        rows = self._answer_rows.get((unit, month.ordinal), [])
        return self.answers.iloc[rows]

    def findings_of(self, unit: str, month: ReportingMonth) -> list[Finding]:
        """The unit's findings in the month and those of no month (about its decree, say), worst first; not those for the office."""
        rows = [*self._finding_rows.get((unit, month.ordinal), []), *self._finding_rows.get((unit, -1), [])]
        return [finding for finding in self.described(self.findings.iloc[rows]) if not self.rule_texts[finding.rule].for_office]

    def unclear_in(self, month: ReportingMonth) -> Mapping[str, tuple[UnclearResponse, ...]]:
        """By unit code, the month's responses whose unit is not certain and may be that one; units without any are left out."""
        findings = self.findings
        about = findings[(findings["rule"] == AMBIGUOUS_UNIT) & (findings["month"] == month.ordinal)]
        return by_candidate(about["values"])

    def described(self, findings: pd.DataFrame) -> list[Finding]:
        """Rows of `findings` as findings with their texts, worst first, otherwise in the order given."""
        columns = (findings[name] for name in ("rule", "severity", "unit", "month", "platform", "row", "values"))
        found = [self._finding(*fields) for fields in zip(*columns, strict=True)]
        return sorted(found, key=lambda finding: SEVERITIES.index(finding.severity))

    def _finding(self, rule: str, severity: str, unit: str, month: int, platform: str, row: int, values: dict[str, object]) -> Finding:
        text = self.rule_texts[rule]
        return Finding(
            rule=rule, severity=severity, title=text.title, message=text.message, remedy=text.remedy, unit=unit,
            platform=platform, month=ReportingMonth.from_ordinal(month) if month >= 0 else None, row=int(row) or None, values=values,
        )  # fmt: skip

    @cached_property
    def unit_labels(self) -> Mapping[str, str]:
        """Each unit as the form's drop-down names it, by code."""
        return unit_labels(self.units)

    @cached_property
    def _verdicts_by_month(self) -> dict[int, pd.DataFrame]:
        return {int(month): frame for month, frame in self.verdicts.groupby("month", sort=False)}

    @cached_property
    def _answer_rows(self) -> Mapping[tuple[str, int], Sequence[int]]:
        return _positions(self.answers)

    @cached_property
    def _finding_rows(self) -> Mapping[tuple[str, int], Sequence[int]]:
        return _positions(self.findings)


def _positions(frame: pd.DataFrame) -> dict[tuple[str, int], list[int]]:
    positions: dict[tuple[str, int], list[int]] = {}
    for position, key in enumerate(zip(frame["unit"], frame["month"], strict=True)):
        positions.setdefault(key, []).append(position)
    return positions
