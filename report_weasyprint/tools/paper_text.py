"""Data as an official Persian document prints it: days, hours, numbers, courtesy.

The language of the paper is Persian whatever the language of the user, hence the
Persian words here; nothing is translated.
"""

import re

from odoo.addons.web_jalali.tools import jalali

_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
# after it, «۴-۲» is laid out from the right, alone in a cell as in a sentence
_ARABIC_LETTER_MARK = "\u061c"

_PERSIAN_LETTER = re.compile("[\u0621-\u064a\u067e-\u06d3]")
_LATIN_LETTER = re.compile("[A-Za-z]")
# a word with a Latin letter, such as ISO-9001 or a web address, keeps its digits; the
# letter is looked for afterwards: a pattern with it in the middle tries each place of a
# long line of dashes with each other
_LATIN_WORD_OR_DIGITS = re.compile(r"[A-Za-z0-9._/:@+#-]+|[٠-٩]+")
_LEADING_TITLE = re.compile(
    r"(رئیس|معاون|مدیر ?عامل|مدیر ?کل|مدیر|سرپرست|استاندار|فرماندار|دبیر|ریاست)(?= |$)"
)
_ORDINALS = (
    "اول",
    "دوم",
    "سوم",
    "چهارم",
    "پنجم",
    "ششم",
    "هفتم",
    "هشتم",
    "نهم",
    "دهم",
    "یازدهم",
    "دوازدهم",
)


def digits(text):
    """Return `text` with Persian digits, but for words in Latin letters (ISO-9001)."""
    return _LATIN_WORD_OR_DIGITS.sub(
        lambda match: (
            match[0]
            if _LATIN_LETTER.search(match[0])
            else jalali.to_persian_digits(match[0])
        ),
        "" if text is None or text is False else str(text),
    )


def isolated(text):
    """Return a number that somebody typed, kept apart from the text around it."""
    return f"{_ISOLATE}{digits(text)}{_POP_ISOLATE}" if text else ""


def clause(number):
    """Return the number of a clause, «۴-۳-۲», that reads from the right anywhere."""
    return f"{_ARABIC_LETTER_MARK}{digits(number)}" if number else ""


def file_name(*parts):
    """Return a file name for a paper: «صورتجلسه-۱-۱۴۰۵»."""
    words = "-".join(digits(part) for part in parts if part)
    return re.sub(r'[\\/:*?"<>|\s]+', "-", words)


def day(value):
    """Return «۱۴۰۵/۰۶/۱۶», or nothing without a date."""
    return jalali.format_date(value) if value else ""


def long_day(value):
    """Return «دوشنبه ۱۶ شهریور ۱۴۰۵», or nothing without a date."""
    return jalali.format_date(value, "EEEE d MMMM y") if value else ""


def hour(moment):
    """Return «۱۰:۰۰» in Tehran for a moment in UTC, or nothing without one."""
    return jalali.format_datetime(moment, pattern="HH:mm") if moment else ""


def rial(amount):
    """Return whole rials in groups of three, or nothing where no money is meant."""
    return jalali.group_digits(round(amount)) if amount else ""


def whole_rial(amount):
    """Return whole rials in groups of three; «۰» where there are none."""
    return jalali.group_digits(round(amount))


def percent(share):
    """Return «۷۵٫۸۳٪»."""
    return f"{jalali.to_persian_digits(str(share).replace('.', '٫'))}٪"


def ordinal(number):
    """Return «اول» for 1; beyond twelve «۱۳‌م»."""
    if 1 <= number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    return f"{jalali.to_persian_digits(number)}\u200cم"


def courteous(post):
    """Return «معاون محترم استاندار» for «معاون استاندار»; other posts as they are."""
    if "محترم" in (post or ""):
        return post
    return _LEADING_TITLE.sub(r"\1 محترم", post or "", count=1)


def head_of(body):
    """Return «معاون محترم صنایع کوچک …» for «معاونت صنایع کوچک …», «ریاست محترم …» for
    any other body."""
    head = re.sub(r"^معاونت(?= )", "معاون محترم", body)
    return head if head != body else f"ریاست محترم {body}"


def office(post):
    """Return «معاونت هماهنگی امور اقتصادی» for its head, «معاون … استاندار»."""
    post = (post or "").removesuffix(" استاندار")
    return re.sub(r"^معاون(?= )", "معاونت", post)


def is_persian(text):
    """Return whether a text has Persian letters and no Latin one."""
    text = text or ""
    return bool(_PERSIAN_LETTER.search(text)) and not _LATIN_LETTER.search(text)


def paragraphs(text):
    """Return the paragraphs of a text that somebody typed, in Persian digits."""
    return [digits(line.strip()) for line in (text or "").splitlines() if line.strip()]
