"""How an answer was read, step by step, for a person who asks why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from sheets_sync.domain.marks import N_
from sheets_sync.intake import _unit_roles as roles
from sheets_sync.intake._unit_items import Item
from sheets_sync.intake._unit_lexicon import Lexicon
from sheets_sync.intake._unit_reading import Reading
from sheets_sync.intake._unit_text import Token
from sheets_sync.intake._unit_vocabulary import Entry

MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a reading: an English message with {places} and what goes in them."""

    message: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def __str__(self) -> str:
        return self.message.format_map(dict(self.values))


def explained(words: list[Token], items: list[Item] | None, reading: Reading, lexicon: Lexicon) -> tuple[Step, ...]:
    """How an answer was read: what each part was taken for, or that all of it is in the register, and what that leaves."""
    first = [Step(N_("Read as “{text}”."), {"text": " ".join(word.text for word in words)})] if words else []
    units = named(lexicon, reading.units)
    if items is None:
        parts = [Step(N_("The whole answer is a name, code or label in the register."))]
    else:
        parts = [_step(item, lexicon) for item in items]
    return (*first, *parts, Step(reading.reason, {"units": units}))


def sent_by(code: str) -> Step:
    return Step(N_("It was sent from the registered address of {unit}, one of these."), {"unit": code})


def named(lexicon: Lexicon, units: Iterable[int]) -> str:
    """The units by name and code, the first few of many."""
    listed = list(units)
    shown = "; ".join(_named(lexicon, unit) for unit in listed[:MOST_NAMED])
    return f"{shown}; …" if len(listed) > MOST_NAMED else shown


def _named(lexicon: Lexicon, unit: int) -> str:
    """A unit by kind, name and code."""
    kind, name = lexicon.kinds[unit].capitalize(), lexicon.names[unit]
    called = name if name.casefold().startswith(kind.casefold()) else f"{kind} {name}"
    return f"{called} ({lexicon.codes[unit]})"


def _step(item: Item, lexicon: Lexicon) -> Step:
    if item.areas and any(guess.cost for guess in item.areas.values()):
        return Step(
            N_("“{word}” is no name in the register; nearest to it in spelling: {units}."),
            {"word": item.text, "units": named(lexicon, sorted(item.areas, key=item.areas.__getitem__))},
        )
    if item.meant:
        return Step(N_("“{word}” is taken for a slip of “{meant}”."), {"word": item.text, "meant": item.meant})
    if item.entry and item.entry.codes:
        return Step(N_("“{word}” is the code of {units}."), {"word": item.text, "units": named(lexicon, item.entry.codes)})
    if item.areas:
        return Step(N_("“{word}” is the name of {units}."), {"word": item.text, "units": named(lexicon, item.areas)})
    if item.entry is None:
        return Step(N_("“{word}” is not understood."), {"word": item.text})
    return _step_of_entry(item.text, item.entry, lexicon)


def _step_of_entry(word: str, entry: Entry, lexicon: Lexicon) -> Step:
    if entry.offices:
        return Step(N_("“{word}” is short for {units}."), {"word": word, "units": named(lexicon, entry.offices)})
    for role, message in _ROLES:
        if entry.role & role:
            return Step(message, {"word": word})
    if entry.kind:
        return Step(N_("“{word}” says the kind of unit: {kind}."), {"word": word, "kind": entry.kind.capitalize()})
    meant = " | ".join(" ".join(sense) for sense in entry.senses)
    if meant == word:
        return Step(N_("“{word}” is a word of offices' names."), {"word": word})
    return Step(N_("“{word}” is read as “{meant}”."), {"word": word, "meant": meant})


_ROLES: tuple[tuple[int, str], ...] = (
    (roles.ELSEWHERE, N_("“{word}” is a place outside the regency.")),
    (roles.OTHER_BODY | roles.LEADING_BODY, N_("“{word}” is another body, not a unit of the register.")),
    (roles.HOME, N_("“{word}” is the regency itself; that agrees and settles nothing.")),
    (roles.PROVINCE, N_("“{word}” is the province; that settles nothing.")),
    (roles.AND, N_("“{word}” may part two answers.")),
    (roles.FILLER | roles.AREA_FILLER | roles.PERSON, N_("“{word}” says nothing about which unit is meant.")),
)
