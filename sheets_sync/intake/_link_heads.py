"""What the heads of plain links mean: learned from the careful reader, by showing it samples, once for each form of head.

A head (www.tiktok.com/@akun/video/) is known by the hash that the scan found. One not seen before is reduced to its form
(www.tiktok.com/@…/video/), the form is tried out with invented names and ids, and what comes out is filled with the real names. So
nothing about any platform is written here, and the fast way cannot read differently from the careful one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from sheets_sync.domain.link import KINDS, LINK_PLATFORMS
from sheets_sync.domain.platforms import CHANNEL, NOT_REPORTED_ON, PLATFORMS, PROFILE
from sheets_sync.intake._link_hosts import names_a_platform
from sheets_sync.intake._link_pages import LOOK_VALUES
from sheets_sync.intake._link_reading import WEBSITE, read_link
from sheets_sync.intake._link_text import candidates

NUMBERS, WORDS, NAMES, SUFFIXED, WITH_REST, WITH_TRACKING, ONLY_LONG = (1 << bit for bit in range(7))
"""Which ids a head takes: digits only, any, those without hyphens, those with .html; which parameters may follow: any, or such as only
track; and whether a short id might be something else."""

SHORT = 6
ITSELF, OWN_ID = "@", -2
"""The account of a head whose links are accounts: the id itself names it."""
THE_NAME, NAMED = "@@", -3
"""The account of what stands around a name: that name."""

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
def literals() -> frozenset[str]:
    """All words in the grammars, and of what apps advertise: where one stands in the place of a name or id, it may not be one."""
    found = {"amp", "www", *LOOK_VALUES}
    for grammar in _GRAMMARS:
        found |= {address.rpartition("/")[2] for address in grammar.advertised}
        for shape in grammar.shapes:
            expressions = " ".join((shape.path, *(pattern for _, pattern in shape.query)))
            for word, optional in re.findall(r"([a-z][\w-]*)(\??)", expressions, re.IGNORECASE):
                found |= {word.lower(), word[: -len(optional) or None].lower()}
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a link with a certain head is: `prefix` is its canonical id up to the post's own, `takes` the ids it takes."""

    platform: int
    kind: int
    prefix: str
    account: str
    takes: int


NOTHING = Meaning(-1, 0, "", "", 0)


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
    return replace(meaning, prefix=before) if is_free else NOTHING


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
_PLACE = re.compile(rf"{_NAME_SAMPLE}(\d)[.-]*x|(?<!\d){_NUMBER_SAMPLE}(\d)(?!\d)")
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


def sort_of_name(segment: str) -> tuple[int, str]:
    """A number for the sort of name in a segment, and the name; 0 where the segment stands for itself."""
    names: list[str] = []
    sample = _sample(segment, names)
    return (_SORTS.index(sample) + 1, names[0]) if names else (0, "")


_SORTS = (f"{_NUMBER_SAMPLE}0", *(f"{sign}{_NAME_SAMPLE}0{mark}x" for sign in ("", "@") for mark in ("", ".", "-", ".-")))


def meaning_around_name(before: str, name: str, behind: str) -> Meaning:
    """What links are that have a name of this sort as their first folder; takes nothing where that depends on the name."""
    sample = _sample(name, [])
    meaning = _meaning_of_form(before + sample + behind, "")
    if sample in meaning.prefix:
        return NOTHING
    return replace(meaning, account=THE_NAME) if meaning.account == sample.removeprefix("@") else meaning


@lru_cache(maxsize=100_000)
def _sort_of(segment: str) -> tuple[str, str, str]:
    """The @ before a name, the name, and a sign that it holds; no name where the segment stands for itself."""
    found = _NAME.fullmatch(segment)
    name = found[2] if found else ""
    word = name.lower().partition(".")[0]
    broken = _PART_OF_ADDRESS.fullmatch(word) is not None
    if found is None or broken or len(word) < 3 or word in literals() or ("." in name and names_a_platform(name.lower())):
        return "", "", ""
    return found[1], name, "." * ("." in name) + "-" * ("-" in name)


def _filled(text: str, names: Sequence[str]) -> str:
    if _NAME_SAMPLE not in text and _NUMBER_SAMPLE not in text:
        return text
    return _PLACE.sub(lambda found: names[int(found[1] or found[2])], text)


@lru_cache(maxsize=100_000)
def _meaning_of_form(form: str, owner: str) -> Meaning:
    """What the careful reader makes of a head with sample ids."""
    if len(candidates(f"https://{form}{_SAMPLES[WORDS]}{owner}")) != 1:
        return NOTHING
    readings = {sort: reading for sort, sample in _SAMPLES.items() if (reading := _read(form, sample, owner)) is not None}
    if not readings:
        return NOTHING
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
        return platform, kind, "", ITSELF
    return None
