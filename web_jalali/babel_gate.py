"""Text that the server writes through babel is Jalali where the document is Persian.

Reports, mail and pages ask `babel.dates` for text and name a locale. Where that is
Persian and the database at work has this addon, switched on, dates are written in the
Jalali calendar; everything else is written by babel as ever. The patch is laid when the
first database with the addon is loaded, once for the process.
"""

import contextlib
import contextvars
import functools
import inspect
import sys
import threading

import babel
import babel.dates

from odoo.modules.registry import Registry
from odoo.tools import str2bool

from . import calendar_system, surfaces
from .tools import jalali

# Modules that set the month that babel writes beside the number of a Gregorian day:
# their labels are left to Odoo as a whole
WHOLE_LABELS = {"odoo.addons.account.models.account_journal_dashboard"}

_allowed = contextvars.ContextVar("web_jalali_text", default=True)
_FLAG = "_web_jalali_enabled"  # kept on a registry: (sequence of its cache, switch)
_PATTERNS = {
    "full": "EEEE d MMMM y",
    "long": "d MMMM y",
    "medium": "d MMMM y",
    "short": "y/MM/dd",
}


@contextlib.contextmanager
def gregorian():
    """Write Gregorian dates within, whatever the language: for machines."""
    token = _allowed.set(False)
    try:
        yield
    finally:
        _allowed.reset(token)


def install():
    """Lay the patch, unless it lies or babel is another than ours was made for.

    Addons that took a function of babel by name have it from before the patch or from
    after it, whichever was loaded first. So each registry that is loaded gives all of
    them ours, but for `WHOLE_LABELS`, which get babel's own.
    """
    gone = [name for name in _NEEDED if not hasattr(babel.dates, name)]
    for name, wrap in _WRAPPERS.items():
        known = getattr(babel.dates, name, None)
        original = getattr(known, "original", known)
        if gone or not _takes(original, wrap):
            if not surfaces.is_off("texts"):
                surfaces.note("texts", [f"babel.dates.{one}" for one in gone or [name]])
            continue
        if known is original:
            known = functools.wraps(original)(functools.partial(wrap, original))
            known.original = original
            setattr(babel.dates, name, known)
        _give_by_name(original, known)


def _give_by_name(original, ours):
    for path, module in list(sys.modules.items()):
        if not path.startswith("odoo.addons.") or path == __name__:
            continue
        given = original if path in WHOLE_LABELS else ours
        for name, value in list(vars(module).items()):
            if value is not given and (value is original or value is ours):
                setattr(module, name, given)


def _takes(original, wrap):
    """Whether a function of babel has the arguments that our wrapper passes on."""
    if original is None:
        return False
    _original, *expected = inspect.signature(wrap).parameters
    return list(inspect.signature(original).parameters) == expected


# ------------------------------------------------------------
# THE GATE
# ------------------------------------------------------------


def _writes_jalali(locale):
    if not _allowed.get():
        return False
    language = getattr(locale, "language", None) or str(locale or "")[:2]
    return language == "fa" and _is_switched_on(_current_registry())


def _current_registry():
    """Return the registry of the database that this thread works for, if loaded.

    A script has no database of its thread; where only one is loaded, it is that one.
    """
    name = getattr(threading.current_thread(), "dbname", None)
    if name:
        return Registry.registries.get(name)
    loaded = list(Registry.registries.values())
    return loaded[0] if len(loaded) == 1 else None


def _is_switched_on(registry):
    if registry is None or calendar_system.MARKER not in registry:
        return False
    sequence = registry.cache_sequences.get("stable")
    known = getattr(registry, _FLAG, None)
    if known is None or known[0] != sequence:
        with registry.cursor(readonly=True) as cr:
            cr.execute(
                "SELECT value FROM ir_config_parameter WHERE key = %s",
                [calendar_system.ENABLED],
            )
            row = cr.fetchone()
        remember(registry, row[0] if row else "True")
        known = getattr(registry, _FLAG)
    return known[1]


def remember(registry, value):
    """Note the administrator's switch, a text, for the database of a registry."""
    sequence = registry.cache_sequences.get("stable")
    setattr(registry, _FLAG, (sequence, str2bool(value, True)))


def forget(registry):
    """Ask the database for the switch next time."""
    setattr(registry, _FLAG, None)


# ------------------------------------------------------------
# BABEL'S FUNCTIONS
# ------------------------------------------------------------


def _format_date(original, date=None, format="medium", locale=babel.dates.LC_TIME):
    if _writes_jalali(locale):
        day = jalali.date_part(date) if date else jalali.today()
        if _is_covered(day):
            return _apply(_PATTERNS.get(format, format), day, locale)
    return original(date, format, locale)


def _format_datetime(
    original,
    datetime=None,
    format="medium",
    tzinfo=None,
    locale=babel.dates.LC_TIME,
):
    if _writes_jalali(locale):
        value = babel.dates._get_datetime(datetime)
        value = babel.dates._ensure_datetime_tzinfo(value, tzinfo)
        if _is_covered(value.date()):
            if format in _PATTERNS:
                seconds = "HH:mm" if format == "short" else "HH:mm:ss"
                format = f"{_PATTERNS[format]} {seconds}"
            return _apply(format, value, locale)
    return original(datetime, format, tzinfo, locale)


def _format_time(
    original, time=None, format="medium", tzinfo=None, locale=babel.dates.LC_TIME
):
    text = original(time, format, tzinfo, locale)
    return jalali.to_persian_digits(text) if _writes_jalali(locale) else text


# what the wrappers use of babel, beside the functions that they wrap
_NEEDED = (
    "DateTimeFormat",
    "DateTimePattern",
    "_ensure_datetime_tzinfo",
    "_get_datetime",
    "parse_pattern",
)
_WRAPPERS = {
    "format_date": _format_date,
    "format_datetime": _format_datetime,
    "format_time": _format_time,
}


def _is_covered(day):
    return jalali.FIRST_DAY <= day <= jalali.LAST_DAY


def _apply(pattern, value, locale):
    if isinstance(pattern, babel.dates.DateTimePattern):
        pattern = pattern.pattern
    template = babel.dates.parse_pattern(pattern).format
    return template % JalaliFormat(value, babel.Locale.parse(locale))


class JalaliFormat(getattr(babel.dates, "DateTimeFormat", object)):
    """The fields of an LDML pattern: those of the calendar Jalali, the others babel's.

    Weekday, time and zone are alike in both calendars.
    """

    def __init__(self, value, locale):
        super().__init__(value, locale)
        self.day = jalali.date_part(value)

    def __getitem__(self, name):
        field = name[0]
        if field in "YuU":  # a year of weeks, of an era, of a cycle: there is one only
            name, field = "y" * len(name), "y"
        elif field == "q":
            name, field = "Q" * len(name), "Q"
        if field in "yMLdQwDG":
            return jalali.format_date(self.day, name)
        return jalali.to_persian_digits(super().__getitem__(name))
