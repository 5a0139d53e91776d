"""A quarter of an office that nobody attends to: everybody gets each letter once, at its time; months past stay as they were read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import openpyxl

from tests.mail_office import MailOffice
from tests.mail_server.faulty import faulty_server
from tests.office import GARI, KEPEK, SAPTOSARI, WONOSARI, good, instagram

MONTHS = {"Oktober 2026": date(2026, 11, 5), "November 2026": date(2026, 12, 7), "Desember 2026": date(2027, 1, 6)}
"""When each is due by the wall calendar: 5 December is a Saturday, 5 January the Ascension of the Prophet."""
DAYS = (-5, -3, -1, 1, 3, 5, 7, 16)
"""When somebody's computer is on, from the due day; on the last of them the month is frozen."""
TWICE = (1, 3)
UNITS = [{**unit, "Email Kepala": f"kepala.{unit['Email Operator']}"} for unit in (WONOSARI, SAPTOSARI, KEPEK, GARI)]

REMINDER, OVERDUE, RECEIPT, REPORT = "Pengingat", "Masih kami tunggu", "Tanda terima", "Laporan publikasi"
EXPECTED = {
    "kepek": {RECEIPT: 1, REPORT: 1},
    "wonosari": {REMINDER: 2, OVERDUE: 1, RECEIPT: 1, REPORT: 1},
    "saptosari": {REMINDER: 1, RECEIPT: 2, REPORT: 1},
    "gari": {REMINDER: 2, OVERDUE: 2, REPORT: 1},
    "kepala.kepek": {REPORT: 1},
    "kepala.wonosari": {OVERDUE: 1, REPORT: 2},  # the second about its kalurahan
    "kepala.saptosari": {REPORT: 1},
    "kepala.gari": {OVERDUE: 2, REPORT: 1},
    "bupati": {REPORT: 1},
}
STATUSES = {"Wonosari": "Terlambat", "Saptosari": "Lengkap", "Kepek": "Lengkap", "Gari": "Belum Lapor"}


def responses(month: str, due: date) -> Iterator[dict[str, Any]]:
    """Kepek is early, Saptosari forgets the links and is reminded once, Wonosari is late, Gari silent."""
    first = instagram(due.toordinal() * 10)
    for unit, days, answer in (
        ("kepek", -5, (1, first)),
        ("saptosari", -4, (1, None)),
        ("saptosari", -2, (None, f"{first}b")),
        ("wonosari", 4, (1, first[:-2] + "c/")),
    ):
        at = datetime.combine(due + timedelta(days), time(10))
        name = "Kalurahan Kepek" if unit == "kepek" else f"Kapanewon {unit.title()}"
        yield good(name, month=month, at=at, sender=f"{unit}@example.go.id", instagram=answer)


def letters(office: MailOffice) -> dict[str, Counter[tuple[str, str]]]:
    """Local part of an address -> how often it got which kind of letter about which month."""
    assert office.server
    got: dict[str, Counter[tuple[str, str]]] = {}
    for mail in office.server.accepted:
        topic = str(message_from_bytes(mail.raw, policy=policy.default)["Subject"]).rpartition(" – ")[2]
        kind = next(kind for kind in (REMINDER, OVERDUE, RECEIPT, REPORT) if topic.startswith(kind))
        got.setdefault(mail.recipient.partition("@")[0], Counter())[kind, " ".join(topic.split()[-2:])] += 1
    return got


def recap(office: MailOffice, title: str) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(office.path / "rekap.xlsx", read_only=True)[title].values)


def test_a_quarter(tmp_path: Path) -> None:
    with faulty_server() as server:
        office = MailOffice(tmp_path, server)
        said = [row for month, due in MONTHS.items() for row in responses(month, due)]
        frozen = {}
        for due in MONTHS.values():
            for days in DAYS:
                day = due + timedelta(days)
                office.write(*(row for row in said if row["Timestamp"] < datetime.combine(day, time(12))), register=UNITS)
                assert office.run(f"{day}") == 0
                assert days not in TWICE or office.run(f"{day}T12:05") == 0
            title = f"Rekap {due - timedelta(days=due.day):%Y-%m}"
            frozen[title] = recap(office, title)
            assert {row[1]: row[4] for row in frozen[title][1:]} == STATUSES
        assert {title: recap(office, title) for title in frozen} == frozen
        assert letters(office) == {
            who: Counter({(kind, month): times for kind, times in kinds.items() for month in MONTHS}) for who, kinds in EXPECTED.items()
        }
