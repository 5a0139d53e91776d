"""What is remembered of the form that the job keeps."""

from __future__ import annotations

from dataclasses import dataclass

from sheets_sync.domain.form import FormLinks


@dataclass(frozen=True, slots=True)
class FormRecord:
    """Which form it is, where units fill it in, the ids of the questions after unit and month (hexadecimal), and by what plan it
    was last brought up to date.

    A blank `fingerprint`: the form was made, but is not finished.
    """

    form_id: str
    responder_uri: str = ""
    unit_entry: str = ""
    month_entry: str = ""
    fingerprint: str = ""

    @property
    def links(self) -> FormLinks:
        return FormLinks(self.responder_uri, self.unit_entry, self.month_entry)
