"""The response tab: who said what about which month, each distinct answer parsed once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from sheets_sync.domain.marks import N_
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.platforms import BY_CODE
from sheets_sync.domain.responses import Responses
from sheets_sync.domain.tab import Sheet
from sheets_sync.domain.unit import Unit
from sheets_sync.errors import WorkbookContentError
from sheets_sync.intake.cells import as_text, column, distinct
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
    positions = locate_columns(sheet, wanted_columns(platforms, own_titles or {}))
    _refuse_missing_platforms(sheet, positions, needed)
    codes, tables = _distinct_answers(sheet, positions, platforms)
    frame = pd.DataFrame({"row": np.arange(2, len(sheet.rows) + 1, dtype=np.int32), **codes})
    units_seen, months_seen = (_column_codes(sheet, positions.get(key)) for key in ("unit", "month"))
    frame["unit_code"], frame["month_code"] = units_seen[0], months_seen[0]
    answered = frame.drop(columns="row").to_numpy() >= 0
    filled = np.flatnonzero(answered.any(axis=1))
    if not len(filled):
        raise _no_responses(sheet.title)
    frame["submitted_at"] = read_moments(column(sheet, positions.get("timestamp")), zone, now).to_numpy()
    frame["email"] = _emails(column(sheet, positions.get("email")))
    frame = frame.iloc[filled].reset_index(drop=True)
    frame["unit_text"] = _texts(units_seen[1])[frame["unit_code"]]
    frame["month_text"] = _texts(months_seen[1])[frame["month_code"]]
    frame["unit"], frame["match"], matches = _match_units(frame, units, matcher or UnitMatcher(units.values()))
    frame["month"] = _read_months(frame, months_seen[1])
    return Responses(
        frame=frame.drop(columns=["unit_code", "month_code"]),
        matches=matches,
        has_email="email" in positions,
        has_timestamp="timestamp" in positions,
        **tables,
    )


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
            "Nothing was written: with no response at all, every unit would be reported missing. Check that the form is linked to "
            "this tab, or name the right tab under [tabs] in the settings."
        ),
        tab=tab,
    )


def _column_codes(sheet: Sheet, position: int | None) -> tuple[np.ndarray, np.ndarray]:
    return distinct(column(sheet, position))


def _texts(cells: np.ndarray) -> np.ndarray:
    """Distinct cells as texts, with "" at the end so that the position -1 (blank) finds it."""
    return np.array([*(as_text(cell) for cell in cells), ""], dtype=object)


def _emails(cells: Sequence[object]) -> np.ndarray:
    codes, found = distinct(cells)
    return np.asarray(np.array([*(as_text(cell).lower() for cell in found), ""], dtype=object)[codes])


def _distinct_answers(sheet: Sheet, positions: Mapping[str, int], platforms: Sequence[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Position columns of all counts and links, and the tables they point into."""
    codes: dict[str, Any] = {}
    cells: dict[str, np.ndarray] = {}
    for kind in ("count", "links"):
        columns = [column(sheet, positions.get(f"{kind}:{code}")) for code in platforms]
        together, cells[kind] = distinct([cell for cells_of_platform in columns for cell in cells_of_platform])
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
    frame: pd.DataFrame, units: Mapping[str, Unit], matcher: UnitMatcher
) -> tuple[np.ndarray, np.ndarray, tuple[UnitMatch, ...]]:
    """Unit code and match position of each response; the sender's registered units may break a tie."""
    registered = _units_by_address(units)
    pairs = pd.MultiIndex.from_arrays([frame["unit_text"], frame["email"].where(frame["email"].isin(list(registered)), "")])
    codes, found = pd.factorize(pairs)
    matches = [matcher.match(text, submitter_units=registered.get(email, ())) for text, email in found]
    unit_codes = np.array([match.code or "" for match in matches], dtype=object)
    return unit_codes[codes], codes, tuple(matches)


def _units_by_address(units: Mapping[str, Unit]) -> dict[str, tuple[str, ...]]:
    owners: dict[str, list[str]] = {}
    for unit in units.values():
        for address in dict.fromkeys((*unit.operator_emails, unit.head_email)):
            if address:
                owners.setdefault(address, []).append(unit.code)
    return {address: tuple(codes) for address, codes in owners.items()}


def _read_months(frame: pd.DataFrame, cells: np.ndarray) -> np.ndarray:
    """Months as ordinals, -1 where not understood; each pair of answer and submission month is read once."""
    submitted = frame["submitted_at"].astype("datetime64[s]")
    periods = (submitted.dt.year * 12 + submitted.dt.month - 1).fillna(-1).astype(int)
    codes, found = pd.factorize(pd.MultiIndex.from_arrays([frame["month_code"], periods]))
    ordinals = np.array([_month_ordinal(cells[code] if code >= 0 else None, period) for code, period in found], dtype=np.int32)
    return np.asarray(ordinals[codes])


def _month_ordinal(cell: object, period: int) -> int:
    """The month a cell names when it was sent in the month `period` (-1: not known when)."""
    submitted_at = None
    if period >= 0:
        submitted_at = datetime.combine(ReportingMonth.from_ordinal(period).last_day, datetime.max.time())
    month = parse_month(cell, submitted_at)
    return month.ordinal if month else -1
