import pytest

from tests.office import KEPEK, Office, found, instagram, response, status


def test_a_link_that_names_another_account_is_a_warning():
    assessment = Office([response(instagram=(1, instagram(1, "akun_lain")))]).assess()
    (finding,) = found(assessment, "not-own-account")
    assert (finding.values["account"], finding.values["registered"], finding.severity) == (
        "akun_lain",
        "@kepek_wonosari",
        "warning",
    )
    assert status(assessment) == "COMPLETE"


@pytest.mark.parametrize("account", ["kepek_wonosari", "KEPEK_WONOSARI", ""])
def test_its_own_account_or_none_named_is_silent(account):
    assert not found(Office([response(instagram=(1, instagram(1, account)))]).assess(), "not-own-account")


def test_a_renamed_account_is_fine():
    register = [{**KEPEK, "Instagram": "@kepek_lama | @kepek_wonosari"}]
    assert not found(Office([response("Kepek", instagram=(1, instagram(1, "kepek_lama")))], register).assess(), "not-own-account")
