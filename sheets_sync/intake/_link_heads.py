"""What the heads of plain links mean: learned from the careful reader, by showing it samples, once for each form of head.

A head (www.tiktok.com/@akun/video/) is known by the hash that the scan found. One not seen before is reduced to its form
(www.tiktok.com/@…/video/), the form is tried out with invented names and ids, and what comes out is filled with the real names. So
nothing about any platform is written here, and the fast way cannot read differently from the careful one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from sheets_sync.domain.platforms import NOT_REPORTED_ON, PLATFORMS
from sheets_sync.intake._link import KINDS, LINK_PLATFORMS, Link
from sheets_sync.intake._link_hosts import read_host
from sheets_sync.intake._link_reading import read_link
from sheets_sync.intake._link_scan import Hashes, hashes_of
from sheets_sync.intake._link_text import candidates

NUMBERS, WORDS, SUFFIXED, WITH_REST, ONLY_LONG = (1 << bit for bit in range(5))
"""Which ids a head takes: digits only, any, ids with .html; whether parameters may follow; and whether short ids might be something
else than an id."""

SHORT = 6
_MOST_HEADS = 200_000
_SAMPLES = {NUMBERS: "1234567890123456", WORDS: "aB3-_x9Q", SUFFIXED: "aB3-_x9Q.html"}

_GRAMMARS = tuple(platform.links for platform in (*PLATFORMS, *NOT_REPORTED_ON))
PREFIXED = {prefix: 1 << bit for bit, prefix in enumerate((p for grammar in _GRAMMARS for p in grammar.id_prefixes), start=5)}
"""Likewise, whether it takes ids that begin with a certain prefix."""
OWNER_NAMES = tuple(sorted({shape.account_in for grammar in _GRAMMARS for shape in grammar.shapes if shape.account_in}))


@cache
def _literals() -> frozenset[str]:
    """All words in the grammars: where one stands in the place of a name or id, it may not be one."""
    found = {"amp", "www"}
    for grammar in _GRAMMARS:
        for shape in grammar.shapes:
            for word, optional in re.findall(r"([a-z][\w-]*)(\??)", shape.path, re.IGNORECASE):
                found |= {word.lower(), word[: -len(optional) or None].lower()}
    return frozenset(found)


def literal_hashes() -> Hashes:
    """Hashes, in order, of the words that may be no ids."""
    words = sorted(_literals())
    return np.sort(hashes_of([*words, *(word + ".html" for word in words)]))


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a link with a certain head is: `prefix` is its canonical id up to the post's own, `takes` the ids it takes."""

    platform: int
    kind: int
    prefix: str
    account: str
    takes: int


_NOTHING = Meaning(-1, 0, "", "", 0)


class Heads:
    """The heads seen so far. A head's code is its row in `platform`, `kind`, `prefix` (a hash), `account`, `takes`."""

    def __init__(self) -> None:
        self.accounts: list[str] = []
        self._account_codes: dict[str, int] = {}
        self._forget()

    def _forget(self) -> None:
        self._known = np.full(1, np.iinfo(np.uint64).max, dtype=np.uint64)  # there is always a next one
        self._codes = np.full(1, -1, dtype=np.int64)
        self.platform = np.zeros(0, dtype=np.int8)
        self.kind = np.zeros(0, dtype=np.int8)
        self.prefix = np.zeros(0, dtype=np.uint64)
        self.account = np.zeros(0, dtype=np.int32)
        self.takes = np.zeros(0, dtype=np.uint32)

    def account_code(self, account: str) -> int:
        """The position of an account in `accounts`, -1 for none."""
        if not account:
            return -1
        code = self._account_codes.setdefault(account, len(self.accounts))
        if code == len(self.accounts):
            self.accounts.append(account)
        return code

    def codes(self, hashes: Hashes) -> npt.NDArray[np.int64]:
        """The code of each head, -1 where it has yet to be learned."""
        at = np.searchsorted(self._known, hashes)
        return np.where(self._known[at] == hashes, self._codes[at], -1)

    def learn(self, hashes: Hashes, texts: Sequence[tuple[str, str]]) -> None:
        """Learn new heads, each given as text and as the parameter that follows the id to name the account ("" for none)."""
        if len(self._known) > _MOST_HEADS:
            self._forget()
        meanings = [meaning_of(head, owner) for head, owner in texts]
        self.platform = np.append(self.platform, _column(np.int8, (meaning.platform for meaning in meanings)))
        self.kind = np.append(self.kind, _column(np.int8, (meaning.kind for meaning in meanings)))
        self.prefix = np.append(self.prefix, hashes_of([meaning.prefix for meaning in meanings]))
        self.account = np.append(self.account, _column(np.int32, (self.account_code(meaning.account) for meaning in meanings)))
        self.takes = np.append(self.takes, _column(np.uint32, (meaning.takes for meaning in meanings)))
        known = np.append(self._known, hashes)
        codes = np.append(self._codes, np.arange(len(self.takes) - len(hashes), len(self.takes)))
        order = np.argsort(known)
        self._known, self._codes = known[order], codes[order]


