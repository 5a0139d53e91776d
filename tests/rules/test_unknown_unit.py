from tests.office import Office, found, good


def test_a_name_nobody_bears_is_asked_about_and_counted_for_nobody():
    assessment = Office([good(), good("Pemkal Maju Jaya Sleman")]).assess()
    (finding,) = found(assessment, "unknown-unit")
    assert (finding.row, finding.unit, finding.values["text"], finding.severity) == (3, "", "Pemkal Maju Jaya Sleman", "error")


def test_a_blank_name_is_told_too():
    (finding,) = found(Office([good(), good(None)]).assess(), "unknown-unit")
    assert finding.values["text"] == "–"


def test_a_known_name_is_silent():
    assert not found(Office([good()]).assess(), "unknown-unit")
