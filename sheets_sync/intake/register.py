"""The register tab: which units there are, what each owes, and who answers for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sheets_sync.domain.finding import HEAD_EMAIL, OPERATOR_EMAIL, UNUSABLE_ADDRESS, RegisterProblem
from sheets_sync.domain.marks import N_
from sheets_sync.domain.message import is_usable, masked
from sheets_sync.domain.platforms import PLATFORMS
from sheets_sync.domain.tab import Sheet
from sheets_sync.domain.unit import KALURAHAN, KAPANEWON, KINDS, OPD, Unit
from sheets_sync.errors import WorkbookContentError
from sheets_sync.intake.cells import as_text, is_blank
from sheets_sync.intake.headers import Wanted, column_letter, folded, locate_columns
from sheets_sync.intake.moments import read_date
from sheets_sync.intake.parents import with_parents

COLUMNS = (
    Wanted("code", ("Kode", "Kode Unit", "Code", "Kode OPD", "Kode Perangkat Daerah", "Kode Wilayah"), required=True),
    Wanted("name", ("Nama Unit", "Nama", "Unit", "Unit Name", "Nama OPD", "Nama Perangkat Daerah", "Nama Instansi"), required=True),
    Wanted("kind", ("Jenis", "Jenis Unit", "Kind"), required=True),
    Wanted("parent", ("Induk", "Kode Induk", "Parent")),
    Wanted("aliases", ("Nama Lain", "Alias", "Aliases", "Other Names")),
    Wanted("head_name", ("Nama Kepala", "Head Name")),
    Wanted("head_title", ("Jabatan Kepala", "Head Title")),
    Wanted("head_email", ("Email Kepala", "E-mail Kepala", "Head Email")),
    Wanted("operator_name", ("Nama Operator", "Operator", "Operator Name")),
    Wanted("operator_emails", ("Email Operator", "E-mail Operator", "Operator Email")),
    Wanted("sk_number", ("Nomor SK", "No SK", "No. SK", "SK Number")),
    Wanted("sk_date", ("Tanggal SK", "Tgl SK", "SK Date")),
    Wanted("sk_until", ("SK Berlaku Sampai", "Berlaku Sampai", "SK Valid Until")),
    Wanted("access_holder", ("Hak Akses", "Pemegang Hak Akses", "Access Holder")),
    Wanted("targets", ("Target Unggahan", "Target", "Post Target")),
    Wanted("active_since", ("Aktif Sejak", "Active Since")),
    Wanted("active_until", ("Aktif Sampai", "Active Until")),
    *(Wanted(f"account:{platform.code}", (*platform.names, *(f"Akun {name}" for name in platform.names))) for platform in PLATFORMS),
)

_KIND_WORDS = {
    OPD: ("opd", "dinas", "badan", "perangkat daerah", "organisasi perangkat daerah", "skpd", "bagian", "rsud"),
    KAPANEWON: ("kapanewon", "kecamatan", "kap", "kec"),
    KALURAHAN: ("kalurahan", "kelurahan", "desa", "kal", "kel"),
}
_KINDS = {word: kind for kind, words in _KIND_WORDS.items() for word in words}
EXAMPLE_WORDS = ("CONTOH", "EXAMPLE")
"""The code of the example row that `init` writes; its name begins with the same word."""

_NOTHING = frozenset({"-", "–", "—", "tidak ada", "belum ada", "tidak punya", "belum punya", "nihil", "kosong", "n/a", "none", "0"})
_LIST = re.compile(r"[;|\n]+")
_MAILBOXES = re.compile(r"[;,|\s]+")
_MAILBOX = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_MAILBOX_COLUMNS = (("head_email", HEAD_EMAIL), ("operator_emails", OPERATOR_EMAIL))
_ACCOUNT_COLUMNS = tuple((platform.code, f"account:{platform.code}") for platform in PLATFORMS)
_SHOWN = 60
_TARGETS = re.compile(r"[;,\n]+")
_TARGET = re.compile(r"(?P<name>[^\d:=]*?)\s*[:=]?\s*(?P<number>\d{1,4})\s*(?:[^\W\d]+(?:\s*/\s*[^\W\d]+)?)?")


@dataclass(frozen=True)
class Register:
    """The units by code, in register order, what is doubtful about them, and the rows that are a mere example."""

    units: Mapping[str, Unit]
    problems: tuple[RegisterProblem, ...] = field(default=())
    examples: tuple[int, ...] = field(default=())


def wanted_columns(extra: Mapping[str, Sequence[str]]) -> list[Wanted]:
    """The register's columns, with the office's own titles (`[columns.register]`, by default header or key) tried too."""
    by_header = {folded(header): titles for header, titles in extra.items()}
    return [
        Wanted(column.key, (*column.headers, *by_header.get(folded(column.headers[0]), by_header.get(column.key, ()))), column.required)
        for column in COLUMNS
    ]


def read_register(sheet: Sheet, extra_titles: Mapping[str, Sequence[str]] | None = None) -> Register:
    """Units from the register tab; an example row is no unit.

    WorkbookContentError for a missing column, no unit at all, a blank code or the same code twice, naming column and rows.
    """
    positions = locate_columns(sheet, wanted_columns(extra_titles or {}))
    reader = _Reader(sheet.title, positions)
    units: dict[str, Unit] = {}
    seen: dict[str, int] = {}
    for row, cells in enumerate(sheet.rows[1:], start=2):
        if any(not is_blank(cells[position]) for position in positions.values() if position < len(cells)):
            if reader.is_example(cells, row):
                continue
            unit = reader.unit(cells, row)
            _refuse_duplicate(seen, unit, sheet.title, positions["code"])
            units[unit.code] = unit
    if not units:
        raise WorkbookContentError(
            N_("The register tab {tab} holds no unit."),
            remedy=N_("Fill in a row for each unit below the headers."),
            tab=sheet.title,
        )
    units = with_parents(units)
    return Register(units, (*reader.problems, *_unknown_parents(units)), tuple(reader.examples))


def _refuse_duplicate(seen: dict[str, int], unit: Unit, tab: str, position: int) -> None:
    first = seen.setdefault(unit.code.casefold(), unit.row)
    if first != unit.row:
        raise WorkbookContentError(
            N_("In the tab {tab}, column {column}, the code {code} stands twice: in rows {first} and {second}."),
            remedy=N_("Each unit needs a code of its own; correct one of the rows."),
            tab=tab,
            column=column_letter(position),
            code=unit.code,
            first=str(first),
            second=str(unit.row),
        )


def _unknown_parents(units: Mapping[str, Unit]) -> list[RegisterProblem]:
    return [
        RegisterProblem("unknown-parent", unit.code, unit.row, {"parent": unit.parent})
        for unit in units.values()
        if unit.parent and unit.parent not in units
    ]


class _Reader:
    """Reads one row after another and collects what it could not understand."""

    def __init__(self, tab: str, positions: Mapping[str, int]) -> None:
        self.tab = tab
        self.positions = positions
        self.problems: list[RegisterProblem] = []
        self.examples: list[int] = []

    def _cell(self, cells: Sequence[object], key: str) -> object:
        position = self.positions.get(key, len(cells))
        return cells[position] if position < len(cells) else None

    def is_example(self, cells: Sequence[object], row: int) -> bool:
        """Whether this is the row `init` wrote. A unit typed over it under the example's code is asked about, not passed over."""
        code = as_text(self._cell(cells, "code"))
        if code.upper() not in EXAMPLE_WORDS:
            return False
        if not as_text(self._cell(cells, "name")).upper().startswith(EXAMPLE_WORDS):
            raise WorkbookContentError(
                N_("In the tab {tab}, row {row} still bears the example's code {code}."),
                remedy=N_("Give the unit a code of its own, or delete the row."),
                tab=self.tab,
                row=str(row),
                code=code,
            )
        self.examples.append(row)
        return True

    def unit(self, cells: Sequence[object], row: int) -> Unit:
        cell = {key: cells[position] for key, position in self.positions.items() if position < len(cells)}.get

        def text(key: str) -> str:
            return as_text(cell(key))

        code = self._code(cell("code"), row)

        def day(key: str, header: str) -> date | None:
            return self._date(cell(key), header, code, row)

        head_emails, operator_emails = (self._mailboxes(text(key), header, code, row) for key, header in _MAILBOX_COLUMNS)
        return Unit(
            code=code,
            name=text("name") or code,
            kind=self._kind(text("kind"), code, row),
            parent=text("parent"),
            aliases=_split(_LIST, text("aliases")),
            head_name=text("head_name"),
            head_title=text("head_title"),
            head_email=head_emails[0] if head_emails else "",
            operator_name=text("operator_name"),
            operator_emails=operator_emails,
            sk_number=_something(cell("sk_number")),
            sk_date=day("sk_date", "Tanggal SK"),
            sk_until=day("sk_until", "SK Berlaku Sampai"),
            access_holder=_something(cell("access_holder")),
            targets=self._targets(_something(cell("targets")), code, row),
            active_since=day("active_since", "Aktif Sejak"),
            active_until=day("active_until", "Aktif Sampai"),
            accounts={platform: account for platform, key in _ACCOUNT_COLUMNS if (account := _something(cell(key)))},
            row=row,
        )

    def _code(self, cell: object, row: int) -> str:
        code = as_text(cell)
        if not code:
            raise WorkbookContentError(
                N_("In the tab {tab}, row {row}, the column {column} (Kode) is blank."),
                remedy=N_("Give the unit a code, or clear the whole row."),
                tab=self.tab,
                row=str(row),
                column=column_letter(self.positions["code"]),
            )
        return code

    def _kind(self, text: str, code: str, row: int) -> str:
        kind = _KINDS.get(folded(text).rstrip("."))
        if kind is None:
            self.problems.append(RegisterProblem("unknown-kind", code, row, {"kind": text or "–", "kinds": ", ".join(KINDS)}))
        return kind or text.upper()

    def _mailboxes(self, text: str, header: str, code: str, row: int) -> tuple[str, ...]:
        """Addresses out of a cell that may hold several, or names beside them; one that cannot be written to is another thing than none."""
        parts = _mailbox_parts(text)
        if any("@" in part and not is_usable(part) for part in parts):
            shown = masked(" ".join(text.split()))[:_SHOWN]
            self.problems.append(RegisterProblem(UNUSABLE_ADDRESS, code, row, {"column": header, "text": shown}))
        return tuple(dict.fromkeys(part.lower() for part in parts if _MAILBOX.fullmatch(part)))

    def _date(self, cell: object, header: str, code: str, row: int) -> date | None:
        if is_blank(cell):
            return None
        day = read_date(cell)
        if day is None and folded(cell) not in _NOTHING:
            self.problems.append(RegisterProblem("unreadable-date", code, row, {"column": header, "text": as_text(cell) or str(cell)}))
        return day

    def _targets(self, text: str, code: str, row: int) -> dict[str, int]:
        targets = read_targets(text)
        if targets is None:
            self.problems.append(RegisterProblem("unreadable-target", code, row, {"text": text}))
        return targets or {}


def _something(cell: object) -> str:
    text = as_text(cell)
    return "" if text.casefold() in _NOTHING else text


def _split(separator: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in separator.split(text) if part.strip())


def _mailbox_parts(text: str) -> list[str]:
    return [part.strip("<>()\"'").removeprefix("mailto:") for part in _split(_MAILBOXES, text)]


_TARGET_NAMES: Callable[[str], str | None] = {
    folded(name): platform.code for platform in PLATFORMS for name in (*platform.names, platform.code)
}.get


def read_targets(text: str) -> dict[str, int] | None:
    """`12` or `instagram 8; website 4` as posts a month by platform ("" for all together); None if it cannot be read."""
    targets: dict[str, int] = {}
    for part in _split(_TARGETS, text):
        match = _TARGET.fullmatch(part)
        if not match:
            return None
        platform = _TARGET_NAMES(folded(match["name"])) if match["name"].strip() else ""
        if platform is None:
            return None
        targets[platform] = targets.get(platform, 0) + int(match["number"])
    return targets
