"""One tree of errors that end a command; each knows its exit code and says what, where, and what to do.

Problems in what people typed are never errors: they are findings. An error means that the command cannot go on.
"""

from __future__ import annotations

from typing import ClassVar

from sheets_sync.language import Language


class SheetsSyncError(Exception):
    """Ends a command with `exit_code`; `message` and `remedy` are English templates, filled and translated when shown."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, remedy: str = "", **values: object) -> None:
        super().__init__(message, remedy, values)
        self.message = message
        self.remedy = remedy
        self.values = values

    def text(self, language: Language) -> str:
        """One short paragraph in the reader's language."""
        parts = [language.fill(part, self.values) for part in (self.message, self.remedy) if part]
        return " ".join(parts)

    def __str__(self) -> str:
        return self.text(Language("en"))


class UsageError(SheetsSyncError):
    exit_code = 2


class SettingsError(SheetsSyncError):
    exit_code = 3


class WorkbookContentError(SheetsSyncError):
    """The workbook can be read but not used: a missing tab or column, an empty register, duplicate codes."""

    exit_code = 4


class WorkbookAccessError(SheetsSyncError):
    """The workbook cannot be read or written at all."""

    exit_code = 5


class DeliveryError(SheetsSyncError):
    exit_code = 6


class LockedError(SheetsSyncError):
    exit_code = 7
