"""The general vocabulary as a table: what a word may mean before any register is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from sheets_sync.intake import _unit_places as places
from sheets_sync.intake import _unit_roles as roles
from sheets_sync.intake import _unit_words as words


@dataclass(slots=True)
class Entry:
    """All that a run of letters may mean; `areas`, `offices` and `codes` hold indexes of units."""

    role: int = 0
    kind: str = ""
    senses: tuple[tuple[str, ...], ...] = ()
    areas: tuple[int, ...] = ()
    offices: dict[int, int] = field(default_factory=dict)
    codes: tuple[int, ...] = ()


NOTHING = Entry()


@lru_cache(maxsize=8)
def general_vocabulary(home: str) -> dict[str, Entry]:
    """The general vocabulary, seen from one regency."""
    entries: dict[str, Entry] = {}
    for role, listed in _roles(home):
        for word in listed:
            entry = entries.setdefault(word, Entry())
            entry.role |= role
    for kind, listed_words in words.KIND_WORDS.items():
        for word in listed_words.split():
            entries.setdefault(word, Entry()).kind = kind
            entries[word].senses = ((kind.lower(),),)
    for word in words.TYPES.split():
        entries.setdefault(word, Entry()).senses = ((word,),)
    for line in words.OFFICE_WORDS.strip().splitlines():
        _add_office_words(entries, line)
    return entries


def _add_office_words(entries: dict[str, Entry], line: str) -> None:
    keys, _, meant = line.partition("=")
    senses = tuple(tuple(sense.split()) for sense in meant.split("|"))
    for key in keys.split():
        entries.setdefault(key, Entry()).senses = senses
    for sense in senses:
        for word in sense:
            entry = entries.setdefault(word, Entry())
            entry.senses = entry.senses or ((word,),)


def _roles(home: str) -> list[tuple[int, list[str]]]:
    return [
        (roles.FILLER, words.FILLERS.split()),
        (roles.AREA_FILLER, words.AREA_FILLERS.split()),
        (roles.HOME, list(places.REGENCIES[home])),
        (roles.PROVINCE, places.PROVINCE.split()),
        (roles.CITY, places.CITY.split()),
        (roles.REGENCY, words.REGENCY_WORDS.split()),
        (roles.OF_PROVINCE, words.PROVINCE_WORDS.split()),
        (roles.ELSEWHERE, places.elsewhere(home)),
        (roles.OTHER_BODY, words.OTHER_BODIES.split()),
        (roles.LEADING_BODY, words.LEADING_BODIES.split()),
        (roles.AND, words.CONJUNCTIONS.split()),
        (roles.PERSON, words.PEOPLE.split()),
        (roles.PERSON | roles.TITLE, words.TITLES.split()),
        (roles.TYPE, words.TYPES.split()),
    ]
