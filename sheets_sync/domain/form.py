"""What is known of the office's Google Form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

UNIT_BLANK, MONTH_BLANK = BLANKS = ("UNIT", "BULAN")
"""What stands for the answers in the pre-filled link of a form that somebody made by hand."""

_HEXADECIMAL = re.compile(r"[0-9A-Fa-f]{1,16}")


@dataclass(frozen=True, slots=True)
class FormLinks:
    """Where the form is filled in, and which of its questions ask for unit and month.

    `responder_uri`: the address respondents open. `unit_entry`, `month_entry`: those questions' ids as the Forms API gives
    them, hexadecimal.
    """

    responder_uri: str
    unit_entry: str
    month_entry: str

    @property
    def usable(self) -> bool:
        """Whether all is known that a link needs."""
        return bool(self.responder_uri and _HEXADECIMAL.fullmatch(self.unit_entry) and _HEXADECIMAL.fullmatch(self.month_entry))


def answers_in(address: str) -> list[tuple[str, str]]:
    """The questions that a pre-filled link answers, and with what, in order."""
    return parse_qsl(urlsplit(address).query, keep_blank_values=True)
