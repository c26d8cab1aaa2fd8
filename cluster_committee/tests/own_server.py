import contextlib
import signal
import subprocess

import requests

from odoo.addons.web_jalali.tests.own_database import OwnDatabaseCase
from odoo.addons.web_jalali.tests.waiting import SECONDS, wait_until


class OwnServerCase(OwnDatabaseCase):
    """Tests with a server of their own over their own database."""

    port = server = None

    @classmethod
    def _start_server(cls):
        if not cls.port:
            cls.port = cls._free_port()
            cls.addClassCleanup(lambda: cls._kill_server())
        cls.server = subprocess.Popen(
            cls._command(*cls.target, f"--http-port={cls.port}"),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_until(cls._answers, "The server does not come up.")

    @classmethod
    def _answers(cls):
        with contextlib.suppress(requests.RequestException):
            return requests.get(f"{cls._address()}/web/login", timeout=SECONDS).ok

    @classmethod
    def _address(cls):
        return f"http://127.0.0.1:{cls.port}"

    @classmethod
    def _kill_server(cls):
        if cls.server and cls.server.poll() is None:
            cls.server.send_signal(signal.SIGKILL)
            cls.server.wait()
