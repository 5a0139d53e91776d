"""What the form's drop-downs offer is read back exactly: every unit by its label, every month by its option."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.unit import KALURAHAN, KAPANEWON, KINDS, OPD, Unit
from sheets_sync.domain.unit_label import unit_labels
from sheets_sync.forms.prefilled import month_option
from sheets_sync.intake.months import parse_month
from sheets_sync.intake.unit_names import UnitMatcher
from sheets_sync.language import LANGUAGES, Language

REGISTER = Path(__file__).parents[2] / "sheets_sync" / "demo" / "units.csv"


def real_units() -> list[Unit]:
    with REGISTER.open(encoding="utf-8", newline="") as file:
        return [Unit(row["Kode"], row["Nama Unit"], row["Jenis"], row["Induk"]) for row in csv.DictReader(file)]


REGENCY = real_units()


def read_back(units: list[Unit]) -> dict[str, str | None]:
    """What each unit's label is read as."""
    matcher = UnitMatcher(units)
    return {code: matcher.match(label).code for code, label in unit_labels({unit.code: unit for unit in units}).items()}


def test_every_unit_of_the_regency_is_found_by_its_label() -> None:
    units = REGENCY
    assert len(units) == 200
    assert read_back(units) == {unit.code: unit.code for unit in units}


_WORDS = (
    "Kepek",
    "Wonosari",
    "Dinas",
    "Bagian Umum",
    "Setda",
    "Kalurahan",
    "Kabupaten Sleman",
    "=1+1",
    "007",
    "Polres",
    "Kepek / Wonosari",
    "ñ",
    "#2",
)
_name = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3).map(" ".join) | st.text(max_size=8)
_codes = st.sampled_from(["01", "02", "01.1", "OPD-A", "Kepek", "a", "b", "c [d]"])
_hostile = st.lists(
    st.builds(Unit, _codes, _name, st.sampled_from([*KINDS, "SEKOLAH"]), _codes | st.just(""), st.tuples(_name) | st.just(())),
    max_size=8,
    unique_by=lambda unit: unit.code,
)


@given(_hostile)
def test_every_unit_of_any_register_is_found_by_its_label(units: list[Unit]) -> None:
    assert read_back(units) == {unit.code: unit.code for unit in units}


@given(st.lists(st.integers(0, len(REGENCY) - 1), min_size=2, max_size=12), st.booleans())
def test_units_made_to_share_names_are_found_by_their_labels(alike: list[int], backwards: bool) -> None:
    units = REGENCY[::-1] if backwards else REGENCY
    renamed = dict.fromkeys(alike, "Karangmojo")
    register = [Unit(unit.code, renamed.get(i, unit.name), unit.kind, unit.parent) for i, unit in enumerate(units)]
    assert read_back(register) == {unit.code: unit.code for unit in units}


TWINS = [
    Unit("01", "Wonosari", KAPANEWON),
    Unit("01.1", "Kepek", KALURAHAN, "01"),
    Unit("01.2", "Kepek", KALURAHAN, "01"),
    Unit("OPD-KEPEK", "Kepek", OPD),
]


def test_what_is_no_label_is_asked_as_before() -> None:
    matcher = UnitMatcher(TWINS)
    assert matcher.match("Kalurahan Kepek (Wonosari) [01.2]").code == "01.2"
    for text in ("Kepek", "Kalurahan Kepek", "Kalurahan Kepek (Wonosari)"):
        match = matcher.match(text)
        assert match.code is None, text
        assert {"01.1", "01.2"} <= set(match.candidates), text


def test_a_label_is_found_whatever_a_browser_or_sheet_did_to_its_spaces_and_case() -> None:
    assert UnitMatcher(TWINS).match("kalurahan\u00a0KEPEK (Wonosari)  [01.1] ").code == "01.1"


def test_who_asks_why_is_told_that_it_is_in_the_register() -> None:
    steps = [str(step) for step in UnitMatcher(REGENCY).match("Kalurahan Kepek (Saptosari)").explanation]
    assert "The whole answer is a name, code or label in the register." in steps
    assert steps[-1] == "That is Kalurahan Kepek (34.03.15.2004)."


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_month_of_the_form_is_read_as_that_month(code: str) -> None:
    language = Language(code)
    for ordinal in range(ReportingMonth(2020, 1).ordinal, ReportingMonth(2036, 1).ordinal):
        month = ReportingMonth.from_ordinal(ordinal)
        option = month_option(month, language)
        late, soon = month + 14, month
        for sent in (datetime(late.year, late.month, 28), datetime(soon.year, soon.month, 1), None):
            assert parse_month(option, sent) == month, (option, sent)
