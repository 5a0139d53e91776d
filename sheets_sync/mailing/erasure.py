"""Erasing a person's address, or the addresses of old months, from everything this program keeps; what was sent stays known.

What people keep themselves, the register and the responses, is theirs to erase: it is only said where the address stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from sheets_sync import pipeline
from sheets_sync.domain.delivery import SETTLED, Entry
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.pseudonym import Erased, naming, pseudonym, renamed
from sheets_sync.domain.tab import Sheet, sheet_titled
from sheets_sync.pipeline import Job, Picture, look
from sheets_sync.ports import Contents
from sheets_sync.summaries.deliveries import DeliveryLine, read_lines, sheet_of

if TYPE_CHECKING:
    from sheets_sync.settings import Settings


class ErasableLedger(Protocol):
    """The outbox as far as something is erased from it."""

    def exclusive(self, wait_s: float) -> AbstractContextManager[None]:
        """The right to send, for one process at a time."""

    def recover(self, now: datetime) -> Sequence[Entry]:
        """Settle what a process that died left in flight."""

    def erased(self) -> Erased:
        """The names that stand here in place of addresses."""

    def erase(self, concerned: Callable[[Entry], bool], mentions: Callable[[bytes], bool], salt: str, *, dry_run: bool) -> tuple[int, int]:
        """Take the address out of the concerned entries, drop the letters that mention it; how many of each."""


@dataclass(frozen=True)
class Wanted:
    """What is to be erased: one `address` (in lower case), or whatever is about months before `before`; the other is ""."""

    address: str = ""
    before: str = ""

    def entry(self, entry: Entry) -> bool:
        if self.before:
            return entry.month < self.before and entry.state in SETTLED
        return self.address in (entry.address, entry.rehearsal)

    def line(self, line: DeliveryLine) -> bool:
        return line.month < self.before if self.before else line.address.lower() == self.address


@dataclass(frozen=True)
class Shelves:
    """Where the program keeps things besides the workbook.

    `ledgers` open those there are; `mentions` tells whether a letter names an address; `erase_files` deletes written mail and previews
    and tells how many files; `copies` names the copies of the workbook that hold an address; `clear_traces` removes what a spreadsheet
    keeps of the cells it held before.
    """

    ledgers: Sequence[Callable[[], AbstractContextManager[ErasableLedger]]]
    mentions: Callable[[bytes, str], bool]
    erase_files: Callable[[Wanted, bool], int]
    copies: Callable[[str], Sequence[str]]
    clear_traces: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Place:
    """A cell in which an address still stands; `header` is what the tab's first row says above it."""

    tab: str
    cell: str
    header: str


@dataclass(frozen=True)
class Erasure:
    """What was erased, or would be, and where people have to erase it themselves: cells, settings, copies of the workbook.

    `registered`: the register still names it, so that the program would go on writing to it.
    """

    entries: int
    letters: int
    lines: int
    files: int
    places: Sequence[Place]
    elsewhere: Sequence[str]
    registered: bool = False

    @property
    def nothing(self) -> bool:
        return not (self.entries or self.letters or self.lines or self.files)


def months_before(months: int, now: datetime) -> Wanted:
    return Wanted(before=str(ReportingMonth.of(now.date()) - months))


def erase(job: Job, shelves: Shelves, wanted: Wanted, *, dry_run: bool) -> Erasure:
    """Erase what is wanted: first on the delivery tab, from which a ledger may be restored, then in ledgers and files."""
    picture = look(job)
    lines = read_lines(picture.memory.deliveries)
    salt = _salt(shelves, lines)
    changed = _erase_lines(job, lines, wanted, salt, dry_run=dry_run)
    if changed and not dry_run:
        shelves.clear_traces()
    entries, letters = _erase_entries(job, shelves, wanted, salt, dry_run=dry_run)
    files = shelves.erase_files(wanted, dry_run)
    if not wanted.address:
        return Erasure(entries, letters, changed, files, (), ())
    contents = picture.contents if dry_run or not changed else job.workbook.read()
    elsewhere = [*_settings_naming(job.settings, wanted.address), *shelves.copies(wanted.address)]
    places = list(_places(contents, wanted.address, _deliveries_of(job, contents) if dry_run else None))
    return Erasure(entries, letters, changed, files, places, elsewhere, _registered(picture, wanted.address))


