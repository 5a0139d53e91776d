"""Printing for people: results to standard output, progress and complaints to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sheets_sync.language import Language

if TYPE_CHECKING:
    from sheets_sync.wiring import Request


def complain(text: str) -> None:
    """One paragraph to standard error, as it stands."""
    print(text, file=sys.stderr)  # noqa: T201 -- this is the place that prints


class Speaker:
    """Prints for people: results to standard output, progress to standard error and only on a terminal."""

    def __init__(self, language: Language, environ: Mapping[str, str]) -> None:
        self.language = language
        self.environ = environ

    def out(self, *parts: Any) -> None:
        """Lines of text, or Rich renderables; never interpreted as markup."""
        from rich.console import Console

        console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
        for part in parts:
            console.print(part)

    def request(self, config: Path, today: datetime | None, language: str | None) -> Request:
        from sheets_sync.wiring import Request

        return Request(config=config, today=today, language=language, environ=self.environ, say=self.progress)

    @staticmethod
    def place(where: str | Path) -> str:
        """A path as short as it can be said: from here, if it lies below."""
        here = f"{Path.cwd()}{os.sep}"
        return str(where).removeprefix(here)

    def progress(self, text: str) -> None:
        if sys.stderr.isatty():
            print(text, file=sys.stderr)  # noqa: T201 -- this is the place that prints
