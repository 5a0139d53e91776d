"""What plain links are, for many at once: each part that links have in common is learned when it is first seen, then looked up.

A page of a site is known by its host and, whatever the host, by its folders; a post by its platform's host and the folder behind the
account's name, whatever the name; any other link by all that stands before its id.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sheets_sync.domain.link import KINDS, LINK_PLATFORMS, POST
from sheets_sync.domain.platforms import BY_CODE
from sheets_sync.intake._link_bytes import Flags, Hashes, Positions, Text, hashes_of, mix
from sheets_sync.intake._link_heads import (
    ITSELF,
    NAMED,
    NOTHING,
    OWN_ID,
    THE_NAME,
    Meaning,
    meaning_around_name,
    meaning_of,
    sort_of_name,
)
from sheets_sync.intake._link_hosts import SITE, read_host
from sheets_sync.intake._link_lookup import Lookup, rows_of
from sheets_sync.intake._link_pages import site_of
from sheets_sync.intake._link_parts import Parts
from sheets_sync.intake._link_reading import WEBSITE, read_link
from sheets_sync.intake._link_rows import prefix_hashes, start_hashes
from sheets_sync.intake._link_text import candidates
from sheets_sync.intake._link_wrappers import may_wrap

OF_SITE, OF_PLATFORM = 1, 2
"""What a host is; 0: one whose links are known only as a whole."""
_ANY_SITE = "situs.desa.id"
_PAGE = (LINK_PLATFORMS.index(WEBSITE), KINDS.index(POST))
_HEAD: dict[str, type[np.generic]] = {
    "platform": np.int8, "kind": np.int8, "prefix": np.uint64, "account": np.int32, "takes": np.uint32
}  # fmt: skip
_NAMED_HOSTS = frozenset(host for shape in BY_CODE[WEBSITE].links.shapes for host in shape.hosts)


@dataclass(frozen=True, slots=True)
class Meant:
    """Of each link what can be known without its id.

    `prefix`: the hash of what comes before it in the canonical id, but for a last number; `takes`: the ids that make the link so, 0 if
    only a closer look can tell.
    """

    platform: npt.NDArray[np.int8]
    kind: npt.NDArray[np.int8]
    prefix: Hashes
    account: npt.NDArray[np.int32]
    takes: npt.NDArray[np.uint32]

    @classmethod
    def nothing(cls, links: int) -> Meant:
        return cls(*(np.zeros(links, dtype=dtype) for dtype in _HEAD.values()))

    def put(self, at: Positions, lookup: Lookup, rows: Positions) -> None:
        """Take over what the lookup has in these rows."""
        for name in self.__slots__:
            getattr(self, name)[at] = lookup[name][rows]


class Accounts:
    """All accounts seen, numbered."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._codes: dict[str, int] = {"": -1, ITSELF: OWN_ID, THE_NAME: NAMED}

    def code(self, name: str) -> int:
        """An account's position in `names`, -1 for none, `OWN_ID` and `NAMED` where it stands elsewhere."""
        code = self._codes.setdefault(name, len(self.names))
        if code == len(self.names):
            self.names.append(name)
        return code


