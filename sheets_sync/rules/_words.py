"""What findings show of what people typed, and how they call a unit."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.unit import KALURAHAN, OPD, Unit


def quoted(cell: object, limit: int = 60) -> str:
    """What a person typed, on one line and short enough for a message; an address in it leads nowhere."""
    text = cut(str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell), limit)
    return inert(text) if "://" in text else text


def cut(text: str, limit: int) -> str:
    """A text on one line, and short enough for a message."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


_AFTER_MARK = re.compile(r"(?<=[.:/])(?=\S)")


def inert(address: str) -> str:
    """An address to be read and not followed: with invisible spaces in it, mail programs and spreadsheets make no link of it."""
    return _AFTER_MARK.sub("\u200b", address)


_DECREE_WORDS = re.compile(r"^(?:(?:sk|surat keputusan|nomor|no)\b[.:]?\s*)+", re.IGNORECASE)


def bare_number(decree: str) -> str:
    """A decree's number without the words the sentence around it has already: "SK No. 12/KPTS/2026" is 12/KPTS/2026."""
    return _DECREE_WORDS.sub("", decree) or decree


def months_of(frame: pd.DataFrame) -> list[ReportingMonth]:
    return [ReportingMonth.from_ordinal(ordinal) for ordinal in frame["month"].tolist()]


def unit_label(unit: Unit) -> str:
    """The unit as people tell it from others of the same name."""
    kind = "" if unit.kind == OPD else f"{unit.kind.capitalize()} "
    return unit.name if unit.name.casefold().startswith(kind.casefold()) else f"{kind}{unit.name}"


def full_label(unit: Unit, units: Mapping[str, Unit]) -> str:
    """`unit_label` with the parent it lies in, and its code."""
    parent = units.get(unit.parent)
    place = f", {parent.name}" if parent and unit.kind == KALURAHAN else ""
    return f"{unit_label(unit)}{place} ({unit.code})"
