"""Run Odoo: its configuration file, its environment, its command line."""

import configparser
import os
import socket
import subprocess
import sys

import node_env
import odoo_source
import paths
import postgres
from steps import run


def write_config(path, **options):
    """Write a configuration file that keeps all of Odoo's data in the cache."""
    database = postgres.settings()
    folders = [*map(str, odoo_source.addons_paths(odoo_source.ensure_odoo()))]
    if any(paths.ROOT.glob("*/__manifest__.py")):
        folders.append(str(paths.ROOT))
    values = {
        "addons_path": ",".join(folders),
        "data_dir": str(paths.DATA),
        "db_host": database["host"],
        "db_port": database["port"],
        "db_user": database["user"],
        "http_interface": "127.0.0.1",
        "admin_passwd": "admin",
        "max_cron_threads": "0",
        **{name: str(value) for name, value in options.items()},
    }
    if database["password"]:
        values["db_password"] = database["password"]
    config = configparser.RawConfigParser()
    config["options"] = values
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as handle:
        config.write(handle)
    path.chmod(0o600)
    return path


def default_config():
    return write_config(paths.CACHE / "odoo.conf")


def odoo_environment(**more):
    """Let Python find `odoo` and nothing that lies beside it; rtlcss on PATH."""
    folder = paths.CACHE / "python-path"
    folder.mkdir(parents=True, exist_ok=True)
    link, package = folder / "odoo", odoo_source.ensure_odoo()
    if not link.is_symlink() or link.resolve() != package:
        link.unlink(missing_ok=True)
        link.symlink_to(package)
    # A home of its own keeps ~/.odoorc out of every run
    return node_env.node_environment(PYTHONPATH=str(folder), **more)


def odoo_command(*arguments):
    return [str(paths.venv_python()), "-m", "odoo", *map(str, arguments)]


def run_odoo(*arguments, **options):
    return run(*odoo_command(*arguments), env=odoo_environment(), **options)


def shell_script(database, script, **options):
    """Run Python code with `env` in a database and return what it prints."""
    done = subprocess.run(
        odoo_command("shell", "-c", default_config(), "-d", database, "--no-http"),
        input=script,
        text=True,
        check=False,
        stdout=subprocess.PIPE,
        env=odoo_environment(),
        **options,
    )
    if done.returncode:
        sys.exit(f"✗ A script in the database {database} failed (see above)")
    return done.stdout


def free_port(first):
    """Return the first free port from `first` on."""
    for port in range(first, first + 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    sys.exit(f"✗ No free port between {first} and {first + 99}")


def replace_process(command, environment):
    os.execve(command[0], command, environment)
