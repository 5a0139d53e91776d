"""What Google's refusals mean for a form, and what a person can do about them."""

from __future__ import annotations

from sheets_sync.adapters.google_answers import TRANSIENT_STATUSES, Case, Refusal, explain
from sheets_sync.domain.marks import N_
from sheets_sync.errors import SheetsSyncError, WorkbookAccessError

_CONSOLE = "https://console.cloud.google.com/apis/library/forms.googleapis.com"


def explained(refusal: Refusal, account: str, *, writing: bool) -> SheetsSyncError:
    """The error a person can mend for an answer that is not going to change by asking again."""
    return explain(_CASES, refusal, account, writing=writing, console=_CONSOLE)


def not_by_a_service_account(account: str) -> SheetsSyncError:
    """Why there is no use in asking."""
    return WorkbookAccessError(
        N_("A service account ({account}) owns no files, so it cannot make a form of its own."),
        remedy=N_(
            "Make an empty form at https://forms.new, add this address to its editors (the menu ⋮, Add collaborators), write the form's "
            "address (…/forms/d/…/edit) as id under [form] in the settings, and run `sheets-sync form` again."
        ),
        account=account,
    )


def perhaps_made(title: str) -> SheetsSyncError:
    """The form may be there, or not."""
    return WorkbookAccessError(
        N_("It is not known whether the form “{title}” was made: the answer did not arrive."),
        remedy=N_(
            "Look for it at https://docs.google.com/forms. If it is there, write its address (…/forms/d/…/edit) as id under [form] in "
            "the settings; then run `sheets-sync form` again."
        ),
        title=title,
    )


_API_DISABLED = (
    N_("The Google Forms API is not enabled in the project of these credentials."),
    N_("Enable it at {link}, wait a few minutes, try again."),
)
_NO_SCOPE = (
    N_("These credentials do not cover Google Forms."),
    N_(
        "Use a service account's key, or log in with: gcloud auth application-default login "
        "--scopes=https://www.googleapis.com/auth/forms.body,https://www.googleapis.com/auth/forms.responses.readonly,"
        "https://www.googleapis.com/auth/spreadsheets,"
        "https://www.googleapis.com/auth/cloud-platform"
    ),
)
_QUOTA = (
    N_("Google's limit of requests per minute is used up."),
    N_("Wait a minute and try again; if it happens often, let other scripts that use these credentials run at other times."),
)

_CASES = (
    Case(*_API_DISABLED, codes=(403,), reason="SERVICE_DISABLED"),
    Case(*_API_DISABLED, codes=(403,), words="has not been used in project"),
    Case(*_NO_SCOPE, codes=(403,), reason="ACCESS_TOKEN_SCOPE_INSUFFICIENT"),
    Case(*_NO_SCOPE, codes=(403,), words="authentication scopes"),
    Case(*_QUOTA, codes=(403, 429), status="RESOURCE_EXHAUSTED"),
    Case(*_QUOTA, codes=(429,)),
    Case(
        N_("The form may be read but not changed by {account}."),
        N_("Open it, choose Add collaborators in the menu ⋮, and make this address an editor."),
        codes=(403,), writing=True, known_account=True,
    ),
    Case(
        N_("The form is not shared with {account}."),
        N_("Open it, choose Add collaborators in the menu ⋮, and add this address as an editor."),
        codes=(403,), known_account=True,
    ),
    Case(
        N_("The form is not shared with the account these credentials belong to."),
        N_("Open it, choose Add collaborators in the menu ⋮, and add that account as an editor."),
        codes=(403,),
    ),
    Case(
        N_("The form is not found: its id is wrong, or it was deleted."),
        N_(
            "Open the form and copy its address (…/forms/d/…/edit) into [form] id; a deleted one can be restored from the bin. To begin "
            "with a new one, make [form] id blank and delete the file state/form.json."
        ),
        codes=(404,),
    ),
    Case(
        N_("Google does not accept these credentials any more."),
        N_("Make a new key for the service account and replace the credentials file."),
        codes=(401,),
    ),
    Case(
        N_("Google Forms does not work at the moment (answer {code}, several times)."),
        N_("Nothing is lost; try again later."),
        codes=tuple(sorted(TRANSIENT_STATUSES)),
    ),
)  # fmt: skip
"""The first that fits counts."""
