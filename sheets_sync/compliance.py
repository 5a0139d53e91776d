"""Units and responses -> what each unit has said about a month, and its status.

A unit's responses about a month are merged, oldest to newest, answer by answer: a later non-blank answer replaces the earlier
one, a blank never does. `complete_since` is the moment from which the merged report was complete and stayed so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd

from sheets_sync.domain.calendar import Deadline
from sheets_sync.domain.link import KINDS, LINK_PLATFORMS
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.responses import Responses
from sheets_sync.domain.status import COMPLETE, EXEMPT, INCOMPLETE, LATE, MISSING
from sheets_sync.domain.unit import Unit

_NAT = np.datetime64("NaT", "s")
_COUNTING_KINDS = [KINDS.index(kind) for kind in ("post", "share")]


@dataclass(frozen=True)
class Reports:
    """Merged reports.

    `frame`: a row per unit × month reported on: unit, month, received (its first response), complete, complete_since, met,
    required, and per platform `count:<p>`, `links:<p>` (the distinct cell in force, -1: none), `count_row:<p>`, `links_row:<p>`
    (the response row it stands in, 0: none), `obliged:<p>`, `met:<p>`.
    `timeline`: the responses used, in the order they were merged, with `report`, the position of theirs in `frame`.
    `links_found`: per distinct link cell, all links in it; `links_valid`, `links_distinct`: platform -> per distinct link cell,
    how many links count for it, and how many different ones.
    """

    frame: pd.DataFrame
    timeline: pd.DataFrame
    links_found: np.ndarray
    links_valid: Mapping[str, np.ndarray]
    links_distinct: Mapping[str, np.ndarray]


UNKNOWN_UNIT, AMBIGUOUS_UNIT, INVALID_MONTH, FUTURE_MONTH, MONTH_LOCKED, UNREGISTERED = SET_ASIDE_FOR = (
    "unknown-unit", "ambiguous-unit", "invalid-month", "future-month", "month-locked", "unregistered-submitter",
)  # fmt: skip


def screen_responses(
    responses: Responses,
    *,
    units: Mapping[str, Unit],
    deadline: Callable[[ReportingMonth], Deadline],
    now: datetime,
    enforce_submitters: bool,
    reopened: Mapping[ReportingMonth, datetime],
) -> np.ndarray:
    """Per response, the rule for which it is set aside, or "" where it is used.

    `reopened`: months that were unlocked on purpose, and when: what had come by then counts.
    """
    frame = responses.frame
    month = frame["month"].to_numpy()
    submitted = frame["submitted_at"].to_numpy().astype("datetime64[s]")
    sent = np.where(np.isnat(submitted), np.datetime64(now, "s"), submitted)
    understood = (frame["unit"] != "").to_numpy()
    ambiguous = np.array([bool(match.candidates) for match in responses.matches], dtype=bool)[frame["match"]]
    future = month > _ordinals(sent)
    locks = {ordinal: _lock(ReportingMonth.from_ordinal(ordinal), deadline, reopened) for ordinal in np.unique(month[month >= 0])}
    lock = np.array([locks.get(ordinal, _NAT) for ordinal in month], dtype="datetime64[s]")
    stranger = ~is_registered_submitter(frame, units) if enforce_submitters and responses.has_email else np.zeros(len(frame), bool)
    conditions = [~understood & ~ambiguous, ~understood, month < 0, future, sent > lock, stranger]
    return np.select(conditions, SET_ASIDE_FOR, default="").astype(object)


def _ordinals(moments: np.ndarray) -> np.ndarray:
    """`ReportingMonth.ordinal` of each moment."""
    return moments.astype("datetime64[M]").astype(int) + 1970 * 12


def _lock(
    month: ReportingMonth, deadline: Callable[[ReportingMonth], Deadline], reopened: Mapping[ReportingMonth, datetime]
) -> np.datetime64:
    lock = deadline(month).lock
    if lock is None:
        return _NAT
    return np.datetime64(max(lock, reopened.get(month, lock)), "s")


def is_registered_submitter(frame: pd.DataFrame, units: Mapping[str, Unit]) -> np.ndarray:
    """Per response, whether its address is one of the unit's; also where the register names none to compare with."""
    known = {unit.code: {*unit.operator_emails, unit.head_email} - {""} for unit in units.values()}
    pairs = pd.MultiIndex.from_arrays([frame["unit"], frame["email"]])
    codes, found = pd.factorize(pairs)
    allowed = np.array([not known.get(unit) or email in known[unit] for unit, email in found], dtype=bool)
    return allowed[codes] if len(codes) else np.zeros(0, dtype=bool)


