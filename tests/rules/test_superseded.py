from datetime import datetime

from tests.office import Office, found, good, instagram, response


def test_a_later_answer_replaces_an_earlier_one_and_says_so():
    rows = [response(instagram=(8, instagram(1))), response(at=datetime(2026, 11, 4), instagram=(9, None))]
    (finding,) = found(Office(rows).assess(), "superseded")
    assert (finding.values["old"], finding.values["new"], finding.values["later"], finding.row) == ("8", "9", "3", 2)


def test_the_same_answer_again_or_a_blank_is_silent():
    again = [good(), good(at=datetime(2026, 11, 4))]
    blank = [good(), response(at=datetime(2026, 11, 4), Catatan="terima kasih")]
    assert not found(Office(again).assess(), "superseded")
    assert not found(Office(blank).assess(), "superseded")
