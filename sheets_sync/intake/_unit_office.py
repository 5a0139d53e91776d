"""Agencies and their parts: which office all the words of an answer fit."""

from __future__ import annotations

import re

from sheets_sync.intake import _unit_reading as why
from sheets_sync.intake import _unit_roles as roles
from sheets_sync.intake import _unit_typos as typos
from sheets_sync.intake import _unit_words as words
from sheets_sync.intake._unit_items import Item
from sheets_sync.intake._unit_lexicon import INITIALS, Lexicon, Office
from sheets_sync.intake._unit_reading import NO_READING, Reading, State

IDENTIFIED, CORE, PARTIAL = 3, 2, 1
"""An office's own abbreviation or whole name; the name without its type; some telling words of it."""

MOST_CANDIDATES = 20
MOST_DOUBTED = 6
MOST_MENDED = 2

_JOINING = ("dan", "serta", "sarta")
_PARTING = re.compile(r"[,;/|()]")
_TYPES = frozenset(words.TYPES.split())
_LOOSE_TYPES = frozenset(words.LOOSE_TYPES.split())
_GENERIC = frozenset(words.GENERIC.split())
_SET_ASIDE = roles.FILLER | roles.HOME | roles.PROVINCE | roles.REGENCY | roles.OF_PROVINCE | roles.PERSON | roles.AND


def read_office(items: list[Item], lexicon: Lexicon) -> Reading:
    """What an answer says if it names an agency or a part of one."""
    if not lexicon.offices or _is_the_provinces(items):
        return NO_READING
    reading = _read_words(items, lexicon)
    if reading.state is State.NONE:
        reading = _mended(items, lexicon)
    if reading.state is State.NONE:
        reading = _doubted([item for item in items if not item.has(_SET_ASIDE)], lexicon)
    if reading.state is State.CLEAR and (others := _others_named(items, reading.units[0], lexicon)):
        return Reading(State.DOUBTED, (*reading.units, *others), why.SEVERAL_UNITS)
    return reading


def _read_words(items: list[Item], lexicon: Lexicon) -> Reading:
    """The offices all words fit: first with the words that elsewhere say nothing but are in some office's name, then without."""
    telling = [item for item in items if not (item.has(_SET_ASIDE) and not _office_words(item, lexicon))]
    reading = _covering(telling, lexicon)
    needed = [item for item in telling if not item.has(_SET_ASIDE)]
    if reading.state is State.NONE and len(needed) < len(telling):
        return _covering(needed, lexicon)
    return reading


def _mended(items: list[Item], lexicon: Lexicon) -> Reading:
    """The reading with words that are not understood taken as words of the offices the others fit, if they are a slip from them."""
    known = [item for item in items if item.entry is not None and not item.has(_SET_ASIDE)]
    if not known or sum(item.entry is None for item in items) > MOST_MENDED:
        return NO_READING
    rest = [_explained_by(item, lexicon) for item in known if not _type_of(item)]
    fitting = rest[0].intersection(*rest[1:]) if rest else {unit for item in known for unit in _explained_by(item, lexicon)}
    mended = [found for unit in sorted(fitting) if (found := _mended_for(unit, items, lexicon))]
    readings = [_read_words(found, lexicon) for found, _ in mended]
    units = tuple(dict.fromkeys(unit for reading in readings for unit in reading.units))
    if len(units) == 1 and readings[0].state is State.CLEAR and (rest or all(likely for _, likely in mended)):
        return readings[0]
    return Reading(State.TIED, units, why.ONLY_NEAR) if units else NO_READING


def _mended_for(unit: int, items: list[Item], lexicon: Lexicon) -> tuple[list[Item], bool] | None:
    """The items with each word not understood replaced by the office's own word it is one slip from, and whether all are likely."""
    names = sorted(lexicon.offices[unit].every)
    mended: list[Item] = []
    likely = True
    for item in items:
        if item.entry is None:
            words_of = [*names, *_JOINING] if mended else names
            near = [word for word in words_of if min(len(item.text), len(word)) > 2 and typos.slips(item.text, word) < 2]
            if len(near) != 1:
                return None
            likely = likely and typos.cost(item.text, near[0]) <= typos.TOUCHING
            item = Item(near[0], item.gap, lexicon.entries.get(near[0]))
        mended.append(item)
    return mended, likely