def _salt(shelves: Shelves, lines: Iterable[DeliveryLine]) -> str:
    """The salt in use on the tab or in a ledger, so that both know the same names."""
    texts = [line.address for line in lines]
    for open_ledger in shelves.ledgers:
        with open_ledger() as ledger:
            texts += ledger.erased().names
    return Erased(texts).salt


def _erase_lines(job: Job, lines: Sequence[DeliveryLine], wanted: Wanted, salt: str, *, dry_run: bool) -> int:
    amended = [_without(line, wanted, salt) for line in lines]
    changed = sum(before is not after for before, after in zip(lines, amended, strict=True))
    if changed and not dry_run:
        sheet = sheet_of(amended, job.language)
        pipeline.sync(job, amend=lambda picture: replace(picture, memory=replace(picture.memory, deliveries=sheet)))
    return changed


def _without(line: DeliveryLine, wanted: Wanted, salt: str) -> DeliveryLine:
    """The line without the address; the very line where it does not name it."""
    if not line.address or not wanted.line(line) or Erased([line.address]).names:
        named = wanted.address and naming(wanted.address).search(line.reason)
        return replace(line, reason=naming(wanted.address).sub("…", line.reason)) if named else line
    if not line.subject_of:
        return replace(line, address="", reason="")
    name = pseudonym(line.address, salt)
    return replace(line, address=name, subject_of=renamed(line.subject_of, line.address, name), reason="", message_id="")


def _erase_entries(job: Job, shelves: Shelves, wanted: Wanted, salt: str, *, dry_run: bool) -> tuple[int, int]:
    entries = letters = 0
    for open_ledger in shelves.ledgers:
        with open_ledger() as ledger, ledger.exclusive(0):
            if not dry_run:
                ledger.recover(job.now)
            found = ledger.erase(
                wanted.entry, lambda raw: bool(wanted.address) and shelves.mentions(raw, wanted.address), salt, dry_run=dry_run
            )
            entries, letters = entries + found[0], letters + found[1]
    return entries, letters


def _places(contents: Contents, address: str, left_out: Sheet | None) -> Iterator[Place]:
    pattern = naming(address)
    for sheet in (*contents.inputs.values(), *contents.outputs.values()):
        if sheet is left_out:
            continue
        for number, row in enumerate(sheet.rows, 1):
            for column, cell in enumerate(row):
                if isinstance(cell, str) and pattern.search(cell):
                    yield Place(sheet.title, f"{_letters(column)}{number}", _header(sheet, column))


def _header(sheet: Sheet, column: int) -> str:
    first = sheet.rows[0]
    return " ".join(str(first[column] or "").split()) if column < len(first) else ""


def _letters(column: int) -> str:
    """A column as spreadsheets name it: 0 is A, 26 is AA."""
    name, column = "", column + 1
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


def _deliveries_of(job: Job, contents: Contents) -> Sheet | None:
    return sheet_titled(contents.outputs, job.settings.tabs.output_titles["deliveries"])


def _settings_naming(settings: Settings, address: str) -> list[str]:
    """The settings in which the address stands, as they are called."""
    pattern = naming(address)
    mail = settings.mail.model_dump(exclude={"smtp"})
    found = [f"[mail] {key}" for key, value in mail.items() if pattern.search(str(value))]
    return [*found, *(["[mail.smtp] username"] if pattern.search(settings.mail.smtp.username) else [])]


def _registered(picture: Picture, address: str) -> bool:
    units = picture.assessment.units.values()
    return any(address in {email.lower() for email in (unit.head_email, *unit.operator_emails)} for unit in units)
