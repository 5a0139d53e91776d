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


def test_no_command_at_all_shows_the_help(capsys):
    main([], {})
    said = capsys.readouterr()
    assert "sync" in said.out + said.err
    assert "doctor" in said.out + said.err
