"""Sentences that several letters share."""

from __future__ import annotations

import pytest

from sheets_sync.emails._rows import bar_width
from sheets_sync.emails._words import listed, shortened, with_rest
from sheets_sync.emails.context import Context
from sheets_sync.language import Language
from tests.builders import OCTOBER

ENGLISH = Language("en")


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C"], "A, B, and C"),
        (["Dinas A, B dan C", "Dinas D"], "Dinas A, B dan C; and Dinas D"),
        (["A", "Dinas B, C", "D"], "A; Dinas B, C; and D"),
    ],
)
def test_lists_can_be_read_back(words: list[str], text: str) -> None:
    assert listed(words, ENGLISH) == text


def test_long_lists_end_in_a_count() -> None:
    assert with_rest(["A", "B", "C", "D"], 2, ENGLISH) == "A, B and 2 others"
    assert with_rest(["A, a", "B", "C", "D"], 2, ENGLISH) == "A, a; B and 2 others"
    assert with_rest(["A", "B", "C"], 2, ENGLISH) == "A, B, and C"


@pytest.mark.parametrize(
    ("text", "cut"), [("abc def", "abc def"), ("abc def ghi jk", "abc def…"), ("x" * 20, "xxxxxxxxx…"), ("abc, defghijk", "abc…")]
)
def test_text_is_cut_between_words(text: str, cut: str) -> None:
    assert shortened(text, 10) == cut


@pytest.mark.parametrize(("part", "whole", "width"), [(0, 0, 0), (0, 5, 0), (1, 1000, 1), (999, 1000, 99), (5, 5, 100)])
def test_bars_are_full_only_for_all_and_empty_only_for_nothing(part: int, whole: int, width: int) -> None:
    assert bar_width(part, whole) == width


def test_links_are_https_or_none() -> None:
    assert Context("O", form_url="https://example.com/f").form_link("Kepek", OCTOBER) == "https://example.com/f"
    prefilling = Context("O", form_url="https://x.com", prefilled=lambda label, month: f"https://x.com/{label}/{month}")
    assert prefilling.form_link("Kepek", OCTOBER) == "https://x.com/Kepek/2026-10"
    assert Context("O", form_url="http://example.com").form_link("Kepek", OCTOBER) == ""
    assert Context("O", public_url="ftp://example.com").recap_link == ""
