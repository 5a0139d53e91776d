"""Heads are addressed as their offices are called, and only addresses that can work are used."""

from __future__ import annotations

import pytest

from sheets_sync.domain.message import Address
from sheets_sync.domain.unit import Unit
from sheets_sync.emails._people import distinct_names, head_mailbox, head_of, name_of_head, operator_mailboxes, unit_name
from tests.builders import kalurahan, kapanewon, opd


@pytest.mark.parametrize(
    ("unit", "head"),
    [
        (opd(), "Kepala Dinas Kesehatan"),
        (opd("B", "Bagian Umum"), "Kepala Bagian Umum"),
        (opd("S", "Sekretariat Daerah"), "Sekretaris Daerah"),
        (opd("W", "Sekretariat Dewan Perwakilan Rakyat Daerah"), "Sekretaris Dewan Perwakilan Rakyat Daerah"),
        (opd("I", "Inspektorat Daerah"), "Inspektur Daerah"),
        (opd("R", "Rumah Sakit Umum Daerah Wonosari"), "Direktur Rumah Sakit Umum Daerah Wonosari"),
        (opd("P", "Satuan Polisi Pamong Praja"), "Kepala Satuan Polisi Pamong Praja"),
        (kapanewon(), "Panewu Wonosari"),
        (kalurahan(), "Lurah Kepek"),
        (kalurahan(head_title="Pj. Lurah"), "Pj. Lurah Kepek"),
        (kalurahan(head_title=" Lurah kepek "), "Lurah kepek"),
        (opd(head_title="Plt. Kepala Dinas"), "Plt. Kepala Dinas"),
    ],
)
def test_heads_are_called_by_their_office(unit: Unit, head: str) -> None:
    assert head_of(unit) == head


@pytest.mark.parametrize(("typed", "name"), [("", ""), ("Lurah  kepek", ""), (" S. Contoh, S.E.", "S. Contoh, S.E.")])
def test_an_office_where_a_name_should_be_is_not_said_twice(typed: str, name: str) -> None:
    assert name_of_head(kalurahan(head_name=typed)) == name


@pytest.mark.parametrize(
    ("unit", "name"),
    [(kalurahan(), "Kalurahan Kepek"), (kalurahan(name="KALURAHAN KEPEK"), "KALURAHAN KEPEK"), (opd(), "Dinas Kesehatan")],
)
def test_units_are_named_with_their_kind(unit: Unit, name: str) -> None:
    assert unit_name(unit) == name


def test_namesakes_are_named_with_what_they_belong_to() -> None:
    units = [
        kapanewon(),
        kapanewon("34.03.15", "Saptosari"),
        kalurahan(),
        kalurahan(2001, "kepek", "34.03.15"),
        kalurahan(2009, "Wonosari"),
    ]
    names = distinct_names({unit.code: unit for unit in units})
    assert list(names.values()) == [
        "Kapanewon Wonosari", "Kapanewon Saptosari", "Kalurahan Kepek (Wonosari)", "Kalurahan kepek (Saptosari)", "Kalurahan Wonosari",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "email",
    [
        "",
        "-",
        "belum ada",
        "a@b",
        "a b@example.go.id",
        "a@example",
        "a..b@example.id",
        "é@example.id",
        "a@ex_ample.id",
        "a@b@example.id",
        "<a@example.id>",
        "a@example.id, b@example.id",
        "a@example.id\r\nBcc: x@example.id",
        "x" * 65 + "@example.id",
    ],
)
def test_unusable_addresses_are_none(email: str) -> None:
    assert head_mailbox(opd(head_email=email)) is None


def test_the_heads_mailbox_bears_the_name_or_the_office() -> None:
    assert head_mailbox(opd(head_email=" a.b+c@example.go.id ")) == Address("a.b+c@example.go.id", "Kepala Dinas Kesehatan")
    assert head_mailbox(opd(head_email="a@example.go.id", head_name="Contoh")) == Address("a@example.go.id", "Contoh")


def test_a_name_is_not_shared_by_several_operators() -> None:
    assert operator_mailboxes(opd(operator_emails=("a@example.id", "b@example.id"))) == [Address("a@example.id"), Address("b@example.id")]
