"""Typed words to understood items: exact, then other spellings, run-together words, slips of the hand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from sheets_sync.intake import _unit_lexicon as lx
from sheets_sync.intake import _unit_typos as typos
from sheets_sync.intake._unit_lexicon import NOTHING, Entry, Lexicon
from sheets_sync.intake._unit_text import Token

_JOINS_LETTERS = re.compile(r"[\s.\-_'`’‘–—‐‑−]*")
_JOINS_DIGITS = re.compile(r"[\s.\-_/–—]*")
_INCIDENTAL = re.compile(r"(?:0|62)\d{8,13}|55\d{3}|(?:19|20)\d\d")
"""A telephone number, the regency's postal codes, a year."""

MARGIN, MARGIN_OF_OMISSION = 1.0, 1.6
"""How much nearer the nearest name must be than the next, and than one that has all the typed letters in order."""
SHORTENED = 2.0
"""The cost of a name cut short, as Sapto for Saptosari."""


class Guess(NamedTuple):
    """A unit that may be meant: `cost` 0 where its name `key` is spelt exactly."""

    cost: float
    key: str


@dataclass(slots=True)
class Item:
    """A stretch of the answer as understood; `entry` is None where it is not. `areas`: the units its name may mean."""

    text: str
    gap: str
    entry: Entry | None
    areas: dict[int, Guess] = field(default_factory=dict)
    aside: bool = False
    uncertain: bool = False

    def has(self, role: int) -> bool:
        return self.entry is not None and bool(self.entry.role & role)


def scan(words: list[Token], lexicon: Lexicon) -> list[Item]:
    """The items of an answer in order; what a person's title introduces and what is incidental is left out."""
    items = _exact(words, lexicon)
    if any(item.entry is None for item in items):
        items = _without_asides(_spelt_otherwise(items, lexicon), lx.TITLE)
        items = _without_asides(_mistyped(items, lexicon), lx.PERSON)
    for item in items:
        if item.has(lx.ELSEWHERE) and not item.areas:
            item.areas = _one_slip_away(item.text, lexicon)
    return items


def _exact(words: list[Token], lexicon: Lexicon) -> list[Item]:
    items, start = [], 0
    while start < len(words):
        end = _longest_span(words, start, lexicon)
        text = "".join(word.text for word in words[start:end])
        items.append(_item(text, words[start], lexicon.entries.get(text)))
        start = end
    return items


def _longest_span(words: list[Token], start: int, lexicon: Lexicon) -> int:
    """The end of the longest known run of words from `start`; one word where none is known."""
    text, best = words[start].text, start + 1
    for end in range(start + 1, min(len(words), start + lx.LONGEST_SPAN)):
        word = words[end]
        joins = _JOINS_DIGITS if word.text.isdigit() and text[-1].isdigit() else _JOINS_LETTERS
        if word.spelt or words[start].spelt or not joins.fullmatch(word.gap):
            break
        text += word.text
        if text in lexicon.entries:
            best = end + 1
    return best


def _item(text: str, word: Token, entry: Entry | None) -> Item:
    areas = {unit: Guess(0.0, text) for unit in (*entry.areas, *entry.codes)} if entry else {}
    return Item(text, word.gap, entry, areas, word.aside)


def _spelt_otherwise(items: list[Item], lexicon: Lexicon) -> list[Item]:
    """Items not understood, read as counted letters (p2kb), a doubled word (ngoro2), or words run together."""
    found: list[Item] = []
    for item in items:
        if item.entry is None:
            found += _variant(item, lexicon) or [item]
        else:
            found.append(item)
    return found


def _variant(item: Item, lexicon: Lexicon) -> list[Item]:
    if _INCIDENTAL.fullmatch(item.text):
        return [Item(item.text, item.gap, Entry(role=lx.FILLER))]
    for text in _counted_letters(item.text):
        if text in lexicon.entries:
            return _items([text], item, lexicon)
    pieces = _pieces(item.text, lexicon)
    return _items(pieces, item, lexicon) if pieces else []


