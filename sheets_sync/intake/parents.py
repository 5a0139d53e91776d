"""What a unit belongs to, where the register's Induk gives it otherwise than by code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from sheets_sync.domain.unit import KALURAHAN, KAPANEWON, Unit
from sheets_sync.domain.unit_label import label_key


def with_parents(units: Mapping[str, Unit]) -> dict[str, Unit]:
    """The units, each parent given by another spelling of its code or by its name made the code, where only one unit can be meant.

    A kalurahan lies in a kapanewon, so of two units of one name the kapanewon is meant: Induk "Wonosari".
    """
    if all(not unit.parent or unit.parent in units for unit in units.values()):
        return dict(units)
    named = _by_name(units)
    return {code: unit if unit.parent in units else _placed(unit, named.get(label_key(unit.parent), [])) for code, unit in units.items()}


def _by_name(units: Mapping[str, Unit]) -> Mapping[str, list[Unit]]:
    named: dict[str, list[Unit]] = defaultdict(list)
    for unit in units.values():
        for text in {label_key(text) for text in (unit.code, unit.name, *unit.aliases, f"{unit.kind} {unit.name}")}:
            named[text].append(unit)
    return named


def _placed(unit: Unit, meant: list[Unit]) -> Unit:
    above = [each for each in meant if each.code != unit.code and (unit.kind != KALURAHAN or each.kind == KAPANEWON)]
    return replace(unit, parent=above[0].code) if len(above) == 1 else unit
