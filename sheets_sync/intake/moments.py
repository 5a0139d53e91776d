"""Dates and moments as spreadsheets and people write them: typed cells, serial numbers, text.

Serial numbers count days from 1899-12-30 and carry no zone (Google Sheets, Excel): they are already office time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

_EPOCH = datetime(1899, 12, 30)
_SERIALS = (30_000, 80_000)  # 1982 to 2119: other numbers are not moments of this office

_MONTHS = {
    "jan": 1, "feb": 2, "peb": 2, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7, "agu": 8, "ags": 8, "agt": 8,
    "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "nop": 11, "des": 12, "dec": 12,
}  # fmt: skip

_TIME = (
    r"(?:[\s,T]+(?:pukul\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[AaPp]\.?[Mm]\.?)?)?"
)
_ZONE = r"\s*(?P<zone>Z|(?:GMT|UTC)?[+-]\d{1,2}(?::?\d{2})?|GMT|UTC|WIB|WITA|WIT)?"
_YEAR_FIRST = re.compile(rf"(?P<year>\d{{4}})[-/.](?P<a>\d{{1,2}})[-/.](?P<b>\d{{1,2}}){_TIME}{_ZONE}")
_YEAR_LAST = re.compile(rf"(?P<a>\d{{1,2}})[-/.](?P<b>\d{{1,2}})[-/.](?P<year>\d{{4}}){_TIME}{_ZONE}")
_NAMED = re.compile(rf"(?:[^\W\d]+,\s*)?(?P<a>\d{{1,2}})[\s-]+(?P<name>[^\W\d]{{3,}})\.?[\s-]+(?P<year>\d{{4}}){_TIME}{_ZONE}")
_ZONES = {"WIB": 7, "WITA": 8, "WIT": 9, "GMT": 0, "UTC": 0, "Z": 0}


def read_moments(cells: Sequence[object] | np.ndarray, zone: ZoneInfo, now: datetime, counted_in: ZoneInfo | None = None) -> pd.Series[Any]:
    """A column of moments as naive datetime64[s] in `zone`; NaT where blank or unreadable.

    `counted_in`: the time zone of serial numbers, where it is not `zone` (a Google Spreadsheet has a zone of its own).
    Whether 03/11/2026 is 3 November or 11 March is settled for the whole column: by a value that only one order allows, else the
    Indonesian order unless it puts some of them after `now`.
    """
    column = pd.Series(cells, dtype=object)
    kind = pd.api.types.infer_dtype(column, skipna=True)
    if kind in {"datetime", "datetime64"}:
        return _to_seconds(column)
    if kind in {"floating", "integer", "mixed-integer-float"}:
        return _moved(_from_serials(pd.to_numeric(column, errors="coerce")), counted_in, zone)
    codes, distinct = pd.factorize(column, use_na_sentinel=True)
    day_first = _day_first([cell for cell in distinct if isinstance(cell, str)], now)
    read = [_moved_one(cell, read_moment(cell, zone, day_first), counted_in, zone) for cell in distinct]
    moments = np.array([*read, None], dtype="datetime64[s]")
    return pd.Series(moments[codes])


def _to_seconds(column: pd.Series[Any]) -> pd.Series[Any]:
    rounded = pd.to_datetime(column).dt.round("s")
    return rounded.astype("datetime64[s]")


def _from_serials(serials: pd.Series[Any]) -> pd.Series[Any]:
    plausible = serials.where(serials.between(*_SERIALS))
    seconds = (plausible * 86_400).round()
    return pd.Series(np.datetime64(_EPOCH, "s") + pd.to_timedelta(seconds, unit="s").to_numpy().astype("timedelta64[s]"))


def _moved(moments: pd.Series[Any], counted_in: ZoneInfo | None, zone: ZoneInfo) -> pd.Series[Any]:
    """Moments of one zone's clocks by another's; an hour that clocks repeat or skip is taken as they first show it."""
    if counted_in is None or counted_in == zone:
        return moments
    there = moments.dt.tz_localize(counted_in, ambiguous=np.ones(len(moments), dtype=bool), nonexistent="shift_forward")
    return pd.Series(there.dt.tz_convert(zone).dt.tz_localize(None).astype("datetime64[s]"))


def _moved_one(cell: object, moment: datetime | None, counted_in: ZoneInfo | None, zone: ZoneInfo) -> datetime | None:
    if moment is None or counted_in is None or not isinstance(cell, int | float):
        return moment
    return moment.replace(tzinfo=counted_in).astimezone(zone).replace(tzinfo=None)


def _day_first(texts: Sequence[str], now: datetime) -> bool:
    matches = [match for text in texts if (match := _YEAR_LAST.fullmatch(text.strip()))]
    if any(int(match["a"]) > 12 for match in matches):
        return True
    if any(int(match["b"]) > 12 for match in matches):
        return False
    limit = now + timedelta(days=1)
    return not any((moment := _assemble(match, day_first=True)) and moment > limit for match in matches)


def read_moment(cell: object, zone: ZoneInfo, day_first: bool = True) -> datetime | None:
    """One moment, naive in `zone`, to the second; None where it cannot be read."""
    if isinstance(cell, datetime):
        moment = cell.astimezone(zone).replace(tzinfo=None) if cell.tzinfo else cell
        return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
    if isinstance(cell, date):
        return datetime.combine(cell, time())
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _EPOCH + timedelta(seconds=round(cell * 86_400)) if _SERIALS[0] <= cell <= _SERIALS[1] else None
    return _from_text(" ".join(cell.split()), zone, day_first) if isinstance(cell, str) else None


def _from_text(text: str, zone: ZoneInfo, day_first: bool) -> datetime | None:
    for pattern in (_YEAR_FIRST, _YEAR_LAST, _NAMED):
        match = pattern.fullmatch(text)
        if match:
            moment = _assemble(match, day_first)
            return _in_zone(moment, match["zone"], zone) if moment else None
    return None


def _assemble(match: re.Match[str], day_first: bool) -> datetime | None:
    groups = match.groupdict()
    first = int(groups["a"])
    if match.re is _NAMED:
        month, day = _MONTHS.get(groups["name"][:3].casefold(), 0), first
    elif match.re is _YEAR_FIRST:
        month, day = first, int(groups["b"])
    else:
        day, month = (first, int(groups["b"])) if day_first else (int(groups["b"]), first)
    try:
        return datetime(int(groups["year"]), month, day, _hour(groups), int(groups["minute"] or 0), int(groups["second"] or 0))
    except ValueError:
        return None


def _hour(groups: dict[str, str | None]) -> int:
    hour = int(groups["hour"] or 0)
    half = (groups["half"] or "").casefold()[:1]
    if not half:
        return hour
    return hour % 12 + (12 if half == "p" else 0)


def _in_zone(moment: datetime, written: str | None, zone: ZoneInfo) -> datetime:
    if not written:
        return moment
    offset = _offset(written.upper())
    local = (moment - offset).replace(tzinfo=ZoneInfo("UTC")).astimezone(zone)
    return local.replace(tzinfo=None)


def _offset(written: str) -> timedelta:
    if written in _ZONES:
        return timedelta(hours=_ZONES[written])
    sign, hours, minutes = re.fullmatch(r"\D*([+-])(\d{1,2}):?(\d{2})?", written).groups()  # type: ignore[union-attr]
    size = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return -size if sign == "-" else size


def read_date(cell: object) -> date | None:
    """A date of the register; text day first, as Indonesia writes it; None where it cannot be read."""
    moment = read_moment(cell, ZoneInfo("UTC"))
    return moment.date() if moment else None
