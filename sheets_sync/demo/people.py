"""Who fills in the form for the sample's units: one person each, with habits, an address, and some degree of diligence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from sheets_sync.demo.chance import dice, happens, pick
from sheets_sync.demo.register import SampleUnit
from sheets_sync.demo.typing_habits import BARE_NAMES, SHORT_NAMES, TELLING_NAMES, Habits, habits_of
from sheets_sync.domain.unit import KALURAHAN, KAPANEWON, OPD

DILIGENCE: Mapping[str, float] = {OPD: 0.76, KAPANEWON: 0.74, KALURAHAN: 0.60}
"""The chance that a unit of that kind reports all it owes, in an ordinary month."""

AREAS = (0.12, -0.02, 0.06, 0.16, -0.10, -0.22, 0.02, 0.08, 0.14, -0.04, -0.26, 0.0, -0.14, -0.30, 0.05, -0.08, 0.10, -0.18)
"""What the kapanewon adds to it: some look after their kalurahan, some are far from everything. In register order, over again."""

SPREAD = 0.22
"""How far people differ from each other."""

EXEMPLARY = frozenset({"OPD-DISKOMINFO"})
"""Who asks others for reports sends in its own."""

COURSES: Mapping[str, float] = {"steady": 86, "improving": 9, "declining": 5}

CUSTOMS: Mapping[str, float] = {"none": 88, "copies last month": 4, "claims the kapanewon's": 3, "pastes twice": 5}
"""Customs with links, besides posting one's own."""

BARE = 0.3
"""How often somebody leaves it open which of the units of that name is meant."""

ADDRESSES: Mapping[str, float] = {"operator": 86, "head": 3, "second": 6, "private": 5}
"""Which address the form is sent from; a private one is in no register."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who reports for `sample`; `boss` is the unit above it, if that is in the sample too."""

    sample: SampleUnit
    boss: SampleUnit | None
    names: Mapping[str, str]
    habits: Habits
    diligence: float
    course: str
    custom: str
    email: str


def people_for(samples: Sequence[SampleUnit], *, seed: int, messiness: float) -> list[Person]:
    """One person for each unit, in register order."""
    shared = _shared_names(samples)
    by_code = {sample.unit.code: sample for sample in samples}
    areas = {code: number for number, code in enumerate(s.unit.code for s in samples if s.unit.kind == KAPANEWON)}
    return [
        _person(
            sample,
            by_code.get(sample.unit.parent),
            AREAS[areas.get(sample.unit.parent, areas.get(sample.unit.code, 11)) % len(AREAS)],
            dice(seed, "person", sample.unit.code),
            shared,
            messiness,
        )
        for sample in samples
    ]


def _person(
    sample: SampleUnit, boss: SampleUnit | None, area: float, die: Random, shared: Mapping[str, set[str]], messiness: float
) -> Person:
    unit = sample.unit
    alias = die.choice(unit.aliases or (unit.name,))
    bare = happens(die, BARE)
    return Person(
        sample=sample,
        boss=boss,
        names={"name": unit.name.split(" (")[0], "area": sample.area, "alias": alias, "code": unit.code},
        habits=habits_of(die, _name_forms(sample, shared, bare=bare), messiness),
        diligence=1.0 if unit.code in EXEMPLARY else DILIGENCE.get(unit.kind, DILIGENCE[KALURAHAN]) + area + die.gauss(0, SPREAD),
        course="steady" if unit.code in EXEMPLARY else pick(die, COURSES),
        custom=pick(die, CUSTOMS),
        email=_address(sample, die),
    )


def _shared_names(samples: Iterable[SampleUnit]) -> dict[str, set[str]]:
    """Names that several units bear, with the kinds they are of; a kind twice where two of it bear the name."""
    kinds = Counter((sample.unit.name, sample.unit.kind) for sample in samples)
    shared: dict[str, set[str]] = {}
    for (name, kind), number in kinds.items():
        shared.setdefault(name, set()).update({kind, f"{kind} twice"} if number > 1 else {kind})
    return shared


def _name_forms(sample: SampleUnit, shared: Mapping[str, set[str]], *, bare: bool) -> Mapping[str, float]:
    unit = sample.unit
    telling = TELLING_NAMES.get(unit.kind, TELLING_NAMES[KALURAHAN])
    if unit.kind != KALURAHAN:
        return telling
    bearers = shared[unit.name]
    if f"{KALURAHAN} twice" in bearers:
        return BARE_NAMES if bare else telling
    if KAPANEWON in bearers:
        short = {form: weight for form, weight in SHORT_NAMES.items() if form != "{name}" or bare}
        return {**telling, **short}
    return {**telling, **SHORT_NAMES}


def _address(sample: SampleUnit, die: Random) -> str:
    unit, which = sample.unit, pick(die, ADDRESSES)
    if which == "private":
        return f"{sample.slug.replace('.', '')}{die.choice(('official', 'media', '2019', '.gk'))}@example.com"
    if which == "head" and unit.head_email:
        return unit.head_email
    return unit.operator_emails[-1] if which == "second" else unit.operator_emails[0]
