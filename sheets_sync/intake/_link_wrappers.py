"""Addresses that only lead on to another, which stands in them: search results, e-mail scanners, translations, AMP copies."""

from __future__ import annotations

import re

from sheets_sync.intake._link_address import Address

_GOOGLE = r"(?:www\.|m\.)?google\.(?:com|[a-z]{2}|com?\.[a-z]{2})"
_PARAMETER_WRAPPERS = tuple(
    (re.compile(host), re.compile(path), names)
    for host, path, names in (
        (_GOOGLE, r"/url", ("q", "url")),
        (_GOOGLE, r"/imgres", ("imgrefurl",)),
        (r"translate\.google\.(?:com|co\.id)", r"/translate|/website", ("u",)),
        (r"[a-z0-9-]+\.safelinks\.protection\.outlook\.com", r".*", ("url",)),
        (r"l\.wl\.co", r"/l", ("u",)),
        (r"(?:www\.)?linkedin\.com", r"/(?:redir/redirect|safety/go)", ("url",)),
        (r"t\.umblr\.com", r"/redirect", ("z",)),
        (r"vk\.com", r"/away\.php", ("to",)),
        (r"exit\.sc|href\.li|out\.reddit\.com", r".*", ("url",)),
    )
)
_GOOGLE_AMP = re.compile(r"/amp/(s/)?([^/]+\..+)")
_AMP_CACHE = re.compile(r"/[acivr](?:/wp)?/(s/)?([^/]+\..+)")
_QUERY_AS_PATH = re.compile("%3F", re.IGNORECASE)
_WRAPPING_HOST = re.compile(rf"{_GOOGLE}|(?:.+\.)?cdn\.ampproject\.org|.+\.translate\.goog")
_TRANSLATED = re.compile(r"([a-z0-9-]+)\.translate\.goog")


def unwrap(address: Address) -> str | None:
    """The address inside, "" where such a wrapper is empty; None where it is no wrapper."""
    for reads in (_from_parameter, _from_amp, _from_translation):
        inner = reads(address)
        if inner is not None:
            return inner
    return None


def may_wrap(host: str) -> bool:
    """Whether any address on this host could be a wrapper."""
    return any(wrapper.fullmatch(host) for wrapper, _, _ in _PARAMETER_WRAPPERS) or bool(_WRAPPING_HOST.fullmatch(host))


def _from_parameter(address: Address) -> str | None:
    for host, path, names in _PARAMETER_WRAPPERS:
        if host.fullmatch(address.host) and path.fullmatch(address.path):
            values = dict(reversed(address.parameters))
            return next((value for name in names if (value := values.get(name))), "")
    return None


def _from_amp(address: Address) -> str | None:
    if re.fullmatch(_GOOGLE, address.host):
        return _after(_GOOGLE_AMP, address)
    if address.host == "cdn.ampproject.org" or address.host.endswith(".cdn.ampproject.org"):
        return _after(_AMP_CACHE, address) or ""
    return None


def _after(prefix: re.Pattern[str], address: Address) -> str | None:
    found = prefix.fullmatch(address.raw_path)
    if found is None:
        return None
    inner = _QUERY_AS_PATH.sub("?", found[2], count=1)
    rest = _rest(address) if inner == found[2] else _rest(address).replace("?", "&", 1)
    return f"{'https' if found[1] else 'http'}://{inner}{rest}"


def _from_translation(address: Address) -> str | None:
    """Google's translations: dots of the host became hyphens, hyphens two."""
    found = _TRANSLATED.fullmatch(address.host)
    if found is None:
        return None
    host = found[1].replace("--", "\0").replace("-", ".").replace("\0", "-")
    return f"https://{host}{address.raw_path}{_rest(address)}"


def _rest(address: Address) -> str:
    return f"?{address.query}" if address.query else ""
