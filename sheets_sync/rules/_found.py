"""How rules report what they found: columns, one entry a finding."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd

from sheets_sync.domain.marks import N_, Word
from sheets_sync.domain.platforms import BY_CODE
from sheets_sync.domain.unit import Unit
from sheets_sync.rules._facts import Facts

Column = list[Any]


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found, as columns of equal length (`domain.tables.FINDINGS`); `severity` is "" where it is the rule's own."""

    unit: Column
    month: Column
    platform: Column
    row: Column
    severity: Column
    values: list[dict[str, Any]]

    def __len__(self) -> int:
        return len(self.values)


def found(size: int, *, unit: Any = "", month: Any = -1, platform: Any = None, row: Any = 0, severity: Any = "", **values: Any) -> Found:
    """So many findings; every argument is a column of that length or one value for all.

    `values` are for the rule's texts; where the findings are about platforms (codes, "" for all of them), their labels are added.
    """
    columns = {name: _column(value, size) for name, value in values.items()}
    platforms = _column("" if platform is None else platform, size)
    if platform is not None:
        columns["platform"] = [BY_CODE[code].label if code else _ALL_PLATFORMS for code in platforms]
    told = [dict(zip(columns, each, strict=True)) for each in zip(*columns.values(), strict=True)] if columns else [{} for _ in range(size)]
    return Found(_column(unit, size), _column(month, size), platforms, _column(row, size), _column(severity, size), told)


_ALL_PLATFORMS = Word(N_("all platforms"))


def _column(value: Any, size: int) -> Column:
    if isinstance(value, np.ndarray):
        return list(value.tolist())
    return value if isinstance(value, list) else [value] * size


def found_in_answers(facts: Facts, chosen: np.ndarray, *, row: np.ndarray | None = None, **values: Any) -> Found:
    """Findings about the `chosen` answers (positions); `row`: per answer, the response row to point to."""
    answers = facts.answers
    platforms = np.array(facts.platforms, dtype=object)
    return found(
        len(chosen),
        unit=facts.codes[answers.unit[chosen]],
        month=answers.month[chosen],
        platform=platforms[answers.platform[chosen]],
        row=0 if row is None else row[chosen],
        **values,
    )


def found_in_units(units: Sequence[Unit], values: Sequence[Mapping[str, object]] | None = None) -> Found:
    """Findings about the register: units without a month; `values` for each."""
    plain = found(len(units), unit=[unit.code for unit in units])
    return plain if values is None else replace(plain, values=[dict(each) for each in values])


def found_in_responses(facts: Facts, chosen: np.ndarray, *, severity: Any = "", **values: Callable[[pd.DataFrame], Any]) -> Found:
    """Findings about the `chosen` responses (boolean); values are made from their rows of the responses' frame."""
    if not chosen.any():
        return found(0)
    frame = facts.responses.frame[chosen]
    made = {name: value(frame) for name, value in values.items()}
    return found(
        len(frame),
        unit=frame["unit"].to_numpy(dtype=object),
        month=frame["month"].to_numpy(),
        row=frame["row"].to_numpy(),
        severity=severity,
        **made,
    )


def set_aside(facts: Facts, code: str, **values: Callable[[pd.DataFrame], Any]) -> Found:
    """Findings for the responses set aside for the rule `code`."""
    return found_in_responses(facts, facts.set_aside == code, **values)


def together(parts: Sequence[Found]) -> Found:
    """All these findings, one part after the other."""
    columns = zip(*((part.unit, part.month, part.platform, part.row, part.severity, part.values) for part in parts), strict=True)
    return Found(*(list(chain.from_iterable(column)) for column in columns))
