from tests.office import Office, found, instagram, response


def test_a_post_written_in_two_ways_is_one_post():
    links = f"{instagram(1)} https://instagram.com/p/DAb00000001?igsh=abc {instagram(2)}"
    (finding,) = found(Office([response(instagram=(3, links))]).assess(), "duplicate-link")
    assert (finding.values["number"], finding.severity) == (1, "warning")
    assert "DAb00000001" in str(finding.values["url"])


def test_different_posts_are_silent():
    assert not found(Office([response(instagram=(2, f"{instagram(1)} {instagram(2)}"))]).assess(), "duplicate-link")
