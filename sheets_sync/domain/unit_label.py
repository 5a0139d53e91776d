"""How the form's drop-down names each unit: a text that can mean no other unit."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain, count
from typing import Protocol

from sheets_sync.domain.unit import KALURAHAN, KAPANEWON


class RegisterUnit(Protocol):
    """By what a unit is named and found again; a `Unit` is one."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def parent(self) -> str: ...
    @property
    def aliases(self) -> Iterable[str]: ...


def unit_labels(units: Mapping[str, RegisterUnit]) -> dict[str, str]:
    """Code -> label, in register order: "Kalurahan Kepek (Wonosari)", "Kapanewon Wonosari", an agency's name.

    A kalurahan always stands with what it belongs to, so that its label stays when the register changes. Where a label
    would be another unit's too, or its name, alias or code, the parent's name is added, then the code: "Bagian Umum [OPD-7]".
    """
    claims = _claims(units)
    labels = {code: _plain_label(unit, units) for code, unit in units.items()}
    for longer in (_with_parent, _with_code):
        labels |= {code: longer(labels[code], units[code], units) for code in _doubtful(labels, claims)}
    return _numbered(labels, claims)


def label_key(text: str) -> str:
    """By what labels are told apart and found again: spaces and case do not count, nor do compatible forms of a character."""
    folded = text.lower() if text.isascii() else unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(folded.split())


def _plain_label(unit: RegisterUnit, units: Mapping[str, RegisterUnit]) -> str:
    label = _tidy(unit.name) or unit.code
    if unit.kind in (KALURAHAN, KAPANEWON):
        label = _with_kind(label, unit.kind)
    return _with_parent(label, unit, units) if unit.kind == KALURAHAN else label


def _with_kind(name: str, kind: str) -> str:
    word = kind.capitalize()
    return name if label_key(name).startswith(f"{label_key(word)} ") else f"{word} {name}"


def _with_parent(label: str, unit: RegisterUnit, units: Mapping[str, RegisterUnit]) -> str:
    above = units.get(unit.parent)
    place = f"({_tidy(above.name) or above.code})" if above and above is not unit else ""
    return label if not place or label.endswith(place) else f"{label} {place}"


def _with_code(label: str, unit: RegisterUnit, _units: Mapping[str, RegisterUnit]) -> str:
    return f"{label} [{unit.code}]"


def _tidy(name: str) -> str:
    return " ".join(name.split())


def _claims(units: Mapping[str, RegisterUnit]) -> dict[str, set[str]]:
    """Each text that names units, as a key, and the codes of those it names."""
    claims: dict[str, set[str]] = defaultdict(set)
    for code, unit in units.items():
        names = [unit.code, unit.name, *unit.aliases]
        for name in (*names, *(f"{unit.kind} {name}" for name in names)):
            claims[label_key(name)].add(code)
    return claims


def _doubtful(labels: Mapping[str, str], claims: Mapping[str, set[str]]) -> list[str]:
    """Codes whose label may be taken for another unit, or for a number by a spreadsheet."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for code, label in labels.items():
        bearers[label_key(label)].add(code)
    return [
        code
        for code, label in labels.items()
        if (bearers[key := label_key(label)] | claims.get(key, set())) != {code} or not any(char.isalpha() for char in key)
    ]


def _numbered(labels: Mapping[str, str], claims: Mapping[str, set[str]]) -> dict[str, str]:
    """The labels, a number behind those that only a register made to confuse leaves alike."""
    taken: set[str] = set()
    distinct = {}
    for code, label in labels.items():
        tries = chain([label], (f"{label} #{number}" for number in count(2)))
        distinct[code] = next(each for each in tries if label_key(each) not in taken and not claims.get(label_key(each), set()) - {code})
        taken.add(label_key(distinct[code]))
    return distinct
