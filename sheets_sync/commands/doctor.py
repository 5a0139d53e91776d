"""`sheets-sync doctor`: every part of the system, one line each, with what is to be done; changes nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from sheets_sync import wiring
from sheets_sync.domain.check import FAILURE, OK, WARNING, Check
from sheets_sync.domain.marks import N_
from sheets_sync.language import Language

if TYPE_CHECKING:
    from sheets_sync.commands.speaker import Speaker

_SIGNS = {OK: ("✓", "green"), WARNING: ("!", "yellow"), FAILURE: ("✗", "red")}


def run(speak: Speaker, request: wiring.Request, *, as_json: bool) -> int:
    """Exit code 0 only when nothing stands in the way of the next run; otherwise that of the first failure."""
    groups = list(wiring.examine(request))
    language = wiring.language_of(request)
    if as_json:
        speak.out(
            json.dumps([_as_json(group, check, language) for group, checks in groups for check in checks], ensure_ascii=False, indent=1)
        )
    else:
        for group, checks in groups:
            speak.out(*_lines(group, checks, language))
    failures = [check for _, checks in groups for check in checks if check.state == FAILURE]
    if not as_json:
        speak.out("", _conclusion(len(failures), language))
    return failures[0].exit_code if failures else 0


def _lines(group: str, checks: Sequence[Check], language: Language) -> list[Text]:
    lines = [Text(f"\n{language.gettext(group)}", style="bold")]
    for check in checks:
        sign, colour = _SIGNS[check.state]
        lines.append(Text.assemble((f"  {sign} ", colour), language.fill(check.message, check.values)))
        if check.remedy:
            lines.append(Text(f"    → {language.fill(check.remedy, check.values)}"))
    return lines


def _as_json(group: str, check: Check, language: Language) -> dict[str, str]:
    return {
        "group": language.gettext(group),
        "subject": language.gettext(check.subject),
        "state": check.state,
        "message": language.fill(check.message, check.values),
        "remedy": language.fill(check.remedy, check.values) if check.remedy else "",
    }


def _conclusion(failures: int, language: Language) -> str:
    if not failures:
        return language.gettext(N_("Nothing stands in the way of the next run."))
    return language.ngettext("{n} obstacle stands in the way.", "{n} obstacles stand in the way.", failures).format(n=failures)
