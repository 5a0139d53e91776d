"""Which unit a typed name means, read as a careful clerk would: resolved where it can be, asked where one would have to ask."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import pairwise
from typing import NamedTuple

from sheets_sync.domain.unit_label import RegisterUnit, label_key
from sheets_sync.intake import _unit_reading as why
from sheets_sync.intake import _unit_roles as roles
from sheets_sync.intake._unit_area import read_area
from sheets_sync.intake._unit_explain import Step, explained, sent_by
from sheets_sync.intake._unit_items import Item
from sheets_sync.intake._unit_labels import units_by_label
from sheets_sync.intake._unit_lexicon import Lexicon
from sheets_sync.intake._unit_office import read_office
from sheets_sync.intake._unit_reading import NO_READING, Reading, State
from sheets_sync.intake._unit_scan import scan
from sheets_sync.intake._unit_text import Token, plain, tokens

__all__ = ["RegisterUnit", "Step", "UnitMatch", "UnitMatcher"]

_PARTING_SIGNS = frozenset("/;|&+")
_SETTLED = (State.CLEAR, State.TIED)


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """What a typed name means.

    `code` is the unit's, None where it is unknown or has to be asked. `candidates` are the codes it may mean, best first: with no
    `code`, some make it ambiguous and none unknown; with a `code`, they are there only where the sender's address chose
    among them (`by_submitter`). `explanation` says step by step how the name was read.
    """

    code: str | None
    candidates: tuple[str, ...] = ()
    by_submitter: bool = False
    _explain: Callable[[], tuple[Step, ...]] = field(default=tuple, repr=False, compare=False)

    @property
    def explanation(self) -> tuple[Step, ...]:
        return self._explain()


class _Verdict(NamedTuple):
    match: UnitMatch
    tied: bool


class _Read(NamedTuple):
    """A reading with what it was made of; no items where the whole text is in the register."""

    words: list[Token]
    items: list[Item] | None
    reading: Reading


class UnitMatcher:
    """Finds the unit of a register that a typed text means.

    `units`: anything iterable with .code .name .kind .parent .aliases (aliases: texts, or one text with `|` or `;` between). Each
    distinct text is read once and remembered.
    """

    def __init__(self, units: Iterable[RegisterUnit]) -> None:
        self._lexicon = Lexicon(units)
        self._known: dict[str, _Verdict] = {}

    @cached_property
    def _by_label(self) -> dict[str, int]:
        return units_by_label(self._lexicon.units)

    def match(self, text: object, submitter_units: Collection[str] = ()) -> UnitMatch:
        """The unit a text means; anything that is no text or whole number is unknown, and nothing raises.

        `submitter_units`: codes of the units whose registered address sent the text. They choose among candidates that are
        equally likely, when exactly one of them is among these; they never change a clear reading or a contradiction.
        """
        key = text if isinstance(text, str) else plain(text)
        verdict = self._known.get(key)
        if verdict is None:
            verdict = self._known[key] = self._labelled(key) or self._verdict(plain(key))
        if verdict.tied and submitter_units:
            return _settled(verdict.match, submitter_units)
        return verdict.match

    def _labelled(self, text: str) -> _Verdict | None:
        """The unit whose label in the form this is, letter by letter."""
        unit = self._by_label.get(label_key(text))
        if unit is None:
            return None
        return _Verdict(UnitMatch(self._lexicon.codes[unit], _explain=partial(self._explained_label, text, unit)), tied=False)

    def _explained_label(self, text: str, unit: int) -> tuple[Step, ...]:
        return explained(tokens(plain(text)), None, why.of_equals((unit,)), self._lexicon)

    def _verdict(self, text: str) -> _Verdict:
        state, units, _ = self._read(text).reading
        codes = tuple([self._lexicon.codes[unit] for unit in units])
        explain = partial(self._explained, text)
        if state is State.CLEAR:
            return _Verdict(UnitMatch(codes[0], _explain=explain), tied=False)
        return _Verdict(UnitMatch(None, codes, _explain=explain), tied=state is State.TIED)

    def _explained(self, text: str) -> tuple[Step, ...]:
        words, items, reading = self._read(text)
        return explained(words, items, reading, self._lexicon)

    def _read(self, text: str) -> _Read:
        words = tokens(text)
        whole = "" if _PARTING_SIGNS.intersection(text) else "".join([word.text for word in words])
        if units := self._lexicon.whole.get(whole):
            return _Read(words, None, why.of_equals(tuple(sorted(units))))
        items = scan(words, self._lexicon)
        return _Read(words, items, _reading(items, self._lexicon))


def _settled(match: UnitMatch, submitter_units: Collection[str]) -> UnitMatch:
    """The tie broken by who sent the text, if that leaves exactly one."""
    senders = [code for code in match.candidates if code in submitter_units]
    if len(senders) != 1:
        return match
    return UnitMatch(senders[0], match.candidates, True, lambda: (*match.explanation, sent_by(senders[0])))


def _reading(items: list[Item], lexicon: Lexicon) -> Reading:
    """The reading as a place and the reading as an office, weighed against each other."""
    if _is_refused(items):
        return NO_READING
    area = read_area(items, lexicon)
    if area.state in _SETTLED and not any(_is_of_office(item) and not item.areas for item in items):
        return area
    both = area, read_office(items, lexicon)
    full = [reading for reading in both if reading.state in _SETTLED]
    doubted = [reading for reading in both if reading.state is State.DOUBTED]
    if len(full) == 1:
        return full[0]
    found = full or doubted
    if len(found) < 2:
        return found[0] if found else NO_READING
    units = tuple(dict.fromkeys(unit for reading in found for unit in reading.units))
    return Reading(State.TIED, units, why.SEVERAL_FIT) if full else Reading(State.DOUBTED, units, why.DISAGREEING)


def _is_refused(items: list[Item]) -> bool:
    """Whether the answer names another body or another place."""
    if any(item.has(roles.OTHER_BODY) for item in items) or (items and items[0].has(roles.LEADING_BODY)):
        return True
    strangers = [item for item in items if item.has(roles.ELSEWHERE)]
    if any(not item.areas for item in strangers) or (strangers and any(_is_of_office(item) for item in items)):
        return True
    return any(_is_another_region(item, following) for item, following in pairwise(items))


def _is_of_office(item: Item) -> bool:
    return item.entry is not None and not item.entry.kind and bool(item.entry.senses or item.entry.offices)


def _is_another_region(item: Item, following: Item) -> bool:
    """Whether "kabupaten" or "provinsi" is followed by a name that is not the regency's or the province's."""
    unknown = following.entry is None
    return (item.has(roles.REGENCY) and (unknown or bool(following.areas))) or (item.has(roles.OF_PROVINCE) and unknown)
