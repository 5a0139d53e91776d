"""A Google Form as the job sees it, wherever it is kept."""

from __future__ import annotations

from dataclasses import dataclass

DROP_DOWN, TEXT, PARAGRAPH, PAGE, OTHER = ("drop-down", "text", "paragraph", "page", "other")
"""Kinds of items: three of questions, the break that begins a page, and whatever people may add besides."""

VERIFIED = "VERIFIED"
"""How addresses are collected: that of the account a respondent is logged in with."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a drop-down; `page` is the id of the page that it leads to, "" for the next one."""

    value: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class FormItem:
    """One item of a form; `question_id` is hexadecimal, "" where nothing is asked."""

    id: str
    kind: str
    title: str
    question_id: str = ""
    help: str = ""
    required: bool = False
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class HostedForm:
    """A form as it stands at one `revision`.

    `published` is None for a form of the old kind, which cannot be unpublished; `collects` tells how addresses are collected;
    `linked_sheet` is the id of the spreadsheet that takes the responses, "" if there is none.
    """

    id: str
    revision: str = ""
    title: str = ""
    description: str = ""
    items: tuple[FormItem, ...] = ()
    responder_uri: str = ""
    linked_sheet: str = ""
    published: bool | None = None
    accepting: bool = True
    collects: str = ""

    @property
    def edit_address(self) -> str:
        """Where its editors open it."""
        return f"https://docs.google.com/forms/d/{self.id}/edit"
