"""Was the report sent by somebody the register names?"""

from __future__ import annotations

import numpy as np

from sheets_sync.compliance import UNREGISTERED, is_registered_submitter
from sheets_sync.domain.finding import ERROR, WARNING
from sheets_sync.domain.marks import N_, Word
from sheets_sync.rules.rule import Facts, Found, Rule, found, found_in_responses


def find(facts: Facts) -> Found:
    responses = facts.responses
    if not (facts.check_submitters and responses.has_email):
        return found(0)
    understood = np.isin(facts.set_aside, ["", UNREGISTERED])
    stranger = understood & ~is_registered_submitter(responses.frame, facts.units)
    severity = np.where(facts.set_aside[stranger] == UNREGISTERED, ERROR, WARNING)
    return found_in_responses(facts, stranger, severity=severity, sender=lambda frame: [_masked(address) for address in frame["email"]])


def _masked(address: str) -> str:
    """Enough to recognise an address, not enough to use it."""
    name, _, host = address.partition("@")
    return f"{name[:2]}…@{host}" if host else Word(N_("no address given"))


RULE = Rule(
    code="unregistered-submitter",
    severity=ERROR,
    title=N_("Sender not registered"),
    message=N_("The register does not name the report's sender ({sender}) for this unit."),
    remedy=N_("If the report is the unit's own, have the address added to Email Operator in the register."),
    meaning=N_(
        "The form's verified address is neither the operator's nor the head's. Units without any registered address are passed over."
    ),
    example=N_("A report for Kalurahan Kepek, sent from an address unknown to the register."),
    fairness=N_(
        "Operators change and use private addresses: the report counts all the same, unless the office has chosen to enforce senders."
    ),
    find=find,
)
