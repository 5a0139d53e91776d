"""Months written in words, among whatever else people write beside them.

One month must be named, once or in agreement with itself; a range, a quarter, "last month", a second month, a number that contradicts the
name make it a question to its author.
"""

from __future__ import annotations

import re
from datetime import date

from sheets_sync.domain.marks import N_
from sheets_sync.intake._month_names import LONG_NAMES, MONTH_NAMES, ROMAN, SURE_ROMAN, month_like
from sheets_sync.intake._month_numbers import UNCLEAR, Typed, plausible, read_figures, short_year
from sheets_sync.intake._month_words import (
    BEFORE_ORDINALS,
    BESIDE_FIGURES,
    DAY_LABELS,
    ELSEWHERE,
    MONTH_LABELS,
    PASSED_OVER,
    PERIODS,
    POSITIONS,
    RELATIVE,
    YEAR_LABELS,
)
from sheets_sync.intake._number_words import numeral_code, value_of
from sheets_sync.intake._plain import Step, closed_up, shown, tidy

_LONGEST = 300
_KNOWN = PASSED_OVER | DAY_LABELS | POSITIONS

_NAME_AND_YEAR = re.compile(r"([a-z]+)(?: \d{4})?")  # as most people answer
_CLOCK = re.compile(
    r"\s(?:pukul|jam)\s+\d{1,2}[:.]\d{2}(?:\s*wib)?"
    r"|(?:(?<=\d)t|[,\s]+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]m|wib|z)?\s*(?:(?:gmt|utc)?[+-]\d{1,2}(?::?\d{2})?|gmt|utc)?"
)
_RANGE_WORDS = re.compile(r"\bs\s?[./]?\s?d\b\.?|\b(?:sampai(?:\s+dengan)?|sampe|smpai|hingga|hngga|till|to|through|thru)\b|→|[-=]>")
_REPAIRS = (
    (re.compile(r"\b2[o0]2(?=\d\b)"), "202"),  # a letter for a nought: "2O26", "0ktober"
    (re.compile(r"(?<=[a-z])0(?=[a-z])|\b0(?=[a-z]{2})"), "o"),
    (re.compile(r"(?<=[a-z])1(?=[a-z])"), "i"),
    (re.compile(r"\b(janu|febru|pebru|agus|septem|sep|okto|novem|nopem|desem)\s(ari|tus|ber|tember)\b"), r"\1\2"),
    (re.compile(rf"(?<=[a-z])({'|'.join(LONG_NAMES)})|({'|'.join(LONG_NAMES)})(?=[a-z])"), r" \1\2 "),  # "bulanoktober"
)
_FIGURES_WITH_YEAR = re.compile(
    r"(?<![\d/.-])(?:(?:\d{1,2}[/.-])?\d{1,2}[/.-](?P<last>\d{4})|(?P<first>\d{4})[/.-]\d{1,2}(?:[/.-]\d{1,2})?)(?![\d/.-]*\d)"
)
_PIECE = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")


class _Sentence:
    """The pieces of an answer, sorted by what they can say about a month."""

    def __init__(self, text: str) -> None:
        self.pieces: list[str] = _PIECE.findall(text)
        self.named = [place for place, piece in enumerate(self.pieces) if piece in MONTH_NAMES]
        self.numbers = [place for place, piece in enumerate(self.pieces) if piece[0].isdigit()]
        self.words = [piece for piece in self.pieces if piece[0].isalpha() and piece not in MONTH_NAMES]
        strangers = [word for word in self.words if word not in _KNOWN]
        self.guessed = {word: month for word in strangers if (month := month_like(word))}
        self.unknown = [word for word in strangers if word not in self.guessed]

    @property
    def names_end(self) -> int:
        """Where the last name of a month stands, misspelt or not; -1 where there is none."""
        return max((place for place, piece in enumerate(self.pieces) if piece in MONTH_NAMES or piece in self.guessed), default=-1)

    @property
    def months(self) -> set[int]:
        return {MONTH_NAMES[self.pieces[place]] for place in self.named} | set(self.guessed.values())

    @property
    def has_full_year(self) -> bool:
        return any(len(self.pieces[place]) == 4 for place in self.numbers)

    def piece(self, place: int) -> str:
        """The piece at `place`, "" outside the answer."""
        return self.pieces[place] if 0 <= place < len(self.pieces) else ""

    def label_of(self, place: int) -> str:
        """The word that says what the number at `place` counts ("minggu ke-2": "minggu")."""
        before = place - 1
        while self.piece(before) in BEFORE_ORDINALS - DAY_LABELS:
            before -= 1
        return self.piece(before)

    def is_month_again(self, place: int) -> bool:
        """Whether a number stands where the month's own number does: "Oktober (10)", "10 (Oktober)", "bulan 10"."""
        enclosed = self.piece(place - 1) == "(" and self.piece(place + 1) == ")"
        explained = self.piece(place + 1) == "(" and place + 2 in self.named
        return enclosed or explained or self.label_of(place) in MONTH_LABELS


