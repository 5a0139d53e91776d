"""What a rule is, what it may look at, and how it reports what it found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from sheets_sync.compliance import Reports
from sheets_sync.domain.calendar import Deadline
from sheets_sync.domain.finding import RegisterProblem, RuleText
from sheets_sync.domain.link import KINDS, LINK_PLATFORMS, Link
from sheets_sync.domain.marks import N_, Word
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.platforms import BY_CODE
from sheets_sync.domain.responses import Responses
from sheets_sync.domain.tables import FINDINGS, empty
from sheets_sync.domain.unit import Unit


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A link's address for a message, read from its cell at the moment it is shown: of millions of links, few ever are."""

    read_links: Callable[[object], Sequence[Link]]
    cell: object
    position: int

    def __str__(self) -> str:
        return quoted(self.read_links(self.cell)[self.position].url, 80)


@dataclass(frozen=True)
class Facts:
    """Everything a rule may look at.

    `set_aside`: per response, the rule for which it is not used ("" where it is). `read_links` reads a cell again, for the few links
    that are shown; `is_foreign` says whether a link names another account than a register cell does for a platform.
    """

    units: Mapping[str, Unit]
    register_problems: Sequence[RegisterProblem]
    responses: Responses
    set_aside: np.ndarray
    reports: Reports
    answers: pd.DataFrame
    platforms: tuple[str, ...]
    deadline: Callable[[ReportingMonth], Deadline]
    now: datetime
    check_submitters: bool
    sk_expiring_days: int
    read_links: Callable[[object], Sequence[Link]]
    is_foreign: Callable[[Link, str, str], bool]

    @cached_property
    def obliged_answers(self) -> pd.DataFrame:
        return self.answers[self.answers["obliged"].to_numpy(dtype=bool)]

    @cached_property
    def claimed_counts(self) -> pd.DataFrame:
        """Answers owed in which the unit claims at least one post."""
        return self.obliged_answers[self.obliged_answers["count"].to_numpy() > 0]

    @cached_property
    def links(self) -> pd.DataFrame:
        """Every link of every merged report: answer (position in `answers`), position (in its cell), platform, kind, identity, account.

        Positions in LINK_PLATFORMS, KINDS and the table's accounts; identity 0 where the link names no particular post.
        """
        table, codes = self.responses.links, self.answers["links_code"].to_numpy()
        starts = np.searchsorted(table.cell, codes, side="left")
        lengths = np.where(codes >= 0, np.searchsorted(table.cell, codes, side="right") - starts, 0)
        answer = np.repeat(np.arange(len(codes), dtype=np.int32), lengths)
        position = np.arange(len(answer), dtype=np.int32) - np.repeat(np.cumsum(lengths) - lengths, lengths).astype(np.int32)
        source = np.repeat(starts, lengths) + position
        return pd.DataFrame(
            {
                "answer": answer,
                "position": position,
                "platform": table.platform[source],
                "kind": table.kind[source],
                "identity": table.identity[source],
                "account": table.account[source],
            }
        )

    @cached_property
    def own_links(self) -> pd.DataFrame:
        """`links` that count for the platform under which they stand, with the answer's unit and month."""
        platform_of = np.array([LINK_PLATFORMS.index(code) for code in self.answers["platform"]], dtype=np.int8)
        links = self.links
        counts = np.isin(links["kind"], [KINDS.index("post"), KINDS.index("share")])
        own = links[counts & (links["platform"].to_numpy() == platform_of[links["answer"]])]
        answers = self.answers.iloc[own["answer"]]
        return own.assign(unit=answers["unit"].to_numpy(), month=answers["month"].to_numpy())

    def urls(self, links: pd.DataFrame) -> list[ShownLink]:
        """The addresses of some of `links`: read again from their cells when, and only if, they are shown."""
        cells = self.answers["links_cell"].to_numpy()
        return [ShownLink(self.read_links, cells[answer], at) for answer, at in zip(links["answer"], links["position"], strict=True)]


