import pytest

from tests.office import GARI, KEPEK, Office, found, good, status


def test_a_stranger_is_shown_and_the_report_counts():
    assessment = Office([good(sender="someone@example.com")]).assess()
    (finding,) = found(assessment, "unregistered-submitter")
    assert finding.severity == "warning"
    assert "someone" not in str(finding.values)
    assert status(assessment) == "COMPLETE"


def test_an_office_may_enforce_it():
    office = Office([good(sender="someone@example.com"), good("Gari", sender="gari@example.go.id")], submitters="enforce")
    (finding,) = found(office.assess(), "unregistered-submitter")
    assert finding.severity == "error"
    assert (status(office.assess()), status(office.assess(), GARI["Kode"])) == ("MISSING", "COMPLETE")


@pytest.mark.parametrize("sender", ["kepek@example.go.id", "LURAH.KEPEK@example.go.id"])
def test_the_operator_and_the_head_are_known(sender):
    assert not found(Office([good(sender=sender)]).assess(), "unregistered-submitter")


def test_off_is_silent_and_so_is_a_unit_without_any_address():
    assert not found(Office([good(sender="x@example.com")], submitters="off").assess(), "unregistered-submitter")
    unknown = {**KEPEK, "Email Operator": "", "Email Kepala": ""}
    office = Office([good("Kepek", sender="x@example.com")], register=[unknown], submitters="enforce")
    assert status(office.assess()) == "COMPLETE"
