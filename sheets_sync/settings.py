"""The office's settings: defaults.toml, overlaid by its own sheets-sync.toml, checked and frozen."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_core import PydanticKnownError

from sheets_sync.domain.calendar import DeadlineRule
from sheets_sync.domain.form import BLANKS, answers_in
from sheets_sync.domain.marks import N_
from sheets_sync.domain.platforms import BY_CODE
from sheets_sync.errors import SettingsError
from sheets_sync.settings_reasons import as_settings_error

DEFAULT_FILE = Path(__file__).with_name("defaults.toml")


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Titles = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Address = Annotated[str, Field(pattern=r"^[^@\r\n]*<?[^@\s<>]+@[^@\s<>]+>?$|^$")]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class Office(_Section):
    name: str = Field(min_length=1)
    language: Literal["id", "en"]
    timezone: str

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError(N_("is not a time zone; Indonesia has Asia/Jakarta, Asia/Makassar and Asia/Jayapura")) from error
        return value


class WorkbookSettings(_Section):
    path: str
    output: str
    url: str
    credentials: str
    api_root: str
    deadline_s: float = Field(gt=0)

    @model_validator(mode="after")
    def _one_source(self) -> WorkbookSettings:
        if bool(self.path) == bool(self.url):
            raise ValueError(N_("needs either path (a file or folder) or url (a Google Spreadsheet), and not both"))
        return self


REGISTER_TAB_NAMES = ("Daftar Unit",)
RESPONSE_TAB_NAMES = ("Form Responses 1", "Respons Formulir 1", "Form Responses", "Respons Formulir", "Jawaban Formulir 1")
"""As Google Forms names the tab, in English and Indonesian."""


class Tabs(_Section):
    register_: str = Field(alias="register", min_length=1)
    responses: str = Field(min_length=1)
    summary: str = Field(min_length=1)
    recap: str = Field(pattern=r"\{month\}")
    history: str = Field(min_length=1)
    findings: str = Field(min_length=1)
    deliveries: str = Field(min_length=1)
    log: str = Field(min_length=1)

    @property
    def input_titles(self) -> tuple[list[str], list[str]]:
        """What the register and the response tab may be called, the settings' names first."""
        return [self.register_, *REGISTER_TAB_NAMES], [self.responses, *RESPONSE_TAB_NAMES]

    @property
    def output_titles(self) -> dict[str, str]:
        """The job's own tabs, by key."""
        return self.model_dump(exclude={"register_", "responses"})


class Columns(_Section):
    unit: Titles
    month: Titles
    count: Titles
    links: Titles
    timestamp: Titles
    email: Titles
    notes: Titles
    register_: dict[str, Titles] = Field(alias="register")


