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

_CLASS_OF_BYTE = _CLASSES.tobytes()

_FIELD, _ONE_COLON, _ONE_SIGN, _ONE_SLASH = (1 << 20) - 1, 1, 1 << 20, 1 << 40
_WEIGHTS = np.array([0, 0, 0, _ONE_SLASH, 0, _ONE_SIGN, _ONE_COLON, 2 * _ONE_COLON], dtype=np.int64)
"""What each class adds to a count: three counts in one number, a strange sign being as good as a second colon."""

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

    def slices(self, starts: Positions, ends: Positions) -> list[str]:
        return [self.slice(start, end) for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]


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

    The head goes from `head_start` to `head_end`, its host to `host_end`, the first of exactly two folders to `name_end` (otherwise
    these are empty). A last folder that is only a number is no part of it, but stands between `head_end` and `id_start` (usually empty).
    `owner_start` to `owner_end` is the value of a parameter that names the account, `rest_start` to `rest_end` are all parameters
    after the id (empty: there are none).
    """

    head_start: Positions
    host_end: Positions
    name_end: Positions
    head_end: Positions
    id_start: Positions
    id_end: Positions
    owner_start: Positions
    owner_end: Positions
    rest_start: Positions
    rest_end: Positions
    has_suffix: Flags
    fits: Flags

    def clear(self, rows: Positions) -> None:
        """Leave links that could not be taken apart with nothing but empty stretches."""
        for ends in (self.host_end, self.name_end, self.head_end, self.id_start, self.id_end):
            ends[rows] = self.head_start[rows]
        self.owner_end[rows] = self.owner_start[rows]

    def only(self, rows: Positions) -> Parts:
        return Parts(*(getattr(self, name)[rows] for name in self.__slots__))


class Scan:
    """A text's tokens (what stands between spaces): `starts` and `ends` of each.

    `plain`: it could be a plain link, and nothing in it calls for a closer look. Everything is worked out from the signs (whatever is
    neither letter nor digit, - or _), of which a link has about ten: `_at` is where each stands, `_kinds` what it is. A token's own
    signs are those between the spaces around it, `_before` and `_behind`.
    """

    def __init__(self, text: Text, owner_names: tuple[str, ...]) -> None:
        self.text = text
        self._owner_names = owner_names
        classes = _classes_with_commas_apart(text)
        self._at = np.flatnonzero(classes != WORD)
        self._kinds = classes[self._at]
        self._counts = np.cumsum(_WEIGHTS.take(self._kinds))
        self._before, self._behind = self._spaces()
        self.starts, self.ends = self._at[self._before] + 1, self._at[self._behind]
        first = text.words[self.starts] | _LOWER_FIRST
        self._secure = first == _HTTPS
        self._body = self.starts + 7 + self._secure
        self._question = self._questions()
        self.plain = self._could_be_links(self._secure | ((first & _FIRST_BYTES[7]) == _HTTP))

    def _spaces(self) -> tuple[Positions, Positions]:
        """The signs that are the spaces before and behind each token."""
        spaces = np.flatnonzero(self._kinds == SPACE)
        apart = np.flatnonzero(np.diff(self._at[spaces]) > 1)
        return spaces[apart], spaces[apart + 1]

    def _questions(self) -> Positions:
        """The first question mark of each token, the space behind it where there is none."""
        found = np.flatnonzero(self._kinds == QUESTION)[::-1]
        questions = self._behind.copy()
        questions[np.searchsorted(self._before, found) - 1] = found  # of several in a token the first one comes last
        return questions

    def _could_be_links(self, begun: Flags) -> Flags:
        """Of the tokens that begin like links those with one colon, no strange sign, no slash behind the question mark."""
        inside = self._counted(self._before, self._behind)
        begun &= (inside & _FIELD) == _ONE_COLON
        begun &= self._counted(self._question, self._behind) < _ONE_SLASH
        begun &= self.ends - self.starts < _FIELD
        return begun & _LAST[self.text.codes[self.ends - 1]]

    def _counted(self, before: Positions, behind: Positions) -> Positions:
        """How many signs of each kind stand between two signs, as `_WEIGHTS` counts them."""
        counted: Positions = self._counts[behind - 1] - self._counts[before]
        return counted

    def idle(self, rows: Positions) -> Flags:
        """Whether tokens are words or the numbers of a list, which can be no part of a link."""
        start, end = self.starts[rows], self.ends[rows]
        last = self.text.codes[end - 1]
        signs = self._behind[rows] - self._before[rows] - 1
        numbering: Flags = (end - start <= 4) & _DIGIT[self.text.codes[start]] & ((last == ord(".")) | (last == ord(")")))
        idle: Flags = signs == 0
        idle |= (signs == 1) & (numbering | (last == ord(":")))
        return idle

    def token(self, row: int) -> str:
        return self.text.slice(int(self.starts[row]), int(self.ends[row]))

    def by_path(self, rows: Positions) -> Parts:
        """Links whose id is the last segment of the path."""
        codes, body, behind = self.text.codes, self._body[rows], self._question[rows]
        closing = (self._kinds[behind - 1] == SLASH) & (self._at[behind - 1] == self._at[behind] - 1)
        end = self._at[behind] - closing
        last = behind - closing - 1  # the sign before the id, or a dot in it
        has_suffix = ((self.text.words[end - 8] >> np.uint64(24)) == _HTML) & (self._kinds[last - 1] == SLASH)
        handle = (codes[self._at[last]] == ord("@")) & (self._at[last - 1] == self._at[last] - 1)
        slash = last - (has_suffix | handle)
        start = self._at[slash] + 1 + handle
        fits = (self._kinds[slash] == SLASH) & (self._at[slash] > body) & (end - 5 * has_suffix > start)
        fits &= self._counted(self._before[rows], slash) % _ONE_SLASH < _ONE_SIGN
        head_end = np.where(handle, start, self._number_before(slash, body))
        host_end, name_end = self._folders(self._before[rows], slash)
        name_end = np.where(head_end == self._at[slash] + 1, name_end, host_end)
        rest_start, none = self._at[behind] + 1, self.ends[rows]
        return Parts(body, host_end, name_end, head_end, start, end, none, none, rest_start, none, has_suffix, fits)

    def _folders(self, before: Positions, slash: Positions) -> tuple[Positions, Positions]:
        """Where the host ends, and where the first folder does if there is one more before the slash; otherwise the same again."""
        slashes = np.flatnonzero(self._kinds == SLASH)
        passed = np.cumsum(self._kinds == SLASH)
        first = np.minimum(passed[before + 3], len(slashes) - 2)  # after a space, a colon and two slashes
        host_end = self._at[slashes[first]]
        two_folders = passed[slash] - 1 - first == 2
        return host_end, np.where(two_folders, self._at[slashes[first + 1]], host_end)

    def _number_before(self, slash: Positions, body: Positions) -> Positions:
        """Where the folder before a slash begins if it is a number, otherwise what comes after the slash."""
        folder, end = self._at[slash - 1] + 1, self._at[slash]
        maybe = np.flatnonzero((self._kinds[slash - 1] == SLASH) & (folder > body) & _DIGIT[self.text.codes[folder]])
        numbers = maybe[self.text.are_digits(folder[maybe], end[maybe])]
        starts = end + 1
        starts[numbers] = folder[numbers]
        return starts

    def by_parameter(self, rows: Positions) -> Parts:
        """Links whose id is the value of the first parameter."""
        codes, body, question, behind = self.text.codes, self._body[rows], self._question[rows], self._behind[rows]
        equals = np.minimum(question + 1, behind)
        next_sign = np.minimum(equals + 1, behind)
        start, end = self._at[equals] + 1, self._at[next_sign]
        fits = (question < equals) & (codes[self._at[equals]] == ord("=")) & (start < end)
        fits &= (next_sign == behind) | (codes[end] == ord("&"))
        fits &= self._counted(self._before[rows], question) % _ONE_SLASH < _ONE_SIGN
        owner_start, owner_end, clear = self._owners(next_sign, behind)
        whole, head_end, rest_end = body.copy(), start.copy(), self.ends[rows]
        no_suffix = np.zeros(len(rows), dtype=np.bool_)
        return Parts(body, whole, whole, head_end, start, end, owner_start, owner_end, end, rest_end, no_suffix, fits & clear)

    def _owners(self, next_sign: Positions, behind: Positions) -> tuple[Positions, Positions, Flags]:
        """Where a further parameter names the account, and whether that is clear: it is not if several do."""
        first = np.searchsorted(self._owner_parameters, next_sign)
        number = np.searchsorted(self._owner_parameters, behind) - first
        equals = np.append(self._owner_parameters, 0)[first] + 1
        found = number > 0
        value_end = np.minimum(equals + 1, len(self._at) - 1)
        start = np.where(found, self._at[equals] + 1, self._at[behind])
        end = np.where(found, self._at[value_end], start)
        closed = (value_end == behind) | (self.text.codes[end] == ord("&"))
        return start, end, ~found | ((number == 1) & (start < end) & closed)

    @cached_property
    def _owner_parameters(self) -> Positions:
        """The ampersands before parameters that name an account."""
        signs = np.flatnonzero(self._kinds == SIGN)
        words = self.text.words[self._at[signs]] | _LOWER_NAME
        named = np.zeros(len(signs), dtype=np.bool_)
        for name in self._owner_names:
            sign = f"&{name}=".encode()
            named |= (words & _FIRST_BYTES[len(sign)]) == word64(sign)
        return signs[named]


def _classes_with_commas_apart(text: Text) -> npt.NDArray[np.uint8]:
    """The class of each character, commas and semicolons counted as spaces where a space or the next link follows them."""
    classes = np.frombuffer(bytearray(text.raw.translate(_CLASS_OF_BYTE)), dtype=np.uint8)
    if b"," in text.raw or b";" in text.raw:
        commas = np.flatnonzero((text.codes == ord(",")) | (text.codes == ord(";")))
        next_link = (text.words[commas] >> np.uint64(8) & _FIRST_BYTES[4]) == word64(b"http")
        classes[commas[next_link | (classes[commas + 1] == SPACE)]] = SPACE
    return classes
