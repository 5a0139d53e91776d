"""The letters as they read today, word for word: `pytest tests/emails --update-goldens` takes what comes out now."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.emails.letters import letters
from tests.emails.showcase import KEPEK, WONOSARI

FOLDER = Path(__file__).parent / "goldens"
SHOWN = {
    "unit_report": KEPEK.code,
    "area_report": WONOSARI.code,
    "executive_report": "bupati@example.go.id",
    "reminder": f"{KEPEK.operator_emails[0]}.-3",
    "overdue": f"{KEPEK.head_email}.+3",
    "receipt": f"{KEPEK.code}.20261103T091500",
    "job_report": "2026-11-08T09-00.admin@example.go.id",
}
WITH_HTML = ("unit_report", "area_report", "executive_report")


@pytest.mark.parametrize("kind", SHOWN)
def test_reads_as_it_did(kind: str, update_goldens: bool) -> None:
    (letter,) = [letter for letter in letters("office") if (letter.kind, letter.subject_of) == (kind, SHOWN[kind])]
    parts = {f"{kind}.txt": f"{letter.subject}\n\n{letter.text}"}
    if kind in WITH_HTML:
        parts[f"{kind}.html"] = letter.html
    for name, content in parts.items():
        golden = FOLDER / name
        if update_goldens:
            golden.parent.mkdir(exist_ok=True)
            golden.write_text(content, encoding="utf-8", newline="\n")
        assert golden.read_text(encoding="utf-8") == content
