"""Words that are spelt like none of the register's, read as slips of the hand."""

from __future__ import annotations

from sheets_sync.intake import _unit_roles as roles
from sheets_sync.intake import _unit_typos as typos
from sheets_sync.intake._unit_items import JOINS_LETTERS, Guess, Item
from sheets_sync.intake._unit_kinds import mistyped_kind, nearest_kind
from sheets_sync.intake._unit_lexicon import Lexicon
from sheets_sync.intake._unit_spellings import FOLD, SHORTEST_NEAR
from sheets_sync.intake._unit_vocabulary import NOTHING, Entry

MARGIN, MARGIN_OF_VOWEL, MARGIN_OF_OMISSION = 1.0, 0.75, 1.6
"""How much nearer the nearest name must be than the next, the same if it only lacks a vowel, and than one that has all the typed letters
in order."""
SHORTEST_KIND = 4
"""Letters that a mistyped word for a kind must have more than to be known where it runs into the name."""
_MINOR = ~(roles.FOREIGN | roles.TYPE)
SHORTENED = 2.0
"""The cost of a name cut short, as Sapto for Saptosari."""


def mistyped(items: list[Item], lexicon: Lexicon) -> list[Item]:
    """Items not understood, read as slips of the hand: two or three together first, then each alone."""
    found: list[Item] = []
    start = 0
    while start < len(items):
        end = start + 1
        if items[start].entry is None and (kind := mistyped_kind(items, start, lexicon)):
            found.append(kind)
        elif items[start].entry is None:
            end = _longest_slip(items, start, lexicon)
            text = "".join(item.text for item in items[start:end])
            found += _corrected(text, items[start], lexicon) if end > start + 1 else _near(items[start], lexicon)
        else:
            found.append(items[start])
        start = end
    return found


def _longest_slip(items: list[Item], start: int, lexicon: Lexicon) -> int:
    for end in (start + 3, start + 2):
        run = items[start:end]
        if len(run) == end - start and all(item.entry is None for item in run) and _joined(run[1:]):
            corrected = _corrected("".join(item.text for item in run), run[0], lexicon)
            if corrected[0].areas or corrected[0].entry:
                return end
    return start + 1


def _joined(run: list[Item]) -> bool:
    return all(JOINS_LETTERS.fullmatch(item.gap) for item in run)


def _near(item: Item, lexicon: Lexicon) -> list[Item]:
    corrected = _corrected(item.text, item, lexicon)
    if corrected[0].areas or corrected[0].entry:
        return corrected
    return _kind_and_rest(item, lexicon) or _abbreviated(item, lexicon) or _cut_short(item, lexicon) or [item]


def _kind_and_rest(item: Item, lexicon: Lexicon) -> list[Item]:
    """A word for a kind run together with a name, one of them mistyped: desabejiharj, kalurhanbejiharjo."""
    ends = range(len(item.text) - 4, SHORTEST_KIND - 1, -1)
    for end in ends:
        name = item.text[end:]
        named = lexicon.entries.get(name, NOTHING)
        if named.areas and end > SHORTEST_KIND and (said := nearest_kind(item.text[:end], item.gap, lexicon)):
            return [said, Item(name, "", named, {unit: Guess(0.0, name) for unit in named.areas})]
    for end in ends:
        entry = lexicon.entries.get(item.text[:end])
        if entry and entry.kind:
            rest = _corrected(item.text[end:], Item(item.text[end:], "", None), lexicon)
            return [Item(item.text[:end], item.gap, entry), *rest] if rest[0].areas else []
    return []


def _abbreviated(item: Item, lexicon: Lexicon) -> list[Item]:
    """The item as the abbreviation it is one slip from, where all that are as near mean the same office."""
    keys = lexicon.acronyms.one_slip_away(item.text)
    near = [lexicon.entries[key] for key in keys]
    if not near or any(entry.areas or entry.kind or entry.role & roles.FOREIGN for entry in near):
        return []
    meant = {(entry.senses, frozenset(entry.offices)) for entry in near}
    return [Item(item.text, item.gap, near[0], {}, item.aside, meant=keys[0])] if len(meant) == 1 else []


def _cut_short(item: Item, lexicon: Lexicon) -> list[Item]:
    if len(item.text) < SHORTEST_NEAR or not item.text.isalpha():
        return []
    longer = _longer_names(item.text, lexicon)
    return [Item(item.text, item.gap, None, _area_guesses(longer, lexicon), item.aside)] if 0 < len(longer) <= 12 else []


def _longer_names(text: str, lexicon: Lexicon) -> list[Guess]:
    """The names that the typed word may be cut short from."""
    return [Guess(SHORTENED, key) for key in lexicon.spellings.beginning(text) if lexicon.entries[key].areas]


