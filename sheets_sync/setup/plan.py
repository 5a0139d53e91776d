"""What `init` would do, before it does anything: files to write, tabs to prepare, and what stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sheets_sync.domain.input_tab import InputTab
from sheets_sync.domain.tab import Sheet
from sheets_sync.errors import WorkbookContentError
from sheets_sync.intake.cells import is_blank
from sheets_sync.intake.headers import find_tab
from sheets_sync.settings import Settings

MADE, FURNISHED, KEPT, BARRED = "made", "furnished", "kept", "barred"
"""A tab that is made; one that is there but empty and gets its headers; one that is filled and stays as it is; one that is wanted in
a file that is never changed."""

_HEAD = "# sheets-sync"


@dataclass(frozen=True)
class TabPlan:
    """What becomes of one tab; `title` is what it is called there."""

    tab: InputTab
    fate: str
    title: str


def plan_tab(tab: InputTab, titles: Sequence[str], standing: Mapping[str, Sheet], *, may_prepare: bool) -> TabPlan:
    """`titles`: what the tab may be called; `standing`: the tabs there are; `may_prepare`: whether any may be made or changed."""
    there = _found(standing, titles)
    if there and _is_filled(there):
        return TabPlan(tab, KEPT, there.title)
    title = there.title if there else tab.title
    if not may_prepare:
        return TabPlan(tab, BARRED, title)
    return TabPlan(tab, FURNISHED if there else MADE, title)


def _found(standing: Mapping[str, Sheet], titles: Sequence[str]) -> Sheet | None:
    try:
        return find_tab(standing, titles)
    except WorkbookContentError:
        return None


def _is_filled(sheet: Sheet) -> bool:
    return any(not is_blank(cell) for row in sheet.rows for cell in row)


def ignored_files(settings: Settings) -> Iterator[str]:
    """What must not be shared by git: the key, people's addresses, and what the job makes."""
    if settings.workbook.url:
        yield settings.workbook.credentials or "credentials.json"
    else:
        yield settings.workbook.path
        yield settings.workbook.output
    yield from (".env", "state/", f"{settings.mail.folder.rstrip('/')}/", "preview/")


def gitignore_addition(present: str, wanted: Sequence[str]) -> str:
    """What is to be added at the end of a .gitignore: the lines it lacks, under a heading; "" if it lacks none."""
    there = {line.strip().strip("/") for line in present.splitlines()}
    lacking = [line for line in wanted if line.strip("/") not in there and not line.startswith(("/", ".."))]
    if not lacking:
        return ""
    before = "" if not present or present.endswith("\n") else "\n"
    return before + "\n".join([_HEAD, *lacking]) + "\n"
