"""One address -> one `Link`: unwrapped, its host judged, then read by its platform's grammar or as a page of a site."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin

from sheets_sync.domain.link import FILE_STORE, INVALID, POST, SHARE, SHORTENED, UNSAFE, Link
from sheets_sync.domain.platforms import BY_CODE, OTHER, REDIRECT, Platform
from sheets_sync.intake._link_address import Address, read_address
from sheets_sync.intake._link_grammar import Reading, read_by_grammar
from sheets_sync.intake._link_hosts import SITE, Host, read_host
from sheets_sync.intake._link_pages import read_website, site_of
from sheets_sync.intake._link_wrappers import unwrap

CUT_OFF = "…"
"""What a candidate ends with where the text showed only the beginning of an address."""

WEBSITE = "website"
_MOST_WRAPPERS = 5
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_LONGEST = 8000
_PRETENDS = re.compile(r"https?://[^/?#]+[/?#]+https?:/", re.IGNORECASE)
"""A site that has another's whole address right behind its own name, and nothing else."""


@lru_cache(maxsize=4096)
def read_link(candidate: str) -> Link:
    """The link in an address with its scheme; `UNSAFE` for any scheme but http and https."""
    if candidate.endswith(CUT_OFF):
        return _read_cut_off(candidate)
    text = candidate
    for _ in range(_MOST_WRAPPERS):
        address = read_address(text) if len(text) <= _LONGEST and _SCHEME.match(text) else None
        if address is None:
            break
        result = _read(address)
        if isinstance(result, Link):
            return result
        text = result
    return Link(candidate, INVALID, UNSAFE)


def _read(address: Address) -> Link | str:
    """The link, or the address that a wrapper leads on to."""
    inner = unwrap(address)
    if inner:
        return _with_scheme(inner)
    host = read_host(address.host)
    if host.platform is not None:
        return _read_on_platform(host.platform, host, address)
    if host.kind in (SHORTENED, FILE_STORE, UNSAFE) or _PRETENDS.match(address.href):
        return Link(address.href, INVALID, host.kind if host.kind != SITE else UNSAFE)
    if inner == "":
        return Link(address.href, WEBSITE, OTHER, account=site_of(address.host))
    kind, canonical_id = read_website(address)
    return Link(address.href, WEBSITE, kind, canonical_id, site_of(address.host))


def _read_on_platform(platform: Platform, host: Host, address: Address) -> Link | str:
    if address.port:
        return Link(address.href, INVALID, UNSAFE)
    reading = read_by_grammar(platform, host.page_host, address) or Reading(OTHER)
    if reading.kind == REDIRECT:
        return _with_scheme(urljoin(address.href, reading.target)) if reading.target else Link(address.href, platform.code, OTHER)
    names_a_post = reading.kind in (POST, SHARE)
    token = "share/" if reading.kind == SHARE else ""
    canonical_id = f"{platform.code}:{token}{reading.id}" if names_a_post else ""
    return Link(address.href, platform.code, reading.kind, canonical_id, reading.account.lower().removeprefix("@"))


def _with_scheme(text: str) -> str:
    text = text.strip()
    return text if re.match(r"[a-z][a-z0-9+-]*:", text, re.IGNORECASE) else "https://" + text.lstrip("/")


def _read_cut_off(candidate: str) -> Link:
    """A post only if its id is whole all the same; otherwise the platform is all that can be said."""
    link = read_link(candidate.removesuffix(CUT_OFF))
    if not link.counts or is_whole(link):
        return link
    return Link(link.url, link.platform, OTHER, account=link.account)


def is_whole(link: Link) -> bool:
    """Whether a post's id is surely complete."""
    post = link.canonical_id.partition(":")[2]
    platform = BY_CODE.get(link.platform)
    return platform is not None and bool(re.fullmatch(platform.links.whole_id, post))
