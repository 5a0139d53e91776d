"""Typing and copying mishaps in links, where there is one way to set them right: odd characters, broken schemes, spaces, markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

from sheets_sync.domain.link import UNSAFE
from sheets_sync.intake._link_hosts import SITE, read_host
from sheets_sync.intake._link_reading import is_whole, read_link

_INVISIBLE = (
    *(0xAD, 0x34F, 0x61C, 0x180E, 0xFE0E, 0xFE0F, 0xFEFF),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202D),  # but not what turns the order of letters round, which serves to deceive
    *range(0x2060, 0x206A),
)
_PLAIN = {
    **{0xFF01 + at: chr(0x21 + at) for at in range(94)},  # full-width letters and signs
    **dict.fromkeys(_INVISIBLE),
    0x3002: ".",
    0x3000: " ",
}
_HOST_PART = re.compile(r"://[^\s/?#]*")
_SLASH_IN_HOST = re.compile(r"(?<=[A-Za-z0-9])[／＠？＃＼]")
"""A full-width slash behind plain letters is no slipped keyboard: browsers take it for a letter of the host's name."""

_FORMULA = re.compile(r"=\s*HYPERLINK\(\s*\"([^\"]*)\"[^)]*\)", re.IGNORECASE)
_ANCHOR = re.compile(r"<a\b[^<>]*?\bhref\s*=\s*[\"']?([^\"'\s<>]+)[^<>]*>(?:(?!</a>).)*(?:</a>)?", re.IGNORECASE | re.DOTALL)
_MARKDOWN = re.compile(r"\[[^\[\]\n]*\]\(\s*<?([^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*)>?[^()\n]*\)")
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ENCODED = re.compile(r"(?<![=\w%&?])https?%3A%2F%2F[^\s\"'<>]+", re.IGNORECASE)

