"""What was typed, as plain lower-case words: odd characters, addresses and run-ins of signs smoothed away."""

from __future__ import annotations

import re
import unicodedata
from numbers import Real
from typing import NamedTuple

from sheets_sync.intake._unit_words import ADDRESS_WORDS, PLACE_ABBREVIATIONS

MOST_TYPED = 20_000
"""Characters beyond which a cell is no unit's name; nothing longer is looked at."""
LARGEST_NUMBER = 10**15
"""Above any code typed as a number."""
MOST_PLAIN = 320
"""Characters of the longest plain text read as a name."""

_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True))
_SQUARED = {chr(start + i): chr(97 + i) for start in (0x1F150, 0x1F170, 0x1F1E6) for i in range(26)}
_LETTERS = str.maketrans(_SMALL_CAPITALS | _SQUARED)

_ADDRESS = re.compile(
    r"(?P<local>[\w.+-]+)@(?P<host>[\w-]+(?:\.[\w-]+)+)"
    r"|(?<!\S)@(?P<handle>[\w.]+)"
    r"|(?:https?://)?(?P<site>(?:[\w-]+\.)+(?:id|com|net|org)\b)(?:[:/]\S*)?"
)
_OF_AN_ADDRESS = re.compile(r"@|\.(?:id|com|net|org)")
"""What every address has in it."""
_FREE_MAIL = re.compile(r"(?:gmail|googlemail|yahoo|ymail|outlook|hotmail|live|icloud|proton|protonmail|rocketmail|example)\.")
_WORD = re.compile(r"[^\W_]+")
_NUMBERING = re.compile(r"^\s*\d{1,3}\s*[.)]\s+(?=\D)")
_TELEPHONE = re.compile(r"(?<!\d)(?:\+?62|0)[\s.-]?8\d(?:[\s.-]?\d){7,10}(?!\d)")
_WHOLE_NUMBER = re.compile(r"^\d+\.0+$")
_ADDRESS_WORDS = frozenset(ADDRESS_WORDS.split())


class Token(NamedTuple):
    """A word: `gap` is what stood before it, `aside` marks the parts of an address, `spelt` letters typed one by one."""

    text: str
    gap: str = ""
    aside: bool = False
    spelt: bool = False


def plain(value: object) -> str:
    """The cell as lower-case text without accents, marks or invisible characters; "" where it is no text or far too long."""
    text = _as_text(value)
    if not text or len(text) > MOST_TYPED:
        return ""
    if not text.isascii():
        text = _ascii_like(text)
    text = " ".join(text.lower().split())
    return text if len(text) <= MOST_PLAIN else ""


def tokens(text: str) -> list[Token]:
    """The words of a plain text, an address in it taken apart into its own words."""
    words = text.split(" ")
    if all(map(str.isalpha, words)):
        return _spelt_out([Token(PLACE_ABBREVIATIONS.get(word, word), " " if place else "") for place, word in enumerate(words)])
    if "8" in text:
        text = _TELEPHONE.sub(" ", text)
    text = _NUMBERING.sub("", text.replace("&", " dan ").replace("+", " dan "))
    if _WHOLE_NUMBER.match(text):
        text = text.split(".")[0]
    if not _OF_AN_ADDRESS.search(text):
        return _spelt_out(_words(text))
    parts = _parts(text)
    alone = not any(_WORD.search(part) for part, address in parts if not address)
    found: list[Token] = []
    for part, address in parts:
        found += _address_words(part, aside=not alone) if address else _words(part)
    return _spelt_out(found)


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, Real):
        return ""
    try:
        number = float(value)
    except OverflowError:
        return ""
    return str(int(number)) if abs(number) < LARGEST_NUMBER and number.is_integer() else ""


def _ascii_like(text: str) -> str:
    text = unicodedata.normalize("NFKC", text.translate(_LETTERS)).casefold()
    kept = []
    for char in unicodedata.normalize("NFKD", text):
        category = unicodedata.category(char)
        if category in ("Mn", "Me", "Cf"):
            continue
        kept.append(" " if category in ("Cc", "So", "Sk", "Cn", "Co", "Cs", "Zl", "Zp") else char)
    return "".join(kept)


def _parts(text: str) -> list[tuple[str, bool]]:
    """The text cut into plain stretches and addresses, an address reduced to the part that may name a unit."""
    parts, end = [], 0
    for found in _ADDRESS.finditer(text):
        parts += [(text[end : found.start()], False), (_naming_part(found), True)]
        end = found.end()
    return [*parts, (text[end:], False)]


def _naming_part(found: re.Match[str]) -> str:
    local, host = found["local"], found["host"]
    if local:
        host = "" if _FREE_MAIL.match(host) else f" {host}"
    said = f"{local}{host}" if local else found["handle"] or found["site"]
    return f"desa {said.removesuffix('desa.id')}" if said.endswith((".desa.id", " desa.id")) else said


def _address_words(part: str, *, aside: bool) -> list[Token]:
    words = (word.rstrip("0123456789") or word for word in _WORD.findall(part.replace("_", " ")))
    return [Token(word, " ", aside) for word in words if word not in _ADDRESS_WORDS]


def _words(part: str) -> list[Token]:
    found, end = [], 0
    for match in _WORD.finditer(part):
        word, (start, behind) = match[0], match.span()
        found.append(Token(PLACE_ABBREVIATIONS.get(word, word), part[end:start]))
        end = behind
    return found


def _spelt_out(words: list[Token]) -> list[Token]:
    """Letters typed one by one (d.l.h, K E P E K) joined into the word they spell."""
    if all(len(word.text) != 1 for word in words):
        return words
    joined: list[Token] = []
    letters: list[Token] = []
    for word in [*words, Token("")]:
        if len(word.text) == 1 and word.text.isalpha():
            letters.append(word)
            continue
        if letters:
            joined.append(Token("".join(letter.text for letter in letters), letters[0].gap, letters[0].aside, len(letters) > 1))
            letters = []
        joined.append(word)
    return joined[:-1]