def _items(texts: list[str], item: Item, lexicon: Lexicon) -> list[Item]:
    words = [Token(text, item.gap if n == 0 else "", item.aside) for n, text in enumerate(texts)]
    return [_item(word.text, word, lexicon.entries.get(word.text)) for word in words]


def _counted_letters(text: str) -> list[str]:
    if text.isalpha():
        return []
    forms = [lx.unrepeated(text)]
    if text.endswith("2"):
        base = text[:-1]
        forms += [base + base[-n:] for n in range(2, len(base) + 1)]
    return forms


def _pieces(text: str, lexicon: Lexicon) -> list[str]:
    """The fewest known words that make up the text, [] where there are none or several such ways."""
    if not 5 <= len(text) <= 60 or not text.isalpha():
        return []
    ways: list[tuple[int, int, list[str]]] = [(0, 1, [])]  # pieces, ways, the last way
    for end in range(1, len(text) + 1):
        ways.append(_best_way(text, end, ways, lexicon))
    count, alternatives, pieces = ways[-1]
    return pieces if alternatives == 1 and count > 1 else []


def _best_way(text: str, end: int, ways: list[tuple[int, int, list[str]]], lexicon: Lexicon) -> tuple[int, int, list[str]]:
    fewest, alternatives, pieces = 99, 0, []
    for start in range(max(0, end - 24), end - 1):
        count, number, before = ways[start]
        if not number or not _is_piece(text[start:end], lexicon):
            continue
        if count + 1 < fewest:
            fewest, alternatives, pieces = count + 1, number, [*before, text[start:end]]
        elif count + 1 == fewest:
            alternatives += number
    return fewest, alternatives, pieces


def _is_piece(text: str, lexicon: Lexicon) -> bool:
    entry = lexicon.entries.get(text)
    if entry is None:
        return False
    meaningful = bool(entry.kind or entry.senses or entry.areas or entry.offices)
    return len(text) > 3 or (len(text) == 3 and (meaningful or entry.role & lx.PROVINCE != 0)) or bool(entry.role & lx.HOME)


def _mistyped(items: list[Item], lexicon: Lexicon) -> list[Item]:
    """Items not understood, read as slips of the hand: two or three together first, then each alone."""
    found: list[Item] = []
    start = 0
    while start < len(items):
        end = start + 1
        if items[start].entry is None:
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
    return all(_JOINS_LETTERS.fullmatch(item.gap) for item in run)


def _near(item: Item, lexicon: Lexicon) -> list[Item]:
    corrected = _corrected(item.text, item, lexicon)
    if corrected[0].areas or corrected[0].entry:
        return corrected
    return _kind_and_rest(item, lexicon) or _cut_short(item, lexicon) or [item]


def _kind_and_rest(item: Item, lexicon: Lexicon) -> list[Item]:
    """A word for a kind run together with a mistyped name: desabejiharj."""
    for end in range(len(item.text) - 4, 3, -1):
        entry = lexicon.entries.get(item.text[:end])
        if entry and entry.kind:
            rest = _corrected(item.text[end:], Item(item.text[end:], "", None), lexicon)
            return [Item(item.text[:end], item.gap, entry), *rest] if rest[0].areas else []
    return []


def _cut_short(item: Item, lexicon: Lexicon) -> list[Item]:
    if len(item.text) < lx.SHORTEST_NEAR or not item.text.isalpha():
        return []
    keys = [key for key in lexicon.spellings.beginning(item.text) if lexicon.entries[key].areas]
    areas = {unit: Guess(SHORTENED, key) for key in keys for unit in lexicon.entries[key].areas}
    return [Item(item.text, item.gap, None, areas, item.aside)] if 0 < len(keys) <= 12 else []


def _corrected(text: str, item: Item, lexicon: Lexicon) -> list[Item]:
    """The item as the word it comes nearest to, or as any of the units it may name; unchanged where nothing is near."""
    near = [Guess(cost, key) for cost, key in lexicon.spellings.near(text)]
    possible = [guess for guess in near if guess.cost <= _limit(guess.key, lexicon)]
    if not possible:
        return [item]
    best = possible[0]
    rivals = [guess for guess in near if guess is not best and _rivals(text, best, guess, lexicon)]
    if any(lexicon.entries[guess.key].areas for guess in (best, *rivals)):
        return [_as_area(text, item, best, [guess for guess in near if guess in possible or guess in rivals], rivals, lexicon)]
    entry = _any_of([lexicon.entries[guess.key] for guess in (best, *rivals)])
    return [Item(text, item.gap, entry, {}, item.aside)]


