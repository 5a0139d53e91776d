"""What nobody expected: strangers, pranks, attacks, vague months, rows typed by hand, empty rows; listed in oddities.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime
from importlib.resources import files
from typing import Any

from sheets_sync.demo.responses import Answer, FormRow
from sheets_sync.demo.typing_habits import typed_month
from sheets_sync.domain.month import ReportingMonth

CAPTION = (
    "Sugeng siang sedherek sedaya. Pemerintah Kalurahan bersama Bamuskal, Babinsa, Bhabinkamtibmas, kader PKK, Karang Taruna, "
    "dan seluruh warga melaksanakan kerja bakti membersihkan saluran air serta jalan padukuhan menjelang musim hujan. Matur nuwun "
    "sanget kagem sedaya warga ingkang sampun rawuh, mugi-mugi kalurahan kita tansah resik, sehat, lan guyub rukun. "
    "#kerjabakti #gotongroyong #gunungkidul\n"
)


def odd_rows(current: ReportingMonth) -> Iterator[FormRow]:
    """Every oddity as a row, as seen in the month `current`."""
    listed = tomllib.loads(files("sheets_sync.demo").joinpath("oddities.toml").read_text(encoding="utf-8"))
    for oddity in listed["row"]:
        yield _row(oddity, current - oddity["months_ago"])


def _row(oddity: Mapping[str, Any], sent_in: ReportingMonth) -> FormRow:
    return FormRow(
        submitted_at=datetime.strptime(f"{sent_in}-{oddity['sent']}", "%Y-%m-%d %H:%M:%S"),
        email=oddity.get("email"),
        unit=oddity.get("unit"),
        month=_filled(oddity.get("month", "{last}"), sent_in),
        answers=_answers(oddity.get("counts", {}), oddity.get("links", {})),
        notes=oddity.get("notes"),
        stamped=oddity.get("stamped", True),
    )


def _answers(counts: Mapping[str, Any], links: Mapping[str, str]) -> dict[str, Answer]:
    return {platform: Answer(count, links[platform].replace("{caption}", CAPTION * 5)) for platform, count in counts.items()}


def _filled(text: str, sent_in: ReportingMonth) -> str:
    months = {"{last}": sent_in - 1, "{this}": sent_in, "{next}": sent_in + 1}
    for place, month in months.items():
        text = text.replace(place, str(typed_month("{month} {year}", month)))
    return text
