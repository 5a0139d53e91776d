"""What a rule is; beside it everything that rules are written with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sheets_sync.domain.finding import RuleText
from sheets_sync.rules._facts import Facts, Uses
from sheets_sync.rules._found import Found, found, found_in_answers, found_in_responses, found_in_units, set_aside, together
from sheets_sync.rules._words import full_label, months_of, quoted, unit_label

__all__ = [
    "Facts",
    "Found",
    "Rule",
    "Uses",
    "found",
    "found_in_answers",
    "found_in_responses",
    "found_in_units",
    "full_label",
    "months_of",
    "quoted",
    "set_aside",
    "together",
    "unit_label",
]


@dataclass(frozen=True, slots=True)
class Rule:
    """One question put to the facts.

    `message` and `remedy` are templates for a finding's values. `meaning`, `example` and `fairness` explain the rule in docs/rules.md.
    `find` returns what it found; a finding's own severity may be milder than the rule's.
    """

    code: str
    severity: str
    title: str
    message: str
    remedy: str
    meaning: str
    example: str
    fairness: str
    find: Callable[[Facts], Found]
    for_office: bool = False

    @property
    def text(self) -> RuleText:
        return RuleText(self.code, self.severity, self.title, self.message, self.remedy, self.for_office)
