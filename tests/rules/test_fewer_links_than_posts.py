from tests.office import Office, found, instagram, response, status


def test_fewer_links_is_a_warning_only():
    assessment = Office([response(instagram=(12, f"{instagram(1)} {instagram(2)}"))]).assess()
    (finding,) = found(assessment, "fewer-links-than-posts")
    assert (finding.values["number"], finding.values["links"], finding.severity) == (12, 2, "warning")
    assert status(assessment) == "COMPLETE"


def test_as_many_or_more_is_silent():
    assert not found(Office([response(instagram=(1, f"{instagram(1)} {instagram(2)}"))]).assess(), "fewer-links-than-posts")
