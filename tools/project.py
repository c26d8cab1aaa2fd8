"""The commands of the project; `make help` lists them.

It starts on any Python 3.10 to 3.13, brings what the command needs, and goes on in
the virtual environment.
"""

import importlib
import os
import sys

import paths
import python_env
from steps import stop_with
from system_packages import SERVER, TESTS, ensure_system_packages

# command: (module, function, what it needs)
COMMANDS = {
    "python": ("plain_commands", "python", {"server"}),
    "odoo": ("plain_commands", "odoo", {"server"}),
    "demo": ("demo", "demo", {"server"}),
    "database": ("demo", "database", {"server"}),
    "shell": ("demo", "shell", {"server"}),
    "logs": ("demo", "logs", set()),
    "reset": ("demo", "reset", {"server"}),
    "stop": ("demo", "stop", set()),
    "test": ("testing", "test", {"tests"}),
    "one": ("testing", "one", {"tests"}),
    "check-install": ("check_install", "main", {"server"}),
    "old-state": ("old_state", "main", {"server"}),
    "adopted-names": ("adopted_names", "main", {"server"}),
    "alone": ("alone", "main", {"tests"}),
    "hoot-diff": ("hoot_diff", "main", {"tests"}),
    "guide": ("plain_commands", "guide", {"tests"}),
    "i18n": ("translations", "export", {"server"}),
    "rehearse": ("rehearse", "main", {"server"}),
    "mutation": ("mutation", "main", {"tests"}),
    "lint": ("lint", "lint", {"lint"}),
    "format": ("lint", "format_files", {"lint"}),
}


def main(arguments):
    sys.path += map(str, paths.ROOMS)
    if not arguments or arguments[0] not in COMMANDS:
        stop_with(f"Name a command: {', '.join(COMMANDS)}")
    module, function, needs = COMMANDS[arguments[0]]
    bring(needs)
    getattr(importlib.import_module(module), function)(arguments[1:])


def bring(needs):
    """Bring what is missing; go on in the virtual environment."""
    if not needs and not paths.venv_python().exists():
        stop_with("Nothing has been started here yet: make demo")
    wanted = dict(SERVER) if needs & {"server", "tests"} else {}
    if "lint" in needs:
        wanted["python3-venv"] = SERVER["python3-venv"]
    if "tests" in needs:
        wanted |= TESTS
    ensure_system_packages(wanted)
    python_env.ensure_venv()
    continue_in_venv()
    import node_env

    node_env.ensure_node_packages()
    if "lint" in needs:
        python_env.ensure_lint_venv()
    if "tests" in needs:
        python_env.ensure_neighbours()
    if needs & {"server", "tests"}:
        import odoo_source
        import postgres

        odoo_source.ensure_odoo()
        postgres.ensure_postgres()


def continue_in_venv():
    if os.path.samefile(sys.prefix, paths.VENV):
        return
    python = str(paths.venv_python())
    os.execv(python, [python, __file__, *sys.argv[1:]])


if __name__ == "__main__":
    main(sys.argv[1:])
