"""Plainly written links in a mass of text, found and hashed all at once: every step is one numpy operation over many cells.

A plain link is `https://HEAD ID`, where the head goes up to the last slash of the path (www.instagram.com/p/) or up to the first
equals sign of the parameters (www.youtube.com/watch?v=) and the id consists of letters, digits, - and _. What a head means is for
others to say; there are far fewer heads than links.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

Positions = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]

SPACE, WORD, DOT, SLASH, QUESTION, SIGN, COLON, STRANGE = range(8)
_CLASSES = np.full(256, STRANGE, dtype=np.uint8)
for _class, _characters in (
    (SPACE, b" \t\n\r\f\v"),
    (WORD, b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"),
    (DOT, b".@"),
    (SLASH, b"/"),
    (QUESTION, b"?"),
    (SIGN, b"=&%~+"),
    (COLON, b":"),
):
    _CLASSES[np.frombuffer(_characters, dtype=np.uint8)] = _class

_LAST = np.isin(np.arange(256), np.frombuffer(b"/=-_", dtype=np.uint8)) | np.char.isalnum(np.arange(256, dtype=np.uint8).view("S1"))
_DIGIT = np.isin(np.arange(256), np.frombuffer(b"0123456789", dtype=np.uint8))

_FIRST_BYTES = np.array([(1 << 8 * count) - 1 for count in range(9)], dtype=np.uint64)
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_FOLD = np.uint64(29)
PADDING = b"\n" * 9


def word64(text: bytes) -> np.uint64:
    """Up to eight bytes as one number, as they lie in memory."""
    return np.uint64(int.from_bytes(text, "little"))


_HTTPS, _HTTP, _HTML = word64(b"https://"), word64(b"http://"), word64(b".html")
_ZEROS, _SIX, _HIGH = word64(b"0" * 8), word64(b"\6" * 8), word64(b"\xf0" * 8)
_LOWER_FIRST, _LOWER_NAME = word64(b" "), word64(b" " * 8)  # setting this bit makes letters small, and leaves = and & alone


def mix(first: Hashes, second: Hashes) -> Hashes:
    """One hash from two, whose order matters."""
    mixed = (first ^ (second + np.uint64(1)) * _MULTIPLIER) * _MULTIPLIER
    return mixed ^ (mixed >> _FOLD)


@dataclass(frozen=True, slots=True)
class Text:
    """ASCII text between `PADDING`s: its bytes, and at each position the eight bytes from there on as one number."""

    raw: bytes
    codes: npt.NDArray[np.uint8]
    words: Hashes

    @classmethod
    def of(cls, text: str) -> Text:
        raw = PADDING + text.encode("ascii") + PADDING
        words = np.ndarray(shape=(len(raw) - 7,), dtype="<u8", buffer=raw, strides=(1,))
        return cls(raw, np.frombuffer(raw, dtype=np.uint8), words)

    def hashes(self, starts: Positions, ends: Positions) -> Hashes:
        """A hash of each stretch of the text, eight bytes at a time."""
        left = ends - starts
        hashes = left.astype(np.uint64) * _MULTIPLIER
        rows: Positions | slice = slice(None)
        at = starts
        while len(left):
            part = hashes[rows] ^ (self.words[at] & _FIRST_BYTES[np.minimum(left, 8)])
            part *= _MULTIPLIER
            hashes[rows] = part ^ (part >> _FOLD)
            longer = np.flatnonzero(left > 8)
            rows = longer if isinstance(rows, slice) else rows[longer]
            at, left = at[longer] + 8, left[longer] - 8
        return hashes

    def are_digits(self, starts: Positions, ends: Positions) -> Flags:
        """Whether each stretch is all digits."""
        digits = np.ones(len(starts), dtype=np.bool_)
        rows = np.arange(len(starts))
        while len(rows):
            behind = ~_FIRST_BYTES[np.minimum(ends[rows] - starts[rows], 8)]
            words = self.words[starts[rows]] & ~behind | _ZEROS & behind
            digits[rows] &= ((words & _HIGH) == _ZEROS) & (((words + _SIX) & _HIGH) == _ZEROS)
            starts = starts + 8
            rows = rows[digits[rows] & (starts[rows] < ends[rows])]
        return digits

    def begin_with(self, prefix: str, starts: Positions, ends: Positions) -> Flags:
        """Whether each stretch begins with the prefix, of at most eight characters, and goes on after it."""
        code = prefix.encode()
        begun: Flags = self.words[starts] & _FIRST_BYTES[len(code)] == word64(code)
        return begun & (ends - starts > len(code))

    def slice(self, start: int, end: int) -> str:
        return self.raw[start:end].decode("ascii")


def hashes_of(texts: list[str]) -> Hashes:
    """The same hash of each text, which may hold any characters."""
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    ends = np.cumsum([len(piece) for piece in encoded], dtype=np.int64) + len(PADDING)
    raw = PADDING + b"".join(encoded) + PADDING
    words = np.ndarray(shape=(len(raw) - 7,), dtype="<u8", buffer=raw, strides=(1,))
    starts = np.concatenate([[len(PADDING)], ends[:-1]]) if texts else ends
    return Text(raw, np.frombuffer(raw, dtype=np.uint8), words).hashes(starts, ends)


@dataclass(frozen=True, slots=True)
class Parts:
    """Of each plain link where its head and its id stand, what follows the id, and whether it could be taken apart so at all.

    A last folder that is only a number is no part of the head, but stands between `head_end` and `id_start` (usually empty).
    `owner_start` to `owner_end` is the value of a parameter that names the account, `rest_start` to `rest_end` are all parameters
    after the id (empty: there are none).
    """

    head_start: Positions
    head_end: Positions
    id_start: Positions
    id_end: Positions
    owner_start: Positions
    owner_end: Positions
    rest_start: Positions
    rest_end: Positions
    has_suffix: Flags
    fits: Flags

    def only(self, rows: Positions) -> Parts:
        return Parts(*(getattr(self, name)[rows] for name in self.__slots__))


class Scan:
    """A text's tokens (what stands between spaces): `starts` and `ends` of each.

    `plain`: it could be a plain link, and nothing in it calls for a closer look.
    """

    def __init__(self, text: Text, owner_names: tuple[str, ...]) -> None:
        self.text = text
        self._owner_names = owner_names
        self._classes = _with_commas_apart(text, _CLASSES.take(text.codes))
        space = self._classes == SPACE
        edges = np.flatnonzero(space[1:] != space[:-1]) + 1
        self.starts, self.ends = edges[0::2], edges[1::2]
        first = text.words[self.starts] | _LOWER_FIRST
        self._secure = first == _HTTPS
        self._body = self.starts + 7 + self._secure
        self._path_end = np.minimum(_next(self._questions, self._body), self.ends)
        self.plain = self._could_be_links(first, space)

    def _could_be_links(self, first: Hashes, space: Flags) -> Flags:
        plain: Flags = self._secure | ((first & _FIRST_BYTES[7]) == _HTTP)
        odd = np.concatenate([np.flatnonzero(self._classes == STRANGE), self._colons_inside(space)])
        plain[np.searchsorted(self.starts, odd, side="right") - 1] = False
        plain &= _LAST[self.text.codes[self.ends - 1]]
        with_query = np.flatnonzero(plain & (self._path_end < self.ends))
        plain[with_query] = _none_between(self._slashes, self._path_end[with_query], self.ends[with_query])
        return plain

    def _colons_inside(self, space: Flags) -> Positions:
        """Colons that do not belong to a scheme at the start of a token."""
        colons = np.flatnonzero(self._classes == COLON)
        return colons[~(space[colons - 5] | space[colons - 6])]

    def idle(self, rows: Positions) -> Flags:
        """Whether tokens are words or the numbers of a list, which can be no part of a link."""
        codes, start, end = self.text.codes, self.starts[rows], self.ends[rows]
        last = codes[end - 1]
        others = np.searchsorted(self._not_word, end) - np.searchsorted(self._not_word, start)
        numbering: Flags = (end - start <= 4) & _DIGIT[codes[start]] & ((last == ord(".")) | (last == ord(")")))
        idle: Flags = others == 0
        idle |= (others == 1) & (numbering | (last == ord(":")))
        return idle

    def token(self, row: int) -> str:
        return self.text.slice(int(self.starts[row]), int(self.ends[row]))

    def by_path(self, rows: Positions) -> Parts:
        """Links whose id is the last segment of the path."""
        text, body, path_end = self.text, self._body[rows], self._path_end[rows]
        end = path_end - (text.codes[path_end - 1] == ord("/"))
        slash = self._slashes[np.searchsorted(self._slashes, end) - 1]
        start = np.minimum(slash + 1, end)
        start += text.codes[start] == ord("@")
        folder = self._number_before(slash, np.maximum(start - 1, body), body)
        has_suffix = (text.words[end - 8] >> np.uint64(24)) == _HTML
        word_end = end - 5 * has_suffix
        fits = (slash > body) & (word_end > start)
        fits &= _none_between(self._dots, start, word_end) & _none_between(self._signs, body, end)
        return Parts(body, np.where(folder > 0, folder, start), start, end, end, end, path_end + 1, self.ends[rows], has_suffix, fits)

    def _number_before(self, slash: Positions, last: Positions, body: Positions) -> Positions:
        """Where the folder before the last slash begins if it is a number, 0 where it is not."""
        before = self._slashes[np.maximum(np.searchsorted(self._slashes, slash) - 1, 0)] + 1
        folder = np.where((before > body) & (before < slash) & (slash == last), before, 0)
        maybe = np.flatnonzero((folder > 0) & _DIGIT[self.text.codes[folder]])
        numbers = maybe[self.text.are_digits(folder[maybe], slash[maybe])]
        starts = np.zeros(len(slash), dtype=np.int64)
        starts[numbers] = folder[numbers]
        return starts

    def by_parameter(self, rows: Positions) -> Parts:
        """Links whose id is the value of the first parameter."""
        body, question, end = self._body[rows], self._path_end[rows], self.ends[rows]
        equals = _next(self._equals, question)
        id_start = equals + 1
        id_end = np.maximum(np.minimum(_next(self._ampersands, id_start), end), id_start)
        fits = (question < equals) & (id_start < id_end) & (id_end <= end)
        fits &= _none_between(self._not_word, question + 1, equals) & _none_between(self._not_word, id_start, id_end)
        fits &= _none_between(self._signs, body, question)
        owner_start, owner_end, clear = self._owners(id_end, end)
        none = np.zeros(len(rows), dtype=np.bool_)
        return Parts(body, id_start, id_start, id_end, owner_start, owner_end, id_end, end, none, fits & clear)

    def _owners(self, start: Positions, end: Positions) -> tuple[Positions, Positions, Flags]:
        """Where a further parameter names the account, and whether that is clear: it is not if several do."""
        first = _next(self._owner_parameters, start)
        found = first < end
        clear = np.searchsorted(self._owner_parameters, end) - np.searchsorted(self._owner_parameters, start) <= 1
        owner_start = np.where(found, _next(self._equals, first) + 1, end)
        owner_end = np.where(found, np.minimum(_next(self._ampersands, owner_start), end), end)
        return owner_start, owner_end, clear & _none_between(self._not_word, owner_start, owner_end)

    @cached_property
    def _owner_parameters(self) -> Positions:
        ampersands = self._ampersands[:-1]
        words = self.text.words[ampersands] | _LOWER_NAME
        named = np.zeros(len(ampersands), dtype=np.bool_)
        for name in self._owner_names:
            sign = f"&{name}=".encode()
            named |= (words & _FIRST_BYTES[len(sign)]) == word64(sign)
        return self._all(ampersands[named])

    @cached_property
    def _slashes(self) -> Positions:
        return self._all(np.flatnonzero(self._classes == SLASH))

    @cached_property
    def _questions(self) -> Positions:
        return self._all(np.flatnonzero(self._classes == QUESTION))

    @cached_property
    def _dots(self) -> Positions:
        return self._all(np.flatnonzero(self._classes == DOT))

    @cached_property
    def _signs(self) -> Positions:
        return self._all(np.flatnonzero(self._classes == SIGN))

    @cached_property
    def _not_word(self) -> Positions:
        return self._all(np.flatnonzero(self._classes != WORD))

    @cached_property
    def _equals(self) -> Positions:
        signs = self._signs[:-1]
        return self._all(signs[self.text.codes[signs] == ord("=")])

    @cached_property
    def _ampersands(self) -> Positions:
        signs = self._signs[:-1]
        return self._all(signs[self.text.codes[signs] == ord("&")])

    def _all(self, positions: Positions) -> Positions:
        """Positions with one more behind the text, so that there always is a next one."""
        return np.append(positions, len(self.text.raw))


def _with_commas_apart(text: Text, classes: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """The classes, commas and semicolons counted as spaces where a space or the next link follows them."""
    if b"," in text.raw or b";" in text.raw:
        commas = np.flatnonzero((text.codes == ord(",")) | (text.codes == ord(";")))
        next_link = (text.words[commas] >> np.uint64(8) & _FIRST_BYTES[4]) == word64(b"http")
        classes[commas[next_link | (classes[commas + 1] == SPACE)]] = SPACE
    return classes


def _next(positions: Positions, at: Positions) -> Positions:
    return positions[np.minimum(np.searchsorted(positions, at), len(positions) - 1)]


def _none_between(positions: Positions, start: Positions, end: Positions) -> Flags:
    none: Flags = np.searchsorted(positions, start) == np.searchsorted(positions, end)
    return none
