"""Drafts become messages by templates that can be replaced one by one and that obey nothing typed into a name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from sheets_sync.domain.message import Address, Draft
from sheets_sync.emails import unit_report
from sheets_sync.emails.render import Renderer, one_line
from sheets_sync.language import Language
from tests.builders import assessment, finding, kalurahan
from tests.emails.letters import HOSTILE
from tests.emails.reading import Reading
from tests.emails.showcase import CONTEXT

ENGLISH = Language("en")


def draft_about(name: str) -> Draft:
    village = kalurahan(name=name, accounts={"website": name}, head_name=name)
    findings = [{**finding("missing-count", village), "values": {"platform": name}}]
    (draft,) = unit_report.draft(assessment([village], findings=findings), ENGLISH, CONTEXT)
    return draft


@pytest.mark.parametrize("name", HOSTILE)
def test_names_come_out_as_they_were_typed(name: str) -> None:
    message = Renderer(ENGLISH).message(draft_about(name))
    page = Reading(message.html)
    shown = " ".join(name.translate(dict.fromkeys([0x202E, 0x2066])).split())
    assert page.problems == []
    assert shown in page.words
    assert shown in message.text
    assert f"Kalurahan {shown}"[:59] in message.subject
    assert page.title == message.subject


def test_templates_in_names_are_not_run() -> None:
    message = Renderer(ENGLISH).message(draft_about("{{ 7*7 }}"))
    assert "49" not in Reading(message.html).words
    assert "49" not in message.text + message.subject


def test_a_line_break_in_a_name_makes_no_header_and_no_line() -> None:
    message = Renderer(ENGLISH).message(draft_about("Kepek\r\nBcc: x@example.com\u2028Subject: y"))
    assert "\n" not in message.subject
    assert not any(line.startswith(("Bcc:", "Subject:")) for line in message.text.splitlines())


def test_asking_for_what_the_view_does_not_have_is_an_error() -> None:
    draft = draft_about("Kepek")
    with pytest.raises(UndefinedError, match="standing"):
        Renderer(ENGLISH).message(replace(draft, view={name: value for name, value in draft.view.items() if name != "standing"}))


def test_a_folder_beside_the_settings_overrides_single_templates(tmp_path: Path) -> None:
    override = tmp_path / "emails" / "unit_report" / "subject.txt"
    override.parent.mkdir(parents=True)
    override.write_text("Own words about {{ title }}\n", encoding="utf-8")
    draft = draft_about("Kepek")
    own, usual = Renderer(ENGLISH, tmp_path).message(draft), Renderer(ENGLISH).message(draft)
    assert own.subject == "Own words about Kalurahan Kepek"
    assert own.text == usual.text


def test_a_missing_override_folder_is_no_error(tmp_path: Path) -> None:
    assert Renderer(ENGLISH, tmp_path / "none").message(draft_about("Kepek")).subject.startswith("Kalurahan Kepek")


def test_the_message_keeps_the_drafts_addressees() -> None:
    draft = replace(draft_about("Kepek"), cc=(Address("cc@example.go.id"),))
    message = Renderer(ENGLISH).message(draft)
    assert (message.kind, message.month, message.subject_of, message.to, message.cc) == (
        draft.kind, draft.month, draft.subject_of, draft.to, draft.cc,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line"),
    [("a\r\nb", "a b"), ("a\x00\tb\u2029 c", "a b c"), ("\u202ea\u2069", "a"), ("x" * 12, "x" * 9 + "…"), ("  a ", "a"), ("", "")],
)
def test_one_line(text: str, line: str) -> None:
    assert one_line(text, 10) == line
