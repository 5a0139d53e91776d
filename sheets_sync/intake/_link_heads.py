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

from sheets_sync.domain.link import KINDS, LINK_PLATFORMS
from sheets_sync.domain.platforms import CHANNEL, NOT_REPORTED_ON, PLATFORMS, PROFILE
from sheets_sync.intake._link_hosts import read_host
from sheets_sync.intake._link_reading import WEBSITE, read_link
from sheets_sync.intake._link_rows import prefix_hashes
from sheets_sync.intake._link_scan import Hashes, hashes_of
from sheets_sync.intake._link_text import candidates

NUMBERS, WORDS, NAMES, SUFFIXED, WITH_REST, WITH_TRACKING, ONLY_LONG = (1 << bit for bit in range(7))
"""Which ids a head takes: digits only, any, those without hyphens, those with .html; which parameters may follow: any, or such as only
track; and whether a short id might be something else."""

SHORT = 6
OWN_ID = -2
"""The account of a head whose links are accounts: the id itself names it."""
_MOST_HEADS = 200_000
_SLOTS, _SLOT_SHIFT = 1 << 16, np.uint64(48)
"""Heads are looked up by the first bits of their hashes, and where two share these by the whole of it."""

_GRAMMARS = tuple(platform.links for platform in (*PLATFORMS, *NOT_REPORTED_ON))
PREFIXED = {prefix: 1 << bit for bit, prefix in enumerate((p for grammar in _GRAMMARS for p in grammar.id_prefixes), start=7)}
"""Likewise, whether it takes ids that begin with a certain prefix."""
_SAMPLES = {NUMBERS: "1234567890123456", WORDS: "aB3-_x9Q", NAMES: "aB3_x9Q", SUFFIXED: "aB3-_x9Q.html"} | {
    sort: f"{prefix}0aB3x9Q" for prefix, sort in PREFIXED.items()
}
_LETTERS_ONLY = {WORDS | NAMES | SUFFIXED: "aBxQ"} | {sort: f"{prefix}aBxQ" for prefix, sort in PREFIXED.items()}
"""Ids that a platform may tell from the others of their sort: a head that does so does not take that sort."""
OWNER_NAMES = tuple(sorted({shape.account_in for grammar in _GRAMMARS for shape in grammar.shapes if shape.account_in}))


@cache
def _literals() -> frozenset[str]:
    """All words in the grammars, and of what apps advertise: where one stands in the place of a name or id, it may not be one."""
    found = {"amp", "www"}
    for grammar in _GRAMMARS:
        found |= {address.rpartition("/")[2] for address in grammar.advertised}
        for shape in grammar.shapes:
            for word, optional in re.findall(r"([a-z][\w-]*)(\??)", shape.path, re.IGNORECASE):
                found |= {word.lower(), word[: -len(optional) or None].lower()}
    return frozenset(found)


class Literals:
    """The words that may be no ids, by their hashes."""

    def __init__(self) -> None:
        words = sorted(_literals())
        hashes = hashes_of([*words, *(word + ".html" for word in words)])
        self._all = frozenset(hashes.tolist())
        self._maybe = np.zeros(_SLOTS, dtype=np.bool_)
        self._maybe[hashes >> _SLOT_SHIFT] = True

    def among(self, hashes: Hashes) -> npt.NDArray[np.bool_]:
        """Which of the hashes are those of such words."""
        are: npt.NDArray[np.bool_] = self._maybe[hashes >> _SLOT_SHIFT]
        maybe = np.flatnonzero(are)
        are[maybe] = [key in self._all for key in hashes[maybe].tolist()]
        return are


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a link with a certain head is: `prefix` is its canonical id up to the post's own, `takes` the ids it takes."""

    platform: int
    kind: int
    prefix: str
    account: str
    takes: int


_ITSELF = "@"
_NO_ACCOUNTS = {"": -1, _ITSELF: OWN_ID}
_NOTHING = Meaning(-1, 0, "", "", 0)


