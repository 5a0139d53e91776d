"""Links read by the grammars in `domain.platforms`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sheets_sync.domain.platforms import NOT_REPORTED_ON, PLATFORMS, LinkShape, Platform
from sheets_sync.intake._link_address import Address

_FLAGS = re.IGNORECASE | re.ASCII | re.DOTALL
_NOT_IN_AN_ID = re.compile(r"[&?]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a grammar makes of an address: its kind, the post's id and its owner as written, where it leads on to."""

    kind: str
    id: str = ""
    account: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class _Shape:
    kind: str
    path: re.Pattern[str]
    query: tuple[tuple[str, re.Pattern[str]], ...]
    account_in: str
    target_in: tuple[str, ...]

    def read(self, path: str, query: Mapping[str, str]) -> Reading | None:
        """None where the address has another form."""
        found = self.path.fullmatch(path)
        if found is None:
            return None
        groups = found.groupdict()
        for name, pattern in self.query:
            value = pattern.fullmatch(query.get(name, ""))
            if value is None:
                return None
            groups |= value.groupdict()
        account = groups.get("account") or (query.get(self.account_in, "") if self.account_in else "")
        target = next((query[name] for name in self.target_in if query.get(name)), "")
        return Reading(self.kind, groups.get("id") or "", account, target)


def read_by_grammar(platform: Platform, page_host: str, address: Address) -> Reading | None:
    """What an address on one of the platform's hosts is; None where the grammar does not say."""
    return read_page(platform, page_host, *_page(address))


def read_page(platform: Platform, page_host: str, path: str, query: Mapping[str, str]) -> Reading | None:
    for shape in _shapes(platform.code).get(page_host, ()):
        reading = shape.read(path, query)
        if reading is not None:
            return reading
    return None


def _page(address: Address) -> tuple[str, dict[str, str]]:
    """Path and parameters, mended where people or apps glued parameters on with the wrong mark: /p/ID&igsh=…, ?v=ID?si=…"""
    if address.fragment.startswith("!/"):
        return address.fragment[1:].rstrip("/"), {}
    path, *glued = _NOT_IN_AN_ID.split(address.path, maxsplit=1)
    query: dict[str, str] = {}
    for name, value in address.parameters:
        query.setdefault(name.lower(), value or "")
    for part in _NOT_IN_AN_ID.split(glued[0]) if glued else ():
        name, _, value = part.partition("=")
        query.setdefault(name.lower(), value)
    return path.rstrip("/"), query


MAIN = "main"
"""The page host of a platform's main hosts and of their mirrors."""


@cache
def _shapes(code: str) -> dict[str, tuple[_Shape, ...]]:
    """A platform's shapes by the host that uses them."""
    by_host: dict[str, list[_Shape]] = {}
    for shape in next(platform.links.shapes for platform in (*PLATFORMS, *NOT_REPORTED_ON) if platform.code == code):
        for host in shape.hosts or (MAIN,):
            by_host.setdefault(host, []).append(_compiled(shape))
    return {host: tuple(shapes) for host, shapes in by_host.items()}


def _compiled(shape: LinkShape) -> _Shape:
    query = tuple((name, re.compile(pattern, _FLAGS)) for name, pattern in shape.query)
    return _Shape(shape.kind, re.compile(shape.path, _FLAGS), query, shape.account_in, shape.target_in)
