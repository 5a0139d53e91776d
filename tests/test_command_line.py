"""A command line that cannot be read: said in the reader's language, with what can be done, and exit code 2."""

import pytest

from sheets_sync.cli import main


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (["snyc"], "Tidak ada perintah snyc. Mungkin maksudnya sync? `sheets-sync --help` menjelaskan"),
        (["zzz"], "Tidak ada perintah zzz. `sheets-sync --help` menjelaskan"),
        (["sync", "--mont", "2026-10"], "Tidak ada pilihan --mont. Mungkin maksudnya --month? `sheets-sync sync --help`"),
        (["sync", "--month"], "Setelah --month harus ada isinya."),
        (["explain", "unit"], "TEKS belum ditulis. `sheets-sync explain --help`"),
        (["explain", "unit", "Pemkal", "Kepek"], "Kepek berlebih di sini; apit teks yang terdiri atas beberapa kata dengan tanda kutip."),
        (["outbox", "rety", "X"], "Tidak ada perintah rety. Mungkin maksudnya retry?"),
        (["snyc", "--lang", "en"], "There is no command snyc. Did you mean sync?"),
    ],
)
def test_a_slip_is_answered_in_the_readers_language(capsys, typed, says):
    assert main(typed, {}) == 2
    said = capsys.readouterr()
    assert says in said.err
    assert (said.out, "Usage" in said.err, "Error" in said.err) == ("", False, False)


@pytest.mark.parametrize(("more", "says"), [([], "There is no command snyc."), (["--lang", "id"], "Tidak ada perintah snyc.")])
def test_the_offices_language_is_spoken_unless_another_is_asked_for(tmp_path, monkeypatch, capsys, more, says):
    (tmp_path / "sheets-sync.toml").write_text('[office]\nlanguage = "en"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    main(["snyc", *more], {})
    assert says in capsys.readouterr().err


def test_an_obstacle_is_told_in_the_offices_language(tmp_path, capsys):
    config = tmp_path / "office.toml"
    config.write_text('[office]\nname = "Office"\nlanguage = "en"\n[workbook]\npath = "none.xlsx"\n', encoding="utf-8")
    assert main(["sync", "--config", str(config)], {}) == 5
    assert "There is no file" in capsys.readouterr().err


def test_no_command_at_all_shows_the_help(capsys):
    main([], {})
    said = capsys.readouterr()
    assert "sync" in said.out + said.err
    assert "doctor" in said.out + said.err
