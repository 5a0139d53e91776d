"""A command line that cannot be read, said in the reader's language instead of the command-line library's English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from sheets_sync.domain.marks import N_
from sheets_sync.errors import UsageError

_NO_COMMAND = re.compile(r"No such command ['\"](.*)['\"]\.", re.DOTALL)
_TOO_MUCH = re.compile(r"unexpected extra arguments?(?:\(s\))? \((.*)\)", re.DOTALL)
_SEE = N_("`{command} --help` tells what can be said here.")
_NEAREST = N_("Did you mean {nearest}? `{command} --help` tells what can be said here.")


def as_usage_error(error: Any) -> UsageError | None:
    """What a complaint of the library (by its attributes, which hold in all its versions) says; None for one that is not known."""
    context = getattr(error, "ctx", None)
    known = _missing(error) or _no_such_option(error) or _from_message(str(error.message), context)
    if known is None:
        return None
    message, values, nearest = known
    command = context.command_path if context else "sheets-sync"
    return UsageError(message, remedy=_NEAREST if nearest else _SEE, command=command, nearest=nearest, **values)


Known = tuple[str, Mapping[str, object], str]


def _missing(error: Any) -> Known | None:
    if type(error).__name__ != "MissingParameter" or error.param is None:
        return None
    is_argument = error.param.param_type_name == "argument"
    return N_("{what} is missing."), {"what": (error.param.metavar or error.param.name.upper()) if is_argument else error.param.opts[0]}, ""


def _no_such_option(error: Any) -> Known | None:
    name = getattr(error, "option_name", None)
    if name is None:
        return None
    if type(error).__name__ == "NoSuchOption":
        return N_("There is no option {option}."), {"option": name}, (sorted(error.possibilities or ()) or [""])[0]
    return N_("After {option} its value is missing."), {"option": name}, ""


def _from_message(message: str, context: Any) -> Known | None:
    if found := _NO_COMMAND.search(message):
        near = get_close_matches(found[1], list(getattr(getattr(context, "command", None), "commands", ())), n=1)
        return N_("There is no command {name}."), {"name": found[1]}, (near or [""])[0]
    if found := _TOO_MUCH.search(message):
        return N_("{text} is more than is asked for here; put text of several words in quotes."), {"text": found[1]}, ""
    return None