def merge_reports(responses: Responses, usable: np.ndarray, units: Mapping[str, Unit], platforms: Sequence[str]) -> Reports:
    """Merge the `usable` responses (boolean, one per response) into one report per unit and month."""
    tally = _LinkTally(responses, platforms)
    timeline = _timeline(responses, usable, platforms)
    starts = np.flatnonzero(~timeline.duplicated(["unit", "month"]).to_numpy())
    lasts = np.append(starts[1:], len(timeline))[: len(starts)] - 1
    report = np.repeat(np.arange(len(starts)), lasts - starts + 1)
    timeline["report"] = report
    frame = timeline[["unit", "month"]].iloc[lasts].reset_index(drop=True)
    complete = np.ones(len(timeline), dtype=bool)
    frame["met"], frame["required"] = 0, 0
    for code in platforms:
        count, links = (_running_answer(timeline, f"{kind}:{code}", starts[report]) for kind in ("count", "links"))
        values = _take(responses.count_values, count.cell, missing=np.nan)
        met = (values == 0) | ((values > 0) & (_take(tally.valid[code], links.cell, missing=0) > 0))
        obliged = _obliged(timeline["unit"], units, code)
        complete &= met | ~obliged
        frame["met"] += (met & obliged)[lasts]
        frame["required"] += obliged[lasts]
        frame[f"obliged:{code}"], frame[f"met:{code}"] = obliged[lasts], met[lasts]
        frame[f"count:{code}"], frame[f"count_row:{code}"] = count.cell[lasts], count.row[lasts]
        frame[f"links:{code}"], frame[f"links_row:{code}"] = links.cell[lasts], links.row[lasts]
    submitted = timeline["submitted_at"].to_numpy().astype("datetime64[s]")
    frame["received"] = submitted[starts]
    frame["complete"] = complete[lasts]
    frame["complete_since"] = _complete_since(complete, submitted, starts, lasts)
    return Reports(frame, timeline, tally.found, tally.valid, tally.distinct)


class _LinkTally:
    """How many links each distinct cell holds, and how many of them count for each platform."""

    def __init__(self, responses: Responses, platforms: Sequence[str]) -> None:
        links, cells = responses.links, len(responses.link_cells)
        self.found = np.bincount(links.cell, minlength=cells)
        counts = np.isin(links.kind, _COUNTING_KINDS)
        self.valid: dict[str, np.ndarray] = {}
        self.distinct: dict[str, np.ndarray] = {}
        for code in platforms:
            of_platform = counts & (links.platform == LINK_PLATFORMS.index(code))
            cell = links.cell[of_platform]
            self.valid[code] = np.bincount(cell, minlength=cells)
            repeated = pd.DataFrame({"cell": cell, "identity": links.identity[of_platform]}).duplicated().to_numpy()
            self.distinct[code] = np.bincount(cell[~repeated], minlength=cells)


