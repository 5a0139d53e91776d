"""One row for each unit: what it is, its status, what it published, and how its last months went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.marks import N_
from sheets_sync.domain.platforms import BY_CODE
from sheets_sync.domain.status import COMPLETE, EXEMPT, INCOMPLETE, LATE, MISSING, WORST_FIRST
from sheets_sync.domain.unit import KALURAHAN, KAPANEWON, OPD, Unit
from sheets_sync.language import Language
from sheets_sync.pages._figures import NEVER_FIRST, TONES

TREND_MONTHS = 12
KIND_WORDS = {OPD: N_("Regional offices"), KAPANEWON: N_("Kapanewon"), KALURAHAN: N_("Kalurahan")}

_HARD_SPACE = "\u00a0"
_STEP_HEIGHTS = {COMPLETE: 16, LATE: 12, INCOMPLETE: 8, MISSING: 3, EXEMPT: 1}
"""Of sixteen: a month's status is to be told without its colour too."""


@dataclass(frozen=True, slots=True)
class Step:
    """A month in a unit's strip: the `place` counts from the left, `told` says month and status in words."""

    tone: str
    place: int
    height: int
    told: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in the month under the light; `area` is the code of its kapanewon, `area_name` its name ("" for regional offices).

    The keys named `…_order` are what a table is sorted by.
    """

    name: str
    kind: str
    kind_word: str
    area: str
    area_name: str
    status: str
    status_word: str
    tone: str
    status_order: int
    met: str
    met_order: int | str
    posts: str
    posts_order: int | str
    platforms: str
    steps: tuple[Step, ...]

    @property
    def history(self) -> str:
        """The strip in words."""
        return ", ".join(step.told for step in self.steps)


def unit_rows(assessment: Assessment, words: Mapping[str, str], language: Language) -> Iterator[UnitRow]:
    """Every unit with a verdict, in register order; `words`: the shown word of each status."""
    verdicts = assessment.verdicts_of(assessment.month).to_dict("index")
    histories = _histories(assessment, words, language)
    for code, verdict in verdicts.items():
        unit = assessment.units.get(str(code))
        if unit:
            yield _row(unit, verdict, histories.get(unit.code, ()), assessment, words, language)


def _row(
    unit: Unit, verdict: Mapping[Any, Any], steps: tuple[Step, ...], assessment: Assessment, words: Mapping[str, str], language: Language
) -> UnitRow:
    status, met, required, posts = str(verdict["status"]), int(verdict["met"]), int(verdict["required"]), int(verdict["posts"])
    counts_here = status not in (EXEMPT, MISSING)
    owes = status != EXEMPT and required > 0
    area = assessment.units.get(area_of(unit))
    return UnitRow(
        name=unit.name,
        kind=unit.kind,
        kind_word=language.gettext(KIND_WORDS.get(unit.kind, unit.kind)),
        area=area_of(unit),
        area_name=area.name if area else area_of(unit),
        status=status,
        status_word=words[status],
        tone=TONES[status],
        status_order=WORST_FIRST.index(status),
        met=f"{language.number(met)}/{language.number(required)}" if owes else "–",
        met_order=met * 1_000_000 // required if owes else NEVER_FIRST,
        posts=language.number(posts) if counts_here else "–",
        posts_order=posts if counts_here else NEVER_FIRST,
        platforms=f"{_HARD_SPACE}· ".join(_platforms(unit, verdict, assessment.platforms, language)) if counts_here else "",
        steps=steps,
    )


def area_of(unit: Unit) -> str:
    """The code of the kapanewon the unit lies in or is; "" for a regional office."""
    return {KALURAHAN: unit.parent, KAPANEWON: unit.code}.get(unit.kind, "")


def _platforms(unit: Unit, verdict: Mapping[Any, Any], platforms: tuple[str, ...], language: Language) -> Iterator[str]:
    """Instagram 12, TikTok –: what the unit owes or gave a number for."""
    for code in platforms:
        count = verdict.get(f"count:{code}")
        if count is not None and not pd.isna(count):
            yield f"{BY_CODE[code].label}{_HARD_SPACE}{language.number(int(count))}"
        elif code in unit.accounts:
            yield f"{BY_CODE[code].label}{_HARD_SPACE}–"


def _histories(assessment: Assessment, words: Mapping[str, str], language: Language) -> dict[str, tuple[Step, ...]]:
    """Each unit's months up to the one under the light; a month's place is the same for all."""
    months = [month for month in assessment.months if month <= assessment.month][-TREND_MONTHS:]
    told: dict[str, list[Step]] = {}
    for place, month in enumerate(months):
        name = language.short_month(month)
        for code, status in assessment.verdicts_of(month)["status"].items():
            step = Step(TONES[status], place, _STEP_HEIGHTS[status], f"{name}: {words[status]}")
            told.setdefault(str(code), []).append(step)
    return {code: tuple(steps) for code, steps in told.items()}
