"""Put the demo's real output and the worked month into README.md: COLUMNS=100 python docs/make_readme.py."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import re
import tempfile
from pathlib import Path

from sheets_sync.cli import main
from sheets_sync.domain.status import SHOWN_AS
from sheets_sync.language import Language

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
TODAY = "2026-11-24"


def demo_output() -> str:
    """What `sheets-sync demo` prints in an empty folder on the day `TODAY`."""
    printed = io.StringIO()
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder), contextlib.redirect_stdout(printed):
        main(["demo", "--today", TODAY], os.environ)
    return "\n".join(line.rstrip() for line in printed.getvalue().strip().splitlines())


def worked_month() -> str:
    """The eight situations and what must come out of each, as a table."""
    rows = csv.DictReader((ROOT / "tests" / "worked_month" / "expected.csv").read_text(encoding="utf-8").splitlines())
    language = Language("id")
    lines = ["| situation | status | met | findings |", "| --- | --- | --- | --- |"]
    for row in rows:
        rules = ", ".join(f"`{rule}`" for rule in row["rules"].split())
        lines.append(f"| {row['situation']} | {language.gettext(SHOWN_AS[row['status']])} | {row['met']} | {rules} |")
    return "\n".join(lines)


def page(text: str) -> str:
    """README.md with the parts that are made put in."""
    text = re.sub(r"(<!-- demo-output -->\n```\n).*?```", lambda found: f"{found[1]}{demo_output()}\n```", text, flags=re.DOTALL)
    return re.sub(r"<!-- worked-month -->\n(\n?\|.*?\n)*", lambda _: f"<!-- worked-month -->\n\n{worked_month()}\n", text)


if __name__ == "__main__":
    README.write_text(page(README.read_text(encoding="utf-8")), encoding="utf-8")