def read_text(raw: str, today: date | None) -> Typed:
    """Read the text of a month answer sent on `today`; never raises. Blank: reason "blank"."""
    if len(raw) > _LONGEST and len(raw := raw.strip()) > _LONGEST:
        return Typed(reason="too-long" if tidy(raw) else "blank")
    text = tidy(raw)
    if not text:
        return Typed(reason="blank")
    typed = _read_simple(text, today) or _read(_repaired(text), today)
    return Typed(typed.month, typed.year, typed.reason, ((N_("Read as text: “{text}”."), {"text": shown(text)}), *typed.steps))


def _read_simple(text: str, today: date | None) -> Typed | None:
    simple = _NAME_AND_YEAR.fullmatch(text)
    month = MONTH_NAMES.get(simple[1]) if simple else None
    return _with_name(_Sentence(text), month, today) if month else None


def _repaired(text: str) -> str:
    """Without times of day, with `~` for range words, slips of the keyboard mended."""
    text = _RANGE_WORDS.sub(" ~ ", _CLOCK.sub(" ", text.replace("~", "-")))
    for slip, repair in _REPAIRS:
        text = slip.sub(repair, text)
    return closed_up(text)


def _read(text: str, today: date | None) -> Typed:
    if not any(character.isalpha() for character in text):
        return read_figures(text, today)
    sentence = _Sentence(text)
    months = sentence.months
    reason = _reason_against(sentence, months)
    if reason:
        return Typed(reason=reason)
    if not months:
        return _without_name(sentence, today)
    if not sentence.named and sentence.unknown:
        return Typed(reason="no-month")
    return _with_name_and_figures(text, sentence, months.pop(), today)


def _with_name_and_figures(text: str, sentence: _Sentence, month: int, today: date | None) -> Typed:
    """ "Oktober (10/2026)": a month or date in figures beside the name must agree with it."""
    figures = _FIGURES_WITH_YEAR.search(text)
    if not figures:
        return _with_name(sentence, month, today)
    if read_figures(figures[0], today).month != month:
        return Typed(reason="contradiction")
    rest = _FIGURES_WITH_YEAR.sub(lambda found: found["last"] or found["first"], text, count=1)
    return _with_name(_Sentence(rest), month, today)


def _reason_against(sentence: _Sentence, months: set[int]) -> str:
    """Why no single month can be meant, whatever the rest says."""
    if not PERIODS.isdisjoint(sentence.words):
        return "period"
    if not ELSEWHERE.isdisjoint(sentence.words):
        return "not-that-month"
    if len(months) > 1:
        return "two-months"
    if not months and _is_duration(sentence):
        return "period"
    ranges = [place for place, piece in enumerate(sentence.pieces) if piece == "~"]
    if not months and not sentence.unknown:  # figures only: "2026-10-01 s.d. 2026-10-31"
        return ""
    return "" if all(_spans_days(sentence, place) for place in ranges) else "range"


