import contextlib
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import psycopg2

import odoo.sql_db
from odoo.tests import BaseCase
from odoo.tests.common import get_db_name
from odoo.tools import SQL, config

# Who runs the tests may name databases that are prepared: TEST_DATABASE_BESIDE=…
PREPARED = "TEST_DATABASE_{}"
LANGUAGES = "en_US,fa_IR"  # the first is the language of the administrator


class OwnDatabaseCase(BaseCase):
    """Tests that commit, kill or uninstall: in a database of their own, a copy of the
    one that is tested, by processes of their own."""

    label = None  # a short name for the database
    prepared = None  # the name of another database to copy, and
    modules = None  # what is in it, where nobody has prepared it

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.name = cls._name(cls.label)
        cls.data = Path(config["data_dir"]) / cls.name
        cls.addClassCleanup(shutil.rmtree, cls.data, ignore_errors=True)
        cls.target = cls._target(cls.name)
        cls._make(cls.name, cls.prepared, cls.modules)

    # ------------------------------------------------------------
    # DATABASES
    # ------------------------------------------------------------

    @classmethod
    def _name(cls, label):
        """The name of a database of this process, beside the one that is tested."""
        return f"{get_db_name()}_{label}_{os.getpid()}"

    @classmethod
    def _target(cls, *names):
        """The options of a command that works with databases, with files apart."""
        path = cls.data / f"{names[0]}.conf"
        path.parent.mkdir(parents=True, exist_ok=True)
        values = {
            "addons_path": ",".join(config["addons_path"]),
            "data_dir": cls.data,
            "db_name": ",".join(names),
            "max_cron_threads": 0,
            "http_interface": "127.0.0.1",
            **{
                name: config[name]
                for name in ("db_host", "db_port", "db_user", "db_password")
                if config[name]
            },
        }
        lines = [f"{name} = {value}" for name, value in values.items()]
        path.write_text("\n".join(["[options]", *lines, ""]))
        path.chmod(0o600)
        return "-c", str(path), "-d", ",".join(names)

    @classmethod
    def _make(cls, name, prepared=None, modules=None, *options):
        """Copy the database that is tested, or a prepared one; install the modules
        where nobody has prepared it.

        :param options: of the command that installs them
        """
        source = os.environ.get(PREPARED.format(prepared)) if prepared else None
        cls._drop(name)
        cls.addClassCleanup(cls._drop, name)
        if not prepared:
            source = get_db_name()
            odoo.sql_db.close_db(source)  # nobody may be connected to what is copied
        cls._administrate(
            SQL(
                "CREATE DATABASE %s TEMPLATE %s",
                SQL.identifier(name),
                SQL.identifier(source or "template0"),
            )
        )
        if source:
            files = _files_of(source)
            if files.exists():
                shutil.copytree(files, cls.data / "filestore" / name)
            return
        code, said = cls._ended(
            cls._start(
                *cls._target(name),
                f"--http-port={cls._free_port()}",
                f"--load-language={LANGUAGES}",
                *("-i", modules, "--stop-after-init", *options),
            )
        )
        assert not code, said[-4000:]

    @classmethod
    def _drop(cls, name):
        odoo.sql_db.close_db(name)
        cls._administrate(
            SQL(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = %s AND usename = current_user",
                name,
            ),
            SQL("DROP DATABASE IF EXISTS %s", SQL.identifier(name)),
        )

    @classmethod
    def _administrate(cls, *queries):
        with cls._connection("postgres") as cursor:
            for query in queries:
                cursor.execute(query.code, query.params)

    @classmethod
    @contextlib.contextmanager
    def _connection(cls, database):
        _name, options = odoo.sql_db.connection_info_for(database)
        link = psycopg2.connect(**options)
        link.autocommit = True
        try:
            with link.cursor() as cursor:
                yield cursor
        finally:
            link.close()

    @classmethod
    def _rows(cls, query, database=None):
        with cls._connection(database or cls.name) as cursor:
            cursor.execute(query)
            return cursor.fetchall()

    # ------------------------------------------------------------
    # PROCESSES
    # ------------------------------------------------------------

    @classmethod
    def _command(cls, *options):
        return [sys.executable, "-m", "odoo", *options]

    @classmethod
    def _free_port(cls):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return probe.getsockname()[1]

    @classmethod
    def _start(cls, *options, text=None):
        """A process of Odoo's own command, that was given `text` to read."""
        process = subprocess.Popen(
            cls._command(*options),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if text:
            process.stdin.write(text)
        process.stdin.close()
        return process

    @classmethod
    def _shell(cls, text):
        return cls._start("shell", *cls.target, "--no-http", text=text)

    @classmethod
    def _ended(cls, process):
        """(exit code, what it said)"""
        said = process.stdout.read()
        process.stdout.close()
        return process.wait(), said

    @classmethod
    def _do(cls, text):
        """Let a process of its own do `text`, and fail unless it ends well."""
        code, said = cls._ended(cls._shell(text))
        assert not code and "Traceback" not in said, said[-4000:]
        return said


def _files_of(database):
    """Return the files of a database: the one that is tested, or a prepared one, whose
    files lie where its own configuration has them."""
    folder = os.environ.get(PREPARED.format("FILES"))
    own = Path(config.filestore(database))
    return own if own.exists() or not folder else Path(folder) / database
