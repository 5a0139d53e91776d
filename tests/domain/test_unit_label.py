"""How the form names units: one text, one unit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.domain.unit import KINDS, Unit
from sheets_sync.domain.unit_label import label_key, unit_labels


def labels(*units: Unit) -> dict[str, str]:
    return unit_labels({unit.code: unit for unit in units})


WONOSARI = Unit("01", "Wonosari", "KAPANEWON")
SAPTOSARI = Unit("15", "Saptosari", "KAPANEWON")


def test_a_kalurahan_stands_with_its_kapanewon_an_agency_by_its_name() -> None:
    shown = labels(
        Unit("OPD-DINKES", "Dinas Kesehatan", "OPD"),
        WONOSARI,
        SAPTOSARI,
        Unit("01.1", "Wonosari", "KALURAHAN", "01"),
        Unit("01.2", "Kepek", "KALURAHAN", "01"),
        Unit("15.4", "Kepek", "KALURAHAN", "15"),
    )
    assert list(shown.values()) == [
        "Dinas Kesehatan",
        "Kapanewon Wonosari",
        "Kapanewon Saptosari",
        "Kalurahan Wonosari (Wonosari)",
        "Kalurahan Kepek (Wonosari)",
        "Kalurahan Kepek (Saptosari)",
    ]


def test_another_unit_in_the_register_changes_no_kalurahans_label() -> None:
    kepek = Unit("01.2", "Kepek", "KALURAHAN", "01")
    assert labels(WONOSARI, kepek)["01.2"] == labels(WONOSARI, kepek, SAPTOSARI, Unit("15.4", "Kepek", "KALURAHAN", "15"))["01.2"]


def test_a_name_that_already_says_kind_and_place_is_not_made_longer() -> None:
    assert labels(WONOSARI, Unit("01.2", "Kalurahan Kepek  (Wonosari)", "KALURAHAN", "01"))["01.2"] == "Kalurahan Kepek (Wonosari)"


def test_parts_of_offices_with_one_name_stand_with_their_office() -> None:
    parts = Unit("A", "Bagian Umum", "OPD", "S"), Unit("B", "Bagian Umum", "OPD", "D")
    assert labels(Unit("S", "Setda", "OPD"), Unit("D", "Setwan", "OPD"), *parts) == {
        "S": "Setda",
        "D": "Setwan",
        "A": "Bagian Umum (Setda)",
        "B": "Bagian Umum (Setwan)",
    }


@pytest.mark.parametrize(
    "other",
    [
        Unit("02", "Kepek", "KALURAHAN", "01"),
        Unit("02", "Playen", "KALURAHAN", "01", aliases=("KEPEK",)),
        Unit("Kepek", "Playen", "KALURAHAN", "01"),
    ],
    ids=["name", "alias", "code"],
)
def test_a_label_that_could_mean_another_unit_carries_the_code(other: Unit) -> None:
    assert labels(WONOSARI, Unit("OPD-KEPEK", "Kepek", "OPD"), other)["OPD-KEPEK"] == "Kepek [OPD-KEPEK]"


def test_a_name_of_figures_is_kept_from_becoming_a_number_in_the_spreadsheet() -> None:
    assert labels(Unit("N", "007", "OPD")) == {"N": "007 [N]"}


def test_a_unit_that_is_its_own_parent_is_not_put_behind_itself() -> None:
    assert labels(Unit("01.2", "Kepek", "KALURAHAN", "01.2")) == {"01.2": "Kalurahan Kepek"}


_text = st.text("ab ()[]#2Aß１", max_size=6)
_codes = st.text("abcAB[]2", min_size=1, max_size=4)


@given(st.lists(st.builds(Unit, _codes, _text, st.sampled_from(KINDS), _codes | st.just(""), st.tuples(_text)), max_size=8))
def test_no_two_labels_are_alike_and_none_is_another_units_name(units: list[Unit]) -> None:
    register = {unit.code: unit for unit in units}
    shown = unit_labels(register)
    assert list(shown) == list(register)
    assert len({label_key(label) for label in shown.values()}) == len(shown)
    for code, label in shown.items():
        others = [unit for unit in register.values() if unit.code != code]
        names = {name for unit in others for each in (unit.name, unit.code, *unit.aliases) for name in (each, f"{unit.kind} {each}")}
        assert label_key(label) not in {label_key(name) for name in names}
        assert label.strip() == label
        assert label