_HOST_FOLLOWS = r"(?=(?:[\w-]+\.)+[a-z]{2,})"
_BROKEN_SCHEME = re.compile(
    rf"""
      (?<![a-z0-9])(?!ssh\b)(?P<letters>[htps]{{2,8}})(?:[:;.,]{{0,2}}\s?//+:?|[:;]{{1,2}}\s?/)\s*{_HOST_FOLLOWS}
    | https?\s?[:;]\s?/\s?/\s*(?:[.,]+(?=www\.))?{_HOST_FOLLOWS}
    | https?:(?=(?:[\w-]+\.)+[a-z]{{2,}}/)
    | (?<![\w:/.?&=])s?://(?=(?:[\w-]+\.)+[a-z]{{2,}}/)
    | https?[.,/](?=www\.)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SCHEME_TWICE = re.compile(r"(?:https?://(?:www\.)?)+(?=https?://)", re.IGNORECASE)
_WWW = re.compile(
    r"(?<![\w./@-])w{2,5}(?:[.,]+\s?|\s[.,]\s?)(?=(?:[\w-]+\s?[.,]\s?){1,4}[a-z]{2,}/)|(?<=://)(?:w{2,5}[.,]+\s?)+(?=[\w-]+\s?[.,])",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"https?:(?:\\/)+\S+", re.IGNORECASE)
_LINE_BREAK = re.compile(r"\\[nrt](?=[Hh]ttps?:|\s|\\|$|\d{1,3}[.)]|[A-Z][a-z])")
"""What programs write for slashes and line breaks when they put texts into quotes."""
_VT = re.compile(r"\b(v[tm])\s?[.,]\s?(?=tiktok)", re.IGNORECASE)
_SPACED_HOST = re.compile(
    r"(?<![\w.@-])(?P<before>(?:(?:www|m|web|vt|vm)\.)?)(?P<name>instagram|facebook|tiktok|youtube|twitter|threads|youtu)"
    r"(?:\s[.,]\s?|[.,]+\s?)(?P<suffix>com|net|be)"
    r"(?: ?/(?=[\w@])| ?/ (?=(?:p|reels?|tv|share|watch|shorts|live|@[\w.]+|[\w.]+/(?:posts|videos|status|p|reel|photos))[/?]))",
    re.IGNORECASE,
)
KNOWN_WITHOUT_SCHEME = re.compile(
    r"(?:(?<![\w./@:=&?#%+~\\-])|(?<=(?<!\S)\d[.])|(?<=(?<!\S)\d\d[.]))(?=(?:www\.(?:[\w-]+\.)+[a-z]{2,}|(?:(?:m|web|vt|vm|mobile)\.)?(?:instagram|facebook|twitter|x|tiktok|youtube)\.com"
    r"|threads\.(?:net|com)|youtu\.be|fb\.watch|(?!\d+\.)(?:[\w-]+\.)+(?:(?:go|desa|sch|ac|or|co|web|my)\.id|(?:blogspot|wordpress)\.com))/[\w@])",
    re.IGNORECASE | re.ASCII,
)
"""Where a link begins that lacks its scheme, but begins like no word does."""
_SPACE_IN_HOST = re.compile(r"://([\w.-]*\w)(?:(?: \.|\. |,)((?:[\w-]+\.)+[a-z]{2,})(?![\w.])|,([a-z]{2,})(?=/))", re.IGNORECASE)
_SPACE_AFTER_HOST = re.compile(r"://((?:[\w-]+\.)+[a-z]{2,}) (?=/\w[\w-])", re.IGNORECASE)
_SPACE_BEFORE_ID = re.compile(
    r"((?:(?:instagram|facebook|x|twitter|tiktok|youtube|threads)\.(?:com|net)/(?:[\w.@-]+/){0,2}"
    r"(?:p|reels?|tv|status|video|photo|posts|videos|shorts|live|post)|youtu\.be)/|[?&](?:v|fbid|story_fbid)=)"
    r"\s{1,2}(?=[\w-]*\d[\w-]*(?:[/?&\s]|$))(?=[\w-]{8})",
    re.IGNORECASE,
)
_SPACE_AFTER_SITE = re.compile(
    r"((?:instagram|facebook|x|twitter|tiktok|youtube|threads)\.(?:com|net)/)\s{1,2}"
    r"(?=(?:p|reels?|tv|shorts|live|share/[pvr])/[\w-]{8}|watch\?v=|@?[\w.]+/(?:posts|videos?|status|p|reel|photos?|post)/\w)"
    r"|(youtube\.com/watch)\s{1,2}(?=\?v=)",
    re.IGNORECASE,
)
_BREAK_IN_ID = re.compile(
    r"(https?://\S+[/=][\w-]+)\s{1,2}((?=[\w-]*[^\W\d])[\w-]+(?=/|[?&]\w+=)|\d+(?=[?&]\w+=))", re.IGNORECASE | re.ASCII
)


def mended(text: str) -> str:
    """The text with its links as they were meant; whatever would have to be guessed stays as it is."""
    if not text.isascii():
        text = _HOST_PART.sub(lambda found: _SLASH_IN_HOST.sub("\u2044", found[0]), text).translate(_PLAIN)
    small = text.lower()
    for sign, mend in _MENDINGS:
        if sign(small):
            text = mend(text)
            small = text.lower()
    return text


def _without_markup(text: str) -> str:
    return _TAG.sub(" ", _ANCHOR.sub(r" \1 ", text))


def _decoded(text: str) -> str:
    return _ENCODED.sub(lambda found: unquote(found[0]), text)


def _with_whole_schemes(text: str) -> str:
    return _SCHEME_TWICE.sub("", _BROKEN_SCHEME.sub(_whole_scheme, text))


def _whole_scheme(found: re.Match[str]) -> str:
    return "http://" if (found["letters"] or found[0][:5]).lower() in ("http", "http:") else "https://"


def _whole_host(found: re.Match[str]) -> str:
    """Two parts joined, if only together they are a site's host."""
    left, right = found[1], found[2] or found[3]
    broken = read_host(left.lower()).kind == UNSAFE and read_host(f"{left}.{right}".lower()).kind == SITE
    return f"://{left}.{right}" if broken else found[0]


def _whole_id(found: re.Match[str]) -> str:
    """Two lines joined, if only together they have a complete id."""
    first, both = read_link(found[1]), read_link(found[1] + found[2])
    broken = first.counts and both.counts and is_whole(both) and not is_whole(first)
    return found[1] + found[2] if broken else found[0]


def _without_spaces_in_hosts(text: str) -> str:
    return _SPACE_AFTER_HOST.sub(r"://\1", _SPACE_IN_HOST.sub(_whole_host, text))


def _holds(pattern: str) -> Callable[[str], object]:
    return re.compile(pattern).search


def _has_broken_scheme(small: str) -> bool:
    """Whether there is any "http", "//" or ":/" but as part of a whole scheme with an address behind it."""
    whole = small.count("http://") + small.count("https://")
    if not small.count("http") == small.count("//") == small.count(":/") == whole:
        return True
    return any(
        sign in small for sign in ("// ", "//\n", "//\t", "//\r", "//\xa0", "//.", "//,", "///", "://http", "://www.http", ": /", "; /")
    )


_OPEN_ENDS = "|".join(
    rf"(?<={end}\s)"
    for end in (
        *(f"/{word}/" for word in ["p", "reel", "reels", "tv", "status", "video", "videos", "photo", "post", "posts", "shorts", "live"]),
        *("youtu.be/", "[?&]v=", "[?&]fbid=", "story_fbid="),
    )
)
_MENDINGS: tuple[tuple[Callable[[str], object], Callable[[str], str]], ...] = (
    (_holds(r"=\s*hyperlink"), lambda text: _FORMULA.sub(r" \1 ", text)),
    (_holds("<"), _without_markup),
    (_holds(r"\]\("), lambda text: _MARKDOWN.sub(r" \1 ", text)),
    (_holds("&amp;"), lambda text: text.replace("&amp;", "&")),
    (_holds("%3a%2f%2f"), _decoded),
    (_holds(r"https?:\\/"), lambda text: _ESCAPED.sub(lambda found: found[0].replace("\\/", "/"), text)),
    (_holds(r"\\[nrt]"), lambda text: _LINE_BREAK.sub(" ", text)),
    (_has_broken_scheme, _with_whole_schemes),
    (_holds(r"ww(?:[.,](?<!www[.,])|w[,w\s]|w\.(?:[\s.,]|www))"), lambda text: _WWW.sub("www.", text)),
    (
        _holds(r"\bv[tm](?: ?[.,] | [.,]|,)"),
        lambda text: _VT.sub(r"\1.", text),
    ),
    (
        _holds(r"[\s,.]{2,4}(?:com|net|be) ?/|,(?:com|net|be) ?/|\.(?:com|net|be)(?: /|/ )"),
        lambda text: _SPACED_HOST.sub(r"\g<before>\g<name>.\g<suffix>/", text),
    ),
    (_holds(r"://[\w.-]+(?: [./]|\. |,\w)"), _without_spaces_in_hosts),
    (_holds(r"www\.|\.(?:com|net|be|watch|id)/"), lambda text: KNOWN_WITHOUT_SCHEME.sub("https://", text)),
    (_holds(r"\.(?:com|net)/\s|/watch\s"), lambda text: _SPACE_AFTER_SITE.sub(lambda found: found[1] or found[2], text)),
    (_holds(r"[/=][\w-]+\s{1,2}[\w-]+[/?&]"), lambda text: _BREAK_IN_ID.sub(_whole_id, text)),
    (_holds(rf"\s(?:{_OPEN_ENDS})"), lambda text: _SPACE_BEFORE_ID.sub(r"\1", text)),
)
"""What is mended, each where a sign of it is in the text, which is looked for in small letters."""
