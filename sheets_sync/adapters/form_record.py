"""What was last made of the form, kept beside the settings: `state/form.json`."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path

from sheets_sync.domain.form_record import FormRecord

__all__ = ["FormRecord", "read_record", "write_record"]


def read_record(folder: Path, form_id: str = "") -> FormRecord | None:
    """The record beside the settings in `folder`; None if there is none, or it is about another form than `form_id`.

    A damaged record is no record: all it says can be learned again from the form.
    """
    try:
        content = json.loads(_file(folder).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    record = _record_of(content)
    return record if record and form_id in ("", record.form_id) else None


def write_record(folder: Path, record: FormRecord) -> None:
    """Put the record on the disk, whole or not at all."""
    file = _file(folder)
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(".tmp")
    with unfinished.open("w", encoding="utf-8") as stream:
        json.dump(asdict(record), stream, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    unfinished.replace(file)


def _file(folder: Path) -> Path:
    return folder / "state" / "form.json"


def _record_of(content: object) -> FormRecord | None:
    if not isinstance(content, Mapping):
        return None
    known = {field.name: content[field.name] for field in fields(FormRecord) if isinstance(content.get(field.name), str)}
    return FormRecord(**known) if known.get("form_id") else None
