"""Processes that render papers: kept warm, ended when they exceed a limit.

Each process of the server has its own few of them, started when they are needed; they
end with it, however it ends. A paper that hangs takes one of them until its time is
over, and no other one of the same reader meanwhile.
"""

import logging
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path

from .paper_worker import Link

# Together less than the two minutes after which Odoo ends a request: until one of the
# processes is free, until it has loaded its libraries, and for the paper
PATIENCE, START, SECONDS = 30, 30, 40
MEMORY = 1_200_000_000  # bytes of addresses, of which a usual letter has a quarter
MOST = 4
WORKER = Path(__file__).with_name("paper_worker.py")

_logger = logging.getLogger(__name__)


class Ended(Exception):
    """A process is gone: `begun` tells whether it had begun with the paper."""

    def __init__(self, begun):
        super().__init__()
        self.begun = begun


class NoRoom(Exception):
    """All processes are busy, or this reader's own paper is still being rendered."""


class Worker:
    """One process, with our end of the socket."""

    def __init__(self):
        ours, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(  # pylint: disable=consider-using-with
                [sys.executable, str(WORKER), str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=_environment(),
                # what is typed at the server's terminal is for the server
                start_new_session=True,
            )
        self.socket, self.link, self.is_ready = ours, Link(ours), False

    def ask(self, words, body, read_asset):
        """Return the last (words, bytes) of its answer.

        :raises Ended: when it is gone, or its time is over
        """
        begun = False
        try:
            if not self.is_ready:
                self._wait(time.monotonic() + START)
                answer, content = self.link.receive()
                if answer["kind"] != "ready":
                    return answer, content
                self.is_ready = True
            deadline = time.monotonic() + words["seconds"]
            self._wait(deadline)
            self.link.send(words, body)
            while True:
                self._wait(deadline)
                answer, content = self.link.receive()
                if answer["kind"] == "begun":
                    begun = True
                elif answer["kind"] == "asset":
                    self._wait(deadline)
                    self.link.send(*_asset(read_asset, answer["url"]))
                else:
                    return answer, content
        except (OSError, EOFError, ValueError) as error:
            raise Ended(begun) from error

    def _wait(self, deadline):
        self.socket.settimeout(max(0.01, deadline - time.monotonic()))

    def end(self):
        self.socket.close()
        self.process.kill()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(10)


def _asset(read_asset, url):
    try:
        kind, content = read_asset(url)
    except (OSError, ValueError) as error:
        return {"kind": "asset", "refused": str(error)}, b""
    return {"kind": "asset", "mime": kind}, content


def _environment():
    """Of the worker: the libraries that this process has; the same order of everything
    in each run, so that the same paper has the same bytes."""
    path = os.pathsep.join(folder for folder in sys.path if folder)
    return {**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": "0"}


class Pool:
    """The processes of one process of the server."""

    def __init__(self):
        self.free, self.busy, self.readers = [], 0, set()
        self.workers = set()
        self.changed = threading.Condition()

    def render(self, words, html, read_asset, reader=None):
        """Return the last (words, bytes) that a worker says of a paper.

        :param words: dict with the typefaces
        :param reader: who asks; none of them has two papers rendered at once
        :raises NoRoom: when no worker is free for long
        :raises Ended: when the paper took too long, or its process fell
        """
        words = {**words, "seconds": SECONDS, "memory": MEMORY}
        with self._turn(reader):
            while True:
                worker, is_new = self._take()
                fit = False
                try:
                    answer, paper = worker.ask(words, html, read_asset)
                    fit = answer["kind"] in ("done", "refused")
                    return answer, paper
                except Ended as ended:
                    # one that had been idle for long ends just when it is asked
                    if ended.begun or is_new:
                        _logger.warning("A paper was given up: its process was ended.")
                        raise
                finally:
                    self._give_back(worker, fit)

    @contextmanager
    def _turn(self, reader):
        def may_go():
            return self.busy < MOST and (reader is None or reader not in self.readers)

        with self.changed:
            if not self.changed.wait_for(may_go, PATIENCE):
                raise NoRoom
            self.busy += 1
            self.readers.add(reader)
        try:
            yield
        finally:
            with self.changed:
                self.busy -= 1
                self.readers.discard(reader)
                self.changed.notify_all()

    def _take(self):
        """Return a worker, and whether it is a new one."""
        with self.changed:
            if self.free:
                return self.free.pop(), False
        worker = Worker()
        with self.changed:
            self.workers.add(worker)
        return worker, True

    def _give_back(self, worker, fit):
        with self.changed:
            if fit:
                self.free.append(worker)
                return
            self.workers.discard(worker)
        worker.end()


_pools = [Pool()]


def pool():
    return _pools[0]


def _forget():
    """In a fork of the server: its workers are the parent's, and end with that one."""
    for worker in _pools[0].workers:
        worker.socket.close()
    _pools[0] = Pool()


os.register_at_fork(after_in_child=_forget)
