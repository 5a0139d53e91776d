"""Typed words to understood items: exact, then other spellings, run-together words, slips of the hand."""

from __future__ import annotations

import re

from sheets_sync.intake import _unit_roles as roles
from sheets_sync.intake._unit_items import JOINS_DIGITS, JOINS_LETTERS, Guess, Item
from sheets_sync.intake._unit_lexicon import LONGEST_SPAN, Lexicon, unrepeated
from sheets_sync.intake._unit_slips import mistyped, one_slip_away
from sheets_sync.intake._unit_text import Token
from sheets_sync.intake._unit_vocabulary import NOTHING, Entry

_INCIDENTAL = re.compile(r"(?:0|62)\d{8,13}|55\d{3}|(?:19|20)\d\d")
"""A telephone number, the regency's postal codes, a year."""


def scan(words: list[Token], lexicon: Lexicon) -> list[Item]:
    """The items of an answer in order; what a person's title introduces and what is incidental is left out."""
    items = _exact(words, lexicon)
    if any(item.entry is None for item in items):
        items = _without_asides(_spelt_otherwise(items, lexicon), roles.TITLE)
        items = _without_asides(mistyped(items, lexicon), roles.PERSON)
    for item in items:
        if item.has(roles.ELSEWHERE) and not item.areas:
            item.areas = one_slip_away(item.text, lexicon)
    return items


def _exact(words: list[Token], lexicon: Lexicon) -> list[Item]:
    items, start = [], 0
    while start < len(words):
        end, text = _longest_span(words, start, lexicon)
        items.append(_item(text, words[start], lexicon.entries.get(text)))
        start = end
    return items


def _longest_span(words: list[Token], start: int, lexicon: Lexicon) -> tuple[int, str]:
    """The end of the longest known run of words from `start` and the run as one word; one word where none is known."""
    text = words[start].text
    best = start + 1, text
    for end in range(start + 1, min(len(words), start + LONGEST_SPAN)):
        word = words[end]
        joins = JOINS_DIGITS if word.text.isdigit() and text[-1].isdigit() else JOINS_LETTERS
        if word.spelt or words[start].spelt or not joins.fullmatch(word.gap):
            break
        text = _joined(text, word.text, lexicon)
        if text in lexicon.entries:
            best = end + 1, text
    return best


def _joined(text: str, word: str, lexicon: Lexicon) -> str:
    """Two words as one, a letter typed at the end of one and the start of the other only once where that is a name: Sumber Rejo."""
    if text[-1] == word[0] and (text + word) not in lexicon.entries and lexicon.entries.get(text + word[1:], NOTHING).areas:
        return text + word[1:]
    return text + word


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
        return [Item(item.text, item.gap, Entry(role=roles.FILLER))]
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
    forms = [unrepeated(text)]
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
    return len(text) > 3 or (len(text) == 3 and (meaningful or entry.role & roles.PROVINCE != 0)) or bool(entry.role & roles.HOME)


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
