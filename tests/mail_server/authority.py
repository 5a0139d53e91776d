"""A certificate authority that lives as long as a test, and what a server and a client need of it."""

from __future__ import annotations

import ssl

import trustme


class Authority:
    """Signs certificates for servers; `trusting()` makes a client that believes it, and nobody else."""

    def __init__(self) -> None:
        self._ca = trustme.CA()

    def serving(self, name: str = "127.0.0.1") -> ssl.SSLContext:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self._ca.issue_cert(name).configure_cert(context)
        return context

    def certificate(self, name: str = "127.0.0.1") -> bytes:
        """Key and certificate in one PEM file's content."""
        return self._ca.issue_cert(name).private_key_and_cert_chain_pem.bytes()

    def trusting(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        self._ca.configure_trust(context)
        return context
