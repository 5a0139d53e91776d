"""Where a sample unit publishes: its accounts, and how the register happens to spell them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from sheets_sync.demo.chance import happens, pick
from sheets_sync.domain.platforms import PLATFORMS
from sheets_sync.domain.unit import KALURAHAN, KAPANEWON, OPD, Unit

PRESENCE: Mapping[str, Mapping[str, float]] = {
    # How likely a unit of that kind is to be there.
    OPD: {"website": 0.95, "instagram": 0.98, "facebook": 0.7, "x": 0.4, "tiktok": 0.5, "youtube": 0.75, "threads": 0.12},
    KAPANEWON: {"website": 0.95, "instagram": 0.95, "facebook": 0.7, "x": 0.15, "tiktok": 0.35, "youtube": 0.5, "threads": 0.06},
    KALURAHAN: {"website": 0.93, "instagram": 0.72, "facebook": 0.82, "x": 0.04, "tiktok": 0.3, "youtube": 0.3, "threads": 0.03},
}

SPELLINGS: Mapping[str, Mapping[str, float]] = {
    "website": {"https://{handle}": 6, "{handle}": 4, "https://{handle}/": 2, "http://{handle}": 1, "www.{handle}": 1},
    "instagram": {"@{handle}": 6, "{handle}": 3, "https://www.instagram.com/{handle}/": 4, "instagram.com/{handle}": 2},
    "facebook": {
        "https://www.facebook.com/{handle}": 6, "{handle}": 3, "facebook.com/{handle}": 2, "https://web.facebook.com/{handle}/": 1,
    },
    "x": {"@{handle}": 6, "https://x.com/{handle}": 3, "https://twitter.com/{handle}": 2},
    "tiktok": {"@{handle}": 6, "https://www.tiktok.com/@{handle}": 4, "{handle}": 1},
    "youtube": {"@{handle}": 3, "https://www.youtube.com/@{handle}": 5, "youtube.com/@{handle}": 1},
    "threads": {"@{handle}": 3, "https://www.threads.net/@{handle}": 2, "{handle}": 1},
}  # fmt: skip

LONGEST_HANDLE: Mapping[str, int] = {"instagram": 30, "threads": 30, "facebook": 50, "x": 15, "tiktok": 24, "youtube": 30}

PREFIXES: Mapping[str, Mapping[str, float]] = {
    OPD: {"": 1},
    KAPANEWON: {"": 1},
    KALURAHAN: {"": 4, "pemkal": 3, "kalurahan": 2, "desa": 2},
}

ALWAYS: Mapping[str, str] = {"OPD-BPBD": "x"}
"""Warnings of weather and earthquakes go out on X, a thousand a month."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account: its present `handle` (a website's host), the `former` one if it was renamed, the register's `cell`."""

    handle: str
    cell: str
    former: str = ""

    @property
    def numbered(self) -> bool:
        """Whether it goes by a number, as Facebook profiles without a chosen name do."""
        return self.handle.isdigit()


def accounts_of(unit: Unit, slug: str, die: Random, *, everywhere: bool = False) -> dict[str, Account]:
    """The unit's accounts by platform."""
    presence = PRESENCE.get(unit.kind, PRESENCE[KALURAHAN])
    prefix = pick(die, PREFIXES.get(unit.kind, {"": 1}))
    accounts = {}
    for platform in PLATFORMS:
        present = happens(die, presence.get(platform.code, 0.0))
        account = _account(platform.code, unit, slug, prefix, die)
        if present or everywhere or ALWAYS.get(unit.code) == platform.code:
            accounts[platform.code] = account
    return accounts


def _account(platform: str, unit: Unit, slug: str, prefix: str, die: Random) -> Account:
    if platform == "website":
        return _spelled(platform, _host(unit, slug), die)
    if platform == "facebook" and happens(die, 0.18):
        number = f"6155{die.randrange(10**9, 10**10)}"
        return Account(number, f"https://www.facebook.com/profile.php?id={number}")
    handle = _handle(platform, slug, prefix)
    if happens(die, 0.03):
        former = handle.replace("demo", "lama")
        return Account(handle, f"@{former} | @{handle}", former)
    return _spelled(platform, handle, die)


def _spelled(platform: str, handle: str, die: Random) -> Account:
    return Account(handle, pick(die, SPELLINGS[platform]).format(handle=handle))


def _host(unit: Unit, slug: str) -> str:
    domain = "example.desa.id" if unit.kind == KALURAHAN else "example.go.id"
    return f"{slug.replace('.', '-')}.{domain}"


def _handle(platform: str, slug: str, prefix: str) -> str:
    words = slug.split(".")
    if platform == "x":
        return "_".join([word[:5] for word in words] if len(words) > 1 else [words[0][:10]])[:10] + "_demo"
    longest = LONGEST_HANDLE[platform]
    joined = "".join([prefix, *words])
    if len(joined) + len(".demo") > longest:
        joined = "".join(words)[: longest - len(".demo")]
    return f"{joined}.demo"
