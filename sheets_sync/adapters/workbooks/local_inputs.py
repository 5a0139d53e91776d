"""The local workbook's input: made once, whole, and never changed afterwards; and lists of units that people have elsewhere."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from sheets_sync.adapters.workbooks._csv import read_folder, read_rows
from sheets_sync.adapters.workbooks._xlsx import read_bytes, read_sheets
from sheets_sync.domain.input_tab import InputTab
from sheets_sync.domain.tab import Sheet
from sheets_sync.errors import UsageError, WorkbookAccessError
from sheets_sync.language import N_

_TEXT_FILES = (".csv", ".tsv", ".txt")


class LocalInputs:
    """Implements `ports.InputPlace` on an .xlsx that may not be there yet, or a folder of .csv files that is."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def may_prepare(self) -> bool:
        return not self._path.exists()

    def standing(self) -> Mapping[str, Sheet]:
        if not self._path.exists():
            return {}
        if self._path.is_dir():
            return read_folder(self._path, lambda _title: True)
        return read_sheets(read_bytes(self._path), self._path, lambda _title: True)

    def prepare(self, tabs: Sequence[InputTab]) -> Collection[str]:
        """Write the file, unless somebody has put one there."""
        from sheets_sync.adapters.workbooks._input_drawing import drawn

        content = drawn(tabs)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("xb") as file, self._gone_if_broken():
                file.write(content)
                file.flush()
        except FileExistsError:
            return ()
        except OSError as error:
            raise WorkbookAccessError(
                N_("{path} cannot be written ({reason})."),
                remedy=N_("See that the folder may be written to and the disk is not full, and run again."),
                path=str(self._path),
                reason=error.strerror or str(error),
            ) from error
        return [tab.title for tab in tabs]

    @contextlib.contextmanager
    def _gone_if_broken(self) -> Iterator[None]:
        """Half a workbook is worse than none."""
        try:
            yield
        except OSError:
            with contextlib.suppress(OSError):
                self._path.unlink()
            raise


def read_list(path: Path) -> dict[str, Sheet]:
    """The sheets of an .xlsx, or a .csv file as one sheet, whatever its delimiter and encoding; UsageError if it is not there."""
    if not path.is_file():
        raise UsageError(N_("There is no file {path}."), remedy=N_("Check the spelling, or give the whole path."), path=str(path))
    if path.suffix.lower() in _TEXT_FILES:
        return {path.stem: Sheet(path.stem, read_rows(read_bytes(path), path))}
    return read_sheets(read_bytes(path), path, lambda _title: True)
