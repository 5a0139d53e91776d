"""The files in deploy/ are whole, say what the program understands, and each has its paragraph."""

from __future__ import annotations

import configparser
import itertools
import re
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from cronsim import CronSim

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
def test_systemd_understands_timer_and_service(tmp_path: Path) -> None:
    """Program and account are not on this machine: something that is stands in for them."""
    service = (DEPLOY / "sheets-sync.service").read_text(encoding="utf-8")
    (tmp_path / "sheets-sync.service").write_text(
        re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", service, flags=re.MULTILINE).replace("User=sheets-sync", "User=root"),
        encoding="utf-8",
    )
    shutil.copy(DEPLOY / "sheets-sync.timer", tmp_path)
    files = sorted(str(file) for file in tmp_path.iterdir())
    told = subprocess.run(["systemd-analyze", "verify", *files], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")
    when = unit("sheets-sync.timer")["Timer"]["OnCalendar"]
    assert subprocess.run(["systemd-analyze", "calendar", when], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="cron and its shell are not there")
def test_cron_starts_it_three_times_a_day_and_its_line_runs(tmp_path: Path) -> None:
    [line] = [line for line in (DEPLOY / "crontab").read_text(encoding="utf-8").splitlines() if line[:1].isdigit()]
    *when, command = line.split(maxsplit=5)
    times = list(itertools.islice(CronSim(" ".join(when), datetime(2026, 11, 24)), 4))
    assert [f"{time:%d %H:%M}" for time in times] == ["24 07:10", "24 12:10", "24 16:10", "25 07:10"]
    (tmp_path / "environment").write_text("export SHEETS_SYNC_SMTP_PASSWORD=secret\n", encoding="utf-8")
    program = tmp_path / "sheets-sync"
    program.write_text('#!/bin/sh\necho "$PWD $1 $SHEETS_SYNC_SMTP_PASSWORD" > "$0.ran"\n', encoding="utf-8")
    program.chmod(0o700)
    here = command.replace("/srv/sheets-sync", str(tmp_path)).replace("/opt/sheets-sync/bin/sheets-sync", str(program))
    told = subprocess.run(["/bin/sh", "-c", here], capture_output=True, text=True, check=True)
    assert told.stdout == ""
    assert (tmp_path / "sheets-sync.ran").read_text(encoding="utf-8") == f"{tmp_path} run secret\n"


def test_the_workflow_keeps_to_github_s_schema() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(DEPLOY / "github-actions.yml")]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout


def test_the_windows_task_keeps_to_the_order_of_its_schema() -> None:
    """Where the schema has a sequence (MS-TSCH 2.5.3.1 and 2.5.3.9); elsewhere order is free."""
    order = {
        "CalendarTrigger": ["Enabled", "StartBoundary", "EndBoundary", "Repetition", "ExecutionTimeLimit", "RandomDelay", "ScheduleByDay"],
    }
    root = ElementTree.parse(DEPLOY / "sheets-sync-task.xml").getroot()  # noqa: S314  # our own file
    for name, names in order.items():
        found = [element for element in root.iter() if element.tag == f"{TASK}{name}"]
        assert found
        for element in found:
            places = [names.index(child.tag.removeprefix(TASK)) for child in element]
            assert places == sorted(places), name
    principals = {each.get("id") for each in root.iter(f"{TASK}Principal")}
    assert {each.get("Context") for each in root.iter(f"{TASK}Actions")} <= principals


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
