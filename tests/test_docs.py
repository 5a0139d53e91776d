"""Documentation that can go stale fails here."""

import importlib.util
from pathlib import Path

import pytest

from sheets_sync.language import Language

ROOT = Path(__file__).parents[1]


def _make_rules():
    spec = importlib.util.spec_from_file_location("make_rules", ROOT / "docs" / "make_rules.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("code", ["en", "id"])
def test_the_page_of_rules_is_what_the_rules_say(code):
    made = _make_rules()
    written = (ROOT / "docs" / made.PAGES[code]).read_text(encoding="utf-8")
    assert written == made.page(Language(code)), "run: python docs/make_rules.py"
