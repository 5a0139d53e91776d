"""What is known of the office's Google Form."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormLinks:
    """Where the form is filled in, and which of its questions ask for unit and month.

    `responder_uri`: the address respondents open. `unit_entry`, `month_entry`: those questions' ids as the Forms API gives
    them, hexadecimal.
    """

    responder_uri: str
    unit_entry: str
    month_entry: str
