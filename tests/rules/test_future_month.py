from tests.office import Office, found, good


def test_a_month_not_begun_is_asked_about():
    assessment = Office([good("Gari"), good(month="Desember 2026")]).assess()
    (finding,) = found(assessment, "future-month")
    assert str(finding.values["reported"]) == "2026-12"
    assert [str(month) for month in assessment.months][-1] == "2026-10"


def test_the_running_month_may_be_reported_early():
    assert not found(Office([good(month="November 2026")]).assess(), "future-month")
