"""The pytest plugin of processes that share the tests (see testing.py).

Each process collects all files and takes one after the other, the next that nobody has
taken; it writes the result of each test as a line of JSON to the process that started
it. Tests that need the machine for themselves have Odoo's tag `alone` and run
afterwards.
"""

import itertools
import json
import os
from pathlib import Path

import pytest

ALONE = "alone"


def pytest_addoption(parser):
    group = parser.getgroup("shared")
    group.addoption("--shared-queue", help="folder where taken files are marked")
    group.addoption("--shared-pipe", type=int, help="where to write what came of it")
    group.addoption("--only-alone", action="store_true", help="the tests left out else")


def pytest_configure(config):
    if config.getoption("--shared-queue"):
        config.pluginmanager.register(Shared(config), "shared-tests")


class Shared:
    def __init__(self, config):
        self.queue = Path(config.getoption("--shared-queue"))
        self.pipe = os.fdopen(config.getoption("--shared-pipe"), "w", buffering=1)
        self.only_alone = config.getoption("--only-alone")

    def _tell(self, **line):
        self.pipe.write(json.dumps(line) + "\n")

    def _take(self, name):
        """Return whether this process is the first that asks for it."""
        try:
            (self.queue / name.replace("/", "|")).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items):
        apart = [item for item in items if _is_alone(item) != self.only_alone]
        if not self.only_alone:
            self._tell(alone=sorted({_file(item) for item in apart}))
        items[:] = [item for item in items if item not in set(apart)]

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session):
        files = {}
        for item in session.items:
            files.setdefault(_file(item), []).append(item)
        left = iter(files)
        current = self._next(left)
        while current:
            items = files[current]
            for item, following in itertools.pairwise(items):
                _run(item, following)
            # What the next file shares with this one is kept open for it
            after = self._next(left)
            _run(items[-1], files[after][0] if after else None)
            self._tell(finished=current)
            current = after
        return True

    def _next(self, left):
        taken = next((name for name in left if self._take(name)), None)
        if taken:
            self._tell(started=taken)
        return taken

    def pytest_collectreport(self, report):
        if report.outcome != "passed" and self._take(f"collect {report.nodeid}"):
            self._tell_report(report, "collect", 0)

    def pytest_runtest_logreport(self, report):
        self._tell_report(report, report.when, report.duration)

    def _tell_report(self, report, when, seconds):
        expected = hasattr(report, "wasxfail")
        failed = report.failed or (report.skipped and not expected)
        self._tell(
            test=report.nodeid,
            when=when,
            seconds=round(seconds, 3),
            failed=failed,
            text=_text(report) if failed else "",
        )


def _run(item, following):
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)


def _file(item):
    return item.nodeid.partition("::")[0]


def _is_alone(item):
    tags = getattr(getattr(item, "cls", None), "test_tags", ())
    return ALONE in tags or item.get_closest_marker(ALONE) is not None


def _text(report):
    if report.skipped:
        return f"skipped, so failed: {report.longrepr[2] if report.longrepr else ''}"
    parts = [report.longreprtext]
    parts += [f"--- {title} ---\n{text}" for title, text in report.sections]
    return "\n".join(parts)
