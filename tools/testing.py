"""Run the tests in databases cloned from prepared ones."""

import os
import subprocess
import sys

import check_install
import databases
import odoo_runner
import paths
from steps import say


def test(arguments):
    """Run Odoo's own installer, then pytest; its closing line is the last one."""
    installed = check_install.is_clean()
    tested = run_pytest(databases.screens_template, arguments)
    if not installed:
        print("✗ Odoo's own installer warned: see above", file=sys.stderr)
    sys.exit(tested or int(not installed))


def one(arguments):
    apart = any(text.startswith(paths.DEMO_ADDON) for text in arguments)
    template = databases.demo_template if apart else databases.tests_template
    sys.exit(run_pytest(template, arguments))


def run_pytest(template, arguments):
    with databases.test_database(template) as (name, data):
        config = odoo_runner.write_config(
            data / "odoo.conf",
            db_name=name,
            dbfilter=f"^{name}$",
            data_dir=data,
            screenshots=paths.CACHE / "screenshots",
        )
        say(f"pytest in the database {name}")
        command = [
            str(paths.venv_python()),
            "-m",
            "pytest",
            f"--odoo-config={config}",
            f"--odoo-database={name}",
            "--odoo-http",
            "--odoo-log-level=warn",  # conftest.py lets no warning pass
            "-o",
            f"cache_dir={paths.CACHE / 'pytest'}",
            *_chosen(arguments),
        ]
        environment = odoo_runner.odoo_environment(
            HYPOTHESIS_STORAGE_DIRECTORY=str(paths.CACHE / "hypothesis")
        )
        return subprocess.run(
            command, check=False, cwd=paths.ROOT, env=environment
        ).returncode


def _chosen(arguments):
    """Return what to run: the arguments, or the tests of both addons and the tools.

    Words from `make one T=… K=…` come as one string each and may be empty.
    """
    chosen = [text for text in arguments if text]
    if any(os.path.exists(text.partition("::")[0]) for text in chosen):
        return chosen
    folders = [*(f"{name}/tests" for name in paths.product_addons()), "tools"]
    return [*chosen, *(name for name in folders if (paths.ROOT / name).exists())]
