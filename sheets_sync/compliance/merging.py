"""A unit's responses about a month -> one report.

They are merged, oldest to newest, answer by answer: a later non-blank answer replaces the earlier one, a blank never does.
`complete_since` is the moment from which the merged report was complete and stayed so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sheets_sync.compliance._link_tally import LinkTally
from sheets_sync.compliance.answers import Answers, with_blank
from sheets_sync.domain.pairs import changes
from sheets_sync.domain.responses import Responses
from sheets_sync.domain.unit import Unit

_NAT = np.datetime64("NaT", "s")
_LATEST = np.datetime64("9999-12-31", "s")


@dataclass(frozen=True, slots=True)
class Timeline:
    """The responses used, in the order they were merged.

    `response`: position in the responses' frame; `unit`: position in the register; `came`: the moment that counts for being on
    time, not later than the one by which they are ordered; `report`: position of theirs among the reports;
    `counts`, `links`: platform × response, the distinct cells they hold (-1: blank).
    """

    response: np.ndarray
    unit: np.ndarray
    month: np.ndarray
    came: np.ndarray
    report: np.ndarray
    counts: np.ndarray
    links: np.ndarray


@dataclass(frozen=True, slots=True)
class Reports:
    """Merged reports as columns, one entry per unit × month reported on, by unit and month.

    `unit`: position in the register; `received`: its first response; `met`, `required`: how many obligations there are, and are met;
    `answers`: what is in force; `timeline`: the responses they were merged from; `recurring`: the links of the table that count and
    lead where another one of the table does.
    """

    unit: np.ndarray
    month: np.ndarray
    received: np.ndarray
    complete: np.ndarray
    complete_since: np.ndarray
    met: np.ndarray
    required: np.ndarray
    answers: Answers
    timeline: Timeline
    recurring: np.ndarray

    def __len__(self) -> int:
        return len(self.unit)


def merge_reports(responses: Responses, usable: np.ndarray, units: Mapping[str, Unit], platforms: Sequence[str]) -> Reports:
    """Merge the `usable` responses (boolean, one per response) into one report per unit and month."""
    timeline, starts = _timeline(responses, usable, units, platforms)
    lasts = np.append(starts[1:], len(timeline.response))[: len(starts)] - 1
    tally = LinkTally(responses.links, len(responses.link_cells), platforms)
    begun = starts[timeline.report]
    counts, links = _Running(timeline.counts, begun), _Running(timeline.links, begun)
    numbers = with_blank(responses.count_values, np.nan)[counts.cells]
    met = (numbers == 0) | ((numbers > 0) & tally.any_valid(links.cells))
    obliged = _obligations(units, platforms)[:, timeline.unit]
    complete = (met | ~obliged).all(axis=0)
    return Reports(
        unit=timeline.unit[lasts],
        month=timeline.month[lasts],
        received=_earliest(timeline.came, starts),
        complete=complete[lasts],
        complete_since=_complete_since(complete, timeline.came, timeline.report, starts, lasts),
        met=(met & obliged)[:, lasts].sum(axis=0),
        required=obliged[:, lasts].sum(axis=0),
        answers=_answers(timeline, responses, tally, lasts, counts, links, obliged=obliged, met=met, numbers=numbers),
        timeline=timeline,
        recurring=tally.recurring,
    )


def _timeline(responses: Responses, usable: np.ndarray, units: Mapping[str, Unit], platforms: Sequence[str]) -> tuple[Timeline, np.ndarray]:
    """The responses in order, and where in it each report begins."""
    frame = responses.frame
    unit = pd.Index(list(units), dtype=object).get_indexer(frame["unit"].to_numpy(dtype=object)).astype(np.int32)
    month, submitted = frame["month"].to_numpy(), frame["submitted_at"].to_numpy().astype("datetime64[s]")
    cells = {kind: _by_platform(frame, kind, platforms) for kind in ("count", "links")}
    order = _oldest_first(responses, np.flatnonzero(usable), (unit, month, submitted.astype(np.int64)), cells)
    unit, month = unit[order], month[order]
    begins = changes(unit, month)
    timeline = Timeline(
        response=order,
        unit=unit,
        month=month,
        came=responses.credited_at[order],
        report=np.cumsum(begins, dtype=np.int32) - 1,
        counts=cells["count"][:, order],
        links=cells["links"][:, order],
    )
    return timeline, np.flatnonzero(begins)


def _by_platform(frame: pd.DataFrame, kind: str, platforms: Sequence[str]) -> np.ndarray:
    columns = [frame[f"{kind}:{code}"].to_numpy(dtype=np.int32) for code in platforms]
    return np.array(columns, dtype=np.int32).reshape(len(platforms), len(frame))


def _oldest_first(responses: Responses, chosen: np.ndarray, keys: tuple[np.ndarray, ...], cells: Mapping[str, np.ndarray]) -> np.ndarray:
    """`chosen` responses by unit, month and moment (`keys`); what cannot be dated counts as oldest.

    The order of rows in the sheet never matters: responses of the same second are ordered by what they say.
    """
    unit, month, moment = (key[chosen] for key in keys)
    order = np.lexsort((moment, month, unit))
    same = ~changes(unit[order], month[order], moment[order])
    if not same.any():
        return np.asarray(chosen[order])
    tied = order[same | np.append(same[1:], False)]
    told = np.zeros(len(chosen), dtype=np.int64)
    told[tied] = np.unique(_contents(responses, chosen[tied], cells), return_inverse=True)[1]
    return np.asarray(chosen[np.lexsort((told, moment, month, unit))])


def _contents(responses: Responses, chosen: np.ndarray, cells: Mapping[str, np.ndarray]) -> np.ndarray:
    """Each response's answers as one text."""
    columns = [*_typed(cells["count"][:, chosen], responses.count_cells), *_typed(cells["links"][:, chosen], responses.link_cells)]
    return np.array(["\x00".join(answers) for answers in zip(*columns, strict=True)], dtype=object)


