"""Links in what people typed: found in the text, told apart where they run into each other, freed of what surrounds them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import chain

from linkify_it import LinkifyIt

from sheets_sync.domain.link import UNSAFE
from sheets_sync.domain.platforms import NOT_REPORTED_ON, PLATFORMS
from sheets_sync.intake._link_hosts import SITE, read_host, suffix_list, top_level_domains
from sheets_sync.intake._link_mending import mended
from sheets_sync.intake._link_reading import CUT_OFF

_WEB_BODY = re.compile(r"//[^\s<>\"“”„«»|`{}、\x00-\x1f\x7f]+")
_SCHEME_BEFORE = re.compile(r"[a-z][a-z0-9+-]*$", re.IGNORECASE)
_OTHER_BODIES = (
    (re.compile(r"https?"), re.compile(r"(?!//)(?=\S*\.)[^\s\"'<>]+")),  # without its slashes, which only browsers understand
    (re.compile(r"javascript|vbscript|blob|view-source"), re.compile(r"\S+")),
    (re.compile(r"data"), re.compile(r"[\w.+-]+/[\w.+-]+[;,]\S*|[;,]\S+")),
    (re.compile(r"file|intent|content|about"), re.compile(r"/\S+")),
    (re.compile(r".+"), re.compile(r"//\S+")),
)
"""Schemes that no post has, found so that they can be refused, and what follows their colon."""

_PLATFORM_HOSTS = (
    r"(?:(?:m|web|vt|vm|mobile|id-id)\.)?(?:instagram\.com|facebook\.com|twitter\.com|x\.com|tiktok\.com|youtube\.com|threads\.(?:net|com))"
    r"|youtu\.be|fb\.watch"
)
_NEXT_LINK = re.compile(
    r"[hH][tT][tT][pP][sS]?:/+|[wW][wW][wW]\.(?=[\w-]+(?:\.[\w-]+)+/)"
    rf"|(?P<sign>[/,;](?=(?i:{_PLATFORM_HOSTS})/)|[,;](?=(?i:(?:[\w-]+\.)+[a-z]{{2,}}/)))"
)
"""Where the next link begins inside what looks like one: with its first letter, or behind a sign that the links share."""
_LEADS_ON = re.compile(
    r"(?:[?&](?:u|url|q|z|to|link|href|target|next|goto|src|continue|imgrefurl|unsafe_link|redirect\w*|return\w*|dest\w*|\w+_?url)="
    r"|/(?:s|c|v|i|amp)/|/web/\d+\w*/|%3A%2F%2F)(?:https?:/+)?$",
    re.IGNORECASE,
)
"""What stands before an address that is part of another one: a wrapper's parameter, an AMP copy, an archive."""

_ONLY_A_SITE = re.compile(r"(?:https?://)?([\w.-]+)[/?#]+(?:https?:/+)?", re.IGNORECASE)

_IS_USER_NAME = re.compile(r"https?:/+[^/?#]*@", re.IGNORECASE)
"""https://www.instagram.com@www.site.xyz/… is one address, and a deceptive one."""

_CUT = re.compile(r"(?<=[\w=-])(?:…|\.{2,})[^\w/]*$")
_CLOSERS = {")": "(", "]": "[", "}": "{"}
_CLOSED_BY = {"(": ")", "[": "]", "'": "'"}
_NEVER_LAST = frozenset(".,;:!?'\"*~`\\^|<>")

