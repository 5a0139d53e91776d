"""Messages, letterheads, clocks and transports for tests of the outbox and of delivery, in few words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import TracebackType

from sheets_sync.adapters.mail.mime import to_mime
from sheets_sync.adapters.outbox import SqliteOutbox
from sheets_sync.domain.delivery import Decision
from sheets_sync.domain.message import Address, Envelope, Message, Receipt
from sheets_sync.language import Language
from sheets_sync.mailing.delivery import DueMessage, Letterhead, Timing, plan

NOON = datetime(2026, 11, 9, 12, 0)
WEEK_LATER = NOON + timedelta(days=7)
SENDER = Address("monev@example.go.id", "Diskominfo Gunungkidul")
WIB = timezone(timedelta(hours=7))


def freeze(message: Message, now: datetime) -> bytes:
    return to_mime(message, sender=SENDER, reply_to="", date=now.replace(tzinfo=WIB), domain="example.go.id").as_bytes()


def letterhead(redirect_to: str = "", sender: Address = SENDER) -> Letterhead:
    return Letterhead(sender=sender, freeze=freeze, language=Language("en"), redirect_to=redirect_to)


def message(
    subject_of: str = "K1", *, to: str = "", kind: str = "unit_report", month: str = "2026-10", text: str = "Lengkap.",
    cc: Sequence[str] = (),
) -> Message:  # fmt: skip
    """A report about `subject_of` to its head."""
    subject = f"Laporan {subject_of}"
    return Message(
        kind=kind, month=month, subject_of=subject_of, to=Address(to or f"kepala.{subject_of.lower()}@example.go.id"),
        cc=tuple(map(Address, cc)), subject=subject, html=f"<title>{subject}</title><p>{text}</p>", text=text,
    )  # fmt: skip


def put(
    outbox: SqliteOutbox, *messages: Message, now: datetime = NOON, expires_at: datetime = WEEK_LATER, correct: bool = False,
    redirect_to: str = "",
) -> list[Decision]:  # fmt: skip
    """Plan the messages; what became of each."""
    due = [DueMessage(each, expires_at) for each in messages]
    return [decision for _, decision in plan(outbox, due, letterhead(redirect_to), now=now, correct=correct)]


@dataclass
class TestClock:
    """Stands still, unless somebody sleeps."""

    __test__ = False

    moment: datetime = NOON
    slept: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return self.moment

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.moment += timedelta(seconds=seconds)

    @property
    def timing(self) -> Timing:
        return Timing(self, self.sleep, lambda: 0.0)


@dataclass
class ScriptedTransport:
    """Takes every message, unless `script` has something else in store for its recipient, once per entry.

    An exception that follows "data" is raised after the point of no return; `delivered` is what reached the recipient.
    """

    script: dict[str, list[Exception | tuple[str, Exception]]] = field(default_factory=dict)
    delivered: list[Envelope] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    on_send: Callable[[], None] = lambda: None
    opened: int = 0

    def __enter__(self) -> ScriptedTransport:
        self.opened += 1
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        pass

    def send(self, envelope: Envelope, before_data: Callable[[], None]) -> Receipt:
        self.on_send()
        self.tried.append(envelope.recipient)
        plot = self.script.get(envelope.recipient) or []
        trouble = plot.pop(0) if plot else None
        if isinstance(trouble, Exception):
            raise trouble
        before_data()
        if isinstance(trouble, tuple):
            raise trouble[1]
        self.delivered.append(envelope)
        return Receipt("accepted", "250 OK")


def outbox_in(folder: Path, rehearsal: str = "") -> SqliteOutbox:
    return SqliteOutbox(folder / "state" / "outbox.sqlite", rehearsal=rehearsal)
