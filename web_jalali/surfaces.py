"""Whether the methods of Odoo that this addon overrides are still there, as they were.

Each module of `SURFACES` is one surface: a part of Odoo that is Jalali as a whole or
not at all. When a registry is loaded, each override is compared with the method that it
overrides. Where that is gone, or takes other arguments, all overrides of the surface
are taken off, in this process: that part is left to Odoo, the others stay Jalali. The
log says so, and the browser is told by `session_info`.
"""

import inspect
import logging

from odoo.models import MetaModel

_logger = logging.getLogger(__name__)

ADDON = "web_jalali"
PACKAGE = f"odoo.addons.{ADDON}"
# module of ours: what a person sees of it
SURFACES = {
    "models.calendar_event": "calendar",
    "models.calendar_recurrence": "calendar",
    "models.date_guard": "guard",
    "models.export": "export",
    "models.grouping": "groups",
    "models.ir_config_parameter": "settings",
    "models.ir_http": "session",
    "models.ir_qweb_fields": "pages",
    "models.jalali_period": "periods",
    "models.mail_activity": "activities",
    "models.res_config_settings": "settings",
    "models.res_users": "preferences",
    "models.text_guard": "text guard",
    "wizard.base_import_import": "import",
}
_REST = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
# of these each method stands for itself
GUARDS = ("guard", "text guard")
# what is missing in this process, as sentences for an administrator: {surface: names}
missing = {}


def surface_of(function):
    """Return the surface of a method of ours, None for one that belongs to none."""
    return SURFACES.get(function.__module__.removeprefix(f"{PACKAGE}."))


def is_off(surface):
    """Whether a surface is left to Odoo."""
    return surface in missing


def check(registry):
    """Take off the overrides of each surface that no longer fits Odoo."""
    for surface, names in find_missing(registry).items():
        note(surface, names)
        for definition, name in list(_overrides()):
            if surface_of(vars(definition)[name]) != surface:
                continue
            if surface not in GUARDS or not _fits_all(registry, definition, name):
                delattr(definition, name)


def note(surface, names):
    """Note what a surface misses, for the log and for the browser."""
    missing.setdefault(surface, []).extend(names)
    _logger.warning(
        "Jalali dates are left to Odoo in “%s”; it differs in %s",
        surface,
        ", ".join(names),
    )


def find_missing(registry):
    """Return {surface: the methods that Odoo no longer has, or has otherwise}."""
    found = {}
    for definition, name in _overrides():
        if not _fits_all(registry, definition, name):
            surface = surface_of(vars(definition)[name])
            model_names = "/".join(_extended(definition))
            found.setdefault(surface, []).append(f"{model_names}.{name}")
    return found


def _fits_all(registry, definition, name):
    models = [registry.get(model_name) for model_name in _extended(definition)]
    return all(
        _fits(vars(definition)[name], _overridden(model, name))
        for model in models
        if model is not None
    )


def _overrides():
    """Yield (class, name) of each method of ours that calls one of Odoo."""
    for definition in MetaModel._module_to_models__[ADDON]:
        for name, function in list(vars(definition).items()):
            if is_override(name, function) and surface_of(function):
                yield definition, name


def is_override(name, function):
    """Whether a member of a class of ours calls the method that it overrides."""
    if not inspect.isfunction(function):
        return False
    calls = inspect.unwrap(function).__code__.co_names
    return "super" in calls and name in calls


def _extended(definition):
    names = definition._inherit or definition._name
    return [names] if isinstance(names, str) else names


def _overridden(model, name):
    """Return the method of Odoo, or of another addon, that ours stands before."""
    for base in model.__mro__:
        function = vars(base).get(name)
        if function is not None and not base.__module__.startswith(f"{PACKAGE}."):
            return function
    return None


def _fits(ours, theirs):
    """Whether ours has the arguments of theirs, by their names."""
    if theirs is None:
        return False
    own, other = (inspect.signature(each).parameters for each in (ours, theirs))
    named = [name for name, parameter in own.items() if parameter.kind not in _REST]
    if len(named) < len(own):  # who takes the rest as it comes names only what he needs
        takes_all = any(each.kind == _REST[1] for each in other.values())
        return takes_all or set(named) <= set(other)
    return list(own) == list(other)
