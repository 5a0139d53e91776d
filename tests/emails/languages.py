"""Indonesian for tests, from the catalogues as they stand in the source: none needs to be compiled first."""

from __future__ import annotations

import gettext
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from sheets_sync.language import Language

FOLDER = Path(__file__).parents[2] / "locale" / "id" / "LC_MESSAGES"


@cache
def catalogue() -> Catalog:
    """Everything translated so far, whichever file it stands in."""
    merged, *others = [_read(path) for path in sorted(FOLDER.glob("*.po*"), reverse=True)]
    for message in (message for other in others for message in other if message.id and message.id not in merged):
        merged[message.id] = message
    return merged


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="id")


@cache
def indonesian() -> Language:
    compiled = BytesIO()
    write_mo(compiled, catalogue())
    language = Language("en")
    language.code = "id"
    language._catalogue = gettext.GNUTranslations(BytesIO(compiled.getvalue()))
    return language
