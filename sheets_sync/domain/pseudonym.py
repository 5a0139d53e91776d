"""A name in place of an address that was erased: it tells nobody who it was, yet the same address is known again if it comes back.

What was sent must stay known, or somebody whose address still stands in the register would be mailed twice. So the address is replaced
by a salted digest of itself. The salt stands in the name: wherever the name goes, to the delivery tab and back, it can be compared.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable

MARK = "terhapus-"
_SHAPE = re.compile(rf"{MARK}([0-9a-f]{{8}})-[0-9a-f]{{24}}")


def pseudonym(address: str, salt: str) -> str:
    """The name of an address, in either case of its letters, under a salt of eight hexadecimal digits."""
    digest = hashlib.blake2b(address.lower().encode(), key=salt.encode(), digest_size=12)
    return f"{MARK}{salt}-{digest.hexdigest()}"


def new_salt() -> str:
    return secrets.token_hex(4)


class Erased:
    """The names of addresses that were erased, as found in texts: a ledger's or a tab's."""

    def __init__(self, texts: Iterable[str]) -> None:
        found = [match for text in texts if MARK in text for match in _SHAPE.finditer(text)]
        self.names = frozenset(match[0] for match in found)
        self._salts = sorted({match[1] for match in found})

    @property
    def salt(self) -> str:
        """The salt for further names, so that few are ever in use."""
        return self._salts[0] if self._salts else new_salt()

    def name_of(self, address: str) -> str:
        """The name the address was given when it was erased; the address itself, in lower case, if it was not."""
        names = (pseudonym(address, salt) for salt in self._salts)
        return next((name for name in names if name in self.names), address.lower())

    def known_as(self, subject_of: str, address: str) -> tuple[str, str]:
        """A message's subject and address as they stand where the address was erased: some subjects name it."""
        name = self.name_of(address)
        return (subject_of if name == address.lower() else renamed(subject_of, address, name)), name


def renamed(text: str, address: str, name: str) -> str:
    """The text with the address, in either case, replaced: for keys that are built from it."""
    return re.sub(re.escape(address), name, text, flags=re.IGNORECASE)


def naming(address: str) -> re.Pattern[str]:
    """Finds the address in a text, but not a longer one that ends or begins like it."""
    return re.compile(rf"(?<![\w+%-])(?<!\w\.){re.escape(address)}(?![\w-]|\.\w)", re.IGNORECASE)
