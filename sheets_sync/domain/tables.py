"""The frames that walk through the pipeline, and the columns each is made of.

Months are ordinals (`ReportingMonth.ordinal`), moments naive datetime64 in the office's zone, absent text is "".
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

RESPONSES = ("row", "submitted_at", "email", "unit_text", "month_text", "unit", "month")
"""One row per non-empty response row. `row`: as numbered in the sheet; `unit` "" and `month` -1 where not understood;
besides, per platform, `count:<platform>` and `links:<platform>`: positions in the distinct cells (-1: blank), see `domain.responses`."""

ANSWERS = (
    "unit", "month", "platform", "obliged", "account", "count", "count_cell", "count_problem", "count_row",
    "links_cell", "links_row", "links_found", "links_valid", "links_distinct", "met",
)  # fmt: skip
"""One row per unit × month × platform of every report, where the unit owes it or answered it: the merged answers.
`count` is a float (NaN: none understood), `count_cell`/`links_cell` the raw cells ("" where blank), `*_row` the response
rows they stand in (0: none); `links_found` all links in the cell, `links_valid` those that count, `links_distinct` the
different ones of these."""

VERDICTS = (
    "unit", "month", "status", "received", "complete_since", "met", "required", "posts", "valid_links", "findings", "frozen",
)  # fmt: skip
"""One row per unit × month, units in register order within months ascending; besides, per platform, `count:<platform>`
(float, NaN: no count)."""

FINDINGS = ("rule", "severity", "unit", "month", "platform", "row", "values")
"""One row per finding: `unit` "" and `month` -1 and `row` 0 where it has none; `values` a dict for the rule's texts."""


def empty(columns: Iterable[str]) -> pd.DataFrame:
    return pd.DataFrame({column: pd.Series(dtype=object) for column in columns})
