"""What the form says: its texts, and for each platform an example of a link that counts."""

from __future__ import annotations

from collections.abc import Mapping

from sheets_sync.domain.marks import N_

TITLE = N_("Monthly report of posts – {office}")
DESCRIPTION = N_(
    "Once a month, for each unit: how many posts its accounts made, and the links to them. Due on day {day} of the following month, "
    "{time}.\n\n"
    "Something wrong or forgotten? Send the form once more for the same unit and month, with only what is to be corrected: new answers "
    "replace old ones, and what is left blank deletes nothing.\n\n"
    "{office}"
)
UNIT_HELP = N_("Choose from the list; typing the first letters leads there. Is your unit missing? Please tell {office}.")
MONTH_HELP = N_("The month that is reported on, not the month in which you fill this in. {month} is due by {due}.")
COUNT_HELP = N_("One number, such as 12. No posts: 0. Leave this blank only if your unit has no {platform} account.")
LINKS_HELP = N_("One link per line: to the post itself, not to the account. For example: {example}")
NOTES_HELP = N_("Anything else we should know, such as an account that is new. May be left blank.")
PAGE_TITLE = N_("Posts: {platforms}")
PAGE_HELP = N_("Leave blank what your unit has no account for.")
PARKED_TITLE = N_("Not asked at present")
PARKED_HELP = N_(
    "Every unit skips this page. It holds questions that nobody needs to answer now; their columns and answers in the spreadsheet stay. "
    "Please do not delete it."
)

EXAMPLES: Mapping[str, str] = {
    "website": "https://kepek.example.desa.id/berita/kerja-bakti",
    "instagram": "https://www.instagram.com/p/DAbCdEfGhIj/",
    "facebook": "https://www.facebook.com/share/p/1AbCdEfGhI/",
    "x": "https://x.com/kepek_wonosari/status/1850000000000000001",
    "tiktok": "https://vt.tiktok.com/ZSabcdefg/",
    "youtube": "https://www.youtube.com/watch?v=AbCdEfGhIjk",
    "threads": "https://www.threads.com/@kepek_wonosari/post/DAbCdEfGhIj",
}
"""A post's link on each platform, by its code."""
