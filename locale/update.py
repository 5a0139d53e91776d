"""Gather every text of the program into the Indonesian catalogue and compile it: python locale/update.py [--check]."""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from sheets_sync.setup.settings_text import comments as comments_of_settings

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "locale" / "id" / "LC_MESSAGES" / "sheets_sync.po"
METHODS = [("sheets_sync/**.py", "python"), ("docs/**.py", "python"), ("templates/**.html", "jinja2"), ("templates/**.txt", "jinja2")]
SETTINGS = "sheets_sync/defaults.toml"
"""Its comments are what an office reads in the settings that `init` writes."""
NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
"""Equal texts make equal files, whenever they are gathered."""
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
OPTIONS = {"templates/**.html": {"newstyle_gettext": "true"}, "templates/**.txt": {"newstyle_gettext": "true"}}


def texts() -> Catalog:
    """Every text that is marked for translation."""
    catalogue = Catalog(project="sheets_sync", charset="utf-8")
    found = extract_from_dir(str(ROOT), method_map=METHODS, options_map=OPTIONS, keywords=KEYWORDS)
    for file, _, message, comments, context in sorted(found, key=lambda each: (each[0], each[1])):
        catalogue.add(message, None, [(file, 0)], auto_comments=comments, context=context)
    for comment in comments_of_settings():
        catalogue.add(comment, None, [(SETTINGS, 0)])
    return catalogue


def updated() -> Catalog:
    """The catalogue as it stands, with new texts untranslated and vanished ones gone."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="id")
    catalogue.update(texts(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.creation_date = catalogue.revision_date = NO_DATE
    return catalogue


def missing(catalogue: Catalog) -> list[str]:
    """Texts without a translation."""
    return [str(message.id) for message in catalogue if message.id and not _translated(message.string)]


def _translated(string: object) -> bool:
    return all(string) if isinstance(string, list | tuple) else bool(string)


def as_po(catalogue: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=120, sort_output=True, no_location=True, omit_header=False)
    lines = buffer.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith((b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By')))


def as_mo(catalogue: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


if __name__ == "__main__":
    made = updated()
    CATALOGUE.write_bytes(as_po(made))
    CATALOGUE.with_suffix(".mo").write_bytes(as_mo(made))
    untranslated = missing(made)
    print(f"{len(made)} texts, {len(untranslated)} without a translation")
    for text in untranslated:
        print("  ", text)
    sys.exit(bool(untranslated))
