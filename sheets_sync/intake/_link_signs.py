"""The signs in ASCII text: whatever is neither letter nor digit, - or _.

A link has about ten of them, and whatever is to be known of it is worked out from these.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt

from sheets_sync.intake._link_bytes import FIRST_BYTES, Positions, Text, word64

SPACE, WORD, DOT, SLASH, QUESTION, SIGN, COLON, STRANGE, COMMA = range(9)
CLASSES = np.full(256, STRANGE, dtype=np.uint8)
for _class, _characters in (
    (SPACE, b" \t\n\r\f\v"),
    (WORD, b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"),
    (DOT, b".@"),
    (SLASH, b"/"),
    (QUESTION, b"?"),
    (SIGN, b"=&%~+"),
    (COLON, b":"),
    (COMMA, b",;"),
):
    CLASSES[np.frombuffer(_characters, dtype=np.uint8)] = _class

_CLASS_OF_BYTE = CLASSES.tobytes()

FIELD, ONE_COLON, ONE_SIGN, ONE_SLASH = (1 << 11) - 1, 1, 1 << 11, 1 << 21
_WEIGHTS = np.array([0, 0, 0, ONE_SLASH, 0, ONE_SIGN, ONE_COLON, 2 * ONE_COLON], dtype=np.uint32)
"""What each class adds to a count: three counts in one number, a strange sign being as good as a second colon."""
LONGEST = 1000
"""A token with more characters, whose counts might not fit into their parts of the number, calls for a closer look."""


class Signs:
    """A text's signs: `at` is where each stands, `kinds` what it is."""

    def __init__(self, text: Text) -> None:
        self.text = text
        classes = np.frombuffer(text.raw.translate(_CLASS_OF_BYTE), dtype=np.uint8)
        self.at = np.flatnonzero(classes != WORD)
        self.kinds = classes[self.at]
        self._tell_commas_apart()
        weights = _WEIGHTS.take(self.kinds)
        self._counts = np.cumsum(weights, dtype=np.uint32, out=weights)

    def _tell_commas_apart(self) -> None:
        """Count commas and semicolons as spaces where a space or the next link follows them, otherwise as strange signs."""
        commas = np.flatnonzero(self.kinds == COMMA)
        following = self.at[commas] + 1
        next_link = (self.text.words[following] & FIRST_BYTES[4]) == word64(b"http")
        apart = next_link | (CLASSES[self.text.codes[following]] == SPACE)
        self.kinds[commas] = np.where(apart, np.uint8(SPACE), np.uint8(STRANGE))

    @cached_property
    def in_parameters(self) -> Positions:
        """Where the signs stand that separate parameters, and their names from their values."""
        at: Positions = self.at[self.kinds == SIGN]
        codes = self.text.codes[at]
        chosen: Positions = at[(codes == ord("&")) | (codes == ord("="))]
        return chosen

    def counted(self, before: Positions, behind: Positions) -> npt.NDArray[np.uint32]:
        """How many signs of each kind stand between two signs, as `_WEIGHTS` counts them."""
        counted: npt.NDArray[np.uint32] = self._counts[behind - 1] - self._counts[before]
        return counted

    def behind_host(self, opening: Positions) -> Positions:
        """The sign behind the host that begins after a sign: the first that is no full stop."""
        signs = opening + 1
        dots = np.flatnonzero(self.kinds[signs] == DOT)
        while len(dots):
            signs[dots] += 1
            dots = dots[self.kinds[signs[dots]] == DOT]
        return signs
