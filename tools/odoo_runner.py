"""Run Odoo: its configuration file, its environment, its command line."""

import configparser
import os
import socket
import subprocess
import sys
import threading

import node_env
import odoo_source
import paths
import postgres
from steps import run, stop_with


def write_config(path, ours=paths.ROOT, **options):
    """Write a configuration file that keeps all of Odoo's data in the cache.

    :param ours: the folder where our addons lie
    """
    database = postgres.settings()
    folders = [*map(str, odoo_source.addons_paths(odoo_source.ensure_odoo()))]
    if any(ours.glob("*/__manifest__.py")):
        folders.append(str(ours))
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
    # Another command may be reading it: replace it as a whole
    new = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}")
    with new.open("w") as handle:
        config.write(handle)
    new.chmod(0o600)
    return new.replace(path)


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


def run_odoo_captured(*arguments):
    """Run Odoo; return what became of it with all it says in `stdout`."""
    return subprocess.run(
        odoo_command(*arguments),
        check=False,
        env=odoo_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def install(database, modules, *options):
    load_or_stop(default_config(), database, "-i", modules, *options)


def upgrade(database, modules):
    load_or_stop(default_config(), database, "-u", modules)


def load_or_stop(config, database, *options):
    done, log = load_modules(config, database, *options)
    if done.returncode:
        print("".join(log.read_text().splitlines(True)[-60:]), file=sys.stderr)
        stop_with(f"`odoo {' '.join(options)}` failed; the whole log is {log}")


def load_modules(config, database, *options):
    """Install or upgrade and stop; Odoo's output is in a file."""
    log = paths.LOGS / f"{database}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    port = f"--http-port={any_port()}"
    command = odoo_command("-c", config, "-d", database, port, *options)
    with log.open("w") as handle:
        done = subprocess.run(
            [*command, "--stop-after-init"],
            check=False,
            env=odoo_environment(),
            stdin=subprocess.DEVNULL,
            stdout=handle,
            stderr=subprocess.STDOUT,
        )
    return done, log


def shell_script(database, script, **options):
    """Run Python code with `env` in a database; return what it prints."""
    path = paths.RUNS / f"{database}.shell.conf"
    config = write_config(path, log_handler=":WARNING", **options)
    command = ["shell", "-c", config, "-d", database, "--no-http"]
    done = run_odoo(*command, input=script, text=True, stdout=subprocess.PIPE)
    path.unlink()
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
    stop_with(f"No free port between {first} and {first + 99}")


def any_port():
    """Return a port that two who ask at the same time do not both get."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def replace_process(command, environment):
    os.execve(command[0], command, environment)
