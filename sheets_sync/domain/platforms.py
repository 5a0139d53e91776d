"""Where units publish: one entry a platform, holding all that the product knows of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Platform:
    """A place where units publish.

    `label` is the word in column headers, `aliases` the other words people use for it.
    """

    code: str
    label: str
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.label, *self.aliases)


PLATFORMS = (
    Platform("website", "Website", ("Situs Web", "Web", "Situs", "Laman", "Portal")),
    Platform("instagram", "Instagram", ("IG", "Insta")),
    Platform("facebook", "Facebook", ("FB", "Fanspage", "Fanpage")),
    Platform("x", "X", ("Twitter", "X (Twitter)", "X/Twitter", "Twitter (X)", "Twitter/X")),
    Platform("tiktok", "TikTok", ("Tik Tok",)),
    Platform("youtube", "YouTube", ("You Tube", "YT")),
    Platform("threads", "Threads", ("Thread",)),
)

BY_CODE = {platform.code: platform for platform in PLATFORMS}