def _timeline(responses: Responses, usable: np.ndarray, platforms: Sequence[str]) -> pd.DataFrame:
    """Usable responses by unit and month, oldest first; what cannot be dated counts as oldest.

    The order of rows in the sheet never matters: responses of the same second are ordered by what they say.
    """
    frame = responses.frame[usable].copy()
    frame["tie"] = ""
    tied = frame.duplicated(["unit", "month", "submitted_at"], keep=False)
    if tied.any():
        frame.loc[tied, "tie"] = _contents(frame[tied], responses, platforms)
    ordered = frame.sort_values(["unit", "month", "submitted_at", "tie"], na_position="first", kind="stable")
    return ordered.drop(columns="tie").reset_index(drop=True)


def _contents(frame: pd.DataFrame, responses: Responses, platforms: Sequence[str]) -> list[str]:
    """Each response's answers as one text."""
    columns = [(f"count:{code}", responses.count_cells) for code in platforms]
    columns += [(f"links:{code}", responses.link_cells) for code in platforms]
    texts = [[str(cells[code]) if code >= 0 else "" for code in frame[name]] for name, cells in columns]
    return ["\x00".join(answers) for answers in zip(*texts, strict=True)]


@dataclass(frozen=True, slots=True)
class _Answer:
    """The answer in force after each response: `cell` its distinct cell (-1: none yet), `row` the response row it is in (0: none)."""

    cell: np.ndarray
    row: np.ndarray


def _running_answer(timeline: pd.DataFrame, name: str, begun: np.ndarray) -> _Answer:
    """`begun`: for each response, the position of the first of its report."""
    cells = timeline[name].to_numpy()
    given = np.where(cells >= 0, np.arange(len(cells)), -1)
    latest = np.maximum.accumulate(given) if len(given) else given
    source = np.where(latest >= begun, latest, -1)
    return _Answer(_take(cells, source, missing=-1), _take(timeline["row"].to_numpy(), source, missing=0))


def _obliged(unit_codes: pd.Series[Any], units: Mapping[str, Unit], platform: str) -> np.ndarray:
    """Whether the unit of each row owes reports on the platform: the register names its account."""
    owing = {unit.code for unit in units.values() if platform in unit.accounts}
    return np.asarray(unit_codes.isin(owing))


def _take(values: np.ndarray, positions: np.ndarray, *, missing: Any) -> np.ndarray:
    """`values` at `positions`, `missing` where the position is -1."""
    return np.asarray(np.append(values, np.array([missing], dtype=values.dtype))[positions])


def _complete_since(complete: np.ndarray, submitted: np.ndarray, starts: np.ndarray, lasts: np.ndarray) -> np.ndarray:
    """Per report: when the response came since which it has been complete; NaT where it is not complete now."""
    if not len(starts):
        return np.array([], dtype="datetime64[s]")
    last_gap = np.maximum.accumulate(np.where(complete, -1, np.arange(len(complete))))[lasts]
    first_complete = np.maximum(last_gap + 1, starts)
    return np.where(complete[lasts], submitted[np.minimum(first_complete, lasts)], _NAT)


def answers_of(reports: Reports, responses: Responses, units: Mapping[str, Unit], platforms: Sequence[str]) -> pd.DataFrame:
    """The merged answers, one row per unit × month × platform owed or answered (`domain.tables.ANSWERS`)."""
    parts = [_answers_on(reports, responses, units, code) for code in platforms]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def _answers_on(reports: Reports, responses: Responses, units: Mapping[str, Unit], code: str) -> pd.DataFrame:
    frame = reports.frame
    shown = frame[f"obliged:{code}"] | (frame[f"count:{code}"] >= 0) | (frame[f"links:{code}"] >= 0)
    frame = frame[shown]
    count, links = frame[f"count:{code}"].to_numpy(), frame[f"links:{code}"].to_numpy()
    accounts = {unit.code: unit.accounts.get(code, "") for unit in units.values()}
    return pd.DataFrame(
        {
            "unit": frame["unit"].to_numpy(),
            "month": frame["month"].to_numpy(),
            "platform": code,
            "obliged": frame[f"obliged:{code}"].to_numpy(),
            "account": frame["unit"].map(accounts).to_numpy(),
            "count": _take(responses.count_values, count, missing=np.nan),
            "count_cell": _take(responses.count_cells, count, missing=""),
            "count_problem": _take(responses.count_problems, count, missing=""),
            "count_row": frame[f"count_row:{code}"].to_numpy(),
            "links_code": links,
            "links_cell": _take(responses.link_cells, links, missing=""),
            "links_row": frame[f"links_row:{code}"].to_numpy(),
            "links_found": _take(reports.links_found, links, missing=0),
            "links_valid": _take(reports.links_valid[code], links, missing=0),
            "links_distinct": _take(reports.links_distinct[code], links, missing=0),
            "met": frame[f"met:{code}"].to_numpy(),
        }
    )


