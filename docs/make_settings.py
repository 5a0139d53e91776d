"""Write docs/settings.md from sheets_sync/defaults.toml: python docs/make_settings.py."""

from __future__ import annotations

from pathlib import Path

from sheets_sync.settings import DEFAULT_FILE

PAGE = Path(__file__).with_name("settings.md")
_HEAD = """# Settings

An office's own `sheets-sync.toml` names only what differs from these defaults. A misspelt key is an error that names the nearest right
one. Relative paths start at the folder of the settings file. Templates of the office's own go into a folder `templates/` beside it.

"""


def page() -> str:
    """The whole page."""
    return f"{_HEAD}```toml\n{DEFAULT_FILE.read_text(encoding='utf-8')}```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
