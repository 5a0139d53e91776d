"""Everything that touches the world outside: spreadsheets, mail, files. Only `wiring` imports from here."""
