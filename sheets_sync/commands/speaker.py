"""Printing for people: results to standard output, progress and complaints to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sheets_sync.language import Language

if TYPE_CHECKING:
    from rich.console import Console

    from sheets_sync.wiring import Request


def complain(text: str) -> None:
    """One paragraph to standard error, as it stands; on a terminal broken between words."""
    if sys.stderr.isatty():
        from rich.text import Text

        from sheets_sync.commands.wrapping import wrapped

        text = wrapped(Text(text), _console().width).plain
    print(text, file=sys.stderr)  # noqa: T201 -- this is the place that prints


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False, soft_wrap=True)


class Speaker:
    """Prints for people: results to standard output, progress to standard error and only on a terminal."""

    def __init__(self, language: Language, environ: Mapping[str, str], sleep: Callable[[float], None]) -> None:
        self.language = language
        self.environ = environ
        self._sleep = sleep

    def out(self, *parts: Any) -> None:
        """Lines of text, or Rich renderables; never interpreted as markup. On a terminal, long lines are broken between words."""
        from rich.text import Text

        from sheets_sync.commands.wrapping import wrapped

        console = _console()
        for part in parts:
            text = Text(part) if isinstance(part, str) else part
            console.print(wrapped(text, console.width) if console.is_terminal and isinstance(text, Text) else text)

    def copyable(self, text: str) -> None:
        """Text that somebody copies or another program reads: its lines stay as they are."""
        _console().print(text)

    def request(self, config: Path, today: datetime | None, language: str | None) -> Request:
        from sheets_sync.wiring import Request

        return Request(config=config, today=today, language=language, environ=self.environ, say=self.progress, sleep=self._sleep)

    @staticmethod
    def place(where: str | Path) -> str:
        """A path as short as it can be said: from here, if it lies below."""
        here = f"{Path.cwd()}{os.sep}"
        return str(where).removeprefix(here)

    def progress(self, text: str) -> None:
        if sys.stderr.isatty():
            print(text, file=sys.stderr)  # noqa: T201 -- this is the place that prints
