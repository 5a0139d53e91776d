"""Is the file open in Excel or LibreOffice? Both say so in a small file beside it."""

from __future__ import annotations

from pathlib import Path

from sheets_sync.errors import WorkbookAccessError
from sheets_sync.language import N_


def owner_files(path: Path) -> list[Path]:
    """The files by which Excel (~$rekap.xlsx) and LibreOffice (.~lock.rekap.xlsx#) mark it as open, those that are there."""
    marks = (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#"))
    return [mark for mark in marks if mark.exists()]


def refuse_if_open(path: Path) -> None:
    """WorkbookAccessError if a program says that it has the file open: what it saves later would undo our write."""
    marks = owner_files(path)
    if marks:
        raise WorkbookAccessError(
            N_("{path} is open in Excel or LibreOffice; nothing was written."),
            remedy=N_("Close it and run again. If nobody has it open, delete the file {mark} that a crash left behind."),
            path=str(path),
            mark=str(marks[0]),
        )


def is_open(path: Path, error: OSError) -> WorkbookAccessError:
    """The error for a file that the system will not let us replace."""
    return WorkbookAccessError(
        N_("{path} cannot be replaced ({reason}); perhaps it is open in Excel. Nothing was written."),
        remedy=N_("Close it, see that the folder may be written to and the disk is not full, and run again."),
        path=str(path),
        reason=error.strerror or str(error),
    )
