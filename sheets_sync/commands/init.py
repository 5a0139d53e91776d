"""`sheets-sync init`: from nothing to an office; what is there already stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.text import Text

from sheets_sync import wiring_setup as world
from sheets_sync.commands import doctor
from sheets_sync.commands.prompts import Prompter, is_terminal
from sheets_sync.domain.input_tab import InputTab
from sheets_sync.domain.marks import N_
from sheets_sync.domain.tab import Sheet
from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.language import Language
from sheets_sync.settings import Settings, load_settings
from sheets_sync.setup.answers import collect
from sheets_sync.setup.input_tabs import register_tab, response_tab
from sheets_sync.setup.next_steps import next_steps
from sheets_sync.setup.plan import BARRED, FURNISHED, KEPT, MADE, TabPlan, gitignore_addition, ignored_files, plan_tab
from sheets_sync.setup.settings_text import settings_text
from sheets_sync.setup.situation import situation_of
from sheets_sync.setup.unit_list import UnitList

if TYPE_CHECKING:
    from sheets_sync.commands.speaker import Speaker
    from sheets_sync.wiring import Request

TEMPLATES = ("regency",)


@dataclass(frozen=True)
class Wishes:
    """What the command line says: answers by question's key, None where it says nothing.

    `regency`: a code whose districts and villages go into the register; `with_responses`: a response tab also where Google Forms
    would make it; `ask`: whether a person may be asked.
    """

    answers: Mapping[str, str | None]
    regency: str | None = None
    with_responses: bool = False
    ask: bool = True
    api_root: str = ""
    dry_run: bool = False


@dataclass(frozen=True)
class Office:
    """An office's settings, the text they are still to be written as ("" where the file is there already), its register's rows."""

    settings: Settings
    text: str
    units: world.Units
    language: Language


def regency_code(template: str | None, code: str | None) -> str | None:
    """The code that --template and --regency mean together."""
    if template is not None and template not in TEMPLATES:
        raise UsageError(N_("There is no template {name}."), remedy=N_("There is: regency."), name=template)
    if template and not code:
        raise UsageError(
            N_("--template regency needs the regency's code."), remedy=N_("Give it, for example --template regency --regency 34.03.")
        )
    return code


def run(speak: Speaker, request: Request, wishes: Wishes) -> int:
    """Exit code 0 when everything was prepared, whatever the office still has to do; else that of the obstacle."""
    prompter = Prompter(speak) if wishes.ask and is_terminal() else None
    office = _known(request, wishes) or _asked(speak, request, wishes, prompter)
    report = _Report(speak, office.language)
    speak.out("")
    _write_settings(report, request, wishes, office)
    _write_gitignore(report, request, wishes, office)
    obstacle = _prepare_tabs(report, request, wishes, office, prompter)
    if wishes.dry_run:
        report.head(N_("Nothing was written (--dry-run)."))
    else:
        report.head(N_("What `sheets-sync doctor` finds"))
        doctor.run(speak, replace(request, language=office.language.code), as_json=False)
        _show_next_steps(report, office)
    return obstacle.exit_code if obstacle else 0


class _Report:
    """Lines for a person: done (✓), and told (•)."""

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


# who the office is


def _known(request: Request, wishes: Wishes) -> Office | None:
    """The office whose settings are there already."""
    if not request.config.exists():
        return None
    settings = load_settings(request.config)
    sources = [wishes.answers.get("units") or "", wishes.regency or ""]
    return Office(settings, "", world.units(sources, settings), Language(request.language or settings.office.language))


def _asked(speak: Speaker, request: Request, wishes: Wishes, prompter: Prompter | None) -> Office:
    """The office as flags and a person describe it."""
    if prompter:
        speak.out(speak.language.gettext(N_("A few questions; Enter takes what stands in [brackets]. Everything can be changed later.")))
    given, defaults = dict(wishes.answers), dict[str, str]()
    if wishes.regency:
        given["units"] = given["units"] or ""
        defaults["office"] = f"Dinas Komunikasi dan Informatika {world.regency(wishes.regency).name}"
    checks: Mapping[str, Callable[[str], object]] = {"workbook": world.refuse_bad_link, "units": world.refuse_bad_units}
    answers = collect(given, prompter, checks, defaults)
    folder = request.config.resolve().parent
    answers = replace(answers, credentials=world.beside_settings(folder, answers.credentials))
    language = Language(answers.language)
    text = settings_text(answers, language, api_root=wishes.api_root)
    settings = load_settings(request.config, text)
    return Office(settings, text, world.units([answers.units, wishes.regency or ""], settings), language)


# files


def _write_settings(report: _Report, request: Request, wishes: Wishes, office: Office) -> None:
    file = request.config
    if office.text:
        if not wishes.dry_run:
            world.write_new(file, office.text)
        report.done(N_("{file}: the settings, each with an explanation."), file=file)
        return
    report.tell(N_("{file} is there already and stays as it is."), file=file)
    if any(answer is not None for key, answer in wishes.answers.items() if key not in {"units", "language"}):
        report.warn(N_("What was given for the settings was not used; change it in {file}."), file=file)


def _write_gitignore(report: _Report, request: Request, wishes: Wishes, office: Office) -> None:
    file = request.config.parent / ".gitignore"
    addition = gitignore_addition(world.text_of(file), list(ignored_files(office.settings)))
    if not addition:
        return
    if not wishes.dry_run:
        world.append(file, addition)
    report.done(N_("{file}: keeps the key and people's addresses out of git."), file=file)


# tabs


def _prepare_tabs(
    report: _Report, request: Request, wishes: Wishes, office: Office, prompter: Prompter | None
) -> SheetsSyncError | None:  # fmt: skip
    """What stood in the way of preparing the tabs, if anything; a person who is there may remove it and try again."""
    while True:
        try:
            plans = _plan_and_act(request, wishes, office)
        except SheetsSyncError as error:
            report.warn(N_("The tabs were not prepared. {reason}"), reason=error.text(office.language))
            if wishes.dry_run or not prompter or not prompter.try_again(office.language):
                return error
        else:
            _tell_tabs(report, office, plans)
            return None


def _plan_and_act(request: Request, wishes: Wishes, office: Office) -> list[TabPlan]:
    place = world.input_place(office.settings, read_only=wishes.dry_run)
    standing = place.standing()
    plans = [plan_tab(tab, titles, standing, may_prepare=place.may_prepare) for tab, titles in _wanted(request, wishes, office)]
    fresh = [replace(plan.tab, title=plan.title) for plan in plans if plan.fate in (MADE, FURNISHED)]
    if not fresh or wishes.dry_run:
        return plans
    done = place.prepare(fresh)
    return [plan if plan.title in done or plan.fate == BARRED else replace(plan, fate=KEPT) for plan in plans]


def _wanted(request: Request, wishes: Wishes, office: Office) -> list[tuple[InputTab, list[str]]]:
    """The tabs this office needs, each with the titles it may have."""
    settings, units = office.settings, office.units
    register, responses = settings.tabs.input_titles
    today = world.today(request, settings)
    tabs = [(register_tab(settings, office.language, today, units.rows, units.more, example=units.listed is None), register)]
    if not settings.workbook.url or wishes.with_responses:
        tabs.append((response_tab(settings, office.language), responses))
    return tabs


_FATES = {
    MADE: N_("Tab {tab}: made, with a note on each header."),
    FURNISHED: N_("Tab {tab}: was empty; headers and notes are in it now."),
    KEPT: N_("Tab {tab}: already filled, stays as it is."),
    BARRED: N_(
        "Tab {tab}: missing or empty, but the file is there already and is never changed. "
        "Make the tab yourself, with the headers: {headers}."
    ),
}


def _tell_tabs(report: _Report, office: Office, plans: list[TabPlan]) -> None:
    for plan in plans:
        line = {MADE: report.done, FURNISHED: report.done, KEPT: report.tell, BARRED: report.warn}[plan.fate]
        line(_FATES[plan.fate], tab=plan.title, headers=", ".join(plan.tab.headers[:3]) + ", …")
    _tell_units(report, office, plans[0])


def _tell_units(report: _Report, office: Office, register: TabPlan) -> None:
    units = office.units
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


def _tell_list(report: _Report, listed: UnitList) -> None:
    for title, header in listed.taken:
        report.tell(N_("The list's column “{title}” was taken for {header}."), title=title, header=header)
    if listed.more:
        report.tell(N_("Columns the register does not know stand at its right: {columns}."), columns=listed.more)
    if listed.number_codes:
        rows = ", ".join(map(str, listed.number_codes[:6])) + (", …" if len(listed.number_codes) > 6 else "")
        report.warn(
            N_("Some codes are numbers in the list, so zeros may be missing from them; compare rows {rows} of the list."), rows=rows
        )


# what comes next


def _show_next_steps(report: _Report, office: Office) -> None:
    settings = office.settings
    standing: Mapping[str, Sheet] | None
    try:
        standing = world.input_place(settings, read_only=True).standing()
    except SheetsSyncError:
        standing = None
    report.head(N_("Next steps"))
    situation = situation_of(settings, standing, world.share_with(settings), key_missing=world.key_missing(settings))
    for number, (message, values) in enumerate(next_steps(situation), start=1):
        report.plain(f"{number}. {report.language.fill(message, values)}")
