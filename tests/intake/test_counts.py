"""Counts as people type them; the labelled corpus is in tests/corpora/counts.csv."""

from __future__ import annotations

import math
import time as clock
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sheets_sync.intake.counts import PROBLEMS, Count, explain_count, parse_count

_UNITS = ["", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
SOME_NUMBER = st.integers(0, 9999)


def spelled(number: int) -> str:
    """A number from 0 to 9999 in Indonesian words."""
    if number == 0:
        return "nol"
    thousands, hundreds, rest = number // 1000, number // 100 % 10, number % 100
    words = [_one("ribu", thousands), _one("ratus", hundreds)]
    if 11 <= rest <= 19:
        words.append(_one("belas", rest - 10))
    else:
        words += [_one("puluh", rest // 10), _UNITS[rest % 10]]
    return " ".join(word for word in words if word)


def _one(rank: str, how_many: int) -> str:
    return "" if how_many == 0 else f"se{rank}" if how_many == 1 else f"{_UNITS[how_many]} {rank}"


def dotted(number: int, separator: str = ".") -> str:
    return f"{number:,}".replace(",", separator)


@pytest.mark.parametrize(
    "blank", [None, math.nan, pd.NA, pd.NaT, np.nan, np.float64("nan"), Decimal("NaN"), np.datetime64("NaT"), "", " \n", "\u200b"]
)
def test_a_blank_is_missing_and_no_problem(blank: object) -> None:
    assert parse_count(blank) == Count(None, None)


@pytest.mark.parametrize("cell", [12, 12.0, np.int64(12), np.float64(12), np.float32(12), Decimal(12), Fraction(12), "12", np.str_("12")])
def test_every_type_of_a_whole_number_is_a_count(cell: object) -> None:
    assert parse_count(cell) == Count(12, None)


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        (True, "true-false"),
        (np.bool_(False), "true-false"),
        (date(2026, 4, 3), "date"),
        (datetime(2026, 4, 3), "date"),
        (pd.Timestamp("2026-04-03"), "date"),
        (np.datetime64("2026-04-03"), "date"),
        (46_296, "date"),
        (time(12), "time"),
        (timedelta(hours=1), "time"),
        (np.timedelta64(5, "D"), "time"),
        (1.234, "fraction"),
        (Decimal("2.5"), "fraction"),
        (-5, "negative"),
        (-0.5, "negative"),
        (math.inf, "too-large"),
        ([12], "not-a-number"),
        (b"12", "not-a-number"),
        (12j, "not-a-number"),
    ],
)
def test_other_cells_say_why_they_are_no_count(cell: object, problem: str) -> None:
    assert parse_count(cell) == Count(None, problem)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("5-10", "range"),
        ("5 s/d 10", "range"),
        ("lima sampai sepuluh", "range"),
        ("lebih dari 5", "more-than"),
        ("5+", "more-than"),
        ("tidak lebih dari 5", "less-than"),
        ("kurang lebih 5", "approximate"),
        ("±5", "approximate"),
        ("belasan", "approximate"),
        ("2,5", "fraction"),
        ("½", "fraction"),
        ("-5", "negative"),
        ("12/10/2026", "date"),
        ("Oktober", "date"),
        ("12:30", "time"),
        ("50%", "percentage"),
        ("Rp 12.000", "money"),
        ("3 per minggu", "rate"),
        ("ke-12", "ordinal"),
        ("8 feed + 4 reel", "two-numbers"),
        ("12 (tiga belas)", "contradiction"),
        ("dua lima", "number-words"),
        ("081234567890", "too-large"),
        ("12 followers", "unclear"),
        ("#REF!", "error-value"),
        ("https://instagram.com/p/abc", "link"),
        ("lupa", "not-a-number"),
        ("belum", "not-a-number"),
    ],
)
def test_text_says_why_it_is_no_count(text: str, problem: str) -> None:
    assert parse_count(text) == Count(None, problem)


def test_a_number_too_long_to_print_is_too_large() -> None:
    assert parse_count(10**6000) == Count(None, "too-large")
    assert explain_count(10**6000)


def test_a_dozen_of_ways_to_write_twelve() -> None:
    ways = [
        "12",
        "１２",
        "12x",
        "12 postingan",
        "ada 12",
        "Jumlah: 12",
        "dua belas",
        "12 (dua belas)",
        "8 feed + 4 reels = 12",
        "12,-",
        "12,0",
        "١٢",
    ]
    assert {parse_count(way) for way in ways} == {Count(12, None)}


@given(SOME_NUMBER)
def test_plain_figures_are_read(number: int) -> None:
    assert parse_count(str(number)) == parse_count(number) == parse_count(float(number)) == Count(number, None)


@given(SOME_NUMBER, st.sampled_from([".", ",", "'"]))
def test_thousands_may_be_separated(number: int, separator: str) -> None:
    assert parse_count(dotted(number, separator)).value == number


