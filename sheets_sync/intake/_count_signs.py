"""Signs that an answer is no exact count: words and marks of ranges, estimates, dates, money and the like."""

from __future__ import annotations

import re

from sheets_sync.intake._count_words import LETTERS
from sheets_sync.intake._month_names import MONTH_NAMES

_MONTH = rf"(?:{'|'.join(sorted(MONTH_NAMES, key=len, reverse=True))})"
_DAYS = r"(?:\d{1,2}\s*(?:-|s\s?[./]?\s?d\b\.?|sampai|hingga)\s*\d{1,2}\s+)?"
_BEFORE_MONTH = r"(?:\b(?:di|pada|per|untuk|utk|selama|dalam|periode|bulan|bln)\s+)*"
_YEAR = r"(?:\s+(?:tahun|thn|th)?\.?\s*20\d\d\b)?"
_SINCE = r"(?<!dari )(?<!sejak )(?<!mulai )(?<!dari bulan )(?<!sejak bulan )(?<!mulai bulan )"
MONTH_PHRASE = re.compile(rf"(?<![\d.,])(?<!\d ){_SINCE}{_BEFORE_MONTH}{_DAYS}\b{_MONTH}\b\.?{_YEAR}")
"""A month named beside the count ("12 postingan bulan Oktober 2026"), unless a number before makes it a date or a period begins."""

ERROR_VALUE = re.compile(
    r"#(?:ref|n/?a|value|div/0|name|num|null|error|spill|calc|getting_data|field|blocked|connect|unknown)[!?]*|err:\d+|loading\.*"
)
LINK = re.compile(r"https?:|www\.|[a-z0-9]\.(?:com|id|net|org|co|be|me|tv|gov|info|web|ly|gl|app|xyz)\b|@")

_NUMBER_WORDS = ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_NOT = ("tidak", "tdk", "tak", "belum", "blm", "ga", "gak", "nggak")


def _each(first: tuple[str, ...], second: tuple[str, ...]) -> str:
    return ", ".join(f"{before}{after}" for before in first for after in second)


_SAID = (
    ("percentage", "persen, prosen, percent, presen"),
    ("money", "rp, idr, rupiah"),
    ("time", "jam, pukul, menit, detik, durasi"),
    (
        "approximate",
        "kurang lebih, lebih kurang, krg lbh, krg lebih, kurang lbh, kurg lebih, kr lebih, kurleb, kira, kra, sekitar, sekitaran, "
        "sekitarnya, sktr, sekira, sekiranya, hampir, nyaris, puluhan, belasan, ratusan, ribuan, beberapa, bbrp, banyak, byk, bnyk, "
        "sedikit, estimasi, perkiraan, taksiran, rata, rerata, about, around, approx, approximately, mungkin, kayaknya, sepertinya, "
        + _each(_NUMBER_WORDS, ("an",)),
    ),
    (
        "less-than",
        "kurang dari, krg dari, maks, max, maksimal, maksimum, paling banyak, paling tinggi, di bawah, dibawah, less, kurang, "
        + _each(_NOT, (" sampai", " sampe", " lebih", " mencapai")),
    ),
    (
        "more-than",
        "lebih, lbh, lebi, luwih, minimal, minimum, paling sedikit, sedikitnya, setidaknya, sekurangnya, sekurang, di atas, diatas, "
        "ke atas, keatas, at least, more, over",
    ),
    ("fraction", "setengah, separuh, separo, seperempat, sepertiga, koma"),
    ("date", "tgl, tanggal"),
    ("range", "sampai, sampe, hingga, hngga, antara, atau, ato, to, or"),
    ("rate", "per, perhari, perminggu, perbulan, tiap, setiap, sehari, seminggu, sebulan, masing"),
    ("ordinal", "pertama, " + _each(("ke", "ke "), _NUMBER_WORDS)),
    ("negative", "minus, negatif, negative"),
)
"""Problem codes, strongest first, and the phrases that mean them: "kurang lebih" is an estimate before it is "less" or "more"."""

_RANKS = {code: rank for rank, (code, _) in enumerate(_SAID)}
_PHRASES: dict[str, list[tuple[str, list[str]]]] = {}
for _code, _phrases in _SAID:
    for _phrase in _phrases.split(", "):
        _PHRASES.setdefault(_phrase.split()[0], []).append((_code, _phrase.split()))
ENDS_OF_PHRASES = frozenset(phrase[-1] for phrases in _PHRASES.values() for _, phrase in phrases)

_WRITTEN = (
    ("percentage", re.compile(r"%")),
    ("money", re.compile(r"[$€£¥]")),
    ("time", re.compile(r"\d:\d")),
    ("approximate", re.compile(r"±|\+\s*/?\s*-|-\s*/?\s*\+|[~≈?]|^\+\s+\d|\d\s*-\s*an\b|\b(?:k\.\s?l|l\.\s?k)\.?\s*\d")),
    ("less-than", re.compile(r"[<≤]")),
    ("more-than", re.compile(r"[>≥]|\d\s*\+(?!\s*\d)")),
    ("fraction", re.compile(r"\u2044|(?<![\w.,])[.,]\d|(?<![\d/])[1-4]\s*/\s*[2-58](?![\d/])")),
    ("date", re.compile(r"(?<![\d.,])\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?(?:\d{4}|\d{2})(?![\d.,])")),
    ("date", re.compile(r"\d{4}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,2}|(?<![\d/])\d{1,2}\s?/\s?\d{1,2}(?![\d/])")),
    ("range", re.compile(r"\d\s*(?:-+|\.\.+|/)\s*\d|(?<![^\W\d_])s\s?[./]\s?d(?![^\W\d_])|\d\s*-+$")),
    ("rate", re.compile(r"/\s*(?:hari|hr|minggu|mgg|bulan|bln|pekan)\b")),
    ("ordinal", re.compile(r"#\s*\d|\b(?:no|nomor|nomer|nmr)\.\s*\d|\bke\s*-\s*\d")),
    ("negative", re.compile(r"(?:^|[^\w\s]\s*|\s)-\d|(?:^|[^\w\s)\]]\s*)-\s*\d")),
)
_BESIDE_DIGITS = (
    ("approximate", re.compile(r"\d\s*an\b|\b(?:kl|lk)\s*\d")),
    ("more-than", re.compile(r"\bmin\.?\s*\d|\d\s*plus\b(?!\s*\d)")),
    ("ordinal", re.compile(r"\b(?:ke|no|nomor|nomer|nmr)\s*\d")),
    ("range", re.compile(r"\d\s*(?:sd|smp)\b\W*\d")),
)
_WORDS_ONLY = re.compile(r"[^\W\d_ ]+(?: [^\W\d_ ]+)*")
_LETTERS_AND_DIGITS = re.compile(r"[\w\s]*")


def sign_of_no_count(text: str) -> str | None:
    """The problem code of the strongest sign that a text is no exact count; None without any."""
    signs = _said(LETTERS.findall(text))
    if not _WORDS_ONLY.fullmatch(text):
        signs += _written(text)
    return min(signs, key=_RANKS.__getitem__, default=None)


def _said(words: list[str]) -> list[str]:
    return [
        code
        for place, word in enumerate(words)
        if word in _PHRASES
        for code, phrase in _PHRASES[word]
        if words[place : place + len(phrase)] == phrase
    ]


def _written(text: str) -> list[str]:
    marks = () if _LETTERS_AND_DIGITS.fullmatch(text) else _WRITTEN
    return [code for code, pattern in (*_BESIDE_DIGITS, *marks) if pattern.search(text)]
