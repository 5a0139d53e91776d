"""`sheets-sync doctor`: every part of the system, one line each, with what is to be done; changes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from rich.padding import Padding
from rich.text import Text

from sheets_sync import wiring_doctor
from sheets_sync.commands.tables import add_column, plain_table
from sheets_sync.domain.check import FAILURE, OK, WARNING, Check, ToMend
from sheets_sync.domain.marks import N_
from sheets_sync.language import Language
from sheets_sync.wiring import Request, language_of

if TYPE_CHECKING:
    from rich.table import Table

    from sheets_sync.commands.speaker import Speaker

_SIGNS = {OK: ("✓", "green"), WARNING: ("!", "yellow"), FAILURE: ("✗", "red")}
_NAMES_SHOWN = 3
_NAME_LENGTH = 32


def run(speak: Speaker, request: Request, *, as_json: bool, listed: bool = False) -> int:
    """Exit code 0 only when nothing stands in the way of the next run; otherwise that of the first failure."""
    groups = list(wiring_doctor.examine(request))
    language = language_of(request)
    if as_json:
        speak.copyable(
            json.dumps([_as_json(group, check, language) for group, checks in groups for check in checks], ensure_ascii=False, indent=1)
        )
    else:
        for group, checks in groups:
            speak.out(*_lines(group, checks, language, listed=listed))
    failures = [check for _, checks in groups for check in checks if check.state == FAILURE]
    if not as_json:
        speak.out("", *_conclusion(groups, len(failures), language, listed=listed))
    return failures[0].exit_code if failures else 0


def _lines(group: str, checks: Sequence[Check], language: Language, *, listed: bool) -> Iterator[Any]:
    yield Text(f"\n{language.gettext(group)}", style="bold")
    for check in checks:
        sign, colour = _SIGNS[check.state]
        told = language.fill(check.message, check.values)
        named = "" if listed or not check.to_mend else f" ({_first_names(check.to_mend)})"
        yield Text.assemble((f"  {sign} ", colour), told, named)
        if check.remedy:
            yield Text(f"    → {language.fill(check.remedy, check.values)}")
        if listed and check.to_mend:
            yield Padding(_work_list(check.to_mend, language), (0, 0, 1, 4))


def _first_names(to_mend: Sequence[ToMend]) -> str:
    names = list(dict.fromkeys(shorten(each.name, _NAME_LENGTH, placeholder="…") for each in to_mend))
    return "; ".join(names[:_NAMES_SHOWN]) + ("; …" if len(names) > _NAMES_SHOWN else "")


def _work_list(to_mend: Sequence[ToMend], language: Language) -> Table:
    """The units, with the row of the register in which each stands."""
    table = plain_table("")
    table.title = None
    add_column(table, language.gettext(N_("Row")), justify="right")
    add_column(table, language.gettext(N_("Unit")), overflow="fold", ratio=2)
    add_column(table, language.gettext(N_("To be mended")), overflow="fold", ratio=3)
    for each in to_mend:
        table.add_row(Text(str(each.row)), Text(f"{each.name} ({each.code})"), Text(language.fill(each.message, each.values)))
    return table


def _as_json(group: str, check: Check, language: Language) -> dict[str, object]:
    return {
        "group": language.gettext(group),
        "subject": language.gettext(check.subject),
        "state": check.state,
        "message": language.fill(check.message, check.values),
        "remedy": language.fill(check.remedy, check.values) if check.remedy else "",
        "units": [
            {"row": each.row, "code": each.code, "name": each.name, "message": language.fill(each.message, each.values)}
            for each in check.to_mend
        ],
    }


def _conclusion(groups: Sequence[tuple[str, Sequence[Check]]], failures: int, language: Language, *, listed: bool) -> Iterator[str]:
    to_mend = {each.code for _, checks in groups for check in checks for each in check.to_mend}
    if to_mend and not listed:
        message = N_("In the register, rows of {number} units are to be mended: `sheets-sync doctor --list` names them all.")
        yield language.fill(message, {"number": len(to_mend)})
    if not failures:
        yield language.gettext(N_("Nothing stands in the way of the next run."))
        return
    yield language.ngettext("{n} obstacle stands in the way.", "{n} obstacles stand in the way.", failures).format(n=failures)
