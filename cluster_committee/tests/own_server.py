import contextlib
import signal
import subprocess
import time

import requests

from .own_database import OwnDatabaseCase

SECONDS = 180


class OwnServerCase(OwnDatabaseCase):
    """Tests with a server of their own over their own database."""

    port = server = None

    @classmethod
    def _start_server(cls):
        if not cls.port:
            cls.port = cls.runner.any_port()
            cls.addClassCleanup(lambda: cls._kill_server())
        cls.server = subprocess.Popen(
            cls.runner.odoo_command(*cls.target, f"--http-port={cls.port}"),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=cls.runner.odoo_environment(),
        )
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            with contextlib.suppress(requests.RequestException):
                if requests.get(f"{cls._address()}/web/login", timeout=SECONDS).ok:
                    return
            time.sleep(0.2)
        raise AssertionError("The server does not come up.")

    @classmethod
    def _address(cls):
        return f"http://127.0.0.1:{cls.port}"

    @classmethod
    def _kill_server(cls):
        if cls.server and cls.server.poll() is None:
            cls.server.send_signal(signal.SIGKILL)
            cls.server.wait()
