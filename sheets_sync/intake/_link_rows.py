"""Links as rows of columns, and the hashes that stand for their identities."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sheets_sync.intake._link_bytes import Flags, Hashes, Positions, hashes_of, mix

_OWN_ID = re.compile(r"[^:/=@]*$")
_SITE = re.compile(r"website:[^/]*")
_LAST_NUMBER = re.compile(r"(?<=[:/=@])\d+/$")


@dataclass(frozen=True, slots=True)
class Rows:
    """Links, one a row; `place` is the position of what they were found in."""

    place: Positions
    platform: npt.NDArray[np.int8]
    kind: npt.NDArray[np.int8]
    identity: Hashes
    account: npt.NDArray[np.int32]

    @classmethod
    def joined(cls, parts: Sequence[Rows]) -> Rows:
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in cls.__slots__))

    def only(self, rows: Positions | Flags) -> Rows:
        return Rows(*(getattr(self, name)[rows] for name in self.__slots__))

    def put(self, rows: Positions, other: Rows) -> None:
        """Overwrite rows with others, in place."""
        for name in self.__slots__:
            getattr(self, name)[rows] = getattr(other, name)

    def with_more(self, more: Rows) -> Rows:
        """These and more rows, by place."""
        if not len(more.place):
            return self
        at = np.searchsorted(self.place, more.place, side="right")
        return Rows(*(np.insert(getattr(self, name), at, getattr(more, name)) for name in self.__slots__))


NO_ROWS = Rows(
    np.zeros(0, dtype=np.int64),
    np.zeros(0, dtype=np.int8),
    np.zeros(0, dtype=np.int8),
    np.zeros(0, dtype=np.uint64),
    np.zeros(0, dtype=np.int32),
)


def identity_hashes(prefixes: Hashes, own_ids: Hashes) -> Hashes:
    """Identities from the hashes of canonical ids' two parts; 0 where the first is the hash of ""."""
    return np.where(prefixes == 0, np.uint64(0), np.maximum(mix(prefixes, own_ids), np.uint64(1)))


def identities(canonical_ids: Sequence[str]) -> Hashes:
    """The identities of canonical ids: 0 for "", otherwise of what stands before the post's own id and of that."""
    starts = [found.start() if (found := _OWN_ID.search(text)) else 0 for text in canonical_ids]
    prefixes = prefix_hashes([text[:start] for text, start in zip(canonical_ids, starts, strict=True)])
    return identity_hashes(prefixes, hashes_of([text[start:] for text, start in zip(canonical_ids, starts, strict=True)]))


def prefix_hashes(prefixes: Sequence[str]) -> Hashes:
    """Hashes of what stands before posts' ids; a number at its end is hashed by itself, as the scan does it."""
    numbers = [found[0] if (found := _LAST_NUMBER.search(text)) else "" for text in prefixes]
    return with_numbers(
        start_hashes([text.removesuffix(number) for text, number in zip(prefixes, numbers, strict=True)]), hashes_of(numbers)
    )


def start_hashes(prefixes: Sequence[str]) -> Hashes:
    """Likewise without regard to numbers; of a website's page the site and the folders are hashed apart."""
    sites = [found[0] if (found := _SITE.match(text)) else "" for text in prefixes]
    folders = hashes_of([text.removeprefix(site) for text, site in zip(prefixes, sites, strict=True)])
    heads = hashes_of(sites)
    return np.where(heads == 0, folders, mix(heads, folders))


def with_numbers(prefixes: Hashes, numbers: Hashes) -> Hashes:
    """The hashes of prefixes that go on with numbers, the hash of "" where one does not."""
    return np.where(numbers == 0, prefixes, mix(prefixes, numbers))
