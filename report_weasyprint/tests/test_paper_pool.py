import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.web_jalali.tests.waiting import wait_until

from ..report import paper_engine, paper_pool
from .common import PaperReportCase
from .hostile_pictures import data_url, raster

LIMIT = 200_000  # bytes of one text
SENTENCE = "شورای راهبری در نشست خود مقرر کرد که "
USUAL = f"<p>{SENTENCE}</p>"
# Takes minutes, and no more than 400 MB of memory
ENDLESS = "<p>" + "</p><p>".join(["آ"] * 60_000) + "</p>"

SERVER = """
import os, sys, threading, time
import odoo.addons
odoo.addons.__path__.append(os.path.dirname(sys.argv[1]))
sys.path.insert(0, sys.argv[1])
from report import paper_engine, paper_pool
usual, endless = "<p>x</p>", "<p>" + "</p><p>".join(["x"] * 60_000)
paper_engine.render(usual)
"""


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@tagged("post_install", "-at_install")
class TestPaperPool(PaperReportCase):
    """Papers are rendered apart, under limits of time and memory."""

    def setUp(self):
        super().setUp()
        self.pool = paper_pool.Pool()
        self._set(_pools=[self.pool])
        self.addCleanup(self._end_workers)

    def _set(self, **values):
        for name, value in values.items():
            self.patch(paper_pool, name, value)

    def _end_workers(self):
        for worker in self.pool.workers:
            worker.end()

    def _render(self, body, reader=None):
        return paper_engine.render(f"<html><body>{body}</body></html>", None, reader)

    def _print(self, body):
        return self.reports._set_paper(f"<html><body>{body}</body></html>")

    def test_one_that_takes_too_long_is_refused_in_a_sentence(self):
        self._print(USUAL)
        (worker,) = self.pool.workers
        self._set(SECONDS=2)
        began = time.monotonic()
        with (
            self.assertRaisesRegex(UserError, "too long or too involved"),
            mute_logger(paper_pool.__name__),
        ):
            self._print(ENDLESS)
        self.assertLess(time.monotonic() - began, 10)
        self.assertFalse(is_alive(worker.process.pid))
        self.assertFalse(self.pool.workers)
        self._set(SECONDS=40)
        self.assertTrue(self._print(USUAL).startswith(b"%PDF-"))

    def test_one_that_needs_too_much_memory_is_refused_in_a_sentence(self):
        picture = data_url(raster(4900, 5000))
        body = f'<p>متن</p><img src="{picture}" style="width: 9cm"/>'
        self.assertTrue(self._print(body).startswith(b"%PDF-"))
        self._set(MEMORY=320_000_000)
        with (
            self.assertRaisesRegex(UserError, "too long or too involved"),
            mute_logger(paper_pool.__name__),
        ):
            self._print(f"{body}{body}")
        self._set(MEMORY=1_200_000_000)
        self.assertTrue(self._print(USUAL).startswith(b"%PDF-"))

    def test_one_that_is_far_too_long_is_not_even_begun(self):
        with self.assertRaisesRegex(UserError, "too long or too involved"):
            self._print("آ" * paper_engine.MOST_BYTES)
        self.assertFalse(self.pool.workers)

    def test_one_that_hangs_holds_up_nobody_else_s(self):
        self._render(USUAL, "chair")
        self._set(SECONDS=30, PATIENCE=1)
        ended = []

        def hang():
            with mute_logger(paper_pool.__name__):
                try:
                    self._render(ENDLESS, "somebody")
                except paper_engine.TooLarge:
                    ended.append(time.monotonic())

        hanging = threading.Thread(target=hang)
        hanging.start()
        wait_until(lambda: self.pool.readers)
        for reader in ("chair", "secretary", "chair"):
            self.assertTrue(self._render(USUAL, reader).startswith(b"%PDF-"))
        self.assertFalse(ended)
        # all but his own
        with self.assertRaises(paper_engine.Busy):
            self._render(USUAL, "somebody")
        with (
            patch.object(type(self.reports), "_paper_reader", lambda self: "somebody"),
            self.assertRaisesRegex(UserError, "Try again in a minute"),
        ):
            self._print(USUAL)
        for worker in [*self.pool.workers]:
            worker.process.kill()  # it is not waited for here
        hanging.join(20)
        self.assertTrue(ended)

    def test_a_process_that_fell_while_it_had_nothing_to_do_is_replaced(self):
        self._render(USUAL)
        (worker,) = self.pool.workers
        worker.process.kill()
        worker.process.wait()
        self.assertTrue(self._render(USUAL).startswith(b"%PDF-"))
        self.assertNotIn(worker, self.pool.workers)

    def test_the_same_paper_has_the_same_bytes(self):
        """In one process after another paper, and in another process."""
        digests = set()
        for _process in range(2):
            for body in (USUAL, f"<h1>{SENTENCE}</h1>{USUAL * 40}", USUAL):
                paper = self._render(body)
                if body == USUAL:
                    digests.add(hashlib.sha256(paper).hexdigest())
            self._end_workers()
            self.pool.workers.clear()
            self.pool.free.clear()
        self.assertEqual(len(digests), 1)

    def test_a_text_as_long_as_it_may_be_is_printed(self):
        text = (SENTENCE * LIMIT)[: LIMIT // 2]  # two bytes a letter
        for body in (text, "آ" * (LIMIT // 2), " " * LIMIT):
            with self.subTest(body[:30]):
                self.assertTrue(self._print(f"<p>{body}</p>").startswith(b"%PDF-"))

    # ------------------------------------------------------------
    # PROCESSES OF THE SERVER
    # ------------------------------------------------------------

    def _server(self, script):
        """A process that renders as a server does, and what it prints first."""
        server = subprocess.Popen(
            [sys.executable, "-c", SERVER + script, str(Path(__file__).parents[1])],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=subprocess.PIPE,
            text=True,
        )
        self.addCleanup(server.stdout.close)
        self.addCleanup(server.wait)
        self.addCleanup(server.kill)
        return server, [int(word) for word in server.stdout.readline().split()]

    def _assert_gone(self, pids):
        wait_until(lambda: not any(map(is_alive, pids)), "They live on", seconds=10)

    def test_the_processes_end_with_a_server_that_is_killed(self):
        """One that has nothing to do, and one that renders."""
        server, pids = self._server(
            """
work = threading.Thread(target=paper_engine.render, args=(endless,))
work.start()
time.sleep(1)
paper_engine.render(usual)
print(*(worker.process.pid for worker in paper_pool.pool().workers), flush=True)
work.join()
"""
        )
        self.assertEqual(len(pids), 2)
        self.assertTrue(all(map(is_alive, pids)))
        server.send_signal(signal.SIGKILL)
        self._assert_gone(pids)

    def test_a_fork_of_the_server_has_its_own(self):
        server, pids = self._server(
            """
(worker,) = paper_pool.pool().workers
if child := os.fork():
    os.waitpid(child, 0)
    time.sleep(600)
paper_engine.render(usual)
(own,) = paper_pool.pool().workers
grandchild = os.fork()
if not grandchild:
    time.sleep(600)
print(worker.process.pid, own.process.pid, grandchild, flush=True)
os.kill(os.getpid(), 9)
"""
        )
        of_parent, of_child, grandchild = pids
        try:
            self._assert_gone([of_child])  # though a fork of the killed one lives on
            self.assertTrue(is_alive(of_parent))
            server.send_signal(signal.SIGKILL)
            self._assert_gone([of_parent])
        finally:
            os.kill(grandchild, signal.SIGKILL)
