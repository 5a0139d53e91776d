"""What each word may mean: the general vocabulary, overlaid with the register's own names, codes and aliases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from sheets_sync.domain.unit_label import RegisterUnit
from sheets_sync.intake import _unit_places as places
from sheets_sync.intake import _unit_roles as roles
from sheets_sync.intake import _unit_words as words
from sheets_sync.intake._unit_acronyms import Acronyms
from sheets_sync.intake._unit_spellings import Index, Spellings, general_spellings
from sheets_sync.intake._unit_text import plain, tokens
from sheets_sync.intake._unit_vocabulary import NOTHING, Entry, general_vocabulary

GIVEN, INITIALS, PREFIX = 3, 2, 1
"""How an abbreviation is known: from the register itself, from all of a name's initials, from its first ones."""

LONGEST_SPAN = 6
SHORTEST_WITHOUT_TYPE = 6
_REPEATED = re.compile(r"([a-z])([2-4])")


@dataclass(frozen=True, slots=True)
class Office:
    """The words of an office's name: `needed` all but its by-name, `core` those without the type."""

    needed: frozenset[str]
    every: frozenset[str]
    core: frozenset[str]
    first: str
    type: str


def squash(text: str) -> str:
    """The words of a text run together, as the lexicon's keys are."""
    return "".join([token.text for token in tokens(plain(text))])


def unrepeated(key: str) -> str:
    """Letters counted by a digit written out: p2kb as ppkb, dp3 as dppp."""
    return _REPEATED.sub(lambda found: found[1] * int(found[2]), key)


class Lexicon:
    """The register's units and the meaning of every word known; built once for a register."""

    def __init__(self, units: Iterable[RegisterUnit]) -> None:
        self.units = list(units)
        self.codes = [str(unit.code).strip() for unit in self.units]
        self.names = [str(unit.name) for unit in self.units]
        self._home = places.home_prefix(self.codes)
        self.entries = dict(general_vocabulary(self._home))
        self.kinds = [_kind(unit.kind, self.entries) for unit in self.units]
        self._own: set[str] = set()
        by_code = {code: i for i, code in enumerate(self.codes)}
        self.parents = [by_code.get(str(unit.parent or "").strip(), -1) for unit in self.units]
        self._keys: dict[int, str] = {}
        self.whole: dict[str, set[int]] = {}
        self.offices: dict[int, Office] = {}
        self.covers: dict[str, set[int]] = {}
        self.parts: dict[int, set[int]] = {}
        for i in range(len(self.units)):
            self._add_code(i)
            if self.kinds[i]:
                self._add_area(i)
            else:
                self._add_office(i)
        self._add_parents_words()
        self.city_names = frozenset(places.CITY_SUBDISTRICTS.split())

    @cached_property
    def spellings(self) -> Spellings:
        """The vocabulary's and the register's words by spelling; made when the first typing error is met."""
        return Spellings([general_spellings(self._home), Index(self._own)])

    @cached_property
    def acronyms(self) -> Acronyms:
        """The abbreviations known, and all words that are no longer than one; made when one is looked for that slipped."""
        return Acronyms(key for key, entry in self.entries.items() if entry.offices or entry.senses or entry.role & roles.FOREIGN)

    def ancestors(self, unit: int) -> set[int]:
        """The units above a unit, nearest first by the register's parents; a circle ends where it began."""
        above: set[int] = set()
        while (unit := self.parents[unit]) >= 0 and unit not in above:
            above.add(unit)
        return above

    def _mine(self, key: str) -> Entry:
        """The entry of a key for the register to write on: its own names are never another place or body."""
        if key not in self._own:
            self._own.add(key)
            known = self.entries.get(key, NOTHING)
            self.entries[key] = Entry(known.role & ~roles.FOREIGN, known.kind, known.senses)
        return self.entries[key]

    def _add_code(self, i: int) -> None:
        key = squash(self.codes[i])
        if key:
            if self.kinds[i]:
                self._mine(key).codes += (i,)
            else:
                self._abbreviate(i, key, GIVEN)
            self.whole.setdefault(key, set()).add(i)

    def _add_area(self, i: int) -> None:
        above = self._key_of(self.parents[i])
        for text in (self.names[i], *_aliases(self.units[i])):
            key = self._area_key(i, text)
            if not key:
                continue
            entry = self._mine(key)
            if i not in entry.areas:
                entry.areas += (i,)
            self._add_labels(i, key, above)

    def _add_labels(self, i: int, key: str, above: str) -> None:
        for label in (key, self.kinds[i].lower() + key):
            self.whole.setdefault(label, set()).add(i)
            if above:
                self.whole.setdefault(label + above, set()).add(i)

    def _key_of(self, i: int) -> str:
        """The key of a unit's own name, "" for none."""
        if i >= 0 and i not in self._keys:
            self._keys[i] = ""  # ends a circle of parents
            self._keys[i] = self._area_key(i, self.names[i])
        return self._keys.get(i, "")

    def _area_key(self, i: int, text: str) -> str:
        """The name without the word for its own kind before it and without its parent's name behind it."""
        found = [token.text for token in tokens(plain(text))]
        while len(found) > 1 and self._kind_of(found[0]) == self.kinds[i] and not found[1].isdigit():
            found = found[1:]
        above = "" if self.parents[i] in (-1, i) else self._key_of(self.parents[i])
        for n in range(1, len(found)):
            if above and "".join(found[n:]) == above:
                found = found[: n - 1] if n > 1 and self._kind_of(found[n - 1]) else found[:n]
                break
        return "".join(found)

    def _kind_of(self, word: str) -> str:
        return self.entries.get(word, NOTHING).kind

    def _add_office(self, i: int) -> None:
        name = plain(self.names[i])
        main = name.partition("(")[0]
        needed, every = self._office_words(main), self._office_words(name)
        self.offices[i] = _office(needed or every, every)
        for word in every:
            self.covers.setdefault(word, set()).add(i)
            self._keep_word(word)
        for text in (name, main):
            self.whole.setdefault(squash(text), set()).add(i)
        self._add_abbreviations(i, main)

    def _keep_word(self, word: str) -> None:
        entry = self.entries.get(word)
        if entry is None or (word,) not in entry.senses:
            entry = self._mine(word)
            entry.senses = ((word,), *entry.senses)
        elif entry.role & roles.FOREIGN:
            self._mine(word)

    def _office_words(self, text: str) -> list[str]:
        """The words of an office's name in full, in order."""
        found: list[str] = []
        for token in tokens(text):
            entry = self.entries.get(token.text, NOTHING)
            if token.text in _IGNORED or entry.role & (roles.AND | roles.HOME | roles.REGENCY):
                continue
            found += entry.senses[0] if entry.senses else (token.text,)
        return found

    def _add_abbreviations(self, i: int, main: str) -> None:
        tail = self.codes[i].partition("-")[2]
        for text in (tail, *_aliases(self.units[i])):
            key = squash(text)
            if len(key) > 1 and not key.isdigit():
                self._abbreviate(i, key, GIVEN)
                self._abbreviate(i, unrepeated(key), GIVEN)
                self.whole.setdefault(key, set()).add(i)
        for key, rank in _initials([token.text for token in tokens(main)]):
            if not self.entries.get(key, NOTHING).role & roles.FOREIGN:
                self._abbreviate(i, key, rank)

    def _abbreviate(self, i: int, key: str, rank: int) -> None:
        offices = self._mine(key).offices
        offices[i] = max(rank, offices.get(i, 0))

    def _add_parents_words(self) -> None:
        """A part of an office may be called with the office's name: Bagian Umum Setda."""
        for i in self.offices:
            if above := self.offices.get(self.parents[i]):
                self.parts.setdefault(self.parents[i], set()).add(i)
                for word in above.every:
                    self.covers[word].add(i)


