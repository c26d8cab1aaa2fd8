"""Where everything lies. Nothing is written outside CACHE, system packages apart."""

import ast
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / "tools"
# rooms of tools that are used seldom
ROOMS = tuple(TOOLS / room for room in ("upgrade", "mutation", "running"))

# An environment prepared elsewhere is named by COMMITTEE_CACHE
CACHE = Path(os.environ.get("COMMITTEE_CACHE") or ROOT / ".cache").resolve()
VENV = Path(os.environ.get("ODOO_VENV") or CACHE / "venv").absolute()
LINT_VENV = CACHE / "lint-venv"
NODE_FOLDER = CACHE / "node"
NODE_COMMANDS = NODE_FOLDER / "node_modules" / ".bin"
ODOO_FOLDER = CACHE / "odoo"
ODOO_RECORD = CACHE / "odoo.json"
DOWNLOADS = CACHE / "downloads"
DATA = CACHE / "data"
FILESTORE = DATA / "filestore"
LOGS = CACHE / "logs"
RUNS = CACHE / "runs"
STAMPS = CACHE / "stamps"
# addons of others, beside which ours are tested; no other command sees them
NEIGHBOURS = CACHE / "neighbours"

DEMO_ADDON = "cluster_committee_demo"  # its records come with it

REQUIREMENTS = ROOT / "requirements.txt"
LINT_REQUIREMENTS = TOOLS / "lint-requirements.txt"
NEIGHBOUR_REQUIREMENTS = TOOLS / "neighbour-requirements.txt"


def venv_python(venv=VENV):
    return venv / "bin" / "python"


def manifest(addon):
    """Return the manifest of one of our addons, as a dict."""
    return ast.literal_eval((ROOT / addon / "__manifest__.py").read_text())


def present_addons():
    """Return our addons, each after those that it depends on."""
    depends = {
        path.parent.name: manifest(path.parent.name)["depends"]
        for path in sorted(ROOT.glob("*/__manifest__.py"))
    }
    ordered = []

    def visit(addon):
        for needed in depends[addon]:
            if needed in depends:
                visit(needed)
        if addon not in ordered:
            ordered.append(addon)

    for addon in depends:
        visit(addon)
    return ordered


def with_dependencies(*addons):
    """Return these addons and those of ours that they need, each after its own."""
    present = present_addons()
    needed = set(addons)
    for addon in reversed(present):
        if addon in needed:
            needed |= set(manifest(addon)["depends"])
    return [addon for addon in present if addon in needed]


def product_addons():
    """Return what a user installs: all but the addons of tests."""
    return [addon for addon in present_addons() if not addon.startswith("test_")]
