"""From messages to mail: planned messages become outbox entries, and entries are handed to a transport, each once.

The outbox decides what is sent; this module decides when: by deadline, budget and pace, with patience after failures. It
knows no adapter and no clock of its own.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email.parser import BytesHeaderParser
from functools import cache, partial

from sheets_sync.domain.delivery import Decision, Entry, Frozen, Letter
from sheets_sync.domain.marks import N_
from sheets_sync.domain.message import Address, Message
from sheets_sync.language import Language
from sheets_sync.mailing._delivery_run import DeliveryReport, Pace, Timing, send_what_is_due
from sheets_sync.ports import MailTransport, Outbox

__all__ = ["DeliveryReport", "DueMessage", "Letterhead", "Pace", "Timing", "deliver", "letters_of", "plan"]


@dataclass(frozen=True, slots=True)
class DueMessage:
    """A message, and the moment from which it is no longer worth sending."""

    message: Message
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What the office puts on every message.

    `freeze` makes the bytes of a message dated at a moment; `redirect_to` is the one address everything goes to instead
    ("" when it is meant).
    """

    sender: Address
    freeze: Callable[[Message, datetime], bytes]
    language: Language
    reply_to: str = ""
    redirect_to: str = ""


def plan(
    outbox: Outbox, due: Iterable[DueMessage], letterhead: Letterhead, *, now: datetime, correct: bool = False
) -> Sequence[tuple[Letter, Decision]]:
    """Put what is due into the outbox; what is there already stays. `correct` sends anew what says something else by now.

    The answer tells for every address what became of its message.
    """
    letters = letters_of(due, letterhead, now=now, correct=correct)
    return list(zip(letters, outbox.plan(letters, now), strict=True))


def deliver(
    outbox: Outbox,
    transport: MailTransport,
    *,
    timing: Timing,
    pace: Pace,
    wanted: Callable[[Entry], bool] = lambda _entry: True,
    tell: Callable[[Entry], None] = lambda _entry: None,
    wait_s: float = 0,
) -> DeliveryReport:
    """Send what waits and is due; LockedError if another process has been sending for longer than `wait_s` seconds.

    `wanted` is asked at the moment of sending: an entry it refuses is withdrawn. `tell` hears of every entry, as it then
    stands, after its turn.
    """
    with outbox.exclusive(wait_s):
        return send_what_is_due(outbox, transport, timing=timing, pace=pace, wanted=wanted, tell=tell)


def letters_of(due: Iterable[DueMessage], letterhead: Letterhead, *, now: datetime, correct: bool = False) -> Sequence[Letter]:
    """One letter for each address: the addressee's, and a copy for everyone in Cc (not in a rehearsal)."""
    return [letter for item in due for letter in _letters(item, letterhead, now, correct)]


def _letters(due: DueMessage, letterhead: Letterhead, now: datetime, correct: bool) -> Iterator[Letter]:
    message = due.message
    content = _digest(message.subject, message.text)  # the text says all that the HTML does; another look is no correction
    wrapping = _digest(repr(letterhead.sender), letterhead.reply_to, repr(message.to), repr(message.cc))
    copies = () if letterhead.redirect_to else message.cc
    addresses: dict[str, Address] = {}
    for address in (message.to, *copies):
        addresses.setdefault(address.email.lower(), address)
    freeze = cache(_freezer(message, letterhead, now))  # a copy is the addressee's own message, made once
    for address in addresses.values():
        yield Letter(
            month=message.month,
            kind=message.kind,
            subject_of=message.subject_of,
            address=address.email,
            expires_at=due.expires_at,
            content=content,
            wrapping=wrapping,
            freeze=partial(_addressed, freeze, letterhead.redirect_to or address.email),
            rehearsal=letterhead.redirect_to,
            correct=correct,
            copy=address.email.lower() != message.to.email.lower(),
        )


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]


def _addressed(freeze: Callable[[int], Frozen], recipient: str, edition: int) -> Frozen:
    return replace(freeze(edition), recipient=recipient)


def _freezer(message: Message, letterhead: Letterhead, now: datetime) -> Callable[[int], Frozen]:
    def freeze(edition: int) -> Frozen:
        worded = _redirected(_edited(message, edition, letterhead.language), letterhead)
        raw = letterhead.freeze(worded, now)
        return Frozen(
            sender=letterhead.sender.email,
            recipient="",
            message_id=(BytesHeaderParser().parsebytes(raw)["Message-ID"] or "").strip(),
            subject=worded.subject,
            raw=raw,
        )

    return freeze


def _edited(message: Message, edition: int, language: Language) -> Message:
    """A correction says so in its subject."""
    if edition == 1:
        return message
    mark = N_("Correction: {subject}") if edition == 2 else N_("Correction {number}: {subject}")
    subject = language.fill(mark, {"subject": message.subject, "number": edition - 1})
    return replace(_titled(message, subject), edition=edition)


def _redirected(message: Message, letterhead: Letterhead) -> Message:
    """A rehearsal's message names whom it is meant for, and shares neither recipients nor Message-ID with the real one."""
    if not letterhead.redirect_to:
        return message
    subject = letterhead.language.fill(N_("[Rehearsal for {address}] {subject}"), {"subject": message.subject, "address": message.to.email})
    return replace(
        _titled(message, subject),
        to=Address(letterhead.redirect_to, message.to.name),
        cc=(),
        subject_of=f"{message.subject_of}>{message.to.email}",
    )


_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)


def _titled(message: Message, subject: str) -> Message:
    title = f"<title>{html.escape(subject)}</title>"
    return replace(message, subject=subject, html=_TITLE.sub(lambda _found: title, message.html, count=1))