class Heads:
    """The heads seen so far. A head's code is its row in `platform`, `kind`, `prefix` (a hash), `account`, `takes`."""

    def __init__(self) -> None:
        self.accounts: list[str] = []
        self._account_codes: dict[str, int] = {}
        self._forget()

    def _forget(self) -> None:
        self._hashes = np.zeros(1, dtype=np.uint64)  # row 0 is no head
        self._rows_by_hash: dict[int, int] = {}
        self._slots = np.zeros(_SLOTS, dtype=np.int64)
        self.platform = np.zeros(1, dtype=np.int8)
        self.kind = np.zeros(1, dtype=np.int8)
        self.prefix = np.zeros(1, dtype=np.uint64)
        self.account = np.zeros(1, dtype=np.int32)
        self.takes = np.zeros(1, dtype=np.uint32)

    def account_code(self, account: str) -> int:
        """The position of an account in `accounts`, -1 for none, `OWN_ID` for the id itself."""
        if account in _NO_ACCOUNTS:
            return _NO_ACCOUNTS[account]
        code = self._account_codes.setdefault(account, len(self.accounts))
        if code == len(self.accounts):
            self.accounts.append(account)
        return code

    def codes(self, hashes: Hashes) -> npt.NDArray[np.int64]:
        """The code of each head, 0 where it has yet to be learned."""
        codes: npt.NDArray[np.int64] = self._slots[hashes >> _SLOT_SHIFT]
        others = np.flatnonzero(self._hashes[codes] != hashes)
        codes[others] = [self._rows_by_hash.get(key, 0) for key in hashes[others].tolist()]
        return codes

    def learn(self, hashes: Hashes, texts: Sequence[tuple[str, str, str]]) -> None:
        """Learn new heads, each given as text, the number that follows it, and the parameter after the id that names the account."""
        if len(self._hashes) > _MOST_HEADS:
            self._forget()
        meanings = [meaning_of(*text) for text in texts]
        self.platform = np.append(self.platform, _column(np.int8, (meaning.platform for meaning in meanings)))
        self.kind = np.append(self.kind, _column(np.int8, (meaning.kind for meaning in meanings)))
        prefixes = [meaning.prefix for meaning in meanings]
        numbered = np.array([bool(number) for _, number, _ in texts])  # its number is the last there is, the prefix goes on as it is
        self.prefix = np.append(self.prefix, np.where(numbered, hashes_of(prefixes), prefix_hashes(prefixes)))
        self.account = np.append(self.account, _column(np.int32, map(self.account_code, (meaning.account for meaning in meanings))))
        self.takes = np.append(self.takes, _column(np.uint32, (meaning.takes for meaning in meanings)))
        rows = np.arange(len(self._hashes), len(self._hashes) + len(hashes))
        self._hashes = np.append(self._hashes, hashes)
        self._rows_by_hash.update(zip(hashes.tolist(), rows.tolist(), strict=True))
        self._slots[hashes >> _SLOT_SHIFT] = rows


def _column(dtype: type[np.generic], values: Iterable[int]) -> npt.NDArray[np.generic]:
    return np.array(list(values), dtype=dtype)


def meaning_of(head: str, number: str, owner: str) -> Meaning:
    """What links with this head are; takes nothing where only a closer look can tell.

    `number`: a folder behind it that is a number and may be any other; `owner`: the parameter behind their ids, if one names the
    account. Both are "" where there is none.
    """
    meaning = _meaning_of_whole(head + number, owner)
    if not number:
        return meaning
    before = meaning.prefix.removesuffix(number)
    is_free = meaning.prefix != before and LINK_PLATFORMS[meaning.platform] == WEBSITE
    return replace(meaning, prefix=before) if is_free else _NOTHING