class Meanings:
    """Everything learned so far."""

    def __init__(self) -> None:
        self.accounts = Accounts()
        self._heads, self._behind_names = Lookup(**_HEAD), Lookup(**_HEAD)
        self._hosts = Lookup(sort=np.int8, prefix=np.uint64, account=np.int32)
        self._folders = Lookup(prefix=np.uint64, takes=np.uint32)
        self._names = Lookup(sort=np.int8, account=np.int32)

    def of(self, text: Text, parts: Parts, numbers: Hashes) -> Meant:
        """What links with these parts are; `numbers`: the hashes of the numbers behind their heads, 0 for none."""
        meant = Meant.nothing(len(parts.fits))
        start, end = parts.head_start, parts.host_end
        hosts = text.hashes(start, end)
        host_rows = rows_of(hosts, self._hosts, lambda new, at: self._learn_hosts(new, text.slices(start[at], end[at])))
        sort = self._hosts["sort"][host_rows]
        pages = np.flatnonzero(sort == OF_SITE)
        self._put_pages(meant, pages, host_rows[pages], text, parts, numbers)
        named = np.flatnonzero((sort == OF_PLATFORM) & (parts.name_end > end))
        done = self._put_named(meant, named, hosts[named], text, parts)
        others = parts.fits & (sort != OF_SITE)
        others[named[done]] = False
        self._put_whole(meant, np.flatnonzero(others), text, parts, numbers != 0)
        return meant

    def _put_pages(self, meant: Meant, at: Positions, hosts: Positions, text: Text, parts: Parts, numbers: Hashes) -> None:
        """Pages of sites, by host and folders."""
        start, end, behind = parts.host_end[at], parts.head_end[at], parts.id_start[at]
        hashes = _marked(text.hashes(start, end), numbers[at] != 0)
        rows = rows_of(
            hashes,
            self._folders,
            lambda new, new_at: self._learn_folders(new, text.slices(start[new_at], end[new_at]), text.slices(end[new_at], behind[new_at])),
        )
        meant.platform[at], meant.kind[at] = _PAGE
        meant.prefix[at] = mix(self._hosts["prefix"][hosts], self._folders["prefix"][rows])
        meant.account[at] = self._hosts["account"][hosts]
        meant.takes[at] = self._folders["takes"][rows]

    def _put_named(self, meant: Meant, at: Positions, hosts: Hashes, text: Text, parts: Parts) -> Flags:
        """Links whose first folder is a name, by host, last folder and the sort of name; True for those that are such."""
        start, end, behind = parts.host_end[at] + 1, parts.name_end[at], parts.id_start[at]
        names = rows_of(
            text.hashes(start, end), self._names, lambda new, new_at: self._learn_names(new, text.slices(start[new_at], end[new_at]))
        )
        sorts = self._names["sort"][names]
        hashes = mix(mix(hosts, text.hashes(end, behind)), sorts.astype(np.uint64))
        hashes[sorts == 0] = 0
        rows = rows_of(
            hashes,
            self._behind_names,
            lambda new, new_at: self._learn_behind_names(
                new,
                text.slices(parts.head_start[at][new_at], start[new_at]),
                text.slices(start[new_at], end[new_at]),
                text.slices(end[new_at], behind[new_at]),
            ),
        )
        meant.put(at, self._behind_names, rows)
        meant.account[at] = np.where(meant.account[at] == NAMED, self._names["account"][names], meant.account[at])
        return rows > 0

    def _put_whole(self, meant: Meant, at: Positions, text: Text, parts: Parts, numbered: Flags) -> None:
        """Links by all that stands before their ids."""
        hashes = _marked(text.hashes(parts.head_start[at], parts.head_end[at]), numbered[at])
        owner_start, owner_end = parts.owner_start[at], parts.owner_end[at]
        owned = np.flatnonzero(owner_end > owner_start)
        hashes[owned] = mix(hashes[owned], text.hashes(owner_start[owned], owner_end[owned]))
        rows = rows_of(hashes, self._heads, lambda new, new_at: self._learn_heads(new, text, parts.only(at[new_at])))
        meant.put(at, self._heads, rows)

    def _learn_hosts(self, hashes: Hashes, hosts: Sequence[str]) -> None:
        sites = list(map(_site, hosts))
        self._hosts.learn(
            hashes,
            sort=(OF_SITE if site else _sort_of_host(host) for host, site in zip(hosts, sites, strict=True)),
            prefix=hashes_of([f"{WEBSITE}:{site}" for site in sites]),
            account=map(self.accounts.code, sites),
        )

    def _learn_folders(self, hashes: Hashes, folders: Sequence[str], numbers: Sequence[str]) -> None:
        meanings = [meaning_of(_ANY_SITE + folder, number, "") for folder, number in zip(folders, numbers, strict=True)]
        meanings = [meaning if meaning.prefix.startswith(f"{WEBSITE}:{_ANY_SITE}/") else NOTHING for meaning in meanings]
        self._folders.learn(
            hashes,
            prefix=hashes_of([meaning.prefix.removeprefix(f"{WEBSITE}:{_ANY_SITE}") for meaning in meanings]),
            takes=(meaning.takes for meaning in meanings),
        )

    def _learn_names(self, hashes: Hashes, names: Sequence[str]) -> None:
        sorted_names = list(map(sort_of_name, names))
        self._names.learn(
            hashes,
            sort=(sort for sort, _ in sorted_names),
            account=[self.accounts.code(name.lower()) if sort else -1 for sort, name in sorted_names],
        )

    def _learn_behind_names(self, hashes: Hashes, before: Sequence[str], names: Sequence[str], behind: Sequence[str]) -> None:
        meanings = [meaning_around_name(*parts) for parts in zip(before, names, behind, strict=True)]
        self._learn(self._behind_names, hashes, meanings, start_hashes([meaning.prefix for meaning in meanings]))

    def _learn_heads(self, hashes: Hashes, text: Text, parts: Parts) -> None:
        numbers = text.slices(parts.head_end, parts.id_start)
        meanings = list(map(meaning_of, text.slices(parts.head_start, parts.head_end), numbers, _owner_parameters(text, parts)))
        prefixes = [meaning.prefix for meaning in meanings]
        numbered = np.array([bool(number) for number in numbers])  # its number is the last there is, the prefix goes on as it is
        self._learn(self._heads, hashes, meanings, np.where(numbered, start_hashes(prefixes), prefix_hashes(prefixes)))

    def _learn(self, lookup: Lookup, hashes: Hashes, meanings: Sequence[Meaning], prefixes: Hashes) -> None:
        lookup.learn(
            hashes,
            platform=(meaning.platform for meaning in meanings),
            kind=(meaning.kind for meaning in meanings),
            prefix=prefixes,
            account=(self.accounts.code(meaning.account) for meaning in meanings),
            takes=(meaning.takes for meaning in meanings),
        )


def _marked(hashes: Hashes, which: Flags) -> Hashes:
    """The hashes, those of heads with a number behind them told from the others."""
    return np.where(which, ~hashes, hashes)


_PLAIN_HOST = re.compile(r"(?:www\.)?(?!w{2,5}\.|[htps]{2,8}\.)[a-z0-9-]+(?:\.[a-z0-9-]+)+")


def _site(host: str) -> str:
    """The site that a host is, if its pages are read like those of any other; otherwise ""."""
    name = host.lower()
    if read_host(name).kind != SITE or name in _NAMED_HOSTS or may_wrap(name):
        return ""
    if _PLAIN_HOST.fullmatch(host):
        return site_of(name)
    found = candidates(f"https://{host}/contoh-halaman-1")
    page = read_link(found[0]) if len(found) == 1 else None
    return page.account if page is not None and page.canonical_id == f"{WEBSITE}:{page.account}/contoh-halaman-1" else ""


def _sort_of_host(host: str) -> int:
    return OF_PLATFORM if read_host(host.lower()).platform else 0


def _owner_parameters(text: Text, parts: Parts) -> list[str]:
    """The parameters behind the ids that name the accounts, "" where there is none."""
    bounds = zip(parts.owner_start.tolist(), parts.owner_end.tolist(), strict=True)
    return [text.raw[text.raw.rindex(b"&", 0, start) : end].decode("ascii") if end > start else "" for start, end in bounds]
