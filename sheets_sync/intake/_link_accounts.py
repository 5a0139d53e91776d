"""Accounts as the register names them, and whether a link speaks of another one."""

from __future__ import annotations

import re

from sheets_sync.domain.link import Link
from sheets_sync.intake._link_hosts import read_host
from sheets_sync.intake._link_mending import mended
from sheets_sync.intake._link_pages import site_of
from sheets_sync.intake._link_reading import read_link
from sheets_sync.intake._link_text import candidates

_BETWEEN = re.compile(r"[|;,\n]|\s/\s|\s(?:dan|atau|&)\s")
_HANDLE = re.compile(r"[\w.-]{2,}", re.ASCII)
_AT_HANDLE = re.compile(r"(?<![\w.])@([\w.-]*\w)", re.ASCII)
_NO_HANDLES = frozenset(
    [
        "ada",
        "tidak",
        "belum",
        "punya",
        "nihil",
        "kosong",
        "ya",
        "aktif",
        "nonaktif",
        "none",
        "null",
        "nan",
        "terlampir",
        "sama",
        "idem",
        "dihapus",
        "hilang",
        "milik",
        "akun",
        "link",
        "tautan",
    ]
)
_NUMBER = re.compile(r"\d+")


def account_of(register_text: str, platform_code: str) -> tuple[str, ...]:
    """The accounts a cell of the register names, as links carry them: lower case, without @; of a website its hosts.

    The cell may hold handles, addresses, several of either; what is no handle (a display name, "belum ada") is left out.
    """
    parts = _BETWEEN.split(mended(register_text)) if isinstance(register_text, str) else []
    accounts = (account for part in parts for account in _accounts_in(part.strip(), platform_code))
    return tuple(dict.fromkeys(filter(None, accounts)))


def _accounts_in(text: str, platform_code: str) -> list[str]:
    addresses = [] if _is_handle(text, platform_code) else candidates(text)
    if addresses:
        links = map(read_link, addresses)
        return [link.account for link in links if link.platform == platform_code]
    if platform_code == "website":
        return []
    if " " in text:
        return [found.lower() for found in _AT_HANDLE.findall(text)]
    handle = text.lstrip("@").rstrip("./").lower()
    return [handle] if _HANDLE.fullmatch(handle) and handle not in _NO_HANDLES and re.search("[a-z0-9]", handle) else []


def _is_handle(text: str, platform_code: str) -> bool:
    """Whether something with full stops is a handle all the same: kepek.id as an account of Instagram."""
    return platform_code != "website" and "/" not in text and read_host(text.lower()).platform is None


def account_contradicts(link: Link, accounts: tuple[str, ...]) -> bool:
    """Whether the link's address names an account, the register names some that can be compared with it, and it is none of them."""
    comparable = [account for account in accounts if _comparable(account, link)]
    return bool(link.account and comparable) and not any(_same(account, link) for account in comparable)


def _comparable(account: str, link: Link) -> bool:
    """A page's number says nothing about its name; nor does one number about another, since a page may have two."""
    if link.platform in ("youtube", "whatsapp", "facebook"):
        return not (_is_number(account) or _is_number(link.account))
    return True


def _is_number(account: str) -> bool:
    return bool(_NUMBER.fullmatch(account)) or bool(re.fullmatch(r"uc[\w-]{22}|0029va\w+|.*-\d{9,}", account))


def _same(account: str, link: Link) -> bool:
    if link.platform == "website":
        return account == link.account or _is_part_of(account, link.account) or _is_part_of(link.account, account)
    if link.platform == "facebook":  # for Facebook, dots make no difference
        return account.replace(".", "") == link.account.replace(".", "")
    return account == link.account


def _is_part_of(host: str, site: str) -> bool:
    return host.endswith("." + site_of(site))