def _spans_days(sentence: _Sentence, place: int) -> bool:
    """Whether a range word joins days ("1 s.d. 31 Oktober"), or the same month named on both sides of it."""
    sides = (sentence.piece(place - 1), sentence.piece(place + 1))
    days = bool(sentence.months) and all((side.isdigit() and len(side) <= 2) or side in POSITIONS or side in ROMAN for side in sides)
    return days or (bool(sentence.named) and sentence.named[0] < place < sentence.named[-1])


def _is_duration(sentence: _Sentence) -> bool:
    """ "3 bulan", "satu tahun": a number before the word and none after it."""
    labels = [place for place, piece in enumerate(sentence.pieces) if piece in MONTH_LABELS or piece in YEAR_LABELS]
    return any(_is_amount(sentence.piece(place - 1)) and not any(map(_is_number, sentence.pieces[place + 1 :])) for place in labels)


def _is_number(piece: str) -> bool:
    return piece.isdigit() or (piece.isalpha() and numeral_code(piece) is not None)


def _is_amount(piece: str) -> bool:
    return _is_number(piece) and not (piece.isdigit() and len(piece) > 2)


def _with_name(sentence: _Sentence, month: int, today: date | None) -> Typed:
    """A month by its name; the numbers beside it are its year, days, or its own number again."""
    readings = [_number_beside_name(sentence, place, month, today) for place in sentence.numbers]
    if None in readings or _contradicted_by_numeral(sentence, month):
        return Typed(reason="contradiction")
    years = {year for year in readings if year}
    if len(years) > 1:
        return Typed(reason="two-years")
    year = years.pop() if years else None
    if year is None and _says_other_year(sentence, month, today):
        return Typed(reason="relative")
    if year is not None and not plausible(year, today):
        return Typed(reason="implausible-year")
    return Typed(month, year, steps=(_name_step(sentence, month),))


def _number_beside_name(sentence: _Sentence, place: int, month: int, today: date | None) -> int | None:
    """The year that a number means, 0 where it means a day or the month again, None where it contradicts the month's name."""
    digits, label = sentence.pieces[place], sentence.label_of(place)
    if len(digits) > 2:
        return 0 if sentence.has_full_year and len(digits) != 4 else int(digits[:6])
    if len(digits) == 2 and (sentence.piece(place - 1) == "'" or label in YEAR_LABELS):
        return 2000 + int(digits)
    if label in DAY_LABELS:
        return 0
    year = short_year(digits, today)
    if sentence.is_month_again(place):
        return 0 if int(digits) == month else year
    if year and not sentence.has_full_year and place > sentence.names_end >= 0:
        return year
    return 0 if 1 <= int(digits) <= 31 else None


def _contradicted_by_numeral(sentence: _Sentence, month: int) -> bool:
    """ "Oktober (XI)", "Oktober IX"; "Oktober II" may be its second week, and X a platform."""
    others = [(place, piece) for place, piece in enumerate(sentence.pieces) if ROMAN.get(piece, month) != month]
    return any(
        sentence.is_month_again(place) or (piece in SURE_ROMAN and sentence.label_of(place) not in DAY_LABELS) for place, piece in others
    )


def _says_other_year(sentence: _Sentence, month: int, today: date | None) -> bool:
    """ "Oktober tahun lalu", and "Desember tahun ini" sent in November: not the year that would be inferred."""
    followers = {sentence.piece(place + 1) for place, piece in enumerate(sentence.pieces) if piece in YEAR_LABELS} & RELATIVE
    return bool(followers) and not (followers == {"ini"} and today is not None and month <= today.month)


def _name_step(sentence: _Sentence, month: int) -> Step:
    if sentence.named:
        return N_("“{name}” names month {number} of the year."), {"name": sentence.pieces[sentence.named[0]], "number": month}
    message = N_("“{name}” is a misspelt name of month {number} of the year; no other month is as near.")
    return message, {"name": next(iter(sentence.guessed), ""), "number": month}


