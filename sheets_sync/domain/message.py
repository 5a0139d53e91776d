"""An e-mail on its way: who is told what, first as a draft, then as text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox and the name shown with it."""

    email: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """Who is to be told what: `view` holds everything the templates of `kind` show, and nothing else.

    `subject_of` is the unit's code, or another key that makes the draft unique within its month and kind.
    """

    kind: str
    month: str
    subject_of: str
    to: Address
    cc: tuple[Address, ...]
    view: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Message:
    """A draft put into words: `subject` is one line, `html` and `text` say the same.

    `edition` is 1, or higher for a message that corrects one already sent.
    """

    kind: str
    month: str
    subject_of: str
    to: Address
    cc: tuple[Address, ...]
    subject: str
    html: str
    text: str
    edition: int = 1

    @property
    def key(self) -> str:
        """Names this message among all: the same message never goes out twice."""
        return message_key(self.month, self.kind, self.subject_of, self.to.email, self.edition)


def message_key(month: str, kind: str, subject_of: str, email: str, edition: int = 1) -> str:
    """The name of one message to one address; letters of the address count alike in either case."""
    key = f"{month}/{kind}/{subject_of}/{email.lower()}"
    return key if edition == 1 else f"{key}/{edition}"


@dataclass(frozen=True, slots=True)
class Envelope:
    """A message frozen for the road: the same bytes however often it is tried, for one `recipient`.

    `sender` and `recipient` are bare addresses. `copy` is true for an address that stands in the message's Cc: its bytes
    are those of the envelope to the message's own addressee.
    """

    key: str
    month: str
    kind: str
    subject_of: str
    sender: str
    recipient: str
    raw: bytes = field(repr=False)
    copy: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a message: `outcome` is accepted or already-sent; `detail` is the transport's own word."""

    outcome: str
    detail: str = ""


_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_USABLE = re.compile(rf"(?=.{{6,254}}$)(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]")


def is_usable(address: str) -> bool:
    """Whether mail can be sent to the bare address as far as its form tells."""
    return _USABLE.fullmatch(address) is not None


_AN_ADDRESS = re.compile(r"([^\s@<>\"'(),;:]+)@([^\s@<>\"'(),;:]+)")


def masked(text: str) -> str:
    """The text with every e-mail address cut to its first letter and its domain: k…@example.go.id."""
    return _AN_ADDRESS.sub(lambda found: f"{found[1][0]}…@{found[2]}", text)
