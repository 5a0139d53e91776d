"""A stand-in for Google's HTTP APIs on 127.0.0.1: as strict as the published discovery documents, and breakable at will."""

from tests.google_server.book import Book
from tests.google_server.faults import EVERY_FAULT, Fault
from tests.google_server.grid import Sheet
from tests.google_server.server import BOOK_ID, Call, GoogleServer

__all__ = ["BOOK_ID", "EVERY_FAULT", "Book", "Call", "Fault", "GoogleServer", "Sheet"]
