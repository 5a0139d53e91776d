"""One tree of errors that end a command; each knows its exit code and says what, where, and what to do.

Problems in what people typed are never errors: they are findings. An error means that the command cannot go on.
"""

from __future__ import annotations

from typing import Any, ClassVar

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


class SendError(DeliveryError):
    """One message was not handed over, or may not have been; the subclass decides what becomes of it.

    `reply` is the server's own word on one line, without secrets.
    """

    def __init__(self, message: str, *, remedy: str = "", reply: str = "", **values: object) -> None:
        super().__init__(message, remedy=remedy, reply=reply, **values)
        self.reply = reply


class PermanentError(SendError):
    """This message to this address is refused for good; the connection stays usable for others."""


class RetryableError(SendError):
    """Not taken now. `whole_server`: the server is at fault, not this message; `after_s`: it asked for so many seconds."""

    def __init__(self, message: str, *, whole_server: bool = False, after_s: float = 0, **values: Any) -> None:
        super().__init__(message, **values)
        self.whole_server = whole_server
        self.after_s = after_s


class StopTheRunError(SendError):
    """Nothing can be sent until a person mends the account or the settings; no recipient is to blame."""


class QuotaError(SendError):
    """The account may send no more today. `by_policy`: it was this message that the server's policy refused."""

    def __init__(self, message: str, *, by_policy: bool = False, **values: Any) -> None:
        super().__init__(message, **values)
        self.by_policy = by_policy


class OutcomeUnknownError(SendError):
    """The server may have taken the message: only a person may decide to send it again."""


class LockedError(SheetsSyncError):
    exit_code = 7
