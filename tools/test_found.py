"""Every test is found by Odoo's own runner too, and needs nothing but its addon; every
picture that a README shows is there."""

import ast
import re

import pytest

import paths

ADDONS = pytest.mark.parametrize("addon", paths.present_addons())
ROOMS = (paths.TOOLS, *paths.ROOMS)
TOOLS = {path.stem for room in ROOMS for path in room.glob("*.py")}


def imported(addon):
    """Return the test files that tests/__init__.py makes attributes of `tests`: Odoo
    looks for no others."""
    folder = paths.ROOT / addon / "tests"
    if not folder.exists():
        return
    tree = ast.parse((folder / "__init__.py").read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                room = (node.module or "").replace(".", "/")
                yield folder / room / f"{alias.name}.py"


def files(addon, pattern):
    return sorted((paths.ROOT / addon / "tests").rglob(pattern))


@ADDONS
def test_every_file_is_imported(addon):
    found = set(files(addon, "test_*.py"))
    known = {path for path in imported(addon) if path.name.startswith("test_")}
    assert sorted(found - known) == []
    assert sorted(known - found) == []


@ADDONS
def test_names_are_unique(addon):
    names = [path.name for path in files(addon, "test_*.py")]
    assert len(names) == len(set(names))


@ADDONS
def test_no_test_of_an_addon_needs_the_tools(addon):
    using = []
    for path in files(addon, "*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module]
            using += [f"{path.name}: {name}" for name in names if name in TOOLS]
    assert using == []


@ADDONS
def test_no_test_sleeps_for_a_time(addon):
    """It waits for a state: only web_jalali/tests/waiting.py sleeps."""
    sleeping = []
    for path in files(addon, "*.py"):
        if path.name == "waiting.py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and node.attr == "sleep":
                sleeping.append(f"{path.name}:{node.lineno}")
    assert sleeping == []


@pytest.mark.parametrize(
    "readme",
    sorted(paths.ROOT.glob("*/README.md")) + [paths.ROOT / "README.md"],
    ids=str,
)
def test_every_picture_of_a_readme_is_there(readme):
    named = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", readme.read_text())
    assert [name for name in named if not (readme.parent / name).is_file()] == []
