"""Which office `init` sets up: the one whose settings are there, or the one that flags and a person describe."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sheets_sync import wiring_setup as world
from sheets_sync.domain.marks import N_
from sheets_sync.errors import UsageError
from sheets_sync.language import Language
from sheets_sync.settings import Settings, load_settings
from sheets_sync.setup.answers import Ask, collect
from sheets_sync.setup.settings_text import settings_text

if TYPE_CHECKING:
    from sheets_sync.wiring import Request

TEMPLATES = ("regency",)


@dataclass(frozen=True)
class Wishes:
    """What the command line says: answers by question's key, None where it says nothing.

    `regency`: a code whose districts and villages go into the register; `with_responses`: a response tab also where Google Forms
    would make it; `form`: the Google Form too; `ask`: whether a person may be asked.
    """

    answers: Mapping[str, str | None]
    regency: str | None = None
    with_responses: bool = False
    form: bool = False
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


def known_office(request: Request, wishes: Wishes) -> Office | None:
    """The office whose settings are there already."""
    if not request.config.exists():
        return None
    settings = load_settings(request.config)
    sources = [wishes.answers.get("units") or "", wishes.regency or ""]
    return Office(settings, "", world.units(sources, settings), Language(request.language or settings.office.language))


def described_office(request: Request, wishes: Wishes, ask: Ask | None) -> Office:
    """The office as flags and a person describe it; nothing is written yet."""
    given, defaults = dict(wishes.answers), dict[str, str]()
    if wishes.regency:
        given["units"] = given["units"] or ""
        defaults["office"] = f"Dinas Komunikasi dan Informatika {world.regency(wishes.regency).name}"
    checks: Mapping[str, Callable[[str], object]] = {"workbook": world.refuse_bad_link, "units": world.refuse_bad_units}
    answers = collect(given, ask, checks, defaults)
    folder = request.config.resolve().parent
    credentials = world.beside_settings(folder, answers.credentials)
    answers = replace(answers, credentials=credentials, workbook=world.workbook_beside_settings(folder, answers.workbook))
    language = Language(answers.language)
    text = settings_text(answers, language, api_root=wishes.api_root)
    settings = load_settings(request.config, text)
    return Office(settings, text, world.units([answers.units, wishes.regency or ""], settings), language)
