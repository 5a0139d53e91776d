from datetime import datetime

from tests.office import Office, found, good, instagram


def test_a_post_of_an_earlier_month_is_pointed_out():
    rows = [good(month="September 2026", at=datetime(2026, 10, 3)), good()]
    (finding,) = found(Office(rows).assess(), "link-reused")
    assert (str(finding.month), str(finding.values["earlier"]), finding.severity) == ("2026-10", "2026-09", "warning")


def test_new_posts_are_silent():
    rows = [good(month="September 2026", at=datetime(2026, 10, 3)), good(instagram=(1, instagram(2)))]
    assert not found(Office(rows).assess(), "link-reused")
