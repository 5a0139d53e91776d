"""Registers and plans for the form's tests, and a form in memory that takes requests as Google does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time

from sheets_sync.domain.calendar import DeadlineRule
from sheets_sync.domain.unit import Unit
from sheets_sync.forms.blueprint import Office, make_plan
from sheets_sync.forms.plan import FormPlan
from sheets_sync.intake.responses import wanted_columns
from sheets_sync.language import Language

PLATFORMS = ("website", "instagram", "facebook", "x", "tiktok", "youtube", "threads")
NOW = datetime(2026, 11, 3, 9)
RULE = DeadlineRule(5, time(23, 59), True, 20)

WONOSARI = Unit("34.03.01", "Wonosari", "KAPANEWON", accounts={"website": "w", "instagram": "@w"})
SAPTOSARI = Unit("34.03.15", "Saptosari", "KAPANEWON", accounts={"instagram": "@s"})
KEPEK = Unit("34.03.01.2002", "Kepek", "KALURAHAN", parent="34.03.01", accounts={"website": "k", "facebook": "k"})
KEPEK_SAPTOSARI = Unit("34.03.15.2004", "Kepek", "KALURAHAN", parent="34.03.15", accounts={"instagram": "@k"})
DINKES = Unit("OPD-DINKES", "Dinas Kesehatan", "OPD", accounts={"website": "d", "tiktok": "@d", "x": "@d"})
UNITS = (KEPEK, WONOSARI, SAPTOSARI, DINKES, KEPEK_SAPTOSARI)


def register(units: Sequence[Unit] = UNITS) -> dict[str, Unit]:
    return {unit.code: unit for unit in units}


def office(
    platforms: Sequence[str] = PLATFORMS,
    language: str = "id",
    own_titles: Mapping[str, Sequence[str]] | None = None,
    rule: DeadlineRule = RULE,
) -> Office:
    titles = {column.key: column.headers for column in wanted_columns(platforms, own_titles or {})}
    return Office("Dinas Komunikasi dan Informatika", Language(language), platforms, rule, titles)


def plan(units: Sequence[Unit] = UNITS, platforms: Sequence[str] = PLATFORMS, now: datetime = NOW, language: str = "id") -> FormPlan:
    return make_plan(register(units), office(platforms, language), now)
