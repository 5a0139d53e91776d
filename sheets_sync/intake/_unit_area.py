"""Kapanewon and kalurahan: which of the named places agree, and whether they leave one unit."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from sheets_sync.intake import _unit_reading as why
from sheets_sync.intake import _unit_roles as roles
from sheets_sync.intake._unit_items import Guess, Item
from sheets_sync.intake._unit_lexicon import Lexicon
from sheets_sync.intake._unit_reading import NO_READING, Reading, State
from sheets_sync.intake._unit_slips import is_rival
from sheets_sync.intake._unit_spellings import FOLD
from sheets_sync.intake._unit_sureness import SURE_TOGETHER, is_far, sure
from sheets_sync.intake._unit_words import KALURAHAN, KAPANEWON

_STROKES = frozenset("/;|")
_SET_ASIDE = roles.FILLER | roles.AREA_FILLER | roles.HOME | roles.PROVINCE | roles.REGENCY | roles.OF_PROVINCE | roles.PERSON


@dataclass(slots=True)
class Mention:
    """A name in the answer: the units it may mean and the kinds said of it."""

    item: Item
    kinds: frozenset[str] = frozenset()
    mixed: bool = False
    after_stroke: bool = False

    def fitting(self, lexicon: Lexicon) -> dict[int, Guess]:
        """The units it may mean, of a kind that was said."""
        return {unit: guess for unit, guess in self.item.areas.items() if not self.kinds or lexicon.kinds[unit] in self.kinds}


class Kind(NamedTuple):
    """A word for a kind; `or_else`: a stroke stands before it."""

    name: str
    or_else: bool


Part = Item | Kind | None
"""What a reading is made of: names, words for kinds, and None where an "and" parts them."""


def read_area(items: list[Item], lexicon: Lexicon) -> Reading:
    """What an answer says if it names a kapanewon or kalurahan."""
    parts, stray = _parts(items)
    if stray and _names_a_stranger(items):
        return NO_READING
    reading = _joined(parts, lexicon) if _is_parted(parts) else _best_bound(parts, lexicon)
    if stray and reading.state is not State.NONE:
        exact = any(guess.cost == 0 for item in items for guess in item.areas.values())
        return Reading(State.DOUBTED, reading.units, why.STRAY_WORDS) if exact else NO_READING
    return _within_province(reading, items, lexicon)


def _parts(items: list[Item]) -> tuple[list[Part], list[Item]]:
    """The names and kinds of an answer in order, and what a place's name leaves unexplained."""
    parts: list[Part] = []
    stray = []
    for item in items:
        if item.areas:
            parts.append(item)
        elif item.entry and item.entry.kind:
            parts.append(Kind(item.entry.kind, _has_stroke(item)))
        elif item.has(roles.AND):
            parts.append(None)
        elif not item.has(_SET_ASIDE):
            stray.append(item)
    return parts, stray


def _names_a_stranger(items: list[Item]) -> bool:
    """Whether a word for a kind is followed by a name nobody here has."""
    named = [following for item, following in pairwise(items) if item.entry and item.entry.kind]
    return any(item.entry is None and not item.areas for item in named)


def _is_parted(parts: list[Part]) -> bool:
    """Whether an "and" stands between names or kinds."""
    said = [part is not None for part in parts]
    return False in said[said.index(True) : len(said) - said[::-1].index(True)] if True in said else False


def _joined(parts: list[Part], lexicon: Lexicon) -> Reading:
    """Two answers in one: the units of each."""
    units: list[int] = []
    part: list[Part] = []
    for piece in [*parts, None]:
        if piece is not None:
            part.append(piece)
            continue
        units += _best_bound(part, lexicon).units
        part = []
    return Reading(State.DOUBTED, tuple(dict.fromkeys(units)), why.SEVERAL_UNITS) if units else NO_READING


def _best_bound(parts: list[Part], lexicon: Lexicon) -> Reading:
    """The reading with each kind said before its name or, failing that, behind it."""
    parts = [part for part in parts if part is not None]
    if not any(isinstance(part, Item) for part in parts):
        return NO_READING
    before = _read(_bound(parts, behind=False), lexicon)
    if before.state is State.CLEAR or not isinstance(parts[0], Item):
        return before
    behind = _read(_bound(parts, behind=True), lexicon)
    return behind if behind.state is State.CLEAR else before


