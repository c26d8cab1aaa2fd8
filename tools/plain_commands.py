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
    """Add the configuration file where the subcommand, if any, looks for it."""
    named = bool(arguments) and not arguments[0].startswith("-")
    # `module` has it after its own subcommand, as `odoo module uninstall -c FILE`
    count = {"module": 2}.get(arguments[0], 1) if named else 0
    subcommand, rest = arguments[:count], arguments[count:]
    config = ["-c", odoo_runner.default_config()]
    if SUBCOMMANDS_WITH_OWN_CONFIG & set(arguments) or "-c" in arguments:
        config = []
    if not named:
        config += _ports(arguments)
    command = odoo_runner.odoo_command(*subcommand, *config, *rest)
    odoo_runner.replace_process(command, odoo_runner.odoo_environment())


def _ports(arguments):
    """Free ones, where none is named: with workers, a second one for the bus."""
    wanted = {"--http-port": 8169}
    if any(text.startswith("--workers") for text in arguments):
        wanted["--gevent-port"] = 8269
    return [
        f"{option}={odoo_runner.free_port(first)}"
        for option, first in wanted.items()
        if not any(option in text for text in arguments)
    ]
