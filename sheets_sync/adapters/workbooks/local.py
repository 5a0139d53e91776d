"""The local workbook: an .xlsx or a folder of .csv files that is only read, and an .xlsx of the job's own that is written whole."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from sheets_sync.adapters.workbooks._csv import read_folder
from sheets_sync.adapters.workbooks._keepsake import fingerprints, hidden_titles, keep_if_needed
from sheets_sync.adapters.workbooks._open_elsewhere import is_open, refuse_if_open
from sheets_sync.adapters.workbooks._xlsx import layout_of, read_bytes, read_sheets
from sheets_sync.domain.tab import Sheet, Tab, folded_title, sheet_titled
from sheets_sync.errors import SettingsError, WorkbookAccessError
from sheets_sync.language import N_, Language
from sheets_sync.ports import Contents


class LocalWorkbook:
    """Implements `ports.Workbook` on files.

    `path`: the input, an .xlsx or a folder of .csv files; `output`: the job's .xlsx, made if it is not there. `wanted` says which
    tabs of the input are read, by title. SettingsError if output would overwrite input.
    """

    def __init__(
        self, path: Path, output: Path, *, wanted: Callable[[str], bool] = lambda _title: True, language: Language | None = None
    ) -> None:
        _refuse_same_file(path, output)
        self._path = path
        self._output = output
        self._wanted = wanted
        self._language = language or Language()
        self._seen: bytes | None = None

    @property
    def name(self) -> str:
        return self._path.name

    def read(self) -> Contents:
        """All wanted tabs of the input, and everything in the output file if there is one."""
        inputs = self._read_input()
        if not self._output.exists():
            self._seen = _ABSENT
            return Contents(inputs)
        content = read_bytes(self._output)
        outputs = read_sheets(content, self._output, lambda _title: True)
        self._seen = _digest(content)
        return Contents(inputs, outputs, layout_of(content))

    def _read_input(self) -> dict[str, Sheet]:
        if self._path.is_dir():
            return read_folder(self._path, self._wanted)
        if self._path.suffix.lower() == ".csv":
            raise WorkbookAccessError(
                N_("{path} is a single .csv file."),
                remedy=N_("Put it in a folder with the other tabs, each named after its tab, and name the folder in [workbook] path."),
                path=str(self._path),
            )
        return read_sheets(read_bytes(self._path), self._path, self._wanted)

    def write(self, tabs: Sequence[Tab], contents: Contents) -> str:
        """Replace the output file; people's own tabs in it are carried over as values.

        Returns where it is and, if there was anything that cannot be carried over, where a copy with it is kept.
        """
        refuse_if_open(self._output)
        _refuse_titles([tab.title for tab in tabs])
        replaced = {sheet.title for tab in tabs if (sheet := sheet_titled(contents.outputs, tab.title))}
        foreign = [sheet for title, sheet in contents.outputs.items() if title not in replaced]
        copy, hidden = None, set[str]()
        content = read_bytes(self._output) if self._output.exists() else b""
        self._refuse_if_changed(content)
        if content:
            copy = self._keep_copy(content, tabs, foreign, contents)
            hidden = hidden_titles(content)
        try:
            self._replace(tabs, foreign, hidden)
        except WorkbookAccessError:
            if copy:
                copy.unlink(missing_ok=True)
            raise
        return self._told(copy)

    def _keep_copy(self, content: bytes, tabs: Sequence[Tab], foreign: Sequence[Sheet], contents: Contents) -> Path | None:
        try:
            return keep_if_needed(self._output, content, tabs, {sheet.title for sheet in foreign}, contents.outputs)
        except OSError as error:
            raise is_open(self._output, error) from error

    def _refuse_if_changed(self, content: bytes) -> None:
        if self._seen not in (None, _digest(content)):
            raise WorkbookAccessError(
                N_("{path} was saved by somebody while the job was running; nothing was written, so that nothing of theirs is lost."),
                remedy=N_("Run again."),
                path=str(self._output),
            )

    def _replace(self, tabs: Sequence[Tab], foreign: Sequence[Sheet], hidden: set[str]) -> None:
        from xlsxwriter.exceptions import XlsxWriterException  # late: most runs change nothing and write nothing

        from sheets_sync.adapters.workbooks._drawing import draw

        target = self._output.resolve()
        fresh = target.with_name(f".{target.name}.new")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            draw(fresh, tabs, foreign, hidden, fingerprints(tabs))
            _flush_to_disk(fresh)
            fresh.replace(target)
        except (OSError, XlsxWriterException) as error:
            raise is_open(self._output, _cause(error)) from error
        finally:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)
        self._seen = _digest(read_bytes(target))

    def _told(self, copy: Path | None) -> str:
        if copy is None:
            return str(self._output)
        kept = N_("{path} (what people added and could not be carried over is kept in {copy})")
        return self._language.fill(kept, {"path": str(self._output), "copy": str(copy)})


def _refuse_titles(titles: Sequence[str]) -> None:
    from sheets_sync.adapters.workbooks._drawing import is_valid_title

    folded = [folded_title(title) for title in titles]
    wrong = [title for title in titles if not is_valid_title(title) or folded.count(folded_title(title)) > 1]
    if wrong:
        raise SettingsError(
            N_("A tab cannot be called {title}: the name stands twice, is too long, or holds a sign that Excel does not allow."),
            remedy=N_("Choose another name under [tabs]: up to 31 characters, without [ ] : * ? / and \\."),
            title=repr(wrong[0]),
        )


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=16).digest()


_ABSENT = _digest(b"")


def _refuse_same_file(path: Path, output: Path) -> None:
    alike = os.path.normcase(path.resolve()) == os.path.normcase(output.resolve())
    if alike or (path.exists() and output.exists() and path.samefile(output)):
        raise SettingsError(
            N_("The output of the workbook is the same file as its input: {path}."),
            remedy=N_("Give [workbook] output another name; the input is never written to."),
            path=str(path),
        )
    if output.suffix.lower() != ".xlsx" or output.is_dir():
        raise SettingsError(
            N_("The output of the workbook must be an .xlsx file: {path}."),
            remedy=N_("Give [workbook] output a name that ends in .xlsx."),
            path=str(output),
        )


def _flush_to_disk(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _cause(error: Exception) -> OSError:
    """The system's error behind XlsxWriter's."""
    if isinstance(error, OSError):
        return error
    inner = error.args[0] if error.args else error
    return inner if isinstance(inner, OSError) else OSError(str(error))