@given(SOME_NUMBER, st.booleans(), st.sampled_from([str.lower, str.upper, str.title]))
@example(11, True, str.title)
def test_number_words_are_read(number: int, glued: bool, letters: object) -> None:
    words = spelled(number)
    words = words.replace(" belas", "belas").replace(" puluh", "puluh").replace(" ratus", "ratus") if glued else words
    assert parse_count(letters(words)).value == number  # type: ignore[operator]


NOISE = st.tuples(
    st.sampled_from(["", " ", "\u00a0", "\u200b", "ada ", "Total: ", "sebanyak ", "jumlah ", "IG: ", "Alhamdulillah "]),
    st.sampled_from(["", " ", "\n", ".", " postingan", "x", " kali", " konten di Instagram", " 🙏", " unggahan bulan ini", " ya kak"]),
)


@given(SOME_NUMBER, NOISE, st.sampled_from([str, dotted, spelled, lambda number: f"{number} ({spelled(number)})"]))
def test_harmless_company_changes_nothing(number: int, noise: tuple[str, str], write: object) -> None:
    before, after = noise
    after = after if after != "x" or write is str else ""
    assert parse_count(f"{before}{write(number)}{after}").value == number  # type: ignore[operator]


@given(
    SOME_NUMBER, SOME_NUMBER, st.sampled_from([" ", ", ", " dan ", "-", " s/d ", " atau ", "/", " postingan ", "; ", "\n", " + ", " foto "])
)
def test_two_numbers_are_never_read_as_one(first: int, second: int, between: str) -> None:
    assert parse_count(f"{first}{between}{second}").value is None


@given(
    SOME_NUMBER,
    st.sampled_from(["sekitar {}", "± {}", "{}-an", "lebih dari {}", "< {}", "minimal {}", "{}%", "-{}", "{},5", "no. {}", "{} followers"]),
)
def test_doubt_is_never_read_as_a_count(number: int, doubt: str) -> None:
    count = parse_count(doubt.format(number or 1))
    assert count.value is None
    assert count.problem in PROBLEMS


_ANYTHING = st.one_of(
    st.text(),
    st.text(alphabet="0123456789.,-–/+()= kxO"),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.fractions(),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.timedeltas(),
    st.booleans(),
    st.none(),
    st.complex_numbers(),
    st.binary(),
    st.lists(st.integers()),
)


@given(_ANYTHING)
@settings(max_examples=500)
@example("\ud800")
@example(Decimal("sNaN"))
@example(Decimal("1e999999"))
@example(Fraction(10**400))
@example(object())
@example(np.datetime64("9999999-01-01"))
@example("½²①\u2044")
def test_nothing_raises_and_everything_is_explained(cell: object) -> None:
    count = parse_count(cell)
    assert count.value is None or (count.problem is None and 0 <= count.value <= 99_999)
    assert count.problem is None or count.problem in PROBLEMS
    for message, values in explain_count(cell):
        assert message.format_map(values)


PIECES = """5 12 dua belas puluh nihil tidak ada - + = ( ) postingan total sampai x , Oktober yang ? foto : lebih IG FB 0""".split()  # noqa: SIM905


@given(st.lists(st.sampled_from(PIECES)))
@settings(max_examples=500)
def test_a_count_is_always_one_of_the_numbers_written(words: list[str]) -> None:
    """No reading is ever made up by arithmetic, except of number words."""
    text = " ".join(words)
    value = parse_count(text).value
    if value and not {"dua", "belas", "puluh"} & set(words):
        assert str(value) in words


@pytest.mark.parametrize(
    "cell",
    ["1" * 100_000, " " * 100_000 + "x", "5-" * 50_000, "dua" * 40_000, "(" * 50_000, "tidak " * 30_000, "\u200b" * 100_000, "½" * 50_000],
    ids=range(8),
)
def test_long_hostile_text_is_refused_at_once(cell: str) -> None:
    started = clock.perf_counter()
    assert parse_count(cell).value is None
    assert clock.perf_counter() - started < 1


@pytest.mark.parametrize(
    ("cell", "messages"),
    [
        ("dua belas postingan", ["Read as text", "is the number", "leave the number as it is", "So the count is"]),
        ("5-10", ["Read as text", "range"]),
        ("", ["blank"]),
        ("nihil", ["Read as text", "explicitly", "So the count is"]),
        ("1.234", ["Read as text", "“1.234” is the number 1234", "So the count is 1234"]),
        (1.234, ["The cell holds the number 1.234", "not a whole number"]),
        ("12 (8 foto, 4 video)", ["Read as text", "agree on", "leave the number", "So the count is"]),
        ("12 followers", ["Read as text", "may change the number", "Besides the number"]),
    ],
)
def test_explanations_tell_each_step(cell: object, messages: list[str]) -> None:
    steps = [message.format_map(values) for message, values in explain_count(cell)]
    assert len(steps) == len(messages)
    assert all(part in step for part, step in zip(messages, steps, strict=True))
