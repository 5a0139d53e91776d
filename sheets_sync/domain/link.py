"""A link as read: where it leads, and whether that is one post that can be counted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sheets_sync.domain import platforms
from sheets_sync.domain.platforms import NOT_REPORTED_ON, PLATFORMS

POST = platforms.POST
SHARE = platforms.SHARE
SHORTENED = "shortened"
FILE_STORE = "file-store"
UNSAFE = "unsafe"
NO_LINK = "no-link"

KINDS = (
    POST,  # one post of its platform; of a website any page but the front page
    SHARE,  # a platform's own share or short link: counts, its identity is only its token
    platforms.PROFILE,  # an account's page
    platforms.CHANNEL,  # the same on YouTube and WhatsApp
    platforms.PLAYLIST,  # several videos
    platforms.STORY,  # gone after a day
    platforms.FRONT_PAGE,  # of the platform or the site
    platforms.SEARCH,
    platforms.LOGIN,
    platforms.OTHER,  # of the platform, but no single post: a hashtag, a group's front, an address cut off
    SHORTENED,  # a general shortener or list of links, which may lead anywhere
    FILE_STORE,  # a file on somebody's drive, or a bare picture without its post
    UNSAFE,  # a lookalike, a trick, a private or impossible address
    NO_LINK,  # no link at all, or more than one where one was asked for
)

COUNTING_KINDS = (KINDS.index(POST), KINDS.index(SHARE))
"""Positions of the kinds that point to one post."""

INVALID = "invalid"
LINK_PLATFORMS = (*(platform.code for platform in (*PLATFORMS, *NOT_REPORTED_ON)), INVALID)

_NOT_CLICKABLE = frozenset({SHORTENED, UNSAFE, NO_LINK})


@dataclass(frozen=True, slots=True)
class Link:
    """One link.

    `url` is its address as a browser would spell it, or the text as typed where it is no usable one; `platform` one of
    `LINK_PLATFORMS`, `kind` one of `KINDS`. `canonical_id` names the post however its link is written ("" where there is none);
    `account` is the handle or number the address itself carries, lower-cased, of a website its host ("" where it carries none).
    """

    url: str
    platform: str
    kind: str
    canonical_id: str = ""
    account: str = ""

    @property
    def counts(self) -> bool:
        """Whether it points to one post."""
        return self.kind in (POST, SHARE) and self.platform != INVALID

    @property
    def safe_url(self) -> str | None:
        """The address, if a person may be offered to click on it: never a lookalike, nor one that hides where it leads."""
        return None if self.kind in _NOT_CLICKABLE else self.url


@dataclass(frozen=True, slots=True)
class LinkTable:
    """One row a link, in the order of the cells and within them.

    `cell`: its cell's position; `platform`, `kind`: positions in `LINK_PLATFORMS` and `KINDS`; `identity`: a hash of its canonical id,
    0 where it has none; `account`: position in `accounts`, -1 where the address carries none.
    """

    cell: npt.NDArray[np.int32]
    platform: npt.NDArray[np.int8]
    kind: npt.NDArray[np.int8]
    identity: npt.NDArray[np.uint64]
    account: npt.NDArray[np.int32]
    accounts: list[str]

    def __len__(self) -> int:
        return len(self.cell)