def _column(dtype: type[np.generic], values: Iterable[int]) -> npt.NDArray[np.generic]:
    return np.array(list(values), dtype=dtype)


def meaning_of(head: str, owner: str) -> Meaning:
    """What links with this head are, `owner` being the parameter that follows their ids, if one names the account.

    Takes nothing where only a closer look can tell.
    """
    names: list[str] = []
    form = _SEGMENT.sub(lambda found: found[1] + _sample(found[2], names), head)
    rest = _VALUE.sub(lambda found: found[1] + _sample(found[2], names), owner)
    meaning = _meaning_of_form(form, rest)
    if not meaning.takes or not names:
        return meaning
    return replace(meaning, prefix=_filled(meaning.prefix, names), account=_filled(meaning.account, names).lower())


_SEGMENT = re.compile(r"(/@?)([\w.-]+)(?=/)", re.ASCII)
_VALUE = re.compile(r"(=)([\w-]+)$", re.ASCII)
_PLACE = re.compile(r"contoh(\d)[.-]?x|(?<!\d)90817263540(\d)(?!\d)")


def _sample(name: str, names: list[str]) -> str:
    """A made-up name in place of a real one, noted in `names`, of the same sort: a number, or with a full stop or hyphen as well.

    What might be a word of a grammar, or the start of another link, stands for itself.
    """
    word = name.lower().partition(".")[0]
    if len(word) < 3 or len(names) > 9 or word in _literals() or ("." in name and read_host(name.lower()).platform):
        return name
    names.append(name)
    if name.isdigit():
        return f"90817263540{len(names) - 1}"
    return f"contoh{len(names) - 1}{'.' if '.' in name else '-' if '-' in name else ''}x"


def _filled(text: str, names: Sequence[str]) -> str:
    return _PLACE.sub(lambda found: names[int(found[1] or found[2])], text)


@lru_cache(maxsize=100_000)
def _meaning_of_form(form: str, owner: str) -> Meaning:
    """What the careful reader makes of a head with sample ids."""
    samples = _SAMPLES | {sort: f"{prefix}0aB3x9Q" for prefix, sort in PREFIXED.items()}
    readings = {sort: reading for sort, sample in samples.items() if (reading := _read(form, sample, owner)) is not None}
    if not readings:
        return _NOTHING
    first = next(iter(readings.values()))
    takes = sum(sort for sort, reading in readings.items() if reading == first)
    sample = next(sample for sort, sample in samples.items() if sort in readings)
    takes |= WITH_REST * (_read(form, sample, owner + ("&" if "?" in form else "?") + "zz=1&y=2") == first)
    takes |= ONLY_LONG * (LINK_PLATFORMS[first[0]] == "website")
    return Meaning(*first, takes)


def _read(form: str, sample: str, rest: str) -> tuple[int, int, str, str] | None:
    """Platform, kind, prefix and account of the link with that id; None if it does not count or is not known by the id."""
    found = candidates(f"https://{form}{sample}{rest}")
    link: Link | None = read_link(found[0]) if len(found) == 1 else None
    if link is None or not link.counts or not link.canonical_id.endswith(sample):
        return None
    prefix = link.canonical_id.removesuffix(sample)
    return LINK_PLATFORMS.index(link.platform), KINDS.index(link.kind), prefix, link.account
