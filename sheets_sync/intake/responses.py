"""The response tab: who said what about which month, each distinct answer parsed once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from sheets_sync.domain.marks import N_
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.pairs import distinct_pairs
from sheets_sync.domain.platforms import BY_CODE
from sheets_sync.domain.responses import Responses
from sheets_sync.domain.tab import Sheet
from sheets_sync.domain.unit import Unit
from sheets_sync.errors import WorkbookContentError
from sheets_sync.intake.cells import as_text, columns, distinct
from sheets_sync.intake.counts import PROBLEMS, parse_count
from sheets_sync.intake.headers import Wanted, locate_columns
from sheets_sync.intake.links import read_link_cells
from sheets_sync.intake.moments import read_moments
from sheets_sync.intake.months import parse_month
from sheets_sync.intake.unit_names import UnitMatch, UnitMatcher

TITLES: Mapping[str, tuple[str, ...]] = {
    "timestamp": ("Timestamp", "Cap waktu", "Stempel waktu", "Cap Waktu"),
    "email": ("Email Address", "Alamat Email", "Alamat email", "Email", "Nama pengguna", "Username"),
    "unit": ("Nama Unit", "Unit", "Nama Instansi"),
    "month": ("Bulan Laporan", "Bulan"),
    "count": ("Jumlah Unggahan {platform}", "Jumlah {platform}", "Jumlah Postingan {platform}"),
    "links": ("Tautan {platform}", "Link {platform}", "Tautan Unggahan {platform}"),
    "notes": ("Catatan", "Keterangan", "Notes"),
}
"""Question titles by answer, the default first; {platform} stands for any of the platform's names."""


def wanted_columns(platforms: Sequence[str], own_titles: Mapping[str, Sequence[str]]) -> list[Wanted]:
    """The response columns to look for, the office's own titles first."""
    titles = {key: (*own_titles.get(key, ()), *default) for key, default in TITLES.items()}
    columns = [Wanted(key, titles[key], required=key in {"unit", "month"}) for key in ("timestamp", "email", "unit", "month", "notes")]
    for code in platforms:
        columns += [Wanted(f"{kind}:{code}", tuple(_for_platform(titles[kind], code))) for kind in ("count", "links")]
    return columns


def _for_platform(titles: Sequence[str], code: str) -> list[str]:
    return [title.replace("{platform}", name) for title in titles for name in BY_CODE[code].names]


def read_responses(
    sheet: Sheet,
    *,
    units: Mapping[str, Unit],
    platforms: Sequence[str],
    zone: ZoneInfo,
    now: datetime,
    own_titles: Mapping[str, Sequence[str]] | None = None,
    needed: Collection[str] = (),
    matcher: UnitMatcher | None = None,
) -> Responses:
    """Read the response tab; rows without any answer are passed over.

    `needed`: platforms that some unit owes, whose columns must therefore exist. WorkbookContentError for a missing column or no
    response at all: an empty tab and a wrong tab look alike, and every unit would be accused.
    """
    wanted = wanted_columns(platforms, own_titles or {})
    positions = locate_columns(sheet, wanted)
    _refuse_missing_platforms(sheet, positions, needed)
    cells = columns(sheet, positions, [column.key for column in wanted])
    answers, tables = _distinct_answers(cells, platforms)
    unit, month, email = (_Distinct(cells[key]) for key in ("unit", "month", "email"))
    moments = read_moments(cells["timestamp"], zone, now, _zone_of(sheet)).to_numpy().astype("datetime64[s]")
    filled = np.flatnonzero(np.maximum.reduce([*answers.values(), unit.codes, month.codes]) >= 0)
    if not len(filled):
        raise _no_responses(sheet.title)
    unit, month, email, moments = unit.only(filled), month.only(filled), email.only(filled), moments[filled]
    unit_codes, match, matches = _match_units(unit, email, units, matcher or UnitMatcher(units.values()))
    frame = {
        "row": (filled + 2).astype(np.int32),
        "submitted_at": moments,
        "email": email.texts_lowered,
        "unit_text": unit.texts,
        "month_text": month.texts,
        "unit": unit_codes,
        "month": _read_months(month, moments),
        "match": match,
        **{name: codes[filled] for name, codes in answers.items()},
    }
    return Responses(
        frame=pd.DataFrame(frame),
        matches=matches,
        has_email="email" in positions,
        has_timestamp="timestamp" in positions,
        **tables,
    )


class _Distinct:
    """A column as positions in its distinct cells (-1: blank)."""

    def __init__(self, cells: np.ndarray) -> None:
        self.codes, self.cells = distinct(cells)
        self.words = [*(as_text(cell) for cell in self.cells), ""]  # the last is what the position -1 finds

    def only(self, rows: np.ndarray) -> _Distinct:
        some = copy(self)
        some.codes = self.codes[rows]
        return some

    @property
    def texts(self) -> np.ndarray:
        return np.asarray(np.array(self.words, dtype=object)[self.codes])

    @property
    def texts_lowered(self) -> np.ndarray:
        return np.asarray(np.array([word.lower() for word in self.words], dtype=object)[self.codes])


