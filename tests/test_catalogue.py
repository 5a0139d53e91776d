"""Every text a person may read is there in Indonesian, with the same places to fill."""

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_spec = importlib.util.spec_from_file_location("update", ROOT / "locale" / "update.py")
update = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(update)


@pytest.fixture(scope="module")
def made():
    """The catalogue as the sources have it now: every test only reads it, and making it means parsing them all."""
    return update.updated()


def test_no_translation_is_missing(made):
    assert update.missing(made) == []


def test_the_catalogue_and_its_compiled_form_are_current(made):
    assert update.CATALOGUE.read_bytes() == update.as_po(made), "run: python locale/update.py"
    assert update.CATALOGUE.with_suffix(".mo").read_bytes() == update.as_mo(made), "run: python locale/update.py"


def test_translations_keep_the_places_to_fill(made):
    wrong = []
    for message in made:
        texts = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, list | tuple) else (message.string,)
        places = {place for text in texts for place in _places(text)}
        wrong += [text for text, string in zip(texts, strings, strict=False) if string and not _places(string) <= places]
        wrong += [message.id for string in strings if string and message.id and len(texts) == 1 and _places(string) != places]
    assert wrong == []


def _places(text):
    return set(re.findall(r"\{(\w+)\}|%\((\w+)\)s", text))


def test_one_word_for_one_thing(made):
    """People of the office read tenggat, Daftar Unit, unggahan and surel; placeholders, options, headers and Google's menus are what they are."""
    strangers = re.compile(r"\bbatas waktu\b|(?<![-{])\bregister\b(?!\})|\bposting(an)?\b|\be-?mail\b", re.IGNORECASE)
    given = re.compile(r"\[columns\.register\]|Kumpulkan alamat email|\bEmail (Kepala|Operator)\b")
    shown = [text for message in made if message.id for text in _texts(message.string)]
    assert [text for text in shown if strangers.search(given.sub("", text))] == []


def _texts(string):
    return string if isinstance(string, list | tuple) else (string,)