def _bound(parts: list[Part], *, behind: bool) -> list[Mention]:
    mentions: list[Mention] = []
    waiting: list[Kind] = []
    for part in parts:
        if isinstance(part, Item):
            mentions.append(_mention(part, waiting))
            waiting = []
        elif isinstance(part, Kind):
            if behind and mentions and not mentions[-1].kinds:
                mentions[-1].kinds = frozenset((part.name,))
            else:
                waiting.append(part)
    if waiting:
        last = mentions[-1]
        mentions[-1] = _mention(last.item, [*(Kind(kind, False) for kind in last.kinds), *waiting])
    return mentions


def _mention(item: Item, kinds: list[Kind]) -> Mention:
    names = frozenset(kind.name for kind in kinds)
    mixed = len(names) > 1 and not all(kind.or_else for kind in kinds[1:])
    return Mention(item, names, mixed, after_stroke=_has_stroke(item) or any(kind.or_else for kind in kinds))


def _has_stroke(item: Item) -> bool:
    return not _STROKES.isdisjoint(item.gap)


def _read(mentions: list[Mention], lexicon: Lexicon) -> Reading:
    if len(mentions) == 1:
        return _alone(mentions[0], lexicon)
    reading = _chain(mentions, lexicon)
    if reading.state is State.NONE:
        reading = _chain(_said_of_all(mentions, lexicon), lexicon)
    if reading.state is not State.NONE:
        return reading
    if any(mention.item.has(roles.ELSEWHERE) for mention in mentions):
        return NO_READING
    return Reading(State.DOUBTED, _every(mentions, lexicon), why.DISAGREEING)


def _every(mentions: list[Mention], lexicon: Lexicon) -> tuple[int, ...]:
    """Every unit the names may mean."""
    found: dict[int, None] = {}
    for mention in mentions:
        fitting = mention.fitting(lexicon) or mention.item.areas
        nearest = min(guess.cost for guess in fitting.values())
        found |= dict.fromkeys(unit for unit, guess in fitting.items() if guess.cost <= nearest)
    return tuple(found)


def _alone(mention: Mention, lexicon: Lexicon) -> Reading:
    """One name: clear where one unit has it, of the kind that was said."""
    fitting = mention.fitting(lexicon)
    if not fitting:
        nearest = tuple(unit for unit, guess in mention.item.areas.items() if guess.cost <= FOLD)
        return Reading(State.DOUBTED, nearest, why.OTHER_KIND) if nearest else NO_READING
    best = min(fitting.values())
    if best.cost > (2.0 if len(best.key) > 7 else 1.6):
        return NO_READING
    text = mention.item.text
    units = tuple(unit for unit, guess in fitting.items() if guess.key == best.key or is_rival(text, best, guess))
    if mention.mixed:
        return Reading(State.DOUBTED, units, why.TWO_KINDS)
    if len(units) > 1:
        return Reading(State.TIED, units, why.ONLY_NEAR if best.cost else why.SAME_NAME)
    if _is_unsure(mention, best):
        return Reading(State.TIED, units, why.ONLY_NEAR)
    return Reading(State.CLEAR, units, why.THAT_IS)


def _is_unsure(mention: Mention, best: Guess) -> bool:
    """Whether the only unit left is not near enough, or some other place, word or kind of unit is as near or nearer."""
    nearest = min(mention.item.areas.values())
    item = mention.item
    doubtful = item.near_foreign or item.has(roles.ELSEWHERE) or best.cost > nearest.cost
    return doubtful or (item.near_word and not mention.kinds) or best.cost > sure(best.key, bool(mention.kinds))


def _said_of_all(mentions: list[Mention], lexicon: Lexicon) -> list[Mention]:
    """The mentions with a kind that fits none of its own name's units taken as said of the whole: Kalurahan Saptosari Kepek."""
    misfits = [mention for mention in mentions if not mention.fitting(lexicon)]
    if len(misfits) != 1 or misfits[0].kinds != {KALURAHAN} or all(m.kinds == {KAPANEWON} for m in mentions if m not in misfits):
        return []
    return [Mention(m.item, frozenset((KAPANEWON,)) if m in misfits else m.kinds or frozenset((KALURAHAN,))) for m in mentions]