_COMMON_SUFFIXES = frozenset({"com", "id", "net", "org", "info", "tv", "be", "me", "xyz", "site", "online"})
"""Where a host alone, with neither scheme nor path, is taken for a link: elsewhere it is too likely a title or a missing space."""
_MAY_HOLD_BARE_LINK = re.compile(
    rf"www\.|[^\W_]\.[^\W\d_]{{2,}}(?::\d+)?[/?]|\.(?:{'|'.join(sorted(_COMMON_SUFFIXES))})(?!\w)", re.IGNORECASE
)
_WORDS_AND_TITLES = frozenset({"si", "md", "sc", "ag", "pt", "st", "no", "ke", "se", "so", "sh", "pd", "sn", "kom", "zip", "mov", "rw"})
"""Suffixes that in Indonesian are words, and parts of academic titles (M.Si, A.Md), or that end file names."""
_SIGN_BEFORE = re.compile(r":(?=[^\W\d])|(?<!\S)[-_/•.]+(?=\w)")
"""Signs in front of a link that make linkify pass it over."""
_NUMBERING = re.compile(r"^\d{1,3}[.)]+(?=[^\W\d])")
_HOST = re.compile(r"[^/?#:\\]+")


def candidates(text: str) -> list[str]:
    """Every address in the text, in order, with its scheme; one that was visibly cut off ends with `CUT_OFF`."""
    text = mended(text)
    spans = _spans(text)
    found = [(start, _trimmed(text, start, end)) for start, end in spans]
    if _MAY_HOLD_BARE_LINK.search(_besides(text, spans)):
        bare = _without_scheme(_blanked(text, spans))
        if found or any(names_a_page for _, _, names_a_page in bare):
            bare = [item for item in bare if item[2]]
        found = sorted(chain(found, ((at, "https://" + address) for at, address, _ in bare)))
    return [address for _, address in found if not _is_idle(address)]


def _is_idle(address: str) -> bool:
    """A scheme without an address, and what apps add of their own."""
    return (len(address) < 8 and address.rstrip("/:").lower() in ("http", "https")) or bool(_advertised().match(address))


def _besides(text: str, spans: list[tuple[int, int]]) -> str:
    """What stands beside the links that have a scheme."""
    starts = [0, *(end for _, end in spans)]
    ends = [*(start for start, _ in spans), len(text)]
    return "\n".join(text[start:end] for start, end in zip(starts, ends, strict=True))


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _spans(text: str) -> list[tuple[int, int]]:
    """Where links with a scheme begin and end; where the next one begins without a space, the one before ends."""
    spans, at = [], 0
    colon = text.find(":")
    while colon >= 0:
        span = _span_around(text, at, colon)
        if span is not None:
            spans.append(span)
            at = span[1]
        colon = text.find(":", max(at, colon + 1))
    return spans


def _span_around(text: str, at: int, colon: int) -> tuple[int, int] | None:
    """The link whose scheme ends at the colon and begins not before `at`; None where there is none."""
    before = text[max(at, colon - 5) : colon].lower()
    if before.endswith("http") or before == "https":
        start = colon - (5 if before == "https" else 4)
        body = _WEB_BODY.match(text, colon + 1)
        if body is not None:
            return start, _end_before_next(text, start, body.end(), past=9)
    return _odd_span(text, at, colon)


def _odd_span(text: str, at: int, colon: int) -> tuple[int, int] | None:
    scheme = _SCHEME_BEFORE.search(text[max(at, colon - 20) : colon])
    if scheme is None:
        return None
    name = scheme[0].lower()
    name = next((own for own in ("https", "http", "javascript", "vbscript") if name.endswith(own)), name)
    for names, bodies in _OTHER_BODIES:
        body = bodies.match(text, colon + 1) if names.fullmatch(name) else None
        if body is not None:
            return colon - len(name), body.end()
    return None


def _end_before_next(text: str, start: int, end: int, past: int) -> int:
    """Where the link ends: where another begins; `past`: as many characters surely belong to it."""
    if not _may_hold_another(text[start + past : end].lower()):
        return end
    for following in _NEXT_LINK.finditer(text, start + past, end):
        at = following.end() if following["sign"] else following.start()
        before = text[start:at]
        if not (_LEADS_ON.search(before[-40:]) or _is_only_a_site(before) or _IS_USER_NAME.fullmatch(before)):
            return at
    return end


def _may_hold_another(small: str) -> bool:
    if "http" in small or "www." in small or "," in small or ";" in small:
        return True
    path = small[small.find("/") :] if "/" in small else ""
    return ".com/" in path or ".net/" in path or ".be/" in path or ".watch/" in path


