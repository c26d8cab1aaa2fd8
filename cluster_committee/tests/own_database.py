import os
import shutil
import subprocess
import sys
from pathlib import Path

from odoo.tests import BaseCase

TOOLS = Path(__file__).parents[2] / "tools"


class OwnDatabaseCase(BaseCase):
    """Tests that commit, kill or uninstall: in a database of their own, cloned from
    the template that the other tests run on, by processes of their own."""

    label = None  # a short name for the database
    template = "addons_template"  # what it is cloned from

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if not TOOLS.exists():
            cls.skipTest(cls, "It needs the tools of this repository.")
        sys.path.insert(0, str(TOOLS))
        cls.addClassCleanup(sys.path.remove, str(TOOLS))
        import databases
        import odoo_runner
        import paths
        import postgres

        cls.databases, cls.runner, cls.postgres = databases, odoo_runner, postgres
        cls.name = f"committee_{cls.label}_{os.getpid()}"
        cls.data = paths.RUNS / cls.name
        cls.addClassCleanup(shutil.rmtree, cls.data, ignore_errors=True)
        cls.addClassCleanup(databases.drop, cls.name, cls.data)
        databases.clone_template(getattr(databases, cls.template), cls.name, cls.data)
        config = odoo_runner.write_config(
            cls.data / "odoo.conf", db_name=cls.name, data_dir=cls.data
        )
        cls.target = ("-c", str(config), "-d", cls.name)

    @classmethod
    def _start(cls, *options, text=None):
        """A process of Odoo's own command, that was given `text` to read."""
        process = subprocess.Popen(
            cls.runner.odoo_command(*options),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=cls.runner.odoo_environment(),
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

    @classmethod
    def _rows(cls, query, database=None):
        with cls.postgres.connection(database or cls.name) as cursor:
            cursor.execute(query)
            return cursor.fetchall()