def _others_named(items: list[Item], unit: int, lexicon: Lexicon) -> list[int]:
    """Other offices that a part of the answer names in full, although all of it fits one."""
    parts: list[list[Item]] = [[]]
    for item in items:
        if item.has(roles.AND) or _PARTING.search(item.gap):
            parts.append([])
        if not item.has(_SET_ASIDE):
            parts[-1].append(item)
    found = [(part, _covering(part, lexicon)) for part in parts if part] if len(parts) > 1 else []
    clear = [(part, reading.units[0]) for part, reading in found if reading.state is State.CLEAR]
    own = {unit, *lexicon.ancestors(unit)}
    return [other for part, other in clear if other not in own and _grade(other, part, lexicon) == IDENTIFIED]


def _is_the_provinces(items: list[Item]) -> bool:
    """Whether the province is named and the regency is not: the province has a dinas of every name too."""
    if any(item.has(roles.HOME) for item in items):
        return False
    return any(item.has(roles.OF_PROVINCE | roles.PROVINCE) for item in items)


def _office_words(item: Item, lexicon: Lexicon) -> bool:
    entry = item.entry
    return entry is not None and (bool(entry.offices) or any(word in lexicon.covers for sense in entry.senses for word in sense))


def _explained_by(item: Item, lexicon: Lexicon) -> set[int]:
    """The offices whose name, code or alias has this item, and the parts of those it names."""
    entry = item.entry
    if entry is None:
        return set()
    found = {unit for unit, rank in entry.offices.items() if rank >= INITIALS}
    if found:
        found |= {part for unit in found for part in lexicon.parts.get(unit, ())}
        if (item.text,) not in entry.senses:
            return found
    found |= set(entry.offices)
    for sense in entry.senses:
        covers = sorted((lexicon.covers.get(word, set()) for word in sense), key=len)
        found |= covers[0].intersection(*covers[1:]) if covers else set()
    return found


def _type_of(item: Item) -> str:
    """The type an item is and nothing more: dinas, badan …"""
    senses = item.entry.senses if item.entry else ()
    return senses[0][0] if len(senses) == 1 and len(senses[0]) == 1 and senses[0][0] in _TYPES else ""


def _covering(items: list[Item], lexicon: Lexicon) -> Reading:
    """The offices that every item fits, the best understood of them first."""
    types = {_type_of(item) for item in items} - {""}
    rest = [item for item in items if not _type_of(item)]
    if not rest:
        return _of_type(types, lexicon)
    each = sorted((_explained_by(item, lexicon) for item in rest), key=len)
    fitting = each[0].intersection(*each[1:])
    if not fitting or len(fitting) > MOST_CANDIDATES:
        return NO_READING
    grades = {unit: _grade(unit, items, lexicon) for unit in sorted(fitting)}
    if not any(grades.values()) and not any(_is_telling(item) for item in rest):
        return NO_READING
    typed = {unit: grade for unit, grade in grades.items() if _has_types(unit, types, grade, lexicon)}
    return _graded(typed, {unit: grade for unit, grade in grades.items() if unit not in typed})


def _graded(typed: dict[int, int], otherwise: dict[int, int]) -> Reading:
    """The reading of offices by grade: those of the type that was said, and those of another."""
    best = max(typed.values(), default=0)
    also = tuple(unit for unit, grade in otherwise.items() if grade >= CORE) if best < IDENTIFIED else ()
    least = {IDENTIFIED: IDENTIFIED, CORE: PARTIAL}.get(best, 0)
    units = tuple(unit for unit, grade in typed.items() if grade >= least) + also
    if not units or (not best and len(units) > MOST_DOUBTED):
        return NO_READING
    if not best:
        return Reading(State.DOUBTED if also else State.TIED, units, why.TOO_COMMON)
    return why.of_equals(units)


def _is_telling(item: Item) -> bool:
    """Whether an item could name an office at all: no place, no kind of place, no word that is set aside elsewhere."""
    return item.entry is not None and not (item.areas or item.entry.kind or item.has(_SET_ASIDE))


