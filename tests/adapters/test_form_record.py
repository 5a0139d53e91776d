from __future__ import annotations

from pathlib import Path

import pytest

from sheets_sync.adapters.form_record import FormRecord, read_record, write_record
from sheets_sync.domain.form import FormLinks

RECORD = FormRecord("1Form_0123456789abcdefgh", "https://docs.google.com/forms/d/e/1FAIpQL/viewform", "1a2b3c4d", "2b3c4d5e", "f" * 16)


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    write_record(tmp_path, RECORD)
    assert read_record(tmp_path) == RECORD
    assert RECORD.links == FormLinks(RECORD.responder_uri, "1a2b3c4d", "2b3c4d5e")
    assert [file.name for file in (tmp_path / "state").iterdir()] == ["form.json"]


def test_there_is_no_record_of_another_form(tmp_path: Path) -> None:
    assert read_record(tmp_path) is None
    write_record(tmp_path, RECORD)
    assert read_record(tmp_path, "1Other_0123456789abcdefg") is None
    assert read_record(tmp_path, RECORD.form_id) == RECORD


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"form_id": 3}', "null"])
def test_a_damaged_record_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "form.json").write_text(content, encoding="utf-8")
    assert read_record(tmp_path) is None
