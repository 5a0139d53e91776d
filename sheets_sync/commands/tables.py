"""The compact tables a command prints; values in, Rich renderables out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from rich import box
from rich.table import Table
from rich.text import Text

from sheets_sync import rates
from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.finding import ERROR, SEVERITIES, WARNING
from sheets_sync.domain.marks import N_
from sheets_sync.domain.status import COMPLETE, EXEMPT, INCOMPLETE, LATE, MISSING, SHOWN_AS
from sheets_sync.domain.tab import TabChange
from sheets_sync.language import Language
from sheets_sync.summaries.words import SEVERITY_WORDS

_COLOURS = {COMPLETE: "green", LATE: "yellow", INCOMPLETE: "yellow", MISSING: "red", EXEMPT: "dim"}
_SEVERITY_COLOURS = {ERROR: "red", WARNING: "yellow"}
_FINDINGS_SHOWN = 8


def plain_table(title: str) -> Table:
    """An empty table under a title, close enough to fit eighty columns."""
    return Table(
        title=Text(f"\n{title}"),
        title_justify="left",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
        padding=(0, 1, 0, 0),
        title_style="bold",
    )


def add_column(table: Table, header: str, **options: Any) -> None:
    """A column never narrower than the longest word of its header."""
    table.add_column(Text(header), min_width=max(map(len, header.split()), default=0), **options)


def rates_table(assessment: Assessment, language: Language) -> Table:
    """Statuses and rates of the month under the light, by kind and in total."""
    _ = language.gettext
    deadline = assessment.deadlines[assessment.month]
    table = plain_table(language.fill(N_("{month} · due {due}"), {"month": assessment.month, "due": language.weekday(deadline.due.date())}))
    add_column(table, _(N_("Kind")), no_wrap=True)
    for state in (COMPLETE, LATE, INCOMPLETE, MISSING, EXEMPT):
        add_column(table, _(SHOWN_AS[state]), justify="right", style=_COLOURS[state])
    add_column(table, _(N_("Completeness")), justify="right", no_wrap=True)
    add_column(table, _(N_("On time")), justify="right", no_wrap=True)
    verdicts = assessment.verdicts[assessment.verdicts["month"] == assessment.month.ordinal]
    by_kind = rates.by_kind(verdicts, assessment.units)
    for kind, row in by_kind.iterrows():
        table.add_row(Text(str(kind)), *_rate_cells(row, language))
    table.add_row(Text(_(N_("Total"))), *_rate_cells(rates.overall(verdicts, assessment.units), language), style="bold")
    return table


def _rate_cells(row: pd.Series, language: Language) -> list[str]:
    counts = [language.number(int(row[state])) for state in (COMPLETE, LATE, INCOMPLETE, MISSING, EXEMPT)]
    complete, expected, on_time = int(row["complete"]), int(row["expected"]), int(row["on_time"])
    share = f"{language.number(complete)}/{language.number(expected)} {language.percent(complete, expected)}"
    return [*counts, share, language.percent(on_time, expected)]


def findings_table(assessment: Assessment, language: Language) -> Table:
    """The rules that fired most in the open months, worst first."""
    _ = language.gettext
    table = plain_table(_(N_("Most frequent findings")))
    add_column(table, _(N_("Findings")), justify="right")
    add_column(table, _(N_("Severity")))
    add_column(table, _(N_("Rule")), no_wrap=True)
    add_column(table, _(N_("Meaning")))
    open_months = [month.ordinal for month in assessment.open_months]
    shown = assessment.findings[assessment.findings["month"].isin([*open_months, -1])]
    counts = shown.groupby(["severity", "rule"], sort=False).size().reset_index(name="number")
    counts["rank"] = counts["severity"].map(SEVERITIES.index)
    worst = counts.sort_values(["rank", "number"], ascending=[True, False], kind="stable").head(_FINDINGS_SHOWN)
    for severity, rule, number in zip(worst["severity"], worst["rule"], worst["number"], strict=True):
        table.add_row(
            language.number(int(number)),
            Text(_(SEVERITY_WORDS[severity]), style=_SEVERITY_COLOURS.get(severity, "")),
            Text(rule),
            Text(_(assessment.rule_texts[rule].title)),
        )
    return table


def changes_table(changes: Sequence[TabChange], language: Language) -> Table:
    """Which tabs are new or differ, and in how many cells."""
    _ = language.gettext
    table = plain_table(_(N_("Tabs")))
    table.add_column(_(N_("Tab")))
    table.add_column("")
    table.add_column(_(N_("Cells")), justify="right")
    kinds = {"new": N_("new"), "changed": N_("changed"), "same": N_("unchanged")}
    for change in changes:
        cells = language.number(change.cells) if change.kind != "same" else ""
        table.add_row(Text(change.title), Text(_(kinds[change.kind])), cells, style="dim" if change.kind == "same" else "")
    return table
