from __future__ import annotations

import pytest

from sheets_sync.errors import SettingsError
from sheets_sync.forms.form_id import form_id

ID = "1aBcD_efGhIjKlMnOpQrStUvWxYz-0123456789abc"


@pytest.mark.parametrize(
    "text",
    [
        ID,
        f" {ID}\n",
        f"https://docs.google.com/forms/d/{ID}/edit",
        f"https://docs.google.com/forms/u/1/d/{ID}/edit#responses",
        f"docs.google.com/forms/d/{ID}",
    ],
)
def test_the_id_is_found_in_an_edit_address(text: str) -> None:
    assert form_id(text) == ID


def test_no_form_is_no_form() -> None:
    assert form_id("  ") == ""


@pytest.mark.parametrize(
    "text",
    [
        "https://docs.google.com/forms/d/e/1FAIpQLSdaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/viewform",
        "https://forms.gle/AbCdEfGhIjKlMnOp1",
        "1FAIpQLSdaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    ],
)
def test_the_address_of_those_who_fill_it_in_is_told_apart(text: str) -> None:
    with pytest.raises(SettingsError, match="does not tell"):
        form_id(text)


@pytest.mark.parametrize("text", ["https://docs.google.com/spreadsheets/d/1abc/edit", "formulir", "https://example.go.id/formulir"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="neither"):
        form_id(text)
