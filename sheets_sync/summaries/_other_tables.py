"""The tables of Ringkasan that show no rates of reports: posts per platform, and decrees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from sheets_sync.domain.platforms import BY_CODE
from sheets_sync.domain.status import EXEMPT
from sheets_sync.domain.tab import INTEGER, PERCENT, RATIO, Cell, Column, Table
from sheets_sync.domain.unit import Unit, kinds_of
from sheets_sync.language import N_
from sheets_sync.summaries._rate_tables import LABEL_WIDTH, rate_cell, verdicts_of_month
from sheets_sync.summaries.edition import Edition
from sheets_sync.summaries.words import KIND_WORDS


def kinds_present(edition: Edition) -> list[str]:
    return kinds_of(edition.assessment.units.values())


def posts(edition: Edition) -> Table:
    """Posts of the month under the light, a row for each platform, a column for each kind of unit."""
    kinds = kinds_present(edition)
    counted = _posts_by_kind(edition, kinds)
    rows: list[list[Cell]] = [[BY_CODE[code].label, *numbers, sum(numbers)] for code, numbers in counted.items()]
    sums = [sum(column) for column in zip(*counted.values(), strict=True)]
    return Table(
        (
            Column("label", edition.word(N_("Platform")), LABEL_WIDTH),
            *(Column(kind, edition.word(KIND_WORDS.get(kind, kind)), 13, INTEGER) for kind in kinds),
            Column("total", edition.word(N_("Total")), 11, INTEGER),
        ),
        [*rows, [edition.word(N_("All platforms")), *sums, sum(sums)]],
        title=edition.fill(N_("Posts of {month} by platform"), month=edition.assessment.month),
        total_rows=1,
    )


def _posts_by_kind(edition: Edition, kinds: Sequence[str]) -> dict[str, list[int]]:
    """Platform -> posts per kind, of the units expected to report."""
    verdicts = verdicts_of_month(edition)
    verdicts = verdicts[verdicts["status"] != EXEMPT]
    counts = verdicts[[f"count:{code}" for code in edition.assessment.platforms]].apply(pd.to_numeric).fillna(0)
    kind_of = {code: unit.kind for code, unit in edition.assessment.units.items()}
    by_kind = counts.groupby(verdicts["unit"].map(kind_of).to_numpy()).sum().reindex(kinds, fill_value=0).astype(int)
    return {code: by_kind[f"count:{code}"].tolist() for code in edition.assessment.platforms}


COMPLETE, INCOMPLETE, EXPIRED, WITHOUT = "complete", "incomplete", "expired", "without"


def decrees(edition: Edition) -> Table:
    """How many units have a decree that names who runs their accounts, by kind; units no longer active are left out."""
    today = edition.assessment.now.date()
    active = [unit for unit in edition.assessment.units.values() if unit.active_until is None or unit.active_until >= today]
    states = [(unit.kind, _state(unit, edition)) for unit in active]
    rows = [
        [edition.word(KIND_WORDS.get(kind, kind)), *_cells([state for of, state in states if of == kind])]
        for kind in kinds_present(edition)
    ]
    return Table(
        _columns(edition),
        [*rows, [edition.word(N_("All units")), *_cells([state for _, state in states])]],
        title=edition.word(N_("Decrees (SK) naming who runs the accounts")),
        total_rows=1,
    )


def _columns(edition: Edition) -> tuple[Column, ...]:
    counts = {
        "units": N_("Units"),
        "with": N_("With a Decree"),
        COMPLETE: N_("Decree Complete"),
        INCOMPLETE: N_("Decree Incomplete"),
        EXPIRED: N_("Decree Expired"),
        WITHOUT: N_("Without a Decree"),
    }
    return (
        Column("label", edition.word(N_("Kind of Unit")), LABEL_WIDTH),
        *(Column(key, edition.word(header), 11, INTEGER) for key, header in counts.items()),
        Column("coverage", edition.word(N_("In Force and Complete")), 14, PERCENT),
        Column("coverage_of", edition.word(N_("Complete/Units")), 14, RATIO),
    )


def _state(unit: Unit, edition: Edition) -> str:
    if not unit.sk_number:
        return WITHOUT
    if unit.sk_until and unit.sk_until < edition.assessment.now.date():
        return EXPIRED
    return COMPLETE if unit.operator_name and unit.access_holder and unit.targets else INCOMPLETE


def _cells(states: Sequence[str]) -> list[Cell]:
    number = Counter(states)
    return [
        len(states),
        len(states) - number[WITHOUT],
        *(number[state] for state in (COMPLETE, INCOMPLETE, EXPIRED, WITHOUT)),
        rate_cell(number[COMPLETE], len(states)),
        f"{number[COMPLETE]}/{len(states)}",
    ]
