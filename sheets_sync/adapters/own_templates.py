"""Whether an office's own templates can be used: each replaces one that is shipped, and letters can be written with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from sheets_sync.domain.check import FAILURE, OK, WARNING, Check
from sheets_sync.domain.marks import N_
from sheets_sync.errors import SheetsSyncError
from sheets_sync.resources import resource_folder

TEMPLATES = N_("Templates")


def check_templates(folder: Path, write_some: Callable[[], object]) -> Iterator[Check]:
    """`write_some` writes letters with the templates in `folder`; SheetsSyncError tells which cannot be used."""
    shipped = resource_folder("templates")
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    unused = [name for name in names if not (shipped / name).is_file()]
    try:
        write_some()
    except SheetsSyncError as error:
        yield Check(TEMPLATES, FAILURE, error.message, error.remedy, error.values, exit_code=error.exit_code)
        return
    yield Check(
        TEMPLATES,
        OK,
        N_("Letters can be written with the {number} templates in {folder}."),
        values={"number": len(names), "folder": folder},
    )
    if unused:
        yield Check(
            TEMPLATES,
            WARNING,
            N_("These are no templates of the program and are not used: {names}."),
            N_("Name each like the template it replaces, for example emails/unit_report/body.html."),
            {"names": "; ".join(unused)},
        )
