"""Pages of websites: which are no posts, and what tells one page from another whatever its spelling."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, unquote_to_bytes

from sheets_sync.domain.platforms import BY_CODE, FRONT_PAGE, POST
from sheets_sync.intake._link_address import Address
from sheets_sync.intake._link_grammar import MAIN, read_page

WEBSITE = BY_CODE["website"]

_SAME_SITE = re.compile(r"^(?:w{2,5}\d?|m|amp)\.(?=[^.]+\.)")
_BLOGSPOT = re.compile(r"\.blogspot\.(?:com?\.)?[a-z]{2,3}$")
_SESSION = re.compile(r";(?:jsessionid|phpsessid)=[^/]*", re.IGNORECASE)
_INDEX_FIRST = re.compile(r"^/index\.php(?=/|$)", re.IGNORECASE)
_INDEX_LAST = re.compile(r"/(?:index|default)\.(?:php|html?|aspx?|jsp)$", re.IGNORECASE)
_BLANKS_LAST = re.compile(r"(?:/|%20|%C2%A0|%E2%80%8[B-F]|%EF%BB%BF)+$", re.IGNORECASE)
_AMP = re.compile(r"^/amp(?=/.)|/amp$", re.IGNORECASE)
_SAFE_IN_PATH = "/:@!$&'()*+,;=~-._"

_TRACKING = re.compile(
    r"utm_.*|hsa_.*|pk_.*|mtm_.*|mc_[ce]id|fb_.*|fbclid|gclid|gclsrc|gbraid|wbraid|gad_.*|dclid|msclkid|twclid|ttclid|yclid|li_fat_id|igsh|igshid"
    r"|ig_\w+|si|feature|ref|ref_src|ref_url|referrer|referer|source|share|shared|shareid|share_\w+|sharetype|nb|via|from_source|mibextid|rdid"
    r"|sfnsn|__cft__.*|__tn__|__xts__.*|_ga|_gl|_gid|amp|amp_.*|outputtype|replytocom|usp|ved|sca_esv|ncid|cmpid|wt_mc|xtor|trk|spm|scid|zarsrc"
    r"|_x_tr_\w+|phpsessid|jsessionid|srsltid|ysclid|__twitter_impression|openexternalbrowser|usqp|spref|showcomment|wprov|_hs(?:enc|mi)"
    r"|hss_channel|mkt_tok|itm_.*|epik|rdt_cid|guccounter|guce_.*",
    re.IGNORECASE,
)
"""Parameters that say how somebody came by a page, not which page it is."""

_LOOKS_OF_PAGE = (("page", "all"),)
_VIEWS_OF_BLOG = ("classic", "flipcard", "magazine", "mosaic", "sidebar", "snapshot", "timeslide")
_LOOKS_OF_BLOG = (*_LOOKS_OF_PAGE, ("m", "0"), ("m", "1"), *(("view", view) for view in _VIEWS_OF_BLOG))
"""Parameters that choose how a page is shown."""
LOOK_VALUES = frozenset(value for _, value in _LOOKS_OF_BLOG)
"""Their values."""
_GLUED_TRACKING = re.compile(r"[?&](?=(?:utm_\w+|fbclid|gclid|igsh|igshid)=)")
_LOOKS = frozenset({"lang", "hl", "locale", "m"})
"""Parameters that leave a front page a front page."""
_FRONT_NAMES = frozenset({"page", "p", "hal", "halaman", "menu", "mod", "module", "view", "pg", "content"})
_FRONT_VALUES = frozenset({"home", "beranda", "index"})


def read_website(address: Address) -> tuple[str, str]:
    """Kind and canonical id of a page of a public site."""
    path, route = _page_path(address.raw_path), _route(address.fragment)
    pairs = _meaningful(address)
    query = {name.lower(): value for name, value in pairs}
    reading = None if route else (read_page(WEBSITE, address.host, path, query) or read_page(WEBSITE, MAIN, path, query))
    if reading is not None and not (reading.kind == FRONT_PAGE and _chooses_a_page(query)):
        return reading.kind, ""
    words = "&".join(sorted(_written(name, value) for name, value in pairs))
    return POST, f"website:{_site(address)}{_encoded(path) or '/'}{route}{'?' * bool(words)}{words}"


def site_of(host: str) -> str:
    """A host without what leaves it the same site: www., m., a blog's country."""
    return _BLOGSPOT.sub(".blogspot.com", _SAME_SITE.sub("", host))


def _site(address: Address) -> str:
    return f"{site_of(address.host)}{':' * bool(address.port)}{address.port}"


def _page_path(raw: str) -> str:
    """The path in one spelling: no empty or trailing segments, no index page, no AMP variant, no session."""
    path = _SESSION.sub("", _GLUED_TRACKING.split(raw, maxsplit=1)[0])
    path = _BLANKS_LAST.sub("", re.sub(r"/{2,}", "/", path))
    path = _INDEX_LAST.sub("", _INDEX_FIRST.sub("", path))
    return _AMP.sub("", path).rstrip("/")


def _route(fragment: str) -> str:
    """A fragment that names a page, on sites that are one big script (#/berita/12); any other only a place on the page."""
    return "#" + fragment.rstrip("/") if re.match(r"!?/.", fragment) else ""


def _meaningful(address: Address) -> list[tuple[str, str]]:
    """The parameters that choose a page."""
    may_be_blog = bool(_BLOGSPOT.search(address.host)) or address.raw_path.endswith(".html")
    return [pair for pair in _not_tracking(address.query) if pair not in (_LOOKS_OF_BLOG if may_be_blog else _LOOKS_OF_PAGE)]


def only_tracking(query: str) -> bool:
    """Whether parameters only say how somebody came by a page, whatever the site."""
    return all(_tracks(part.partition("=")[0]) for part in query.split("&")) or not _not_tracking(query)


def _not_tracking(query: str) -> list[tuple[str, str]]:
    parts = (part.partition("=") for part in _GLUED_TRACKING.sub("&", query).split("&"))
    return [(name, value) for name, equals, value in parts if name and (value or not equals) and not _tracks(name)]


@lru_cache(maxsize=4096)
def _tracks(name: str) -> bool:
    return _TRACKING.fullmatch(name) is not None


def _chooses_a_page(query: dict[str, str]) -> bool:
    return any(name not in _LOOKS and not (name in _FRONT_NAMES and value.lower() in _FRONT_VALUES) for name, value in query.items())


def _written(name: str, value: str) -> str:
    encoded = (quote(unquote_to_bytes(text.replace("+", " ")), safe="") for text in (name, value))
    return "=".join(encoded) if value else next(encoded)


def _encoded(path: str) -> str:
    return quote(unquote_to_bytes(path), safe=_SAFE_IN_PATH)
