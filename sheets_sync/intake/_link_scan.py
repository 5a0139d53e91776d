"""Tokens in a mass of text, and which of them could be plainly written links: every step is one numpy operation over many cells.

A plain link is `https://HEAD ID`, where the head goes up to the last slash of the path (www.instagram.com/p/) or up to the first
equals sign of the parameters (www.youtube.com/watch?v=) and the id consists of letters, digits, - and _. What a head means is for
others to say; there are far fewer heads than links.
"""

from __future__ import annotations

import numpy as np

from sheets_sync.intake._link_bytes import FIRST_BYTES, Flags, Positions, Text, word64
from sheets_sync.intake._link_openings import Openings
from sheets_sync.intake._link_signs import CLASSES, COLON, FIELD, LONGEST, ONE_SLASH, QUESTION, SLASH, SPACE, WORD, Signs

_LAST = np.isin(np.arange(256), np.frombuffer(b"/=-_", dtype=np.uint8)) | np.char.isalnum(np.arange(256, dtype=np.uint8).view("S1"))
DIGIT = np.isin(np.arange(256), np.frombuffer(b"0123456789", dtype=np.uint8))

_HTTPS, _HTTP = word64(b"https://"), word64(b"http://")
_LOWER_HTTPS, _LOWER_HTTP = word64(b" " * 5), word64(b" " * 4)  # setting these bits makes letters small
_MAY_BE_CUT = np.isin(np.arange(256), np.frombuffer(b"wWtTmM \t\n\r\f\v", dtype=np.uint8))
"""What stands before a full stop or comma where the next token may go on with it: "www. situs.go.id", "vt . tiktok.com"."""
_BEGINS_PAGE = CLASSES == WORD
_BEGINS_PAGE[ord("-")], _BEGINS_PAGE[ord("@")] = False, True


