import pytest

from tests.office import GARI, KEPEK, Office, found, good


@pytest.mark.parametrize(("header", "part"), [("Nama Operator", "operator"), ("Hak Akses", "passwords"), ("Target Unggahan", "posts")])
def test_what_the_decree_should_settle_is_named(header, part):
    (finding,) = found(Office([good("Gari")], [{**KEPEK, header: ""}, GARI]).assess(), "sk-incomplete")
    assert any(part in words for words in finding.values["parts"])


def test_without_a_decree_only_its_absence_is_told():
    assert not found(Office([good("Gari")], [{**KEPEK, "Nomor SK": "", "Hak Akses": ""}, GARI]).assess(), "sk-incomplete")
