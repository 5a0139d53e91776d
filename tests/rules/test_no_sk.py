from datetime import datetime

import pytest

from tests.office import GARI, KEPEK, Office, found, good


@pytest.mark.parametrize("number", ["", "-", "belum ada"])
def test_a_unit_without_a_decree_is_told(number):
    assessment = Office([good("Gari")], [{**KEPEK, "Nomor SK": number}, GARI]).assess()
    assert [finding.unit for finding in found(assessment, "no-sk")] == [KEPEK["Kode"]]


def test_a_decree_and_a_closed_unit_are_silent():
    assert not found(Office([good("Gari")], [GARI]).assess(), "no-sk")
    closed = {**KEPEK, "Nomor SK": "", "Aktif Sampai": datetime(2025, 12, 31)}
    assert not found(Office([good("Gari")], [closed, GARI]).assess(), "no-sk")
