from types import SimpleNamespace

from sheets_sync.domain.responses import FormTimes
from sheets_sync.language import Language
from sheets_sync.rules import submission_times
from tests.office import Office, found, good


def said(finding, code="en"):
    return Language(code).fill(finding.message, finding.values)


def test_an_office_without_a_form_of_its_own_hears_nothing_of_it():
    assert not found(Office([good()]).assess(), "submission-times")


def test_the_office_is_told_once_that_the_form_was_asked():
    (finding,) = found(Office([good()], form=[]).assess(), "submission-times")
    assert (finding.severity, finding.unit, finding.month, finding.row) == ("info", "", None, None)
    assert "the form itself" in said(finding)
    assert "formulir" in said(finding, "id")


def test_the_office_is_told_when_the_form_could_not_be_asked():
    facts = SimpleNamespace(responses=SimpleNamespace(form_times=FormTimes()))
    (values,) = submission_times.find(facts).values
    text = Language("en").fill(submission_times.RULE.message, values)
    assert text == "When a response was first sent is taken from the sheet alone, for the form's responses cannot be read."