def _meaning_of_whole(head: str, owner: str) -> Meaning:
    names: list[str] = []
    host, *segments = head.split("/")
    form = "/".join((host, *(_sample(segment, names) for segment in segments[:-1]), *segments[-1:]))
    key, equals, value = owner.partition("=")
    meaning = _meaning_of_form(form, key + equals + _sample(value, names))
    if not meaning.takes or not names:
        return meaning
    prefix, account = _filled(meaning.prefix, names), _filled(meaning.account, names).lower()
    return Meaning(meaning.platform, meaning.kind, prefix, account, meaning.takes)


_NUMBER_SAMPLE, _NAME_SAMPLE = "90817263540", "contoh"
_PLACE = re.compile(rf"{_NAME_SAMPLE}(\d)[.-]?x|(?<!\d){_NUMBER_SAMPLE}(\d)(?!\d)")
_PART_OF_ADDRESS = re.compile(r"[htps]{2,8}|w{2,5}")
_NAME = re.compile(r"(@?)([\w.-]+)", re.ASCII)


def _sample(segment: str, names: list[str]) -> str:
    """A segment of a path with a made-up name in place of the real one, which is noted in `names`.

    It is of the same sort: a number, or with a full stop or hyphen as well. What might be a word of a grammar, or the start of another
    link, stands for itself.
    """
    at = len(names)
    if segment.isdigit() and at < 10:
        names.append(segment)
        return f"{_NUMBER_SAMPLE}{at}"
    sign, name, mark = _sort_of(segment)
    if not name or at > 9:
        return segment
    names.append(name)
    return f"{sign}{_NAME_SAMPLE}{at}{mark}x"


@lru_cache(maxsize=100_000)
def _sort_of(segment: str) -> tuple[str, str, str]:
    """The @ before a name, the name, and a sign that it holds; no name where the segment stands for itself."""
    found = _NAME.fullmatch(segment)
    name = found[2] if found else ""
    word = name.lower().partition(".")[0]
    broken = _PART_OF_ADDRESS.fullmatch(word) is not None
    if found is None or broken or len(word) < 3 or word in _literals() or ("." in name and read_host(name.lower()).platform):
        return "", "", ""
    return found[1], name, "." if "." in name else "-" if "-" in name else ""


def _filled(text: str, names: Sequence[str]) -> str:
    if _NAME_SAMPLE not in text and _NUMBER_SAMPLE not in text:
        return text
    return _PLACE.sub(lambda found: names[int(found[1] or found[2])], text)


@lru_cache(maxsize=100_000)
def _meaning_of_form(form: str, owner: str) -> Meaning:
    """What the careful reader makes of a head with sample ids."""
    if len(candidates(f"https://{form}{_SAMPLES[WORDS]}{owner}")) != 1:
        return _NOTHING
    readings = {sort: reading for sort, sample in _SAMPLES.items() if (reading := _read(form, sample, owner)) is not None}
    if not readings:
        return _NOTHING
    first = next(iter(readings.values()))
    sample = _SAMPLES[next(iter(readings))]
    is_site = LINK_PLATFORMS[first[0]] == WEBSITE
    takes = sum(sort for sort, reading in readings.items() if reading == first)
    for sort, letters in _LETTERS_ONLY.items():
        takes &= ~0 if _read(form, letters, owner) == first else ~sort
    if is_site:
        return Meaning(*first, takes | ONLY_LONG | WITH_TRACKING * ("?" not in form))
    takes |= WITH_REST * (_read(form, sample, owner + ("&" if "?" in form else "?") + "zz=1&y=2") == first)
    return Meaning(*first, takes)


def _read(form: str, sample: str, rest: str) -> tuple[int, int, str, str] | None:
    """Platform, kind, prefix and account of the link with that id; None if the id neither tells posts nor accounts apart."""
    link = read_link(f"https://{form}{sample}{rest}")
    platform, kind = LINK_PLATFORMS.index(link.platform), KINDS.index(link.kind)
    if link.counts and link.canonical_id.endswith(sample):
        return platform, kind, link.canonical_id.removesuffix(sample), link.account
    if link.kind in (PROFILE, CHANNEL) and link.account == sample.lower():
        return platform, kind, "", _ITSELF
    return None
