"""Asking a person at a terminal, until the answer can be read."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer
from rich.text import Text

from sheets_sync.commands.speaker import complain
from sheets_sync.domain.marks import N_, Word
from sheets_sync.errors import SheetsSyncError
from sheets_sync.language import Language
from sheets_sync.setup.answers import Question

if TYPE_CHECKING:
    from sheets_sync.commands.speaker import Speaker


def is_terminal() -> bool:
    """Whether a person can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


class Prompter:
    """Implements `setup.answers.Ask` at the terminal."""

    def __init__(self, speak: Speaker) -> None:
        self._speak = speak

    def introduce(self) -> None:
        words = self._speak.language
        self._speak.out(words.gettext(N_("A few questions; Enter takes what stands in [brackets]. Everything can be changed later.")))

    def __call__(self, question: Question, language: str) -> str:
        words = Language(language)
        self._speak.out("")
        if question.hint:
            self._speak.out(Text(words.gettext(question.hint), style="dim"))
        while True:
            answer = self._typed(words.gettext(question.text), question.default or "")
            try:
                return question.read(answer)
            except SheetsSyncError as error:
                complain(error.text(words))

    def try_again(self, language: Language) -> bool:
        """Whether to look once more, after an obstacle that may be out of the way now."""
        return not self._typed(language.gettext(N_("Press Enter to try again, or type n to leave it for later")), "").strip()

    def agrees(self, question: str, language: Language) -> bool:
        """Yes or no; no unless somebody says yes."""
        text = language.fill(N_("{question} (y/n)"), {"question": Word(question)})
        return self._typed(text, "n").strip().lower()[:1] in {"y", "i"}  # ya, yes, iya

    def _typed(self, text: str, default: str) -> str:
        try:
            return str(typer.prompt(text, default=default, show_default=bool(default)))
        except typer.Abort:
            self._speak.out("")
            raise