def _any_of(entries: list[Entry]) -> Entry | None:
    """The one meaning of equally near words, all the senses of words of offices, None where they differ otherwise."""
    if not any(_differs(entries[0], entry) for entry in entries):
        return entries[0]
    if all(entry.senses and not entry.kind and not entry.role & lx.FOREIGN for entry in entries):
        return Entry(senses=tuple(sense for entry in entries for sense in entry.senses))
    return None


def _as_area(text: str, item: Item, best: Guess, near: list[Guess], rivals: list[Guess], lexicon: Lexicon) -> Item:
    """The item as any of the units it may name, uncertain where a word of another meaning is as near."""
    others = [guess for guess in (best, *rivals) if not lexicon.entries[guess.key].areas]
    uncertain = any(_differs(NOTHING, lexicon.entries[guess.key]) for guess in others)
    entry = None if rivals or others else lexicon.entries[best.key]
    return Item(text, item.gap, entry, _area_guesses(near, lexicon), item.aside, uncertain)


def _rivals(text: str, best: Guess, other: Guess, lexicon: Lexicon) -> bool:
    """Whether two near words are too near to be told apart; a word that names no unit of ours must be as near as one that does."""
    ours, theirs = lexicon.entries[best.key].areas, lexicon.entries[other.key].areas
    if ours and not theirs:
        return typos.slips(text, other.key) <= typos.slips(text, best.key)
    return is_rival(text, best, other)


def is_rival(text: str, best: Guess, other: Guess) -> bool:
    """Whether another name is too near to be told from the best one: as few slips, little more likely, or letters left out."""
    if other.cost < best.cost + (MARGIN if best.cost > lx.FOLD else MARGIN - lx.FOLD):
        return True
    if typos.slips(text, other.key) <= typos.slips(text, best.key):
        return True
    return best.cost > lx.FOLD and other.cost <= best.cost + MARGIN_OF_OMISSION and typos.is_within(text, other.key)


def _differs(one: Entry, other: Entry) -> bool:
    return (one.kind, one.senses, one.role & lx.FOREIGN) != (other.kind, other.senses, other.role & lx.FOREIGN)


def _area_guesses(near: list[Guess], lexicon: Lexicon) -> dict[int, Guess]:
    areas: dict[int, Guess] = {}
    for guess in near:
        for unit in lexicon.entries[guess.key].areas:
            areas.setdefault(unit, guess)
    return areas


def _limit(key: str, lexicon: Lexicon) -> float:
    """The most a slip from this key may cost to be thought of at all."""
    if lexicon.entries[key].areas:
        return 1.0 if len(key) < 5 else 1.6 if len(key) == 5 else 2.0 if len(key) < 8 else 3.0
    if lexicon.entries[key].role & ~(lx.FOREIGN | lx.HOME | lx.PROVINCE | lx.TYPE) and not lexicon.entries[key].senses:
        return 1.0 if len(key) > 7 else 0.0
    return 0.0 if len(key) < 5 else lx.FOLD if len(key) == 5 else 1.0 if len(key) < 9 else 1.5


def _one_slip_away(text: str, lexicon: Lexicon) -> dict[int, Guess]:
    """Our units whose name is one slip from another place's: either may be meant."""
    near = [Guess(cost, key) for cost, key in lexicon.spellings.near(text) if 0 < cost <= MARGIN]
    return _area_guesses(near, lexicon)


def _without_asides(items: list[Item], introduction: int) -> list[Item]:
    """Without a person's name behind words of that role, and without what is not understood of an address beside the name."""
    kept: list[Item] = []
    introduced = False
    for item in items:
        unknown = item.entry is None and not item.areas
        if unknown and (introduced or item.aside):
            continue
        introduced = item.has(introduction) or (introduced and unknown)
        kept.append(item)
    return kept
