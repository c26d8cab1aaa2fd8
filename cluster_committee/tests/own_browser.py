# pylint: disable=method-required-super
"""A browser with a profile of its own, to be killed, cut off and started anew."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import requests
import websocket

from odoo.addons.web_jalali.tests.waiting import SECONDS, wait_until

# it reserves more address space than Odoo leaves to its own processes
UNLIMITED = ("sh", "-c", 'ulimit -S -v unlimited; exec "$0" "$@"')
KEYS = {"Enter": 13, "Tab": 9, "F2": 113, "F4": 115, "F9": 120, "1": 49, "2": 50}


class OwnBrowser:
    """The one page of a Chromium, driven by its DevTools protocol."""

    def __init__(self, address):
        self.address = address
        self.profile = tempfile.mkdtemp(prefix="committee-browser-")
        self.process = self.socket = None
        self.number = 0
        self.errors = []  # what the page's console said, to tell where a wait fails

    # ------------------------------------------------------------
    # LIFE
    # ------------------------------------------------------------

    def start(self, width=1366, height=768):
        port_file = Path(self.profile, "DevToolsActivePort")
        port_file.unlink(missing_ok=True)
        self.process = subprocess.Popen(
            [
                *UNLIMITED,
                os.environ.get("CHROMIUM", "chromium"),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                f"--window-size={width},{height}",
                f"--user-data-dir={self.profile}",
                "about:blank",
            ],
            env={**os.environ, "TZ": "Asia/Tehran"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._wait(lambda: port_file.exists() and port_file.read_text().strip())
        port = port_file.read_text().split()[0]
        self._wait(lambda: self._page(port))
        self.socket = websocket.create_connection(
            self._page(port), timeout=SECONDS, suppress_origin=True
        )
        for domain in ("Network", "Runtime", "Log"):
            self.send(f"{domain}.enable")
        self.resize(width, height)
        return self

    def _page(self, port):
        with contextlib.suppress(requests.RequestException):
            targets = requests.get(f"http://127.0.0.1:{port}/json", timeout=5).json()
            for target in targets:
                if target["type"] == "page":
                    return target["webSocketDebuggerUrl"]
        return None

    def kill(self):
        """As when the power goes: it is told nothing and writes nothing more."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.socket.close()

    def end(self):
        if self.process and self.process.poll() is None:
            self.kill()
        shutil.rmtree(self.profile, ignore_errors=True)

    # ------------------------------------------------------------
    # TALK
    # ------------------------------------------------------------

    def send(self, method, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        self.socket.send(json.dumps(message))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded"):
                self.errors.append(json.dumps(answer["params"], ensure_ascii=False))
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise AssertionError(answer["error"])
                return answer["result"]

    def run(self, script):
        answer = self.send(
            "Runtime.evaluate",
            expression=script,
            awaitPromise=True,
            returnByValue=True,
        )
        if "exceptionDetails" in answer:
            raise AssertionError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def resize(self, width, height, touch=False):
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=touch,
        )

    def cut(self, offline=True):
        """Take the network away, or give it back."""
        self.send(
            "Network.emulateNetworkConditions",
            offline=offline,
            latency=0,
            downloadThroughput=-1,
            uploadThroughput=-1,
        )

    # ------------------------------------------------------------
    # WHAT A USER DOES AND SEES
    # ------------------------------------------------------------

    def log_in(self, login):
        """Enter by the form of the server, unless the browser remembers; the
        password is the login."""
        page = "/web/login?redirect=/web/health"
        self.send("Page.navigate", url=self.address + page)
        self._wait(lambda: self._is_in() or self._has("input[name=login]"))
        if self._is_in():
            return
        for name in ("login", "password"):
            self.run(f"document.querySelector('input[name={name}]').value = {login!r}")
        self.run("document.querySelector('form.oe_login_form').submit()")
        self._wait(self._is_in)

    def _is_in(self):
        return self.run("location.pathname") == "/web/health"

    def go(self, path, selector):
        self.send("Page.navigate", url=self.address + path)
        self.see(selector)

    def see(self, selector):
        self._wait(lambda: self._has(selector), f"{selector} is not to be seen")

    def _has(self, selector):
        return self.run(f"!!document.querySelector({json.dumps(selector)})")

    def text(self, selector):
        return self.run(
            f"document.querySelector({json.dumps(selector)})?.innerText || ''"
        )

    def value(self, selector):
        return self.run(f"document.querySelector({json.dumps(selector)})?.value")

    def click(self, selector):
        """Click what can be clicked: a click is lost while a page draws itself, or a
        button is shut until an answer comes."""
        node = f"document.querySelector({json.dumps(selector)})"
        self._wait(
            lambda: self.run(f"!!{node} && !{node}.disabled"),
            f"{selector} cannot be clicked",
        )
        self.settle()
        self.run(f"{node}.click()")

    def type(self, selector, text):
        """Put the caret into it and type, as fast as nobody can."""
        self.see(selector)
        self.run(f"document.querySelector({json.dumps(selector)}).focus()")
        for character in text:
            self.send("Input.insertText", text=character)

    def press(self, key, ctrl=False):
        code = f"Digit{key}" if key.isdigit() else key
        for kind in ("rawKeyDown", "keyUp"):
            self.send(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                code=code,
                windowsVirtualKeyCode=KEYS.get(key, 0),
                modifiers=2 if ctrl else 0,
            )

    def _wait(self, condition, complaint="It takes too long"):
        def holds():
            with contextlib.suppress(AssertionError):
                return condition()

        try:
            wait_until(holds, complaint)
        except AssertionError as error:
            raise AssertionError(f"{complaint}\n{self._page_now()}") from error

    def _page_now(self):
        """Where the browser stands and what it shows and said last."""
        if not self.socket:
            return "the browser has no page"
        said = "\n".join(error[:800] for error in self.errors[-5:])
        script = (
            "location.href + '\\n' + (document.querySelector('.modal') ||"
            " document.body).innerText.slice(0, 1500)"
        )
        return f"{self.run(script)}\n{said}"

    def settle(self):
        """Wait until the page has drawn what it was told, and asks for nothing."""
        self._wait(lambda: not self._has(".o_loading_indicator, .o_blockUI"))
        self.run(
            "new Promise((drawn) =>"
            " requestAnimationFrame(() => requestAnimationFrame(drawn)))"
        )