@dataclass(frozen=True, slots=True)
class Rule:
    """One question put to the facts.

    `message` and `remedy` are templates for a finding's values. `meaning`, `example` and `fairness` explain the rule in docs/rules.md.
    `find` returns findings (`domain.tables.FINDINGS`); a finding's own severity may be milder than the rule's.
    """

    code: str
    severity: str
    title: str
    message: str
    remedy: str
    meaning: str
    example: str
    fairness: str
    find: Callable[[Facts], pd.DataFrame]
    for_office: bool = False

    @property
    def text(self) -> RuleText:
        return RuleText(self.code, self.severity, self.title, self.message, self.remedy, self.for_office)


_NOTHING = empty(FINDINGS)


def found(frame: pd.DataFrame, *, row: str | None = None, severity: Any = None, **values: Any) -> pd.DataFrame:
    """Findings for each row of `frame`, which may hold unit, month and platform; `row` names its column with the response row.

    `values` are columns (sequences as long as the frame) or single values, for the rule's texts; a platform's label is added.
    """
    if not len(frame):
        return _NOTHING
    size = len(frame)
    columns = {name: _column(value, size) for name, value in values.items()}
    if "platform" in frame:
        columns["platform"] = [BY_CODE[code].label if code else _ALL_PLATFORMS for code in frame["platform"]]
    return pd.DataFrame(
        {
            "rule": "",
            "severity": severity if severity is not None else "",
            "unit": frame["unit"].to_numpy() if "unit" in frame else "",
            "month": frame["month"].to_numpy() if "month" in frame else -1,
            "platform": frame["platform"].to_numpy() if "platform" in frame else "",
            "row": frame[row].to_numpy() if row else 0,
            "values": [dict(zip(columns, each, strict=True)) for each in zip(*columns.values(), strict=True)]
            if columns
            else [{} for _ in range(size)],
        }
    )


_ALL_PLATFORMS = Word(N_("all platforms"))


def _column(value: Any, size: int) -> Sequence[Any]:
    if isinstance(value, np.ndarray | pd.Series):
        return list(value.tolist())
    return value if isinstance(value, list) else [value] * size


def found_in_units(units: Sequence[Unit], values: Sequence[Mapping[str, object]] | None = None) -> pd.DataFrame:
    """Findings about the register: units without a month; `row` is the register's."""
    frame = pd.DataFrame({"unit": [unit.code for unit in units], "row": [0 for _ in units]})
    findings = found(frame)
    if values is not None and len(frame):
        findings["values"] = list(values)
    return findings


def found_in_responses(facts: Facts, code: str, **values: Any) -> pd.DataFrame:
    """Findings for the responses set aside for the rule `code`; callables among `values` are given the responses' frame."""
    frame = facts.responses.frame[facts.set_aside == code]
    return found(frame, row="row", **{name: value(frame) if callable(value) else value for name, value in values.items()})


def quoted(cell: object, limit: int = 60) -> str:
    """What a person typed, on one line and short enough for a message."""
    shown = int(cell) if isinstance(cell, float) and cell.is_integer() else cell
    text = " ".join(str(shown).split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def months_of(frame: pd.DataFrame) -> list[ReportingMonth]:
    return [ReportingMonth.from_ordinal(ordinal) for ordinal in frame["month"]]


def unit_label(unit: Unit) -> str:
    """The unit as people tell it from others of the same name."""
    kind = "" if unit.kind == "OPD" else f"{unit.kind.capitalize()} "
    return f"{kind}{unit.name}"


def full_label(unit: Unit, units: Mapping[str, Unit]) -> str:
    """`unit_label` with the parent it lies in, and its code."""
    parent = units.get(unit.parent)
    place = f", {parent.name}" if parent and unit.kind == "KALURAHAN" else ""
    return f"{unit_label(unit)}{place} ({unit.code})"
