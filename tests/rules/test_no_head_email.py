import pytest

from tests.office import GARI, KEPEK, Office, found, good


@pytest.mark.parametrize("address", ["", "menyusul", "lurah@"])
def test_no_usable_address_is_told(address):
    assessment = Office([good("Gari")], [{**KEPEK, "Email Kepala": address}, GARI]).assess()
    assert [finding.unit for finding in found(assessment, "no-head-email")] == [KEPEK["Kode"]]


def test_an_address_is_silent():
    assert not found(Office([good("Gari")], [GARI]).assess(), "no-head-email")
