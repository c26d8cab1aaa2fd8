"""Persian text: one key for all ways to type a name, and numbers for print."""

import re
import unicodedata

from . import jalali

# Letters that are one to a Persian reader. Hamza and vowel signs are gone by then.
_SAME_LETTERS = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ے": "ی",
        "ك": "ک",
        "ڪ": "ک",
        "ة": "ه",
        "ە": "ه",
        "ھ": "ه",
        "ہ": "ه",
        "ٱ": "ا",
        "ء": None,
        "ـ": None,
    }
)
# Marks, controls and invisible signs, spaces of every width.
_DROPPED = {"Mn", "Cc", "Cf", "Zs", "Zl", "Zp"}
# What XML, and with it Word, Excel and HTML, has no place for: the controls but tab and
# line feed, two numbers that are no letters, halves of a pair.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


def is_persian(env):
    """Whether the reader of this environment (odoo.api.Environment) reads Persian."""
    return (env.lang or "").startswith("fa")


def is_blank(text):
    """Whether nothing is written: no text, or signs alone that nobody sees."""
    return all(unicodedata.category(letter)[0] in "ZC" for letter in text or "")


def printable(text):
    """Return the text without the signs that no paper and no file of Office takes; its
    lines end with a line feed."""
    if not _UNPRINTABLE.search(text):
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNPRINTABLE.sub("", lines)


def normalise(text):
    """Return the key under which a text is compared and searched.

    Two spellings that a reader takes for one name get one key: ي and ی, ك and ک, ة and
    ه, آ أ إ and ا, ؤ and و, ئ and ی, any digits, any case, with or without vowel signs
    and tatweel. The key has no space and no half-space at all, since «نوشته‌های»,
    «نوشته های» and «نوشتههای» are one word to those who type them; a part of a name
    is still a part of its key. The key is never shown.
    """
    text = unicodedata.normalize("NFKD", text).casefold()
    # case folding may compose letters again
    text = unicodedata.normalize("NFKD", text)
    kept = (char for char in text if unicodedata.category(char) not in _DROPPED)
    return jalali.to_latin_digits("".join(kept).translate(_SAME_LETTERS))


def isolated(text):
    """Return a number for print, in Persian digits: «۱/۱۴۰۵» keeps its order of parts
    in a line of Persian."""
    return f"{_ISOLATE}{jalali.to_persian_digits(text)}{_POP_ISOLATE}"


def join_names(names):
    """Return «الف، ب و پ»; empty names are left out."""
    *others, last = [name for name in names if name] or [""]
    return f"{'، '.join(others)} و {last}" if others else last
