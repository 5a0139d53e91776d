"""Documentation that can go stale fails here; each page says how it is made anew."""

import importlib.util
import re
from pathlib import Path

import pytest

from sheets_sync.cli import build_app, main
from sheets_sync.language import Language

ROOT = Path(__file__).parents[1]


def made_by(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("code", ["en", "id"])
def test_the_page_of_rules_is_what_the_rules_say(code):
    made = made_by("make_rules")
    written = (ROOT / "docs" / made.PAGES[code]).read_text(encoding="utf-8")
    assert written == made.page(Language(code)), "run: python docs/make_rules.py"


def test_the_page_of_settings_is_what_the_defaults_say():
    made = made_by("make_settings")
    assert made.PAGE.read_text(encoding="utf-8") == made.page(), "run: python docs/make_settings.py"


def test_the_readme_shows_what_the_demo_prints(monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    made = made_by("make_readme")
    written = made.README.read_text(encoding="utf-8")
    assert made.page(written) == written, "run: COLUMNS=100 python docs/make_readme.py"


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/settings.md"])
def test_links_lead_to_files_that_are_there(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", text) if not target.startswith("http")]
    assert [target for target in targets if not ((ROOT / page).parent / target).exists()] == []


def test_every_command_the_readme_names_exists(capsys):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"sheets-sync (\w+)", text)) - {"reads"}
    assert main(["--help"], {}) == 0
    shown = capsys.readouterr().out
    assert [command for command in named if f"  {command} " not in shown] == []
    assert build_app(Language("en"), {})