def _without_name(sentence: _Sentence, today: date | None) -> Typed:
    """A month by its number: in figures, in words ("bulan sepuluh"), in Roman numerals."""
    strangers = [word for word in sentence.unknown if word not in ROMAN]
    dated = not DAY_LABELS.isdisjoint(sentence.words)
    if strangers or not ROMAN.keys().isdisjoint(sentence.words):
        if dated:
            return Typed(reason="no-month")
        typed = _spelled(sentence, strangers, today) if strangers else _roman(sentence, today)
        step = (N_("“{name}” names month {number} of the year."), {"name": " ".join(sentence.unknown), "number": typed.month})
        return typed if typed.reason else Typed(typed.month, typed.year, steps=(step,))
    if not sentence.numbers:
        return Typed(reason="no-month" if RELATIVE.isdisjoint(sentence.words) else "relative")
    return read_figures(_figures_of(sentence), today) if _may_be_a_month(sentence, dated) else Typed(reason="no-month")


def _may_be_a_month(sentence: _Sentence, dated: bool) -> bool:
    """Whether figures with words beside them can be a month: "bulan 10" and "laporan 10/2026", but not "laporan 10"."""
    if dated:
        return len(sentence.numbers) >= 3 and sentence.has_full_year
    labelled = not MONTH_LABELS.isdisjoint(sentence.words)
    return (BESIDE_FIGURES if labelled or len(sentence.numbers) > 1 else {"ke"}).issuperset(sentence.words)


def _figures_of(sentence: _Sentence) -> str:
    """The answer without its words and brackets; "ke-10" loses its hyphen too."""
    text = "".join(
        " " if piece[0].isalpha() or piece in "()[]:;" else piece if piece in "./-,'" else f" {piece} " for piece in sentence.pieces
    )
    return re.sub(r"(?<=\d) +(?=[./,'-])|(?<=[./,'-]) +(?=\d)|(?<=\s)-\s*(?=\d)", "", text)


def _roman(sentence: _Sentence, today: date | None) -> Typed:
    """ "X/2026", "bulan X"; alone only numerals that can be nothing else."""
    numerals = [word for word in sentence.words if word in ROMAN]
    if len(numerals) != 1:
        return Typed(reason="no-month")
    month = ROMAN[numerals[0]]
    if len(sentence.numbers) == 2 and _is_roman_date(sentence, sentence.pieces.index(numerals[0])):
        return Typed(month, int(sentence.pieces[sentence.numbers[1]]))
    if sentence.has_full_year or len(sentence.numbers) == 1:
        return _beside_year(sentence, month, today)
    sure = not MONTH_LABELS.isdisjoint(sentence.words) or numerals[0] in SURE_ROMAN
    return Typed(month) if sure and not sentence.numbers else Typed(reason="no-month")


def _is_roman_date(sentence: _Sentence, place: int) -> bool:
    """ "31-X-2026"."""
    day, year = sentence.piece(place - 2), sentence.piece(place + 2)
    joined = sentence.piece(place - 1) == sentence.piece(place + 1) and sentence.piece(place + 1) in {"-", "/", "."}
    return joined and day.isdigit() and 1 <= int(day) <= 31 and year.isdigit() and len(year) == 4


def _spelled(sentence: _Sentence, words: list[str], today: date | None) -> Typed:
    """ "bulan sepuluh", "kesepuluh"."""
    codes = [numeral_code(word) or numeral_code(word.removeprefix("ke")) or "?" for word in words]
    month = value_of("".join(codes))
    if month is None or not 1 <= month <= 12:
        return Typed(reason="no-month")
    repeated = len(sentence.numbers) == 1 and sentence.pieces[sentence.numbers[0]].lstrip("0") == str(month)  # "10 (sepuluh)"
    return Typed(month) if repeated or not sentence.numbers else _beside_year(sentence, month, today)


def _beside_year(sentence: _Sentence, month: int, today: date | None) -> Typed:
    """A month whose only company in figures is its year."""
    digits = sentence.pieces[sentence.numbers[0]]
    year = int(digits) if len(digits) == 4 else short_year(digits, today)
    return Typed(month, year) if year and len(sentence.numbers) == 1 else UNCLEAR
