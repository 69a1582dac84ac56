"""Cleaning, comparing and showing what people write, in any script."""

import re
import unicodedata
from itertools import accumulate

_HIDDEN = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f"  # control characters; tab, line ends are spaces
    "\u00ad\u061c\u180e\u200b\u200e\u200f"  # soft hyphen, direction marks, zero-width space
    "\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # direction overrides and isolates, joiners of no width
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"  # halves of characters and non-characters
    # The flag of England is a black flag and letters from the tag block; anywhere else tags hide text.
    "|(?<![\U0001f3f4\U000e0000-\U000e007f])[\U000e0000-\U000e007f]+"
)
_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\u0085\u2028\u2029]")
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_NOT_WORDS = re.compile(r"[\W_]+")
_APOSTROPHES = re.compile("['’‘`´ʼʻ′]")
_UNDECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)
_FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")
_SCOTTISH = re.compile(r"\b(Mc|Mac|MC)([A-Z]{2,})")
_LETTER_RUN = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"II|III|IV|VI{0,3}")
_VOWEL_RUN = re.compile("[aeiouy]+")
_ENGLISH_WORD = re.compile(r"[a-zà-öø-ÿ]+(?:['’][a-z]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)|\n+")


def clean(text: str) -> str:
    """One line of text: composed (NFC), without hidden characters, single spaces, none at the ends.

    Hidden are control and direction characters, which can make a name read as another name.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(_HIDDEN.sub("", unicodedata.normalize("NFC", text)).split())


def clean_lines(text: str) -> str:
    """Several lines of text, each cleaned; at most one empty line between two others."""
    lines = "\n".join(clean(line) for line in _LINE_ENDS.split(text))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n")


def search_key(text: str) -> str:
    """What two spellings of a name have in common: no accents, capitals or punctuation.

    "Łukasz" is found by "lukasz", "O’Neill-Smith" by "oneill smith". Never use it to decide that two people
    are one.
    """
    key = clean(text).casefold()
    if not key.isascii():
        key = unicodedata.normalize("NFKD", key).casefold()
        key = unicodedata.normalize("NFKD", _MARKS.sub("", key.translate(_UNDECOMPOSED)))
    return _NOT_WORDS.sub(" ", _APOSTROPHES.sub("", key)).strip()


def display_name(text: str) -> str:
    """A name as its owner would write it, where a register wrote it in capitals.

    "O'NEILL-SMITH" becomes "O'Neill-Smith" and "McDONALD" "McDonald"; a name with small letters of its own is
    left alone, because its owner may mean them.
    """
    name = clean(text)
    joined = _SCOTTISH.sub(lambda found: found[1].title() + found[2].capitalize(), name)
    if any(letter.islower() for letter in _SCOTTISH.sub("", name)):
        return joined
    return _LETTER_RUN.sub(_capitalised, joined)


def _capitalised(found: re.Match[str]) -> str:
    word = found[0]
    if not word.isupper() or _is_initials(word) or _ROMAN.fullmatch(word):
        return word
    follows_apostrophe = found.string[: found.start()].endswith(("'", "’"))
    if follows_apostrophe and len(word) == 1:
        return word.lower()
    # Turkish İ becomes i and a dot of its own, which would be a second dot on the letter.
    return word[0] + word[1:].lower().replace("i\u0307", "i")


def _is_initials(word: str) -> bool:
    """TJ and AJ are names made of initials; JO and TY are not."""
    return len(word) == 2 and word.isascii() and (word[1] == "J" or not set(word) & set("AEIOUY"))


def initials(*names: str) -> str:
    """The first letter of each word of the names, in capitals: "Amira", "Khan-Ali" gives "AKA"."""
    words = _LETTER_RUN.findall(_APOSTROPHES.sub("", clean(" ".join(names))))
    return "".join(word[0] for word in words).upper()


def possessive(name: str) -> str:
    """The name with the ending that says something is theirs: Amira’s, Thomas’s."""
    return f"{name}’s"


def safe_cell(text: str) -> str:
    """Text for a CSV cell that a spreadsheet shows and never runs.

    A cell that would begin with = + - @, a tab or a line end gets an apostrophe before it, as spreadsheets
    themselves mark text; NUL characters are removed.
    """
    cell = text.replace("\0", "")
    starts = cell.lstrip(" \u00a0\u200b\ufeff")[:1]
    return f"'{cell}" if starts in _FORMULA_STARTS and starts else cell


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet might run the text instead of showing it."""
    return safe_cell(text) != text.replace("\0", "")


def shorten(text: str, limit: int = 40) -> str:
    """One cleaned line of at most `limit` characters, with an ellipsis where something is left out.

    Never parts a letter from its accent or an emoji from its colour.
    """
    line = clean(text[: limit * 20])
    if len(line) <= limit and len(text) <= limit * 20:
        return line
    places = range(min(limit, len(line)) - 1, 0, -1)
    end = next((place for place in places if not _belongs_to_previous(line[place - 1], line[place])), 0)
    return line[: end or limit - 1].rstrip() + "…"


def _belongs_to_previous(previous: str, one: str) -> bool:
    joined = "\u200d" in (previous, one)
    return joined or unicodedata.combining(one) > 0 or "\ufe00" <= one <= "\ufe0f" or "🏻" <= one <= "🏿"


def syllables(word: str) -> int:
    """About how many syllables an English word has; at least one."""
    word = word.lower()
    count = len(_VOWEL_RUN.findall(word))
    silent_end = re.search(r"[^aeiouylr]e$|[^aeiouytd]ed$|[^aeiouycsxz]es$", word)
    return max(1, count - 1 if silent_end else count)


def reading_age(text: str) -> float:
    """About the age at which someone reads the English text with ease (Flesch-Kincaid grade plus 5)."""
    words = _ENGLISH_WORD.findall(text.lower())
    if not words:
        return 5.0
    sentences = max(1, sum(1 for part in _SENTENCE_END.split(text) if _ENGLISH_WORD.search(part.lower())))
    *_, spoken = accumulate(map(syllables, words))
    return round(max(5.0, 0.39 * len(words) / sentences + 11.8 * spoken / len(words) - 10.59), 1)


def whole_number(text: str, longest: int = 9) -> int | None:
    """The number that somebody typed or put in an address; None for anything else.

    A digit of another script, a raised 2 and a number longer than a column holds are nothing: none is an error.
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= longest else None