def _corrected(text: str, item: Item, lexicon: Lexicon) -> list[Item]:
    """The item as the word it comes nearest to, or as any of the units it may name; unchanged where nothing is near."""
    near = [Guess(cost, key) for cost, key in lexicon.spellings.near(text)]
    possible = [guess for guess in near if guess.cost <= _limit(guess.key, lexicon)]
    if not possible:
        return [item]
    best = possible[0]
    rivals = [guess for guess in near if guess is not best and _rivals(text, best, guess, lexicon)] + _longer_names(text, lexicon)
    if any(lexicon.entries[guess.key].areas for guess in (best, *rivals)):
        return [_as_area(text, item, possible, rivals, lexicon)]
    entry = _any_of([lexicon.entries[guess.key] for guess in (best, *rivals)])
    return [Item(text, item.gap, entry, {}, item.aside, meant="" if rivals else best.key)]


def _any_of(entries: list[Entry]) -> Entry | None:
    """The one meaning of equally near words, all the senses of words of offices, None where they differ otherwise."""
    if not any(_differs(entries[0], entry) for entry in entries):
        return entries[0]
    if all(entry.senses and not entry.kind and not entry.role & roles.FOREIGN for entry in entries):
        return Entry(senses=tuple(sense for entry in entries for sense in entry.senses))
    return None


def _as_area(text: str, item: Item, possible: list[Guess], rivals: list[Guess], lexicon: Lexicon) -> Item:
    """The item as any of the units it may name, noting where another place or a word of another meaning is as near."""
    best = possible[0]
    others = [lexicon.entries[guess.key] for guess in (best, *rivals) if not lexicon.entries[guess.key].areas]
    foreign = any(entry.role & roles.FOREIGN for entry in others)
    word = any(_differs(NOTHING, entry) for entry in others)
    entry = None if rivals or others else lexicon.entries[best.key]
    return Item(text, item.gap, entry, _area_guesses(sorted({*possible, *rivals}), lexicon), item.aside, foreign, word)


def _rivals(text: str, best: Guess, other: Guess, lexicon: Lexicon) -> bool:
    """Whether two near words are too near to be told apart; a word that names no unit of ours must be as near as one that does."""
    ours, theirs = lexicon.entries[best.key].areas, lexicon.entries[other.key].areas
    if ours and not theirs:
        return typos.slips(text, other.key) <= typos.slips(text, best.key) and other.cost < best.cost + FOLD
    return is_rival(text, best, other)


def is_rival(text: str, best: Guess, other: Guess) -> bool:
    """Whether another name is too near to be told from the best one: as few slips, little more likely, or letters left out."""
    if other.cost < best.cost + _margin(text, best):
        return True
    if typos.slips(text, other.key) <= typos.slips(text, best.key):
        return True
    return best.cost > FOLD and other.cost <= best.cost + MARGIN_OF_OMISSION and typos.is_within(text, other.key)


def _margin(text: str, best: Guess) -> float:
    if best.cost <= FOLD:
        return MARGIN - FOLD
    return MARGIN_OF_VOWEL if typos.lacks_a_vowel(text, best.key) else MARGIN


def _differs(one: Entry, other: Entry) -> bool:
    if (one.kind, one.senses, one.role & roles.FOREIGN) != (other.kind, other.senses, other.role & roles.FOREIGN):
        return True
    return one.offices.keys() != other.offices.keys()


def _area_guesses(near: list[Guess], lexicon: Lexicon) -> dict[int, Guess]:
    areas: dict[int, Guess] = {}
    for guess in near:
        for unit in lexicon.entries[guess.key].areas:
            areas.setdefault(unit, guess)
    return areas


def _limit(key: str, lexicon: Lexicon) -> float:
    """The most a slip from this key may cost to be thought of at all."""
    entry, length = lexicon.entries[key], len(key)
    if entry.areas:
        return 1.0 if length < 5 else 1.6 if length == 5 else 2.0 if length < 8 else 3.0
    if not entry.senses and (entry.offices or entry.role & _MINOR):
        return 1.0 if length > 7 and _vowels(key) > 2 else 0.0
    if length < 6:
        return FOLD if length == 5 and _vowels(key) > 1 else 0.0
    return 1.0 if length < 9 else 1.5


def _vowels(key: str) -> int:
    return sum(letter in typos.VOWELS for letter in key)


def one_slip_away(text: str, lexicon: Lexicon) -> dict[int, Guess]:
    """Our units whose name is one slip from another place's: either may be meant."""
    near = [Guess(cost, key) for cost, key in lexicon.spellings.near(text) if 0 < cost <= MARGIN]
    return _area_guesses(near, lexicon)
