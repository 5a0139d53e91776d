"""One line of `doctor`: something looked at, and what is to be done about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

OK, WARNING, FAILURE = STATES = ("ok", "warning", "failure")


@dataclass(frozen=True, slots=True)
class ToMend:
    """One unit on a list to work off: its `row` in the register, and what is to be mended there, a template filled with `values`."""

    row: int
    code: str
    name: str
    message: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Check:
    """`subject` says in a word what was looked at; `message` and `remedy` are English templates, filled with `values` and
    translated where they are shown. The remedy is "" where all is well. `exit_code`: what a command would end with over a failure.
    `to_mend`: the units concerned, where a line speaks of several.
    """

    subject: str
    state: str
    message: str
    remedy: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    exit_code: int = 5
    to_mend: Sequence[ToMend] = ()
