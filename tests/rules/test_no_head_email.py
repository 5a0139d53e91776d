import pytest

from tests.office import GARI, KEPEK, Office, found, good


@pytest.mark.parametrize("address", ["", "menyusul"])
def test_no_usable_address_is_told(address):
    assessment = Office([good("Gari")], [{**KEPEK, "Email Kepala": address}, GARI]).assess()
    assert [finding.unit for finding in found(assessment, "no-head-email")] == [KEPEK["Kode"]]


def test_an_address_that_cannot_be_used_is_not_called_absent():
    assessment = Office([good("Gari")], [{**KEPEK, "Email Kepala": "lurah@example,go.id"}, GARI]).assess()
    assert not found(assessment, "no-head-email")
    assert [finding.unit for finding in found(assessment, "unusable-address")] == [KEPEK["Kode"]]


def test_an_address_is_silent():
    assert not found(Office([good("Gari")], [GARI]).assess(), "no-head-email")
