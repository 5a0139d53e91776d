"""What every letter has, whatever it reports: the view the shared templates `base.html` and `base.txt` show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from sheets_sync.emails._words import PREHEADER_LENGTH, shortened
from sheets_sync.emails.context import Context
from sheets_sync.language import N_, Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter in words; every text is in the reader's language, "" where there is nothing to say.

    `verdict` is the answer in a few words, `tone` its colour (good, fair, poor, bad, muted, plain), `headline` the numbers
    behind it. `addressee_name` stands under the salutation. `reason` says why the reader gets this letter.
    """

    office: str
    topic: str
    title: str
    place: str = ""
    tone: str = "plain"
    verdict: str
    headline: str
    change: str = ""
    deadline: str = ""
    salutation: str
    addressee_name: str = ""
    paragraphs: tuple[str, ...] = ()
    button_label: str = ""
    button_link: str = ""
    button_note: str = ""
    closing: str
    question: str
    reason: str

    @property
    def preheader(self) -> str:
        """What a mailbox shows beside the subject: the numbers and how they changed, or else until when there is time."""
        return shortened(" ".join(part for part in (sentence(self.headline), self.change or self.deadline) if part), PREHEADER_LENGTH)

    @property
    def view(self) -> Mapping[str, Any]:
        return {each.name: getattr(self, each.name) for each in fields(self)} | {"preheader": self.preheader}


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends like a sentence already or is empty."""
    return text if not text or text.endswith((".", "!", "?", "…")) else f"{text}."


def dear(addressee: str, language: Language) -> str:
    return language.fill(N_("Dear {addressee},"), {"addressee": addressee})


def dear_operator(name: str, language: Language) -> str:
    """To somebody who runs a unit's accounts, by name where the register has one."""
    if not name:
        return language.gettext(N_("Dear publication officer,"))
    return language.fill(N_("Dear {operator},"), {"operator": name})


def thanks_for_cooperation(language: Language) -> str:
    return language.gettext(N_("Thank you for your attention and cooperation."))


def where_to_ask(context: Context, language: Language) -> str:
    if context.reply_to:
        message = N_("Is anything not right? Please reply to this e-mail or write to {address}.")
        return language.fill(message, {"address": context.reply_to})
    return language.gettext(N_("Is anything not right? Please reply to this e-mail."))