class Scan:
    """A text's tokens (what stands between spaces): `starts` and `ends` of each.

    `plain`: it could be a plain link, and nothing in it calls for a closer look. `body` is where its host begins. A token's own signs
    are those between the spaces around it, `before` and `behind`; `opening` is the last sign before the host, `question` the first
    question mark, or the space behind it where there is none.
    """

    def __init__(self, text: Text, openings: Openings) -> None:
        self.text = text
        self.signs = Signs(text)
        self._openings = openings
        self.before, self.behind = self._spaces()
        self.starts, self.ends = self.signs.at[self.before] + 1, self.signs.at[self.behind]
        self.question = self._questions()
        self.body, self.opening, begun = self._beginnings()
        self.plain = self._could_be_links(begun)

    def _spaces(self) -> tuple[Positions, Positions]:
        """The signs that are the spaces before and behind each token."""
        spaces = np.flatnonzero(self.signs.kinds == SPACE)
        apart = np.flatnonzero(np.diff(self.signs.at[spaces]) > 1)
        return spaces[apart], spaces[apart + 1]

    def _questions(self) -> Positions:
        """The first question mark of each token, or the space behind it."""
        found = np.flatnonzero(self.signs.kinds == QUESTION)[::-1]
        questions = self.behind.copy()
        questions[np.searchsorted(self.before, found) - 1] = found  # of several in a token the first one comes last
        return questions

    def _beginnings(self) -> tuple[Positions, Positions, Flags]:
        """Where each token's host begins, which sign stands before it, and whether the token begins like a link at all."""
        secure, begun = self._schemes(self.starts)
        body, opening = self.starts + 7 + secure, self.before + 3 * begun
        for tokens, bodies, signs in (self._behind_leads(begun), self._without_schemes(begun)):
            body[tokens], opening[tokens], begun[tokens] = bodies, signs, True
        return body, opening, begun

    def _schemes(self, starts: Positions) -> tuple[Flags, Flags]:
        """Where https:// begins, and where that or http:// does."""
        words = self.text.words[starts]
        secure: Flags = (words | _LOWER_HTTPS) == _HTTPS
        return secure, secure | (((words | _LOWER_HTTP) & FIRST_BYTES[7]) == _HTTP)

    def _behind_leads(self, begun: Flags) -> tuple[Positions, Positions, Positions]:
        """Tokens that have their scheme behind something else, where their hosts begin, and the signs before these."""
        free = self.signs.kinds == COLON
        free[self.before[begun] + 1] = False
        colons = np.flatnonzero(free)
        at = self.signs.at[colons]
        (secure, _), (_, insecure) = self._schemes(at - 5), self._schemes(at - 4)
        schemes = np.flatnonzero(secure | insecure)
        colons, at, secure = colons[schemes], at[schemes], secure[schemes]
        tokens, first = np.unique(np.searchsorted(self.before, colons) - 1, return_index=True)
        colons, at, starts = colons[first], at[first], at[first] - 4 - secure[first]
        clear = ~begun[tokens] & (starts > self.starts[tokens]) & (self.signs.counted(self.before[tokens], colons) < ONE_SLASH)
        clear[clear] = self._openings.are_clear(self.text, self.starts[tokens[clear]], starts[clear])
        return tokens[clear], at[clear] + 3, colons[clear] + 2

    def _without_schemes(self, begun: Flags) -> tuple[Positions, Positions, Positions]:
        """Likewise tokens that lack their scheme."""
        inside = self.signs.counted(self.before, self.behind)
        tokens = np.flatnonzero(~begun & ((inside & FIELD) == 0) & (inside >= ONE_SLASH))
        signs = self.before[tokens]
        slash = self.signs.behind_host(signs)
        start, host_end = self.starts[tokens], self.signs.at[slash]
        clear = np.flatnonzero((self.signs.kinds[slash] == SLASH) & self._stand_free(start, host_end))
        tokens, signs, start, host_end = tokens[clear], signs[clear], start[clear], host_end[clear]
        before = self._openings.before_hosts(self.text, start, host_end)
        led = np.flatnonzero(before > 0)
        signs[led] = np.searchsorted(self.signs.at, start[led] + before[led]) - 1
        known = np.flatnonzero(before >= 0)
        return tokens[known], start[known] + before[known], signs[known]

    def _stand_free(self, start: Positions, host_end: Positions) -> Flags:
        """Whether hosts are not the second half of something, and the path behind them begins like that of a page."""
        codes = self.text.codes
        mark, following = codes[start - 2], codes[host_end + 1]
        cut = ((mark == ord(".")) | (mark == ord(","))) & _MAY_BE_CUT[codes[start - 3]]
        free: Flags = (host_end > start) & ~cut & _BEGINS_PAGE[following]
        return free

    def _could_be_links(self, begun: Flags) -> Flags:
        """Of the tokens that begin like links those with no other colon, no strange sign, no slash behind the question mark."""
        begun &= self.question > self.opening
        begun &= (self.signs.counted(np.minimum(self.opening, self.behind - 1), self.behind) & FIELD) == 0
        begun &= self.signs.counted(self.question, self.behind) < ONE_SLASH
        begun &= self.ends - self.starts < LONGEST
        return begun & _LAST[self.text.codes[self.ends - 1]]

    def idle_or_busy(self, rows: Positions) -> tuple[Flags, Flags]:
        """Whether tokens are words or the numbers of a list, which can be no part of a link, and whether they are surely neither."""
        start, end = self.starts[rows], self.ends[rows]
        first, last = self.text.codes[start], self.text.codes[end - 1]
        signs = self.behind[rows] - self.before[rows] - 1
        numbering: Flags = (end - start <= 4) & DIGIT[first] & ((last == ord(".")) | (last == ord(")")))
        idle: Flags = signs == 0
        idle |= (signs == 1) & (numbering | (last == ord(":")))
        busy = (self.signs.counted(self.before[rows], self.behind[rows]) >= ONE_SLASH) & ~DIGIT[first]
        return idle, busy & ~idle

    def token(self, row: int) -> str:
        return self.text.slice(int(self.starts[row]), int(self.ends[row]))
