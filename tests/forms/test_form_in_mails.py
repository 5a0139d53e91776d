"""The button of every letter opens the office's form with unit and month filled in, over a real mail server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage
from html import unescape
from pathlib import Path

import pytest

from sheets_sync.adapters.form_record import FormRecord, write_record
from sheets_sync.domain.form import answers_in
from tests.mail_office import MailOffice
from tests.mail_server.faulty import Behaviour, faulty_server
from tests.office import good, instagram, response

FORM_ID = "1FormOfTheOffice_0123456789abcdefghijklm"
RECORD = FormRecord(FORM_ID, "https://docs.google.com/forms/d/e/ours/viewform", "3f2a91c0", "0000000b", "plan")
BY_HAND = "https://docs.google.com/forms/d/e/hand/viewform?usp=pp_url&entry.1=UNIT&entry.2=BULAN"
STATED = "https://forms.example.com/laporan"
HALF_DONE = good(at=datetime(2026, 11, 2, 9), instagram=(2, ""))
LETTERS = {
    "reminder": ("2026-11-02", "kepek", "remind"),
    "overdue": ("2026-11-06", "kepek", "remind"),
    "unit_report": ("2026-11-10", "lurah.kepek", "send"),
}
KEPEK = "Kalurahan Kepek (Wonosari)"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[MailOffice]:
    with faulty_server(Behaviour()) as server:
        yield MailOffice(tmp_path, server).write(HALF_DONE)


def with_form(office: MailOffice, *lines: str) -> MailOffice:
    text = office.config.read_text(encoding="utf-8").replace(f'url = "{STATED}"', "\n".join(lines))
    office.config.write_text(text, encoding="utf-8")
    return office


def button(letter: EmailMessage) -> str:
    """Where the button of a letter leads; the same as in its plain text."""
    html, plain = letter.get_body(("html",)), letter.get_body(("plain",))
    assert html
    assert plain
    links = {unescape(link) for link in re.findall(r'href="(https://(?:docs\.google|forms\.example)\.com/[^"]+)"', html.get_content())}
    assert len(links) == 1, links
    link = links.pop()
    assert link in plain.get_content().replace("\n", "")
    return link


def filled_in(office: MailOffice, recipient: str = "kepek") -> list[str]:
    """What the latest letter's button fills in."""
    return [answer for question, answer in answers_in(button(office.letter(recipient))) if question.startswith("entry.")]


@pytest.mark.parametrize("form", ["ours", "by hand"])
def test_reminder_overdue_note_and_report_open_the_form_of_their_unit_and_month(office: MailOffice, form: str) -> None:
    if form == "ours":
        write_record(office.path, RECORD)
    with_form(office, *([f'prefilled = "{BY_HAND}"'] if form == "by hand" else []))
    where = "https://docs.google.com/forms/d/e/ours/" if form == "ours" else "https://docs.google.com/forms/d/e/hand/"
    for kind, (day, recipient, command) in LETTERS.items():
        assert office.run(day, "--only", "34.03.01.2002", command=command) == 0
        assert button(office.letter(recipient)).startswith(where), kind
        assert filled_in(office, recipient) == [KEPEK, "Oktober 2026"], kind


def test_the_receipt_of_an_incomplete_report_opens_it_too(office: MailOffice) -> None:
    write_record(office.path, RECORD)
    office.write(good(at=datetime(2026, 11, 1, 9), instagram=(2, "")))
    with_form(office).run("2026-11-01")
    assert "Belum Lengkap" in office.text("kepek")
    assert filled_in(office) == [KEPEK, "Oktober 2026"]


def test_a_receipt_for_an_answer_not_understood_fills_in_what_was(office: MailOffice) -> None:
    write_record(office.path, RECORD)
    office.write(response(month="akhir tahun", at=datetime(2026, 11, 1, 9), instagram=(1, instagram(1))))
    with_form(office).run("2026-11-01")
    assert "belum dihitung" in office.text("kepek").lower()
    assert filled_in(office) == [KEPEK]


def test_the_stated_address_serves_where_nothing_more_is_known(office: MailOffice) -> None:
    office.run("2026-11-02", command="remind")
    assert button(office.letter("kepek")) == STATED


def test_the_record_of_another_form_or_an_unfinished_one_is_not_trusted(office: MailOffice) -> None:
    write_record(office.path, RECORD)
    with_form(office, f'url = "{STATED}"', 'id = "1AnotherForm_0123456789abcdefghijklmnop"')
    office.run("2026-11-02", command="remind")
    assert button(office.letter("kepek")) == STATED
    write_record(office.path, FormRecord("1AnotherForm_0123456789abcdefghijklmnop", RECORD.responder_uri))
    office.run("2026-11-04", command="remind")
    assert button(office.letter("kepek")) == STATED
