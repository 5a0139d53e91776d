"""The text of a count answer: whether its numbers and words together say one count.

Whatever might change the number makes the answer a question to its author: a word that is not known to be harmless, a second
number that does not repeat or add up to the first, any sign of a range, an estimate, a date.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from sheets_sync.domain.marks import N_
from sheets_sync.intake._count_scan import Number, Scan, number_step, scan, written_number
from sheets_sync.intake._count_signs import ENDS_OF_PHRASES, ERROR_VALUE, LINK, MONTH_PHRASE, sign_of_no_count
from sheets_sync.intake._count_words import (
    COUNTED,
    DOUBTFUL,
    FILLERS,
    LETTERS,
    PLATFORM_WORDS,
    leaves_number_alone,
    names_month,
    names_platforms,
)
from sheets_sync.intake._count_zero import says_zero
from sheets_sync.intake._plain import SERIAL_DAYS, Step, looks_blank, shown, tidy

MOST = 99_999
"""The largest number that can still be a month's count; more is a slip of the keyboard, a telephone number or followers."""

_LONGEST = 300
_RAISED = frozenset("²³¹⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉")
_SEPARATED = re.compile(r"\d[\d.,']*\d")
_SIMPLE = re.compile(r"([a-z ]*?)(\d{1,5})([a-z ]*)")
_SIMPLE_WORDS = (FILLERS | COUNTED | PLATFORM_WORDS) - ENDS_OF_PHRASES - {"min", "ke", "plus"}
_ARROW = re.compile(r"^(?:[-=]+>|→)\s*")
_IN_A_MONTH = re.compile(r"\b(?:dalam|dlm|selama)\s+(?:se|satu |1 )bulan\b")
_DOUBLED_NOUN = re.compile(r"\b(foto|video|postingan|posting|berita|konten|kegiatan|artikel|gambar|unggahan)2\b")  # "foto2" is "foto-foto"
_ACCOUNTS = re.compile(r"\d\s*(akun|akunnya|platform|medsos|sosmed|channel|kanal)\b")
_JOINED = re.compile(r"(?<=[^\W\d_])[-_.](?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class CountReading:
    """What an answer says: a count, or the code of the problem, or neither where it is blank; and how it was read."""

    value: int | None = None
    problem: str | None = None
    steps: tuple[Step, ...] = ()


def bounded(number: int, steps: tuple[Step, ...] = ()) -> CountReading:
    """A whole number as a count, unless no month can have it."""
    if number < 0:
        return CountReading(problem="negative", steps=steps)
    if number in SERIAL_DAYS:
        return CountReading(problem="date", steps=steps)
    return CountReading(number, None, steps) if number <= MOST else CountReading(problem="too-large", steps=steps)


def read_text(raw: str) -> CountReading:
    """Read the text of a count answer; never raises."""
    if len(raw) > _LONGEST and len(raw := raw.strip()) > _LONGEST:
        return CountReading() if looks_blank(raw) else CountReading(problem="not-a-number")
    text = tidy(raw)
    if not text:
        return CountReading() if looks_blank(raw) else CountReading(problem="not-a-number")
    if not raw.isascii() and _mixes_figures(raw):
        return CountReading(problem="fraction" if "\u2044" in text else "not-a-number")
    if text.isdigit():
        return bounded(int(text)) if len(text) < 16 else CountReading(problem="too-large")
    reading = _read_simple(text) or _read_sentence(text)
    return CountReading(reading.value, reading.problem, ((N_("Read as text: “{text}”."), {"text": shown(text)}), *reading.steps))


def _mixes_figures(raw: str) -> bool:
    """Circled or raised figures beside others ("12²", "①②"): a footnote or a list, not one number."""
    figures = [character for character in raw if unicodedata.category(character) == "No"]
    beside = any(character.isdecimal() for character in raw)
    return bool(figures) and (beside or (len(figures) > 1 and not _RAISED.issuperset(figures)))


def _read_simple(text: str) -> CountReading | None:
    """ "ada 12 postingan", "1.234": one number and harmless words, the commonest sentences, without the search for doubts."""
    if _SEPARATED.fullmatch(text):
        amount, _ = written_number(text)
        return None if amount is None else bounded(amount, (number_step(text, amount),))
    simple = _SIMPLE.fullmatch(text)
    if not simple:
        return None
    words = [*simple[1].split(), *simple[3].split()]
    if not _SIMPLE_WORDS.issuperset(words) or names_platforms(words) or _counted_accounts(text):
        return None
    return bounded(int(simple[2]), _words_aside(words))


def _read_sentence(text: str) -> CountReading:
    if ERROR_VALUE.fullmatch(text):
        return CountReading(problem="error-value")
    if LINK.search(text):
        return CountReading(problem="link")
    if says_zero(text):
        return CountReading(0, steps=((N_("It says explicitly that there was nothing: zero."), {}),))
    text = _without_month(_DOUBLED_NOUN.sub(r"\1", _IN_A_MONTH.sub(" ", _ARROW.sub("", text))))
    problem = sign_of_no_count(text) or ("date" if names_month(text) else None)
    if problem:
        return CountReading(problem=problem)
    accounts = _counted_accounts(text)
    return _unclear([accounts]) if accounts else _conclude(scan(_JOINED.sub(" ", text)))


def _without_month(text: str) -> str:
    """Drop "bulan Oktober 2026" where the rest plainly counts something or follows a colon."""
    if not names_month(text):
        return text
    rest = MONTH_PHRASE.sub(" ", text)
    counts = ":" in text or "=" in text or not COUNTED.isdisjoint(LETTERS.findall(rest))
    return " ".join(rest.split()) if counts else text


def _conclude(found: Scan) -> CountReading:
    """One count from what was found, or the problem."""
    if found.problem or not found.numbers:
        return CountReading(problem=found.problem or "not-a-number")
    unknown = _unknown_words(found)
    return _unclear(unknown) if unknown else _agree(found)


def _unclear(words: list[str]) -> CountReading:
    step = (N_("These words may change the number: {words}."), {"words": shown(", ".join(words))})
    return CountReading(problem="unclear", steps=(step,))


def _counted_accounts(text: str) -> str:
    """The word behind a number that says accounts are counted and not posts, "" where none does."""
    found = _ACCOUNTS.search(text)
    return found[1] if found and COUNTED.isdisjoint(LETTERS.findall(text)) else ""


def _unknown_words(found: Scan) -> list[str]:
    """Words that may change the number; what describes the things counted ("12 postingan kegiatan desa") leaves a single number alone."""
    unknown = [word for word in found.words if not leaves_number_alone(word)]
    if len(found.numbers) == 1:
        return unknown + [word for word in found.trailing if word in DOUBTFUL]
    return unknown + [word for word in found.trailing if not leaves_number_alone(word)]


def _agree(found: Scan) -> CountReading:
    """The count that all numbers of an answer support: alone, repeated in words, or the stated total of the others."""
    numbers, steps, words = found.numbers, tuple(found.steps), [*found.words, *found.trailing]
    if names_platforms(words):
        return CountReading(problem="two-numbers" if len(numbers) > 1 else "unclear", steps=steps)
    if len(numbers) > 1:
        total = _repeated(numbers) or _stated_total(numbers, found.before_parts)
        if total is None:
            return CountReading(problem="contradiction" if _claims_agreement(found) else "two-numbers", steps=steps)
        steps += ((N_("The numbers agree on {number}."), {"number": total.amount}),)
        numbers = [total]
    return bounded(numbers[0].amount, steps + _words_aside(words))


def _words_aside(words: list[str]) -> tuple[Step, ...]:
    return ((N_("These words leave the number as it is: {words}."), {"words": shown(", ".join(words))}),) if words else ()


def _repeated(numbers: list[Number]) -> Number | None:
    """The same number again, in words or in parentheses, and not of something else."""
    first = numbers[0]
    again = any((number.spelled, number.enclosed) != (first.spelled, first.enclosed) for number in numbers)
    one_thing = len({number.thing for number in numbers} - {""}) <= 1
    return first if again and one_thing and all(number.amount == first.amount for number in numbers) else None


def _stated_total(numbers: list[Number], before_parts: int) -> Number | None:
    """ "8 feed + 4 reels = 12", "12 (8 feed, 4 reels)": two parts or more, and one number that is said to be their total."""
    if len(numbers) < 3:
        return None
    announced = [number for number in numbers if number.total]
    outside = [number for number in numbers if not number.enclosed]
    for candidates in (announced, numbers[:before_parts], numbers[before_parts:] if before_parts else [], outside):
        if len(candidates) == 1:
            parts = sum(number.amount for number in numbers) - candidates[0].amount
            return candidates[0] if parts == candidates[0].amount else None
    return None


def _claims_agreement(found: Scan) -> bool:
    """Whether an answer with several numbers says that they belong together."""
    spellings = {number.spelled for number in found.numbers}
    return bool(found.before_parts) or len(spellings) == 2 or any(number.total or number.enclosed for number in found.numbers)
