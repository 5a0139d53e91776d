"""What `doctor` looks at on this machine: the program, the office's folder, the ledger, the lock; it leaves everything as it is."""

from __future__ import annotations

import errno
import os
import platform
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from importlib import metadata
from pathlib import Path

from filelock import FileLock, Timeout
from packaging.requirements import Requirement

from sheets_sync.adapters._outbox_store import VERSION
from sheets_sync.domain.check import FAILURE, OK, WARNING, Check
from sheets_sync.domain.delivery import State
from sheets_sync.domain.marks import N_

SCARCE_MB, TOO_LITTLE_MB = 500, 20
DISTRIBUTION = "sheets-sync"

VERSIONS, PACKAGES = N_("Versions"), N_("Packages")
WRITABLE, SPACE, LOCK, LEDGER = N_("Write access"), N_("Disk space"), N_("Lock"), N_("Ledger")


def check_program(version: str, wanted: Sequence[str] | None = None) -> Iterator[Check]:
    """Versions, and whether the packages this installation says it needs (or those `wanted`) are there."""
    values = {"version": version, "python": platform.python_version(), "system": f"{platform.system()} {platform.machine()}"}
    yield Check(VERSIONS, OK, N_("sheets-sync {version}, Python {python}, {system}."), values=values)
    unmet = sorted(_unmet(_required() if wanted is None else wanted))
    if unmet:
        yield Check(
            PACKAGES,
            FAILURE,
            N_("Packages are missing or too old: {packages}."),
            N_("Install the program anew: pip install --upgrade sheets-sync."),
            {"packages": "; ".join(unmet)},
            exit_code=1,
        )
    else:
        yield Check(PACKAGES, OK, N_("All packages are there and new enough."))


def _required() -> Sequence[str]:
    """What this installation says it needs; a checkout that was never installed says nothing."""
    try:
        return metadata.requires(DISTRIBUTION) or ()
    except metadata.PackageNotFoundError:
        return ()


def _unmet(wanted: Sequence[str]) -> Iterator[str]:
    for requirement in map(Requirement, wanted):
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        try:
            there = metadata.version(requirement.name)
        except metadata.PackageNotFoundError:
            there = ""
        if not there or not requirement.specifier.contains(there, prereleases=True):
            yield f"{requirement}, {there}" if there else str(requirement)


def check_folder(folder: Path, *others: Path) -> Iterator[Check]:
    """The job keeps its lock and ledger in `folder`/state; `others` are folders it writes into as well."""
    for place in dict.fromkeys([folder / "state", *others]):
        yield _writable(place)
    yield _space(folder)


def _writable(place: Path) -> Check:
    there = next(each for each in (place, *place.parents) if each.exists())
    try:
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError as error:
        return Check(
            WRITABLE,
            FAILURE,
            N_("The folder {folder} cannot be written to: {reason}."),
            N_("Give this account the right to write there."),
            {"folder": place, "reason": error.strerror or type(error).__name__},
            exit_code=3,
        )
    return Check(WRITABLE, OK, N_("The folder {folder} can be written to."), values={"folder": place})


def _space(folder: Path) -> Check:
    free = shutil.disk_usage(folder).free // 1_000_000
    state = FAILURE if free < TOO_LITTLE_MB else WARNING if free < SCARCE_MB else OK
    remedy = "" if state == OK else N_("Make room on the disk: with none left neither tabs nor ledger can be written.")
    return Check(SPACE, state, N_("{free} MB are free on the disk."), remedy, {"free": free}, exit_code=5)


def check_lock(folder: Path) -> Check:
    """Whether another run is at work; the lock is let go at once."""
    file = folder / "state" / "run.lock"
    if file.exists() and os.access(file, os.W_OK):
        try:
            with FileLock(file, timeout=0):
                pass
        except Timeout:
            return Check(
                LOCK,
                FAILURE,
                N_("Another run is at work on this office (it holds {file})."),
                N_("Wait until it has finished; if none is running, try again."),
                {"file": file},
                exit_code=7,
            )
    return Check(LOCK, OK, N_("No other run is at work."))


def check_ledger(file: Path) -> Iterator[Check]:
    """The outbox, opened for reading alone: whole, of this version, and what a person still has to see to."""
    if file.exists() and not os.access(file, os.W_OK):
        yield _broken(file, os.strerror(errno.EACCES))
        return
    if not file.exists():
        yield Check(LEDGER, OK, N_("Nothing has been sent yet, so there is no ledger."))
        return
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as database:
            yield from _ledger_checks(database, file)
    except sqlite3.Error as error:
        yield _broken(file, str(error))


def _ledger_checks(database: sqlite3.Connection, file: Path) -> Iterator[Check]:
    [(found,)] = database.execute("PRAGMA quick_check(1)")
    [(version,)] = database.execute("PRAGMA user_version")
    if found != "ok" or version > VERSION:
        yield _broken(file, found if found != "ok" else f"{version} > {VERSION}")
        return
    rows = database.execute("SELECT CASE bounce WHEN '' THEN state ELSE 'failed' END, count(*) FROM entry WHERE rehearsal = '' GROUP BY 1")
    counts = Counter(dict(rows.fetchall()))
    waiting = counts[State.QUEUED] + counts[State.RETRY]
    yield Check(
        LEDGER,
        OK,
        N_("The ledger is whole: {sent} messages sent, {waiting} waiting."),
        values={"sent": counts[State.ACCEPTED], "waiting": waiting},
    )
    troubled = {"failed": counts[State.FAILED], "unknown": counts[State.UNKNOWN]}
    if any(troubled.values()):
        message = N_("{failed} messages were refused or came back, of {unknown} it is not known whether they arrived.")
        yield Check(
            LEDGER, WARNING, message, N_("See `sheets-sync outbox`; correct the addresses, then `sheets-sync outbox retry`."), troubled
        )


def _broken(file: Path, reason: str) -> Check:
    return Check(
        LEDGER,
        FAILURE,
        N_("The outbox {file} cannot be read: {reason}."),
        N_("Move the file away and run again: what was sent is read back from the delivery tab of the workbook."),
        {"file": file, "reason": reason},
        exit_code=6,
    )
