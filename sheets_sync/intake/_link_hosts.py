"""Whose host is it: a platform's, a shortener's, a file store's, some public site's, or nobody's one should trust?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from publicsuffixlist import PSLFILE, PublicSuffixList

from sheets_sync.domain.link import FILE_STORE, SHORTENED, UNSAFE
from sheets_sync.domain.platforms import NOT_REPORTED_ON, PLATFORMS, LinkGrammar, Platform
from sheets_sync.intake._link_grammar import MAIN
from sheets_sync.intake._link_lists import FILE_STORES, NAMES_OF_NUMBERS, SHORTENERS, VIEWERS
from sheets_sync.intake._link_lookalikes import is_deceptive

SITE, PLATFORM = "site", "platform"

_NEVER_PUBLIC = frozenset({"onion", "arpa", "test", "example", "invalid", "local", "localhost", "internal", "lan", "home", "corp"})
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_WWW = r"(?:w{1,5}\d?\.)?"
_FIRST_WWW = re.compile(f"^{_WWW}")


_NO_HOSTS = (re.compile("(?!)"), re.compile("(?!)"), frozenset[str]())


@dataclass(frozen=True, slots=True)
class Host:
    """What is known of a host.

    `kind`: `PLATFORM`, `SITE`, or why it is no use (`SHORTENED`, `FILE_STORE`, `UNSAFE`); of a platform's host, `page_host` is the
    host under which its grammar knows it (`MAIN` for the main hosts and their mirrors), "" where it holds no posts.
    """

    kind: str
    platform: Platform | None = None
    page_host: str = ""


@lru_cache(maxsize=65536)
def read_host(name: str) -> Host:
    """What a host name in its ASCII form, lower case, is."""
    labels = name.split(".")
    if len(name) > 253 or not all(map(_LABEL.fullmatch, labels)):
        return Host(UNSAFE)
    return _known(name) or Host(SITE if _is_trustworthy(name) else UNSAFE)


def names_a_platform(name: str) -> bool:
    """Whether a host name, lower case, is a platform's."""
    host = _known(name)
    return host is not None and host.platform is not None


def _known(name: str) -> Host | None:
    """What a host is that is listed, or part of one that is; None for any other."""
    labels = name.split(".")
    parents = {".".join(labels[at:]) for at in range(len(labels) - 1)}
    if not parents.isdisjoint(_platform_hosts()):
        return _of_a_platform(name)
    for names, kind in ((FILE_STORES, FILE_STORE), (SHORTENERS, SHORTENED), (VIEWERS, UNSAFE), (NAMES_OF_NUMBERS, UNSAFE)):
        if not names.isdisjoint(parents):
            return Host(kind)
    return None


@cache
def _platform_hosts() -> frozenset[str]:
    """All hosts that platforms' grammars name."""
    grammars = [platform.links for platform in (*PLATFORMS, *NOT_REPORTED_ON) if platform.links.hosts]
    return frozenset(host for grammar in grammars for host in (*grammar.hosts, *(host for shape in grammar.shapes for host in shape.hosts)))


def _of_a_platform(name: str) -> Host | None:
    bare = _FIRST_WWW.sub("", name)
    for platform in (*PLATFORMS, *NOT_REPORTED_ON):
        own, mirrors, named = _hosts().get(platform.code, _NO_HOSTS)
        for host in (name, bare):
            if host in named:
                return Host(PLATFORM, platform, host)
        if own.search(name):
            return Host(PLATFORM, platform, MAIN if mirrors.fullmatch(name) else "")
    return None


@cache
def _hosts() -> dict[str, tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]]:
    """Of each platform, what ends a host of its own, what the mirrors of its main hosts are, and the other hosts its grammar names."""
    return {platform.code: _hosts_in(platform.links) for platform in (*PLATFORMS, *NOT_REPORTED_ON) if platform.links.hosts}


def _hosts_in(grammar: LinkGrammar) -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    main = "|".join(map(re.escape, grammar.hosts))
    named = frozenset(host for shape in grammar.shapes for host in shape.hosts)
    all_hosts = "|".join(map(re.escape, (*grammar.hosts, *named)))
    return re.compile(rf"(?:^|\.)(?:{all_hosts})$"), re.compile(rf"{_WWW}(?:(?:{grammar.mirrors})\.)?(?:{main})"), named


@cache
def suffix_list() -> PublicSuffixList:
    """The public suffixes that registries know, from the copy that comes with the library.

    Only those beyond ASCII are encoded: the library would encode all, which takes as long again as reading them.
    """
    encoded = [rule.encode("idna").decode() for rule in _suffixes() if not rule.isascii()]
    return PublicSuffixList([*_suffixes(), *encoded], accept_unknown=False, accept_encoded_idn=False)


@cache
def top_level_domains() -> frozenset[str]:
    """The last labels of all public suffixes, in ASCII and in their own letters."""
    return frozenset(rule.rpartition(".")[2] for rule in _suffixes())


@cache
def _suffixes() -> tuple[str, ...]:
    lines = Path(PSLFILE).read_text(encoding="utf-8").partition("===END ICANN DOMAINS===")[0].splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("//"))


def _is_trustworthy(name: str) -> bool:
    registered = suffix_list().privatesuffix(name)
    if registered is None or name.rpartition(".")[2] in _NEVER_PUBLIC:
        return False
    return not is_deceptive(name, registered)
