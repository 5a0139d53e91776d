from datetime import datetime

from tests.office import KEPEK, Office, found, instagram, response


def test_fewer_than_planned_is_information():
    register = [{**KEPEK, "Target Unggahan": "instagram 8; website 4"}]
    assessment = Office([response("Kepek", instagram=(5, instagram(1)))], register).assess()
    (finding,) = found(assessment, "below-target")
    assert (finding.platform, finding.values["number"], finding.values["target"], finding.severity) == ("instagram", 5, 8, "info")


def test_a_target_for_all_platforms_together():
    register = [{**KEPEK, "Target Unggahan": 8}]
    (finding,) = found(Office([response("Kepek", instagram=(5, instagram(1)), tiktok=(2, None))], register).assess(), "below-target")
    assert (finding.platform, finding.values["number"]) == ("", 7)


def test_the_running_month_and_an_unreadable_count_are_silent():
    register = [{**KEPEK, "Target Unggahan": "instagram 8"}]
    assert not found(Office([response("Kepek", "November 2026", instagram=(5, instagram(1)))], register).assess(), "below-target")
    assert not found(Office([response("Kepek", instagram=("banyak", instagram(1)))], register).assess(), "below-target")
    assert not found(Office([response("Kepek", instagram=(8, instagram(1)))], register).assess(), "below-target")


def test_no_total_is_held_against_the_target_while_a_count_of_it_cannot_be_read():
    register = [{**KEPEK, "Target Unggahan": 8}]
    rows = [response("Kepek", instagram=(5, instagram(1)), tiktok=("banyak", None))]
    assert not found(Office(rows, register).assess(), "below-target")
    assert found(Office([*rows, response("Kepek", tiktok=(2, None), at=datetime(2026, 11, 4))], register).assess(), "below-target")