class Policy(_Section):
    platforms: tuple[str, ...] = Field(min_length=1)
    due_day: int = Field(ge=1, le=31)
    due_time: time
    working_days: bool
    lock_day: int = Field(ge=0, le=31)
    submitters: Literal["off", "warn", "enforce"]
    exempt: tuple[str, ...]
    sk_expiring_days: int = Field(ge=0)

    @field_validator("platforms")
    @classmethod
    def _known_platforms(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        unknown = [code for code in value if code not in BY_CODE]
        if unknown:
            raise PydanticKnownError("literal_error", {"expected": ", ".join(BY_CODE)})
        return tuple(dict.fromkeys(value))

    @property
    def deadline_rule(self) -> DeadlineRule:
        return DeadlineRule(self.due_day, self.due_time, self.working_days, self.lock_day)


class CalendarSettings(_Section):
    reminders: tuple[int, ...]
    overdue: tuple[int, ...]
    reports: int


class FormSettings(_Section):
    url: str
    id: str
    prefilled: str

    @field_validator("prefilled")
    @classmethod
    def _has_blanks(cls, value: str) -> str:
        answers = [answer for _, answer in answers_in(value)]
        if value and not (value.startswith("https://") and all(answers.count(blank) == 1 for blank in BLANKS)):
            raise ValueError(N_("must be the form's pre-filled link, with UNIT and BULAN as its answers: …?entry.111=UNIT&entry.222=BULAN"))
        return value


class ReportSettings(_Section):
    public_url: str


class Smtp(_Section):
    host: str
    port: int = Field(ge=1, le=65535)
    security: Literal["starttls", "tls", "none"]
    username: str
    password_env: str


class MailSettings(_Section):
    transport: Literal["files", "smtp", "gmail"]
    sender: Address
    reply_to: Address
    redirect_to: Address
    folder: str
    leadership: tuple[Address, ...]
    admin: tuple[Address, ...]
    per_minute: int = Field(ge=1)
    per_day: int = Field(ge=1)
    smtp: Smtp


class Settings(_Section):
    """All settings, as `defaults.toml` explains them; `folder` is where relative paths start."""

    office: Office
    workbook: WorkbookSettings
    tabs: Tabs
    columns: Columns
    policy: Policy
    calendar: CalendarSettings
    form: FormSettings
    report: ReportSettings
    mail: MailSettings
    folder: Path

    def path(self, relative: str) -> Path:
        return self.folder / relative


def load_settings(file: Path, content: str | None = None) -> Settings:
    """Read `file` (or what it will hold: `content`) over the defaults; SettingsError names the file, the key and what is expected."""
    given = _read_toml(file) if content is None else tomllib.loads(content)
    defaults = tomllib.loads(DEFAULT_FILE.read_text(encoding="utf-8"))
    _refuse_unknown_keys(given, defaults, file)
    merged = _overlaid(defaults, given)
    try:
        return Settings(folder=file.resolve().parent, **merged)
    except ValidationError as error:
        raise as_settings_error(error, file) from error


def _read_toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise SettingsError(
            N_("There is no settings file {file}."),
            remedy=N_("Name it with --config, or let `sheets-sync init` make one; `sheets-sync demo` makes a sample office to try first."),
            file=file,
        ) from error
    except OSError as error:
        raise SettingsError(N_("The settings file {file} cannot be read: {reason}."), file=file, reason=error.strerror) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            N_("The settings file {file} is not valid TOML: {reason}."),
            remedy=N_("Check that line: text stands in \"quotes\", a list in [brackets], a Windows path in 'single quotes'."),
            file=file,
            reason=error,
        ) from error


_FREE_TABLES = ("columns.register",)


def _refuse_unknown_keys(given: Mapping[str, Any], known: Mapping[str, Any], file: Path, prefix: str = "") -> None:
    for key, value in given.items():
        path = f"{prefix}{key}"
        if key not in known:
            raise _unknown_key(path, [f"{prefix}{name}" for name in known], file)
        if isinstance(known[key], dict):
            if not isinstance(value, dict):
                raise SettingsError(
                    N_("In {file}, {key} must be a section [{key}] with settings below it, not a single value."),
                    file=file,
                    key=path,
                )
            if path not in _FREE_TABLES:
                _refuse_unknown_keys(value, known[key], file, f"{path}.")


def _unknown_key(path: str, siblings: list[str], file: Path) -> SettingsError:
    everything = list(_paths(tomllib.loads(DEFAULT_FILE.read_text(encoding="utf-8"))))
    name = path.rpartition(".")[2]
    elsewhere = [known for known in everything if known.rpartition(".")[2] == name]
    nearest = elsewhere[0] if elsewhere else _nearest(name, siblings) or _nearest(name, everything)
    remedy = N_("Did you mean {nearest}?") if nearest else N_("Known here: {known}.")
    return SettingsError(
        N_("In {file}, the setting {key} is not known."),
        remedy=remedy,
        file=file,
        key=path,
        nearest=nearest,
        known=", ".join(siblings),
    )


def _nearest(name: str, paths: list[str]) -> str:
    """The setting whose own name, whatever its section, is nearest; "" if none is near."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    by_name = {path.rpartition(".")[2]: path for path in reversed(paths)}
    found = process.extractOne(name, list(by_name), scorer=OSA.normalized_similarity, score_cutoff=0.6)
    return by_name[found[0]] if found else ""


def _paths(table: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    for key, value in table.items():
        yield f"{prefix}{key}"
        if isinstance(value, dict):
            yield from _paths(value, f"{prefix}{key}.")


def _overlaid(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        merged[key] = _overlaid(merged[key], value) if isinstance(value, dict) and isinstance(merged.get(key), dict) else value
    return merged
