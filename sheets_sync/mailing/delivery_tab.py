"""The delivery tab beside the ledger: what the ledger learns from it, and when it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sheets_sync import pipeline
from sheets_sync.domain.delivery import WAITING, Entry, LedgerRow, State
from sheets_sync.domain.marks import N_
from sheets_sync.errors import DeliveryError, SheetsSyncError
from sheets_sync.mailing.delivery_record import Recorder
from sheets_sync.mailing.mail_desk import Desk
from sheets_sync.mailing.mail_plan import Batch
from sheets_sync.mailing.mailroom import Ledger
from sheets_sync.summaries.deliveries import DeliveryLine, sheet_of

BROKE_OFF = N_("The run that was to send it broke off and its ledger is lost: it may have arrived.")


class DeliveryTab:
    """The tab of one run. Before mail goes out it says so, for a machine may be lost while it sends, and its ledger with it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stands: Sequence[DeliveryLine] = desk.lines
        self._picture = desk.picture

    def teach(self, outbox: Ledger) -> DeliveryError | None:
        """Tell the ledger what it does not know; an error to report if for some of it nobody knows whether it was sent.

        Of what failed, or was about to be sent, the ledger, if it has it, knows the later word.
        """
        here = {_key(entry) for entry in outbox.entries()}
        told = [row for row in self._desk.remembered if row.state not in (State.FAILED, State.SENDING) or _key(row) not in here]
        rows = [replace(row, state=State.UNKNOWN.value, reply=BROKE_OFF) if row.state == State.SENDING else row for row in told]
        outbox.restore(rows, self._desk.job.now)
        return _in_doubt(sum(row.state == State.SENDING for row in told))

    def announce(self, outbox: Ledger, batches: Sequence[Batch]) -> None:
        """Write down what is about to be sent; where that cannot be done, this machine's ledger has to do."""
        if self._desk.room.way != "mail" or self._desk.room.letterhead.redirect_to:
            return
        entries = outbox.entries()
        under_way = [_under_way(entry) for entry in entries if entry.state in WAITING and entry.expires_at > self._now()]
        if under_way:
            self._write([*outbox.ledger_rows(), *under_way], entries, batches)

    def write(self, outbox: Ledger, batches: Sequence[Batch]) -> SheetsSyncError | None:
        """Write what became of it all; the mail has gone out, so that it could not be written is no reason to fail."""
        return self._write(outbox.ledger_rows(), outbox.entries(), batches)

    def _now(self) -> datetime:
        return self._desk.room.timing.clock.now()

    def _write(self, ledger: Sequence[LedgerRow], entries: Sequence[Entry], batches: Sequence[Batch]) -> SheetsSyncError | None:
        desk = self._desk
        lines = Recorder(desk.picture.assessment, desk.job.language, desk.room.way, desk.lines).lines(ledger, entries, batches)
        if lines == self._stands:
            return None
        sheet = sheet_of(lines, desk.job.language)
        try:
            outcome = pipeline.sync(
                desk.job,
                amend=lambda picture: replace(picture, memory=replace(picture.memory, deliveries=sheet)),
                continues=True,
                known=self._picture,
            )
        except SheetsSyncError as error:
            return error
        self._stands, self._picture = lines, outcome.picture
        return None


def _key(known: Entry | LedgerRow) -> tuple[str, str, str, str, int]:
    return known.month, known.kind, known.subject_of, known.address.lower(), known.edition


def _under_way(entry: Entry) -> LedgerRow:
    return LedgerRow(
        month=entry.month,
        kind=entry.kind,
        subject_of=entry.subject_of,
        address=entry.address,
        edition=entry.edition,
        state=State.SENDING.value,
        sent_at=None,
        content=entry.content,
        message_id=entry.message_id,
    )


def _in_doubt(number: int) -> DeliveryError | None:
    if not number:
        return None
    return DeliveryError(
        N_("A run broke off while it sent, and its ledger is lost: of {number} messages nobody knows whether they arrived."),
        remedy=N_("The delivery tab names them. To have them sent, though some may then come twice: `sheets-sync outbox retry --unknown`."),
        number=number,
    )