_IGNORED = frozenset(words.IGNORED_IN_NAMES.split())
_TYPES = frozenset(words.TYPES.split())


def _kind(kind: object, entries: Mapping[str, Entry]) -> str:
    """KALURAHAN, KAPANEWON, or "" for an office; other regencies' words for them are understood."""
    return entries.get(plain(str(getattr(kind, "value", kind))), NOTHING).kind


def _aliases(unit: RegisterUnit) -> list[str]:
    given = unit.aliases
    listed = [given] if isinstance(given, str) else list(given) if isinstance(given, Iterable) else []
    listed = [alias for alias in listed if isinstance(alias, str)]
    return [alias.strip() for text in listed for alias in re.split(r"[|;]", text) if alias.strip()]


def _office(needed: list[str], every: list[str]) -> Office:
    kind = needed[0] if needed and needed[0] in _TYPES else ""
    core = needed[1:] if kind else needed
    return Office(frozenset(needed), frozenset(every), frozenset(core), core[0] if core else "", kind)


def _initials(name: list[str]) -> list[tuple[str, int]]:
    """The initials a name may be shortened to: all of them, or its first four or more; with its type or, where long, without."""
    heads = [word[0] for word in name if word not in ("dan", "serta", "sarta", "di")]
    full = "".join(heads)
    if len(full) < 3 or name[0] not in ("dinas", "badan", "bagian", "satuan"):
        return []
    found = [(full, INITIALS)] if len(full) > 3 or name[0] in ("dinas", "badan") else []
    if len(full) > SHORTEST_WITHOUT_TYPE:
        found.append((full[1:], INITIALS))
    found += [(full[:n], PREFIX) for n in range(4, len(full)) if name[0] in ("dinas", "badan")]
    return found