def _zone_of(sheet: Sheet) -> ZoneInfo | None:
    """The zone the sheet's serial numbers are counted in, where the sheet names one that is known here."""
    try:
        return ZoneInfo(sheet.zone) if sheet.zone else None
    except (KeyError, ValueError, OSError):
        return None


def _refuse_missing_platforms(sheet: Sheet, positions: Mapping[str, int], needed: Collection[str]) -> None:
    missing = [code for code in needed if f"count:{code}" not in positions or f"links:{code}" not in positions]
    if missing:
        names = [BY_CODE[code].label for code in missing]
        raise WorkbookContentError(
            N_("The tab {tab} has no columns for {platforms}, though units in the register have accounts there."),
            remedy=N_(
                "Add the questions {example}, say under [columns] in the settings what they are called, or take the platform out of "
                "[policy] platforms."
            ),
            tab=sheet.title,
            platforms=", ".join(names),
            example=f"“Jumlah Unggahan {names[0]}”, “Tautan {names[0]}”",
        )


def _no_responses(tab: str) -> WorkbookContentError:
    return WorkbookContentError(
        N_("The response tab {tab} holds no response."),
        remedy=N_(
            "Until the first one is there the other tabs stay as they are, or every unit would count as missing. If the form was made "
            "just now, fill it in once yourselves; if not, check that it is linked to this tab, or name the right tab under [tabs] in "
            "the settings."
        ),
        tab=tab,
    )


def _distinct_answers(answers: Mapping[str, np.ndarray], platforms: Sequence[str]) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
    """Position columns of all counts and links, and the tables they point into."""
    codes: dict[str, np.ndarray] = {}
    cells: dict[str, np.ndarray] = {}
    for kind in ("count", "links"):
        together, cells[kind] = distinct(np.concatenate([answers[f"{kind}:{code}"] for code in platforms]))
        split = np.split(together, len(platforms))
        codes |= {f"{kind}:{code}": part for code, part in zip(platforms, split, strict=True)}
    counts = [parse_count(cell) for cell in cells["count"]]
    return codes, {
        "count_cells": cells["count"],
        "count_values": np.array([np.nan if count.value is None else count.value for count in counts], dtype=float),
        "count_problems": np.array([PROBLEMS[count.problem] if count.problem else "" for count in counts], dtype=object),
        "link_cells": cells["links"],
        "links": read_link_cells(list(cells["links"])),
    }


def _match_units(
    unit: _Distinct, email: _Distinct, units: Mapping[str, Unit], matcher: UnitMatcher
) -> tuple[np.ndarray, np.ndarray, tuple[UnitMatch, ...]]:
    """Unit code and match position of each response; the sender's registered units may break a tie."""
    registered = _units_by_address(units)
    senders = [registered.get(address.lower(), ()) for address in email.words]
    telling = np.where(np.array([bool(codes) for codes in senders])[email.codes], email.codes, -1)
    numbers, first = distinct_pairs(unit.codes, telling)
    pairs = zip(unit.codes[first].tolist(), telling[first].tolist(), strict=True)
    matches = [matcher.match(unit.words[name], submitter_units=senders[sender] if sender >= 0 else ()) for name, sender in pairs]
    codes = np.array([match.code or "" for match in matches], dtype=object)
    return codes[numbers], numbers, tuple(matches)


def _units_by_address(units: Mapping[str, Unit]) -> dict[str, tuple[str, ...]]:
    owners: dict[str, list[str]] = {}
    for unit in units.values():
        for address in dict.fromkeys((*unit.operator_emails, unit.head_email)):
            if address:
                owners.setdefault(address, []).append(unit.code)
    return {address: tuple(codes) for address, codes in owners.items()}


def _read_months(month: _Distinct, moments: np.ndarray) -> np.ndarray:
    """Months as ordinals, -1 where not understood; each pair of answer and submission month is read once."""
    periods = np.where(np.isnat(moments), -1, moments.astype("datetime64[M]").astype(int) + 1970 * 12)
    numbers, first = distinct_pairs(month.codes, periods)
    pairs = zip(month.codes[first].tolist(), periods[first].tolist(), strict=True)
    ordinals = [_month_ordinal(month.cells[code] if code >= 0 else None, period) for code, period in pairs]
    return np.asarray(np.array(ordinals, dtype=np.int32)[numbers])


def _month_ordinal(cell: object, period: int) -> int:
    """The month a cell names when it was sent in the month `period` (-1: not known when)."""
    submitted_at = None
    if period >= 0:
        submitted_at = datetime.combine(ReportingMonth.from_ordinal(period).last_day, datetime.max.time())
    month = parse_month(cell, submitted_at)
    return month.ordinal if month else -1
