"""Pengiriman: what was sent to whom and when, and why not, unit by unit; also how it is remembered when the ledger is lost.

The tab is carried over as it stands; the mail commands put new lines into the memory it is made from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sheets_sync.domain.delivery import BOUNCED, DOUBTFUL, SETTLED, LedgerRow, State
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.tab import INTEGER, MOMENT, SEVERITY, WRAP, Cell, Column, Tab, Table, storable
from sheets_sync.language import N_, Language
from sheets_sync.summaries.cells import moment_of, number_of, padded, text_of
from sheets_sync.summaries.edition import Edition
from sheets_sync.summaries.read_recap import find_header
from sheets_sync.summaries.recap_columns import HEADERS as RECAP_HEADERS
from sheets_sync.summaries.recap_columns import located
from sheets_sync.summaries.words import folded, recognisers

NOT_MAILED, WAITING = "none", "waiting"

STATE_WORDS = {
    State.ACCEPTED.value: N_("Sent"),
    State.SENDING.value: N_("Being sent"),
    State.FAILED.value: N_("Refused"),
    State.UNKNOWN.value: N_("In doubt"),
    BOUNCED: N_("Came back"),
    DOUBTFUL: N_("May have come back"),
    WAITING: N_("Waiting"),
    NOT_MAILED: N_("Not mailed"),
}
_STATE_STYLES = {
    State.ACCEPTED.value: "good",
    State.SENDING.value: "fair",
    State.FAILED.value: "bad",
    State.UNKNOWN.value: "poor",
    BOUNCED: "bad",
    DOUBTFUL: "poor",
    WAITING: "fair",
    NOT_MAILED: "muted",
}
KIND_WORDS = {
    "executive_report": N_("Summary for the leadership"),
    "area_report": N_("Report to the head of the kapanewon"),
    "unit_report": N_("Report to the head of the unit"),
    "overdue": N_("Note after the due day"),
    "reminder": N_("Reminder before the due day"),
    "receipt": N_("Receipt"),
    "job_report": N_("Note to the administrators"),
}
"""In the order in which they stand within a month."""

_KEYED_BY = {"executive_report": "address", "area_report": "unit", "unit_report": "unit"}

FORMER_KIND_WORDS = {"pengingat sebelum batas waktu": "reminder", "pemberitahuan setelah batas waktu": "overdue"}
"""As tabs of earlier versions say: what was sent then must not be forgotten over a word."""

_WAYS = {"mail": N_("E-mail"), "files": N_("File")}

HEADERS = {
    "month": N_("Month"),
    "unit": RECAP_HEADERS["code"],
    "name": RECAP_HEADERS["name"],
    "kind": N_("Kind of Mail"),
    "address": N_("To"),
    "state": N_("Delivery"),
    "at": N_("Time"),
    "reason": N_("Explanation"),
    "way": N_("Sent By"),
    "subject_of": N_("Ledger Key"),
    "edition": N_("Edition"),
    "content": N_("Content Digest"),
    "message_id": "Message-ID",
}
_MONTH = re.compile(r"\d{4}-\d{2}")
_FEWEST_HEADERS = 5


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """One line: a message to an address as it concerns one unit ("" none), or, without `subject_of`, why a unit got none.

    `state` is a state of the outbox, or BOUNCED, DOUBTFUL, WAITING, NOT_MAILED; SENDING is written down before a run sends, lest a
    machine that is lost meanwhile leave no trace of what it sent. `way` is the ledger it stands in: mail, or files.
    """

    month: str
    unit: str
    name: str
    kind: str
    address: str
    state: str
    at: datetime | None
    reason: str
    way: str = ""
    subject_of: str = ""
    edition: int = 0
    content: str = ""
    message_id: str = ""


def make(edition: Edition) -> list[Tab]:
    """The tab as it stands; none while nothing was ever sent, or where no header tells what its cells are."""
    stands = edition.memory.deliveries
    if _header_row(stands) is None:
        return []
    language = edition.language
    table = Table(_columns(language), _rows(read_lines(stands), language), filter=True)
    colours = {language.gettext(word): _STATE_STYLES[state] for state, word in STATE_WORDS.items()}
    return [Tab("deliveries", edition.title("deliveries"), (table,), colours, frozen_rows=1, tab_colour="#2a7f62")]


def sheet_of(lines: Iterable[DeliveryLine], language: Language) -> list[Sequence[Cell]]:
    """The lines as the tab holds them, under its headers."""
    return [[column.header for column in _columns(language)], *_rows(lines, language)]


def _columns(language: Language) -> tuple[Column, ...]:
    word = {key: language.gettext(message) for key, message in HEADERS.items()}
    kept = language.gettext(N_("The job remembers by this column what was sent: please leave it as it is."))
    return (
        Column("month", word["month"], 10),
        Column("unit", word["unit"], 18),
        Column("name", word["name"], 34, WRAP),
        Column("kind", word["kind"], 26, WRAP),
        Column("address", word["address"], 30),
        Column("state", word["state"], 16, SEVERITY),
        Column("at", word["at"], 18, MOMENT),
        Column("reason", word["reason"], 46, WRAP),
        Column("way", word["way"], 10),
        Column("subject_of", word["subject_of"], 24, note=kept),
        Column("edition", word["edition"], 8, INTEGER),
        Column("content", word["content"], 18),
        Column("message_id", word["message_id"], 30),
    )


def _rows(lines: Iterable[DeliveryLine], language: Language) -> list[Sequence[Cell]]:
    words = {code: language.gettext(word) for code, word in {**KIND_WORDS, **STATE_WORDS, **_WAYS}.items()}
    return [
        (
            line.month, _text(line.unit), _text(line.name), words.get(line.kind, line.kind), _text(line.address), words.get(line.state),
            line.at, _text(line.reason), words.get(line.way), _text(line.subject_of), line.edition or None, _text(line.content),
            _text(line.message_id),
        )
        for line in lines
    ]  # fmt: skip


def _text(text: str) -> str | None:
    return storable(text) or None


def read_lines(rows: Sequence[Sequence[object]]) -> list[DeliveryLine]:
    """The lines of a tab as it was read, in any language; rows that tell no month and kind are left out."""
    header_row = _header_row(rows)
    if header_row is None:
        return []
    positions = located(rows[header_row], recognisers(HEADERS))
    width = max(map(len, rows))
    read = _Reader()
    lines = (read.line({key: padded(row, width)[at] for key, at in positions.items()}) for row in rows[header_row + 1 :])
    return [line for line in lines if line]


def _header_row(rows: Sequence[Sequence[object]]) -> int | None:
    keys = recognisers(HEADERS)
    return find_header(rows, lambda row: len(located(row, keys)) >= _FEWEST_HEADERS)


class _Reader:
    """Cells -> a line, words of any language recognised."""

    def __init__(self) -> None:
        self._kinds = {**recognisers(KIND_WORDS), **FORMER_KIND_WORDS}
        self._states = recognisers(STATE_WORDS)
        self._ways = recognisers(_WAYS)

    def line(self, cells: dict[str, object]) -> DeliveryLine | None:
        text = {key: text_of(cell) for key, cell in cells.items()}
        month = _month(cells.get("month"))
        kind = self._kinds.get(folded(text.get("kind", "")), text.get("kind", ""))
        if not month or not kind:
            return None
        subject_of = text.get("subject_of", "") or _key_without_its_cell(kind, self._states.get(folded(text.get("state", ""))), text)
        unsure = State.UNKNOWN.value if subject_of else NOT_MAILED
        edition = number_of(cells.get("edition"))
        return DeliveryLine(
            month=month,
            unit=text.get("unit", ""),
            name=text.get("name", ""),
            kind=kind,
            address=text.get("address", ""),
            state=self._states.get(folded(text.get("state", "")), unsure),
            at=moment_of(cells.get("at")),
            reason=text.get("reason", ""),
            way=self._ways.get(folded(text.get("way", "")), ""),
            subject_of=subject_of,
            edition=int(edition) if edition == edition else int(bool(subject_of)),
            content=text.get("content", ""),
            message_id=text.get("message_id", ""),
        )


def _key_without_its_cell(kind: str, state: str | None, text: dict[str, str]) -> str:
    """The key of a monthly report that went out, where somebody has emptied or deleted the column of the keys."""
    if kind not in _KEYED_BY or state in (None, NOT_MAILED, WAITING):
        return ""
    return text.get(_KEYED_BY[kind], "")


def _month(cell: object) -> str:
    """2026-10, also where a spreadsheet made a date of it; "" for anything else."""
    found = _MONTH.fullmatch(text_of(cell))
    moment = None if found else moment_of(cell)
    return found[0] if found else str(ReportingMonth.of(moment)) if moment else ""


def ledger_rows(lines: Iterable[DeliveryLine], way: str) -> list[LedgerRow]:
    """What a lost ledger of that way has to know again, each message once."""
    found = {
        (line.month, line.kind, line.subject_of, line.address, line.edition): _ledger_row(line)
        for line in lines
        if line.subject_of and line.address and line.way == way and line.state != WAITING
    }
    return list(found.values())


def _ledger_row(line: DeliveryLine) -> LedgerRow:
    came_back = line.state if line.state in (BOUNCED, DOUBTFUL) else ""
    understood = {each.value for each in (*SETTLED, State.SENDING)}
    state = line.state if line.state in understood else State.ACCEPTED.value if came_back else State.UNKNOWN.value
    return LedgerRow(
        month=line.month,
        kind=line.kind,
        subject_of=line.subject_of,
        address=line.address,
        edition=line.edition,
        state=state,
        sent_at=line.at,
        reply=line.reason,
        content=line.content,
        message_id=line.message_id,
        bounce=came_back,
    )
