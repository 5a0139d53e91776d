"""What the pipeline needs of the world outside, as protocols; `wiring` says which adapter serves each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from sheets_sync.domain.message import Message, Receipt
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


class MailTransport(Protocol):
    """A way to hand over a message."""

    def send(self, message: Message) -> Receipt:
        """Hand over one message; DeliveryError if it is not taken."""


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, naive, in the office's time zone, to the second."""
