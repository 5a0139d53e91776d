"""`sheets-sync explain`: every kind of answer, said in words, in both languages."""

import pytest

from sheets_sync.cli import main
from sheets_sync.commands.explain import _KIND_WORDS
from sheets_sync.demo import make_office
from sheets_sync.domain.link import KINDS


@pytest.fixture(scope="module")
def config(tmp_path_factory):
    from datetime import date

    return str(make_office(tmp_path_factory.mktemp("office"), date(2026, 11, 24)).settings)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["unit", "Pemkal Kepek Saptosari"], "34.03.15.2004"),
        (["unit", "Kepek"], "Kalurahan Kepek, Saptosari (34.03.15.2004)"),
        (["unit", "Puskesmas Semin"], "That names no unit of the register."),
        (["unit", "Bejijiharjo"], "That is Kalurahan Bejiharjo, Karangmojo (34.03.09.2001)."),
        (["link", "lihat https://www.instagram.com/p/DAb12345678/?igsh=x"], "instagram:DAb12345678"),
        (["link", "https://bit.ly/3xYz"], "a shortened link"),
        (["link", "terlampir"], "holds no link"),
        (["month", "Nopember", "--submitted", "2026-12-03"], "November 2026"),
        (["month", "46296", "--submitted", "2026-11-03"], "October 2026"),
        (["month", "September-Oktober", "--submitted", "2026-11-03"], "So it has to be asked which month is meant."),
        (["month", "46296"], "The cell holds the number 46296."),
        (["count", "dua belas postingan"], "12"),
        (["count", "lebih dari 5"], "not how many exactly"),
    ],
)
def test_it_says_how_an_answer_is_read(config, capsys, arguments, says):
    assert main(["explain", *arguments, "--config", config, "--lang", "en"], {}) == 0
    assert says in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [["unit", "Pemkal Gari"], ["unit", "Kepek"], ["unit", "?"], ["month", "Oktober"], ["month", "Triwulan I"], ["count", "ada"]],
)
def test_it_concludes_once(config, capsys, arguments):
    assert main(["explain", *arguments, "--config", config, "--lang", "en"], {}) == 0
    said = capsys.readouterr().out
    assert len([line for line in said.splitlines() if line.startswith(("· That", "· So", "· Several", "· Read as Kal"))]) == 1, said


def test_indonesian_is_the_default(config, capsys):
    assert main(["explain", "count", "nihil", "--config", config], {}) == 0
    assert "nol" in capsys.readouterr().out


def test_every_kind_of_link_has_words():
    assert set(_KIND_WORDS) == set(KINDS)
