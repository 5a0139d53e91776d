"""An e-mail on its way: who is told what, first as a draft, then as text."""

from __future__ import annotations

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
    """A draft put into words: `subject` is one line, `html` and `text` say the same."""

    kind: str
    month: str
    subject_of: str
    to: Address
    cc: tuple[Address, ...]
    subject: str
    html: str
    text: str

    @property
    def key(self) -> str:
        """Names this message among all: the same message never goes out twice."""
        return f"{self.month}/{self.kind}/{self.subject_of}/{self.to.email.lower()}"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a message: `outcome` is accepted or already-sent; `detail` is the transport's own word."""

    outcome: str
    detail: str = ""
