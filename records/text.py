"""How text is compared: one normal form for search, one for order, and what is most like a word."""

import re
import unicodedata

from opencc import OpenCC
from rapidfuzz import fuzz, process

# Apostrophes and look-alikes that the sources put into "Chang'e"; dropped, so that "Change" finds it.
APOSTROPHES = re.compile("['`´ʻʼʹ‘’‛′＇｀]")
# Letters that have no decomposition, folded to what people type instead.
FOLDED = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss"}
)


SIMPLIFIED = OpenCC("t2s")
# Missions are numbered in Chinese numerals or in digits: 四号 and 4号.
NUMBERED = re.compile("(?<=娥)[一二三四五六七八九]|[一二三四五六七八九](?=号)")
DIGITS = {
    numeral: str(number) for number, numeral in enumerate("一二三四五六七八九", start=1)
}


def normalise(text: str) -> str:
    """Return the form in which stored text and queries are compared.

    Case, accents, apostrophes and punctuation go, letters part from digits: "Chang’E-4", "change 4" and
    "CHANG`E4" all give "change 4"; "Türkiye" gives "turkiye". Traditional characters become simplified ones, and
    Chinese numerals before 号 or after 娥 digits: "嫦娥四號" and "嫦娥4号" give the same.
    """
    if not text.isascii():
        text = SIMPLIFIED.convert(text)
        text = NUMBERED.sub(lambda numeral: DIGITS[numeral[0]], text)
    # Apostrophes go first: decomposed, an acute accent that is used as one would part the word.
    text = APOSTROPHES.sub("", text)
    text = unicodedata.normalize("NFKD", text).casefold().translate(FOLDED)
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\d+|[^\W\d_]+", text))


def sort_key(text: str) -> str:
    """Return a key of plain letters and digits, so that every database and collation orders names alike.

    Numbers are padded: Chang'e-8 comes before Chang'e-10.
    """
    words = normalise(text).split()
    # 200 letters are the length of the column.
    return "".join(word.zfill(6) if word.isdigit() else word for word in words)[:200]


def nearest(word: str, candidates, cutoff: float = 0.6) -> str:
    """Return the candidate most like a word, whatever the capitals, or ``""`` when none is like it.

    ``cutoff`` is the least likeness, from 0 to 1: twice the letters that both have in the same order, by all letters.
    """
    # In an order of their own, because of equally good candidates RapidFuzz returns the first.
    choices = sorted(candidates, key=str.casefold, reverse=True)
    match = process.extractOne(
        word,
        choices,
        scorer=fuzz.ratio,
        processor=str.casefold,
        score_cutoff=100 * cutoff,
    )
    if match is None:
        return ""
    return match[0]
