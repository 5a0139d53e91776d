"""What the pipeline needs of the world outside, as protocols; `wiring` says which adapter serves each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from types import TracebackType
from typing import Any, Protocol

from sheets_sync.domain.delivery import Decision, Entry, Letter, State
from sheets_sync.domain.hosted_form import HostedForm
from sheets_sync.domain.input_tab import InputTab
from sheets_sync.domain.message import Envelope, Receipt
from sheets_sync.domain.submission import Submission
from sheets_sync.domain.tab import Sheet, Tab


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything one read brought back: the people's tabs in `inputs`, the job's own in `outputs`, by title.

    `layout` is the layout version the outputs were drawn with ("" if none were).
    """

    inputs: Mapping[str, Sheet]
    outputs: Mapping[str, Sheet] = field(default_factory=dict)
    layout: str = ""


class Workbook(Protocol):
    """A spreadsheet that holds the register, the responses and the job's own tabs."""

    @property
    def name(self) -> str:
        """How messages name it to a person."""

    def read(self) -> Contents:
        """All tabs in one go; WorkbookAccessError if it cannot be read."""

    def write(self, tabs: Sequence[Tab], contents: Contents) -> str:
        """Replace the job's own tabs by `tabs`, all or nothing, keeping whatever else people put there.

        `contents` is what the last read brought back. Returns where the tabs can be looked at; WorkbookAccessError if
        they cannot be written.
        """


class InputPlace(Protocol):
    """Where the tabs that people fill in are made."""

    @property
    def may_prepare(self) -> bool:
        """Whether tabs can be made there at all: a file of people's own is never changed once it is there."""

    def standing(self) -> Mapping[str, Sheet]:
        """The tabs there are, by title, each with its cells; none where there is nothing yet. WorkbookAccessError."""

    def prepare(self, tabs: Sequence[InputTab]) -> Collection[str]:
        """Make the tabs, all or none; one that is there by that title and empty gets its headers, one with anything in it is left
        as it is. Returns the titles of those made or furnished; WorkbookAccessError."""


class MailTransport(Protocol):
    """A way to hand over messages; used as a context manager, it keeps one connection for the whole run."""

    def __enter__(self) -> MailTransport: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /) -> None: ...

    def send(self, envelope: Envelope, before_data: Callable[[], None]) -> Receipt:
        """Hand over one message; a SendError tells whether it was refused, may be tried again, or may have been taken.

        `before_data` is called right before the first step whose interruption leaves that in doubt.
        """


class Outbox(Protocol):
    """Remembers every message planned, in flight and sent; each call is on the disk when it returns."""

    def plan(self, letters: Iterable[Letter], now: datetime) -> Sequence[Decision]:
        """Take the letters in, all or none of them; the answer tells what became of each."""

    def exclusive(self, wait_s: float) -> AbstractContextManager[None]:
        """The right to send, for one process at a time; LockedError if another keeps it longer than `wait_s` seconds."""

    def recover(self, now: datetime) -> Sequence[Entry]:
        """Settle what a process that died left in flight: cut before DATA, try again; later, unknown. Returns it as it then stands."""

    def expire(self, now: datetime) -> int:
        """Give up what waits beyond its deadline; returns how many."""

    def next_attempt(self) -> datetime | None:
        """When the next waiting entry may be tried; None if nothing waits."""

    def claim(self, now: datetime) -> tuple[Entry, Envelope] | None:
        """The entry whose turn it is, now in flight."""

    def reached_data(self, entry: Entry, now: datetime) -> None:
        """From here on, a cut leaves the entry unknown."""

    def settle(self, entry: Entry, state: State, reply: str, now: datetime, *, not_before: datetime | None = None) -> None:
        """What became of an entry in flight; one that goes back to waiting is not tried before `not_before`."""

    def put_back(self, entry: Entry, reply: str, not_before: datetime, *, last: bool = False) -> None:
        """The entry waits again as if it had not been tried; `last`: after all others."""

    def sent_since(self, moment: datetime) -> Sequence[datetime]:
        """When messages reached a server since then, oldest first."""

    def pause(self, until: datetime, reason: str) -> None:
        """Nothing goes out before `until`, in no process."""

    def paused(self, now: datetime) -> tuple[datetime, str] | None:
        """Until when nothing may go out, and why."""


class FormHost(Protocol):
    """Where the office's form is kept. Every method raises WorkbookAccessError where that is out of reach."""

    def read(self, form_id: str) -> HostedForm:
        """The form as it stands."""

    def create(self, title: str) -> HostedForm:
        """A new form, empty and unpublished; never tried twice."""

    def change(self, form: HostedForm, changes: Sequence[Mapping[str, Any]]) -> HostedForm:
        """The form as it stands after the changes (`forms.requests`), all or none of them: none, where it was changed meanwhile."""

    def publish(self, form: HostedForm) -> HostedForm:
        """The form, open to everybody who is to fill it in."""


class Submissions(Protocol):
    """The responses as the form itself keeps them."""

    def since(self, moment: datetime) -> Sequence[Submission]:
        """Those sent since then (office time); any SheetsSyncError if they cannot be read."""


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, naive, in the office's time zone, to the second."""
