"""What `doctor` says of settings, workbook content and the register; pure, values in and checks out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from sheets_sync.domain.check import FAILURE, OK, WARNING, Check
from sheets_sync.domain.finding import RuleText
from sheets_sync.domain.marks import N_, Word
from sheets_sync.errors import SheetsSyncError

SETTINGS, WORKBOOK, REGISTER, MAIL = N_("Settings"), N_("Workbook"), N_("Register"), N_("Mail")
_NAMES_SHOWN = 6


def failed(subject: str, error: SheetsSyncError) -> Check:
    """An error as the check it would stop."""
    return Check(subject, FAILURE, error.message, error.remedy, error.values, exit_code=error.exit_code)


def attempt(subject: str, look: Callable[[], object], message: str, **values: object) -> Check:
    """A check that passes if `look` raises nothing."""
    try:
        look()
    except SheetsSyncError as error:
        return failed(subject, error)
    return Check(subject, OK, message, values=values)


def register_quality(findings: Mapping[str, Sequence[str]], texts: Mapping[str, RuleText], units: int) -> Iterator[Check]:
    """The register as a list to work off: for each rule about it, how many units and which (`findings`: rule -> unit names)."""
    yield Check(REGISTER, OK, N_("{units} units are registered."), values={"units": units})
    for rule, names in findings.items():
        shown = "; ".join(names[:_NAMES_SHOWN]) + ("; …" if len(names) > _NAMES_SHOWN else "")
        values = {"title": Word(texts[rule].title), "number": len(names), "names": shown}
        yield Check(REGISTER, WARNING, N_("{title}: {number} units ({names})."), "", values)
