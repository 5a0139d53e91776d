"""Plain links in many lines at once: taken apart by the scan, given their meaning by what is known of their heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product

import numpy as np
import numpy.typing as npt

from sheets_sync.domain.link import KINDS, LINK_PLATFORMS, Link
from sheets_sync.intake._link_ascii import SIGN, joined_in_ascii
from sheets_sync.intake._link_bytes import PADDING, Flags, Positions, Text
from sheets_sync.intake._link_heads import (
    NAMES,
    NUMBERS,
    ONLY_LONG,
    OWN_ID,
    OWNER_NAMES,
    PREFIXED,
    SHORT,
    SUFFIXED,
    WITH_REST,
    WITH_TRACKING,
    WORDS,
    literals,
)
from sheets_sync.intake._link_lookup import Lookup, WordSet, rows_of
from sheets_sync.intake._link_meanings import Accounts, Meanings
from sheets_sync.intake._link_openings import Openings
from sheets_sync.intake._link_pages import only_tracking
from sheets_sync.intake._link_parts import Parts, by_parameter, by_path, parameter_names
from sheets_sync.intake._link_reading import read_link
from sheets_sync.intake._link_rows import Rows, identities, identity_hashes, with_numbers
from sheets_sync.intake._link_scan import Scan
from sheets_sync.intake._link_text import candidates

_IDLE = re.compile(rf"[\w()!?;,'{SIGN}-]*(?:\.(?![^\W\d])[\w()!?;,'{SIGN}-]*)*:?|\d[\d/.,-]*[:;)]?|[|&+*>=~-]{{1,3}}", re.ASCII)
"""Words, dates, numbers and signs between things: what can neither be a link nor become part of one when the text is mended."""
_STANDS_ALONE = re.compile(
    r"https?://(?![^?]*//)[^/?]+/(?!.*(?:&amp|%3A))(?:.*/)?(?!(?:p|reels?|tv|status|videos?|photo|posts?|shorts|live)/$)[^/=]+/?$",
    re.IGNORECASE,
)
"""A plain link of which no mending could make another one, whatever stands around it."""


class PlainReader:
    """Reads plain links; learns heads and accounts as they come."""

    def __init__(self) -> None:
        self._meanings = Meanings()
        self._openings = Openings()
        self._parameters = Lookup(tracks=np.bool_)
        self._literals = WordSet(spelling + suffix for word in literals() for spelling in _spellings(word) for suffix in ("", ".html"))

    @property
    def accounts(self) -> Accounts:
        """All accounts seen, numbered."""
        return self._meanings.accounts

    def read(self, texts: list[str]) -> tuple[Rows, Positions]:
        """The plain links in texts, and the positions of the texts where there is something else besides."""
        text, lengths = joined_in_ascii(texts)
        scan = Scan(Text.of(text), self._openings)
        plain = np.flatnonzero(scan.plain)
        rows, read = self._rows(scan, plain, by_path(scan, plain))
        rest = np.flatnonzero(~read)
        more, read[rest] = self._rows(scan, plain[rest], by_parameter(scan, plain[rest], OWNER_NAMES))
        rows.put(rest, more)
        rest = plain[~read]
        singles, single = self._one_by_one(scan, rest)
        unread = np.concatenate([self._not_idle(scan), rest[~single]])
        rows = rows.only(read).with_more(singles)
        line_of = _line_of_each(scan.starts, lengths)
        return replace(rows, place=line_of[rows.place]), np.unique(line_of[unread])

    def of_links(self, places: Positions, links: Sequence[Link]) -> Rows:
        """Links that were read one by one, as rows."""
        return Rows(
            places,
            np.array([LINK_PLATFORMS.index(link.platform) for link in links], dtype=np.int8),
            np.array([KINDS.index(link.kind) for link in links], dtype=np.int8),
            identities([link.canonical_id for link in links]),
            np.array([self.accounts.code(link.account) for link in links], dtype=np.int32),
        )

    def _not_idle(self, scan: Scan) -> Positions:
        others = np.flatnonzero(~scan.plain)
        idle, busy = scan.idle_or_busy(others)
        maybe = np.flatnonzero(~idle & ~busy)
        idle[maybe] = [_is_idle(scan.token(token)) for token in others[maybe].tolist()]
        return others[~idle]

    def _one_by_one(self, scan: Scan, tokens: Positions) -> tuple[Rows, Flags]:
        """The links among the remaining plain tokens that can be read without what stands around them."""
        read, places, links = np.zeros(len(tokens), dtype=np.bool_), [], []
        for at, token in enumerate(tokens.tolist()):
            text = scan.token(token)
            addresses = candidates(text) if _STANDS_ALONE.match(text) else ["", ""]
            read[at] = len(addresses) < 2
            if len(addresses) == 1:
                places.append(token)
                links.append(read_link(addresses[0]))
        return self.of_links(np.array(places, dtype=np.int64), links), read

    def _rows(self, scan: Scan, tokens: Positions, parts: Parts) -> tuple[Rows, Flags]:
        """The tokens at these positions, taken apart so, as links, and which of them could be read as such."""
        parts.clear(np.flatnonzero(~parts.fits))
        numbers = scan.text.hashes(parts.head_end, parts.id_start)
        meant = self._meanings.of(scan.text, parts, numbers)
        ids = scan.text.hashes(parts.id_start, parts.id_end)
        read = parts.fits & _takes(scan.text, parts, meant.takes) & ~self._literals.among(ids)
        self._clear_parameters(
            scan, parts, np.flatnonzero(read & (meant.takes & WITH_REST == 0) & (parts.rest_start < parts.rest_end)), read
        )
        self._name_accounts(scan.text, parts, meant.account, read)
        return Rows(tokens, meant.platform, meant.kind, identity_hashes(with_numbers(meant.prefix, numbers), ids), meant.account), read

    def _clear_parameters(self, scan: Scan, parts: Parts, rows: Positions, read: Flags) -> None:
        """Of links that take no parameters but such as track, read only those that have no others."""
        start, end = parts.rest_start[rows], parts.rest_end[rows]
        of, name_start, name_end = parameter_names(scan.signs, start, end)
        names = rows_of(
            scan.text.hashes(name_start, name_end),
            self._parameters,
            lambda new, at: self._parameters.learn(new, tracks=map(only_tracking, scan.text.slices(name_start[at], name_end[at]))),
        )
        odd = np.unique(of[~self._parameters["tracks"][names]])
        read[rows[odd]] = [only_tracking(scan.text.slice(int(start[row]), int(end[row]))) for row in odd.tolist()]

    def _name_accounts(self, text: Text, parts: Parts, accounts: npt.NDArray[np.int32], read: Flags) -> None:
        """Fill in the accounts that ids name; a link is read only if its id is surely a name."""
        for row in np.flatnonzero(read & (accounts == OWN_ID)).tolist():
            name = text.slice(int(parts.id_start[row]), int(parts.id_end[row]))
            read[row] = name.isdigit() or (name[0].isalpha() and "-" not in name)
            accounts[row] = self.accounts.code(name.lower())


def _line_of_each(starts: Positions, lengths: Positions) -> Positions:
    """The position of the line that each token stands in."""
    tokens = np.diff(np.searchsorted(starts, np.cumsum(lengths + 1) + len(PADDING)), prepend=0)
    return np.repeat(np.arange(len(lengths)), tokens)


def _spellings(word: str) -> set[str]:
    """A word in small and big letters as people and telephones write it; a short one in all mixtures, for it may be an id by chance."""
    if len(word) < 5:
        return set(map("".join, product(*((letter, letter.upper()) for letter in word))))
    return {word, word.capitalize(), word.upper(), word.title()}


@lru_cache(maxsize=65536)
def _is_idle(token: str) -> bool:
    return _IDLE.fullmatch(token) is not None


def _takes(text: Text, parts: Parts, takes: npt.NDArray[np.uint32]) -> Flags:
    """Whether the heads take the ids, and what follows them."""
    taken: Flags = (takes & (NUMBERS | WORDS)) == NUMBERS | WORDS
    choosy = np.flatnonzero(~taken & (takes != 0))
    start, end = parts.id_start[choosy], parts.id_end[choosy]
    choices = takes[choosy]
    taken[choosy] = np.where(text.are_digits(start, end), choices & NUMBERS, choices & (WORDS | NAMES)) != 0
    for prefix, sort in PREFIXED.items():
        taken[choosy] |= text.begin_with(prefix, start, end) & (choices & sort != 0)
    has_rest = parts.rest_start < parts.rest_end
    taken &= ~has_rest | (takes & (WITH_REST | WITH_TRACKING) != 0)
    taken &= ~parts.has_suffix | (takes & SUFFIXED != 0)
    taken &= (parts.id_end - parts.id_start >= SHORT) | (takes & ONLY_LONG == 0)
    return taken
