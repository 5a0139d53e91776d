"""What every letter of every kind satisfies, in every situation."""

from __future__ import annotations

import re
from functools import cache

import pytest

from sheets_sync.domain.message import Message
from sheets_sync.emails import ALL_KINDS
from tests.emails.letters import SITUATIONS, letters
from tests.emails.reading import Reading, numbers_in

pytestmark = pytest.mark.parametrize("situation", SITUATIONS)

TONED_WITHOUT_WORDS = re.compile(r'<(\w+)\b[^>]*\sclass="[^"]*\b[tbp]-[^"]*"[^>]*>(?:&\w+;|[^<a-zA-Z]|<[^>]*>)*?</\1>')


@cache
def each(situation: str) -> list[tuple[Message, Reading]]:
    return [(letter, Reading(letter.html)) for letter in letters(situation)]


def test_stays_small(situation: str) -> None:
    for letter, page in each(situation):
        assert len(letter.html.encode()) < 80_000, letter.key
        assert len("".join(page.styles).encode()) < 16_000


def test_head_says_language_charset_and_subject(situation: str) -> None:
    for letter, page in each(situation):
        assert page.all("html") == [{"lang": "id"}]
        assert page.all("meta")[0] == {"charset": "utf-8"}
        assert page.title == letter.subject
        assert len(page.styles) == 1


def test_markup_is_closed_and_shows_no_images(situation: str) -> None:
    for letter, page in each(situation):
        assert page.problems == [], letter.key
        assert not page.all("img")
        assert not page.all("script")


def test_preheader_comes_first_and_is_short(situation: str) -> None:
    for letter, page in each(situation):
        preheader = next(text.strip() for text in page.text if text.strip())
        assert 0 < len(preheader) <= 110
        assert preheader != letter.subject
        assert re.search(r'<div role="main">\s*<div style="display:none', letter.html)


def test_subject_is_one_line_of_sane_length(situation: str) -> None:
    for letter, _ in each(situation):
        assert 10 < len(letter.subject) <= 150
        assert letter.subject.isprintable()
        assert "Oktober 2026" in letter.subject


def test_layout_tables_are_presentation_and_data_tables_have_captions_and_scopes(situation: str) -> None:
    for letter, page in each(situation):
        data = [table for table in page.all("table") if table.get("role") != "presentation"]
        assert len(data) == len(page.captions)
        assert all(caption.strip() for caption in page.captions)
        assert all(header.get("scope") in ("col", "row") for header in page.all("th")), letter.key


def test_links_are_https_and_say_where_they_lead(situation: str) -> None:
    for letter, page in each(situation):
        for href, label in page.links:
            assert href.startswith("https://"), letter.key
            assert len(label.strip()) > 10
            assert "://" not in label
            assert href in letter.text


def test_plain_text_has_every_number_of_the_html(situation: str) -> None:
    for letter, page in each(situation):
        assert numbers_in(page.words) <= numbers_in(letter.text), letter.key


def test_plain_text_is_free_of_markup_and_gaps(situation: str) -> None:
    for letter, _ in each(situation):
        if situation != "hostile":
            assert "&amp;" not in letter.text
            assert "<" not in letter.text.replace("<b>", "")
        assert "\n\n\n" not in letter.text
        assert letter.text.endswith("\n")
        assert not re.search(r"[ \t]\n", letter.text)


def test_status_is_never_told_by_colour_alone(situation: str) -> None:
    """Whatever is given the colour of a status holds words too."""
    for letter, _ in each(situation):
        assert not TONED_WITHOUT_WORDS.search(letter.html), letter.key


def test_names_of_colours_and_styles_exist(situation: str) -> None:
    for letter, page in each(situation):
        classes = {name for _, attributes in page.tags for name in (attributes.get("class") or "").split()}
        toned = {name for name in classes if re.match(r"[tbp]-", name)}
        assert all(f".{name}" in page.styles[0] for name in toned), letter.key


def test_no_message_is_left_in_english(situation: str) -> None:
    for letter, page in each(situation):
        assert not re.search(r"\b(the|of|and|report|units?|not|complete)\b(?! [A-Z])", re.sub(r"(?i)unit\b", "", page.words)), letter.key


def test_keys_are_unique(situation: str) -> None:
    keys = [letter.key for letter in letters(situation)]
    assert len(keys) == len(set(keys))


def test_kinds_are_known(situation: str) -> None:
    assert {letter.kind for letter in letters(situation)} <= {kind.code for kind in ALL_KINDS}


def test_nothing_typed_reaches_beyond_its_place(situation: str) -> None:
    """Marks that turn the direction of writing and line breaks are gone; templates in names are not run."""
    for letter, page in each(situation):
        assert not re.search("[\u202a-\u202e\u2066-\u2069\r]", letter.html + letter.text + letter.subject)
        assert "\nBcc:" not in letter.text
        assert not page.all("h1")[1:], "one heading, whatever names hold"
