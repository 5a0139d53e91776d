"""The files in deploy/ are whole, say what the program understands, and each has its paragraph."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sheets_sync.cli import main

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


def unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(DEPLOY / name, encoding="utf-8")
    return parser


def test_every_file_has_its_paragraph() -> None:
    page = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    assert [file.name for file in DEPLOY.iterdir() if f"deploy/{file.name}`" not in page] == []


@pytest.mark.parametrize("file", sorted(DEPLOY.iterdir()), ids=lambda file: file.name)
def test_every_file_runs_the_one_command_a_scheduler_needs(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    if file.suffix != ".timer":
        assert re.search(r'sheets-sync(\.exe)?(</Command>\s*<Arguments>| |"\]\nCMD \[")run', text)


def test_the_timer_goes_by_the_offices_clock_and_makes_up_for_missed_runs() -> None:
    timer = unit("sheets-sync.timer")["Timer"]
    assert timer["OnCalendar"].endswith("Asia/Jakarta")
    assert timer["Persistent"] == "yes" or timer["Persistent"] == "true"
    assert unit("sheets-sync.service")["Service"]["SuccessExitStatus"] == "7"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_understands_the_timer() -> None:
    when = unit("sheets-sync.timer")["Timer"]["OnCalendar"]
    assert subprocess.run(["systemd-analyze", "calendar", when], capture_output=True, check=False).returncode == 0


def test_the_windows_task_never_runs_twice_at_once_and_catches_up() -> None:
    settings = ElementTree.parse(DEPLOY / "sheets-sync-task.xml").getroot().find(f"{TASK}Settings")  # noqa: S314  # our own file
    assert settings is not None
    said = {child.tag.removeprefix(TASK): child.text for child in settings}
    assert (said["MultipleInstancesPolicy"], said["StartWhenAvailable"]) == ("IgnoreNew", "true")
    assert (DEPLOY / "sheets-sync-task.xml").read_text(encoding="utf-8").isascii()  # so that Windows reads it in any code page


def test_the_workflow_runs_one_at_a_time_and_keeps_secrets_out_of_its_text() -> None:
    text = (DEPLOY / "github-actions.yml").read_text(encoding="utf-8")
    assert "cancel-in-progress: false" in text
    assert len(re.findall(r"\$\{\{ secrets\.\w+ \}\}", text)) == 2
    assert not re.search(r"^\s*run:.*\$\{\{", text, re.MULTILINE)


def test_the_files_name_only_options_that_exist(capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    for command, option in re.findall(r"`sheets-sync (\w+) (--[a-z-]+)", page):
        assert main([command, "--help"], {}) == 0
        assert option in capsys.readouterr().out
