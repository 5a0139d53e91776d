"""Text that goes into a .csv file and may be opened in a spreadsheet."""

from __future__ import annotations

_TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_safe(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet would take it for a formula or a command."""
    return f"'{text}" if text.startswith(_TRIGGERS) or text.lstrip().startswith(_TRIGGERS) else text