def _typed(codes: np.ndarray, cells: np.ndarray) -> list[list[str]]:
    return [[str(cells[code]) if code >= 0 else "" for code in column] for column in codes.tolist()]


class _Running:
    """The answers in force after each response: `source` where in the timeline (-1: none yet), `cells` which (-1: none)."""

    def __init__(self, cells: np.ndarray, begun: np.ndarray) -> None:
        """`begun`: for each response, the position of the first of its report."""
        given = np.where(cells >= 0, np.arange(cells.shape[1], dtype=np.int32), np.int32(-1))
        latest = np.maximum.accumulate(given, axis=1)
        self.source = np.where(latest >= begun, latest, np.int32(-1))
        padded = np.pad(cells, ((0, 0), (0, 1)), constant_values=-1)
        self.cells = np.take_along_axis(padded, self.source, axis=1)


def _obligations(units: Mapping[str, Unit], platforms: Sequence[str]) -> np.ndarray:
    """Platform × unit: whether the unit owes reports on it, since the register names its account."""
    owed = [[code in unit.accounts for unit in units.values()] for code in platforms]
    return np.array(owed, dtype=bool).reshape(len(platforms), len(units))


def _complete_since(complete: np.ndarray, came: np.ndarray, report: np.ndarray, starts: np.ndarray, lasts: np.ndarray) -> np.ndarray:
    """Per report: when the earliest of the responses came since which it has been complete; NaT where it is not complete now."""
    last_gap = np.maximum.accumulate(np.where(complete, -1, np.arange(len(complete))))[lasts]
    first_complete = np.maximum(last_gap + 1, starts)
    in_force = np.arange(len(complete)) >= first_complete[report]
    return np.where(complete[lasts], _earliest(np.where(in_force, came, _LATEST), starts), _NAT)


def _earliest(moments: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Per report, the earliest moment of its responses; NaT where one of them is not known."""
    return np.asarray(np.minimum.reduceat(moments, starts)) if len(starts) else moments[:0]


def _answers(
    timeline: Timeline,
    responses: Responses,
    tally: LinkTally,
    lasts: np.ndarray,
    counts: _Running,
    links: _Running,
    *,
    obliged: np.ndarray,
    met: np.ndarray,
    numbers: np.ndarray,
) -> Answers:
    """What each report says in the end: the state after its last response."""
    owed, count_codes, links_codes = obliged[:, lasts], counts.cells[:, lasts], links.cells[:, lasts]
    platform, report = np.nonzero(owed | (count_codes >= 0) | (links_codes >= 0))
    last, code = lasts[report], links_codes[platform, report]
    rows = with_blank(responses.frame["row"].to_numpy()[timeline.response], 0)
    return Answers(
        report=report.astype(np.int32),
        unit=timeline.unit[last],
        month=timeline.month[last],
        platform=platform.astype(np.int8),
        obliged=owed[platform, report],
        count=numbers[platform, last],
        count_code=count_codes[platform, report],
        count_row=rows[counts.source[platform, last]],
        links_code=code,
        links_row=rows[links.source[platform, last]],
        links_found=tally.found(code),
        links_valid=tally.valid(platform, code),
        links_distinct=tally.distinct(platform, code),
        met=met[platform, last],
    )
