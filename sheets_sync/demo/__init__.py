"""A sample office: the real unit list, invented reports, example addresses; the quickest way to see what the product reads.

`make_office` writes a settings file and an input workbook, as an office would have them; nothing else of the product
knows that they are a sample. From facts to cells, one file a step:

    register.py       who the units are: aliases, heads, decrees, accounts
    posts.py          what they published, and the links to it
    people.py         who fills in the form for them, and how reliably
    typing_habits.py  how those people write names, months, counts and links
    responses.py      what each of them submits for a month, and when
    oddities.py       what nobody expected: strangers, hostile strings, rows typed by hand
    workbook.py       the .xlsx of it all
"""

from __future__ import annotations

from sheets_sync.demo.office import DemoOffice, make_office

__all__ = ["DemoOffice", "make_office"]
