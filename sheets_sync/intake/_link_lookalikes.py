"""Host names made to be taken for another: a platform's name inside, nearly, or in foreign letters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import idna
from rapidfuzz.distance import OSA

from sheets_sync.domain.platforms import NOT_REPORTED_ON, PLATFORMS
from sheets_sync.intake._link_lists import FILE_STORES

_GRAMMARS = tuple(platform.links for platform in (*PLATFORMS, *NOT_REPORTED_ON))

_REGISTRIES_THAT_CHECK = frozenset({"go.id", "desa.id", "ac.id", "sch.id", "mil.id"})
"""Who registers a name here has shown a decree: a site of theirs may well be called after a platform."""

_FOREIGN = {
    "a": "аαɑᴀ", "b": "вьβʙ", "c": "сϲᴄ", "d": "ԁɗժᴅđð", "e": "еёєεҽᴇɛ", "f": "ғꜰſ", "g": "ɡցɢġ", "h": "һнհʜħ", "i": "іїιɩıӏɪ", "j": "јϳᴊ",
    "k": "кκᴋ", "l": "ⅼłʟ", "m": "мᴍ", "n": "пոηɴŋ", "o": "оοσօᴏø", "p": "рρᴘþ", "q": "ԛզ", "r": "гᴦʀ", "s": "ѕꜱ", "t": "тτᴛŧ", "u": "υսцᴜ",
    "v": "ѵνᴠ", "w": "ѡԝωաᴡ", "x": "хχ", "y": "уүγყʏ", "z": "ᴢʐ",
}  # fmt: skip
_LATIN_FOR = str.maketrans({foreign: latin for latin, alike in _FOREIGN.items() for foreign in alike})
_DRAWN_ALIKE = str.maketrans("l013456789", "ioieasgtbg")
_WRITTEN_TOGETHER = frozenset({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL"})


def is_deceptive(name: str, registered: str) -> bool:
    """Whether a public host name pretends to be a platform's or another site's; `registered` is its registrable part."""
    own_word, _, suffix = registered.partition(".")
    if _inner_host().search(name):
        return True
    labels = [_as_shown(label) for label in name.removesuffix("." + suffix).split(".")]
    if not all(map(_written_in_one_script, labels)):
        return True
    if suffix in _REGISTRIES_THAT_CHECK:
        return False
    return (
        own_word in _platform_words()
        or _skeleton(own_word) in _drawn_words()
        or _has_hyphens_for_dots(registered)
        or any(map(_resembles_a_brand, labels))
    )


@cache
def _well_known() -> frozenset[str]:
    hosts = (host for grammar in _GRAMMARS for host in (*grammar.hosts, *_named_hosts(grammar.shapes)))
    return frozenset({"google.com", *FILE_STORES, *hosts})


def _has_hyphens_for_dots(registered: str) -> bool:
    """Whether hyphens make a well-known host of it: fb-watch.xyz, docs-google.com."""
    names = (registered.replace("-", "."), registered.partition(".")[0].replace("-", "."))
    return "-" in registered and any(name in _well_known() for name in names)


@cache
def _inner_host() -> re.Pattern[str]:
    """A whole host inside another: instagram.com.site.xyz, instagram.com-login.xyz, kepek.desa.id.site.xyz."""
    inner = "|".join(map(re.escape, sorted(_well_known())))
    return re.compile(rf"(?:^|[.-])(?:{inner})[.-]|\.(?:go|desa)\.id[.-]")


@cache
def _platform_words() -> frozenset[str]:
    """What stands before the suffix in the platforms' hosts: x.id and youtu.xyz are no business of X and YouTube."""
    main = {host.partition(".")[0] for grammar in _GRAMMARS for host in grammar.hosts}
    named = {host.partition(".")[0] for grammar in _GRAMMARS if grammar.hosts for host in _named_hosts(grammar.shapes)}
    return frozenset(main | {word for word in named if len(word) > 3})


@cache
def _drawn_words() -> frozenset[str]:
    """What these words look like at a glance, but for the shortest, which too much looks like: y0utu.be."""
    return frozenset(_skeleton(word) for word in _platform_words() if len(word) > 3)


def _named_hosts(shapes: tuple[object, ...]) -> set[str]:
    return {host for shape in shapes for host in shape.hosts}  # type: ignore[attr-defined]


def _as_shown(label: str) -> str:
    """A label as a browser shows it; an impossible one as it stands, which then is in no script at all."""
    if not label.startswith("xn--"):
        return label
    try:
        return idna.decode(label)
    except idna.IDNAError:
        return "\ufffd"


def _written_in_one_script(label: str) -> bool:
    """Whether all its letters are of one script, and not all such as pass for Latin ones."""
    if label.isascii():
        return True
    scripts = {unicodedata.name(char, "?").split()[0] for char in label if not (char.isascii() and not char.isalpha())}
    if len(scripts) > 1 and not scripts <= _WRITTEN_TOGETHER:
        return False
    return label != "\ufffd" and (scripts == {"LATIN"} or not _skeleton(label).isascii())


def _resembles_a_brand(label: str) -> bool:
    words = {_skeleton(label.replace("-", "")), *(_skeleton(word) for word in label.split("-"))}
    return any(_resembles(word, brand) for word in words for brand in _brands())


@cache
def _brands() -> tuple[str, ...]:
    return tuple(_skeleton(brand) for grammar in _GRAMMARS for brand in grammar.brands)


def _resembles(word: str, brand: str) -> bool:
    """Whether the word holds the brand's name or is one slip from it, in a long name two."""
    slips = 2 if len(brand) >= 8 and word[:1] == brand[0] else 1
    return brand in word or OSA.distance(word, brand, score_cutoff=slips) <= slips


def _skeleton(word: str) -> str:
    """How a word looks at a glance: accents, foreign letters, digits and pairs of letters replaced by what they resemble."""
    base = "".join(char for char in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(char))
    return base.translate(_LATIN_FOR).translate(_DRAWN_ALIKE).replace("rn", "m").replace("vv", "w")
