"""Typed unit names: what a clerk would resolve is resolved, what one would ask is asked, and nothing is ever guessed."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.domain.unit import KALURAHAN, KAPANEWON, OPD, Unit
from sheets_sync.intake.unit_names import UnitMatcher

CORPORA = Path(__file__).parents[1] / "corpora"


def _rows(name: str) -> list[dict[str, str]]:
    with (CORPORA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


UNITS = [Unit(row["Kode"], row["Nama Unit"], row["Jenis"], row["Induk"]) for row in _rows("units.csv")]
BY_CODE = {unit.code: unit for unit in UNITS}
CORPUS = _rows("unit_names.csv")
MATCHER = UnitMatcher(UNITS)

KEPEK_WONOSARI, KEPEK_SAPTOSARI, KEPEK_BOTH = "34.03.01.2002", "34.03.15.2004", ("34.03.01.2002", "34.03.15.2004")


def _code(text: object) -> str | None:
    return MATCHER.match(text).code


def _parent_name(unit: Unit) -> str:
    return BY_CODE[unit.parent].name


def _unit(code: str, name: str, kind: str = OPD, parent: str = "", aliases: object = ()) -> SimpleNamespace:
    return SimpleNamespace(code=code, name=name, kind=kind, parent=parent, aliases=aliases)


def test_the_corpus_names_no_wrong_unit_and_lists_the_candidates_a_clerk_would() -> None:
    for row in CORPUS:
        match = MATCHER.match(row["text"])
        assert match.code in (None, row["expected"]), row
        if row["expected"] == "ambiguous":
            assert match.candidates, row
            assert set(row["candidates"].split("|")) - {""} <= set(match.candidates), row


def test_at_least_97_in_100_of_what_a_clerk_would_resolve_is_resolved() -> None:
    resolvable = [row for row in CORPUS if row["expected"] not in ("ambiguous", "unknown")]
    assert sum(_code(row["text"]) == row["expected"] for row in resolvable) >= 0.97 * len(resolvable)


def test_every_unit_is_found_by_its_code_and_by_its_name_with_kind_and_parent() -> None:
    for unit in UNITS:
        kind = "" if unit.kind == OPD else f"{unit.kind} "
        within = f" ({_parent_name(unit)})" if unit.kind == KALURAHAN else ""
        for text in (unit.code, f"{kind}{unit.name}{within}", f"{unit.code} — {kind.title()}{unit.name}{within}"):
            assert _code(text) == unit.code, text


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.kind == KALURAHAN], ids=lambda unit: unit.code)
def test_a_kalurahan_is_found_however_its_kapanewon_is_added(unit: Unit) -> None:
    name, above = unit.name, _parent_name(unit)
    for text in (
        f"{name}, {above}",
        f"{above} - {name}",
        f"Kal {name} Kap {above}",
        f"Kec. {above} Desa {name}",
        f"PEMKAL{name.replace('-', '')}{above}".lower(),
        f"{name}.{above}@gmail.com".lower(),
        f"desa-{name}-{above}.gunungkidulkab.go.id".lower(),
    ):
        assert _code(text) == unit.code, text


def test_a_kapanewon_of_the_wrong_parent_is_asked() -> None:
    for unit in UNITS:
        for above in (other for other in UNITS if other.kind == KAPANEWON):
            twins = [other for other in UNITS if other.name == unit.name and other.parent == above.code]
            if unit.kind == KALURAHAN and not twins:
                assert _code(f"Kalurahan {unit.name} Kapanewon {above.name}") is None


# Typing errors


def _slips(name: str, letters: str = "ak") -> Iterator[str]:
    for i in range(len(name)):
        yield name[:i] + name[i + 1 :]
        yield name[:i] + name[i] + name[i:]
        yield name[:i] + name[i + 1 : i + 2] + name[i] + name[i + 2 :]
        yield from (name[:i] + letter + name[i + 1 :] for letter in letters)


SPELLINGS = {unit.name.lower() for unit in UNITS}


def test_no_single_slip_leads_to_a_wrong_unit() -> None:
    for unit in UNITS:
        for typed in set(_slips(unit.name.lower())) - SPELLINGS:
            assert _code(typed) in (None, unit.code), typed


def test_no_single_slip_leads_to_a_wrong_unit_beside_its_kapanewon_and_nearly_all_are_understood() -> None:
    found = total = 0
    for unit in (unit for unit in UNITS if unit.kind == KALURAHAN):
        for typed in set(_slips(unit.name.lower(), "")) - {unit.name.lower()}:
            code = _code(f"Kalurahan {typed}, Kapanewon {_parent_name(unit)}")
            assert code in (None, unit.code), typed
            total += 1
            found += code == unit.code
    assert found >= 0.97 * total


def test_a_slip_that_is_as_near_to_two_names_is_asked_unless_the_kapanewon_settles_it() -> None:
    assert set(MATCHER.match("Pengko").candidates) == {"34.03.02.2004", "34.03.04.2003"}
    assert _code("Pengko, Patuk") == "34.03.04.2003"
    assert _code("Pengko Nglipar") == "34.03.02.2004"


def test_a_slip_in_one_word_of_an_offices_name_is_understood_by_the_others() -> None:
    assert _code("Dians Kependudukan dan Pencatatan Sipli") == "OPD-DISDUKCAPIL"
    assert _code("Dinas Kehutanan") is None


# Who sent it


def test_the_senders_address_breaks_a_tie_and_the_match_says_so() -> None:
    match = MATCHER.match("Pemkal Kepek", {KEPEK_SAPTOSARI, "34.03.15"})
    assert (match.code, match.by_submitter, match.candidates) == (KEPEK_SAPTOSARI, True, KEPEK_BOTH)
    assert match.explanation[-1].values == {"unit": KEPEK_SAPTOSARI}


@pytest.mark.parametrize("senders", [(), ("34.03.02",), KEPEK_BOTH])
def test_a_sender_of_none_or_several_of_the_candidates_breaks_no_tie(senders: tuple[str, ...]) -> None:
    match = MATCHER.match("Pemkal Kepek", senders)
    assert (match.code, match.by_submitter) == (None, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kepek Wonosari", KEPEK_WONOSARI),
        ("Kepek, Playen", None),
        ("Kepek, Sleman", None),
        ("Kalurahan Kepek Saptosari dan Kalurahan Gari", None),
        ("SD Kepek", None),
    ],
)
def test_the_senders_address_overrides_neither_a_clear_reading_nor_a_contradiction(text: str, expected: str | None) -> None:
    match = MATCHER.match(text, {KEPEK_SAPTOSARI})
    assert (match.code, match.by_submitter) == (expected, False)


def test_a_tie_broken_for_one_sender_stays_open_for_another() -> None:
    MATCHER.match("Kepek", {KEPEK_SAPTOSARI})
    assert MATCHER.match("Kepek").candidates == KEPEK_BOTH


# Explanations


def test_a_match_explains_what_each_word_was_taken_for() -> None:
    said = [str(step) for step in MATCHER.match("Pemkal Kepek Saptosari").explanation]
    assert said == [
        "Read as “pemkal kepek saptosari”.",
        "“pemkal” says the kind of unit: Kalurahan.",
        "“kepek” is the name of Kalurahan Kepek (34.03.01.2002); Kalurahan Kepek (34.03.15.2004).",
        "“saptosari” is the name of Kapanewon Saptosari (34.03.15).",
        "The places named lie one within the other; that leaves Kalurahan Kepek (34.03.15.2004).",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Bendunga", "nearest to it in spelling: Kalurahan Bendung (34.03.12.2005)"),
        ("Penkal Jurangjero", "“penkal” is taken for a slip of “pemkal”."),
        ("DPMTSP", "“dpmtsp” is taken for a slip of “dpmptsp”."),
        ("", "That names no unit of the register."),
        ("Kepek, Sleman", "“sleman” is a place outside the regency."),
        ("Puskesmas Semin", "“puskesmas” is another body, not a unit of the register."),
        ("Dinas Kesehatan Xyz", "“xyz” is not understood."),
        ("Diskominfo GK", "“gk” is the regency itself; that agrees and settles nothing."),
        ("34.03.01.2002 Kepek", "“3403012002” is the code of Kalurahan Kepek (34.03.01.2002)."),
        ("Prokopim Setda", "“setda” is short for Sekretariat Daerah (OPD-SETDA)."),
        ("Kapanewon Saptosari, Kepek", "It may be the kapanewon with its address or the kalurahan in it"),
        ("Kalurahan Rongkop", "No unit of the kind that was said has this name"),
        ("Bejiharjo", "The whole answer is a name, code or label in the register."),
    ],
)
def test_the_reason_is_said(text: str, said: str) -> None:
    assert said in " ".join(str(step) for step in MATCHER.match(text).explanation)


def test_every_explanation_can_be_shown() -> None:
    explained = {row["text"]: MATCHER.match(row["text"]).explanation for row in CORPUS[::7]}
    assert [text for text, steps in explained.items() if not (steps and all(str(step) for step in steps))] == []


# What is no text, and what is hostile


@pytest.mark.parametrize(
    "cell",
    [None, math.nan, math.inf, True, 12.5, 10**400, datetime(2026, 10, 1), b"Kepek", [], {}, object()],
    ids=lambda cell: type(cell).__name__,
)
def test_what_is_no_text_is_unknown(cell: object) -> None:
    match = MATCHER.match(cell)
    assert (match.code, match.candidates) == (None, ())


@pytest.mark.parametrize("cell", [3403012002, 3403012002.0, "3403012002.0"])
def test_a_code_that_became_a_number_is_still_a_code(cell: object) -> None:
    assert _code(cell) == KEPEK_WONOSARI


@pytest.mark.parametrize(
    "text", ["", " ", "-", "\u200b", "\ud800", "Kepek " * 10_000, "x" * 50_000, "(" * 5_000, "\u0301" * 9_000, "ﷺ" * 500, "a b " * 79]
)
def test_hostile_strings_are_unknown(text: str) -> None:
    match = MATCHER.match(text)
    assert (match.code, match.candidates) == (None, ())


@given(st.text(max_size=80) | st.from_type(type).flatmap(lambda _: st.none() | st.floats() | st.integers() | st.binary()))
def test_nothing_raises_and_a_code_is_always_a_units(cell: object) -> None:
    match = MATCHER.match(cell)
    assert match.code is None or match.code in BY_CODE
    assert set(match.candidates) <= set(BY_CODE)


WORDS = sorted({word for row in CORPUS for word in row["text"].split()})


@given(st.lists(st.sampled_from(WORDS), max_size=7), st.sampled_from([" ", ", ", "/", " dan ", "-", ""]))
def test_any_jumble_of_typed_words_is_read_without_error_and_alike_each_time(typed: list[str], sign: str) -> None:
    text = sign.join(typed)
    first = MATCHER.match(text)
    assert first == UnitMatcher.match(MATCHER, f" {text} ") or text.startswith(("@", "http"))
    assert first.explanation


@given(st.sampled_from(CORPUS), st.randoms(use_true_random=False))
def test_case_invisible_characters_and_odd_spaces_change_nothing(row: dict[str, str], random: object) -> None:
    text = row["text"]
    noisy = "".join(_noisy(char, random.choice) for char in text)  # type: ignore[attr-defined]
    plain, disturbed = MATCHER.match(text), MATCHER.match(noisy)
    assert (plain.code, plain.candidates) == (disturbed.code, disturbed.candidates)


def _noisy(char: str, choose: Callable[[list[str]], str]) -> str:
    if char == " ":
        return choose([" ", "\u00a0", "  ", "\u2009"])
    shown = choose([char.upper(), char.lower()]) if char.isascii() else char
    return shown + choose(["", "", "\u200b", "\u00ad", "\ufeff"])


# Registers of other people


def test_aliases_may_be_a_list_or_one_text_and_names_may_carry_their_kind_and_parent() -> None:
    matcher = UnitMatcher(
        [
            _unit("K1", "Kapanewon Saptosari", "Kapanewon"),
            _unit("K2", "Kecamatan Wonosari", "kecamatan"),
            _unit("V1", "Kalurahan Kepek", "kalurahan", "K1", "Kepek Sapto; Desa Kepek"),
            _unit("V2", "Kepek (Wonosari)", KALURAHAN, "K2", ["Kepek Kota|Kepek Wns", math.nan]),
            _unit("D1", "Dinas Komunikasi dan Informatika", aliases=("Kominfo|Dinas Kominfo",)),
            _unit("D2", "Dinkes Gunungkidul", aliases=None),
        ]
    )
    read = {
        "Kepek": None,
        "Desa Kepek": None,
        "Kepek Saptosari": "V1",
        "Kepek Sapto": "V1",
        "kepek kota": "V2",
        "Kepek Wns": "V2",
        "Kominfo": "D1",
        "Dinas Kesehatan": "D2",
    }
    assert {text: matcher.match(text).code for text in read} == read


def test_an_alias_that_is_another_units_name_is_asked() -> None:
    matcher = UnitMatcher([_unit("D1", "Rumah Sakit", aliases="Semin"), _unit("K1", "Semin", KAPANEWON)])
    assert set(matcher.match("Semin").candidates) == {"D1", "K1"}


def test_another_regencys_register_is_at_home_in_its_own_regency() -> None:
    matcher = UnitMatcher(
        [
            _unit("34.04.07", "Depok", KAPANEWON),
            _unit("34.04.07.2001", "Caturtunggal", KALURAHAN, "34.04.07"),
            _unit("OPD-DINKES", "Dinas Kesehatan"),
        ]
    )
    assert matcher.match("Caturtunggal, Depok, Sleman").code == "34.04.07.2001"
    assert matcher.match("Dinas Kesehatan Sleman").code == "OPD-DINKES"
    assert matcher.match("Dinkes Gunungkidul").code is None


def test_a_body_that_the_register_lists_is_a_unit() -> None:
    matcher = UnitMatcher([_unit("U1", "UPT Puskesmas Semin"), _unit("U2", "Puskesmas Playen"), _unit("K1", "Semin", KAPANEWON)])
    assert matcher.match("Puskesmas Semin").code == "U1"
    assert matcher.match("Puskesmas Patuk").code is None
    assert matcher.match("Puskesmas").code is None


def test_names_that_look_like_missing_values_are_names() -> None:
    matcher = UnitMatcher([_unit("a", "NA", KALURAHAN, "k"), _unit("b", "None", KALURAHAN, "k"), _unit("k", "Null", KAPANEWON)])
    assert [matcher.match(text).code for text in ("NA", "None", "Null", "Kalurahan NA")] == ["a", "b", "k", "a"]
    assert matcher.match(None).code is matcher.match(math.nan).code is None


def test_numbered_names_are_not_corrected_into_one_another() -> None:
    matcher = UnitMatcher([_unit(f"u{n}", f"Unit Kerja {n}") for n in range(100, 200)])
    assert matcher.match("unit kerja 142").code == "u142"
    assert matcher.match("Unit Kerja 242").code is None


def test_parents_in_a_circle_and_blank_names_do_no_harm() -> None:
    matcher = UnitMatcher([_unit("a", "Atas", KAPANEWON, "b"), _unit("b", "Bawah", KALURAHAN, "a"), _unit("c", "", KALURAHAN, "c")])
    assert matcher.match("Bawah, Atas").code in (None, "a", "b")
    assert UnitMatcher([]).match("Kepek").code is None


def test_a_large_register_is_read_by_name_and_parent() -> None:
    first, last = ("sari", "rejo", "mulyo", "harjo", "asem"), ("karang", "sumber", "giri", "banjar", "sido", "candi", "tambak", "bulu")
    kapanewon = [_unit(f"k{i}", f"{last[i % 8]}{first[i % 5]}{'abcde'[i // 40]}", KAPANEWON) for i in range(200)]
    units = [_unit(f"{above.code}.{j}", f"{last[j % 8]}{first[j // 8]}", KALURAHAN, above.code) for above in kapanewon for j in range(40)]
    matcher = UnitMatcher([*kapanewon, *units])
    assert matcher.match(f"Kal. {units[777].name} Kap. {kapanewon[19].name}").code == units[777].code
    assert matcher.match(f"Kalurahan {units[777].name[:3]}{units[777].name[4:]} {kapanewon[19].name}").code == units[777].code
    assert len(matcher.match(units[777].name).candidates) == 200


KIND_SLIPS = ["Penkal", "Pemkla", "Kalurhan", "kalurhaan", "Keluraahn", "Pemrintah kalurahan", "kpurahan", "dsea", "dessa", "kall", "lurha"]


@pytest.mark.parametrize("slip", KIND_SLIPS)
def test_a_slip_in_the_word_for_the_kind_is_understood_from_the_name_beside_it(slip: str) -> None:
    assert [_code(f"{slip} {name}") for name in ("Jurangjero", "Bejiharjo", "Semin")] == ["34.03.13.2003", "34.03.09.2001", "34.03.12.2010"]


def test_a_short_slip_that_may_be_either_kind_settles_no_name_that_both_have() -> None:
    assert _code("kak Grogol") == "34.03.05.2003"
    assert MATCHER.match("kak Semin").candidates == ("34.03.12", "34.03.12.2010")


@pytest.mark.parametrize("body", ["Kader", "Kadus", "Dasawisma", "KKN", "Kelompok", "Pemuda", "Dsn", "KIM", "Dewi", "Lurik", "Kebun"])
def test_another_body_of_the_place_is_not_taken_for_a_slip_in_the_kind(body: str) -> None:
    assert _code(f"{body} Piyaman") is None


@pytest.mark.parametrize("name", ["BPKPD", "Disbun", "Dishut", "Bapedal", "DPUPKP", "DPPKAD", "BPKP", "BPPD", "DKI", "PA", "Dishubkominfo"])
def test_abbreviations_of_other_bodies_are_neither_ours_nor_slips_of_ours(name: str) -> None:
    assert _code(name) is None


def test_a_kind_that_a_name_cannot_have_is_asked_about_even_beside_its_kapanewon() -> None:
    assert _code("Kalurahan Panggang Kapanewon Panggang") is None
    assert _code("Kalurahan Saptosari Kepek") == KEPEK_SAPTOSARI


def test_a_short_name_that_slipped_is_no_word_for_a_kind() -> None:
    assert _code("kelr, Purwosari") is None


@pytest.mark.parametrize(
    "typed", ["Kaluraan Bejiharo Kapanewn Karangmoj", "bejiahrj karangmojo", "Kal. Girisekra, Pangang", "Sumberjo semin"]
)
def test_a_name_and_its_place_vouch_for_each_other(typed: str) -> None:
    assert _code(typed) in {"34.03.09.2001", "34.03.06.2002", "34.03.12.2004"}


def test_another_ending_makes_another_name_even_beside_its_place() -> None:
    assert MATCHER.match("Karangrejo Wonosari").code is None


def test_what_a_comma_parts_from_a_name_is_no_slip_in_its_kind() -> None:
    assert _code("kek, Ngawen") is None
    assert _code("kek Ngawen") == "34.03.13"
