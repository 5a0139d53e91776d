"""What is wrong with a setting's value, in the reader's words instead of the validator's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sheets_sync.domain.marks import N_, Word
from sheets_sync.errors import SettingsError

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

_REASONS = {
    "int": N_("a whole number is expected, without quotes"),
    "float": N_("a number is expected, without quotes"),
    "bool": N_("true or false is expected, without quotes"),
    "string": N_('text in "quotes" is expected'),
    "tuple": N_("a list in [brackets] is expected"),
}
"""By how the validator's names for its complaints begin."""


def as_settings_error(error: ValidationError, file: Path) -> SettingsError:
    """The first complaint, with file, setting and value."""
    first = error.errors(include_url=False)[0]
    key = ".".join(str(part) for part in first["loc"])
    context = first.get("ctx", {})
    limits: dict[str, object] = {name: context[name] for name in ("ge", "gt", "le", "expected") if name in context}
    return SettingsError(
        _message(limits),
        remedy=N_("What it may be stands in docs/settings.md, and in the comment beside it where `sheets-sync init` wrote the file."),
        file=file,
        key=key or "?",
        value=repr(first["input"]) if not isinstance(first["input"], dict) else "…",
        reason=_reason(first),
        limit=str(next(iter(limits.values()), "")).replace(" or ", ", "),
    )


def _message(limits: dict[str, object]) -> str:
    if "expected" in limits:
        return N_("In {file}, the setting {key} cannot be used (it is {value}): the choices are {limit}.")
    if "le" in limits:
        return N_("In {file}, the setting {key} cannot be used (it is {value}): it may be {limit} at most.")
    if "ge" in limits:
        return N_("In {file}, the setting {key} cannot be used (it is {value}): it must be at least {limit}.")
    if "gt" in limits:
        return N_("In {file}, the setting {key} cannot be used (it is {value}): it must be more than {limit}.")
    return N_("In {file}, the setting {key} cannot be used (it is {value}): {reason}.")


def _reason(first: ErrorDetails) -> Word:
    kind = first["type"].partition("_")[0]
    if kind == "string" and first["type"] != "string_type":  # its length or pattern, not that it is no text
        return Word(N_("it is blank, or not in the form that is expected"))
    return Word(_REASONS.get(kind, first["msg"].removeprefix("Value error, ")))
