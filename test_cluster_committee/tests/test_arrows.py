"""An addon calls what it or the addons below it define, and never what only an addon
defines that is built upon it: that one may not be there."""

import ast
from collections import defaultdict
from pathlib import Path

from odoo.models import BaseModel
from odoo.modules.module import Manifest
from odoo.tests import BaseCase

# private names of others that happen to be defined in an addon of ours as well
OF_OTHERS = {
    "_count": "dateutil's rules of recurrence",
    "_until": "the same",
    "_p": "a paragraph of python-docx",
    "_log_access": "of Odoo's models with a table",
}


def defined(tree):
    """The names that a module defines: functions, variables, attributes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.Name | ast.Attribute):
            if isinstance(node.ctx, ast.Store):
                yield node.id if isinstance(node, ast.Name) else node.attr


def asked(tree):
    """(private name or step, line) that a module reads of something."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            if node.attr.startswith(("_", "action_")):
                yield node.attr, node.lineno


def against(sources, below):
    """:param sources: {addon: {path: text}}
    :param below: {addon: itself and the addons that it is built upon}
    :return: ["path:line name"] where only an addon above defines the name
    """
    trees = {
        addon: {path: ast.parse(text) for path, text in files.items()}
        for addon, files in sources.items()
    }
    owners = defaultdict(set)
    for addon, files in trees.items():
        for tree in files.values():
            for name in defined(tree):
                owners[name].add(addon)
    return [
        f"{path}:{line} {name}"
        for addon, files in sorted(trees.items())
        for path, tree in sorted(files.items())
        for name, line in asked(tree)
        if owners[name] and not owners[name] & below[addon]
        if not hasattr(BaseModel, name) and name not in OF_OTHERS
    ]


class TestArrows(BaseCase):
    def test_no_addon_calls_what_only_those_above_it_define(self):
        street = Path(Manifest.for_addon("web_jalali").path).parent
        addons = sorted(path.parent.name for path in street.glob("*/__manifest__.py"))
        below = {addon: self._below(addon, addons) for addon in addons}
        sources = {
            addon: {
                str(path.relative_to(street)): path.read_text()
                for path in (street / addon).rglob("*.py")
                if not {"tests", "migrations"} & set(path.relative_to(street).parts)
            }
            for addon in addons
        }
        self.assertEqual(against(sources, below), [])

    def _below(self, addon, addons):
        found, waiting = set(), [addon]
        while waiting:
            name = waiting.pop()
            if name in addons and name not in found:
                found.add(name)
                waiting += Manifest.for_addon(name)["depends"]
        return found

    def test_a_call_against_the_arrow_is_found(self):
        sources = {
            "lower": {"lower.py": "def _mine(self):\n    return self._theirs()\n"},
            "upper": {"upper.py": "def _theirs(self):\n    return self._mine()\n"},
        }
        below = {"lower": {"lower"}, "upper": {"lower", "upper"}}
        self.assertEqual(against(sources, below), ["lower.py:2 _theirs"])
