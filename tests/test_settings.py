import pytest

from sheets_sync.errors import SettingsError
from sheets_sync.language import Language
from sheets_sync.settings import load_settings


def write(tmp_path, text):
    file = tmp_path / "sheets-sync.toml"
    file.write_text(text, encoding="utf-8")
    return file


MINIMAL = '[workbook]\npath = "laporan.xlsx"\n'


def test_a_file_names_only_what_differs(tmp_path):
    settings = load_settings(write(tmp_path, MINIMAL + "[policy]\ndue_day = 7\n"))
    assert (settings.policy.due_day, settings.policy.lock_day) == (7, 20)
    assert settings.path(settings.workbook.path) == tmp_path / "laporan.xlsx"
    assert settings.office.language == "id"


def test_one_title_or_several(tmp_path):
    text = MINIMAL + '[columns]\nunit = "Nama OPD"\nmonth = ["Bulan", "Periode"]\n[columns.register]\n"Nama Unit" = "Nama OPD"\n'
    columns = load_settings(write(tmp_path, text)).columns
    assert (columns.unit, columns.month, columns.register_) == (("Nama OPD",), ("Bulan", "Periode"), {"Nama Unit": ("Nama OPD",)})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (MINIMAL + "[policy]\ndue_dya = 7\n", ["policy.due_dya", "policy.due_day"]),
        (MINIMAL + "[polcy]\ndue_day = 7\n", ["polcy", "policy"]),
        (MINIMAL + "due_day = 7\n", ["workbook.due_day", "policy.due_day"]),
        (MINIMAL + '[policy]\ndue_day = "lima"\n', ["policy.due_day", "lima"]),
        (MINIMAL + "[policy]\ndue_day = 32\n", ["policy.due_day", "32"]),
        (MINIMAL + '[policy]\nplatforms = ["friendster"]\n', ["policy.platforms", "friendster"]),
        (MINIMAL + '[office]\ntimezone = "Asia/Jogja"\n', ["office.timezone", "Asia/Jogja"]),
        (MINIMAL + '[office]\nlanguage = "jv"\n', ["office.language", "jv"]),
        (MINIMAL + 'url = "https://docs.google.com/spreadsheets/d/x"\n', ["workbook", "either path"]),
        (MINIMAL + '[form]\nprefilled = "https://forms.example.com/f?entry.1=UNIT"\n', ["form.prefilled", "UNIT and BULAN"]),
        (MINIMAL + '[form]\nprefilled = "http://forms.example.com/f?entry.1=UNIT&entry.2=BULAN"\n', ["form.prefilled", "UNIT and BULAN"]),
        ("", ["workbook", "either path"]),
        ("office = 3\n", ["office", "section"]),
        ("[workbook\n", ["TOML", "line 1"]),
        (MINIMAL + 'path = "again"\n', ["TOML"]),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_expected(tmp_path, text, says):
    file = write(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        load_settings(file)
    message = str(caught.value)
    assert caught.value.exit_code == 3
    assert str(file) in message
    assert all(word in message for word in says), message


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("due_day = 40", "(isinya 40): paling besar 31."),
        ("due_day = 0", "(isinya 0): paling kecil 1."),
        ('due_day = "lima"', "(isinya 'lima'): yang diharapkan bilangan bulat, tanpa tanda kutip."),
        ('working_days = "kadang"', "(isinya 'kadang'): yang diharapkan true atau false, tanpa tanda kutip."),
        ("exempt = 5", "(isinya 5): yang diharapkan daftar di antara [kurung siku]."),
        ('submitters = "abaikan"', "(isinya 'abaikan'): pilihannya 'off', 'warn', 'enforce'."),
        ('platforms = ["instgram"]', "(isinya ['instgram']): pilihannya website, instagram, facebook, x, tiktok, youtube, threads."),
    ],
)
def test_what_is_expected_is_said_in_the_readers_words(tmp_path, line, says):
    with pytest.raises(SettingsError) as caught:
        load_settings(write(tmp_path, f"{MINIMAL}[policy]\n{line}\n"))
    assert says in caught.value.text(Language("id"))


def test_a_missing_file_says_how_to_make_one(tmp_path):
    with pytest.raises(SettingsError, match="--config"):
        load_settings(tmp_path / "nothing.toml")
