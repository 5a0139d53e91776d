"""Plain links taken apart: the head, which many have in common, the id, and the parameters behind it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sheets_sync.intake._link_bytes import FIRST_BYTES, Flags, Positions, word64
from sheets_sync.intake._link_scan import DIGIT, Scan
from sheets_sync.intake._link_signs import ONE_SIGN, ONE_SLASH, SIGN, SLASH, Signs

_HTML = word64(b".html")
_LOWER_NAME = word64(b" " * 8)  # setting these bits makes letters small, and leaves = and & alone


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


def by_path(scan: Scan, rows: Positions) -> Parts:
    """Links whose id is the last segment of the path."""
    signs, codes, words = scan.signs, scan.text.codes, scan.text.words
    body, opening, behind = scan.body[rows], scan.opening[rows], scan.question[rows]
    closing = (signs.kinds[behind - 1] == SLASH) & (signs.at[behind - 1] == signs.at[behind] - 1)
    end = signs.at[behind] - closing
    last = behind - closing - 1  # the sign before the id, or a dot in it
    has_suffix = ((words[end - 8] >> np.uint64(24)) == _HTML) & (signs.kinds[last - 1] == SLASH)
    handle = (codes[signs.at[last]] == ord("@")) & (signs.at[last - 1] == signs.at[last] - 1)
    slash = last - (has_suffix | handle)
    start = signs.at[slash] + 1 + handle
    fits = (signs.kinds[slash] == SLASH) & (signs.at[slash] > body) & (end - 5 * has_suffix > start)
    fits &= signs.counted(opening, slash) % ONE_SLASH < ONE_SIGN
    head_end = np.where(handle, start, _number_before(signs, slash, body))
    host_end, name_end = _folders(signs, opening, slash)
    name_end = np.where(head_end == signs.at[slash] + 1, name_end, host_end)
    rest_start, none = signs.at[behind] + 1, scan.ends[rows]
    return Parts(body, host_end, name_end, head_end, start, end, none, none, rest_start, none, has_suffix, fits)


def _folders(signs: Signs, opening: Positions, slash: Positions) -> tuple[Positions, Positions]:
    """Where the host ends, and where the first folder does if there is one more before the slash; otherwise the same again."""
    host = signs.behind_host(opening)
    host_end = signs.at[host]
    two_folders = np.flatnonzero(signs.counted(host, slash) // ONE_SLASH == 1)
    name_end = host_end.copy()
    name_end[two_folders] = signs.at[signs.behind_host(host[two_folders])]
    return host_end, name_end


def _number_before(signs: Signs, slash: Positions, body: Positions) -> Positions:
    """Where the folder before a slash begins if it is a number, otherwise what comes after the slash."""
    folder, end = signs.at[slash - 1] + 1, signs.at[slash]
    maybe = np.flatnonzero((signs.kinds[slash - 1] == SLASH) & (folder > body) & DIGIT[signs.text.codes[folder]])
    numbers = maybe[signs.text.are_digits(folder[maybe], end[maybe])]
    starts = end + 1
    starts[numbers] = folder[numbers]
    return starts


def by_parameter(scan: Scan, rows: Positions, owner_names: tuple[str, ...]) -> Parts:
    """Links whose id is the value of the first parameter; `owner_names`: the parameters that may name the account."""
    signs, codes = scan.signs, scan.text.codes
    body, question, behind = scan.body[rows], scan.question[rows], scan.behind[rows]
    equals = np.minimum(question + 1, behind)
    next_sign = np.minimum(equals + 1, behind)
    start, end = signs.at[equals] + 1, signs.at[next_sign]
    fits = (question < equals) & (codes[signs.at[equals]] == ord("=")) & (start < end)
    fits &= (next_sign == behind) | (codes[end] == ord("&"))
    fits &= signs.counted(scan.opening[rows], question) % ONE_SLASH < ONE_SIGN
    owner_start, owner_end, clear = _owners(signs, _owner_parameters(signs, owner_names), next_sign, behind)
    whole, head_end, rest_end = body.copy(), start.copy(), scan.ends[rows]
    no_suffix = np.zeros(len(rows), dtype=np.bool_)
    return Parts(body, whole, whole, head_end, start, end, owner_start, owner_end, end, rest_end, no_suffix, fits & clear)


def _owners(signs: Signs, parameters: Positions, next_sign: Positions, behind: Positions) -> tuple[Positions, Positions, Flags]:
    """Where a further parameter names the account, and whether that is clear: it is not if several do."""
    first = np.searchsorted(parameters, next_sign)
    number = np.searchsorted(parameters, behind) - first
    equals = np.append(parameters, 0)[first] + 1
    found = number > 0
    value_end = np.minimum(equals + 1, len(signs.at) - 1)
    start = np.where(found, signs.at[equals] + 1, signs.at[behind])
    end = np.where(found, signs.at[value_end], start)
    closed = (value_end == behind) | (signs.text.codes[end] == ord("&"))
    return start, end, ~found | ((number == 1) & (start < end) & closed)


def _owner_parameters(signs: Signs, owner_names: tuple[str, ...]) -> Positions:
    """The ampersands before parameters that name an account."""
    found = np.flatnonzero(signs.kinds == SIGN)
    words = signs.text.words[signs.at[found]] | _LOWER_NAME
    named = np.zeros(len(found), dtype=np.bool_)
    for name in owner_names:
        sign = f"&{name}=".encode()
        named |= (words & FIRST_BYTES[len(sign)]) == word64(sign)
    return found[named]


def parameter_names(signs: Signs, starts: Positions, ends: Positions) -> tuple[Positions, Positions, Positions]:
    """The names in stretches of parameters: which stretch each is in, where it begins and where it ends."""
    at = signs.in_parameters
    first = np.searchsorted(at, starts)
    number = np.searchsorted(at, ends) - first
    of = np.repeat(np.arange(len(starts)), number)
    inside = at[np.arange(len(of)) + np.repeat(first - np.cumsum(number) + number, number)]
    further = signs.text.codes[inside] == ord("&")
    of = np.concatenate([np.arange(len(starts)), of[further]])
    names = np.concatenate([starts, inside[further] + 1])
    name_ends = np.append(at, len(signs.text.raw))[np.searchsorted(at, names)]
    return of, names, np.minimum(name_ends, ends[of])