def judge(
    reports: Reports,
    answers: pd.DataFrame,
    *,
    units: Mapping[str, Unit],
    months: Sequence[ReportingMonth],
    platforms: Sequence[str],
    deadlines: Mapping[ReportingMonth, Deadline],
    exempt: Callable[[Unit, ReportingMonth], bool],
    credits: pd.DataFrame,
    recorded: pd.DataFrame,
) -> pd.DataFrame:
    """The status of every unit in every month (`domain.tables.VERDICTS`, `findings` still 0).

    `credits`: unit, month, complete_since, received, as earlier runs wrote them; an earlier moment prevails while the report is
    complete, since Google rewrites the timestamp of an edited response. `recorded`: VERDICTS as earlier runs wrote them; a report
    that was on time without a known moment (its timestamp could not be read) stays so too.
    """
    verdicts = _every_unit_and_month(units, months)
    verdicts = verdicts.merge(_report_columns(reports, answers, platforms), how="left", on=["unit", "month"])
    _give_credit(verdicts, credits)
    verdicts["status"] = _statuses(verdicts, units, months, deadlines, exempt, in_doubt=_on_time_in_doubt(verdicts, recorded))
    for name in ("met", "posts", "valid_links"):
        verdicts[name] = verdicts[name].fillna(0).astype(int)
    verdicts["required"] = verdicts["unit"].map(_required(units, platforms)).astype(int)
    verdicts["findings"], verdicts["frozen"] = 0, False
    return verdicts


def _every_unit_and_month(units: Mapping[str, Unit], months: Sequence[ReportingMonth]) -> pd.DataFrame:
    codes = np.array(list(units), dtype=object)
    ordinals = np.array([month.ordinal for month in months], dtype=np.int32)
    return pd.DataFrame({"unit": np.tile(codes, len(ordinals)), "month": np.repeat(ordinals, len(codes))})


def _report_columns(reports: Reports, answers: pd.DataFrame, platforms: Sequence[str]) -> pd.DataFrame:
    frame = reports.frame[["unit", "month", "received", "complete", "complete_since", "met"]].copy()
    keys = pd.MultiIndex.from_frame(frame[["unit", "month"]])
    frame["posts"], frame["valid_links"] = 0, 0
    for code in platforms:
        on_platform = answers[answers["platform"] == code].set_index(["unit", "month"])
        counts = on_platform["count"].reindex(keys).to_numpy()
        frame[f"count:{code}"] = counts
        frame["posts"] += np.nan_to_num(counts).astype(int)
        frame["valid_links"] += on_platform["links_distinct"].reindex(keys).fillna(0).to_numpy().astype(int)
    return frame


def _give_credit(verdicts: pd.DataFrame, credits: pd.DataFrame) -> None:
    keys = pd.MultiIndex.from_frame(verdicts[["unit", "month"]])
    known = credits.drop_duplicates(["unit", "month"]).set_index(["unit", "month"]).reindex(keys)
    complete = verdicts["complete"].eq(True).to_numpy()
    reported = verdicts["complete"].notna().to_numpy()
    for name, entitled in (("complete_since", complete), ("received", reported)):
        earlier = pd.to_datetime(known[name]).to_numpy().astype("datetime64[s]")
        now = verdicts[name].to_numpy().astype("datetime64[s]")
        better = entitled & ~np.isnat(earlier) & ~np.isnat(now) & (earlier < now)
        verdicts[name] = np.where(better, earlier, now)


