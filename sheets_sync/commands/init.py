"""`sheets-sync init`: from nothing to an office; what is there already stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sheets_sync import wiring_setup as world
from sheets_sync.commands import doctor
from sheets_sync.commands.init_office import Office, Wishes, described_office, known_office
from sheets_sync.commands.init_report import Report, show_next_steps, tell_tabs, tell_units
from sheets_sync.commands.prompts import Prompter, is_terminal
from sheets_sync.domain.input_tab import InputTab
from sheets_sync.domain.marks import N_
from sheets_sync.domain.tab import Sheet
from sheets_sync.errors import SheetsSyncError
from sheets_sync.setup.input_tabs import register_tab, response_tab
from sheets_sync.setup.next_steps import Situation
from sheets_sync.setup.plan import BARRED, FURNISHED, KEPT, MADE, TabPlan, gitignore_addition, ignored_files, plan_tab
from sheets_sync.setup.situation import situation_of

if TYPE_CHECKING:
    from sheets_sync.commands.speaker import Speaker
    from sheets_sync.wiring import Request


def run(speak: Speaker, request: Request, wishes: Wishes) -> int:
    """Exit code 0 when everything was prepared, whatever the office still has to do; else that of the obstacle."""
    prompter = Prompter(speak) if wishes.ask and is_terminal() else None
    office = known_office(request, wishes)
    if not office:
        if prompter:
            speak.out(
                speak.language.gettext(N_("A few questions; Enter takes what stands in [brackets]. Everything can be changed later."))
            )
        office = described_office(request, wishes, prompter)
    speak.out("")
    return _Setup(speak, replace(request, language=office.language.code), wishes, office, prompter).run()


@dataclass(frozen=True)
class _Setup:
    """One office to be set up; `prompter` where a person can be asked."""

    speak: Speaker
    request: Request
    wishes: Wishes
    office: Office
    prompter: Prompter | None

    @property
    def report(self) -> Report:
        return Report(self.speak, self.office.language)

    def run(self) -> int:
        self._write_settings()
        self._write_gitignore()
        obstacle = self._prepare_tabs()
        if self.wishes.dry_run:
            self.report.head(N_("Nothing was written (--dry-run)."))
            return obstacle.exit_code if obstacle else 0
        situation = self._situation()
        obstacle = obstacle or self._make_form(situation)
        self.report.head(N_("What `sheets-sync doctor` finds"))
        doctor.run(self.speak, self.request, as_json=False)
        show_next_steps(self.report, situation)
        return obstacle.exit_code if obstacle else 0

    # files

    def _write_settings(self) -> None:
        file = self.request.config
        if self.office.text:
            if not self.wishes.dry_run:
                world.write_new(file, self.office.text)
            self.report.done(N_("{file}: the settings, each with an explanation."), file=file)
            return
        self.report.tell(N_("{file} is there already and stays as it is."), file=file)
        if any(answer is not None for key, answer in self.wishes.answers.items() if key not in {"units", "language"}):
            self.report.warn(N_("What was given for the settings was not used; change it in {file}."), file=file)

    def _write_gitignore(self) -> None:
        file = self.request.config.parent / ".gitignore"
        addition = gitignore_addition(world.text_of(file), list(ignored_files(self.office.settings)))
        if not addition:
            return
        if not self.wishes.dry_run:
            world.append(file, addition)
        self.report.done(N_("{file}: keeps the key and people's addresses out of git."), file=file)

    # tabs

    def _prepare_tabs(self) -> SheetsSyncError | None:
        """What stood in the way of preparing the tabs, if anything; a person who is there may remove it and try again."""
        while True:
            try:
                plans = self._plan_and_act()
            except SheetsSyncError as error:
                self.report.warn(N_("The tabs were not prepared. {reason}"), reason=error.text(self.office.language))
                if self.wishes.dry_run or not self.prompter or not self.prompter.try_again(self.office.language):
                    return error
            else:
                tell_tabs(self.report, plans)
                tell_units(self.report, self.office.units, plans[0])
                return None

    def _plan_and_act(self) -> list[TabPlan]:
        place = world.input_place(self.office.settings, read_only=self.wishes.dry_run)
        standing = place.standing()
        plans = [plan_tab(tab, titles, standing, may_prepare=place.may_prepare) for tab, titles in self._wanted()]
        fresh = [replace(plan.tab, title=plan.title) for plan in plans if plan.fate in (MADE, FURNISHED)]
        if not fresh or self.wishes.dry_run:
            return plans
        done = place.prepare(fresh)
        return [plan if plan.title in done or plan.fate == BARRED else replace(plan, fate=KEPT) for plan in plans]

    def _wanted(self) -> list[tuple[InputTab, list[str]]]:
        """The tabs this office needs, each with the titles it may have; the register first."""
        settings, units, language = self.office.settings, self.office.units, self.office.language
        register, responses = settings.tabs.input_titles
        today = world.today(self.request, settings)
        tabs = [(register_tab(settings, language, today, units.rows, units.more, example=units.listed is None), register)]
        if not settings.workbook.url or self.wishes.with_responses:
            tabs.append((response_tab(settings, language), responses))
        return tabs

    # what comes next

    def _situation(self) -> Situation:
        settings = self.office.settings
        standing: Mapping[str, Sheet] | None
        try:
            standing = world.input_place(settings, read_only=True).standing()
        except SheetsSyncError:
            standing = None
        return situation_of(settings, standing, world.share_with(settings), key_missing=world.key_missing(settings))

    def _make_form(self, situation: Situation) -> SheetsSyncError | None:
        """Make the Google Form if it is wished for; what stood in the way, if anything."""
        if not (self.wishes.form or self._form_is_agreed(situation)):
            return None
        from sheets_sync.commands import form

        self.report.head(N_("The Google Form"))
        try:
            form.run(self.speak, self.request, dry_run=False)
        except SheetsSyncError as error:
            self.report.warn(N_("The form was not made. {reason}"), reason=error.text(self.office.language))
            return error
        return None

    def _form_is_agreed(self, situation: Situation) -> bool:
        if not self.prompter or not situation.could_make_form:
            return False
        return self.prompter.agrees(N_("Make the Google Form from the register now?"), self.office.language)
