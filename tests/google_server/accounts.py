"""Who may call: service accounts with their keys, and the token endpoint that checks what they sign."""

from __future__ import annotations

import base64
import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"
MAX_SKEW_S = 300
GOOGLE_AUDIENCE = "https://oauth2.googleapis.com/token"
"""google-auth names it whatever the key file's token_uri says."""


@lru_cache
def _private_key(number: int) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505 -- loaded in a seventh of the time of 2048 bits


@dataclass
class Account:
    """A service account; `revoked` keys are refused, `deleted` accounts unknown."""

    email: str
    key: rsa.RSAPrivateKey = field(default_factory=lambda: _private_key(0))
    key_id: str = "0123456789abcdef0123456789abcdef01234567"
    revoked: bool = False
    deleted: bool = False

    def write_credentials(self, path: Path, token_uri: str) -> Path:
        """The key file as the console hands it out."""
        pem = self.key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        content = {
            "type": "service_account", "project_id": "stand-in", "private_key_id": self.key_id, "private_key": pem.decode(),
            "client_email": self.email, "client_id": "100000000000000000001", "token_uri": token_uri,
            "auth_uri": "https://accounts.google.com/o/oauth2/auth", "universe_domain": "googleapis.com",
        }  # fmt: skip
        path.write_text(json.dumps(content, indent=2), encoding="utf-8")
        return path


@dataclass(frozen=True)
class Grant:
    """What an access token allows."""

    email: str
    scopes: frozenset[str]


class TokenRefusedError(Exception):
    """400 from the token endpoint, with its OAuth error and description."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(error, description)
        self.error = error
        self.description = description


class TokenDesk:
    """Hands out access tokens for signed assertions and refresh tokens."""

    def __init__(self, token_uri: str, wall_clock: Callable[[], float] = time.time) -> None:
        self.token_uri = token_uri
        self.wall_clock = wall_clock
        self.accounts: dict[str, Account] = {}
        self.refresh_tokens: dict[str, str] = {}
        """Refresh token -> address, for authorized users."""
        self._grants: dict[str, Grant] = {}

    def grant_of(self, header: str | None) -> Grant | None:
        kind, _, token = (header or "").partition(" ")
        return self._grants.get(token) if kind == "Bearer" else None

    def exchange(self, form: dict[str, list[str]]) -> dict[str, Any]:
        """The answer to a token request; TokenRefusedError as Google refuses."""
        kind = form.get("grant_type", [""])[0]
        if kind == JWT_BEARER:
            claims = self._verified(form["assertion"][0])
            return self._issue(claims["iss"], claims["scope"])
        if kind == "refresh_token":
            email = self.refresh_tokens.get(form.get("refresh_token", [""])[0])
            if email is None:
                raise TokenRefusedError("invalid_grant", "Token has been expired or revoked.")
            return self._issue(email, form.get("scope", ["https://www.googleapis.com/auth/spreadsheets"])[0])
        raise TokenRefusedError("unsupported_grant_type", f"Invalid grant_type: {kind}")

    def _issue(self, email: str, scope: str) -> dict[str, Any]:
        token = "ya29." + secrets.token_urlsafe(24)
        self._grants[token] = Grant(email, frozenset(scope.split()))
        return {"access_token": token, "expires_in": 3599, "token_type": "Bearer", "scope": scope}

    def _verified(self, assertion: str) -> dict[str, Any]:
        head, payload, signature = assertion.split(".")
        claims = json.loads(_decoded(payload))
        account = self.accounts.get(claims.get("iss", ""))
        if account is None or account.deleted:
            raise TokenRefusedError("invalid_grant", "Invalid grant: account not found")
        if json.loads(_decoded(head))["alg"] != "RS256":
            raise TokenRefusedError("invalid_grant", "Invalid JWT: only RS256 is supported")
        self._check_signature(account, f"{head}.{payload}", signature)
        self._check_claims(claims)
        return dict(claims)

    @staticmethod
    def _check_signature(account: Account, signed: str, signature: str) -> None:
        try:
            account.key.public_key().verify(_decoded(signature), signed.encode(), padding.PKCS1v15(), hashes.SHA256())
        except InvalidSignature:
            raise TokenRefusedError("invalid_grant", "Invalid JWT Signature.") from None
        if account.revoked:
            raise TokenRefusedError("invalid_grant", "Invalid JWT Signature.")

    def _check_claims(self, claims: dict[str, Any]) -> None:
        now = self.wall_clock()
        if claims.get("aud") not in (self.token_uri, GOOGLE_AUDIENCE):
            raise TokenRefusedError("invalid_grant", f"Invalid JWT: Failed audience check. The right audience is {self.token_uri}")
        if not (claims["iat"] - MAX_SKEW_S <= now <= claims["exp"] and claims["exp"] - claims["iat"] <= 3600):
            raise TokenRefusedError(
                "invalid_grant",
                "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values "
                "in the JWT claim.",
            )
        if not claims.get("scope"):
            raise TokenRefusedError("invalid_scope", "Invalid OAuth scope or ID token audience provided.")


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
