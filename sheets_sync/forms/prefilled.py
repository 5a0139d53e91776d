"""Links that open the form with answers already filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from sheets_sync.domain.form import MONTH_BLANK, UNIT_BLANK, FormLinks, answers_in
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.language import Language


def prefilled_link(links: FormLinks, unit_label: str, month_text: str = "") -> str:
    """The form with unit and month filled in; what is blank is left to choose."""
    answers = ((links.unit_entry, unit_label), (links.month_entry, month_text))
    return _with_answers(links.responder_uri, [("usp", "pp_url"), *((f"entry.{int(entry, 16)}", text) for entry, text in answers)])


def month_option(month: ReportingMonth, language: Language) -> str:
    """The month as the form's drop-down shows it: "Oktober 2026", "October 2026"."""
    return language.month(month)


@dataclass(frozen=True, slots=True)
class OfficeForm:
    """The office's form, as far as it is known.

    `language` is the form's. `links` are those of a form this program made; `template` is a pre-filled link of any other, with
    the words UNIT and BULAN as answers; `url` is where it is said to be. Each may be missing.
    """

    language: Language
    url: str = ""
    links: FormLinks | None = None
    template: str = ""

    @property
    def address(self) -> str:
        """Where everybody fills it in; "" if that is not known."""
        return self.url or (self.links.responder_uri if self.links else _with_answers(self.template, []))

    @property
    def prefills(self) -> bool:
        """Whether answers can be filled in."""
        return bool(self.links or self.template)

    def link(self, unit_label: str, month: ReportingMonth | None = None) -> str:
        """The form with unit and month filled in, as far as each is known and the form can be filled in that way."""
        if not (unit_label or month):
            return self.address
        month_text = month_option(month, self.language) if month else ""
        if self.links:
            return prefilled_link(self.links, unit_label, month_text)
        blanks = {UNIT_BLANK: unit_label, MONTH_BLANK: month_text}
        answers = [(question, blanks.get(answer, answer)) for question, answer in answers_in(self.template)]
        return _with_answers(self.template, answers) if self.template else self.address


def _with_answers(address: str, answers: Sequence[tuple[str, str]]) -> str:
    """The address with these answers and no others; blank ones are left out."""
    query = "&".join(f"{question}={quote(text, safe='')}" for question, text in answers if text)
    return urlunsplit((*urlsplit(address)[:3], query, ""))