def _chain(mentions: list[Mention], lexicon: Lexicon) -> Reading:
    """Several names: clear where one unit is among them and all the others are above it."""
    fitting = [mention.fitting(lexicon) for mention in mentions]
    chains: dict[int, float] = {}
    repeats: dict[int, float] = {}
    named = dict.fromkeys(unit for units in fitting for unit in units)
    coded = {unit for mention in mentions for unit in _coded(mention)} or named.keys()
    for unit in named:
        above = lexicon.ancestors(unit)
        costs = [_cost(units, unit, above) for units in fitting]
        if None not in costs and unit in coded:
            chained = any(not above.isdisjoint(units) for units in fitting)
            (chains if chained else repeats)[unit] = sum(cost for cost in costs if cost is not None)
    found = chains or repeats
    if not found or mentions[-1].item.has(roles.ELSEWHERE):
        return NO_READING
    units = _nearest(found)
    larger_first = _larger_said_first(mentions, units, lexicon)
    if larger_first:
        return Reading(State.DOUBTED, (*larger_first, *units), why.ADDRESS_OR_UNIT)
    if any(mention.mixed for mention in mentions) or _is_far_fetched(units[0], mentions, lexicon):
        return Reading(State.DOUBTED, units, why.ONLY_NEAR)
    if _may_be_siblings(mentions, lexicon):
        return Reading(State.DOUBTED, _every(mentions, lexicon), why.SEVERAL_UNITS)
    return why.of_equals(units, why.ONE_WITHIN_THE_OTHER if chains else why.THAT_IS)


def _coded(mention: Mention) -> tuple[int, ...]:
    """The units whose code, not name, the mention is."""
    return mention.item.entry.codes if mention.item.entry else ()


def _cost(units: dict[int, Guess], unit: int, above: set[int]) -> float | None:
    costs = [units[other].cost for other in (unit, *above) if other in units]
    return min(costs) if costs else None


def _nearest(costs: dict[int, float]) -> tuple[int, ...]:
    best = min(costs.values())
    return tuple(unit for unit, cost in costs.items() if cost < best + 1.0)


def _is_far_fetched(unit: int, mentions: list[Mention], lexicon: Lexicon) -> bool:
    """Whether a name is taken as this unit or one above it although another is clearly nearer, or every name is mistyped."""
    near = (unit, *lexicon.ancestors(unit))
    taken = [min(mention.item.areas[other] for other in near if other in mention.item.areas) for mention in mentions]
    if min(taken).cost > FOLD and max(taken).cost > SURE_TOGETHER:
        return True
    return any(is_far(mention.item, guess) for mention, guess in zip(mentions, taken, strict=True))


def _larger_said_first(mentions: list[Mention], units: tuple[int, ...], lexicon: Lexicon) -> tuple[int, ...]:
    """The kapanewon, where it was named as one first and a name without a kind follows: it may be its address."""
    first, rest = mentions[0], mentions[1:]
    own = [mention for mention in rest if any(unit in mention.item.areas for unit in units)]
    if first.kinds != {KAPANEWON} or not own or any(mention.kinds for mention in own):
        return ()
    return tuple(first.fitting(lexicon))


def _may_be_siblings(mentions: list[Mention], lexicon: Lexicon) -> bool:
    """Whether a stroke may part two units of their own: Wonosari/Kepek, Kalurahan Semin/Kapanewon Semin."""
    if len(mentions) != 2 or not mentions[1].after_stroke or any(map(_coded, mentions)):
        return False
    if mentions[0].item.text == mentions[1].item.text:
        return True
    bare = not any(mention.kinds for mention in mentions)
    return bare and all(any(lexicon.kinds[unit] == KALURAHAN for unit in mention.item.areas) for mention in mentions)


def _within_province(reading: Reading, items: list[Item], lexicon: Lexicon) -> Reading:
    """A name that the province's city also has, with only the city's name beside it, is doubted."""
    if reading.state is not State.CLEAR or not any(item.has(roles.CITY) for item in items) or any(item.has(roles.HOME) for item in items):
        return reading
    named = [item for item in items if item.areas]
    if len(named) == 1 and named[0].text in lexicon.city_names:
        return Reading(State.DOUBTED, reading.units, why.OF_THE_CITY_TOO)
    return reading
