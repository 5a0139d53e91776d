"""One sync with people at work between its calls: nothing of theirs may be lost, and the job's cells must come out true."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from sheets_sync.adapters.workbooks._google_blocks import MAX_BODY
from sheets_sync.domain.tab import Tab
from sheets_sync.errors import WorkbookAccessError
from tests.google_server.book import Book
from tests.google_server.office import Office, log, recap, unit_row
from tests.google_server.people import Clerk
from tests.google_server.server import GoogleServer

STATUSES = ("Lengkap", "Terlambat", "Belum Lapor")


@dataclass(frozen=True)
class Outcome:
    """What was wrong afterwards (nothing, it is hoped), what the clerk did, and how many calls the raced sync took."""

    wrong: list[str]
    done: list[str]
    calls: int


def interleave(server: GoogleServer, folder: Path, seed: int) -> Outcome:
    """Draw an office, a change and a clerk's edits from the seed, and play them."""
    chance = random.Random(seed)  # noqa: S311
    server.start_over()
    limit = 4_000 if seed % 4 == 3 else MAX_BODY  # a quarter of the writes are cut into several calls
    office = Office(server, folder, server.add_book(f"1InterleavingBook{seed:010}"), body_limit=limit)
    server.book = office.book
    numbers = list(range(1, chance.randrange(4, 12)))
    office.sync(recap([unit_row(number) for number in numbers]), log(1))
    clerk = Clerk(office, chance)
    for _ in range(chance.randrange(3)):
        clerk.act()
    tab = _next_edition(chance, numbers, clerk)
    calls = _race(office, clerk, tab)
    wrong = clerk.missing()
    office.sync(tab, log(3))
    wrong += clerk.missing() + untrue(office, tab) + server.violations
    del server.sheets.books[office.book.id]
    return Outcome(wrong, clerk.done, calls)


def _next_edition(chance: random.Random, numbers: list[int], clerk: Clerk) -> Tab:
    """Some units changed, some new, some gone, perhaps in another order."""
    noted = {code for notes in clerk.notes.values() for code in notes}
    staying = [number for number in numbers if f"{number:03}" in noted or chance.random() < 0.9] or numbers[:1]
    staying += [100 + number for number in range(chance.randrange(3))]
    if chance.random() < 0.4:
        chance.shuffle(staying)
    return recap([unit_row(number, chance.choice(STATUSES), posts=chance.randrange(9)) for number in staying])


def _race(office: Office, clerk: Clerk, tab: Tab) -> int:
    """The sync, with one to three edits before one of its calls, now and then before several."""

    def several(_book: Book) -> None:
        for _ in range(clerk.chance.randrange(1, 4)):
            clerk.act()

    office.server.start_over()
    for call in {clerk.chance.choice((1, 2, 2, 2, 2, 4)), clerk.chance.choice((1, 2, 3)), clerk.chance.choice((0, 0, 5, 8))}:
        office.server.before[call] = several
    try:
        office.sync(tab, log(2))
    except WorkbookAccessError:
        clerk.done.append("gave up")
    calls = len(office.server.calls)
    office.server.before.clear()
    return calls


def untrue(office: Office, tab: Tab) -> list[str]:
    """Job cells that are not what the tab says, by unit code and header; order and completeness too."""
    wrong = []
    for index, column in enumerate(tab.tables[0].columns):
        if column.owner == "job" and column.format != "moment":
            there = office.by_code(column.header)
            wanted = {row[0]: row[index] for row in tab.tables[0].rows}
            wrong += [
                f"{column.header} of {code}: {there.get(code)}, not {value}" for code, value in wanted.items() if there.get(code) != value
            ]
    wanted_codes = [row[0] for row in tab.tables[0].rows]
    known = set(wanted_codes)
    codes = [code for code in office.by_code() if code in known]
    return wrong if codes == wanted_codes else [*wrong, f"order: {codes}"]
