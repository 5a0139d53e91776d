"""How units and the people behind them are named and reached."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from sheets_sync.domain.message import Address, is_usable
from sheets_sync.domain.unit import KALURAHAN, KAPANEWON, Unit

_KIND_WORDS = {KAPANEWON: "Kapanewon", KALURAHAN: "Kalurahan"}
_HEADS = {KAPANEWON: "Panewu", KALURAHAN: "Lurah"}
_OFFICE_HEADS = (("Sekretariat", "Sekretaris"), ("Inspektorat", "Inspektur"), ("Rumah Sakit", "Direktur Rumah Sakit"))


def unit_name(unit: Unit) -> str:
    """Kalurahan Kepek, Kapanewon Wonosari, Dinas Kesehatan."""
    word = _KIND_WORDS.get(unit.kind, "")
    return unit.name if unit.name.casefold().startswith(word.casefold()) else f"{word} {unit.name}"


def place(unit: Unit, units: Mapping[str, Unit]) -> str:
    """What the unit belongs to, as it stands under its name: Kapanewon Wonosari; "" if nothing."""
    parent = units.get(unit.parent)
    return unit_name(parent) if parent else ""


def distinct_names(units: Mapping[str, Unit], shown: Callable[[Unit], str] = unit_name) -> dict[str, str]:
    """Each unit's name by code; of units of a kind that share one, with what they belong to: Kalurahan Kepek (Saptosari)."""
    times = Counter((unit.kind, unit.name.casefold()) for unit in units.values())
    names = {}
    for code, unit in units.items():
        shared = times[unit.kind, unit.name.casefold()] > 1 and unit.parent in units
        names[code] = f"{shown(unit)} ({units[unit.parent].name})" if shared else shown(unit)
    return names


def bare_name(unit: Unit) -> str:
    """The name as it stands in a list of units of its kind."""
    return unit.name


def head_of(unit: Unit) -> str:
    """The head by office: as registered, otherwise as such a unit's head is called (Lurah Kepek, Kepala Bagian Umum)."""
    title = unit.head_title.strip()
    if not title:
        return _usual_head(unit)
    if unit.kind in _HEADS and unit.name.casefold() not in title.casefold():
        return f"{title} {unit.name}"
    return title


def _usual_head(unit: Unit) -> str:
    if unit.kind in _HEADS:
        return f"{_HEADS[unit.kind]} {unit.name}"
    for beginning, head in _OFFICE_HEADS:
        if unit.name.startswith(beginning):
            return head + unit.name.removeprefix(beginning)
    return f"Kepala {unit.name}"


def name_of_head(unit: Unit) -> str:
    """The head's own name; "" where the register repeats the office instead."""
    name = " ".join(unit.head_name.split())
    return "" if name.casefold() == head_of(unit).casefold() else name


def head_mailbox(unit: Unit) -> Address | None:
    """The head's address; None if the register has no usable one."""
    email = unit.head_email.strip()
    return Address(email, unit.head_name or head_of(unit)) if is_usable(email) else None


def operator_mailboxes(unit: Unit) -> list[Address]:
    """The operators' usable addresses; the name is theirs only where it can be nobody else's."""
    emails = unique(email.strip() for email in unit.operator_emails if is_usable(email.strip()))
    name = unit.operator_name if len(emails) == 1 else ""
    return [Address(email, name) for email in emails]


def unique(emails: Iterable[str]) -> list[str]:
    """Each address once, whatever its case, as first written."""
    seen: dict[str, str] = {}
    for email in emails:
        seen.setdefault(email.casefold(), email)
    return list(seen.values())


def without(addresses: Iterable[Address], taken: Address) -> tuple[Address, ...]:
    return tuple(address for address in addresses if address.email.casefold() != taken.email.casefold())
