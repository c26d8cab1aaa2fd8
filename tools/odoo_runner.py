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

PROGRAM = """from odoo.cli.command import main

if __name__ == "__main__":
    main()
"""


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
        # those of the server that runs here: pg_dump of an older one refuses it
        "pg_path": postgres.programs() or "",
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


def _python_path():
    """Return a folder in which Python finds `odoo`, and nothing that lies beside it."""
    folder = paths.CACHE / "python-path"
    folder.mkdir(parents=True, exist_ok=True)
    folder = folder.resolve()  # as Python names the folder of a program
    link, package = folder / "odoo", odoo_source.ensure_odoo()
    if not link.is_symlink() or link.resolve() != package:
        link.unlink(missing_ok=True)
        link.symlink_to(package)
    return folder


def odoo_environment(**more):
    """Let Python find `odoo`; rtlcss and the programs of PostgreSQL on PATH, and Python
    itself: started anew as `python`, it looks there for the environment it is of."""
    # A home of its own keeps ~/.odoorc out of every run
    environment = node_env.node_environment(
        PYTHONPATH=str(_python_path()),
        TEST_NEIGHBOURS=str(paths.NEIGHBOURS / "odoo" / "addons"),
        **more,
    )
    first = [str(paths.VENV / "bin"), postgres.programs()]
    environment["PATH"] = os.pathsep.join([*filter(None, first), environment["PATH"]])
    return environment


def odoo_command(*arguments):
    """Odoo starts itself anew when code changes, and starts a process for the bus: by
    the name of its program, which `python -m odoo` does not have."""
    program = _python_path() / "odoo-bin"
    if not program.exists() or program.read_text() != PROGRAM:
        new = program.with_name(f"{program.name}.{os.getpid()}")
        new.write_text(PROGRAM)
        new.replace(program)
    return [str(paths.venv_python()), str(program), *map(str, arguments)]


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
