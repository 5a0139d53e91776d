from tests.office import KEPEK, Office, found, response, status


def test_a_profile_is_no_post():
    assessment = Office([response(instagram=(3, "https://www.instagram.com/kepek_wonosari/"))]).assess()
    (finding,) = found(assessment, "profile-link")
    assert (finding.severity, status(assessment)) == ("error", "INCOMPLETE")


def test_a_front_page_is_no_page_of_its_own():
    register = [{**KEPEK, "Website": "https://kepek-wonosari.desa.id", "Instagram": ""}]
    front = Office([response("Kepek", website=(1, "https://kepek-wonosari.desa.id/"))], register).assess()
    page = Office([response("Kepek", website=(1, "https://kepek-wonosari.desa.id/first/artikel/12"))], register).assess()
    assert len(found(front, "profile-link")) == 1
    assert not found(page, "profile-link")
    assert (status(front), status(page)) == ("INCOMPLETE", "COMPLETE")
