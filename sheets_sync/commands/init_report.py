"""What `init` says while it works: what was done, what stays, what a person has to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from sheets_sync.domain.marks import N_
from sheets_sync.language import Language
from sheets_sync.setup.next_steps import Situation, next_steps
from sheets_sync.setup.plan import BARRED, FURNISHED, KEPT, MADE, TabPlan
from sheets_sync.setup.unit_list import UnitList

if TYPE_CHECKING:
    from sheets_sync.commands.speaker import Speaker
    from sheets_sync.wiring_setup import Units


class Report:
    """Lines for a person: done (✓), told (•), to be looked at (!)."""

    def __init__(self, speak: Speaker, language: Language) -> None:
        self._speak = speak
        self.language = language

    def done(self, message: str, **values: object) -> None:
        self._speak.out(Text.assemble(("✓ ", "green"), self.language.fill(message, values)))

    def tell(self, message: str, **values: object) -> None:
        self._speak.out(f"• {self.language.fill(message, values)}")

    def warn(self, message: str, **values: object) -> None:
        self._speak.out(Text.assemble(("! ", "yellow"), self.language.fill(message, values)))

    def head(self, message: str) -> None:
        self._speak.out("", Text(self.language.gettext(message), style="bold"))

    def plain(self, text: str) -> None:
        self._speak.out(text)


_FATES = {
    MADE: N_("Tab {tab}: made, with a note on each header."),
    FURNISHED: N_("Tab {tab}: was empty; headers and notes are in it now."),
    KEPT: N_("Tab {tab}: already filled, stays as it is."),
    BARRED: N_(
        "Tab {tab}: missing or empty, but the file is there already and is never changed. "
        "Make the tab yourself, with the headers: {headers}."
    ),
}


def tell_tabs(report: Report, plans: Sequence[TabPlan]) -> None:
    for plan in plans:
        line = {MADE: report.done, FURNISHED: report.done, KEPT: report.tell, BARRED: report.warn}[plan.fate]
        line(_FATES[plan.fate], tab=plan.title, headers=", ".join(plan.tab.headers[:3]) + ", …")


def tell_units(report: Report, units: Units, register: TabPlan) -> None:
    if not units.rows:
        return
    if register.fate in (KEPT, BARRED):
        report.warn(N_("No unit was added: only a tab that init makes, or finds empty, is filled."))
        return
    report.done(N_("{units} units stand in the tab {tab}."), units=len(units.rows), tab=register.title)
    if units.regency:
        districts, villages = units.regency.count()
        values = {"regency": units.regency.name, "districts": districts, "villages": villages}
        report.tell(
            N_("{regency}: {districts} kapanewon and {villages} kalurahan, from the list of the Ministry of Home Affairs."), **values
        )
    if units.listed:
        _tell_list(report, units.listed)


def _tell_list(report: Report, listed: UnitList) -> None:
    for title, header in listed.taken:
        report.tell(N_("The list's column “{title}” was taken for {header}."), title=title, header=header)
    if listed.more:
        report.tell(N_("Columns the register does not know stand at its right: {columns}."), columns=listed.more)
    if listed.number_codes:
        rows = ", ".join(map(str, listed.number_codes[:6])) + (", …" if len(listed.number_codes) > 6 else "")
        report.warn(
            N_("Some codes are numbers in the list, so zeros may be missing from them; compare rows {rows} of the list."), rows=rows
        )


def show_next_steps(report: Report, situation: Situation) -> None:
    report.head(N_("Next steps"))
    for number, (message, values) in enumerate(next_steps(situation), start=1):
        report.plain(f"{number}. {report.language.fill(message, values)}")
