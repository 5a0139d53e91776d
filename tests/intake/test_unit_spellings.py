"""The search for words near to a typed one leaves out none that is."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from sheets_sync.intake._unit_spellings import MOST_SLIPS, Index

_WORDS = st.text(alphabet="abcdefgh", min_size=4, max_size=12)


@given(st.lists(_WORDS, max_size=30), _WORDS)
@example(["acbdegfh"], "abcdefgh")  # two swaps, which break as many pairs of letters as two slips can
@example([], "abcdefgh")
def test_every_word_within_two_slips_is_found_and_no_other(words: list[str], typed: str) -> None:
    near = [word for word in sorted(set(words)) if OSA.distance(typed, word) <= MOST_SLIPS]
    assert sorted(Index(set(words)).within_slips(typed)) == near
