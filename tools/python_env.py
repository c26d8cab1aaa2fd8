"""The virtual environments: one with Odoo's packages and ours, one with linters."""

import os
import sys

import paths
from steps import digest, is_done, mark_done, run, say, stop_with

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
    _ensure(paths.VENV, paths.REQUIREMENTS, "about 60 packages, half a minute")


def ensure_lint_venv():
    _ensure(paths.LINT_VENV, paths.LINT_REQUIREMENTS, "the linters")


def _ensure(venv, requirements, size):
    state = digest(requirements, sys.version, str(venv))
    if is_done(venv.name, state) and paths.venv_python(venv).exists():
        return
    ensure_supported_python()
    if not paths.venv_python(venv).exists():
        say(f"creating the Python environment {venv.name}")
        run(sys.executable, "-m", "venv", "--clear", venv)
    say(f"installing {requirements.name} ({size})")
    pip = (paths.venv_python(venv), "-m", "pip", "install")
    run(*pip, "--requirement", requirements, stdout=2)
    mark_done(venv.name, state)
