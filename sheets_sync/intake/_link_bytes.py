"""ASCII text as bytes, eight at a time: many stretches of it compared and hashed in one numpy operation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Positions = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]

FIRST_BYTES = np.array([(1 << 8 * count) - 1 for count in range(9)], dtype=np.uint64)
"""At each position that many bytes of a word, from the first on."""
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_FOLD = np.uint64(29)
PADDING = b"\n" * 9


def word64(text: bytes) -> np.uint64:
    """Up to eight bytes as one number, as they lie in memory."""
    return np.uint64(int.from_bytes(text, "little"))


_ZEROS, _SIX, _HIGH = word64(b"0" * 8), word64(b"\6" * 8), word64(b"\xf0" * 8)


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
        at, so_far = starts, hashes
        while len(left):
            so_far = (so_far ^ (self.words[at] & FIRST_BYTES[np.minimum(left, 8)])) * _MULTIPLIER
            so_far ^= so_far >> _FOLD
            hashes[rows] = so_far
            longer = np.flatnonzero(left > 8)
            rows = longer if isinstance(rows, slice) else rows[longer]
            at, left, so_far = at[longer] + 8, left[longer] - 8, so_far[longer]
        return hashes

    def are_digits(self, starts: Positions, ends: Positions) -> Flags:
        """Whether each stretch is all digits."""
        digits = np.ones(len(starts), dtype=np.bool_)
        rows = np.arange(len(starts))
        while len(rows):
            behind = ~FIRST_BYTES[np.minimum(ends[rows] - starts[rows], 8)]
            words = self.words[starts[rows]] & ~behind | _ZEROS & behind
            digits[rows] &= ((words & _HIGH) == _ZEROS) & (((words + _SIX) & _HIGH) == _ZEROS)
            starts = starts + 8
            rows = rows[digits[rows] & (starts[rows] < ends[rows])]
        return digits

    def begin_with(self, prefix: str, starts: Positions, ends: Positions) -> Flags:
        """Whether each stretch begins with the prefix, of at most eight characters, and goes on after it."""
        code = prefix.encode()
        begun: Flags = self.words[starts] & FIRST_BYTES[len(code)] == word64(code)
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
