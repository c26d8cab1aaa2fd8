"""The virtual environments: one with Odoo's packages and ours, one with linters."""

import os
import shutil
import sys

import paths
from steps import (
    digest,
    forget,
    is_done,
    mark_done,
    output,
    run,
    run_showing,
    say,
    stop_with,
)

HIDDEN_LINES = ("Requirement already", "Ignoring ", "Looking in ", "  Using cached")
SUPPORTED = ((3, 10), (3, 13))


def ensure_supported_python():
    if not SUPPORTED[0] <= sys.version_info[:2] <= SUPPORTED[1]:
        stop_with(
            "Odoo 19 runs on Python 3.10 to 3.13 and this one is "
            f"{sys.version.split()[0]}: name another one, as in PYTHON=python3.11"
        )


def ensure_venv():
    if os.environ.get("ODOO_VENV"):
        if not paths.venv_python().exists():
            stop_with(f"ODOO_VENV has no bin/python: {paths.VENV}")
        return
    _ensure(paths.VENV, paths.REQUIREMENTS, "about 90 packages, 250 MB")


def ensure_lint_venv():
    _ensure(paths.LINT_VENV, paths.LINT_REQUIREMENTS, "the linters")


def ensure_neighbours():
    """Unpack the addons of others that tests install beside ours, into a folder of
    their own: in the environment, every database would list them."""
    state = digest(paths.NEIGHBOUR_REQUIREMENTS)
    if is_done(paths.NEIGHBOURS.name, state) and paths.NEIGHBOURS.exists():
        return
    say(f"unpacking the addons of {paths.NEIGHBOUR_REQUIREMENTS.name}")
    shutil.rmtree(paths.NEIGHBOURS, ignore_errors=True)
    pip = (paths.venv_python(), "-m", "pip", "install", "--no-input")
    # their packages name Odoo itself, which is here already
    options = ("--no-deps", "--no-compile", "--target", paths.NEIGHBOURS)
    run_showing(
        HIDDEN_LINES, *pip, *options, "--requirement", paths.NEIGHBOUR_REQUIREMENTS
    )
    mark_done(paths.NEIGHBOURS.name, state)


def _ensure(venv, requirements, size):
    if not _is_whole(venv):
        ensure_supported_python()
        say(f"creating the Python environment {venv.name}")
        run(sys.executable, "-m", "venv", "--clear", venv)
        forget(venv.name)
    state = digest(requirements)
    if is_done(venv.name, state):
        return
    say(f"installing {requirements.name} ({size})")
    pip = (paths.venv_python(venv), "-m", "pip", "install", "--no-input")
    run_showing(HIDDEN_LINES, *pip, "--requirement", requirements)
    mark_done(venv.name, state)


def _is_whole(venv):
    """Return whether the environment's Python exists and still has its version."""
    python = paths.venv_python(venv)
    version = "import sys; print(f'{sys.version_info[0]}.{sys.version_info[1]}')"
    if not python.exists():
        return False
    folder = f"python{output(python, '-c', version).strip()}"
    return (venv / "lib" / folder / "site-packages").exists()
