"""Handing over what is due: drafts not sent yet become letters in the ledger, and whoever still is to have theirs gets it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sheets_sync.domain.delivery import (
    BOUNCED,
    LETTERS_KEPT_FOR,
    MONTHS_REMEMBERED,
    SETTLED,
    Decision,
    Entry,
    LedgerRow,
    Letter,
    State,
)
from sheets_sync.domain.marks import N_
from sheets_sync.domain.message import Draft
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.pseudonym import Erased
from sheets_sync.domain.unit import Unit
from sheets_sync.mailing.delivery import DeliveryReport, DueMessage, deliver, letters_of
from sheets_sync.mailing.mail_plan import Batch, without_returned
from sheets_sync.mailing.mailroom import Ledger, MailRoom
from sheets_sync.pipeline import Job

_SENT = (*SETTLED, State.SENDING)

Key = tuple[str, str, str, str]
"""month, kind, subject_of, address in lower case: one message to one address, whatever its edition."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One message to one address; `new`: it is still to be sent. `copy`: it goes to somebody in Cc."""

    draft: Draft
    address: str
    copy: bool
    new: bool

    @property
    def key(self) -> Key:
        return key_of(self.draft, self.address)


@dataclass
class Post:
    """What was planned, who is left out and why, and what became of it all."""

    batches: Sequence[Batch] = ()
    planned: Sequence[Planned] = ()
    report: DeliveryReport = field(default_factory=DeliveryReport)
    failures: list[Entry] = field(default_factory=list)


def key_of(draft: Draft, address: str) -> Key:
    return draft.month, draft.kind, draft.subject_of, address.lower()


@dataclass(frozen=True)
class Known:
    """What the ledger, or the delivery tab, knows already: keys of what was sent, and addresses that mail came back from.

    Either may stand under the name that an erased address was given.
    """

    sent: Collection[Key]
    returned: Collection[str]
    erased: Erased

    def was_sent(self, key: Key) -> bool:
        return key in self.sent or (*key[:2], *self.erased.known_as(*key[2:])) in self.sent

    def came_back(self, address: str) -> bool:
        return bool(self.returned) and (address.lower() in self.returned or self.erased.name_of(address) in self.returned)


def known_to(entries: Sequence[Entry], rehearsal: str, remembered: Sequence[LedgerRow] = ()) -> Known:
    """`rehearsal`: the address everything goes to instead; what was sent to it counts for it alone, and nothing else does."""
    mine = [entry for entry in entries if entry.rehearsal == rehearsal.lower()]
    sent = {(each.month, each.kind, each.subject_of, each.address) for each in mine if each.state in _SENT}
    here = {(each.month, each.kind, each.subject_of, each.address) for each in mine}
    rows = [row for row in remembered if not rehearsal and (row.state != State.SENDING or _key_of_row(row) not in here)]
    sent |= {_key_of_row(row) for row in rows}
    returned = {entry.address for entry in entries if entry.bounce == BOUNCED and not entry.rehearsal}
    returned |= {row.address.lower() for row in remembered if row.bounce == BOUNCED}
    return Known(sent, returned, Erased({key[3] for key in sent} | returned))


def _key_of_row(row: LedgerRow) -> Key:
    return row.month, row.kind, row.subject_of, row.address.lower()


def foresee(
    job: Job, room: MailRoom, batches: Sequence[Batch], units: Mapping[str, Unit], remembered: Sequence[LedgerRow], *, correct: bool = False
) -> Post:
    """What `post` would do; nothing is written. `remembered`: what the delivery tab knows, should the ledger be lost."""
    entries: Sequence[Entry] = ()
    if room.has_outbox():
        with room.outbox() as outbox:
            entries = outbox.entries(rehearsals=True)
    known = known_to(entries, room.letterhead.redirect_to, remembered)
    return _plan(job, room, batches, units, known, room.forecast, correct=correct)


def post(job: Job, room: MailRoom, outbox: Ledger, batches: Sequence[Batch], units: Mapping[str, Unit], *, correct: bool = False) -> Post:
    """Take into the ledger what is not sent yet."""
    known = known_to(outbox.entries(rehearsals=True), room.letterhead.redirect_to)
    return _plan(job, room, batches, units, known, lambda letters: outbox.plan(letters, job.now), correct=correct)


def hand_over(room: MailRoom, outbox: Ledger, what: Post, wanted: Callable[[Entry], bool]) -> None:
    """Send what waits, asking of each at its turn whether it is still `wanted`; `what` learns what became of it."""

    def note(entry: Entry) -> None:
        if entry.state in (State.FAILED, State.UNKNOWN):
            what.failures.append(entry)

    what.report = deliver(outbox, room.transport(), timing=room.timing, pace=room.pace, wanted=wanted, tell=note)
    now = room.timing.clock.now()
    outbox.forget_old(now - LETTERS_KEPT_FOR, str(ReportingMonth.of(now.date()) - MONTHS_REMEMBERED))


def _plan(
    job: Job,
    room: MailRoom,
    batches: Sequence[Batch],
    units: Mapping[str, Unit],
    known: Known,
    take: Callable[[Sequence[Letter]], Sequence[Decision]],
    *,
    correct: bool,
) -> Post:
    """Only what may be new is put into words: of what was sent already that is all one needs to know, unless it may be corrected."""
    returned = {address.lower() for address in _everybody(batches) if known.came_back(address)}
    batches = [without_returned(batch, returned, units) for batch in batches]
    rewrite = correct or bool(room.letterhead.redirect_to)
    planned: list[Planned] = []
    written: list[tuple[Draft, Letter]] = []
    unwritten = sum(rewrite or not _all_sent(draft, room, known) for batch in batches for draft in batch.drafts)
    if unwritten:
        job.tell(N_("Writing {messages} messages …"), messages=unwritten)
    for batch in batches:
        for draft in batch.drafts:
            if not rewrite and _all_sent(draft, room, known):
                planned += [Planned(draft, address, copy, new=False) for address, copy in _addresses(draft, room)]
            else:
                due = DueMessage(room.renderer.message(draft), batch.expires_at)
                written += [(draft, letter) for letter in letters_of([due], room.letterhead, now=job.now, correct=correct)]
    decisions = take([letter for _, letter in written])
    planned += [_planned(draft, letter, decision, known) for (draft, letter), decision in zip(written, decisions, strict=True)]
    return Post(batches, planned)


def _everybody(batches: Sequence[Batch]) -> Iterator[str]:
    for batch in batches:
        for draft in batch.drafts:
            yield from (each.email for each in (draft.to, *draft.cc))


def _planned(draft: Draft, letter: Letter, decision: Decision, known: Known) -> Planned:
    new = decision is not Decision.KEEP or not known.was_sent(key_of(draft, letter.address))
    return Planned(draft, letter.address, letter.copy, new)


def _all_sent(draft: Draft, room: MailRoom, known: Known) -> bool:
    return all(known.was_sent(key_of(draft, address)) for address, _ in _addresses(draft, room))


def _addresses(draft: Draft, room: MailRoom) -> Iterator[tuple[str, bool]]:
    """Each address of a draft once, and whether it is a copy's; a rehearsal sends no copies."""
    seen = {draft.to.email.lower()}
    yield draft.to.email, False
    for each in () if room.letterhead.redirect_to else draft.cc:
        if each.email.lower() not in seen:
            seen.add(each.email.lower())
            yield each.email, True
