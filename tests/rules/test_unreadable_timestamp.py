from tests.office import Office, found, good, status


def test_an_unreadable_time_is_told_and_never_called_late():
    assessment = Office([good(at="kemarin sore")]).assess()
    (finding,) = found(assessment, "unreadable-timestamp")
    assert finding.row == 2
    assert status(assessment) == "COMPLETE"


def test_a_readable_time_is_silent():
    assert not found(Office([good(at="2026/11/03 9:12:33 AM GMT+7")]).assess(), "unreadable-timestamp")
