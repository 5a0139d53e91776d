"""One line of `doctor`: something looked at, and what is to be done about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

OK, WARNING, FAILURE = STATES = ("ok", "warning", "failure")


@dataclass(frozen=True)
class Check:
    """`subject` says in a word what was looked at; `message` and `remedy` are English templates, filled with `values` and
    translated where they are shown. The remedy is "" where all is well. `exit_code`: what a command would end with over a failure.
    """

    subject: str
    state: str
    message: str
    remedy: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    exit_code: int = 5