def _on_time_in_doubt(verdicts: pd.DataFrame, recorded: pd.DataFrame) -> np.ndarray:
    """Whether an earlier run called the report complete and on time without knowing since when."""
    doubtful = recorded[(recorded["status"] == COMPLETE) & recorded["complete_since"].isna()]
    keys = pd.MultiIndex.from_frame(verdicts[["unit", "month"]])
    return keys.isin(pd.MultiIndex.from_frame(doubtful[["unit", "month"]])) if len(doubtful) else np.zeros(len(keys), dtype=bool)


def _statuses(
    verdicts: pd.DataFrame,
    units: Mapping[str, Unit],
    months: Sequence[ReportingMonth],
    deadlines: Mapping[ReportingMonth, Deadline],
    exempt: Callable[[Unit, ReportingMonth], bool],
    in_doubt: np.ndarray,
) -> np.ndarray:
    due = np.repeat(np.array([deadlines[month].due for month in months], dtype="datetime64[s]"), len(units))
    excused = np.array([exempt(unit, month) for month in months for unit in units.values()], dtype=bool)
    reported = verdicts["complete"].notna().to_numpy()
    complete = verdicts["complete"].eq(True).to_numpy()
    # NaT compares false: a response whose time cannot be read is not called late
    late = (verdicts["complete_since"].to_numpy().astype("datetime64[s]") > due) & ~in_doubt
    return np.select([excused, ~reported, ~complete, late], [EXEMPT, MISSING, INCOMPLETE, LATE], default=COMPLETE).astype(object)


def _required(units: Mapping[str, Unit], platforms: Sequence[str]) -> dict[str, int]:
    return {unit.code: sum(code in unit.accounts for code in platforms) for unit in units.values()}


_RANK = {MISSING: 0, INCOMPLETE: 1, EXEMPT: 2, LATE: 3, COMPLETE: 4}


def count_findings(verdicts: pd.DataFrame, findings: pd.DataFrame) -> None:
    """Fill in how many findings each unit has in each month."""
    numbers = findings[findings["month"] >= 0].groupby(["unit", "month"], sort=False).size()
    keys = pd.MultiIndex.from_frame(verdicts[["unit", "month"]])
    verdicts["findings"] = numbers.reindex(keys, fill_value=0).to_numpy() if len(numbers) else 0


def keep_frozen(verdicts: pd.DataFrame, recorded: pd.DataFrame) -> pd.DataFrame:
    """Verdicts of frozen months as they were `recorded`, unless what came before the lock, read today, serves the unit better.

    So neither an edit nor a change of the register after the lock takes anything from a unit, and a name cleared up later still
    gives it what it had earned.
    """
    keys = pd.MultiIndex.from_frame(verdicts[["unit", "month"]])
    then = recorded.drop_duplicates(["unit", "month"]).set_index(["unit", "month"]).reindex(keys)
    standing_then = then["status"].map(_RANK).astype(float).fillna(-1).to_numpy() * 100 + then["met"].astype(float).fillna(0).to_numpy()
    standing_now = verdicts["status"].map(_RANK).astype(float).to_numpy() * 100 + verdicts["met"].to_numpy()
    kept = standing_then >= standing_now
    verdicts = verdicts.copy()
    for name in then.columns.intersection(verdicts.columns):
        kind = verdicts[name].dtype
        verdicts[name] = np.where(kept, then[name].to_numpy(), verdicts[name].to_numpy())
        verdicts[name] = verdicts[name].astype(kind)
    verdicts["frozen"] = then["status"].notna().to_numpy()
    return verdicts
