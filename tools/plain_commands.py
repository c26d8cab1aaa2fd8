"""`tools/run python …`, `odoo …` and `guide`: the environment, nothing more."""

import odoo_runner
import paths

SUBCOMMANDS_WITH_OWN_CONFIG = {"help", "--help", "--version"}


def python(arguments):
    command = [str(paths.venv_python()), *arguments]
    odoo_runner.replace_process(command, odoo_runner.odoo_environment())


def guide(_arguments):
    python([str(paths.TOOLS / "guide.py")])


def odoo(arguments):
    """Add the configuration file, after the name of a subcommand if there is one."""
    named = bool(arguments) and not arguments[0].startswith("-")
    subcommand, rest = (arguments[:1], arguments[1:]) if named else ([], arguments)
    config = ["-c", odoo_runner.default_config()]
    if SUBCOMMANDS_WITH_OWN_CONFIG & set(arguments) or "-c" in arguments:
        config = []
    if not named and not any("--http-port" in text for text in arguments):
        config.append(f"--http-port={odoo_runner.free_port(8169)}")
    command = odoo_runner.odoo_command(*subcommand, *config, *rest)
    odoo_runner.replace_process(command, odoo_runner.odoo_environment())
