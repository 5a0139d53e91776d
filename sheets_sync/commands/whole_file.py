"""Files put in place whole, so that nobody who looks at them meanwhile sees half of one."""

from __future__ import annotations

from pathlib import Path

from sheets_sync.domain.marks import N_
from sheets_sync.errors import WorkbookAccessError


def put_whole(path: Path, content: bytes, *, remedy: str) -> bool:
    """Put a file in place at once; False if it is there already. WorkbookAccessError if it cannot be written."""
    try:
        if path.exists() and path.read_bytes() == content:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{path.name}.part")
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as error:
        raise WorkbookAccessError(
            N_("The file {file} cannot be written: {reason}."), remedy=remedy, file=path, reason=error.strerror or type(error).__name__
        ) from error
    return True
