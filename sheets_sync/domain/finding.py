"""Something wrong or doubtful in what was reported or registered, and the rule that says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sheets_sync.domain.month import ReportingMonth

ERROR, WARNING, INFO = SEVERITIES = ("error", "warning", "info")
"""error: the obligation stays unmet or the response unused; warning: it counts but is shown; info: good to know."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding, ready to be shown: `message` and `remedy` are templates to fill with `values`."""

    rule: str
    severity: str
    title: str
    message: str
    remedy: str
    unit: str = ""
    month: ReportingMonth | None = None
    platform: str = ""
    row: int | None = None
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RuleText:
    """What a rule says when it fires; templates in English, filled with a finding's values.

    `for_office`: only the office can do something about it, so units are not written to about it.
    """

    code: str
    severity: str
    title: str
    message: str
    remedy: str
    for_office: bool = False


@dataclass(frozen=True, slots=True)
class RegisterProblem:
    """A cell of the register that cannot be understood: a finding, not an error."""

    rule: str
    unit: str
    row: int
    values: Mapping[str, object]


UNUSABLE_ADDRESS = "unusable-address"
"""The rule for addresses of the register that are there, but that mail cannot reach; `column` among its values is one of these:"""
HEAD_EMAIL, OPERATOR_EMAIL = "Email Kepala", "Email Operator"
