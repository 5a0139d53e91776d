"""Whose credentials Google is asked with: the key file loaded, mistakes in it explained."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

from sheets_sync.errors import SettingsError
from sheets_sync.language import N_


def load_credentials(path: Path | None, scopes: tuple[str, ...]) -> Any:
    """google-auth credentials of any kind from a file, or the machine's own; SettingsError says what is wrong with them."""
    import google.auth
    from google.auth.exceptions import GoogleAuthError

    content = {} if path is None else _read_file(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that the file's kind is not fixed beforehand is the point
            if path is None:
                return _quiet(google.auth.default(scopes=scopes)[0])
            loaded = google.auth.load_credentials_from_file(str(path), scopes=scopes)[0]  # type: ignore[no-untyped-call]
            return _quiet(_with_token_uri(loaded, content.get("token_uri")))
    except (GoogleAuthError, ValueError, KeyError, TypeError, AttributeError):
        # the cause is left out on purpose: it may quote the key
        raise _unusable(path) from None


def _with_token_uri(credentials: Any, token_uri: object) -> Any:
    """google-auth follows a service account's token_uri, but not an authorized user's."""
    if isinstance(token_uri, str) and token_uri != getattr(credentials, "token_uri", token_uri):
        return credentials.with_token_uri(token_uri)
    return credentials


def _quiet(credentials: Any) -> Any:
    """Newer google-auth also asks another host, in a thread and without a time-out, in which regions the account may work; what the
    job uses has no regions, so that question is not asked."""
    if hasattr(credentials, "_is_regional_access_boundary_lookup_required"):
        credentials._is_regional_access_boundary_lookup_required = lambda: False
    return credentials


def _read_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise _missing(path)
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        raise _unusable(path) from None
    if not isinstance(content, dict):
        raise _unusable(path)
    if "installed" in content or "web" in content:
        raise SettingsError(
            N_("{path} identifies an application (OAuth client), it does not grant access by itself."),
            remedy=N_("Use the key of a service account: Google Cloud console, IAM, Service accounts, Keys, Add key, JSON."),
            path=path.name,
        )
    return content


def _missing(path: Path) -> SettingsError:
    """The console gives the file a long name of its own, and a browser or Windows may add to it: such a file is named."""
    there = [file.name for file in sorted(path.parent.glob("*.json*")) if file.is_file() and "private_key" in _beginning(file)]
    if there:
        return SettingsError(
            N_("The credentials file {path} does not exist, but its folder has {there}."),
            remedy=N_("If that is the service account's key, give it the name {path}, or correct [workbook] credentials."),
            path=path.name,
            there=", ".join(there),
        )
    return SettingsError(
        N_("There is no credentials file {path} in {folder}."),
        remedy=N_("Download the service account's key (JSON) and put it there, or correct [workbook] credentials."),
        path=path.name,
        folder=path.resolve().parent,
    )


def _beginning(file: Path) -> str:
    try:
        with file.open(encoding="utf-8-sig") as stream:
            return stream.read(4096)
    except (OSError, ValueError):
        return ""


def _unusable(path: Path | None) -> SettingsError:
    if path is None:
        return SettingsError(
            N_("No Google credentials were found on this machine."),
            remedy=N_("Set [workbook] credentials to the key file of a service account, or run “gcloud auth application-default login”."),
        )
    return SettingsError(
        N_("{path} does not hold usable Google credentials."),
        remedy=N_("Download the service account's key (JSON) again; the file must be unchanged and complete."),
        path=path.name,
    )


def account_of(credentials: Any) -> str:
    """The address to share a document with, "" where the credentials do not say."""
    address = getattr(credentials, "service_account_email", "") or getattr(credentials, "account", "")
    return address if isinstance(address, str) and "@" in address else ""
