from tests.office import Office, found, instagram, response, status


def test_a_zero_with_links_is_asked_about_and_stands():
    assessment = Office([response(instagram=("nihil", instagram(1)))]).assess()
    (finding,) = found(assessment, "zero-with-links")
    assert (finding.severity, status(assessment)) == ("warning", "COMPLETE")


def test_a_plain_zero_is_silent():
    assert not found(Office([response(instagram=("nihil", "-"))]).assess(), "zero-with-links")
