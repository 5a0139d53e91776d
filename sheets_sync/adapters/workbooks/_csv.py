"""A folder of .csv files -> sheets named after the files, however they were exported."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from itertools import dropwhile
from pathlib import Path

from sheets_sync.adapters.workbooks._xlsx import read_bytes
from sheets_sync.domain.tab import Sheet
from sheets_sync.errors import WorkbookAccessError
from sheets_sync.language import N_

_SUFFIXES = (".csv", ".tsv")
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_LINES = 200
_SAMPLE_LENGTH = 200_000
_END = "\x1e<end>"
_LARGEST_CELL = 2**31 - 1


def read_folder(folder: Path, wanted: Callable[[str], bool]) -> dict[str, Sheet]:
    """The files whose title is `wanted`, by title; WorkbookAccessError if the folder holds no .csv file."""
    files = sorted(file for file in folder.iterdir() if file.suffix.lower() in _SUFFIXES and not file.name.startswith((".", "~")))
    if not files:
        raise WorkbookAccessError(
            N_("The folder {path} holds no .csv file."),
            remedy=N_("Put the tabs there, each as a .csv file named after its tab."),
            path=str(folder),
        )
    titles = _titles(files)
    return {title: Sheet(title, read_rows(read_bytes(file), file)) for title, file in titles.items() if wanted(title)}


def _titles(files: Iterable[Path]) -> dict[str, Path]:
    """Google names an exported tab "<spreadsheet> - <tab>.csv": the tab's part is its title where it names one file only."""
    files = list(files)
    stems = {file.stem for file in files}
    short = [file.stem.rsplit(" - ", 1)[-1].strip() for file in files]
    return {
        name if short.count(name) == 1 and (name == file.stem or name not in stems) else file.stem: file
        for file, name in zip(files, short, strict=True)
    }


def read_rows(content: bytes, path: Path) -> list[list[str]]:
    """All rows, all cells text; WorkbookAccessError where a quotation mark is opened and never closed."""
    text = decoded(content)
    if text[:4].lower() == "sep=" and text[5:6] in ("\r", "\n"):  # Excel's own hint, which it does not show as a row
        delimiter, text = text[4], text[5:].lstrip("\r").removeprefix("\n")
    else:
        delimiter = sniffed(text)
    rows = list(_parsed(text, delimiter, (_END,)))
    if rows.pop() != [_END]:
        raise WorkbookAccessError(
            N_("In {path} a quotation mark is opened in row {row} and never closed."),
            remedy=N_("Export the tab again, or close the quotation mark."),
            path=str(path),
            row=len(rows) + 1,
        )
    return rows


def _parsed(text: str, delimiter: str, more: Iterable[str] = ()) -> Iterable[list[str]]:
    csv.field_size_limit(_LARGEST_CELL)
    if text and not text.endswith(("\n", "\r")):
        text += "\n"
    lines = io.StringIO(text, newline="")
    return csv.reader([*lines, *more], delimiter=delimiter)


def decoded(content: bytes) -> str:
    """UTF-8, UTF-16 or, failing these, the Windows code page; a byte-order mark is not text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content[:200]:
        return content.decode("utf-16-le" if content[1:2] == b"\0" else "utf-16-be", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def sniffed(text: str) -> str:
    """The delimiter with which most rows are as wide as the first; of several the one that makes more columns.

    A title above the headers, which no delimiter divides, says nothing.
    """
    lines = text[:_SAMPLE_LENGTH].splitlines(keepends=True)
    sample = "".join(dropwhile(lambda line: not any(delimiter in line for delimiter in _DELIMITERS), lines))
    scores = {delimiter: _score(sample, delimiter) for delimiter in _DELIMITERS}
    return max(_DELIMITERS, key=lambda delimiter: scores[delimiter])


def _score(sample: str, delimiter: str) -> tuple[bool, float, int]:
    rows = [row for row in list(_parsed(sample, delimiter))[:_SAMPLE_LINES] if row]
    width = len(rows[0]) if rows else 0
    fitting = sum(len(row) == width for row in rows) / len(rows) if rows else 0.0
    return width > 1, fitting, width
