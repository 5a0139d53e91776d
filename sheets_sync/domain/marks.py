"""The gettext marker, kept apart from the catalogues so that the domain depends on nothing."""

from __future__ import annotations


def N_(message: str) -> str:  # noqa: N802 -- gettext's own name for a marker
    """Mark a message for translation where it is defined; it is translated where it is shown."""
    return message


class Word(str):
    """A text among a message's values that is itself to be translated when the message is shown."""

    __slots__ = ()
