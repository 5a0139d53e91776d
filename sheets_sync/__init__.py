"""Monthly publication reports of a regency's units: from a response sheet to compliance tabs and e-mails."""

__version__ = "0.1.0"
