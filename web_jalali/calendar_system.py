"""Decides which calendar a user sees; the only place that does.

The choice of the administrator comes first (`web_jalali.enabled`), then the user's own
(`calendar_system` in the preferences), then the language. For text of documents only
its language counts: see `babel_gate.py`.
"""

from odoo.tools import str2bool
from odoo.tools.misc import get_lang

ENABLED = "web_jalali.enabled"
GUARD_ALL = "web_jalali.guard_all"
# A database has the addon when its registry has this model
MARKER = "web_jalali.period"


def is_enabled(env):
    """Whether the administrator left Jalali dates switched on in this database."""
    # the switch is for everybody to know, the other parameters are not
    parameters = env["ir.config_parameter"].sudo()
    return str2bool(parameters.get_param(ENABLED, "True"), True)


def guards_all(env):
    """Whether misread dates are refused in every model, not in ours only.

    Where the administrator has not said, they are as soon as Persian is installed.
    """
    # as above: a switch, that each user's writing has to obey
    chosen = env["ir.config_parameter"].sudo().get_param(GUARD_ALL)
    if chosen:
        return str2bool(chosen, True)
    return any(is_persian(code) for code, _name in env["res.lang"].get_installed())


def is_persian(lang):
    """Whether a language code such as fa_IR writes Jalali by itself."""
    return (lang or "").partition("_")[0] == "fa"


def writes_jalali(env, lang=None):
    """Whether text in the language of `env`, or in `lang`, is written in Jalali."""
    return is_enabled(env) and is_persian(lang or get_lang(env).code)


def is_jalali(env):
    """Whether the user of `env` sees the Jalali calendar, in this request.

    Costs no query once the user is known: each part is kept in a cache of Odoo.
    """
    if MARKER not in env or not is_enabled(env):
        return False
    choice = env["res.users"].browse(env.uid)._get_calendar_choice()
    if choice == "auto":
        lang = env.context.get("lang") or env["res.users"].context_get().get("lang")
        return is_persian(lang)
    return choice == "jalali"
