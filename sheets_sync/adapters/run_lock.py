"""One run at a time for an office, on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from sheets_sync.domain.marks import N_
from sheets_sync.errors import LockedError, SettingsError


@contextmanager
def run_lock(folder: Path, wait_s: float = 0) -> Iterator[None]:
    """Hold the office's lock in `folder`/state; LockedError if another run still holds it after `wait_s` seconds.

    The operating system releases the lock with the process that held it: a crash leaves nothing to clean up.
    """
    file = folder / "state" / "run.lock"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(file, timeout=wait_s)
        lock.acquire()
    except Timeout as error:
        raise LockedError(
            N_("Another run is at work on this office (it holds {file})."),
            remedy=N_("Wait until it has finished; if none is running, try again."),
            file=file,
        ) from error
    except OSError as error:
        raise SettingsError(
            N_("The folder {folder} cannot be written to: {reason}."),
            remedy=N_("The job keeps its lock and ledger beside the settings file; give this account the right to write there."),
            folder=file.parent,
            reason=error.strerror,
        ) from error
    try:
        yield
    finally:
        lock.release()
