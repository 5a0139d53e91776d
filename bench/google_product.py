"""One `sync` of bench_google.py: settings, spreadsheet, stages and write as the command has them."""

from __future__ import annotations

import gc
import sys
from datetime import datetime
from pathlib import Path

from sheets_sync.adapters.workbooks.google import GoogleWorkbook
from sheets_sync.language import Language
from sheets_sync.settings import load_settings


def is_own(title: str) -> bool:
    from sheets_sync.summaries.titles import is_output  # asked when the first answer is there: loads pandas

    return is_output(title)


def main() -> None:
    gc.set_threshold(1_000_000)  # as the program itself does
    config, today = Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2])
    settings = load_settings(config)
    workbook = GoogleWorkbook(
        settings.workbook.url,
        credentials=settings.path(settings.workbook.credentials),
        inputs=[[settings.tabs.register_], [settings.tabs.responses]],
        is_own=is_own,
        api_root=settings.workbook.api_root,
        deadline_s=3600,
    )
    workbook.begin()
    from sheets_sync import pipeline  # loaded while the spreadsheet is on its way

    job = pipeline.Job(settings=settings, now=today, language=Language("id"), workbook=workbook, say=lambda _message: None)
    pipeline.sync(job)


if __name__ == "__main__":
    main()
