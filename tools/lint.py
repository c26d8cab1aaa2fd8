"""Run every linter, print all findings, and fail when there is one."""

import subprocess
import sys

import node_env
import paths
from steps import output, say

HOUSE_RULES = paths.ROOT.parent / "shared" / "checks" / "house-rules"
LINT = paths.LINT_VENV / "bin"


def lint(_arguments=()):
    failed = []
    for name, command in _checks():
        say(name)
        if _run(command).returncode:
            failed.append(name)
    if failed:
        print(f"✗ lint: {', '.join(failed)}", file=sys.stderr)
        sys.exit(1)
    print("lint is clean", file=sys.stderr)


def format_files(_arguments=()):
    _run([LINT / "ruff", "check", "--fix", *_files("*.py")])
    _run([LINT / "ruff", "format", *_files("*.py")])
    if _files("*.xml", "*.js"):
        _run([_node("prettier"), "--write", *_files("*.xml", "*.js")])


def _checks():
    python, scripts = _files("*.py"), _files("*.js")
    yield "ruff check", [LINT / "ruff", "check", *python]
    yield "ruff format", [LINT / "ruff", "format", "--check", *python]
    addons = paths.present_addons()
    if addons:
        yield "pylint-odoo", [LINT / "pylint", "--rcfile=.pylintrc", *addons]
        manifests = [f"{name}/__manifest__.py" for name in addons]
        yield "oca-checks-odoo-module", [LINT / "oca-checks-odoo-module", *manifests]
    if catalogues := _files("*.po", "*.pot"):
        options = ["--disable=po-pretty-format"]
        yield "oca-checks-po", [LINT / "oca-checks-po", *options, *catalogues]
    if prettied := [*_files("*.xml"), *scripts]:
        yield "prettier", [_node("prettier"), "--check", *prettied]
    if scripts:
        yield "eslint", [_node("eslint"), "--max-warnings=0", *scripts]
    if HOUSE_RULES.exists():
        yield "house rules", [HOUSE_RULES]


def _files(*patterns):
    """Return the files of the tree, committed or new, but not the ignored ones."""
    listed = output(
        "git",
        "-C",
        paths.ROOT,
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "--",
        *patterns,
    )
    return sorted(name for name in listed.splitlines() if (paths.ROOT / name).exists())


def _node(name):
    return paths.NODE_COMMANDS / name


def _run(command):
    # The configurations require their plugins by name, from where npm put them
    environment = node_env.node_environment(
        NODE_PATH=str(paths.NODE_FOLDER / "node_modules"),
        PYLINTHOME=str(paths.CACHE / "pylint"),
        RUFF_CACHE_DIR=str(paths.CACHE / "ruff"),
    )
    command = [str(part) for part in command]
    return subprocess.run(command, check=False, cwd=paths.ROOT, env=environment)
