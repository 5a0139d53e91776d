"""The sample register: the real list of units, with what an office keeps beside it.

Titles instead of people, addresses at example.go.id, accounts whose names end in "demo" and websites below
example.go.id and example.desa.id: nothing here belongs to anybody.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib.resources import files
from random import Random
from typing import Any

from sheets_sync.demo.accounts import Account, accounts_of
from sheets_sync.demo.chance import dice, happens, pick
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.unit import KALURAHAN, KAPANEWON, OPD, Unit

MAIL_DOMAIN = "example.go.id"

ALIASES: Mapping[str, str] = {
    "OPD-SETDA": "Setda|Sekda",
    "OPD-SETWAN": "Setwan|Sekretariat DPRD|Sekwan",
    "OPD-INSPEKTORAT": "Inspektorat|Inspektorat Kabupaten",
    "OPD-DISDIK": "Disdik|Dindik",
    "OPD-DINKES": "Dinkes",
    "OPD-DPUPRKP": "DPUPRKP|DPUPR|PUPR|Dinas PU",
    "OPD-DINSOSPPPA": "Dinsos PPPA|Dinsos P3A|Dinsos|Dinas Sosial",
    "OPD-DPMKP2KB": "DPMKP2KB|DPMK|PMKP2KB",
    "OPD-DISDUKCAPIL": "Disdukcapil|Dukcapil",
    "OPD-DISHUB": "Dishub",
    "OPD-DISKOMINFO": "Diskominfo|Kominfo|Dinas Kominfo",
    "OPD-DPKUKMTK": "DPKUKMTK|Dinas Perindustrian|Disnaker",
    "OPD-DISDAG": "Disdag",
    "OPD-DPMPTSP": "DPMPTSP|DPMPT|PTSP",
    "OPD-DPK": "DPK|Dispussip|Dinas Perpustakaan",
    "OPD-DISPAR": "Dispar|Dinas Pariwisata",
    "OPD-DISBUD": "Disbud|Dinas Kebudayaan|Kundha Kabudayan",
    "OPD-DPTR": "DPTR|Dispertaru|Dinas Pertanahan dan Tata Ruang|Kundha Niti Mandala sarta Tata Sasana",
    "OPD-DPPP": "DPPP|DPP|Dinas Pertanian",
    "OPD-DKP": "DKP|Dinas Kelautan",
    "OPD-DLH": "DLH",
    "OPD-SATPOLPP": "Satpol PP|Satpol|Pol PP",
    "OPD-BAPPEDA": "Bappeda",
    "OPD-BKAD": "BKAD",
    "OPD-BKPPD": "BKPPD",
    "OPD-KESBANGPOL": "Kesbangpol|Badan Kesbangpol",
    "OPD-BPBD": "BPBD",
    "OPD-RSUDWNS": "RSUD Wonosari",
    "OPD-RSUDSPT": "RSUD Saptosari",
    "OPD-BAGTAPEM": "Bagian Tapem|Tapem|Bag. Tata Pemerintahan",
    "OPD-BAGKESRA": "Bagian Kesra|Kesra",
    "OPD-BAGHUKUM": "Bag. Hukum|Bagian Hukum Setda",
    "OPD-BAGEKON": "Bagian Perekonomian|Bagian Ekonomi|Bagian Perekonomian dan SDA",
    "OPD-BAGADPEM": "Bagian Adpem|Adpem|Adbang",
    "OPD-BAGPBJ": "Bagian PBJ|PBJ|Barjas",
    "OPD-BAGUMUM": "Bag. Umum|Bagian Umum Setda",
    "OPD-BAGORG": "Bag. Organisasi|Bagian Organisasi Setda|Ortala",
    "OPD-BAGPROKOPIM": "Prokopim|Bagian Prokopim|Humas Setda",
    "34.03.04.2007": "Ngoro Oro|Ngorooro",
}

HEAD_TITLES: Mapping[str, str] = {
    "OPD-SETDA": "Sekretaris Daerah",
    "OPD-SETWAN": "Sekretaris DPRD",
    "OPD-INSPEKTORAT": "Inspektur Daerah",
    "OPD-RSUDWNS": "Direktur RSUD Wonosari",
    "OPD-RSUDSPT": "Direktur RSUD Saptosari",
}

OPERATOR_TITLES: Mapping[str, tuple[str, ...]] = {
    OPD: ("Pranata Humas", "Staf Subbagian Umum", "Admin Media Sosial", "Pengelola Layanan Informasi"),
    KAPANEWON: ("Staf Jawatan Praja", "Pengelola Data Kapanewon", "Staf Subbagian Umum"),
    KALURAHAN: ("Kaur Tata Laksana", "Staf Pangripta", "Admin SID", "Operator Kalurahan"),
}

ACCESS_HOLDERS: Mapping[str, tuple[str, ...]] = {
    OPD: ("Kepala Subbagian Umum", "Sekretaris", "Pranata Humas"),
    KAPANEWON: ("Panewu Anom", "Kepala Subbagian Umum"),
    KALURAHAN: ("Carik", "Kaur Tata Laksana", "Carik; Kaur Tata Laksana"),
}

SHARED_OPERATORS: Mapping[str, str] = {
    # One person reports for several units: the mail program must not write to them once for each.
    "OPD-SETDA": "humas.setda",
    "OPD-BAGPROKOPIM": "humas.setda",
    "OPD-BAGUMUM": "humas.setda",
    "34.03.16.2006": "operator.girisubo",
    "34.03.16.2007": "operator.girisubo",
    "34.03.18.2003": "operator.purwosari",
    "34.03.18.2004": "operator.purwosari",
}

FOUNDED_MONTHS_AGO: Mapping[str, int] = {"OPD-BAGADPEM": 3, "34.03.12.2009": 2}
"""Units that began in the middle of that month: exempt until it is over."""

CLOSED_MONTHS_AGO: Mapping[str, int] = {"OPD-BAGORG": 2}
"""Units that ended with that month: exempt from the next one on."""

DECREE_STATES = {"running": 74, "lasting": 8, "expiring": 6, "expired": 5, "none": 7}


@dataclass(frozen=True, slots=True)
class SampleUnit:
    """A unit of the sample: the register's row, the kapanewon's `area` name, its name in addresses, its accounts.

    `liveliness`: how much more than its likes it publishes.
    """

    unit: Unit
    area: str
    slug: str
    accounts: Mapping[str, Account] = field(default_factory=dict)
    liveliness: float = 1.0


def listed_units() -> list[Unit]:
    """The real list of units: code, name, kind and parent of each."""
    text = files("sheets_sync.demo").joinpath("units.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return [Unit(code=row["Kode"], name=row["Nama Unit"], kind=row["Jenis"], parent=row["Induk"]) for row in rows]


def furnish(units: Iterable[Unit], *, month: ReportingMonth, seed: int, everywhere: bool = False) -> list[SampleUnit]:
    """The units with all else a register says of them, as it stands in `month`; `everywhere`: on every platform there is."""
    listed = list(units)
    areas = {unit.code: unit.name for unit in listed if unit.kind == KAPANEWON}
    return [_furnished(unit, areas.get(unit.parent, ""), month, seed, everywhere) for unit in listed]


def _furnished(unit: Unit, area: str, month: ReportingMonth, seed: int, everywhere: bool) -> SampleUnit:
    die = dice(seed, "register", unit.code)
    slug = _slug(unit, area)
    accounts = accounts_of(unit, slug, dice(seed, "accounts", unit.code), everywhere=everywhere)
    details: dict[str, Any] = {
        **_people(unit, slug, die),
        **_decree(unit, month, die),
        **_lifetime(unit, month),
        "aliases": tuple(filter(None, ALIASES.get(unit.code, "").split("|"))),
        "targets": _targets(accounts, die),
        "accounts": {platform: account.cell for platform, account in accounts.items()},
    }
    row = Unit(code=unit.code, name=unit.name, kind=unit.kind, parent=unit.parent, **details)
    return SampleUnit(row, area, slug, accounts, liveliness=math.exp(die.gauss(0, 0.4)))


def _slug(unit: Unit, area: str) -> str:
    """The unit in an address: dinkes, kapanewon.wonosari, kepek.wonosari."""
    if unit.kind == OPD:
        return unit.code.removeprefix("OPD-").lower()
    words = [unit.name, area] if area else ["kapanewon", unit.name]
    return ".".join(word.lower().replace("-", "").replace(" ", "") for word in words)


def _people(unit: Unit, slug: str, die: Random) -> dict[str, Any]:
    title = _head_title(unit)
    operator = die.choice(OPERATOR_TITLES.get(unit.kind, ("Operator",)))
    return {
        "head_name": title if happens(die, 0.2) else "",
        "head_title": title,
        "head_email": "" if happens(die, 0.04) else f"{_head_mailbox(unit, slug)}@{MAIL_DOMAIN}",
        "operator_name": "" if happens(die, 0.05) else operator,
        "operator_emails": tuple(_operator_emails(unit, slug, die)),
    }


def _head_title(unit: Unit) -> str:
    if unit.code in HEAD_TITLES:
        return HEAD_TITLES[unit.code]
    if unit.kind == KAPANEWON:
        return f"Panewu {unit.name}"
    if unit.kind == KALURAHAN:
        return f"Lurah {unit.name}"
    return f"Kepala {unit.name.split(' (')[0]}"


def _head_mailbox(unit: Unit, slug: str) -> str:
    if unit.kind == KAPANEWON:
        return slug.replace("kapanewon", "panewu")
    return f"lurah.{slug}" if unit.kind == KALURAHAN else f"kepala.{slug}"


def _operator_emails(unit: Unit, slug: str, die: Random) -> Iterator[str]:
    yield f"{SHARED_OPERATORS.get(unit.code, f'operator.{slug}')}@{MAIL_DOMAIN}"
    if happens(die, 0.12):
        yield f"admin.{slug}@{MAIL_DOMAIN}"


def _decree(unit: Unit, month: ReportingMonth, die: Random) -> dict[str, Any]:
    """The decree that names who runs the accounts: in force, about to end, ended, or never written."""
    state, number = pick(die, DECREE_STATES), die.randint(1, 240)
    holder = die.choice(ACCESS_HOLDERS.get(unit.kind, ("",)))
    access = {"access_holder": "" if happens(die, 0.08) else holder}
    if state == "none":
        return access if happens(die, 0.3) else {}
    signed, until = _term(state, month, die)
    prefix = "188/" if unit.kind == OPD else ""
    return {"sk_number": f"{prefix}{number}/KPTS/{signed.year}", "sk_date": signed, "sk_until": until, **access}


def _term(state: str, month: ReportingMonth, die: Random) -> tuple[date, date | None]:
    """When the decree was signed, and until when it is in force."""
    days = die.randint(3, 50)
    ends = {"expiring": month.first_day + timedelta(days=days), "expired": month.first_day - timedelta(days=2 * days)}
    if state in ends:
        return ends[state] - timedelta(days=364), ends[state]
    signed = date(month.year, 1, 2) + timedelta(days=int(die.triangular(0, 200, 12)))
    last_day_of_year = date(month.year + (month.month >= 9), 12, 31)
    return min(signed, (month - 1).last_day), last_day_of_year if state == "running" else None


def _lifetime(unit: Unit, month: ReportingMonth) -> dict[str, date]:
    if unit.code in FOUNDED_MONTHS_AGO:
        return {"active_since": (month - FOUNDED_MONTHS_AGO[unit.code]).first_day + timedelta(days=14)}
    if unit.code in CLOSED_MONTHS_AGO:
        return {"active_until": (month - CLOSED_MONTHS_AGO[unit.code]).last_day}
    return {}


def _targets(accounts: Mapping[str, Account], die: Random) -> dict[str, int]:
    form = pick(die, {"total": 5, "each": 3, "none": 1})
    if form == "total":
        return {"": die.choice((4, 8, 8, 10, 12, 15))}
    if form == "each" and accounts:
        return {platform: die.choice((2, 4, 4, 8)) for platform in list(accounts)[:2]}
    return {}
