"""Every word of the letters and their pages stands in the Indonesian catalogue, with the same places to fill."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

from tests.emails.languages import catalogue

ROOT = Path(__file__).parents[2]
SOURCES = {"sheets_sync/emails": "python", "templates": "jinja2"}


@cache
def words() -> list[str | tuple[str, ...]]:
    keywords = {"N_": None, "_": None, "gettext": None, "ngettext": (1, 2)}
    found = [
        message
        for folder, method in SOURCES.items()
        for _, _, message, _, _ in extract_from_dir(
            str(ROOT / folder), [("**.*", method)], keywords=keywords, options_map={"**.*": {"silent": "false"}}
        )
    ]
    return list(dict.fromkeys(found))


def places(text: str) -> set[str]:
    return set(re.findall(r"\{\w+\}|%\(\w+\)s", text))


@pytest.mark.parametrize("word", words(), ids=str)
def test_is_translated(word: str | tuple[str, ...]) -> None:
    message = catalogue().get(word if isinstance(word, str) else word[0])
    assert message, f"not in the catalogue: {word}"
    translations = [message.string] if isinstance(message.string, str) else list(message.string)
    assert all(translations), f"not translated: {word}"
    original = word if isinstance(word, str) else word[1]
    assert {frozenset(places(text)) for text in translations} == {frozenset(places(original))}
