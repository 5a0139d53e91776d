"""The sender is killed at any moment: nobody gets a message twice, none is lost; and two senders at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sheets_sync.domain.delivery import State
from tests.mail_server.crash import ROOT, crash_rig
from tests.mail_server.faulty import faulty_server
from tests.mail_server.postroom import outbox_in

DEATHS = 60


@pytest.mark.skipif(sys.platform == "win32", reason="no fork, no SIGKILL")
def test_killed_at_any_moment_nobody_is_mailed_twice_and_nothing_is_lost(tmp_path: Path) -> None:
    with crash_rig(tmp_path, seed=20261109) as rig:
        while rig.tally.kills < DEATHS:
            rig.round()
    assert rig.tally.faults == []
    assert rig.tally.unknown <= rig.tally.kills


def test_two_senders_at_once_send_everything_once(tmp_path: Path) -> None:
    path = tmp_path / "state" / "outbox.sqlite"
    with faulty_server() as server:
        command = [sys.executable, "-m", "tests.mail_server.crash_sender", str(path), str(server.port), "40"]
        senders = [subprocess.Popen(command, cwd=ROOT) for _ in range(2)]
        assert [sender.wait(timeout=60) for sender in senders] == [0, 0]
    assert len(server.recipients) == len(set(server.recipients)) == 40
    with outbox_in(tmp_path) as outbox:
        assert {entry.state for entry in outbox.entries()} == {State.ACCEPTED}