def _of_type(types: set[str], lexicon: Lexicon) -> Reading:
    """An answer that is only "Dinas" or "Bagian"."""
    units = tuple(unit for unit, office in lexicon.offices.items() if types == {office.type})
    return Reading(State.TIED, units, why.ONLY_A_TYPE) if 0 < len(units) <= MOST_CANDIDATES else NO_READING


def _has_types(unit: int, types: set[str], grade: int, lexicon: Lexicon) -> bool:
    if lexicon.offices[unit].type == "sekretariat" and grade < IDENTIFIED and "sekretariat" not in types:
        return False
    loose = _LOOSE_TYPES if grade == IDENTIFIED else frozenset()
    return all(kind in loose or unit in lexicon.covers.get(kind, ()) for kind in types)


def _grade(unit: int, items: list[Item], lexicon: Lexicon) -> int:
    """How well the items tell this office from any other, 0 where they do not."""
    office = lexicon.offices[unit]
    if any(_identifies(item, unit) for item in items):
        return IDENTIFIED
    said = {word for item in items for word in _words_said(item, office)}
    of_parent = any(_names_parent(item, unit, lexicon) for item in items)
    typed = of_parent or not office.type or office.type in said
    core = office.core - {"daerah"}
    if typed and (core or office.core) <= said:
        return IDENTIFIED
    if any(item.entry and item.entry.offices.get(unit) for item in items):
        return PARTIAL
    return _grade_of_words(office, said, typed=typed, of_parent=of_parent, lexicon=lexicon)


def _grade_of_words(office: Office, said: set[str], *, typed: bool, of_parent: bool, lexicon: Lexicon) -> int:
    telling = said - _TYPES - {"daerah"}
    common = telling & _GENERIC
    local = {word for word in telling - common if word in lexicon.entries and lexicon.entries[word].areas}
    if telling - common - local:
        return CORE if office.core - {"daerah"} <= said else PARTIAL
    if local:
        return PARTIAL if len(common) > 1 else 0
    first = typed and office.first in common
    return PARTIAL if len(common) > 1 or (common and (first or of_parent)) else 0


def _identifies(item: Item, unit: int) -> bool:
    entry = item.entry
    return entry is not None and entry.offices.get(unit, 0) >= INITIALS


def _words_said(item: Item, office: Office) -> set[str]:
    """The office's own words that an item says."""
    senses = item.entry.senses if item.entry else ()
    return {word for sense in senses for word in sense if office.every.issuperset(sense)}


def _names_parent(item: Item, unit: int, lexicon: Lexicon) -> bool:
    above = lexicon.parents[unit]
    return above in lexicon.offices and _grade_of_parent(item, above, lexicon)


def _grade_of_parent(item: Item, above: int, lexicon: Lexicon) -> bool:
    senses = item.entry.senses if item.entry else ()
    return _identifies(item, above) or any(lexicon.offices[above].needed.issubset(sense) for sense in senses)


def _doubted(items: list[Item], lexicon: Lexicon) -> Reading:
    """The offices that some of the items name, where no office fits them all."""
    items = [part for item in items for part in _taken_apart(item, lexicon)]
    each = [_explained_by(item, lexicon) for item in items]
    pool = {unit for item, units in zip(items, each, strict=True) if not _type_of(item) and len(units) <= MOST_CANDIDATES for unit in units}
    found = []
    for unit in pool:
        own = [item for item, units in zip(items, each, strict=True) if unit in units]
        if _grade(unit, own, lexicon):
            found.append((-len(own), unit))
    units = tuple(unit for _, unit in sorted(found))
    return Reading(State.DOUBTED, units, why.DISAGREEING) if 0 < len(units) <= MOST_DOUBTED else NO_READING


def _taken_apart(item: Item, lexicon: Lexicon) -> list[Item]:
    """An abbreviation whose words no one office has, as those words: perindag as perindustrian and perdagangan."""
    senses = item.entry.senses if item.entry else ()
    if _explained_by(item, lexicon) or len(senses) != 1 or len(senses[0]) < 2:
        return [item]
    return [Item(word, "", lexicon.entries.get(word)) for word in senses[0]]
