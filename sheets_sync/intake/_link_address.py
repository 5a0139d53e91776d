"""An address taken apart as a browser does it, and the spellings that only serve to hide where it leads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, unquote_plus

import ada_url

_PLAIN = re.compile(
    r"(?P<scheme>https?)://(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]+)(?P<path>/[\w/@~-]*+(?:(?<=\w)\.[\w/@~-]++)*+)"
    r"(?:\?(?P<query>[\w.~%=&+:@/-]*+))?",
    re.ASCII,
)
_AUTHORITY = re.compile(r"https?://([^/?#]*)", re.IGNORECASE)
_HIDING = re.compile(r"[@%\\\s\x00-\x20\x7f]")
_DOMAIN = 0


@dataclass(frozen=True)
class Address:
    """An http(s) address in its normal spelling; `port` is "" for the scheme's own, `query` and `fragment` without ? and #."""

    href: str
    host: str
    port: str
    raw_path: str
    query: str
    fragment: str

    @cached_property
    def path(self) -> str:
        """The path decoded, without repeated and trailing slashes."""
        path = unquote(self.raw_path) if "%" in self.raw_path else self.raw_path
        while "//" in path:
            path = path.replace("//", "/")
        return path.rstrip("/")

    @cached_property
    def parameters(self) -> tuple[tuple[str, str | None], ...]:
        """Names and values as typed, decoded; the value is None where there is no equals sign."""
        pairs = (part.partition("=") for part in self.query.split("&") if part)
        return tuple((unquote_plus(name), unquote_plus(value) if equals else None) for name, equals, value in pairs)


def read_address(text: str) -> Address | None:
    """The address in a text that starts with http:// or https://; None if it is malformed, deceptive or not a name on the internet.

    Deceptive: user names ("instagram.com@evil.com"), backslashes, percent signs or invisible characters before the path, letters
    that only look odd until a browser makes plain ones of them, and hosts given by number in whatever notation.
    """
    plain = _PLAIN.fullmatch(text)
    if plain and "xn--" not in plain["host"]:
        return Address(text, plain["host"], "", plain["path"], plain["query"] or "", "")
    authority = _AUTHORITY.match(text)
    if authority is None or _HIDING.search(authority[1]) or "\\" in text:
        return None
    return _as_browsers_read(text, authority[1])


def _as_browsers_read(text: str, authority: str) -> Address | None:
    try:
        url = ada_url.URL(text)
        if url.host_type != _DOMAIN or (not authority.isascii() and "xn--" not in url.hostname):
            return None
        host = url.hostname.removesuffix(".")
        return Address(url.href, host, url.port, url.pathname, url.search[1:], url.hash[1:])
    except (ValueError, UnicodeError):  # UnicodeError: half of a surrogate pair
        return None