def _is_only_a_site(address: str) -> bool:
    """Whether what comes next would be the page of some site: https://site.xyz/https://www.instagram.com/p/… leads to site.xyz."""
    site = _ONLY_A_SITE.fullmatch(address)
    return site is not None and read_host(site[1].lower()).platform is None


def _trimmed(text: str, start: int, end: int) -> str:
    """The address without the punctuation, closing brackets and symbols that follow it."""
    address = text[start:end]
    closer = _CLOSED_BY.get(text[start - 1 : start])
    if closer and closer in address:
        address = _up_to_closer(address, closer, opener=text[start - 1])
    if address[-1].isalnum() or address[-1] in "/=-":
        return address
    cut_off = _CUT.search(address)
    while address and _follows(address, before=text[start - 1 : start]):
        address = address[:-1]
    return address + CUT_OFF if cut_off else address


def _up_to_closer(address: str, closer: str, opener: str) -> str:
    """The address up to the bracket or quote that closes the one right before it."""
    at = address.find(closer)
    while at > 0 and closer != opener and address.count(opener, 0, at) > address.count(closer, 0, at):
        at = address.find(closer, at + 1)
    return address[:at] if at > 8 else address


def _follows(address: str, before: str) -> bool:
    """Whether the last character belongs to the text around the address; `before`: the character in front of it."""
    last = address[-1]
    if last in _CLOSERS:
        return address.count(last) > address.count(_CLOSERS[last])
    if last == "_":
        return before == "_"
    return last in _NEVER_LAST or (not last.isascii() and unicodedata.category(last)[0] in "PSCZ")


def _without_scheme(text: str) -> list[tuple[int, str, bool]]:
    """Position, address, and whether it names a page, of links that people wrote without https://."""
    found = []
    for match in _linkify().match(_SIGN_BEFORE.sub(lambda sign: " " * len(sign[0]), text)) or ():
        at, end = match.index, match.last_index
        while at < end and match.schema in ("", "//"):
            stop = _end_before_next(text, at, end, past=1)
            address = _NUMBERING.sub("", _trimmed(text, at, stop).lstrip(",;/"))
            if _is_plausible(address):
                found.append((at, address, _names_a_page(address)))
            at = stop
    return found


def _names_a_page(address: str) -> bool:
    return _HOST.sub("", address, count=1) not in ("", "/")


def _is_plausible(address: str) -> bool:
    """Whether something with full stops in it is an address rather than titles, a file, or sentences without a space."""
    host = _HOST.match(address)
    if host is None or "@" in host[0]:
        return False
    name, suffix = host[0].lower(), host[0].rpartition(".")[2]
    if name.startswith("www.") or read_host(name).kind not in (SITE, UNSAFE):
        return True
    if not (suffix.islower() or host[0].isupper()) or suffix.lower() in _WORDS_AND_TITLES:
        return False
    word = (suffix_list().privatesuffix(name) or "").partition(".")[0]
    if _names_a_page(address):
        return len(word) > 1 or (len(word) == 1 and host[0].islower())
    return len(word) > 2 and suffix.lower() in _COMMON_SUFFIXES


@cache
def _advertised() -> re.Pattern[str]:
    """Addresses that apps add to what people share from them, of which nobody reports."""
    addresses = [address for platform in (*PLATFORMS, *NOT_REPORTED_ON) for address in platform.links.advertised]
    return re.compile(rf"https?://(?:{'|'.join(map(re.escape, addresses)) or '(?!)'})/?$", re.IGNORECASE)


@cache
def _linkify() -> LinkifyIt:
    """Knows every public suffix; links with a scheme are not left to it, for it cuts the tricks off them and shows the rest."""
    linkify = LinkifyIt(options={"fuzzy_link": True, "fuzzy_email": True, "fuzzy_ip": False})
    return linkify.tlds(sorted(top_level_domains()))
