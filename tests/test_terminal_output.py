"""What a terminal, a pipe or a file is given: whole words on a narrow terminal, and no sign that would end the command."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.text import Text

from sheets_sync.commands.wrapping import wrapped

DOCTOR = [sys.executable, "-m", "sheets_sync", "doctor"]


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("short enough", "short enough"),
        ("  ✓ The folder of the office can be written to.", "  ✓ The folder of the office\n    can be written to."),
        ("1. Fill in the register, one row for each unit.", "1. Fill in the register, one\n   row for each unit."),
        ("first line\nand a second line that is too long", "first line\nand a second line that is too\nlong"),
        ("see /srv/office/of/the/regency/settings.toml there", "see\n/srv/office/of/the/regency/settings.toml\nthere"),
        ("\n    → /srv/office/of/the/regency/settings.toml", "\n    → /srv/office/of/the/regency/settings.toml"),
    ],
)
def test_lines_are_broken_between_words(text: str, broken: str) -> None:
    assert wrapped(Text(text), 30).plain == broken


def test_colours_survive_the_break() -> None:
    line = wrapped(Text.assemble(("  ✓ ", "green"), "The folder of the office can be written to."), 30)
    assert [(span.start, span.end) for span in line.spans if span.style == "green"] == [(0, 4)]


def test_a_narrow_terminal_gets_whole_words(tmp_path: Path) -> None:
    outer, inner = pytest.importorskip("pty", reason="there are no pseudo-terminals").openpty()
    with subprocess.Popen(DOCTOR, cwd=tmp_path, stdout=inner, env=os.environ | {"COLUMNS": "60", "TERM": "xterm"}) as process:
        os.close(inner)
        shown = _everything(outer)
        process.wait()
    lines = [line.rstrip() for line in shown.splitlines()]
    assert "    → Sebutkan lewat --config, atau buatlah dengan" in lines
    assert "      `sheets-sync init`; `sheets-sync demo` membuat kantor" in lines


def _everything(terminal: int) -> str:
    """All that is written until the other side is closed (on Linux that is an error of reading)."""
    told = bytearray()
    try:
        while part := os.read(terminal, 4096):
            told += part
    except OSError:
        pass
    os.close(terminal)
    return told.decode()


@pytest.mark.parametrize(
    ("wishes", "encoding"),
    [({"PYTHONIOENCODING": "cp1252"}, "cp1252"), ({"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "POSIX"}, "utf-8")],
)
def test_a_file_of_another_encoding_takes_every_line(tmp_path: Path, wishes: dict[str, str], encoding: str) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    done = subprocess.run(DOCTOR, cwd=tmp_path, capture_output=True, env=kept | wishes, check=False)
    assert (done.returncode, done.stderr) == (3, b"")
    assert "Ada 1 hal yang masih menghalangi." in done.stdout.decode(encoding)
